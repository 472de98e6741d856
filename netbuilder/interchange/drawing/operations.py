"""Which handler draws each kind of operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from netbuilder.interchange.composed.batches import joined_batches, parts_of_batches, some_batches
from netbuilder.interchange.composed.figures import (
    cosine,
    deviation,
    distance,
    group_norm_in_parts,
    layer_norm_in_parts,
    length,
    log_sum_exp,
    norm_of_several,
    power_average,
    rms_norm,
    variance,
)
from netbuilder.interchange.composed.functions import (
    FURTHER,
    SEVERAL,
    any_or_all,
    cumulative,
    of_several,
    product_along,
    softmin,
)
from netbuilder.interchange.composed.packed import packed, unpacked
from netbuilder.interchange.composed.parts_of_values import assigned, copied, filled, rolled, stacked
from netbuilder.interchange.composed.refusals import OTHER_EACH_TIME, WHY, random
from netbuilder.interchange.composed.rows_apart import merged_axis, rows_apart
from netbuilder.interchange.composed.rows_first import rows_first
from netbuilder.interchange.composed.sums_of_products import bilinear, einsum, product
from netbuilder.interchange.composed.truth import combined, negated, unequal
from netbuilder.interchange.composed.unrolled import LONG
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
from netbuilder.interchange.drawing.drawer import CONSTANT, SIZES, Drawer, Value, known_dims
from netbuilder.interchange.drawing.formulas import (
    FORMULAS,
    by_formula,
    cell,
    extreme_of_two,
    gated,
    instance_norm,
    learned_slope,
    pooled,
    unit_length,
)
from netbuilder.interchange.drawing.layer_table import NEAREST, NUMBER_BY_NUMBER
from netbuilder.interchange.drawing.merging import concatenate, merge, of_codes
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
    otherwise,
    pad,
    reciprocal,
)
from netbuilder.interchange.drawing.placed import State, States
from netbuilder.interchange.drawing.products import attention as scaled_attention
from netbuilder.interchange.drawing.products import masked
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
from netbuilder.interchange.drawing.sequence_layers import (
    attention,
    bag,
    embedding,
    encoder,
    recurrent,
    recurrent_of_several,
)
from netbuilder.interchange.images.as_channels import as_channels
from netbuilder.interchange.images.beside import beside
from netbuilder.interchange.images.convolutions import convolved, lengthened, spread_out
from netbuilder.interchange.images.frames import of_frames, transposed_of_frames
from netbuilder.interchange.images.pooling import pooled_in_parts
from netbuilder.interchange.images.resizing import resized
from netbuilder.interchange.images.transposed import transposed_in_parts
from netbuilder.interchange.images.windows import over_each_other, side_by_side, windows_of, windows_of_several
from netbuilder.interchange.traced import UNUSUAL
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Add, Multiply
from netbuilder.layers.pooling import AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool
from netbuilder.layers.tensors.arithmetic import Divide, Subtract, Where
from netbuilder.layers.tensors.reducing import Max, Mean, Sum
from netbuilder.messages import Message, say

RANDOM = tuple(f"f.{name}" for name in ("rand", "randn", "rand_like", "randn_like", "normal", "bernoulli"))
WITHOUT_INPUTS = ("Expand", *RANDOM)
"""What gives values of the network though none enters."""
TAKES_STATES = ("LSTM", "GRU", "RNN", "View", "Permute", "Item", "Cat")
"""What takes last states of recurrent layers as they are; for all else they are put together to one value."""


def handle(drawer: Drawer, call: Call, layer: Layer | None = None) -> Sequence[Value]:
    """Draw an operation, with ``layer`` in place of its own where given. Returns its results. Raises NoLayerError."""
    if not call.inputs and call.kind not in WITHOUT_INPUTS:
        raise NoLayerError(SIZES)
    handler = HANDLERS.get(call.kind)
    if handler is None:
        raise NoLayerError(WHY.get(call.kind.removeprefix("f."), _unknown(call)))
    states = {} if call.kind in TAKES_STATES else _states(drawer, call)
    try:
        drawer.values.update({number: drawer.placed(number) for number in states})
        return _drawn(handler, drawer, call, layer)
    except NoLayerError as error:
        if error.reason is CONSTANT and call.varies:
            raise NoLayerError(OTHER_EACH_TIME) from error
        raise
    finally:
        drawer.values.update(states)


def _unknown(call: Call) -> Message:
    """Why there is no layer for what nothing more is known of."""
    told = call.settings.get(UNUSUAL)
    if told is None:
        return say("there is no layer for it.")
    return say("it comes in, but not with these inputs and settings: {settings}.", settings=told)


def _drawn(
    handler: Callable[[Drawer, Call, Layer | None], Sequence[Value]], drawer: Drawer, call: Call, layer: Layer | None
) -> Sequence[Value]:
    """What a handler draws; where it does not take rows that are merged with another axis, with both apart.

    What cannot be drawn with both apart either is refused as the handler refused it first.
    """
    place, drawn = merged_axis(drawer, call), len(drawer.flat.nodes)
    try:
        return handler(drawer, call, layer)
    except NoLayerError as refused:
        if place is None:
            raise
        drawer.flat.take_back(drawn)
        try:
            return rows_apart(OF_SEVERAL.get(call.kind, handler), drawer, call, layer, place)
        except NoLayerError as error:
            raise error if error.reason is LONG else refused from None


def _states(drawer: Drawer, call: Call) -> dict[int, Value]:
    """The last states of recurrent layers among what enters."""
    found = {number: drawer.values.get(number) for number in call.inputs}
    return {number: value for number, value in found.items() if isinstance(value, State | States)}


HANDLERS: Mapping[str, Callable[[Drawer, Call, Layer | None], Sequence[Value]]] = {
    **dict.fromkeys(NEAREST, number_by_number),
    **dict.fromkeys(["ReLU", "RReLU", "LeakyReLU", "ELU", "SiLU", "Sigmoid", "Tanh"], number_by_number),
    **dict.fromkeys(["ReLU6", "Hardswish", "Hardsigmoid", "Dropout", "Dropout1d", "Dropout2d"], number_by_number),
    **dict.fromkeys(["Conv2d", "UpsamplingNearest2d"], of_frames(image)),
    "ConvTranspose2d": first_of(image, transposed_in_parts),
    **dict.fromkeys(["MaxPool2d", "AvgPool2d"], first_of(of_frames(pooled), pooled_in_parts)),
    **dict.fromkeys(["MaxPool1d", "AvgPool1d"], first_of(sequence, pooled_in_parts)),
    "f.unfold": windows_of,
    "Unfold": side_by_side,
    "Fold": over_each_other,
    "Conv1d": convolved,
    "Upsample": first_of(lengthened, resized),
    "UpsamplingBilinear2d": resized,
    "RepeatInterleave": lengthened,
    "ConvTranspose1d": first_of(spread_out, transposed_in_parts),
    **dict.fromkeys(["BatchNorm", "BatchNorm1d", "BatchNorm2d"], of_frames(batch_norm)),
    "GroupNorm": first_of(batch_norm, group_norm_in_parts),
    **dict.fromkeys(["Softmax", "Softmax2d", "LogSoftmax"], softmax),
    **dict.fromkeys(["LSTM", "GRU", "RNN"], recurrent),
    **dict.fromkeys(["View", "Unflatten"], view),
    "Flatten": view,
    "Linear": last_axis,
    "NonDynamicallyQuantizableLinear": last_axis,
    "LayerNorm": first_of(layer_norm, layer_norm_in_parts),
    "Embedding": embedding,
    "EmbeddingBag": bag,
    "Packed": packed,
    "Unpacked": unpacked,
    "MultiheadAttention": attention,
    "TransformerEncoderLayer": encoder,
    "Identity": same,
    "Sum": of_codes(rows_first(merge(Add))),
    "Product": of_codes(rows_first(merge(Multiply))),
    "Cat": otherwise(concatenate, joined_batches),
    "Permute": permute,
    "Difference": of_codes(rows_first(merge(Subtract))),
    "DifferenceFrom": of_codes(rows_first(merge(Subtract, turned=True))),
    "Quotient": rows_first(merge(Divide)),
    "QuotientOf": rows_first(merge(Divide, turned=True)),
    "Negative": rows_first(negative),
    "Reciprocal": rows_first(reciprocal),
    **dict.fromkeys(NUMBER_BY_NUMBER, number_by_number),
    **dict.fromkeys(RELATIONS, rows_first(of_operands(compared))),
    "Where": rows_first(of_operands(lambda call: Where())),
    "Clamp": of_codes(rows_first(clamp)),
    "Expand": expand,
    "Pad": pad,
    **{f"{kind}Pad{axes}d": pad for kind in (*PADDING, "Zero", "Constant") for axes in (1, 2)},
    "Flip": rows_first(flip),
    "Total": rows_first(along(Sum)),
    "Mean": rows_first(first_of(global_pool(GlobalAveragePool), along(Mean))),
    "Max": rows_first(first_of(extreme_of_two, global_pool(GlobalMaxPool), along(Max))),
    "Min": rows_first(first_of(extreme_of_two, along(Max))),
    **dict.fromkeys(["Larger", "Smaller"], extreme_of_two),
    **dict.fromkeys(FORMULAS.keys() - {"GELU"}, by_formula(FORMULAS)),
    "GELU": first_of(number_by_number, by_formula(FORMULAS)),
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
    "Item": otherwise(item, some_batches),
    "Parts": otherwise(parts, parts_of_batches),
    "MatMul": product,
    "Einsum": einsum,
    "Bilinear": bilinear,
    "RMSNorm": rms_norm,
    **dict.fromkeys(["LPPool1d", "LPPool2d"], power_average),
    "CosineSimilarity": cosine,
    "PairwiseDistance": distance,
    "Length": rows_first(length),
    "Variance": rows_first(variance),
    "Deviation": rows_first(deviation),
    "LogSumExp": rows_first(log_sum_exp),
    "Stack": stacked,
    "Roll": rows_first(rolled),
    "Assign": assigned,
    "Copy": copied,
    "Filled": filled,
    **dict.fromkeys(["NotEqual", "Truth"], unequal),
    "Not": negated,
    **dict.fromkeys(["And", "Or", "Xor"], combined),
    **dict.fromkeys(FURTHER, by_formula(FURTHER)),
    **dict.fromkeys(SEVERAL.keys() - {"Power"}, rows_first(of_several)),
    "Power": first_of(number_by_number, rows_first(of_several)),
    "Softmin": softmin,
    "ProductAlong": rows_first(product_along),
    **dict.fromkeys(["cumsum", "cumprod", "logcumsumexp"], rows_first(cumulative)),
    **dict.fromkeys(["Any", "All"], rows_first(any_or_all)),
    **dict.fromkeys(["f.randn", "f.randn_like"], random),
    "MaskedFill": masked,
    "ScaledAttention": scaled_attention,
}
"""The makers of nodes, by the kind of call."""


def _batch_norm_of_several(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Batch norm of several sequences, or images, in each row."""
    several = of_frames(batch_norm) if len(known_dims(call.entering[0])) == 5 else beside(image)
    return several(drawer, call, layer)


OF_SEVERAL: Mapping[str, Callable[[Drawer, Call, Layer | None], Sequence[Value]]] = {
    "Conv1d": beside(image),
    "ConvTranspose1d": beside(first_of(image, transposed_in_parts)),
    "ConvTranspose2d": transposed_of_frames,
    "Upsample": as_channels(first_of(lengthened, resized)),
    "UpsamplingNearest2d": as_channels(image),
    "UpsamplingBilinear2d": as_channels(resized),
    **dict.fromkeys(["PixelShuffle", "PixelUnshuffle"], as_channels(pixel_shuffle)),
    **dict.fromkeys(["LPPool1d", "LPPool2d"], as_channels(power_average)),
    "Unfold": as_channels(side_by_side),
    "Fold": as_channels(over_each_other),
    "f.unfold": windows_of_several,
    **dict.fromkeys(["LSTM", "GRU", "RNN"], recurrent_of_several),
    "PReLU": beside(learned_slope),
    **dict.fromkeys(["BatchNorm", "BatchNorm1d", "BatchNorm2d"], _batch_norm_of_several),
    **dict.fromkeys(["GroupNorm", "InstanceNorm1d", "InstanceNorm2d"], norm_of_several),
}
"""Those whose channels are the second axis, where each row holds several values: (rows, several, channels, …)."""
