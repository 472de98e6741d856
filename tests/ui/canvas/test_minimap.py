"""The map in the corner: shows the longest chain, keeps off the cards, and is hidden where it cannot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.large import large_project


def covered(canvas) -> bool:
    place = QRectF(canvas.minimap.geometry())
    cards = canvas.drawing.node_items.values()
    return any(canvas.viewportTransform().mapRect(item.card).intersects(place) for item in cards)


def test_it_keeps_off_the_cards_wherever_one_looks_if_any_corner_is_free(open_canvas, network):
    canvas = open_canvas(network("input", *("dense", "relu") * 20, "output"))
    seen = set()
    for x in range(0, 9000, 350):
        for y in (-230, 0, 290):
            canvas.look_at(QPointF(x, y))
            assert canvas.minimap.isVisible()
            assert not covered(canvas)
            seen.add(canvas.minimap.pos().toTuple())
    assert len(seen) > 1


def test_it_stays_in_its_corner_as_long_as_that_is_free(open_canvas, network):
    canvas = open_canvas(network("input", *("dense", "relu") * 20, "output"))
    canvas.look_at(QPointF(2000, 0))
    before = canvas.minimap.pos()
    canvas.look_at(QPointF(4000, 0))
    assert canvas.minimap.pos() == before


def test_where_cards_are_everywhere_it_is_hidden_until_a_corner_is_free_again(open_canvas):
    canvas = open_canvas(large_project(1000))
    canvas.look_at(QPointF(3800, 2200))
    assert canvas.minimap.isHidden()
    canvas.look_at(canvas.drawing.drawing_rect().topLeft())
    assert canvas.minimap.isVisible()
    assert not covered(canvas)
    canvas.look_at(QPointF(3800, 2200))
    assert canvas.minimap.isHidden()


def test_with_space_held_it_is_seen_over_cards_too(open_canvas):
    canvas = open_canvas(large_project(1000))
    canvas.look_at(QPointF(3800, 2200))
    canvas.setFocus()
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.minimap.isVisible()
    assert covered(canvas)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.minimap.isHidden()
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    canvas.clearFocus()
    assert canvas.minimap.isHidden()


def test_it_keeps_off_what_is_said_beneath_a_card(open_canvas, network):
    canvas = open_canvas(network("input", *("dense",) * 20))  # the last one leads nowhere, which is said beneath it
    item = canvas.drawing.node_items["dense_20"]
    assert item.problem is not None
    words = item.sceneBoundingRect().adjusted(14, 14, -14, -14)
    for down in range(0, 300, 20):
        canvas.look_at(item.card.center() + QPointF(-380, -down))
        if canvas.minimap.isVisible():
            assert not canvas.viewportTransform().mapRect(words).intersects(QRectF(canvas.minimap.geometry()))


def test_the_longest_chain_is_seen_in_it(open_canvas, network):
    canvas = open_canvas(network("input", *("dense",) * 129, "output"))
    picture = canvas.minimap.grab().toImage()
    ground = QColor(canvas.themes.theme.surface)
    row = [QColor(picture.pixel(x, picture.height() // 2)) for x in range(60, picture.width() - 20)]
    off = [abs(c.red() - ground.red()) + abs(c.green() - ground.green()) + abs(c.blue() - ground.blue()) for c in row]
    assert min(off) > 40
