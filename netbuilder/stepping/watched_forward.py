"""Forward, watched: the very lines of the network are executed one by one, and what each computes is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import CodeType
from typing import TYPE_CHECKING, Any

from netbuilder.backends.code.forward import Forward
from netbuilder.backends.torch.source import PYTORCH
from netbuilder.graph.blocks import BlockUse, NodePath
from netbuilder.graph.graph import NodeId, Port
from netbuilder.program import Program, Step
from netbuilder.stepping.interventions import Edit, Interventions

if TYPE_CHECKING:
    import torch

Within = tuple[tuple[NodeId, int], ...]


@dataclass(slots=True)
class Seen:
    """A tensor that was computed. ``reads``: what each of several readers took, whose gradient is its contribution.

    A value that leaves is read by the node at which it leaves.
    """

    path: NodePath
    port: str
    tensor: torch.Tensor
    reads: list[tuple[NodePath, torch.Tensor]] = field(default_factory=list)


class _Body:
    """The lines of one program, step by step."""

    def __init__(self, program: Program) -> None:
        self.forward = Forward(program, PYTORCH)
        self.code: dict[int, CodeType] = {
            place: compile("\n".join(self.forward.computed(step)), f"<{step.name}>", "exec")
            for place, step in enumerate(program.steps)
            if step.block is None
        }


class WatchedForward:
    """Computes what ``forward`` of a network computes, to the last bit, and keeps every value on the way.

    ``interventions``: the edits of values and the nodes behind which nothing passes back.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._bodies: dict[int, _Body] = {}
        self.interventions = Interventions()

    def __call__(self, network: torch.nn.Module, inputs: Sequence[torch.Tensor]) -> tuple[Any, list[Seen]]:
        """What ``network(*inputs)`` returns, and every value in the order in which it is computed, inputs first."""
        seen: list[Seen] = []
        entering = [tensor.detach().requires_grad_(tensor.is_floating_point()) for tensor in inputs]
        outputs = self._run(self._program, network, entering, (), seen)
        return (outputs[0] if len(outputs) == 1 else tuple(outputs)), seen

    def _run(
        self, program: Program, module: Any, inputs: Sequence[torch.Tensor], within: Within, seen: list[Seen]
    ) -> list[torch.Tensor]:
        import torch

        body = self._bodies.setdefault(id(program), _Body(program))
        names = body.forward.names
        space: dict[str, Any] = {"self": module, "torch": torch}
        known: dict[Port, Seen] = {}
        for port, tensor in zip(program.inputs, inputs, strict=True):
            known[port] = self._seen(port, tensor, within, seen)
            space[names[port]] = known[port].tensor
        for place, step in enumerate(program.steps):
            reader = NodePath(step.node, within)
            taken = {port: space[names[port]] for port in step.inputs if port is not None}
            given = {port: self._given(known[port], reader, body.forward.reader_count(port)) for port in taken}
            if isinstance(step.layer, BlockUse):
                entering = [given[port] for port in step.inputs if port is not None]
                answers = self._block(step, step.layer, module, entering, within, seen)
                space |= {names[port]: answer for port, answer in zip(step.outputs, answers, strict=True)}
            else:
                space |= {names[port]: tensor for port, tensor in given.items()}
                targets = {names[port] for port in step.outputs}
                exec(body.code[place], space)  # noqa: S102  our own text: see backends.torch.build
                space |= {names[port]: tensor for port, tensor in taken.items() if names[port] not in targets}
            for port in step.outputs:
                if body.forward.reads(port):
                    known[port] = self._seen(port, space[names[port]], within, seen)
                    space[names[port]] = known[port].tensor
            self._done(step, reader, given, known)
        ends = zip(program.outputs, program.ends, strict=True)
        return [self._given(known[port], NodePath(end, within), body.forward.reader_count(port)) for port, end in ends]

    def _block(
        self,
        step: Step,
        use: BlockUse,
        module: Any,
        values: Sequence[torch.Tensor],
        within: Within,
        seen: list[Seen],
    ) -> list[torch.Tensor]:
        """Every repetition of a block, each with the module that is its own."""
        found, flowing = getattr(module, step.name), list(values)
        modules = found if use.repeat > 1 and not use.shared else [found] * use.repeat
        for number, (one, body) in enumerate(zip(modules, step.repetitions, strict=True)):
            flowing = self._run(body, one, flowing, (*within, (step.node, number)), seen)
        return flowing

    def _given(self, known: Seen, reader: NodePath, readers: int) -> torch.Tensor:
        """What a node reads: where others read it too, a view of its own, so that its gradient is told from theirs."""
        if not known.tensor.requires_grad or readers < 2:
            return known.tensor
        view = known.tensor.view_as(known.tensor)
        view.retain_grad()
        known.reads.append((reader, view))
        return view

    def _seen(self, port: Port, tensor: torch.Tensor, within: Within, seen: list[Seen]) -> Seen:
        """Note a value, changed as the interventions want it."""
        import torch

        path = NodePath(port.node, within)
        if isinstance(tensor, torch.nn.Parameter):
            tensor = tensor.clone()  # a weight that is a value itself: it has a gradient as such, and stays as it was
        if path in self.interventions.detached:
            tensor = tensor.detach()
        tensor = edited(tensor, self.interventions.of("value", path, port.name))
        if tensor.requires_grad:
            tensor.retain_grad()
            self._edit_gradient(tensor, self.interventions.of("gradient", path, port.name))
        seen.append(Seen(path, port.name, tensor))
        return seen[-1]

    def _edit_gradient(self, tensor: torch.Tensor, edits: Sequence[Edit]) -> None:
        if edits:
            tensor.register_hook(lambda gradient: edited(gradient, edits))  # type: ignore[no-untyped-call]

    def _done(self, step: Step, reader: NodePath, given: dict[Port, torch.Tensor], known: dict[Port, Seen]) -> None:
        """A step was computed from what was given to it."""


def edited(tensor: torch.Tensor, edits: Sequence[Edit]) -> torch.Tensor:
    """The tensor with other numbers in some places; the gradient of what is replaced is 0."""
    if not edits:
        return tensor
    changed = tensor.clone()
    for edit in edits:
        changed[edit.at] = edit.number
    return changed


def owners(program: Program, within: Within = (), prefix: str = "") -> Iterator[tuple[str, NodePath]]:
    """What the names of a node's weights begin with, up to the dot, with the node; of shared repetitions the first."""
    for step in program.steps:
        if step.block is None:
            yield f"{prefix}{step.name}", NodePath(step.node, within)
            continue
        single = step.block.repeat == 1 or step.block.shared
        for number, body in enumerate(step.repetitions[:1] if single else step.repetitions):
            inside = f"{prefix}{step.name}." if single else f"{prefix}{step.name}.{number}."
            yield from owners(body, (*within, (step.node, number)), inside)
