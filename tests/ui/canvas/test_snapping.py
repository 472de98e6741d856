"""What a dragged card or frame is in line with: found among sorted lines as by looking at each of them."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsView

from netbuilder.messages import say
from netbuilder.project.annotation_edits import annotate, frame_around
from ui.canvas.gestures.move_gesture import Lines, Near

REACH = 5.0


def looked_for(cards: list[QRectF], lines: list, wanted: float, size: float) -> Near | None:
    best: Near | None = None
    for card, found in zip(cards, lines, strict=True):
        for line, share in found:
            place = line - share * size
            if abs(place - wanted) <= REACH and (best is None or abs(place - wanted) < best.off):
                best = Near(abs(place - wanted), place, line, card)
    return best


def test_the_nearest_line_is_found_and_of_equally_near_ones_the_first():
    random = Random(4)
    for count in (0, 1, 12):
        for _ in range(200):
            cards = [QRectF(random.randrange(0, 90), 0, random.choice([20, 40]), 10) for _ in range(count)]
            lines = [((card.left(), 0.0), (card.center().x(), 0.5), (card.right(), 1.0)) for card in cards]
            wanted, size = float(random.randrange(-20, 120)), random.choice([20.0, 40.0])
            assert Lines(cards, lines).nearest(wanted, size, REACH) == looked_for(cards, lines, wanted, size)


def test_while_a_frame_is_dragged_what_changes_is_painted_together_and_afterwards_no_more(
    open_canvas, hands, network, in_step
):
    canvas = open_canvas(network("input", "dense", "output"))
    project, name = annotate(canvas.bridge.project, frame_around(canvas.bridge.project, ["dense_1"]))
    canvas.bridge.edit(project, say("Frame"))
    hand, modes = hands(canvas), QGraphicsView.ViewportUpdateMode
    for end in (hand.release, lambda _at: hand.key(Qt.Key.Key_Escape)):
        start = canvas.drawing.annotations.items[name].card.topLeft() + QPointF(60, 8)
        hand.press(start)
        hand.move(start + QPointF(40, 40))
        assert canvas.viewportUpdateMode() is modes.BoundingRectViewportUpdate
        end(start + QPointF(40, 40))
        assert canvas.viewportUpdateMode() is modes.MinimalViewportUpdate
        in_step(canvas)
    hand.release(start)
    hand.press(hand.card("input_1"))
    assert canvas.viewportUpdateMode() is modes.MinimalViewportUpdate
    hand.release(hand.card("input_1"))
