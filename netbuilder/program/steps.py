"""What a program consists of: steps in the order in which they are computed, blocks kept as programs of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netbuilder.graph.blocks import BlockUse, NodePath
from netbuilder.graph.graph import NodeId, Port
from netbuilder.layers.base import Layer, Shape


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """What is known of a tensor before it is computed: its shape without the batch, and its type."""

    shape: Shape
    dtype: str = "float32"


@dataclass(frozen=True, slots=True)
class Step:
    """One node that computes. ``node``: its id in its own drawing; ``name``: its name in code.

    ``inputs``: the port that each of its inputs is read from, None where an optional one is free; ``shapes``: what
    arrives there; ``outputs``: every port that it fills; ``used``: the names of those that are read;
    ``repetitions``: of a block, the program of each repetition.
    """

    node: NodeId
    name: str
    layer: Layer
    inputs: tuple[Port | None, ...]
    shapes: tuple[Shape | None, ...]
    outputs: Mapping[Port, TensorSpec]
    used: frozenset[str]
    repetitions: tuple[Program, ...] = ()

    @property
    def block(self) -> BlockUse | None:
        """The block that it stands for, or None for a layer."""
        return self.layer if isinstance(self.layer, BlockUse) else None


@dataclass(frozen=True, slots=True)
class Program:
    """A drawing as a list of steps, each after those that it reads from.

    ``inputs``: the ports through which tensors enter, with their names in code, in the order in which they are passed;
    ``outputs``: the ports whose tensors are returned; ``ends``: the nodes at which they leave, in the same order.
    """

    inputs: Mapping[Port, str]
    specs: Mapping[Port, TensorSpec]
    steps: tuple[Step, ...]
    outputs: tuple[Port, ...]
    ends: tuple[NodeId, ...]

    def walk(self, within: tuple[tuple[NodeId, int], ...] = ()) -> Iterator[tuple[NodePath, Step]]:
        """Every step with its path, those inside a block after the block's own."""
        for step in self.steps:
            yield NodePath(step.node, within), step
            for number, program in enumerate(step.repetitions):
                yield from program.walk((*within, (step.node, number)))
