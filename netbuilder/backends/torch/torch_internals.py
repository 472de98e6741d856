"""Which internal interfaces this torch has. Code that uses them asks here first, and goes the public way without them.

Nothing else in the program touches an interface of torch that torch does not promise to keep.
"""

from __future__ import annotations

import functools
import importlib.util
import inspect
import operator
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import MethodType, ModuleType
from typing import Any

OPERATIONS = (
    "_log_softmax.default",
    "_softmax.default",
    "_unsafe_view.default",
    "add.Tensor",
    "add_.Tensor",
    "bmm.default",
    "detach.default",
    "expand.default",
    "gt.Scalar",
    "mul.Scalar",
    "ne.Scalar",
    "tanh.default",
    "tanh_backward.default",
    "tanh_backward.grad_input",
    "transpose.int",
    "unsqueeze.default",
    "view.default",
)
"""The operations of a traced function that the program knows by name, below ``torch.ops.aten``."""

FUNCTIONS = frozenset(
    [
        "bmm.default",
        "cos.default",
        "div.Scalar",
        "div.Tensor",
        "exp.default",
        "gather.default",
        "log.default",
        "mean.dim",
        "mul.Scalar",
        "mul.Tensor",
        "neg.default",
        "permute.default",
        "relu.default",
        "scatter_add.default",
        "sigmoid.default",
        "sin.default",
        "sub.Tensor",
        "sum.dim_IntList",
        "tanh.default",
        "transpose.int",
        "unsqueeze.default",
        "where.self",
    ]
)
METHODS = frozenset({"add.Tensor", "add_.Tensor", "expand.default", "new_zeros.default", "view.default"})
"""The operations that a function of torch, or a method of its tensors, does with the same arguments."""

DISPATCH = "torch.utils._python_dispatch"
"""The module with ``TorchDispatchMode``, which torch's notes on extending it describe."""

READERS = ("_local_scalar_dense", "equal", "is_nonzero", "item")
"""The operations that give a number of a tensor to Python."""

ADAM = "torch.optim.adam"
"""The module with the function behind Adam."""

ADAM_LISTS = ("params", "grads", "exp_avgs", "exp_avg_sqs", "max_exp_avg_sqs", "state_steps")
"""What the function behind Adam takes first, in this order: lists with a tensor for each weight."""

ADAM_OPTIONS = ("fused", "decoupled_weight_decay", "amsgrad", "lr", "weight_decay", "eps", "maximize")
"""The options that it takes by the names under which an optimizer keeps them."""

ADAM_STATE = ("exp_avg", "exp_avg_sq", "step")
"""What an optimizer keeps of each weight: the two running means and the number of steps."""

HIDDEN_FROM_COMPILER = ("add_param_group", "load_state_dict", "state_dict", "zero_grad")
"""The methods of an optimizer that torch's compiler is told to look away from, the first time that they are called."""

TOLD = "__dynamo_disable"
"""The attribute by which a function that it looks away from knows how to be called."""


@functools.cache
def can_trace() -> bool:
    """Whether what torch carries out can be watched, and watched functions rewritten."""
    return len(_operations()) == len(OPERATIONS) and hasattr(_module(DISPATCH), "TorchDispatchMode")


def watching(note: Callable[[Any, tuple[Any, ...], dict[str, Any], Any], None]) -> AbstractContextManager[Any]:
    """While entered, ``note`` is told of every operation that torch has carried out, below automatic differentiation
    and ``vmap``: the operation, its arguments, those given by name, and what came out. Only where ``can_trace``."""

    def dispatch(self: Any, operation: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = operation(*args, **(kwargs or {}))
        note(operation, args, kwargs or {}, given)
        return given

    setattr(dispatch, TOLD, dispatch)
    mode = importlib.import_module(DISPATCH).TorchDispatchMode
    watcher: AbstractContextManager[Any] = type("Watcher", (mode,), {"__torch_dispatch__": dispatch})()
    return watcher


def reads_numbers(operation: Any) -> bool:
    """Whether an operation gives a number of a tensor to Python, which may decide by it what comes next."""
    return str(operation).removeprefix("aten.").partition(".")[0] in READERS


def changes(operation: Any) -> bool:
    """Whether an operation writes into its first tensor."""
    return bool(operation._schema.is_mutable)


def gives_ones(operation: Any) -> bool:
    """Whether an operation gives 1 everywhere, whatever its argument is: with it, a gradient begins."""
    return str(operation).startswith("aten.ones_like")


def is_random(operation: Any) -> bool:
    """Whether an operation draws random numbers."""
    import torch

    return torch.Tag.nondeterministic_seeded in operation.tags


def operation(name: str) -> Any:
    """One of ``OPERATIONS``. Only where ``can_trace``."""
    return _operations()[name]


@functools.cache
def plain_function(operation: Any) -> Any:
    """The function of torch, or the method of its tensors, that does the same as an operation of a traced function with
    the same arguments, in half the time that the call takes; the operation itself where that is not known."""
    import torch

    name = str(operation).removeprefix("aten.")
    place = next((place for names, place in ((FUNCTIONS, torch), (METHODS, torch.Tensor)) if name in names), None)
    return operation if place is None else getattr(place, name.partition(".")[0])


def result(node: Any) -> Any:
    """What a node of a traced function gives, as a tensor without numbers; None for what is no such node."""
    return getattr(node, "meta", {}).get("val")


@functools.cache
def adam_function() -> Callable[..., None] | None:
    """The function by which Adam and AdamW update weights; None where it does not take what it is given here."""
    function: Callable[..., None] | None = getattr(_module(ADAM), "adam", None)
    if function is None:
        return None
    names = tuple(inspect.signature(function).parameters)
    group, state = _after_a_step_of_adam()
    fits = names[: len(ADAM_LISTS)] == ADAM_LISTS and {*ADAM_OPTIONS, "beta1", "beta2"} <= set(names)
    keeps = group.keys() >= {*ADAM_OPTIONS, "betas"} and state.keys() >= set(ADAM_STATE)
    return function if fits and keeps else None


def without_compiler(make: Callable[..., Any]) -> Callable[..., Any]:
    """Makes the optimizers that ``make`` makes, with the same numbers, but torch does not import its compiler for them
    and their steps: that takes a second or two, and a training compiles nothing."""

    def made(*given: Any, **options: Any) -> Any:
        import torch

        for function in _hidden_from_compiler():
            if not hasattr(function, TOLD):
                setattr(function, TOLD, function)
        optimizer = make(*given, **options)
        step = inspect.unwrap(type(optimizer).step)

        def alone(self: Any, closure: Callable[[], Any] | None = None) -> Any:
            with torch.no_grad():
                return step(self, closure)

        if tuple(inspect.signature(step).parameters) == ("self", "closure"):
            optimizer.step = MethodType(alone, optimizer)
        return optimizer

    return made


def _hidden_from_compiler() -> list[Callable[..., Any]]:
    """The functions of ``HIDDEN_FROM_COMPILER`` behind what tells the compiler."""
    from torch.optim import Optimizer

    methods = (getattr(Optimizer, name, None) for name in HIDDEN_FROM_COMPILER)
    functions = (getattr(method, "__wrapped__", None) for method in methods)
    return [function for function in functions if function is not None]


@functools.cache
def _operations() -> dict[str, Any]:
    """Those of ``OPERATIONS`` that this torch has."""
    import torch

    def has(name: str) -> bool:
        packet, overload = name.split(".")
        return hasattr(getattr(torch.ops.aten, packet, None), overload)

    return {name: operator.attrgetter(name)(torch.ops.aten) for name in OPERATIONS if has(name)}


def _module(name: str) -> ModuleType | None:
    """A module within a package; None where there is none of that name."""
    is_there = all(importlib.util.find_spec(part) is not None for part in (name.rpartition(".")[0], name))
    return importlib.import_module(name) if is_there else None


def _after_a_step_of_adam() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What Adam keeps of a group of weights and of a weight."""
    import torch

    weight = torch.zeros(1, requires_grad=True)
    weight.grad = torch.zeros(1)
    optimizer = without_compiler(torch.optim.Adam)([weight])
    optimizer.step()
    return optimizer.param_groups[0], optimizer.state[weight]
