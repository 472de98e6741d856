"""What happened in one minibatch: plain values that never change, so that going back in it costs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from netbuilder.graph.blocks import NodePath, called_at
from netbuilder.graph.graph import Graph
from netbuilder.layers.base import OUTPUT
from netbuilder.messages import Message, say
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.numbers import Numbers

KEPT, KEPT_BYTES = 32, 2**28
"""So many minibatches can be gone back to, or as many as take 256 MiB together; the latest always."""

NO_LONGER_KEPT = say(
    "The weights from before this minibatch are no longer kept. Go forward to a later one, or start again."
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What comes back through one of several nodes that read a value; the gradient of the value is their sum."""

    reader: NodePath
    gradient: Numbers


@dataclass(frozen=True, slots=True)
class WireValue:
    """What came out of a port, (rows, …), and how the loss changes with it.

    ``gradient``: None where none comes back; ``contributions``: by reader, where there are several.
    """

    path: NodePath
    port: str
    value: Numbers
    gradient: Numbers | None
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True)
class WeightUpdate:
    """A weight before and after the step. ``name``: as PyTorch names it; ``path``: the node that it belongs to;
    ``part``: what it is called within that node, such as "weight"; empty where it is the node itself, a parameter.

    ``gradient``: as the optimizer gets it, clipped where that is asked for; None where none came back.
    ``state_before``, ``state``: what the optimizer keeps for it, by PyTorch's names, such as "exp_avg".
    """

    name: str
    path: NodePath
    part: str
    before: Numbers
    gradient: Numbers | None
    state_before: Mapping[str, Numbers]
    state: Mapping[str, Numbers]
    after: Numbers


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a training. ``epoch``, ``batch``: counted from 1; ``batches``: in an epoch; ``rows``: of the batch.

    ``stale``: the norm of the gradients that the step before left, which are cleared first; ``values``: in the order
    in which they are computed; ``gradient_norm``: of all weights together, before clipping; ``clipped_to``: the bound;
    ``interventions``: what the user has changed in it; ``graph``: the drawing, by which nodes are called.
    """

    epoch: int
    batch: int
    batches: int
    rows: int
    learning_rate: float
    stale: float
    values: tuple[WireValue, ...]
    loss: float
    gradient_norm: float
    clipped_to: float | None
    weights: tuple[WeightUpdate, ...]
    interventions: Interventions
    graph: Graph

    def called(self, path: NodePath, port: str = OUTPUT) -> Message:
        """What sentences call a node, as in the drawing; with a port that is not its only one."""
        name = called_at(self.graph, path)
        return name if port == OUTPUT else say("{node}, {port}", node=name, port=say(port))

    def weight_called(self, weight: WeightUpdate) -> Message:
        """What sentences call a weight: its node in quotes, with the part of it."""
        node = say("“{node}”", node=self.called(weight.path))
        return say("the {part} of {node}", part=weight.part, node=node) if weight.part else node

    def arrays(self) -> Iterator[Numbers]:
        """All that is kept of the minibatch."""
        for value in self.values:
            yield value.value
            yield from filter(None, (value.gradient, *(one.gradient for one in value.contributions)))
        for weight in self.weights:
            yield from filter(None, (weight.before, weight.gradient, weight.after))
            yield from (*weight.state_before.values(), *weight.state.values())


def latest(records: Sequence[StepRecord]) -> list[StepRecord]:
    """The last records, as many as are kept."""
    kept, left = list[StepRecord](), KEPT_BYTES
    for record in reversed(records[-KEPT:]):
        left -= sum(int(numbers.array.nbytes) for numbers in record.arrays())
        if kept and left < 0:
            break
        kept.insert(0, record)
    return kept
