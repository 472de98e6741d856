"""Attention: every step of a sequence looks at every other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Literal, Self

from netbuilder.declaration import param
from netbuilder.errors import ExportError
from netbuilder.layers.activation import gelu, relu, softmax
from netbuilder.layers.base import Category, Shape
from netbuilder.layers.calls import Arrays, Call, Carried, Chain, Item, Module
from netbuilder.layers.core import row_shape
from netbuilder.layers.keras_calls import SAME, under
from netbuilder.layers.kinds import sequence
from netbuilder.layers.normalization import layer_norm
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.starting import Biased
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Merge, Split, SplitAxis, Transpose
from netbuilder.operations.tensor import ZEROS, Start, Tensor, setting, uniform, weight
from netbuilder.operations.training_only import Mask


class MultiHeadAttention(Biased):
    """Mixes the steps of a sequence by how relevant they are to each other, or with the steps of a second sequence."""

    type, title, category = "multi_head_attention", "Multi-head attention", Category.ATTENTION
    differs_in_training = True

    heads: int = param(4, "Heads", min=1, max=1000, help="They must divide the number of features.")
    dropout: float = param(
        0.0, "Dropout", min=0.0, below=1.0, help="The share of attention weights set to zero during training."
    )

    def input_ports(self) -> tuple[str, ...]:
        return ("query", "context")

    def optional_inputs(self) -> frozenset[str]:
        return frozenset({"context"})

    def shape(self, query: Shape, context: Shape | None = None) -> Shape:
        _, features = sequence(query)
        if context is not None:
            sequence(context)
        _require_divisible(features, self.heads)
        return query

    def torch(self, query: Shape, context: Shape | None = None) -> Call:
        _, features = query
        sizes = {} if context is None or context[1] == features else {"kdim": context[1], "vdim": context[1]}
        module = Module(
            "torch.nn.MultiheadAttention", features, self.heads, dropout=self.dropout, batch_first=True, **sizes
        )
        order = (0, 0, 0) if context is None else (0, 1, 1)
        return Chain(module.called(*order, need_weights=False), Item(0))

    def keras(self, query: Shape, context: Shape | None = None) -> Call:
        _, features = query
        width = features // self.heads
        _require_right_axis(self.heads, width, query, context)
        module = Module("keras.layers.MultiHeadAttention", self.heads, width, dropout=self.dropout)
        return module.spreading("uniform", features).called(*((0, 0) if context is None else (0, 1)))

    def keras_weights(self, query: Shape, context: Shape | None = None) -> Carried:
        return carried_attention(query[1], self.heads)

    def operations(self, query: Tensor, context: Tensor | None = None) -> Tensor:
        return attention(query, query if context is None else context, self.heads, self.dropout)

    def drawing_order(self, names: Sequence[str]) -> Sequence[str]:
        return projection_first(names)

    def without_chance(self) -> Self:
        return self.with_(dropout=0.0)

    def parameter_count(self, query: Shape, context: Shape | None = None) -> int:
        features, others = query[1], (context or query)[1]
        return features * (2 * features + 2 * others + 4)

    def summary(self) -> Message:
        return say("{heads} heads", heads=self.heads) if self.heads > 1 else say("1 head")


class TransformerEncoder(Biased):
    """Self-attention and two dense layers, each with a skip connection and layer norm: one block of a transformer."""

    type, title, category = "transformer_encoder", "Transformer encoder", Category.ATTENTION
    width = "units"
    differs_in_training = True

    heads: int = param(4, "Heads", min=1, max=1000, help="They must divide the number of features.")
    units: int = param(128, "Units", min=1, max=1_000_000, help="Units of the first of the two dense layers.")
    dropout: float = param(0.1, "Dropout", min=0.0, below=1.0)
    activation: Literal["ReLU", "GELU"] = param("ReLU", "Activation")
    norm_first: bool = param(False, "Norm first", help="Normalizes before each part instead of after it.")

    def shape(self, x: Shape) -> Shape:
        _, features = sequence(x)
        _require_divisible(features, self.heads)
        return x

    def torch(self, x: Shape) -> Call:
        _, features = x
        return Module(
            "torch.nn.TransformerEncoderLayer",
            features,
            self.heads,
            self.units,
            dropout=self.dropout,
            activation=self.activation.lower(),
            batch_first=True,
            norm_first=self.norm_first,
        )

    def keras(self, x: Shape) -> Call:
        _, features = x
        _require_right_axis(self.heads, features // self.heads, x)
        changed: dict[str, Any] = {"norm_first": True} if self.norm_first else {}
        return Module(
            "TransformerEncoder",
            features,
            self.heads,
            self.units,
            dropout=self.dropout,
            activation=self.activation.lower(),
            **changed,
        )

    def keras_weights(self, x: Shape) -> Carried:
        found = dict(under("attention", carried_attention(x[1], self.heads), "self_attn."))
        norm = {"gamma": itemgetter("weight"), "beta": itemgetter("bias")}
        for number in (1, 2):
            found |= under(f"dense_{number}", SAME, f"linear{number}.")
            found |= under(f"norm_{number}", norm, f"norm{number}.")
        return found

    def operations(self, x: Tensor) -> Tensor:
        width = row_shape(x)[1:]
        if self.norm_first:
            x = (x + self._attend(layer_norm(x, width, "norm1."))).called("attended")
            return x + self._combine(layer_norm(x, width, "norm2."))
        x = layer_norm(x + self._attend(x), width, "norm1.").called("attended")
        return layer_norm(x + self._combine(x), width, "norm2.")

    def _attend(self, x: Tensor) -> Tensor:
        """What every step takes from all others."""
        return self._dropped(attention(x, x, self.heads, self.dropout, "self_attn."))

    def _combine(self, x: Tensor) -> Tensor:
        """The two dense layers, step by step."""
        bent = (relu if self.activation == "ReLU" else gelu)(dense(x, "linear1.", self.units).called("sums"))
        return self._dropped(dense(self._dropped(bent), "linear2.", row_shape(x)[-1]))

    def _dropped(self, x: Tensor) -> Tensor:
        return x * Mask(self.dropout)(x) if self.dropout else x

    def drawing_order(self, names: Sequence[str]) -> Sequence[str]:
        return projection_first(names)

    def without_chance(self) -> Self:
        return self.with_(dropout=0.0)

    def parameter_count(self, x: Shape) -> int:
        features = x[1]
        attention = 4 * features * (features + 1)
        dense = self.units * (2 * features + 1) + features
        norms = 4 * features
        return attention + dense + norms

    def summary(self) -> Message:
        if self.heads > 1:
            return say("{heads} heads, {units} units", heads=self.heads, units=self.units)
        return say("1 head, {units} units", units=self.units)


def projection_first(names: Sequence[str]) -> Sequence[str]:
    """The projection of what the heads give is drawn before that of what they get (``torch.nn.MultiheadAttention``)."""
    return sorted(names, key=lambda name: "out_proj." not in name)


def dense(x: Tensor, prefix: str, units: int) -> Tensor:
    """A dense layer inside another; ``prefix``: what its weights' names begin with."""
    start = uniform(row_shape(x)[-1])
    matrix = weight(f"{prefix}weight", (units, row_shape(x)[-1]), start)
    return x @ matrix.T + weight(f"{prefix}bias", (units,), start)


def attention(query: Tensor, context: Tensor, heads: int, dropout: float, prefix: str = "") -> Tensor:
    """Scaled dot-product attention of several heads (Vaswani et al., Attention Is All You Need, 3.2).

    ``prefix``: what its weights' names begin with.
    """
    features, others = row_shape(query)[-1], row_shape(context)[-1]
    width = features // heads
    matrices = _projections(features, others, prefix)
    biases = ("query_bias", "key_bias", "value_bias")
    shifts = Split(3, 0).several(weight(f"{prefix}in_proj_bias", (3 * features,), ZEROS), names=biases)
    sources = {"queries": query, "keys": context, "values": context}
    queries, keys, values = (
        _headed(source @ matrix.T + shift, heads).called(name)
        for (name, source), matrix, shift in zip(sources.items(), matrices, shifts, strict=True)
    )
    scores = (queries @ keys.T / setting(width**0.5, "scale")).called("scores")
    shares = softmax(scores, 3).called("shares")
    if dropout:
        shares = (shares * Mask(dropout)(shares)).called("kept_shares")
    mixed = Merge(2)(Transpose((0, 2, 1, 3))(shares @ values)).called("mixed")
    out = weight(f"{prefix}out_proj.weight", (features, features), uniform(features))
    return mixed @ out.T + weight(f"{prefix}out_proj.bias", (features,), Start("zeros", discarded="uniform"))


def _projections(features: int, others: int, prefix: str) -> tuple[Tensor, ...]:
    """The matrices for queries, keys and values: one weight in three parts where all come from equally wide steps."""
    if others == features:
        start = Start("uniform", f"(6 / {4 * features}) ** 0.5")
        names = ("query_weight", "key_weight", "value_weight")
        return Split(3, 0).several(weight(f"{prefix}in_proj_weight", (3 * features, features), start), names=names)
    widths = {"q": features, "k": others, "v": others}
    return tuple(
        weight(f"{prefix}{name}_proj_weight", (features, width), Start("uniform", f"(6 / {features + width}) ** 0.5"))
        for name, width in widths.items()
    )


def _headed(x: Tensor, heads: int) -> Tensor:
    """(rows, steps, features) as (rows, heads, steps, width)."""
    return Transpose((0, 2, 1, 3))(SplitAxis(2, heads)(x))


def _require_right_axis(heads: int, width: int, *sequences: Shape | None) -> None:
    """Refuse what Keras on TensorFlow computes wrongly: a bias of (heads, 1), taken for one number a step.

    Its addition takes a bias with one long side for that of the first axis as long (keras.ops.add, Keras 3.15).
    """
    if width == 1 and heads > 1 and any(one is not None and one[0] == heads for one in sequences):
        raise ExportError(
            "Keras takes the biases of {heads} heads with one feature each for those of the {heads} steps of the "
            "sequence. Use fewer heads.",
            heads=heads,
        )


def carried_attention(features: int, heads: int) -> Carried:
    """The weights of attention: PyTorch keeps (outputs, inputs), Keras (inputs, heads, outputs of each head)."""
    width = features // heads

    def kernel(number: int, name: str) -> Callable[[Arrays], Any]:
        def made(arrays: Arrays) -> Any:
            if "in_proj_weight" in arrays:
                weight = arrays["in_proj_weight"][number * features : (number + 1) * features]
            else:
                weight = arrays[f"{name[0]}_proj_weight"]
            return weight.T.reshape(-1, heads, width)

        return made

    def bias(number: int) -> Callable[[Arrays], Any]:
        return lambda arrays: arrays["in_proj_bias"].reshape(3, heads, width)[number]

    found: dict[str, Callable[[Arrays], Any]] = {}
    for number, name in enumerate(("query", "key", "value")):
        found |= {f"{name}/kernel": kernel(number, name), f"{name}/bias": bias(number)}
    found["attention_output/kernel"] = lambda arrays: arrays["out_proj.weight"].T.reshape(heads, width, features)
    found["attention_output/bias"] = itemgetter("out_proj.bias")
    return found


def _require_divisible(features: int, heads: int) -> None:
    if features % heads:
        raise ShapeError(
            "Its {heads} heads must divide the {features} features that reach it. Choose another number of heads.",
            heads=heads,
            features=features,
        )
