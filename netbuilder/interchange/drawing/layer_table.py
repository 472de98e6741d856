"""Which layer a module of torch.nn is: each layer's ``torch()`` read backwards, with every setting that matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from netbuilder.errors import UserError
from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.layers.activation import (
    ELU,
    GELU,
    HardSigmoid,
    HardSwish,
    LeakyReLU,
    LogSoftmax,
    ReLU,
    ReLU6,
    Sigmoid,
    SiLU,
    Softmax,
    Tanh,
)
from netbuilder.layers.attention import MultiHeadAttention, TransformerEncoder
from netbuilder.layers.base import Layer
from netbuilder.layers.convolution import Conv1D, Conv2D, ConvTranspose2D
from netbuilder.layers.core import Dense, Dropout
from netbuilder.layers.normalization import EPSILON, BatchNorm, GroupNorm, LayerNorm
from netbuilder.layers.pooling import AveragePool, MaxPool, Upsample
from netbuilder.layers.recurrent import GRU, LSTM, RNN, Embedding, Nonlinearity
from netbuilder.layers.tensors.arithmetic import (
    Absolute,
    Cosine,
    ErrorFunction,
    Exponential,
    Logarithm,
    Power,
    Sine,
    Square,
    SquareRoot,
)
from netbuilder.messages import say


def layer_of(call: Call) -> Layer:
    """The layer that computes what a call does. Raises NoLayerError where none is exactly the same."""
    make = TABLE.get(call.kind)
    if make is None:
        raise NoLayerError(say("there is no layer for it."), NEAREST.get(call.kind))
    try:
        return make(call)
    except UserError as error:
        raise NoLayerError(error.message) from error


def _conv(kind: type[Conv1D] | type[Conv2D]) -> Callable[[Call], Layer]:
    def made(call: Call) -> Layer:
        given = call.settings
        kernels, stride = _kernels(given, kind), _one(given, "stride", 1)
        dilation, groups = _one(given, "dilation", 1), given.get("groups", 1)
        if groups != 1 and kind is Conv1D:
            raise NoLayerError(say("its {groups} groups cannot be set in a Conv 1D.", groups=groups))
        values: dict[str, Any] = {"filters": given["out_channels"], "kernel": kernels[0], "stride": stride}
        values |= {"dilation": dilation, "bias": "bias" in call.weights}
        values |= {"groups": groups} if kind is Conv2D else {}
        values |= {"kernel_width": kernels[1]} if len(set(kernels)) > 1 else {}
        values["padding"] = _padding(given.get("padding", 0), [dilation * (kernel - 1) for kernel in kernels])
        return kind.parse(values)

    return made


def _kernels(given: Mapping[str, Any], kind: type[Conv1D] | type[Conv2D]) -> list[int]:
    """How many numbers a filter looks at along each side."""
    sizes = given.get("kernel_size")
    if kind is Conv2D and isinstance(sizes, list) and len(sizes) == 2 and all(type(size) is int for size in sizes):
        return sizes
    return [_one(given, "kernel_size")]


def _padding(given: Any, reaches: Sequence[int]) -> str:
    """ "valid" or "same" for a padding in numbers, by how far a filter reaches beyond its first number."""
    if isinstance(given, str):
        return given
    sides = given if isinstance(given, list) else [given]
    if set(sides) == {0}:
        return "valid"
    pairs = zip(sides * len(reaches) if len(sides) == 1 else sides, reaches, strict=False)
    if all(2 * side == reach for side, reach in pairs):
        return "same"
    raise NoLayerError(
        say(
            "its padding of {padding} is neither none nor half of what its kernel spans.",
            padding=" × ".join(map(str, given)) if isinstance(given, list) else given,
        )
    )


def _conv_transpose(call: Call) -> Layer:
    given = call.settings
    if _one(given, "dilation", 1) != 1 or given.get("groups", 1) != 1:
        raise NoLayerError(say("a Transposed Conv 2D has neither groups nor a dilation."))
    return ConvTranspose2D.parse(
        {
            "filters": given["out_channels"],
            "kernel": _one(given, "kernel_size"),
            "stride": _one(given, "stride", 1),
            "crop": _one(given, "padding", 0),
            "extra": _one(given, "output_padding", 0),
            "bias": "bias" in call.weights,
        }
    )


def _dense(call: Call) -> Layer:
    return Dense.parse({"units": call.settings["out_features"], "bias": "bias" in call.weights})


def _batch_norm(call: Call) -> Layer:
    momentum = call.settings.get("momentum", 0.1)
    if momentum is None:
        raise NoLayerError(say("it takes the mean of all batches: its momentum is none."), BatchNorm())
    learned = call.weights.keys() & {"weight", "bias"}
    layer = BatchNorm.parse({"momentum": momentum, "affine": bool(learned), **_epsilon(call)})
    if call.settings.get("training"):
        raise NoLayerError(say("it takes mean and variance of each batch, in evaluation, too."), layer)
    if len(learned) == 1 or not {"running_mean", "running_var"} <= call.weights.keys():
        raise NoLayerError(say("it learns a scale or a shift alone, or keeps no running mean."), None)
    return layer


def _layer_norm(call: Call) -> Layer:
    if not {"weight", "bias"} <= call.weights.keys():
        raise NoLayerError(say("it learns no scale or no bias."))
    return LayerNorm.parse(_epsilon(call))


def _group_norm(call: Call) -> Layer:
    layer = GroupNorm.parse({"groups": call.settings["num_groups"], **_epsilon(call)})
    if not {"weight", "bias"} <= call.weights.keys():
        raise NoLayerError(say("it learns no scale or no bias."), layer)
    return layer


def _epsilon(call: Call) -> dict[str, float]:
    """The epsilon of a normalization, as its layer takes it."""
    return {"epsilon": float(f"{call.settings.get('eps', EPSILON):.6g}")}  # of ONNX files, a number of 32 bits


def _pool(kind: type[MaxPool] | type[AveragePool]) -> Callable[[Call], Layer]:
    def made(call: Call) -> Layer:
        given = call.settings
        size = _one(given, "kernel_size")
        stride = size if given.get("stride") in (None, []) else _one(given, "stride")
        padding = _one(given, "padding", 0)
        if _one(given, "dilation", 1) != 1 or given.get("return_indices"):
            raise NoLayerError(say("its dilation, or the places that it returns, cannot be set in a layer."))
        layer = kind.parse({"size": size, "stride": None if stride == size else stride, "padding": padding})
        if kind is AveragePool:
            _require_plain_mean(given, padding, layer)
        if given.get("ceil_mode") and not _divides(call, size, stride, padding):
            raise NoLayerError(say("it keeps a last window that is cut off (ceil_mode), a layer leaves it out."), layer)
        return layer

    return made


def _require_plain_mean(given: Mapping[str, Any], padding: int, layer: Layer) -> None:
    if padding and not given.get("count_include_pad", True):
        raise NoLayerError(
            say("its means leave the padding out (count_include_pad), those of the layer count it."), layer
        )
    if given.get("divisor_override"):
        raise NoLayerError(say("it divides by a number of its own (divisor_override)."), layer)


def _divides(call: Call, size: int, stride: int, padding: int) -> bool:
    """Whether the windows end exactly where the value does."""
    dims = call.entering[0] or ()
    return bool(dims) and all((side + 2 * padding - size) % stride == 0 for side in dims[2:])


def _embedding(call: Call) -> Layer:
    given = call.settings
    layer = Embedding.parse({"codes": given["num_embeddings"], "features": given["embedding_dim"]})
    if given.get("max_norm") is not None:
        raise NoLayerError(say("it limits the length of its vectors (max_norm)."), layer)
    return layer


def _recurrent(kind: type[LSTM] | type[GRU] | type[RNN]) -> Callable[[Call], Layer]:
    def made(call: Call) -> Layer:
        given = call.settings
        values = {"units": given["hidden_size"], "layers": given.get("num_layers", 1)}
        if "nonlinearity" in given:
            values["activation"] = next(
                choice for choice in get_args(Nonlinearity) if choice.lower() == given["nonlinearity"]
            )
        layer = kind.parse({**values, "bidirectional": bool(given.get("bidirectional"))})
        if given.get("proj_size"):
            raise NoLayerError(say("it projects its states (proj_size)."))
        if not given.get("bias", True):
            raise NoLayerError(say("it has no biases, a layer learns some that start at zero."), layer)
        if silenced(given) and layer.layers > 1:
            raise NoLayerError(say("it has dropout between its layers, a layer has none."), layer)
        return layer

    return made


def _attention(call: Call) -> Layer:
    given = call.settings
    layer = MultiHeadAttention(heads=given["num_heads"], dropout=silenced(given))
    odd = {"bias_k", "bias_v"} & call.weights.keys() or given.get("add_zero_attn") or "in_proj_bias" not in call.weights
    if odd or given.get("kdim") != given.get("vdim"):
        raise NoLayerError(say("it has no biases, biases for keys and values, or different sizes of them."))
    return layer


def _encoder(call: Call) -> Layer:
    given = call.settings
    return TransformerEncoder(
        heads=given["self_attn.num_heads"],
        units=given["linear1.out_features"],
        dropout=given["dropout.p"],
        activation="ReLU" if given["activation_relu_or_gelu"] == 1 else "GELU",
        norm_first=given["norm_first"],
    )


def silenced(given: Mapping[str, Any]) -> float:
    """The share that a module of several parts silences within."""
    return float(given.get(Dropout.type, 0.0))  # torch gives the setting the name that the layer has


def _dropout(call: Call) -> Layer:
    if call.settings.get("training"):
        raise NoLayerError(say("it is active in evaluation, too."))
    return Dropout.parse({"rate": call.settings.get("p", 0.5)})


def _dropout_of_channels(call: Call) -> Layer:
    raise NoLayerError(say("it silences whole channels, a Dropout single numbers."), _dropout(call))


def _random_slope(call: Call) -> Layer:
    """In evaluation, PyTorch takes the mean of both ends."""
    slope = (call.settings.get("lower", 1 / 8) + call.settings.get("upper", 1 / 3)) / 2
    raise NoLayerError(
        say("its slopes are drawn at random while it trains. Their mean may take their place."),
        LeakyReLU.parse({"slope": round(slope, 9)}),
    )


def _gelu(call: Call) -> Layer:
    if call.settings.get("approximate", "none") != "none":
        raise NoLayerError(say("it is approximated by tanh, the layer is exact."), GELU())
    return GELU()


def _upsample(call: Call) -> Layer:
    given = call.settings
    mode = given.get("mode", "nearest")
    if mode not in ("nearest", "bilinear") or given.get("align_corners"):
        raise NoLayerError(say("its mode “{mode}” (align_corners included) is not one of Upsampling.", mode=mode))
    return Upsample.parse({"factor": _factor(call), "mode": mode})


def _factor(call: Call) -> int:
    before, after = call.entering[0], call.leaving[0]
    if before is None or after is None:
        raise NoLayerError(say("the sizes that reach it are not known."))
    factors = {new / old for old, new in zip(before[2:], after[2:], strict=True)}
    factor = factors.pop()
    if factors or factor != int(factor):
        raise NoLayerError(say("it does not make both sides larger by the same whole number."))
    return int(factor)


def _one(given: Mapping[str, Any], name: str, default: int | None = None) -> int:
    """A setting that is the same for every side. Raises NoLayerError where it is not."""
    value = given.get(name)
    value = default if value is None or value == [] else value
    sides = set(value) if isinstance(value, list | tuple) else {value}
    if len(sides) != 1 or not isinstance(only := next(iter(sides)), int):
        raise NoLayerError(
            say("its {name} is {value}, that of a layer the same for both sides.", name=name, value=str(value))
        )
    return only


def _plain(kind: type[Layer], **names: str) -> Callable[[Call], Layer]:
    """A layer whose parameters are settings of the module by other names, where these are given."""
    return lambda call: kind.parse({own: call.settings[its] for own, its in names.items() if its in call.settings})


def _power(call: Call) -> Layer:
    exponent = call.settings.get("exponent")
    if not isinstance(exponent, int | float):
        raise NoLayerError(say("its exponent is not one number."))
    return Square() if exponent == 2 else Power.parse({"exponent": float(exponent)})


NUMBER_BY_NUMBER: Mapping[str, Callable[[Call], Layer]] = {
    "Square": _plain(Square),
    "SquareRoot": _plain(SquareRoot),
    "Exponential": _plain(Exponential),
    "Sine": _plain(Sine),
    "Cosine": _plain(Cosine),
    "Logarithm": _plain(Logarithm),
    "Absolute": _plain(Absolute),
    "ErrorFunction": _plain(ErrorFunction),
    "Power": _power,
    "InverseRoot": lambda call: Power(exponent=-0.5),
}
"""The makers of layers for functions of every number by itself."""

TABLE: Mapping[str, Callable[[Call], Layer]] = {
    "Linear": _dense,
    "NonDynamicallyQuantizableLinear": _dense,
    "Conv1d": _conv(Conv1D),
    "Conv2d": _conv(Conv2D),
    "ConvTranspose2d": _conv_transpose,
    "BatchNorm": _batch_norm,
    "BatchNorm1d": _batch_norm,
    "BatchNorm2d": _batch_norm,
    "LayerNorm": _layer_norm,
    "GroupNorm": _group_norm,
    "Embedding": _embedding,
    "LSTM": _recurrent(LSTM),
    "GRU": _recurrent(GRU),
    "RNN": _recurrent(RNN),
    "MultiheadAttention": _attention,
    "TransformerEncoderLayer": _encoder,
    "Dropout": _dropout,
    "Dropout1d": _dropout_of_channels,
    "Dropout2d": _dropout_of_channels,
    "MaxPool1d": _pool(MaxPool),
    "MaxPool2d": _pool(MaxPool),
    "AvgPool1d": _pool(AveragePool),
    "AvgPool2d": _pool(AveragePool),
    "Upsample": _upsample,
    "UpsamplingNearest2d": _upsample,
    "ReLU": _plain(ReLU),
    "RReLU": _random_slope,
    "LeakyReLU": _plain(LeakyReLU, slope="negative_slope"),
    "ELU": _plain(ELU, alpha="alpha"),
    "GELU": _gelu,
    "SiLU": _plain(SiLU),
    "ReLU6": _plain(ReLU6),
    "Hardswish": _plain(HardSwish),
    "Hardsigmoid": _plain(HardSigmoid),
    "Sigmoid": _plain(Sigmoid),
    "Tanh": _plain(Tanh),
    "Softmax": _plain(Softmax),
    "Softmax2d": _plain(Softmax),
    "LogSoftmax": _plain(LogSoftmax),
    **NUMBER_BY_NUMBER,
}
"""The makers of layers, by the class in torch.nn."""

NEAREST: Mapping[str, Layer] = {
    **dict.fromkeys(("AlphaDropout", "FeatureAlphaDropout", "Dropout3d"), Dropout()),
}
"""The layers that come closest to classes that none is the same as."""
