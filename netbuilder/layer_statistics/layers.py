"""The layers of a network in the order in which they compute, through blocks: where each is, what it is called, which
weights it has."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import NodeId
from netbuilder.layers.base import Fixed, Shape
from netbuilder.messages import Message, say
from netbuilder.program import Program, lower
from netbuilder.program.steps import Step
from netbuilder.shapes.check_result import Check
from netbuilder.stepping.watched_forward import owners
from netbuilder.stepping.watched_learner import owner

if TYPE_CHECKING:
    import torch

    Within = tuple[tuple[NodeId, int], ...]

IMAGE = 3
"""An image has so many axes: channels, height, width."""


@dataclass(frozen=True, slots=True)
class ListedLayer:
    """One layer. ``weights``: the PyTorch names of its parameters; ``shares``: they are those of an earlier repetition
    of its block; ``shape``: of its first output, without the batch; ``image``: the shape of the image whose numbers
    enter it as one row, or None; ``bends``: it is an activation."""

    path: NodePath
    name: Message
    weights: tuple[str, ...]
    shares: bool
    shape: Shape
    image: Shape | None
    bends: bool

    @property
    def has_own_weights(self) -> bool:
        """Whether it has weights that no layer before it has."""
        return bool(self.weights) and not self.shares

    @property
    def unit_axis(self) -> int | None:
        """The axis of a whole output, (rows, …), along which its units lie: the channels of an image, the features of a
        step of a sequence. None where it has none."""
        if isinstance(self.shape, Fixed) or not self.shape:
            return None
        return 2 if len(self.shape) == 2 else 1


def listed_layers(check: Check, network: torch.nn.Module) -> tuple[ListedLayer, ...]:
    """The layers of a sound drawing and of the network built from it. What leads to no output is left out."""
    program = lower(check)
    paths = dict(owners(program))
    weights: dict[NodePath, tuple[str, ...]] = {}
    for name, _ in network.named_parameters():
        path = owner(name, paths)
        weights[path] = (*weights.get(path, ()), name)
    return tuple(_listed(program, check.active, weights))


def _listed(
    program: Program,
    check: Check,
    weights: Mapping[NodePath, tuple[str, ...]],
    within: Within = (),
    first: Within = (),
    around: Message | None = None,
) -> Iterator[ListedLayer]:
    """``first``: where the weights are, with the first of repetitions that share them; ``around``: the block."""
    for step in program.steps:
        name = check.graph.called(step.node)
        if around is not None:
            name = say("{block} › {layer}", block=around, layer=name)
        if step.block is None:
            path, owning = NodePath(step.node, within), NodePath(step.node, first)
            yield _layer(step, check, name, path, weights.get(owning, ()), shares=path != owning)
            continue
        insides = zip(step.repetitions, check.nodes[step.node].inside, strict=True)
        for number, (body, inside) in enumerate(insides):
            called = say("{block} {number}", block=name, number=number + 1) if step.block.repeat > 1 else name
            owning_number = 0 if step.block.shared else number
            yield from _listed(
                body,
                inside.active,
                weights,
                (*within, (step.node, number)),
                (*first, (step.node, owning_number)),
                called,
            )


def _layer(
    step: Step, check: Check, name: Message, path: NodePath, weights: tuple[str, ...], *, shares: bool
) -> ListedLayer:
    shape = next(iter(step.outputs.values())).shape
    return ListedLayer(
        path,
        name,
        weights,
        shares and bool(weights),
        shape,
        _image_before(check, step),
        step.layer.purpose == "bending",
    )


def _image_before(check: Check, step: Step) -> Shape | None:
    """The image whose numbers reach a step as one row, through layers that keep them, at least outside of training."""
    source, entering = step.inputs[0] if step.inputs else None, step.shapes[0] if step.shapes else None
    if entering is None or len(entering) != 1:
        return None
    while source is not None:
        shape = check.nodes[source.node].shape_at(source.name)
        if shape is not None and len(shape) == IMAGE and math.prod(shape) == entering[0]:
            return shape
        layer = check.graph.nodes[source.node].layer
        if not (layer.keeps_values or layer.purpose == "silencing"):
            return None
        source = next(iter(check.graph.sources(source.node)), None)
    return None
