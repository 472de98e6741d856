"""Escape in the middle of every gesture: the project is the very same, nothing is left, and the next gesture works."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate
from tests.blocks import laid_out, residual
from ui.canvas.quick_add import QuickAdd
from ui.forms.node_form import NodeForm

Key, Keys, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
LEFT, NO_KEYS = Button.LeftButton, Keys.NoModifier
OPEN = QPointF(600, 470)
"""Where nothing lies."""
POINT = QPointF(700, 150)
HEAD, FRAME_CORNER = QPointF(230, 170), QPointF(432, 332)
NOTE, NOTE_CORNER = QPointF(560, 230), QPointF(676, 286)
BLOCK = "block/bundled/residual_stage"


@pytest.fixture
def canvas(open_canvas, network):
    """A chain with a bent wire, a free layer in a frame, and a note."""
    project = network("input", "dense", "relu", "output")
    project = edits.add_node(project, layer_types()["dense"](), (240.0, 216.0))[0]
    project = annotate(project, Annotation("frame", 216, 160, 220, 176, "Encoder"))[0]
    project = annotate(project, Annotation("note", 520, 200, 160, 90, "to do"))[0]
    return open_canvas(replace(project, reroutes={Wire("relu_1", "output_1"): (POINT.toTuple(),)}))


class Grasp:
    """How each gesture is begun: after it, the mouse or a key is in its middle, and what it would do is shown."""

    def __init__(self, canvas, hand) -> None:
        self.canvas, self.hand = canvas, hand
        self.seen = canvas.viewpoint()

    def pull(self, start: QPointF, *places: QPointF, button: Button = LEFT, keys: Keys = NO_KEYS) -> None:
        self.hand.press(start, button, keys)
        for place in places:
            self.hand.move(place)
        self.let_go = lambda: self.hand.release(places[-1], button)

    def let_go(self) -> None:
        """What ends the gesture after Escape: the mouse is let go, if it was pressed."""

    def wire_into_the_open(self) -> None:
        self.pull(self.hand.output("dense_2"), OPEN)

    def wire_to_a_port(self) -> None:
        self.pull(self.hand.output("dense_2"), OPEN, self.hand.input("output_1"))

    def wire_to_a_port_that_refuses(self) -> None:
        self.pull(self.hand.output("relu_1"), OPEN, self.hand.input("dense_1"))

    def wire_from_an_input(self) -> None:
        self.pull(self.hand.input("dense_2"), self.hand.output("input_1"))

    def end_of_a_wire_into_the_open(self) -> None:
        self.pull(self.hand.input("relu_1"), OPEN)

    def end_of_a_wire_to_another_port(self) -> None:
        self.pull(self.hand.input("relu_1"), OPEN, self.hand.input("dense_2"))

    def card(self) -> None:
        self.pull(self.hand.card("dense_1"), OPEN)

    def several_cards(self) -> None:
        self.canvas.select_all()
        self.pull(self.hand.card("dense_1"), OPEN)

    def card_over_a_wire(self) -> None:
        wire = self.canvas.drawing.wire_items[Wire("input_1", "dense_1")]
        self.pull(self.hand.card("dense_2"), OPEN, wire.middle())

    def frame(self) -> None:
        self.pull(HEAD, HEAD + QPointF(150, 90))

    def size_of_a_frame(self) -> None:
        self.pull(FRAME_CORNER, FRAME_CORNER + QPointF(90, 60))

    def note(self) -> None:
        self.pull(NOTE, NOTE + QPointF(0, 150))

    def size_of_a_note(self) -> None:
        self.pull(NOTE_CORNER, NOTE_CORNER + QPointF(90, 60))

    def rubber_band(self) -> None:
        self.pull(QPointF(-40, 520), QPointF(860, -100))

    def rubber_band_that_adds(self) -> None:
        self.canvas.bridge.select(["output_1"])
        self.pull(QPointF(-40, 520), QPointF(300, -100), keys=Keys.ShiftModifier)

    def reroute_point(self) -> None:
        self.pull(POINT, POINT + QPointF(40, 120))

    def new_reroute_point(self) -> None:
        middle = self.canvas.drawing.wire_items[Wire("input_1", "dense_1")].middle()
        self.pull(middle, middle + QPointF(0, 90), keys=Keys.AltModifier)

    def wires_cut(self) -> None:
        middle = self.canvas.drawing.wire_items[Wire("input_1", "dense_1")].middle()
        self.pull(
            middle - QPointF(0, 90), middle + QPointF(0, 60), button=Button.RightButton, keys=Keys.ControlModifier
        )

    def pan(self) -> None:
        self.pull(OPEN, OPEN - QPointF(120, 60), button=Button.MiddleButton)

    def pan_with_space(self) -> None:
        QTest.keyPress(self.canvas, Key.Key_Space)
        self.pull(OPEN, OPEN - QPointF(120, 60))
        QTest.keyRelease(self.canvas, Key.Key_Space)

    def map(self) -> None:
        canvas, little = self.canvas, self.canvas.minimap
        canvas.pan(QPointF(-300, 0))
        assert little.isVisible()
        self.seen = canvas.viewpoint()
        QTest.mousePress(little, LEFT, NO_KEYS, QPoint(30, 30))
        QTest.mouseMove(little, QPoint(90, 60))
        self.let_go = lambda: (
            QTest.mouseMove(little, QPoint(40, 50)),
            QTest.mouseRelease(little, LEFT, NO_KEYS, QPoint(40, 50)),
        )

    def wire_with_keys(self) -> None:
        self.canvas.bridge.select(["dense_2"])
        self.hand.key(Key.Key_C)
        self.hand.key(Key.Key_Tab)

    def name_of_a_layer(self) -> None:
        self.canvas.bridge.select(["dense_1"])
        self.hand.key(Key.Key_F2)
        QTest.keyClicks(QApplication.focusWidget(), "another")

    def title_of_a_frame(self) -> None:
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NO_KEYS, self.hand.point(HEAD))
        QTest.keyClicks(QApplication.focusWidget(), "another")

    def text_of_a_note(self) -> None:
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NO_KEYS, self.hand.point(NOTE))
        QTest.keyClicks(QApplication.focusWidget(), "another")

    def menu_of_layers(self) -> None:
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NO_KEYS, self.hand.point(OPEN))

    def menu_of_layers_for_a_wire(self) -> None:
        self.hand.drag(self.hand.output("dense_2"), OPEN)

    def menu_of_replacements(self) -> None:
        self.canvas.bridge.select(["dense_1"])
        self.hand.key(Key.Key_R)


GESTURES = [name for name in vars(Grasp) if not name.startswith("_") and name not in ("pull", "let_go")]


def escape() -> None:
    """The key goes to whatever has the keys, as from a keyboard."""
    holder = QApplication.activePopupWidget() or QApplication.focusWidget()
    QTest.keyClick(holder.focusWidget() or holder, Key.Key_Escape)


def assert_nothing_is_left(canvas) -> None:
    assert canvas.gesture is None
    assert not canvas.keyboard.connecting
    assert canvas.hint.isHidden()
    assert canvas.drawing.look.fitting is None
    assert canvas.drawing.mouseGrabberItem() is None
    assert QWidget.mouseGrabber() is None
    assert QApplication.activePopupWidget() is None
    assert canvas.viewportUpdateMode() is QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate
    assert not [menu for menu in canvas.findChildren(QuickAdd) if menu.isVisible()]
    assert canvas.window().focusWidget() is canvas


@pytest.mark.parametrize("gesture", GESTURES)
def test_escape_leaves_no_trace_and_the_next_gesture_works(canvas, hands, in_step, gesture):
    hand, before = hands(canvas), canvas.bridge.project
    grasp = Grasp(canvas, hand)
    getattr(grasp, gesture)()
    escape()
    QApplication.processEvents()
    assert canvas.bridge.project is before
    assert canvas.viewpoint() == grasp.seen
    assert_nothing_is_left(canvas)
    in_step(canvas)
    grasp.let_go()
    assert canvas.bridge.project is before
    assert canvas.bridge.document.undo_label is None
    assert canvas.viewpoint() == grasp.seen
    assert_nothing_is_left(canvas)
    in_step(canvas)
    canvas.look_at(QPointF(440, 200))
    hand.drag(hand.card("relu_1"), hand.card("relu_1") + QPointF(0, 400))
    assert canvas.bridge.project.layout["relu_1"][1] > 300
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


@pytest.mark.parametrize("gesture", ["size_of_a_frame", "wire_into_the_open", "card", "reroute_point", "pan"])
def test_after_escape_the_cursor_shows_what_lies_under_the_mouse(canvas, hands, gesture):
    grasp = Grasp(canvas, hands(canvas))
    getattr(grasp, gesture)()
    during = canvas.viewport().cursor().shape()
    assert during is not Qt.CursorShape.ArrowCursor
    escape()
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor
    assert not [item for item in canvas.drawing.annotations.items.values() if item.hovered]
    grasp.let_go()


@pytest.mark.parametrize("kind", ["dense", BLOCK])
@pytest.mark.parametrize("over_a_wire", [False, True])
def test_a_layer_or_block_that_is_dragged_in_and_carried_away_leaves_no_trace(
    canvas, hands, in_step, kind, over_a_wire
):
    """The system takes Escape itself, and says that the drag has left."""
    hand, before = hands(canvas), canvas.bridge.project
    assert hand.enter(kind, OPEN)
    hand.over(canvas.drawing.wire_items[Wire("input_1", "dense_1")].middle() if over_a_wire else OPEN)
    hand.leave()
    assert canvas.bridge.project is before
    assert_nothing_is_left(canvas)
    in_step(canvas)
    assert hand.drop(kind, OPEN)
    assert len(canvas.bridge.project.graph.nodes) == 6


def test_a_file_over_the_canvas_is_left_to_the_window(canvas, hands):
    data, hand = QMimeData(), hands(canvas)
    data.setUrls([QUrl.fromLocalFile("/tmp/some.netb")])
    event = QDragEnterEvent(hand.point(OPEN), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QApplication.sendEvent(canvas.viewport(), event)
    assert not event.isAccepted()
    QApplication.sendEvent(canvas.viewport(), QDragLeaveEvent())
    assert_nothing_is_left(canvas)


@pytest.fixture
def inside(open_canvas):
    """The canvas with a block open."""
    canvas = open_canvas(laid_out(residual()))
    canvas.bridge.enter(["residual_1"])
    return canvas


def test_inside_a_block_escape_ends_the_gesture_and_only_the_next_one_leaves(inside, hands, in_step):
    hand, before = hands(inside), inside.bridge.project
    hand.press(hand.card("dense_2"))
    hand.move(hand.card("dense_2") + QPointF(80, 120))
    escape()
    in_step(inside)
    assert inside.bridge.level.path == ("residual_1",)
    QTest.mouseRelease(inside.viewport(), LEFT)
    repeated(inside)
    assert inside.bridge.level.path == ("residual_1",), "the key is still held"
    assert inside.bridge.selection == {"dense_2"}
    escape()
    assert (inside.bridge.level.path, inside.bridge.selection) == (("residual_1",), frozenset())
    escape()
    assert inside.bridge.level.path == ()
    assert inside.bridge.project is before


@pytest.mark.parametrize("path", [(), ("residual_1",)])
def test_escape_selects_nothing_before_it_leaves_a_block(open_canvas, hands, path):
    canvas = open_canvas(laid_out(residual()))
    canvas.bridge.enter(path)
    marked = annotate(canvas.bridge.level.project, Annotation("note", 0, 500, 160, 90, "to do"))[0]
    canvas.bridge.level.edit(marked, say("Add note"))
    wire, note = next(iter(canvas.drawing.wire_items)), next(iter(canvas.drawing.annotations.items))
    for select in (
        lambda: hands(canvas).key(Key.Key_A, Keys.ControlModifier),
        lambda: hands(canvas).key(Key.Key_Tab),
        lambda: canvas.drawing.select_wires([wire]),
        lambda: canvas.annotating.go(note),
    ):
        select()
        escape()
        assert canvas.bridge.level.path == path
        drawing = canvas.drawing
        chosen = canvas.bridge.selection, drawing.selected_wires, drawing.annotations.selected
        assert not any((*chosen, drawing.reroutes.selected))
    assert canvas.frame.isVisible(), "the keys still act here"
    escape()
    assert canvas.bridge.level.path == ()


def repeated(canvas) -> None:
    """A key that is held is sent again and again."""
    QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, NO_KEYS, "", True))


def test_inside_a_block_escape_on_the_map_only_goes_back(inside, hands):
    inside.set_zoom(2.0)
    inside.pan(QPointF(-400, 0))
    assert inside.minimap.isVisible()
    seen, corner = inside.viewpoint(), inside.minimap.pos()
    QTest.mousePress(inside.minimap, LEFT, NO_KEYS, QPoint(20, 30))
    for x in range(30, 160, 10):
        QTest.mouseMove(inside.minimap, QPoint(x, 60))
        assert inside.minimap.isVisible()
        assert inside.minimap.pos() == corner, "it does not go away from under the mouse"
    assert inside.viewpoint() != seen
    escape()
    assert inside.viewpoint() == seen
    assert inside.bridge.level.path == ("residual_1",)
    QTest.mouseRelease(inside.minimap, LEFT, NO_KEYS, QPoint(150, 60))


def test_a_parameter_that_is_carried_away_is_not_promoted(inside, qtbot, monkeypatch):
    inside.bridge.select(["dense_2"])
    form, before = NodeForm(inside.bridge, inside.themes), inside.bridge.project
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    seen: list[bool] = []

    def carry(drag: QDrag, _actions: object) -> Qt.DropAction:
        target = inside.promotion_target
        seen.append(target.isVisible())
        middle = target.rect().center()
        enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, drag.mimeData(), LEFT, NO_KEYS)
        for event in (enter, QDragLeaveEvent()):
            QApplication.sendEvent(target, event)
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", carry)
    label = form.sheet.form.rows["bias"].label
    QTest.mousePress(label, LEFT, NO_KEYS, QPoint(4, 4))
    QTest.mouseMove(label, QPoint(4 + QApplication.startDragDistance(), 4))
    QTest.mouseRelease(label, LEFT, NO_KEYS, QPoint(4, 4))
    assert seen == [True]
    assert inside.promotion_target.isHidden()
    assert inside.bridge.project is before


def test_escape_ends_the_gesture_before_anything_that_waits_for_it(canvas, hands):
    told: list[str] = []
    shortcut = QShortcut(QKeySequence(Key.Key_Escape), canvas.window(), lambda: told.append("cancelled"))
    hand = hands(canvas)
    hand.press(hand.card("dense_1"))
    hand.move(OPEN)
    escape()
    assert canvas.gesture is None
    assert told == []
    hand.release(OPEN)
    escape()
    assert told == ["cancelled"]
    shortcut.deleteLater()
