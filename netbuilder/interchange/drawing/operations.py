"""Which handler draws each kind of operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from netbuilder.interchange.drawing.arranging import (
    adaptive_pool,
    cast,
    codes,
    global_pool,
    item,
    numbers,
    parts,
    permute,
    pixel_shuffle,
    view,
)
from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import SIZES, Drawer, Value
from netbuilder.interchange.drawing.formulas import (
    FORMULAS,
    cell,
    extreme_of_two,
    formula,
    gated,
    instance_norm,
    learned_slope,
    pooled,
    unit_length,
)
from netbuilder.interchange.drawing.layer_table import NEAREST, NUMBER_BY_NUMBER
from netbuilder.interchange.drawing.merging import concatenate, merge
from netbuilder.interchange.drawing.operation_layers import (
    PADDING,
    RELATIONS,
    along,
    clamp,
    compared,
    expand,
    first_of,
    flip,
    negative,
    of_operands,
    pad,
    reciprocal,
)
from netbuilder.interchange.drawing.products import attention as scaled_attention
from netbuilder.interchange.drawing.products import masked, product
from netbuilder.interchange.drawing.row_layers import (
    batch_norm,
    image,
    last_axis,
    layer_norm,
    number_by_number,
    same,
    sequence,
    softmax,
)
from netbuilder.interchange.drawing.sequence_layers import attention, embedding, encoder, recurrent
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Add, Multiply
from netbuilder.layers.pooling import AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool
from netbuilder.layers.tensors.arithmetic import Divide, Subtract, Where
from netbuilder.layers.tensors.reducing import Max, Mean, Sum
from netbuilder.messages import say


def handle(drawer: Drawer, call: Call, layer: Layer | None = None) -> Sequence[Value]:
    """Draw an operation, with ``layer`` in place of its own where given. Returns its results. Raises NoLayerError."""
    if not call.inputs and call.kind != "Expand":
        raise NoLayerError(SIZES)
    handler = HANDLERS.get(call.kind)
    if handler is None:
        raise NoLayerError(say("there is no layer for it."))
    return handler(drawer, call, layer)


HANDLERS: Mapping[str, Callable[[Drawer, Call, Layer | None], Sequence[Value]]] = {
    **dict.fromkeys(NEAREST, number_by_number),
    **dict.fromkeys(["ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "Sigmoid", "Tanh"], number_by_number),
    **dict.fromkeys(["ReLU6", "Hardswish", "Hardsigmoid", "Dropout", "Dropout1d", "Dropout2d"], number_by_number),
    **dict.fromkeys(["Conv2d", "ConvTranspose2d", "Upsample", "UpsamplingNearest2d"], image),
    **dict.fromkeys(["MaxPool2d", "AvgPool2d"], pooled),
    **dict.fromkeys(["Conv1d", "MaxPool1d", "AvgPool1d"], sequence),
    **dict.fromkeys(["BatchNorm", "BatchNorm1d", "BatchNorm2d", "GroupNorm"], batch_norm),
    **dict.fromkeys(["Softmax", "Softmax2d", "LogSoftmax"], softmax),
    **dict.fromkeys(["LSTM", "GRU", "RNN"], recurrent),
    **dict.fromkeys(["View", "Unflatten"], view),
    "Flatten": view,
    "Linear": last_axis,
    "NonDynamicallyQuantizableLinear": last_axis,
    "LayerNorm": layer_norm,
    "Embedding": embedding,
    "MultiheadAttention": attention,
    "TransformerEncoderLayer": encoder,
    "Identity": same,
    "Sum": merge(Add),
    "Product": merge(Multiply),
    "Cat": concatenate,
    "Permute": permute,
    "Difference": merge(Subtract),
    "DifferenceFrom": merge(Subtract, turned=True),
    "Quotient": merge(Divide),
    "QuotientOf": merge(Divide, turned=True),
    "Negative": negative,
    "Reciprocal": reciprocal,
    **dict.fromkeys(NUMBER_BY_NUMBER, number_by_number),
    **dict.fromkeys(RELATIONS, of_operands(compared)),
    "Where": of_operands(lambda call: Where()),
    "Clamp": clamp,
    "Expand": expand,
    "Pad": pad,
    **{f"{kind}Pad{axes}d": pad for kind in (*PADDING, "Zero", "Constant") for axes in (1, 2)},
    "Flip": flip,
    "Total": along(Sum),
    "Mean": first_of(global_pool(GlobalAveragePool), along(Mean)),
    "Max": first_of(extreme_of_two, global_pool(GlobalMaxPool), along(Max)),
    "Min": first_of(extreme_of_two, along(Max)),
    **dict.fromkeys(["Larger", "Smaller"], extreme_of_two),
    **dict.fromkeys(FORMULAS, formula),
    "PReLU": learned_slope,
    **dict.fromkeys(["RNNCell", "GRUCell", "LSTMCell"], cell),
    **dict.fromkeys(["InstanceNorm1d", "InstanceNorm2d"], instance_norm),
    "GLU": gated,
    "UnitLength": unit_length,
    "PixelShuffle": pixel_shuffle,
    "PixelUnshuffle": pixel_shuffle,
    "AdaptiveAvgPool1d": adaptive_pool(AveragePool, GlobalAveragePool),
    "AdaptiveAvgPool2d": adaptive_pool(AveragePool, GlobalAveragePool),
    "AdaptiveMaxPool1d": adaptive_pool(MaxPool, GlobalMaxPool),
    "AdaptiveMaxPool2d": adaptive_pool(MaxPool, GlobalMaxPool),
    "Codes": codes,
    "Numbers": numbers,
    "Cast": cast,
    "Item": item,
    "Parts": parts,
    "MatMul": product,
    "MaskedFill": masked,
    "ScaledAttention": scaled_attention,
}
"""The makers of nodes, by the kind of call."""
