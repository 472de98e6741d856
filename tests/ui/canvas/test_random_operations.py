"""Three thousand random operations of every kind, on every level: canvas and document agree after each, undone too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.project.block_links import linked_to
from tests.blocks import laid_out, nested
from tests.ui.canvas.monkey import Monkey

OPERATIONS = 600
NEVER_EDIT = {"open", "leave", "cancelled"}
MOST_IDLE = 3
"""So many kinds of operations may have found nothing to change with one seed."""


def assert_linked(project) -> None:
    """Every use holds the definition that stands in the project."""
    assert linked_to(project.graph, project.blocks) is project.graph
    for block in project.blocks.values():
        assert linked_to(block.graph, project.blocks) is block.graph


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_canvas_and_document_agree_after_every_operation_and_every_step_back_and_forth(
    open_canvas, hands, in_step, seed
):
    canvas = open_canvas(laid_out(nested()))
    monkey = Monkey(canvas, hands(canvas), seed)
    document, first = canvas.bridge.document, canvas.bridge.project
    for _ in range(OPERATIONS):
        monkey.act()
        in_step(canvas)
        assert_linked(canvas.bridge.project)
    idle = {act.__name__ for act in monkey.acts} - monkey.done.keys() - NEVER_EDIT
    assert len(idle) <= MOST_IDLE, idle
    last = canvas.bridge.project
    assert loads(dumps(last, None).encode(), None).blocks.keys() == last.blocks.keys()
    seen = [canvas.bridge.project]
    while document.undo_label is not None:
        document.undo()
        seen.append(canvas.bridge.project)
        in_step(canvas)
    assert seen[-1] is first
    for project in reversed(seen[:-1]):
        document.redo()
        assert canvas.bridge.project is project
        in_step(canvas)
    assert canvas.bridge.project is last
    QApplication.processEvents()
