"""Rows of the problems list: the whole sentence can be read at every width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from netbuilder.data.base import Note
from netbuilder.graph.graph import Graph
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.project_problems import project_problems
from tests.ui.panel_parts import Show, chain
from ui.forms.node_form import NodeForm
from ui.forms.training_form import TrainingForm
from ui.project.bridge import Bridge
from ui.project.problems_panel import ProblemRow, ProblemsPanel
from ui.theme.themes import Themes

pytestmark = pytest.mark.look


@pytest.mark.parametrize("layers", [1, 12])
def test_the_whole_sentence_can_be_read_at_every_width(layers: int, themes: Themes, show: Show, qtbot: QtBot) -> None:
    kinds = [("input", {}), ("conv2d", {"kernel": 1}), *[("relu", {})] * 3]
    drawing = chain(*kinds) if layers == 1 else chain(*[("conv2d", {})] * layers)
    panel = ProblemsPanel(Bridge(Document(drawing)), themes)
    show(panel)
    for width in (240, 300, 420, 700):
        panel.resize(width, 160)
        qtbot.waitUntil(lambda: panel._list.width() == panel._area.viewport().width())
        for row in panel.rows:
            for words in (label for label in row.findChildren(QLabel) if label.text()):
                place = QRect(words.mapTo(panel._list, QPoint(0, 0)), words.size())
                assert panel._list.rect().contains(place), (width, words.text())
                room = QRect(0, 0, words.width(), 10_000)
                needed = words.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, words.text())
                assert needed.height() <= words.height(), (width, words.text())
                assert needed.width() <= words.width(), (width, words.text())


def test_a_long_repair_gives_way_and_says_the_rest_in_its_tool_tip(themes: Themes, show: Show, qtbot: QtBot) -> None:
    words = "Read “Durchschnitt aller Klassen” as missing and drop its rows"
    note = Note(say("A row sums up others."), True, say(words), {"split": "ordered"})
    panel = ProblemsPanel(Bridge(Document(chain(("input", {})))), themes)
    show(panel)
    [problem] = [
        one for one in project_problems(Project(), check(Graph(), None), None, [note]) if one.message == note.message
    ]
    row = ProblemRow(themes)
    row.show_problem("", problem, of_data=False)
    panel._box.insertWidget(0, row)
    for width in (240, 700):
        panel.resize(width, 160)
        qtbot.waitUntil(lambda: panel._list.width() == panel._area.viewport().width())
        qtbot.waitUntil(
            lambda: panel._list.rect().contains(row.repair.mapTo(panel._list, row.repair.rect().topRight()))
        )
        assert row.repair.toolTip() == (words if width == 240 else "")


@pytest.mark.parametrize("place", ["list", "node panel"])
@pytest.mark.parametrize(("units", "last", "words"), [(7, "tanh", "Set Units to 2"), (2, "softmax", "Remove Softmax")])
def test_loss_and_last_layer_are_repaired_where_they_are_told(
    place: str, units: int, last: str, words: str, themes: Themes, show: Show
) -> None:
    drawing = chain(("input", {}), ("dense", {"units": units}), (last, {}), ("output", {}))
    bridge = Bridge(Document(drawing))
    (problem,) = project_problems(bridge.project, bridge.check)
    assert problem.node is not None
    panel = ProblemsPanel(bridge, themes) if place == "list" else NodeForm(bridge, themes)
    show(panel)
    bridge.select([problem.node])
    if isinstance(panel, ProblemsPanel):
        button = panel.rows[0].repair
    else:
        assert panel.sheet is not None
        button = panel.sheet.problems.notices[0].button
    assert button.isVisible()
    assert button.text() == words
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bridge.project == edits.apply_repair(drawing, problem)[0]
    assert project_problems(bridge.project, bridge.check) == ()
    bridge.document.undo()
    assert bridge.project == drawing


def test_nodes_are_named_as_everywhere(themes: Themes, show: Show) -> None:
    drawing = chain(("input", {}), ("conv2d", {}), ("conv2d", {}), ("output", {}))
    bridge = Bridge(Document(edits.rename(edits.remove(drawing, ["conv2d_2"]), "output_1", "answer")))
    panel = ProblemsPanel(bridge, themes)
    show(panel)

    def names() -> list[str]:
        return sorted(row.accessibleName().split(": ")[1] for row in panel.rows)

    assert names() == ["Conv 2D", "answer"]
    bridge.edit(edits.rename(bridge.project, "output_1", "Conv 2D"), say("Rename"))
    assert names() == ["Conv 2D (conv2d_1)", "Conv 2D (output_1)"]


def test_a_button_says_a_choice_as_the_form_does(themes: Themes, show: Show, bridge: Bridge) -> None:
    bridge.edit(edits.set_training(bridge.project, loss="mse"), say("Set"))
    panel, form = ProblemsPanel(bridge, themes), TrainingForm(bridge, themes)
    show(panel)
    choice = form.form.rows["loss"].editor.field
    assert panel.rows[0].repair.text() == f"Set Loss to {choice.itemText(choice.findData('auto'))}"


def test_tab_goes_from_the_name_to_the_repair_and_then_to_the_parameters(
    bridge: Bridge, themes: Themes, show: Show
) -> None:
    bridge.edit(edits.set_parameter(bridge.project, "dense_2", "units", 7), say("Set"))
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["output_1"])
    bridge.select(["dense_2"])
    bridge.select(["output_1"])
    assert panel.sheet is not None
    (notice,) = (notice for notice in panel.sheet.problems.notices if notice.isVisible())
    assert notice.button.isVisible()
    panel.sheet.name.setFocus()
    seen = []
    for _ in range(2):
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(panel.window().focusWidget())
    assert seen[0] is notice.button
    assert seen[1] is panel.sheet.first_field
