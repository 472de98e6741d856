"""The losses as graphs of operations, on logits as PyTorch takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from netbuilder.backends.tensors.graphs import OperationGraph
from netbuilder.backends.tensors.layer_function import LayerFunction
from netbuilder.backends.torch.losses import Objective, ResolvedLoss
from netbuilder.layers.activation import log_softmax
from netbuilder.operations.axes import Index
from netbuilder.operations.elementwise import Abs, Exp, Log, Square, Where
from netbuilder.operations.lookups import Floats, Pick
from netbuilder.operations.reductions import Mean
from netbuilder.operations.tensor import Language, Sizes, Tensor, entry

LOSS = "loss_of"
FIRST = (None, None, None)


def _cross_entropy(outputs: Tensor, targets: Tensor) -> Tensor:
    return -Pick()(log_softmax(outputs, 1), targets)


def _likelihood(outputs: Tensor, targets: Tensor) -> Tensor:
    return -Pick()(outputs, targets)


def _binary(outputs: Tensor, targets: Tensor) -> Tensor:
    """Ln(1 + e⁻ˣ) or ln(1 + eˣ), by the class, in a form that does not overflow."""
    logits = Index((FIRST, 0))(outputs).called("logits")
    larger = Where()(logits > 0, logits, 0.0)
    return larger - logits * Floats()(targets) + Log()(1 + Exp()(-Abs()(logits)))


def _squared(outputs: Tensor, targets: Tensor) -> Tensor:
    return Square()(outputs - targets)


def _absolute(outputs: Tensor, targets: Tensor) -> Tensor:
    return Abs()(outputs - targets)


def _huber(outputs: Tensor, targets: Tensor) -> Tensor:
    """Half the square up to 1, beyond it the size less a half (Huber, 1964)."""
    misses = (outputs - targets).called("misses")
    sizes = Abs()(misses).called("sizes")
    return Where()(sizes > 1, sizes - 0.5, 0.5 * Square()(misses))


_EACH: Mapping[ResolvedLoss, Callable[[Tensor, Tensor], Tensor]] = MappingProxyType(
    {
        "cross-entropy": _cross_entropy,
        "binary cross-entropy": _binary,
        "nll": _likelihood,
        "mse": _squared,
        "mae": _absolute,
        "huber": _huber,
        "drawn": lambda outputs, targets: outputs,
    }
)
"""The loss of each number, before the mean is taken."""


def loss_function(objective: Objective, sizes: Sequence[Sizes], weighted: bool, language: Language) -> LayerFunction:
    """``loss_of``: the loss of some rows. ``sizes``: of each output; ``weighted``: rows have weights."""
    single = len(objective.terms) == 1
    names = ["outputs"] if single else [f"outputs_{number}" for number, _ in enumerate(objective.terms, start=1)]
    outputs = {name: entry(name, shape) for name, shape in zip(names, sizes, strict=True)}
    fixed = {"targets": entry("targets", sizes[objective.answer or 0] if objective.form == "numbers" else (None,))}
    if weighted:
        fixed["weights"] = entry("weights", (None,))
    total: Tensor | None = None
    for term, output in zip(objective.terms, outputs.values(), strict=True):
        each = _EACH[term.loss.name](output, fixed["targets"])
        each = each * fixed["weights"] if weighted else each
        mean = Mean(tuple(range(each.rank)))(each) if each.rank else each
        mean = mean if term.weight == 1.0 else term.weight * mean
        total = mean if total is None else total + mean
    if total is None:
        raise ValueError("a network has an output")
    title = "The loss of the outputs, the mean over the rows."
    function = LayerFunction(LOSS, title, language)
    function.graphs.append(OperationGraph({**outputs, **fixed}, {"loss": total}, frozenset(fixed)))
    return function
