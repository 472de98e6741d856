"""Why a gradient is what it is: for one number, what each node that reads it sends back, upstream times local."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.backends.derivative_text import derivative_text, loss_derivative_text
from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import Port
from netbuilder.program import Program
from netbuilder.stepping.cut_forward import Computed
from netbuilder.stepping.probe import Probe, Subject

if TYPE_CHECKING:
    import torch

SHOWN = 6
"""So many terms are named one by one; the rest as their sum."""
SUMMED = ".sum("
"""A declared derivative of what was repeated has it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One number of an output that depends on the chosen one: how the loss changes with it, and it with that one."""

    at: tuple[int, ...]
    upstream: float
    local: float

    @property
    def product(self) -> float:
        """What it adds to the gradient."""
        return self.upstream * self.local


@dataclass(frozen=True, slots=True)
class Way:
    """What comes back through one output of one reader. ``total``: the sum of all its terms; ``terms``: the largest;
    ``count``: how many there are; ``silent``: how many of them are 0, since nothing arrives there; ``axes``: those of
    the output along which they lie; ``repeated``: whether the number was repeated along them to fill the output
    (broadcast); ``passes``: the number leaves as it is, into or out of a block; ``rule``: the derivative as it is
    declared, in NumPy; empty where none is.
    """

    reader: NodePath
    total: float
    terms: tuple[Term, ...]
    count: int
    silent: int
    shape: tuple[int, ...]
    axes: tuple[int, ...] = ()
    repeated: bool = False
    loss: bool = False
    passes: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Contributions:
    """``gradient``: as backward computed it; the totals of ``ways`` add up to it."""

    subject: Subject
    at: tuple[int, ...]
    number: float
    gradient: float | None
    ways: tuple[Way, ...]


def contributions(probe: Probe, subject: Subject, at: tuple[int, ...]) -> Contributions:
    """Why the gradient of one number of a value or a weight is what it is."""
    gradient = probe.gradient(subject)
    ways = _of_weight if subject.kind == "weight" else _of_value
    number = float(probe.tensor(subject).detach()[at])
    if gradient is None:
        return Contributions(subject, at, number, None, ())
    return Contributions(subject, at, number, float(gradient[at]), tuple(ways(probe, subject, at)))


def _of_weight(probe: Probe, subject: Subject, at: tuple[int, ...]) -> Iterator[Way]:
    """Through each repetition of the node that it belongs to, where they share it; a parameter, which stands alone,
    through its readers."""
    forward, _ = probe.cut
    weight = probe.live_weight(subject.name)
    uses = [use for use, _ in subject.path.within]
    for path, node in forward.computed.items():
        if path.node != subject.path.node or [use for use, _ in path.within] != uses:
            continue
        if path != subject.path and not any(_depends(output, weight) for output in node.outputs.values()):
            continue
        if node.inputs:
            yield from _through(probe, path, node, weight, at, subject.name.rpartition(".")[2])
            continue
        for port in node.outputs:
            yield from _of_value(probe, Subject("value", path, port), at)


def _depends(output: torch.Tensor, weight: torch.Tensor) -> bool:
    """Whether an output is computed from a weight: a repetition that shares no weights has weights of its own."""
    import torch

    if not output.requires_grad:
        return False
    ones = torch.ones_like(output)
    return torch.autograd.grad(output, weight, ones, retain_graph=True, allow_unused=True)[0] is not None


def _of_value(probe: Probe, subject: Subject, at: tuple[int, ...]) -> Iterator[Way]:
    """Through each node that reads it."""
    forward, loss = probe.cut
    program, port = _program(probe.program, subject.path), Port(subject.path.node, subject.name)
    within = subject.path.within
    for step in program.steps:
        if port not in step.inputs:
            continue
        path = NodePath(step.node, within)
        node = forward.computed[path]
        if step.block is not None:
            yield _passed(probe, subject, at, path, entering=True)
        else:
            inputs = dict(zip(step.layer.input_ports(), step.inputs, strict=False))
            name = next(name for name, source in inputs.items() if source == port)
            yield from _through(probe, path, node, node.inputs[port], at, name)
    for place, (end, source) in enumerate(zip(program.ends, program.outputs, strict=True)):
        if source != port:
            continue
        path = NodePath(end, within)
        if within:
            yield _passed(probe, subject, at, path, entering=False)
        else:
            rule = loss_derivative_text(probe.criterion.objective, place)
            yield _way(path, forward.taken[path], at, loss, loss.new_ones(()), loss=True, rule=rule)


def _passed(probe: Probe, subject: Subject, at: tuple[int, ...], reader: NodePath, *, entering: bool) -> Way:
    """Into a block, or out of one, where the same number goes on under another name."""
    here = probe.seen(subject, probe.base)
    given = next((view for path, view in here.reads if path == reader), here.tensor)
    within = (*reader.within, (reader.node, 0)) if entering else ()
    following = [
        one
        for one in probe.base.seen
        if one.tensor is given and one is not here and (not entering or one.path.within == within)
    ]
    gradient = following[0].tensor.grad if following else None
    upstream = 0.0 if gradient is None else float(gradient[at])
    return Way(reader, upstream, (Term(at, upstream, 1.0),), 1, 0, tuple(given.shape), passes=True)


def _through(
    probe: Probe, path: NodePath, node: Computed, source: torch.Tensor, at: tuple[int, ...], name: str
) -> Iterator[Way]:
    for port, output in node.outputs.items():
        upstream = probe.gradient(Subject("value", path, port))
        if upstream is not None:
            rule = derivative_text(node.step, name, port)
            yield _way(path, source, at, output, upstream, rule=rule)


def _way(
    reader: NodePath,
    source: torch.Tensor,
    at: tuple[int, ...],
    output: torch.Tensor,
    upstream: torch.Tensor,
    *,
    loss: bool = False,
    rule: str = "",
) -> Way:
    """The terms at every place of an output that depends on the number."""
    import torch

    local = _local(source, at, output)
    products = upstream * local
    places = torch.nonzero(local)
    sizes = products.flatten()[local.flatten() != 0].abs()
    strongest = torch.argsort(sizes, descending=True, stable=True)[: min(SHOWN, max(1, int((sizes != 0).sum())))]
    terms = tuple(
        Term(place, float(upstream[place]), float(local[place]))
        for place in sorted(tuple(map(int, places[number])) for number in strongest)
    )
    axes = tuple(
        axis for axis in range(output.dim()) if len(places) and bool((places[:, axis] != places[0, axis]).any())
    )
    return Way(
        reader,
        float(products.sum()),
        terms,
        len(places),
        int((sizes == 0).sum()),
        tuple(output.shape),
        axes,
        (not rule or SUMMED in rule) and _is_repeated(tuple(source.shape), at, tuple(output.shape), places),
        loss,
        rule=rule,
    )


def _local(source: torch.Tensor, at: tuple[int, ...], output: torch.Tensor) -> torch.Tensor:
    """How every number of an output changes with one of the source: backward, read as a function of what arrives."""
    import torch

    if not output.requires_grad:
        return torch.zeros_like(output)
    arriving = torch.zeros_like(output, requires_grad=True)
    (slope,) = torch.autograd.grad(output, source, arriving, create_graph=True, allow_unused=True)
    if slope is None or not slope.requires_grad:
        return torch.zeros_like(output)
    (local,) = torch.autograd.grad(slope[at], arriving, allow_unused=True, retain_graph=True)
    return torch.zeros_like(output) if local is None else local


def _is_repeated(source: tuple[int, ...], at: tuple[int, ...], output: tuple[int, ...], places: torch.Tensor) -> bool:
    """Whether the number stands wherever it would if its array were repeated to the shape of the output."""
    lead = len(output) - len(source)
    sides = [(1,) * max(lead, 0) + source, output]
    if lead < 0 or source == output or any(a not in (1, b) for a, b in zip(*sides, strict=True)):
        return False
    kept = [axis for axis, side in enumerate(sides[0]) if side > 1]
    return all(bool((places[:, axis] == at[axis - lead]).all()) for axis in kept) and len(places) > 1


def _program(program: Program, path: NodePath) -> Program:
    """The drawing that a node stands in."""
    for use, number in path.within:
        program = next(step for step in program.steps if step.node == use).repetitions[number]
    return program
