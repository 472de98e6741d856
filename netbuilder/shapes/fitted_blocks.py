"""A block that is put in where a value arrives: as wide as that value, where it fits only so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netbuilder.errors import UserError
from netbuilder.graph.blocks import Block, BlockUse
from netbuilder.graph.graph import Node
from netbuilder.layers.base import Shape
from netbuilder.shapes.check import computed_as


def fitted(use: BlockUse, shapes: tuple[Shape | None, ...]) -> BlockUse:
    """The use with those of its promoted widths changed that must be as large as what arrives.

    A block that adds its input to what it computes has to give as many channels as enter. A use that fits as it is, or
    that no width makes fit, stays as it is. ``shapes``: of each input port, without the batch; None where it is not
    known.
    """
    arriving = next((shape for shape in shapes if shape), None)
    if arriving is None or _takes(use, shapes):
        return use
    width = arriving[0] if len(arriving) == 3 else arriving[-1]
    for overrides in _changes(use.definition, width):
        try:
            changed = use.with_(overrides={**use.overrides, **overrides})
            if _takes(changed, shapes):
                return changed
        except UserError:  # the width lies beyond the bounds of the parameter
            continue
    return use


def _takes(use: BlockUse, shapes: tuple[Shape | None, ...]) -> bool:
    return computed_as(Node("", use), shapes).problem is None


def _changes(block: Block, width: int) -> Iterator[Mapping[str, int]]:
    """What may be changed: each width by itself, then all together."""
    widths = [name for name in block.parameters if _is_width(block, name)]
    yield from ({name: width} for name in widths)
    if len(widths) > 1:
        yield dict.fromkeys(widths, width)


def _is_width(block: Block, name: str) -> bool:
    """Whether a promoted parameter says how many values or channels a layer gives."""
    node, parameter = block.parameters[name][0]
    layer = block.graph.nodes[node].layer
    if isinstance(layer, BlockUse):
        return _is_width(layer.definition, parameter)
    return layer.width == parameter
