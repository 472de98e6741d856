"""A trace as a project with the weights of its network, and how each operation came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from netbuilder.interchange.drawing.blocks import Blocks
from netbuilder.interchange.drawing.call import Arrays
from netbuilder.interchange.drawing.nesting import nested
from netbuilder.interchange.drawing.placed import ROWS, Placed
from netbuilder.interchange.drawing.translation import Became, Translation
from netbuilder.interchange.shared_weights.sharing import with_shared_weights
from netbuilder.interchange.shared_weights.uses import Uses, uses
from netbuilder.interchange.traced import Trace
from netbuilder.project.arrange import arranged
from netbuilder.project.edits import set_data
from netbuilder.project.project import Project


@dataclass(frozen=True, eq=False)
class Drawn:
    """``weights``: arrays by their names in the state dict of the network; ``entering``, ``leaving``: where the inputs
    and outputs of the imported network are in the drawing; ``uses``: which weights are used several times."""

    project: Project
    weights: Mapping[str, Any]
    became: tuple[Became, ...]
    entering: tuple[Placed, ...]
    leaving: tuple[Placed, ...]
    uses: Uses


def drawn(trace: Trace, stored: Arrays, mended: frozenset[int] | None = frozenset()) -> Drawn:
    """Draw a trace. ``mended``: the operations that the nearest layer takes the place of; None for all that have one.

    Rows reach the network as they are: how the data of the imported network were normalised is not known.
    """
    translation = Translation(trace, stored, mended)
    while translation.wanted_apart - translation.apart:  # each time more of them, of finitely many
        apart = translation.apart | translation.wanted_apart
        translation = Translation(trace, stored, mended, apart)
    shared = with_shared_weights(translation.flat.without_loose_ends(), translation.scopes)
    blocks = Blocks(nested(shared.flat.nodes, shared.scopes))
    project = set_data(Project(), normalisation="none")
    project = replace(project, graph=blocks.graph, layout=arranged(blocks.graph), blocks=blocks.definitions)
    entering = [translation.values[number] for number, _ in translation.entering]
    return Drawn(
        project,
        dict(blocks.weights()),
        tuple(translation.became),
        tuple(value for value in entering if isinstance(value, Placed)),
        tuple(translation.leaving),
        uses(trace, stored, translation.drawn, list(blocks.root.nodes())),
    )


def as_drawn(array: Any, value: Placed) -> Any:
    """An array of the imported network with its axes as the drawing has them, the batch first."""
    order = [axis for axis, parts in enumerate(value.axes) if parts == (ROWS,)]
    if not order:
        return array
    rows = sorted((axis for axis in value.row_axes), key=lambda axis: value.parts([axis]) or (axis,))
    return array.transpose([*order, *rows]).reshape(array.shape[order[0]], *value.shape)
