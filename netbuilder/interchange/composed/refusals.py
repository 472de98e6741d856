"""What comes up in networks and has no layer here, in words that say why; and the nearest that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import Drawer, Value, known_dims
from netbuilder.interchange.drawing.operation_layers import added, for_each_row
from netbuilder.layers.base import Layer
from netbuilder.layers.tensors.values import ConstantNumbers
from netbuilder.messages import Message, say

PLACES = say("it gives places, not numbers: nothing could learn through it.")
COMPLEX = say("it computes with complex numbers, which no layer does.")
VOLUMES = say("it works on volumes, and there are none among the data here.")
QUANTIZED = say("it computes with quantized weights. Import the network as it was before it was quantized.")
PICKS = say("it picks numbers by the places that another tensor names, which no layer does.")
BRANCHES = say("it decides by a value how it goes on, or how often. A drawing computes the same for all rows.")
TREES = say("it consists of decision trees: no layer is one, and nothing could learn through them.")
KERNELS = say("it compares with rows that it has kept, as support vector machines do. No layer is one.")
PREPARATION = say("it prepares columns of a table before they enter a network. Prepare the data so instead.")
COLUMNS = ("LabelEncoder", "OneHotEncoder", "Imputer", "Normalizer", "Binarizer", "ArrayFeatureExtractor", "ZipMap")
SORTED = say("it sorts numbers, which no layer does.")
ROUNDED = say("it rounds or cuts off, which no layer does: nothing could learn through it.")
RANDOM = say("it draws random numbers each time, which no layer does.")
OTHER_EACH_TIME = say("it takes a tensor that is another one each time, such as random numbers: no layer does.")
AROUND_ZERO = say("it draws random numbers each time, which no layer does. Zeros, their mean, may take their place.")

WHY: Mapping[str, Message] = {
    **dict.fromkeys(["argmax", "argmin", "argsort", "multinomial", "nonzero", "searchsorted"], PLACES),
    **dict.fromkeys(["sort", "msort", "topk", "kthvalue", "median", "quantile", "mode"], SORTED),
    **dict.fromkeys(["fft", "ifft", "rfft", "irfft", "fft2", "ifft2", "rfft2", "irfft2", "stft", "istft"], COMPLEX),
    **dict.fromkeys(["view_as_complex", "view_as_real", "complex", "polar", "real.__get__", "imag.__get__"], COMPLEX),
    **{
        f"{kind}3d": VOLUMES
        for kind in ("Conv", "ConvTranspose", "BatchNorm", "InstanceNorm", "MaxPool", "AvgPool", "LPPool", "ZeroPad")
    },
    **{f"Adaptive{kind}Pool3d": VOLUMES for kind in ("Avg", "Max")},
    **dict.fromkeys(["conv3d", "conv_transpose3d", "max_pool3d", "avg_pool3d", "adaptive_avg_pool3d"], VOLUMES),
    **dict.fromkeys(["QLinearConv", "QLinearMatMul", "QuantizeLinear", "DequantizeLinear"], QUANTIZED),
    **dict.fromkeys(["ConvInteger", "MatMulInteger", "DynamicQuantizeLinear", "QLinearAdd"], QUANTIZED),
    **dict.fromkeys(["Floor", "Ceil", "Round", "Mod"], ROUNDED),
    **dict.fromkeys(["ArgMax", "ArgMin", "NonZero", "Unique", "NonMaxSuppression"], PLACES),
    **dict.fromkeys(["GatherElements", "GatherND", "ScatterElements", "ScatterND"], PICKS),
    "TopK": SORTED,
    **dict.fromkeys(["DFT", "STFT"], COMPLEX),
    **dict.fromkeys(["If", "Loop", "Scan"], BRANCHES),
    **{f"ai.onnx.ml.TreeEnsemble{kind}": TREES for kind in ("", "Classifier", "Regressor")},
    **{f"ai.onnx.ml.SVM{kind}": KERNELS for kind in ("Classifier", "Regressor")},
    **dict.fromkeys([f"ai.onnx.ml.{kind}" for kind in COLUMNS], PREPARATION),
    **dict.fromkeys(["linear_dynamic", "quantize_per_tensor", "dequantize"], QUANTIZED),
    **dict.fromkeys(["round", "floor", "ceil", "trunc", "fix", "frac", "fmod", "remainder"], ROUNDED),
    **dict.fromkeys(["__floordiv__", "__mod__", "floor_divide", "round_", "floor_", "ceil_"], ROUNDED),
    **dict.fromkeys(["gather", "scatter", "scatter_", "scatter_add_", "index_add_", "take_along_dim"], PICKS),
    **dict.fromkeys(["bincount", "unique"], PLACES),
    **dict.fromkeys(["gumbel_softmax", "rand", "rand_like", "bernoulli", "poisson"], RANDOM),
}
"""By the class in torch.nn, or the function of torch."""


def random(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Random numbers whose mean is zero: only that can take their place. Raises NoLayerError."""
    dims = known_dims(call.leaving[0])
    if layer is None:
        zeros = ConstantNumbers(sizes=tuple(abs(size) for size in dims[1:]), numbers="0") if dims[0] == -1 else None
        raise NoLayerError(AROUND_ZERO, zeros)
    return [drawer.plain(for_each_row(drawer, added(drawer, layer), call), dims)]
