"""The notes on the project, where no layer is selected: shown, typed, undone as one step, saved."""

from __future__ import annotations

from PySide6.QtTest import QTest

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project.document import Document
from ui.forms.node_form import NodeForm
from ui.project.bridge import Bridge
from ui.theme.themes import Themes


def opened(qtbot, project):
    bridge = Bridge(Document(project))
    form = NodeForm(bridge, Themes())
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    return bridge, form.notes.field


def sample():
    return read(samples.path("digits_cnn"))


def test_the_notes_of_a_sample_are_shown(qtbot):
    project = sample()
    assert project.notes
    _, field = opened(qtbot, project)
    assert field.toPlainText() == project.notes


def test_what_is_typed_is_one_step_and_is_saved(qtbot, tmp_path):
    project = sample()
    bridge, field = opened(qtbot, project)
    field.selectAll()
    QTest.keyClicks(field, "try dropout")
    field.left.emit()
    assert bridge.project.notes == "try dropout"
    write(tmp_path / "noted.netb", bridge.project)
    assert read(tmp_path / "noted.netb").notes == "try dropout"
    bridge.document.undo()
    assert bridge.project is project
    qtbot.waitUntil(lambda: field.toPlainText() == project.notes)
    bridge.document.redo()
    qtbot.waitUntil(lambda: field.toPlainText() == "try dropout")


def test_notes_are_no_change_of_the_network(qtbot):
    bridge, field = opened(qtbot, sample())
    changes = []
    bridge.changed.connect(changes.append)
    QTest.keyClicks(field, "x")
    assert changes
    assert not any(change.content for change in changes)
