"""A click on a line of one framework lights up what corresponds to it in the other, with a word on what happens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.panel_parts import Show
from ui.code.code_column import CodeColumn
from ui.code.code_pane import Code
from ui.project.bridge import Bridge
from ui.theme.themes import Themes

MARKS = {"tensorflow": "GradientTape", "keras": "network.fit(", "numpy": "def backward("}
"""What only the script of this framework has."""


def choose(column: CodeColumn, target: str, qtbot: QtBot) -> None:
    column.framework.setCurrentIndex(column.framework.findData(target))
    qtbot.waitUntil(lambda: MARKS[target] in column.view.toPlainText())


def click(column: CodeColumn, text: str, qtbot: QtBot) -> None:
    """Click on the first line that has this text."""
    view = column.view
    row = next(row for row, line in enumerate(column.lines) if text in line.text)
    cursor = QTextCursor(view.document().findBlockByNumber(row))
    view.setTextCursor(cursor)
    view.centerCursor()
    place = view.cursorRect(cursor).center() + QPoint(20, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def lit(column: CodeColumn) -> list[str]:
    return [column.lines[row].text.strip() for row in column.view.lit_rows()]


def pane_of(bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot, second: str) -> Code:
    pane = Code(bridge, themes)
    show(pane)
    pane.resize(1100, 500)
    pane.compare_button.click()
    choose(pane.second, second, qtbot)
    qtbot.waitUntil(lambda: bool(pane.first.text))
    return pane


def test_the_gradient_of_one_framework_lights_up_that_of_the_other(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    pane = pane_of(bridge, themes, show, qtbot, "tensorflow")
    click(pane.first, ".backward()", qtbot)
    assert lit(pane.first) == ["loss_of(network, *batch).backward()"]
    assert lit(pane.second) == ["gradients = tape.gradient(loss, network.trainable_variables)"]
    assert pane.second.stage_words.text() == "Gradient: How much the loss changes with every weight."
    assert pane.second.stage_words.isVisible()


def test_what_fit_does_and_what_is_not_needed_is_said(bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot) -> None:
    pane = pane_of(bridge, themes, show, qtbot, "keras")
    click(pane.first, "optimizer.step()", qtbot)
    assert lit(pane.second) == ["network.fit("]
    assert pane.second.stage_words.text().endswith("Here fit does it.")
    choose(pane.second, "numpy", qtbot)
    click(pane.first, "zero_grad()", qtbot)
    assert lit(pane.first) == [
        "for parameter in parameters:",
        "parameter.grad = None  # zero_grad(), but quicker",
    ]
    assert lit(pane.second) == []
    assert pane.second.stage_words.text().endswith("Not needed here.")


def test_a_selection_takes_the_place_of_a_stage(bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot) -> None:
    pane = pane_of(bridge, themes, show, qtbot, "numpy")
    click(pane.first, ".backward()", qtbot)
    bridge.select(["dense_1"])
    assert lit(pane.first) == ["self.dense_1 = torch.nn.Linear(2, 8)", "x = self.dense_1(x)"]
    assert not pane.first.stage_words.isVisible()
    click(pane.second, "dense(features", qtbot)
    assert bridge.selection == {"dense_1"} or list(bridge.selection) == ["dense_1"]


def test_what_a_setting_of_the_training_adds_is_joined(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    bridge.edit(edits.set_training(bridge.project, gradient_clip=1.0, decay="cosine", patience=5), say("Training"))
    pane = pane_of(bridge, themes, show, qtbot, "keras")
    qtbot.waitUntil(lambda: "clip_grad_norm_" in pane.first.text and "global_clipnorm" in pane.second.text)
    for line, partner, words in (
        ("clip_grad_norm_(", "global_clipnorm=1.0", "Gradient clipping: A gradient that is longer"),
        ("schedule.step()", "LearningRateScheduler(", "Learning-rate decay: The learning rate shrinks"),
        ("            break", "stop_training = True", "Divergence: The training ends where"),
        (">= PATIENCE", "EarlyStopping(patience=PATIENCE", "Early stopping: The training ends"),
        ("network.load_state_dict(best)", "restore_best_weights=True", "Best weights: The weights of the best epoch"),
    ):
        click(pane.first, line, qtbot)
        assert any(partner in text for text in lit(pane.second)), line
        assert pane.second.stage_words.text().startswith(words)
        assert "fit does it" not in pane.second.stage_words.text()


def test_a_narrow_column_keeps_the_name_of_its_framework(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    pane = pane_of(bridge, themes, show, qtbot, "keras")
    column = pane.first
    name, button = column.framework, column.save_button
    name.setMinimumContentsLength(24)  # as wide as with the fonts of the program
    for width in (1400, 460):
        pane.resize(width, 500)
        qtbot.waitUntil(lambda width=width: (name.y() + name.height() > button.y()) == (width == 1400))
        assert name.width() >= name.minimumSizeHint().width()
        assert all(column.rect().contains(tool.geometry()) for tool in (pane.compare_button, button))
