"""Forms: real keys in every kind of field, what undo does with them, and what a refused text looks like."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from netbuilder.data.catalogue import dataset_types
from netbuilder.declaration import Declared, Kind, Parameter, param
from netbuilder.errors import UserError
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from tests.ui.panel_parts import Show
from ui.forms import number_steps
from ui.forms.editors import ChoiceEditor, FileEditor, OptionalEditor, SwitchEditor, TypedEditor
from ui.forms.form import Form, Row
from ui.forms.node_form import NodeForm
from ui.forms.training_form import TrainingForm
from ui.project.bridge import Bridge
from ui.theme.style import dress
from ui.theme.themes import Themes
from ui.widgets.labels import scrolled


class Sample(Declared):
    """Has a parameter of every kind."""

    whole: int = param(3, "Whole", min=1, max=100)
    broken: float = param(0.01, "Broken", above=0.0)
    switch: bool = param(False, "Switch")
    words: str = param("", "Words")
    sizes: tuple[int, ...] = param((3, 32, 32), "Sizes")
    perhaps: int | None = param(None, "Perhaps", min=1)
    file: str = param("", "File", kind=Kind.FILE)
    columns: tuple[str, ...] = param((), "Columns", kind=Kind.COLUMNS)


class Held:
    """A sample with a form on it, and everything that the form has applied."""

    def __init__(self, themes: Themes) -> None:
        self.value = Sample()
        self.gestures: list[object] = []
        self._steps: list[tuple[object, Sample]] = []
        self.form = Form(Sample.parameters_declared(), self._apply, self._take_back, themes)
        self.form.show_values(self.value.values())

    def _apply(self, name: str, value: object, gesture: object) -> None:
        before, self.value = self.value, self.value.with_(**{name: value})
        self._steps.append((gesture, before))
        self.gestures.append(gesture)
        self.form.show_values(self.value.values())

    def _take_back(self, gesture: object) -> None:
        while self._steps and self._steps[-1][0] is gesture:
            _, self.value = self._steps.pop()
        self.form.show_values(self.value.values())

    def row(self, name: str) -> Row:
        return self.form.rows[name]


def fill(row: Row, text: str) -> None:
    """Replace what stands in a field by typing."""
    field = row.editor.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


@pytest.fixture
def held(themes: Themes, show: Show) -> Held:
    held = Held(themes)
    show(held.form)
    return held


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("whole", "64", 64),
        ("whole", "1e2", 100),
        ("broken", "1e-3", 0.001),
        ("broken", "0,25", 0.25),
        ("words", "a: b", "a: b"),
        ("sizes", "1, 8 8", (1, 8, 8)),
        ("sizes", "1×28×28", (1, 28, 28)),
    ],
)
def test_what_is_typed_is_what_the_project_gets(held: Held, name: str, text: str, value: object) -> None:
    fill(held.row(name), text)
    assert held.value.values()[name] == value
    assert not held.row(name).sentence.isVisible()


@pytest.mark.parametrize(
    ("name", "text"),
    [("whole", "abc"), ("whole", "0"), ("whole", "999"), ("whole", "9x"), ("broken", "-1"), ("sizes", "3, k")],
)
def test_a_refused_text_stays_marked_with_a_sentence_and_the_last_good_value_is_kept(
    held: Held, name: str, text: str
) -> None:
    good = held.value.values()[name]
    fill(held.row(name), text)
    row = held.row(name)
    assert row.sentence.isVisible()
    assert row.parameter.label in row.sentence.text
    assert row.editor.field.property("invalid") is True
    assert row.sentence.text in row.editor.field.accessibleDescription()
    assert held.value.values()[name] == good
    held.form.show_values(held.value.values())
    assert row.editor.text_field.text() == text


@pytest.mark.parametrize(
    "keys", [(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)]
)
def test_escape_and_undo_take_a_refused_text_back(held: Held, keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    row = held.row("whole")
    fill(row, "x")
    assert row.sentence.isVisible()
    QTest.keyClick(row.editor.field, *keys)
    assert row.editor.text_field.text() == "3"
    assert not row.sentence.isVisible()
    assert row.editor.field.property("invalid") is False


def test_the_letters_of_one_visit_to_a_field_are_one_gesture(held: Held) -> None:
    fill(held.row("whole"), "42")
    assert len(held.gestures) == 2
    assert held.gestures[0] is held.gestures[1]
    held.row("words").editor.field.setFocus()
    fill(held.row("whole"), "5")
    assert held.gestures[-1] is not held.gestures[0]


def test_typing_in_the_middle_never_moves_the_caret(held: Held) -> None:
    field = held.row("words").editor.field
    assert isinstance(field, QLineEdit)
    fill(held.row("words"), "ac")
    field.setCursorPosition(1)
    QTest.keyClicks(field, "b")
    assert held.value.words == "abc"
    assert field.cursorPosition() == 2


def test_a_half_typed_number_is_left_alone_while_it_means_the_same(held: Held) -> None:
    fill(held.row("broken"), "0.50")
    held.form.show_values(held.value.values())
    assert held.row("broken").editor.text_field.text() == "0.50"
    QTest.keyClick(held.row("broken").editor.field, Qt.Key.Key_Return)
    assert held.row("broken").editor.text_field.text() == "0.5"


def test_a_switch_is_switched_with_the_space_bar(held: Held) -> None:
    editor = held.row("switch").editor
    assert isinstance(editor, SwitchEditor)
    QTest.keyClick(editor.box, Qt.Key.Key_Space)
    assert held.value.switch is True


def test_an_optional_number_is_off_until_it_is_switched_on_and_remembers_its_value(held: Held) -> None:
    editor = held.row("perhaps").editor
    assert isinstance(editor, OptionalEditor)
    assert not editor.inner.isEnabled()
    QTest.mouseClick(editor.box, Qt.MouseButton.LeftButton, pos=editor.box.rect().center())
    assert held.value.perhaps == 10
    fill(held.row("perhaps"), "7")
    assert held.value.perhaps == 7
    editor.box.click()
    assert held.value.perhaps is None
    editor.box.click()
    assert held.value.perhaps == 7


def test_a_file_is_taken_when_its_name_is_finished(held: Held, tmp_path: object) -> None:
    editor = held.row("file").editor
    assert isinstance(editor, FileEditor)
    fill(held.row("file"), f"{tmp_path}/rows.csv")
    assert held.value.file == ""
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert held.value.file == f"{tmp_path}/rows.csv"


def test_a_list_of_columns_has_no_row(held: Held) -> None:
    assert "columns" not in held.form.rows


def test_every_field_has_a_name_for_screen_readers_and_its_label_leads_to_it(held: Held) -> None:
    for row in held.form.rows.values():
        assert row.editor.field.accessibleName() == row.parameter.label
        assert row.label.buddy() is row.editor.field


def test_the_wheel_changes_only_a_field_with_the_focus(held: Held, qtbot: QtBot) -> None:
    field = held.row("whole").editor.field
    held.row("words").editor.field.setFocus()
    _turn_wheel(field)
    assert held.value.whole == 3
    field.setFocus()
    _turn_wheel(field)
    assert held.value.whole == 4


def _turn_wheel(widget: QWidget) -> None:
    from PySide6.QtGui import QWheelEvent

    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, widget.mapToGlobal(centre), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_class_weights_are_asked_for_only_where_there_are_classes(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = TrainingForm(bridge, themes)
    show(panel)
    row = panel.form.rows["class_weights"]
    assert row.editor.isVisibleTo(panel)
    QTest.keyClick(row.editor.box, Qt.Key.Key_Down)
    assert bridge.project.training.class_weights == "balanced"
    bridge.edit(edits.set_dataset(bridge.project, dataset_types()["line"]()), say("Line"))
    assert not row.editor.isVisibleTo(panel)
    bridge.document.undo()
    assert row.editor.isVisibleTo(panel)


def test_a_learning_rate_is_stepped_along_a_scale_of_powers_of_ten(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = TrainingForm(bridge, themes)
    show(panel)
    field = panel.form.rows["learning_rate"].editor.field
    seen = []
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Down)
        seen.append(bridge.project.training.learning_rate)
    assert seen == [0.002, 0.001, 0.0005, 0.0002]
    bridge.document.undo()
    assert bridge.project.training.learning_rate == 0.003


@pytest.mark.parametrize("steps_taken", [1, -1, 10, -10, 1000, -1000])
def test_no_step_of_any_declared_number_leaves_its_bounds(steps_taken: int) -> None:
    for owner in (*layer_types().values(), *dataset_types().values()):
        for parameter in owner.parameters_declared():
            if parameter.kind in (Kind.INTEGER, Kind.NUMBER) and parameter.default is not None:
                text = number_steps.stepped(parameter, number_steps.written(parameter.default), steps_taken)
                owner.model_validate({**_defaults(owner), parameter.name: number_steps.read(parameter, text)})


def _defaults(owner: type[Declared]) -> dict[str, object]:
    return {parameter.name: parameter.default for parameter in owner.parameters_declared()}


def another(parameter: Parameter) -> tuple[str, object]:
    """A text to type, and the other value that it means."""
    if parameter.kind is Kind.INTEGER:
        low = math.ceil(parameter.minimum) if parameter.minimum is not None else 1
        value: object = low + 1 if parameter.default != low + 1 else low + 2
    elif parameter.kind is Kind.NUMBER:
        value = 0.125 if parameter.default != 0.125 else 0.25
    elif parameter.kind is Kind.SIZES:
        value = (2, 3)
    else:
        value = "0:1" if parameter.kind is Kind.TEXT else "other"
    return number_steps.written(value), value


def enter(row: Row) -> object:
    """Give a row another value with keys and clicks. Returns that value."""
    editor = row.editor
    if isinstance(editor, OptionalEditor):
        editor.box.click()
        editor = editor.inner
    if isinstance(editor, SwitchEditor):
        QTest.keyClick(editor.box, Qt.Key.Key_Space)
        return editor.box.isChecked()
    if isinstance(editor, ChoiceEditor):
        QTest.keyClick(editor.box, Qt.Key.Key_End)
        return editor.box.itemData(editor.box.count() - 1)
    assert isinstance(editor, TypedEditor)
    text, value = another(row.parameter)
    fill(row, text)
    return value


@pytest.mark.parametrize("kind", list(layer_types()))
def test_every_layer_has_a_form_whose_fields_carry_its_values(kind: str, themes: Themes, show: Show) -> None:
    layer = layer_types()[kind]
    project, node = edits.add_node(Project(), layer(), (0.0, 0.0))
    bridge = Bridge(Document(project))
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select([node])
    assert panel.sheet is not None
    assert list(panel.sheet.form.rows) == [parameter.name for parameter in layer.parameters_declared()]
    for name, row in panel.sheet.form.rows.items():
        before = bridge.project
        value = enter(row)
        assert bridge.project.graph.nodes[node].layer.values()[name] == value
        assert row.editor.means(value)
        while bridge.project is not before:
            bridge.document.undo()
        assert row.editor.means(before.graph.nodes[node].layer.values()[name])


def test_ctrl_z_inside_a_field_is_the_undo_of_the_window(bridge: Bridge, themes: Themes, qtbot: QtBot) -> None:
    window = QMainWindow()
    panel = NodeForm(bridge, themes)
    window.setCentralWidget(panel)
    undo = QAction("Undo", window)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    undo.triggered.connect(bridge.document.undo)
    window.addAction(undo)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    row = panel.sheet.form.rows["units"]
    bridge.edit(edits.rename(bridge.project, "dense_1", "first"), say("Rename"))
    fill(row, "64")
    QTest.keyClick(row.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bridge.project.graph.nodes["dense_1"].layer.values()["units"] == 8
    assert bridge.project.graph.nodes["dense_1"].name == "first"
    assert row.editor.text_field.text() == "8"
    assert row.editor.field.hasFocus()


def test_of_a_number_past_its_limit_the_beginning_is_not_left_in_the_project(
    bridge: Bridge, themes: Themes, show: Show
) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    row, before = panel.sheet.form.rows["units"], bridge.project
    fill(row, "99999999")
    assert bridge.project is before
    assert bridge.document.undo_label is None
    assert row.editor.text_field.text() == "99999999"
    assert row.sentence.isVisible()
    QTest.keyClick(row.editor.field, Qt.Key.Key_Backspace)
    QTest.keyClick(row.editor.field, Qt.Key.Key_Backspace)
    assert bridge.project.graph.nodes["dense_1"].layer.values()["units"] == 999_999
    assert not row.sentence.text
    QTest.keyClicks(row.editor.field, "99")
    assert bridge.project is before
    QTest.keyClick(row.editor.field, Qt.Key.Key_Escape)
    assert row.editor.text_field.text() == "8"
    assert not row.sentence.text
    assert bridge.project is before


@pytest.mark.parametrize("width", [270, 300, 330])
def test_a_long_refusal_is_shown_whole_and_moves_nothing_above_it(
    bridge: Bridge, themes: Themes, show: Show, qapp: QApplication, width: int
) -> None:
    dress(qapp, themes.theme)
    panel = NodeForm(bridge, themes)
    area = scrolled(panel)
    show(area)
    area.resize(width, 350)
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    row = panel.sheet.form.rows["units"]
    QTest.qWait(50)
    before = row.editor.mapTo(panel, QPoint()).y()
    for length in (8, 20):
        fill(row, "9" * length)
        QTest.qWait(20)
        words = row.sentence.findChildren(QLabel)[-1]
        assert words.height() >= words.heightForWidth(words.width())
        assert row.editor.mapTo(panel, QPoint()).y() == before


def test_of_several_nodes_each_keeps_its_own_value_where_a_text_is_refused(
    bridge: Bridge, themes: Themes, show: Show
) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1", "dense_2"])
    assert panel.sheet is not None
    row, before = panel.sheet.form.rows["units"], bridge.project
    fill(row, "5x")
    assert bridge.project is before
    assert row.editor.text_field.text() == "5x"
    assert row.sentence.isVisible()
    QTest.keyClick(row.editor.field, Qt.Key.Key_Escape)
    assert row.editor.text_field.text() == ""
    assert row.editor.text_field.lineEdit().placeholderText() == "several values"
    assert bridge.project is before
    assert not row.sentence.text


def test_a_refused_text_takes_back_nothing_but_its_own_beginning(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = TrainingForm(bridge, themes)
    show(panel)
    row = panel.form.rows["epochs"]
    fill(row, "70")
    row.editor.left.emit()
    fill(row, "80x")
    assert bridge.project.training.epochs == 70
    assert bridge.document.undo_label is not None


def test_a_value_that_the_engine_refuses_is_refused_in_its_own_words(held: Held) -> None:
    with pytest.raises(UserError) as refusal:
        Sample().with_(whole=500)
    fill(held.row("whole"), "500")
    assert held.row("whole").sentence.text == str(refusal.value)
