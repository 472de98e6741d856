"""Frames and notes: made, written, moved with what frames hold, resized, coloured, copied, deleted; undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from netbuilder.graph.annotations import LONGEST_NOTE, SMALLEST, Annotation
from netbuilder.project import annotation_edits
from netbuilder.project.annotation_edits import annotate
from ui.canvas import context_menus
from ui.canvas.annotations.note_field import NoteField
from ui.canvas.items.overlays import NameField

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FRAME = Annotation("frame", -40.0, -80.0, 480.0, 200.0, "Encoder")
NOTE = Annotation("note", 0.0, 240.0, 208.0, 104.0, "look\nhere", "yellow")
HEAD = QPointF(40, -70)
"""A point of the frame's head."""


@pytest.fixture
def annotated(open_canvas, network):
    """Input and Dense lie in a frame, the output does not; beneath is a note."""
    project = network("input", "dense", "output")
    project, _ = annotate(project, FRAME)
    project, _ = annotate(project, NOTE)
    return open_canvas(project)


def marks(canvas):
    return canvas.bridge.project.annotations


def field(canvas, kind):
    return next(found for found in canvas.findChildren(kind) if found.isVisible())


def back_and_forth(canvas, before) -> None:
    after = canvas.bridge.project
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before
    canvas.bridge.document.redo()
    assert canvas.bridge.project is after


def test_a_key_makes_a_frame_around_the_selection_and_its_title_is_typed_at_once(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input", "dense", "output"))
    before = canvas.bridge.project
    canvas.bridge.select(["input_1", "dense_1"])
    hands(canvas).key(Key.Key_G)
    title = field(canvas, NameField)
    QTest.keyClicks(title, "Encoder")
    QTest.keyClick(title, Key.Key_Return)
    frame = marks(canvas)["frame_1"]
    assert frame.text == "Encoder"
    area = canvas.drawing.annotations.items["frame_1"].card
    assert [area.contains(item.card) for item in canvas.drawing.node_items.values()] == [True, True, False]
    in_step(canvas)
    back_and_forth(canvas, before)


def test_notes_that_a_key_makes_lie_beside_cards_and_each_other(open_canvas, network, hands):
    canvas = open_canvas(network("input", *("dense",) * 12, "output"))
    canvas.look_at(canvas.drawing.node_items["dense_6"].card.center())
    for _ in range(3):
        hands(canvas).key(Key.Key_N)
        QTest.keyClick(field(canvas, NoteField), Key.Key_Return, CONTROL)
        canvas.drawing.annotations.select(())
    notes = [item.card for item in canvas.drawing.annotations.items.values()]
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert len(notes) == 3
    assert all(canvas.seen().intersects(note) for note in notes)
    assert not [1 for note in notes for other in (*cards, *notes) if other is not note and note.intersects(other)]


@pytest.mark.parametrize("where", [QPointF(440, 200), QPointF(20, -60), QPointF(420, 100), QPointF(100, 330)])
def test_a_note_beside_a_frame_that_is_selected_lies_in_it_or_outside_and_never_on_its_edge(
    open_canvas, network, hands, where
):
    frame = Annotation("frame", 24, -40, 416, 368, "Encoder")
    canvas = open_canvas(annotate(network("input"), frame)[0])
    canvas.annotating.go("frame_1")
    canvas.look_at(where)
    hands(canvas).key(Key.Key_N)
    QTest.keyClick(field(canvas, NoteField), Key.Key_Return, CONTROL)
    note = canvas.drawing.annotations.items["note_1"].card
    around = canvas.drawing.annotations.items["frame_1"].card
    within = around.adjusted(0, annotation_edits.HEAD, 0, 0).contains(note)
    assert within or not around.intersects(note)
    assert (note.center() - where).manhattanLength() < 400


def test_a_key_makes_a_note_and_its_lines_are_typed(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input"))
    before = canvas.bridge.project
    hands(canvas).key(Key.Key_N)
    text = field(canvas, NoteField)
    QTest.keyClicks(text, "first")
    QTest.keyClick(text, Key.Key_Return)
    QTest.keyClicks(text, "second")
    QTest.keyClick(text, Key.Key_Return, CONTROL)
    assert marks(canvas)["note_1"].text == "first\nsecond"
    in_step(canvas)
    back_and_forth(canvas, before)


@pytest.mark.parametrize(("name", "kind"), [("frame_1", NameField), ("note_1", NoteField)])
def test_the_field_stays_over_what_it_writes_while_the_canvas_scrolls_and_zooms(annotated, hands, name, kind):
    annotated.annotating.go(name)
    hands(annotated).key(Key.Key_F2)
    written = field(annotated, kind)

    def off() -> QPointF:
        corner = annotated.viewportTransform().map(annotated.drawing.annotations.items[name].card.topLeft())
        return QPointF(written.pos()) - corner

    before = off()
    annotated.pan(QPointF(30, -40))
    assert (off() - before).manhattanLength() < 3
    annotated.set_zoom(annotated.zoom * 1.25)
    assert (off() - before).manhattanLength() < 8


def test_a_note_that_is_undone_from_the_tool_bar_while_it_is_written_takes_its_field_with_it(
    open_canvas, network, hands
):
    canvas = open_canvas(network("input"))
    before, refused = canvas.bridge.project, []
    canvas.bridge.refused.connect(refused.append)
    hands(canvas).key(Key.Key_N)
    QTest.keyClicks(field(canvas, NoteField), "first")
    canvas.bridge.document.undo()  # a button of a tool bar leaves the keys where they are
    assert canvas.bridge.project is before
    assert not [found for found in canvas.findChildren(NoteField) if found.isVisible()]
    assert canvas.as_widget().hasFocus()
    assert not refused


def test_a_card_that_goes_while_it_is_named_takes_the_field_with_it(open_canvas, network, hands):
    canvas = open_canvas(network("input"))
    refused = []
    canvas.bridge.refused.connect(refused.append)
    canvas.rename("input_1")
    QTest.keyClicks(field(canvas, NameField), "rows")
    canvas.commands.remove(["input_1"])
    assert not [found for found in canvas.findChildren(NameField) if found.isVisible()]
    assert not refused


@pytest.mark.parametrize(("name", "kind"), [("frame_1", NameField), ("note_1", NoteField)])
def test_escape_while_writing_leaves_the_text_and_the_keys_are_the_canvas_s_again(annotated, hands, name, kind):
    before = annotated.bridge.project
    annotated.annotating.go(name)
    hands(annotated).key(Key.Key_F2)
    QTest.keyClicks(field(annotated, kind), "something else")
    QTest.keyClick(field(annotated, kind), Key.Key_Escape)
    assert annotated.bridge.project is before
    assert annotated.hasFocus()


def test_a_double_click_on_the_head_writes_the_title(annotated, hands):
    hand = hands(annotated)
    QTest.mouseDClick(annotated.viewport(), Qt.MouseButton.LeftButton, pos=hand.point(HEAD))
    QTest.keyClicks(field(annotated, NameField), "Decoder")
    QTest.keyClick(field(annotated, NameField), Key.Key_Return)
    assert marks(annotated)["frame_1"].text == "Decoder"


def test_a_frame_is_moved_with_what_is_in_it(annotated, hands, in_step):
    before = annotated.bridge.project
    hands(annotated).drag(HEAD, HEAD + QPointF(64, 320))
    after = annotated.bridge.project
    assert (after.annotations["frame_1"].x, after.annotations["frame_1"].y) == (24, 240)
    moved = {n: (p[0] - before.layout[n][0], p[1] - before.layout[n][1]) for n, p in after.layout.items()}
    assert moved == {"input_1": (64, 320), "dense_1": (64, 320), "output_1": (0, 0)}
    in_step(annotated)
    back_and_forth(annotated, before)
    in_step(annotated)


def test_escape_in_the_middle_of_moving_a_frame_leaves_no_trace(annotated, hands, in_step):
    before, hand = annotated.bridge.project, hands(annotated)
    hand.press(HEAD)
    hand.move(HEAD + QPointF(100, 50))
    assert annotated.drawing.node_items["input_1"].x() != 0
    hand.key(Key.Key_Escape)
    hand.release(HEAD + QPointF(100, 50))
    assert annotated.bridge.project is before
    in_step(annotated)


def test_inside_a_frame_a_drag_selects_and_cards_move_alone(annotated, hands):
    hand = hands(annotated)
    hand.drag(QPointF(190, -40), QPointF(215, 100))
    assert annotated.drawing.annotations.selected == frozenset()
    before = annotated.bridge.project
    hand.drag(hand.card("dense_1"), hand.card("dense_1") + QPointF(0, 80))
    assert annotated.bridge.project.annotations == before.annotations
    assert annotated.bridge.project.layout["input_1"] == before.layout["input_1"]


def test_a_note_is_resized_by_its_corner_and_no_smaller_than_it_can_be_grasped(annotated, hands, in_step):
    before, corner = annotated.bridge.project, QPointF(205, 341)
    hands(annotated).drag(corner, corner + QPointF(80, 40))
    assert (marks(annotated)["note_1"].width, marks(annotated)["note_1"].height) == (288, 144)
    back_and_forth(annotated, before)
    hands(annotated).drag(QPointF(285, 381), QPointF(-400, -400))
    assert (marks(annotated)["note_1"].width, marks(annotated)["note_1"].height) == (SMALLEST, SMALLEST)
    in_step(annotated)


def test_escape_in_the_middle_of_resizing_leaves_no_trace(annotated, hands, in_step):
    before, hand, corner = annotated.bridge.project, hands(annotated), QPointF(205, 341)
    hand.press(corner)
    hand.move(corner + QPointF(80, 40))
    assert annotated.drawing.annotations.items["note_1"].card.width() > NOTE.width
    hand.key(Key.Key_Escape)
    hand.release(corner)
    assert annotated.bridge.project is before
    in_step(annotated)


def test_a_box_selects_notes_that_it_touches_and_frames_that_it_encloses_and_escape_takes_it_back(annotated, hands):
    hand, layer = hands(annotated), annotated.drawing.annotations
    hand.drag(QPointF(-60, 400), QPointF(100, 300))
    assert layer.selected == {"note_1"}
    hand.press(QPointF(-60, 400))
    hand.move(QPointF(470, -100))
    assert layer.selected == {"note_1", "frame_1"}
    assert annotated.bridge.selection == {"input_1", "dense_1"}
    hand.key(Key.Key_Escape)
    hand.release(QPointF(470, -100))
    assert layer.selected == {"note_1"}
    hand.click(QPointF(-60, 400))
    assert layer.selected == frozenset()


def test_deleting_a_frame_leaves_what_is_in_it(annotated, hands, in_step):
    before = annotated.bridge.project
    hands(annotated).click(HEAD)
    hands(annotated).key(Key.Key_Delete)
    assert marks(annotated).keys() == {"note_1"}
    assert annotated.bridge.project.graph is before.graph
    in_step(annotated)
    back_and_forth(annotated, before)


def test_frames_and_notes_are_copied_cut_and_pasted_with_nodes(annotated, hands, in_step):
    hand = hands(annotated)
    hand.key(Key.Key_A, CONTROL)
    hand.key(Key.Key_C, CONTROL)
    before = annotated.bridge.project
    hand.key(Key.Key_V, CONTROL)
    assert marks(annotated).keys() == {"frame_1", "note_1", "frame_2", "note_2"}
    assert annotated.drawing.annotations.selected == {"frame_2", "note_2"}
    copied = marks(annotated)["frame_2"]
    assert replace(copied, x=FRAME.x, y=FRAME.y) == FRAME
    off = copied.x - FRAME.x, copied.y - FRAME.y
    assert off != (0, 0)
    assert (marks(annotated)["note_2"].x - NOTE.x, marks(annotated)["note_2"].y - NOTE.y) == off
    in_step(annotated)
    back_and_forth(annotated, before)


def test_a_note_alone_is_cut_and_pasted(annotated, hands, in_step):
    hand = hands(annotated)
    hand.click(QPointF(100, 300))
    hand.key(Key.Key_X, CONTROL)
    assert marks(annotated).keys() == {"frame_1"}
    assert "look" in QGuiApplication.clipboard().text()
    hand.key(Key.Key_V, CONTROL)
    assert marks(annotated)["note_1"].text == NOTE.text
    in_step(annotated)


def test_a_selected_note_is_moved_together_with_a_card(annotated, hands, in_step):
    hand = hands(annotated)
    hand.click(hand.card("output_1"))
    hand.click(QPointF(100, 300), SHIFT)
    before = annotated.bridge.project
    hand.drag(hand.card("output_1"), hand.card("output_1") + QPointF(0, 160))
    assert annotated.bridge.project.layout["output_1"] == (480, 160)
    assert marks(annotated)["note_1"].y == NOTE.y + 160
    back_and_forth(annotated, before)
    in_step(annotated)


def test_tab_walks_on_to_frames_and_notes_and_arrows_move_them(annotated, hands, in_step):
    hand, layer = hands(annotated), annotated.drawing.annotations
    annotated.bridge.select(["output_1"])
    hand.key(Key.Key_Tab)
    assert layer.selected == {"frame_1"}
    assert annotated.bridge.selection == frozenset()
    assert "Encoder" in annotated.annotating.in_words()
    before = annotated.bridge.project
    for _ in range(3):
        hand.key(Key.Key_Right)
    assert marks(annotated)["frame_1"].x == FRAME.x + 24
    assert annotated.bridge.project.layout["dense_1"][0] == before.layout["dense_1"][0] + 24
    assert annotated.bridge.project.layout["output_1"] == before.layout["output_1"]
    back_and_forth(annotated, before)
    hand.key(Key.Key_Tab)
    assert layer.selected == {"note_1"}
    hand.key(Key.Key_Backtab, SHIFT)
    assert layer.selected == {"frame_1"}
    hand.key(Key.Key_Return)
    assert field(annotated, NameField).text() == "Encoder"
    in_step(annotated)


def test_the_menu_gives_a_colour(annotated, in_step):
    annotated.annotating.go("note_1")
    before = annotated.bridge.project
    menu = context_menus.annotation_menu(annotated, "note_1")
    colours = next(action.menu() for action in menu.actions() if action.menu() is not None)
    next(action for action in colours.actions() if action.text() == "Green").trigger()
    assert marks(annotated)["note_1"].colour == "green"
    in_step(annotated)
    back_and_forth(annotated, before)
    menu.close()


def test_no_more_can_be_typed_or_pasted_than_a_note_can_have(annotated, hands):
    annotated.annotating.write("note_1")
    QGuiApplication.clipboard().setText("x" * 50_000)
    field(annotated, NoteField).paste()
    QTest.keyClick(field(annotated, NoteField), Key.Key_Return, CONTROL)
    assert len(marks(annotated)["note_1"].text) == LONGEST_NOTE


def test_a_long_text_ends_with_an_ellipsis_and_stays_in_the_note(annotated):
    annotated.commands.write("note_1", "many words " * 500)
    lines = annotated.drawing.annotations.items["note_1"].lines()
    assert 3 <= len(lines) <= 6
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("scale", [0.06, 0.15, 0.3, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("name", ["frame_1", "note_1"])
def test_what_cannot_be_read_is_not_painted(annotated, name, scale):
    sizes = []

    class Recorded(QPainter):
        def drawText(self, *given):
            sizes.append(self.font().pixelSize() * scale)
            super().drawText(*given)

    image = QImage(900, 400, QImage.Format.Format_ARGB32)
    painter = Recorded(image)
    painter.scale(scale, scale)
    annotated.drawing.annotations.items[name].paint(painter, QStyleOptionGraphicsItem(), None)
    painter.end()
    assert all(size >= 6.4 for size in sizes)
    assert bool(sizes) == (scale >= (0.15 if name == "frame_1" else 0.6))


def test_a_frame_alone_is_shown_whole_and_another_drawing_has_none_of_it(annotated, network):
    annotated.fit()
    assert annotated.seen().contains(annotated.drawing.annotations.items["frame_1"].card)
    annotated.bridge.document.replace(network("input"))
    assert not annotated.drawing.annotations.items


def test_cards_get_a_colour_together_with_a_note_and_lose_it_again(annotated, hands, in_step):
    annotated.bridge.select(["dense_1", "output_1"])
    annotated.drawing.annotations.select(["note_1"])
    before, check = annotated.bridge.project, annotated.bridge.check.nodes["output_1"]
    plain = annotated.drawing.node_items["dense_1"].category
    menu = context_menus.node_menu(annotated, "dense_1")
    colours = next(action.menu() for action in menu.actions() if action.menu() is not None)
    next(action for action in colours.actions() if action.text() == "Pink").trigger()
    nodes = annotated.bridge.project.graph.nodes
    assert [nodes[node].colour for node in ("input_1", "dense_1", "output_1")] == ["usual", "pink", "pink"]
    assert marks(annotated)["note_1"].colour == "pink"
    assert annotated.drawing.node_items["dense_1"].category is not plain
    assert annotated.bridge.check.nodes["output_1"].shape == check.shape
    in_step(annotated)
    back_and_forth(annotated, before)
    annotated.bridge.select(["dense_1"])
    next(action for action in colours.actions() if action.text() == "Usual").trigger()
    assert annotated.drawing.node_items["dense_1"].category is plain
    menu.close()
