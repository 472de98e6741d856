"""An operation in the words of torch.nn, whatever it was called by: its class, its settings and its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy

from netbuilder.interchange.traced import BATCH, FIXED, SIZES, TENSOR, Dims, Operation, marked, value_of
from netbuilder.messages import Message

Arrays = Mapping[str, Any]
"""The stored tensors as NumPy arrays, by name."""


class NoLayerError(Exception):
    """No layer computes this. ``reason``: why; ``nearest``: the settings of the layer that comes closest, or None."""

    def __init__(self, reason: Message, nearest: Any = None) -> None:
        super().__init__(str(reason))
        self.reason, self.nearest = reason, nearest


@dataclass(frozen=True)
class Call:
    """``kind``: the class in torch.nn, or what else the table of functions calls it; ``inputs``: the numbers of the
    values that enter; ``entering``, ``leaving``: their sizes and those of the results; ``weights``: by their names in
    the class; ``fixed``: whether the tensor among them that it computes with is one that training does not change;
    ``stored``: all tensors of the network."""

    kind: str
    operation: Operation
    settings: Mapping[str, Any]
    inputs: tuple[int, ...]
    entering: tuple[Dims | None, ...]
    leaving: tuple[Dims | None, ...]
    weights: Mapping[str, Any] = field(default_factory=dict)
    fixed: bool = False
    stored: Arrays = field(default_factory=dict)

    def array(self, argument: Any) -> Any:
        """The tensor of the network's own that an argument is, or None. What differs between rows is none."""
        return _tensor(argument, self.stored)

    @property
    def varies(self) -> bool:
        """Whether it takes a tensor of the network's own that was not the same in both runs."""
        given = [*self.operation.arguments, *self.operation.keywords.values()]
        return any(isinstance(argument, dict) and "varies" in argument for argument in given)


FUNCTIONS = """
linear                 Linear            input weight bias
addmm                  SumAndProduct     bias input weight
matmul                 MatMul            input weight
__matmul__             MatMul            input weight
mm                     MatMul            input weight
spmm                   MatMul            input weight
conv1d                 Conv1d            input weight bias stride padding dilation groups
conv2d                 Conv2d            input weight bias stride padding dilation groups
conv_transpose1d       ConvTranspose1d   input weight bias stride padding output_padding groups dilation
conv_transpose2d       ConvTranspose2d   input weight bias stride padding output_padding groups dilation
embedding              Embedding         input weight padding_idx max_norm
_pack_padded_sequence  Packed            input lengths batch_first
_pad_packed_sequence   Unpacked          input sizes batch_first
batch_norm             BatchNorm         input running_mean running_var weight bias training momentum eps
layer_norm             LayerNorm         input normalized_shape weight bias eps
bmm                    MatMul            input mat2
masked_fill            MaskedFill        input mask value
masked_fill_           MaskedFill        input mask value
scaled_dot_product_attention ScaledAttention query key value attn_mask dropout_p is_causal scale
instance_norm          InstanceNorm2d    input running_mean running_var weight bias use_input_stats momentum eps
group_norm             GroupNorm         input num_groups weight bias eps
chunk                  Parts             input chunks dim
split                  Parts             input split_size_or_sections dim
tensor_split           Parts             input indices_or_sections dim
unbind                 Parts             input dim
max_pool1d             MaxPool1d         input kernel_size stride padding dilation ceil_mode return_indices
max_pool2d             MaxPool2d         input kernel_size stride padding dilation ceil_mode return_indices
avg_pool1d             AvgPool1d         input kernel_size stride padding ceil_mode count_include_pad
avg_pool2d             AvgPool2d         input kernel_size stride padding ceil_mode count_include_pad divisor_override
adaptive_avg_pool1d    AdaptiveAvgPool1d input output_size
adaptive_avg_pool2d    AdaptiveAvgPool2d input output_size
adaptive_max_pool1d    AdaptiveMaxPool1d input output_size
adaptive_max_pool2d    AdaptiveMaxPool2d input output_size
interpolate            Upsample          input size scale_factor mode align_corners
upsample               Upsample          input size scale_factor mode align_corners
relu                   ReLU              input
relu_                  ReLU              input
relu6                  ReLU6             input
hardtanh               Hardtanh          input min_val max_val
hardtanh_              Hardtanh          input min_val max_val
threshold              Threshold         input threshold value
softplus               Softplus          input beta threshold
logsigmoid             LogSigmoid        input
softsign               Softsign          input
tanhshrink             Tanhshrink        input
prelu                  PReLU             input weight
selu                   SELU              input
selu_                  SELU              input
celu                   CELU              input alpha
celu_                  CELU              input alpha
glu                    GLU               input dim
normalize              UnitLength        input p dim eps
rms_norm               RMSNorm           input normalized_shape weight eps
bilinear               Bilinear          input other weight bias
lp_pool1d              LPPool1d          input norm_type kernel_size stride ceil_mode
lp_pool2d              LPPool2d          input norm_type kernel_size stride ceil_mode
norm                   Length            input p dim keepdim
vector_norm            Length            input ord dim keepdim
var                    Variance          input dim
std                    Deviation         input dim
logsumexp              LogSumExp         input dim keepdim
cosine_similarity      CosineSimilarity  input other dim eps
pairwise_distance      PairwiseDistance  input other p eps keepdim
einsum                 Einsum            equation
stack                  Stack             tensors dim
hardshrink             Hardshrink        input lambd
softshrink             Softshrink        input lambd
softmin                Softmin           input dim
lerp                   lerp              input end weight
addcmul                addcmul           input tensor1 tensor2
addcdiv                addcdiv           input tensor1 tensor2
hypot                  hypot             input other
logaddexp              logaddexp         input other
cumsum                 cumsum            input dim
cumprod                cumprod           input dim
logcumsumexp           logcumsumexp      input dim
prod                   ProductAlong      input dim keepdim
any                    Any               input dim keepdim
all                    All               input dim keepdim
expm1                  expm1             input
exp2                   exp2              input
log2                   log2              input
log10                  log10             input
tan                    tan               input
sinh                   sinh              input
cosh                   cosh              input
asinh                  asinh             input
acosh                  acosh             input
atanh                  atanh             input
arctanh                atanh             input
arcsinh                asinh             input
arccosh                acosh             input
special_expm1          expm1             input
logit                  logit             input eps
special_logit          logit             input eps
sign                   Sign              input
sgn                    Sign              input
copy_                  Copy              input other
fill_                  Filled            input number
zero_                  Filled            input
roll                   Roll              input shifts dims
__setitem__            Assign            input index value
pixel_shuffle          PixelShuffle      input upscale_factor
pixel_unshuffle        PixelUnshuffle    input downscale_factor
hardswish              Hardswish         input
mish                   Mish              input
hardsigmoid            Hardsigmoid       input
rrelu                  RReLU             input lower upper training
leaky_relu             LeakyReLU         input negative_slope
leaky_relu_            LeakyReLU         input negative_slope
elu                    ELU               input alpha
elu_                   ELU               input alpha
gelu                   GELU              input approximate
silu                   SiLU              input
silu_                  SiLU              input
sigmoid                Sigmoid           input
sigmoid_               Sigmoid           input
tanh                   Tanh              input
tanh_                  Tanh              input
softmax                Softmax           input dim
log_softmax            LogSoftmax        input dim
dropout                Dropout           input p training
dropout_               Dropout           input p training
add                    Sum               input other alpha
add_                   Sum               input other alpha
__add__                Sum               input other
__radd__               Sum               input other
__iadd__               Sum               input other
mul                    Product           input other
mul_                   Product           input other
multiply               Product           input other
__mul__                Product           input other
__rmul__               Product           input other
__imul__               Product           input other
cat                    Cat               tensors dim
concat                 Cat               tensors dim
concatenate            Cat               tensors dim
flatten                View              input
reshape                View              input
reshape_as             View              input
view                   View              input
view_as                View              input
unflatten              View              input
squeeze                View              input
squeeze_               View              input
unsqueeze              View              input
unsqueeze_             View              input
ravel                  View              input
transpose              Permute           input dim0 dim1
swapaxes               Permute           input dim0 dim1
swapdims               Permute           input dim0 dim1
permute                Permute           input dims
t                      Permute           input
T.__get__              Permute           input
mT.__get__             Permute           input
movedim                Permute           input source destination
sub                    Difference        input other alpha
sub_                   Difference        input other alpha
__sub__                Difference        input other
__rsub__               DifferenceFrom    input other
rsub                   DifferenceFrom    input other alpha
div                    Quotient          input other rounding_mode
div_                   Quotient          input other rounding_mode
__truediv__            Quotient          input other
__rtruediv__           QuotientOf        input other
neg                    Negative          input
__neg__                Negative          input
reciprocal             Reciprocal        input
square                 Square            input
sqrt                   SquareRoot        input
rsqrt                  InverseRoot       input
log1p                  LogarithmOfMore   input
maximum                Larger            input other
minimum                Smaller           input other
exp                    Exponential       input
sin                    Sine              input
cos                    Cosine            input
log                    Logarithm         input
abs                    Absolute          input
__abs__                Absolute          input
erf                    ErrorFunction     input
pow                    Power             input exponent
pow_                   Power             input exponent
__pow__                Power             input exponent
__rpow__               PowerOf           exponent input
gt                     Greater           input other
__gt__                 Greater           input other
ge                     GreaterEqual      input other
__ge__                 GreaterEqual      input other
lt                     Less              input other
__lt__                 Less              input other
le                     LessEqual         input other
__le__                 LessEqual         input other
eq                     Equal             input other
__eq__                 Equal             input other
ne                     NotEqual          input other
__ne__                 NotEqual          input other
bool                   Truth             input
logical_not            Not               input
bitwise_not            Not               input
__invert__             Not               input
logical_and            And               input other
__and__                And               input other
bitwise_and            And               input other
bitwise_or             Or                input other
bitwise_xor            Xor               input other
logical_xor            Xor               input other
__xor__                Xor               input other
logical_or             Or                input other
__or__                 Or                input other
where                  Where             mask input other
clamp                  Clamp             input min max
clamp_                 Clamp             input min max
clamp_min              Clamp             input min
clamp_min_             Clamp             input min
clamp_max              Clamp             input max
clamp_max_             Clamp             input max
clip                   Clamp             input min max
expand                 Expand            input
expand_as              Expand            input
broadcast_to           Expand            input
repeat                 Expand            input
tile                   Expand            input
repeat_interleave      RepeatInterleave  input repeats dim
im2col                 Unfold            input kernel_size dilation padding stride
col2im                 Fold              input output_size kernel_size dilation padding stride
fold                   Fold              input output_size kernel_size dilation padding stride
pad                    Pad               input pad mode value
flip                   Flip              input dims
sum                    Total             input dim keepdim
mean                   Mean              input dim keepdim
amax                   Max               input dim keepdim
max                    Max               input dim keepdim
amin                   Min               input dim keepdim
min                    Min               input dim keepdim
long                   Codes             input
int                    Codes             input
float                  Numbers           input
to                     Cast              input
type                   Cast              input
select                 Item              input dim index
index_select           Item              input dim index
__getitem__            Item              input index
"""
"""The functions of torch: the class of the layer that they compute, or a word of this table, and their arguments."""

_TABLE = {line.split()[0]: (line.split()[1], line.split()[2:]) for line in FUNCTIONS.strip().splitlines()}
SPREAD = ("permute",)
"""Methods that take their last argument as several."""
PRODUCTS = ("MatMul", "SumAndProduct")
OTHER = "other"
"""The name among the weights of a call of a tensor that is one of the two that it computes with."""
OPERANDS = ("input", "other", "mask", "attn_mask")
"""The arguments that may be such a tensor."""
WEIGHTS = frozenset({"weight", "bias", "running_mean", "running_var"})


def called(operation: Operation, values: list[Dims | None], stored: Arrays) -> Call:
    """The operation in the words of torch.nn."""
    kind, settings = operation.kind, dict(operation.settings)
    weights = {name: stored[key] for name, key in operation.weights.items()}
    bound = dict(operation.keywords)
    if kind.startswith("f."):
        kind, names = _TABLE.get(kind.removeprefix("f."), (kind, []))
        bound = _bound(operation, names)
        settings = {name: value for name, value in bound.items() if name not in WEIGHTS} | settings
        given = {name: _tensor(bound[name], stored) for name in WEIGHTS if bound.get(name) is not None}
        weights |= {name: array for name, array in given.items() if array is not None}
        if kind in PRODUCTS and getattr(weights.get("weight"), "ndim", 0) == 2:
            kind, weights = "Linear", weights | {"weight": weights["weight"].T}
        settings |= _sizes_of(kind, weights)
    weights |= _own(bound, stored)
    if kind.startswith("BatchNorm"):
        weights.setdefault("num_batches_tracked", numpy.zeros((), numpy.int64))
    inputs = entering_values(operation)
    leaving = tuple(values[number] for number in operation.results)
    entering = tuple(values[number] for number in inputs)
    return Call(kind, operation, settings, inputs, entering, leaving, weights, _is_fixed(bound), stored)


def _own(bound: Mapping[str, Any], stored: Arrays) -> dict[str, Any]:
    """The one tensor of the network's own that is computed with, under ``OTHER``."""
    own = [bound[name] for name in OPERANDS if marked(bound.get(name), TENSOR) or marked(bound.get(name), SIZES)]
    found = [_tensor(argument, stored) for argument in own]
    return {OTHER: found[0]} if len(found) == 1 and found[0] is not None else {}


def _is_fixed(bound: Mapping[str, Any]) -> bool:
    return any(bool(marked(bound.get(name), FIXED)) for name in OPERANDS)


def _bound(operation: Operation, names: list[str]) -> dict[str, Any]:
    """The arguments by name; those after the last name are one list."""
    arguments = list(operation.arguments)
    if operation.kind.removeprefix("f.") in SPREAD and len(arguments) > 2:
        arguments = [arguments[0], arguments[1:]]
    return {**dict(zip(names, arguments, strict=False)), **operation.keywords}


def _tensor(argument: Any, stored: Arrays) -> Any:
    key, sizes = marked(argument, TENSOR), marked(argument, SIZES)
    if (key is None and sizes is None) or "varies" in argument:
        return None
    return stored[key] if key is not None else numpy.zeros([max(1, size) for size in sizes], numpy.float32)


def _sizes_of(kind: str, weights: Mapping[str, Any]) -> dict[str, Any]:
    """What a module would know of its sizes, from the weights that its function is given."""
    weight = weights.get("weight")
    if weight is None:
        return {}
    shape = [int(size) for size in weight.shape]
    if kind.startswith("Conv"):
        outer = 1 if kind.startswith("ConvTranspose") else 0
        return {"out_channels": shape[outer], "kernel_size": shape[2:]}
    names = {"Linear": ("out_features", "in_features"), "Embedding": ("num_embeddings", "embedding_dim")}
    return dict(zip(names.get(kind, ()), shape, strict=False))


def entering_values(operation: Operation) -> tuple[int, ...]:
    """The numbers of the values that enter an operation, each as often as it does."""
    return tuple(_numbers([*operation.arguments, *operation.keywords.values()]))


def _numbers(arguments: Any) -> list[int]:
    """The values among arguments, each as often as it comes."""
    number = value_of(arguments)
    if number is not None:
        return [number]
    if isinstance(arguments, list):
        return [found for part in arguments for found in _numbers(part)]
    return []


def plain_number(argument: Any) -> bool:
    """Whether an argument is a number, or one that comes of the batch."""
    return (isinstance(argument, int | float) and not isinstance(argument, bool)) or marked(argument, BATCH) is not None
