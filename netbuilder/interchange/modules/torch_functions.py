"""The functions of torch that a tracer treats in a way of their own, by name."""

from __future__ import annotations

READS = frozenset(
    ["__bool__", "__int__", "__float__", "__index__", "__complex__", "item", "tolist", "numpy", "__array__"]
)
"""Functions through which the value of a tensor reaches Python, where a branch may depend on it."""

FACTORIES = frozenset(
    [
        "new_zeros",
        "new_ones",
        "new_full",
        "new_tensor",
        "new_empty",
        "zeros_like",
        "ones_like",
        "full_like",
        "empty_like",
        "new_empty_strided",
    ]
)
"""Functions that take the sizes or the type of a tensor, and none of its values."""

SAME = frozenset(
    [
        "contiguous",
        "clone",
        "detach",
        "detach_",
        "requires_grad_",
        "cpu",
        "cuda",
        "to",
        "type_as",
        "float",
        "type",
        "data.__get__",
        "alias",
    ]
)
"""Functions that give what they got, as long as its type of number stays."""

DETACHING = frozenset(["detach", "detach_"])
"""Functions behind which no gradient goes further back."""

RANDOM = frozenset(["rand", "randn", "rand_like", "randn_like", "normal", "bernoulli"])
"""Functions that draw random numbers: for each row others."""

COPIES = frozenset(["expand", "expand_as", "repeat", "tile", "broadcast_to"])
"""Functions that repeat what they got."""
