"""Values above the wires and gradients below, while one steps; a click opens the array, a tip says what it is."""

from __future__ import annotations

import math

import numpy
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QHoverEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem
from pytestqt.qtbot import QtBot

from netbuilder.graph.blocks import NodePath
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.stepping.numbers import Numbers, figures_of
from netbuilder.stepping.probe import Subject
from tests.blocks import laid_out, residual
from tests.drawing import drawn
from tests.stepping.test_stepper import with_fork
from tests.ui.conftest import OpenWindow
from tests.ui.stepping.test_step_panel import begin, line, press
from ui.shell.main_window import MainWindow
from ui.stepping.array_window import SIDE, ArrayWindow
from ui.stepping.value_tag import ValueTag, cells, compact, long_text, short_text

__all__ = ["line"]


def shown(window: MainWindow) -> list[tuple[str, str]]:
    return [(tag.subject.path.node, tag.subject.kind) for _, tag in window.views.wire_values.tags if tag.isVisible()]


def spot(window: MainWindow, tag: ValueTag) -> QPoint:
    return (window.canvas.viewportTransform().map(tag.pos()) + tag.area().center()).toPoint()


def test_values_come_with_forward_and_gradients_with_backward_and_go_again(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    walk = line.views.stepping.walk
    assert shown(line) == []
    press(line, Qt.Key.Key_F10)
    assert shown(line) == [("input_1", "value")]
    walk.go(len(walk.order) - 1)
    assert set(shown(line)) == {(n, k) for n in ("input_1", "dense_1") for k in ("value", "gradient")}
    tags = {(tag.subject.path.node, tag.subject.kind): tag for _, tag in line.views.wire_values.tags}
    assert long_text(tags["dense_1", "value"].numbers) == "30.3 … 292"
    for _, tag in line.views.wire_values.tags:
        point = spot(line, tag)
        wire = next(item for item, other in line.views.wire_values.tags if other is tag)
        middle = line.canvas.viewportTransform().map(wire.middle())
        assert (point.y() < middle.y()) == tag.above
    for _ in walk.order[1:]:
        press(line, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert shown(line) == []


def test_a_click_opens_the_array_with_its_numbers(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    line.views.stepping.walk.go(2)
    tag = next(tag for _, tag in line.views.wire_values.tags if tag.isVisible() and tag.subject.path.node == "dense_1")
    QTest.mouseClick(line.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(line, tag))
    qtbot.waitUntil(lambda: bool(line.findChildren(ArrayWindow)))
    (opened,) = line.findChildren(ArrayWindow)
    model = opened.table.numbers
    assert [model.data(model.index(row, 0)) for row in range(4)] == ["292.4", "30.25", "68.07", "52.94"]
    assert "4 × 1" in opened.figures.text()
    assert sum(opened.histogram.counts) == 4
    assert not line.bridge.document.modified
    opened.close()
    qtbot.waitUntil(lambda: not line.findChildren(ArrayWindow))
    line.choose_theme("dark" if line.themes.theme.name == "light" else "light")


def test_an_array_of_which_a_corner_was_kept_says_that_it_was_computed_again(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    wide = drawn(("dense", {"units": 800}), ("dense", {"units": 1}), data="line", rows=140, batch_size=140)
    window.bridge.edit(edits.set_training(wide, loss="mse"), say("Open"))
    begin(window, qtbot)
    panel = window.views.stepping
    for subject in (Subject("value", NodePath("input_1"), "output"), Subject("value", NodePath("dense_1"), "output")):
        panel.open_array(subject)
        qtbot.waitUntil(lambda: bool(window.findChildren(ArrayWindow)))
        (opened,) = window.findChildren(ArrayWindow)
        again = opened.array.size > 2**16
        assert again == (subject.path.node == "dense_1")
        assert opened.windowTitle().endswith(", computed again in 64 bits") == again
        assert str(opened.array.dtype) == ("float64" if again else "float32")
        opened.close()
        qtbot.waitUntil(lambda: not window.findChildren(ArrayWindow))


def test_a_cell_under_the_mouse_keeps_its_colour(line: MainWindow, qtbot: QtBot) -> None:
    opened = ArrayWindow("Value of x", numpy.array([[numpy.nan, 1.0]], dtype=numpy.float32), line.themes, line)
    opened.show()
    qtbot.waitExposed(opened)
    table = opened.table
    cell = table.visualRect(table.numbers.index(0, 0))
    inside, before = cell.topLeft() + QPoint(6, 6), table.viewport().grab().toImage()
    place, around = QPointF(cell.center()), QPointF(table.viewport().mapToGlobal(cell.center()))
    for kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
        QApplication.sendEvent(table.viewport(), QHoverEvent(kind, place, around, QPointF(-1, -1)))
    assert before.pixelColor(inside).name() == line.themes.theme.danger.lower()
    assert table.viewport().grab().toImage().pixelColor(inside) == before.pixelColor(inside)
    opened.close()


def test_a_number_that_is_yet_to_be_predicted_does_not_show_by_its_colour_that_it_is_none(line: MainWindow) -> None:
    def painted(number: float, *, secret: bool) -> QImage:
        array = numpy.array([number], dtype=numpy.float32)
        subject = Subject("value", NodePath("dense_1"), "output")
        tag = ValueTag(subject, Numbers(array, (1,), "float32", *figures_of(array)), 0, line.canvas.drawing.look)
        tag.fit(96.0, lettered=True)
        tag.mark(current=True, secret=secret)
        image = QImage(100, 40, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.translate(50, 35)
        tag.paint(painter, QStyleOptionGraphicsItem())
        painter.end()
        return image

    assert painted(math.nan, secret=True) == painted(1.0, secret=True)
    assert painted(math.nan, secret=False) != painted(1.0, secret=False)


def test_a_tip_says_where_a_number_came_from(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    line.views.stepping.walk.go(2)
    tag = next(tag for _, tag in line.views.wire_values.tags if tag.isVisible() and tag.subject.path.node == "dense_1")
    at = spot(line, tag)
    event = QHelpEvent(QEvent.Type.ToolTip, at, line.canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(line.canvas.viewport(), event)
    record = line.views.stepping.walk.record
    assert record is not None
    assert "“Dense”" in line.views.wire_values.tip(record, tag)
    assert "4 × 1, float32" in line.views.wire_values.tip(record, tag)


def test_the_wires_of_a_fork_have_gradients_of_their_own(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.bridge.edit(with_fork(), "fork")
    begin(window, qtbot)
    walk = window.views.stepping.walk
    fork = next(
        at
        for at, moment in enumerate(walk.order)
        if walk.record and moment.phase == "backward" and walk.record.values[moment.place].contributions
    )
    walk.go(fork)
    gradients = [
        tag.numbers.array
        for item, tag in window.views.wire_values.tags
        if not tag.above and item.wire.source == "dense_1"
    ]
    assert walk.record is not None
    whole = walk.record.values[walk.order[fork].place].gradient
    assert whole is not None
    assert len(gradients) == 3
    assert sum(gradients) == pytest.approx(whole.array, abs=1e-6)


def test_where_cards_leave_no_room_a_number_is_there_at_its_own_moment_only(line: MainWindow, qtbot: QtBot) -> None:
    stacked = {node: (0.0, 88.0 * number) for number, node in enumerate(line.bridge.project.graph.order)}
    line.bridge.edit(edits.move(line.bridge.project, stacked), say("Move"))
    begin(line, qtbot)
    walk, drawing = line.views.stepping.walk, line.canvas.drawing
    for moment in range(1, len(walk.order)):
        walk.go(moment)
        for _, tag in line.views.wire_values.tags:
            area = tag.area().translated(line.canvas.viewportTransform().map(tag.pos()))
            cards = [line.canvas.viewportTransform().mapRect(item.card) for item in drawing.node_items.values()]
            assert not tag.isVisible() or tag.current or not any(card.intersects(area) for card in cards)
            assert tag.isVisible() or tag.since != moment


def test_the_way_to_the_open_block_says_in_which_repetition_the_numbers_are(window: MainWindow, qtbot: QtBot) -> None:
    project = edits.set_parameter(laid_out(residual()), "residual_1", "repeat", 2)
    project = edits.set_training(project, device="cpu")
    window.bridge.edit(project, say("Open"))
    begin(window, qtbot)
    walk, repeated = window.views.stepping.walk, window.canvas.breadcrumbs.repeated
    met = []
    for at, moment in enumerate(walk.order):
        walk.go(at)
        if moment.path is not None and moment.path.within:
            number = moment.path.within[0][1]
            assert repeated.text() == f"{number + 1} of 2"
            assert ("values are those" in repeated.toolTip()) == (number == 1)
            met.append(number)
    assert set(met) == {0, 1}
    window.bridge.enter(["residual_1"])
    walk.go(
        max(at for at, moment in enumerate(walk.order) if moment.path and moment.path.within == (("residual_1", 1),))
    )
    assert repeated.text() == "2 of 2"
    window.bridge.edit(edits.set_training(window.bridge.project, seed=5), say("Set"))
    qtbot.waitUntil(lambda: walk.record is None)
    assert repeated.text() == "1 of 2"


def test_an_array_of_ten_million_numbers_is_shown_a_window_at_a_time(line: MainWindow) -> None:
    array = numpy.arange(10_000_000, dtype=numpy.float32).reshape(10, 1000, 1000)
    opened = ArrayWindow("Value of dense_1", array, line.themes, line)
    opened.show()
    model = opened.table.numbers
    assert (model.rowCount(), model.columnCount()) == (SIDE, SIDE)
    (_, sheet), (_, row), (_, column) = opened.fields
    sheet.setValue(9)
    row.setValue(990)
    column.setValue(128)
    assert (model.rowCount(), model.columnCount()) == (10, SIDE)
    assert model.place(model.index(9, 1)) == (9, 999, 129)
    assert model.headerData(9, Qt.Orientation.Vertical) == 999
    assert float(model.data(model.index(9, 1))) == pytest.approx(float(array[9, 999, 129]), rel=1e-3)
    opened.close()


def test_numbers_are_written_in_few_characters() -> None:
    def of(*values: float) -> Numbers:
        array = numpy.array(values, dtype=numpy.float32)
        return Numbers(array, array.shape, "float32", *figures_of(array))

    assert (long_text(of(2.5)), short_text(of(2.5))) == ("2.5", "2.5")
    assert (long_text(of(-0.00336, 1.0)), long_text(of(-0.00336, 1.0), 2)) == ("−0.00336 … 1", "−0.0034 … 1")
    assert short_text(of(-3.0, 1.0)) == "≤ 3"
    assert long_text(of(1.0, float("nan"))) == "1 NaN"
    assert long_text(of(float("-inf"), float("inf"), float("nan"))) == "3 NaN"
    assert (long_text(of(1.0, float("inf"))), short_text(of(1.0, float("inf")))) == ("1 inf", "inf")
    assert (compact(14300.0), compact(-0.0000123)) == ("1.43e4", "−1.23e−5")
    assert cells(of(-4.0, 2.0)) == [-1.0, 0.5]
    assert len(cells(of(*range(1000)))) == 16
