"""One step repeated along a sequence, as recurrent layers do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netbuilder.operations.tensor import Language, Operation, Sizes, Tensor


@dataclass(frozen=True, eq=False)
class StepFunction:
    """A graph of its own: what comes at one moment, the state and the constants go in, the new state comes out.

    ``inputs``: the entries, the moment's first, then the state's, then the constants'; ``state``: the new state.
    """

    name: str
    inputs: tuple[Tensor, ...]
    state: tuple[Tensor, ...]


@dataclass(frozen=True)
class Scan(Operation):
    """A step repeated along the second axis of a sequence.

    Reads the sequence, the first state and the constants; gives the states after every step (the first part of them)
    and the last one. ``step``: what is repeated; its identity, not its contents, is compared.
    """

    step: StepFunction
    outputs = 2

    def shapes(self, *shapes: Sizes) -> tuple[Sizes, ...]:
        """(rows, length, width) and (rows, width)."""
        rows, length = shapes[0][:2]
        width = self.step.state[0].shape[-1]
        return (rows, length, width), (rows, width)

    def derivatives(self, outputs: Sequence[Tensor], upstream: Sequence[Tensor | None]) -> Sequence[Tensor | None]:
        """The step's own derivative, from the last moment to the first; constants get the sum."""
        whole = outputs[0].inputs[0]
        given = [tensor for tensor in upstream if tensor is not None]
        which = tuple(number for number, tensor in enumerate(upstream) if tensor is not None)
        sizes = tuple(source.shape for source in whole.inputs)
        return ScanBack(self.step, which, sizes).several(*given, whole)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """The function of the parts."""
        states = len(self.step.state)
        first, constants = inputs[1 : 1 + states], inputs[1 + states :]
        return f"scan({self.step.name}, {inputs[0]}, {_packed(first)}, {_packed(constants)})"


@dataclass(frozen=True)
class ScanBack(Operation):
    """The derivative of a scan: reads what arrives at the states, at the last one, and what the scan has kept.

    ``given``: which of both arrive; ``sizes``: the shapes of the inputs of the scan.
    """

    step: StepFunction
    given: tuple[int, ...]
    sizes: tuple[Sizes, ...]

    @property
    def outputs(self) -> int:  # type: ignore[override]
        """A slope for each input of the scan."""
        return len(self.sizes)

    def shapes(self, *shapes: Sizes) -> tuple[Sizes, ...]:
        """Those of the inputs of the scan."""
        return self.sizes

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """The function of the parts."""
        arriving = dict(zip(self.given, inputs, strict=False))
        both = [arriving.get(number, "None") for number in (0, 1)]
        return f"scan_backward({self.step.name}_backward, {', '.join(both)}, {inputs[-1]}, {len(self.step.state)})"


def _packed(names: Sequence[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"
