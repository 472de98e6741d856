"""Drawings with blocks, for tests of everything that works on them."""

from __future__ import annotations

from dataclasses import replace

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.project import block_edits, edits
from netbuilder.project.arrange import arranged
from netbuilder.project.block_links import with_blocks
from netbuilder.project.project import Project
from tests.drawing import drawn


def residual(units: int = 4) -> Project:
    """Moons through a block with a skip connection: dense, ReLU, and the input added to what they give.

    Its units are promoted; ids: "input_1", "dense_1" (before the block), "residual_1", "dense_3", "output_1".
    """
    project = drawn(
        ("dense", {"units": units}), ("dense", {"units": units}), ("relu", {}), ("add", {}), ("dense", {"units": 2})
    )
    project = edits.connect(project, "dense_1", "add_1", "input_2")
    project, use = block_edits.group(project, ["dense_2", "relu_1", "add_1"], "residual")
    assert use == "residual_1"
    return block_edits.promote(project, "residual", "dense_2", "units")


def nested() -> Project:
    """Blocks three deep: an outer one with a middle one twice, which has an inner one three times in a row."""
    project = residual()
    project = edits.set_parameter(project, "residual_1", "repeat", 3)
    project, middle = block_edits.group(project, ["residual_1"], "middle")
    project = block_edits.promote(project, "middle", "residual_1", "units", "width")
    project, outer = block_edits.group(project, [middle], "outer")

    def twice(level: Project) -> Project:
        (out,) = level.graph.with_role("exit")
        (last,) = level.graph.incoming[out.id]
        level, second = block_edits.add_use(level, "middle", (400.0, 0.0))
        level = edits.connect(level, last.source, second, source_port=last.source_port)
        return edits.connect(level, second, out.id)

    project = block_edits.edit_definition(project, "outer", twice)
    assert isinstance(project.graph.nodes[outer].layer, BlockUse)
    return project


def laid_out(project: Project) -> Project:
    """The project with a place of its own for every card, inside blocks too."""
    blocks = {name: replace(block, layout=arranged(block.graph)) for name, block in project.blocks.items()}
    return with_blocks(replace(project, layout=arranged(project.graph)), blocks)


def many_uses(count: int) -> Project:
    """A chain of so many uses of one block."""
    project = residual()
    start, ends = "residual_1", project.graph.outgoing["residual_1"]
    project = edits.remove(project, wires=ends)
    nodes, wires, last = dict(project.graph.nodes), set(project.graph.wires), start
    for number in range(2, count + 1):
        node = f"residual_{number}"
        nodes[node] = Node(node, nodes[start].layer)
        wires.add(Wire(last, node))
        last = node
    wires.add(Wire(last, "dense_3"))
    layout = {node: (number * 200.0, 0.0) for number, node in enumerate(nodes)}
    return replace(project, graph=Graph(nodes, frozenset(wires)), layout=layout)


def shared_weights() -> Project:
    """A block that comes four times with the same weights."""
    project = edits.set_parameter(residual(), "residual_1", "repeat", 4)
    return edits.set_parameter(project, "residual_1", "shared", True)


def uses_that_differ() -> Project:
    """Dense and dropout as a block, twice, the second time wider; and blocks whose names mean something in Python."""
    project = drawn(("dense", {"units": 4}), ("dropout", {"rate": 0.2}), ("dense", {"units": 2}))
    project, first = block_edits.group(project, ["dense_1", "dropout_1"], "path")
    project = block_edits.promote(project, "path", "dense_1", "units")
    project, second = block_edits.add_use(project, "path", (0.0, 0.0))
    project = block_edits.override(project, second, "units", 8)
    (cut,) = project.graph.outgoing[first]
    project = edits.connect(edits.connect(project, first, second), second, cut.target)
    return block_edits.group(project, ["dense_2"], "none")[0]
