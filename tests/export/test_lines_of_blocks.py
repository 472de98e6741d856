"""In every framework the lines of a block know which node of which drawing they are of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netbuilder.export import EXPORTERS, export
from netbuilder.graph.blocks import BlockId, BlockUse
from netbuilder.graph.graph import NodeId
from netbuilder.program import Program, lower
from netbuilder.project import block_definitions, edits
from netbuilder.project.levels import blocks_on_the_way, level_of
from netbuilder.project.opening import open_layer
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.blocks import nested
from tests.drawing import drawn
from tests.stepping.test_stepper import with_fork


def opened_lstm() -> Project:
    """A recurrent layer as its operations, with a block for each step of the sequence, all with the same weights."""
    layers = ("reshape", {"sizes": (2, 1)}), ("lstm", {"units": 3}), ("dense", {"units": 2})
    return open_layer(drawn(*layers, rows=40, batch_size=8), "lstm_1", ((2, 1), None, None))[0]


def in_tensors() -> Project:
    """The fork, marked to be written in tensors."""
    return block_definitions.write_in_tensors(with_fork(), "fork", True)


def computed(program: Program, block: BlockId | None = None) -> Iterator[tuple[BlockId | None, NodeId]]:
    """Every node that the program computes, with the block in whose drawing it stands."""
    for step in program.steps:
        yield block, step.node
        for body in step.repetitions:
            yield from computed(body, step.block.block if step.block else None)


@pytest.mark.parametrize("make", [with_fork, nested, opened_lstm, in_tensors])
@pytest.mark.parametrize("target", EXPORTERS)
def test_every_node_of_a_block_that_computes_has_lines_of_its_own(target: str, make: object) -> None:
    assert callable(make)
    project = make()
    lines = {(line.block, line.node) for line in export(project, target).lines if line.node is not None}
    drawings = {None: project.graph, **{block: found.graph for block, found in project.blocks.items()}}
    assert set(computed(lower(check(project.graph.active, project.data.dataset.signature())))) <= lines
    assert {(block, node) for block, node in lines if node not in drawings[block].nodes} == set()


def test_a_block_is_found_where_it_is_used() -> None:
    project = nested()
    for block in project.blocks:
        level = level_of(project, block)
        assert blocks_on_the_way(project, level)[-1] == block
    uses = [node.id for node in project.graph.nodes.values() if isinstance(node.layer, BlockUse)]
    assert level_of(edits.remove(project, uses), next(iter(project.blocks))) == ()
