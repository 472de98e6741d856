"""What is painted: as much as can be read at a zoom, both themes, problems in more than colour, crisp at any ratio."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QToolTip

from netbuilder.graph.graph import Node, Wire
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.arrange import CARD_WIDTH
from ui.canvas import descriptions
from ui.canvas.items import distant_words, node_item, painting
from ui.canvas.items.painting import Ink
from ui.theme import fonts
from ui.theme.themes import DARK, LIGHT

pytestmark = pytest.mark.look


def luminance(colour: QColor) -> float:
    """Relative luminance, after WCAG 2.2."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    bright, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def picture(canvas, node: str) -> QImage:
    """What the screen shows of a card."""
    card = canvas.drawing.node_items[node].card
    area = QRect(canvas.mapFromScene(card.topLeft()), canvas.mapFromScene(card.bottomRight()))
    return canvas.grab(area).toImage()


def shades(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_on_cards_and_canvas_has_a_contrast_of_at_least_four_and_a_half(theme):
    ink = Ink(theme)
    canvas = QColor(theme.canvas)
    pairs = [(ink.text, ink.card.color()), (ink.muted, ink.card.color()), (ink.muted, canvas), (ink.text, canvas)]
    pairs += [(ink.text, ink.chip(category).color()) for category in theme.categories]
    pairs += [(ink.alarm(severity), canvas) for severity in painting.Severity]
    assert min(contrast(*pair) for pair in pairs) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_outlines_that_mean_something_stand_out_three_to_one(theme):
    ink = Ink(theme)
    for colour in (ink.ring.color(), *(ink.alarm(severity) for severity in painting.Severity)):
        assert contrast(colour, QColor(theme.canvas)) >= 3


def test_less_is_painted_the_farther_away_a_card_is(open_canvas, network, monkeypatch):
    canvas = open_canvas(network("input", "dense", "output"))
    painted: list[str] = []
    for name in ("_paint_words", "_paint_distant", "_paint_title", "_paint_block"):
        real = getattr(node_item.NodeItem, name)
        monkeypatch.setattr(
            node_item.NodeItem,
            name,
            lambda item, painter, *size, n=name, do=real: (painted.append(n), do(item, painter, *size)),
        )
    for zoom, expected in (
        (1.0, "_paint_words"),
        (0.4, "_paint_distant"),
        (0.25, "_paint_title"),
        (0.1, "_paint_block"),
    ):
        canvas.set_zoom(zoom)
        canvas.fit() if zoom == 1.0 else None
        painted.clear()
        for item in canvas.drawing.node_items.values():
            item.update()  # what was painted at this zoom before is kept
        canvas.grab()
        assert set(painted) == {expected}


def test_a_theme_is_taken_by_cards_wires_map_and_ground(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    canvas.themes.choose("light")
    light = canvas.grab().toImage()
    canvas.themes.choose("dark")
    dark = canvas.grab().toImage()
    ground = QColor(dark.pixel(5, dark.height() - 5))
    assert ground == QColor(DARK.canvas)
    assert QColor(light.pixel(5, light.height() - 5)) == QColor(LIGHT.canvas)
    assert shades(picture(canvas, "dense_1")) >= {QColor(DARK.raised).rgb()}
    assert QColor(LIGHT.raised).rgb() not in shades(picture(canvas, "dense_1"))
    canvas.themes.choose("light")
    assert canvas.grab().toImage() == light


def test_selection_hover_and_running_change_the_picture_and_go_away_again(open_canvas, network):
    canvas = open_canvas(network("input", "dense", "output"))
    plain = canvas.grab().toImage()
    states = {}
    canvas.bridge.select(["dense_1"])
    states["selected"] = canvas.grab().toImage()
    canvas.bridge.select([])
    canvas.drawing.node_items["dense_1"].set_state(hovered=True)
    states["hovered"] = canvas.grab().toImage()
    canvas.drawing.node_items["dense_1"].set_state(hovered=False)
    canvas.set_running(True)
    states["running"] = canvas.grab().toImage()
    canvas.set_running(False)
    assert all(image != plain for image in states.values())
    assert canvas.grab().toImage() == plain


def test_a_problem_is_told_by_outline_sign_words_and_tool_tip(open_canvas, network):
    canvas = open_canvas(network("input", "dense", "conv2d"))
    item = canvas.drawing.node_items["conv2d_1"]
    message = str(item.problem.message)
    lettering = item.lettering()
    assert lettering.beneath
    assert message.startswith(lettering.beneath[0])
    assert message in descriptions.card_tip(item)
    at = canvas.mapFromScene(item.card.center())
    QApplication.sendEvent(
        canvas.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, canvas.viewport().mapToGlobal(at))
    )
    assert message in QToolTip.text()
    QToolTip.hideText()


def test_a_card_with_two_problems_tells_both(open_canvas, network):
    project = edits.set_parameter(network("input", "dense", "output"), "dense_1", "units", 5)
    project, _ = edits.add_node(project, project.graph.nodes["dense_1"].layer, (720.0, 0.0))
    wires = project.graph.wires | {Wire("output_1", "dense_2")}  # as a file written by hand may have it
    canvas = open_canvas(replace(project, graph=replace(project.graph, wires=wires)))
    item = canvas.drawing.node_items["output_1"]
    first, second = (str(problem.message) for problem in item.problems)
    assert first != second
    assert first in descriptions.card_tip(item)
    assert second in descriptions.card_tip(item)
    assert all(line in first for line in item.lettering().beneath)
    canvas.bridge.select(["output_1"])
    assert first in descriptions.in_words(canvas.drawing)
    assert second in descriptions.in_words(canvas.drawing)


def test_a_long_problem_ends_with_an_ellipsis_on_its_card_and_is_whole_in_its_tip(open_canvas, network):
    canvas = open_canvas(network("input", "conv2d"))
    project = edits.set_parameter(canvas.bridge.project, "conv2d_1", "kernel", 3)
    canvas.bridge.edit(project, say("Change"))
    item = canvas.drawing.node_items["conv2d_1"]
    message = str(item.problem.message)
    *_, last = item.lettering().beneath
    assert len(item.lettering().beneath) == 3
    assert last.endswith("…")
    assert message in descriptions.card_tip(item)


def test_a_last_layer_that_works_against_its_loss_is_warned_of_on_its_card(open_canvas, network):
    project = edits.set_parameter(network("input", "dense", "softmax", "output"), "dense_1", "units", 2)
    canvas = open_canvas(project)
    assert "Softmax" in str(canvas.drawing.node_items["softmax_1"].problem.message)
    project = edits.connect(edits.remove(project, ["softmax_1"]), "dense_1", "output_1")
    canvas.bridge.edit(project, say("Change"))
    assert canvas.drawing.node_items["dense_1"].problem is None
    canvas.bridge.edit(edits.set_training(project, loss="nll"), say("Change"))
    assert canvas.drawing.node_items["dense_1"].problem is not None


def test_long_names_are_cut_to_the_card(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    long = "a name that nobody could ever read on a card of this width"
    canvas.bridge.edit(edits.rename(canvas.bridge.project, "dense_1", long), say("Rename"))
    item = canvas.drawing.node_items["dense_1"]
    title = item.lettering().title
    assert title.endswith("…")
    width = painting.text_width(title, item.lettering().fonts.title)
    assert width <= node_item.RIGHT - node_item.LEFT
    assert long in descriptions.card_tip(item)


def test_wrapped_text_fits_its_lines_and_loses_nothing_when_there_is_room():
    font = painting.font(11)
    text = "It needs an image (channels, height, width), but gets 32. Put a Reshape before it."
    lines = painting.wrapped(text, font, 160, 2)
    assert len(lines) == 2
    assert all(painting.text_width(line, font) <= 160 for line in lines)
    assert " ".join(painting.wrapped(text, font, 160, 9)) == text


def test_cards_are_written_in_the_fonts_of_the_program(open_canvas):
    canvas = open_canvas()
    assert canvas.drawing.look.ink.title_font.families() == list(fonts.TEXT)


def test_the_map_hides_while_all_is_seen_and_leads_to_where_it_is_clicked(open_canvas, network):
    from PySide6.QtTest import QTest

    canvas = open_canvas(network("input", *["dense"] * 20, "output"))
    canvas.fit()
    assert not canvas.minimap.isVisible()
    canvas.set_zoom(1.0)
    assert canvas.minimap.isVisible()
    QTest.mousePress(canvas.minimap, Qt.MouseButton.LeftButton, pos=QPoint(12, canvas.minimap.height() // 2))
    assert canvas.seen().contains(canvas.drawing.node_items["input_1"].card)
    right = QPoint(canvas.minimap.width() - 12, canvas.minimap.height() // 2)
    QTest.mouseMove(canvas.minimap, right)
    QTest.mouseRelease(canvas.minimap, Qt.MouseButton.LeftButton, pos=right)
    QTest.mouseClick(canvas.minimap, Qt.MouseButton.LeftButton, pos=right)
    assert canvas.seen().contains(canvas.drawing.node_items["output_1"].card)


def test_a_shape_is_never_cut_for_the_sake_of_the_parameter_count(open_canvas):
    from netbuilder.graph.graph import Graph
    from netbuilder.project.project import Project
    from netbuilder.shapes.check_result import Checked

    canvas = open_canvas(
        Project(Graph({"dense_1": Node("dense_1", layer_types()["dense"]())}), {"dense_1": (0.0, 0.0)})
    )
    item = canvas.drawing.node_items["dense_1"]
    counted, problems = item.checked, item.problems
    for shape, expected in (((7,), "1,234,567 params"), ((16, 128, 128), "1.23 M"), ((512, 1024, 1024), "")):
        item.describe(item.node, Checked(item.node, (), (shape,), 1_234_567), ())
        lettering = item.lettering()
        assert lettering.chip == " × ".join(map(str, shape))
        assert lettering.count == expected
        assert lettering.chip_width + painting.text_width(lettering.count, item.look.ink.small_font) <= 168
    item.describe(item.node, Checked(item.node, (), ((7,),), 1), ())
    assert item.lettering().count == "1 parameter"
    item.describe(item.node, counted, problems)


def test_a_drawing_that_was_seen_whole_is_still_so_in_a_smaller_window(open_canvas, network):
    canvas = open_canvas(network("input", "dense", "relu", "dense", "output"))
    canvas.fit()
    canvas.resize(420, 300)
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
    assert not canvas.minimap.isVisible()
    small = canvas.zoom
    canvas.resize(1000, 700)
    assert canvas.zoom > small


def test_a_window_that_grows_shows_all_again_where_only_new_layers_have_led_the_view_away(open_canvas, network):
    canvas = open_canvas(network("input", "dense", "relu", "dense", "relu"))
    canvas.fit()
    canvas.bridge.select(["relu_2"])
    for kind in ("dense", "relu") * 4:
        canvas.add_layer(kind)
    assert not canvas.seen().contains(canvas.drawing.drawing_rect())
    canvas.resize(1200, 800)
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
    canvas.pan(QPointF(40, 0))
    for kind in ("dense", "relu") * 2:
        canvas.add_layer(kind)
    chosen = canvas.zoom
    canvas.resize(1300, 800)
    assert canvas.zoom == chosen, "a person has moved the view"


def test_a_window_that_grows_keeps_the_zoom_that_a_person_chose(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    canvas.set_zoom(0.5)
    canvas.resize(1200, 800)
    assert canvas.zoom == 0.5
    canvas.set_zoom(2.0)
    canvas.resize(700, 500)
    assert canvas.zoom == 2.0


@pytest.mark.parametrize("scale", [i / 100 for i in range(22, 251, 3)])
def test_no_letter_is_painted_so_small_that_it_cannot_be_read(open_canvas, network, monkeypatch, scale):
    canvas = open_canvas(network("input", "dense", "output"))
    canvas.set_zoom(scale)
    item, sizes = canvas.drawing.node_items["dense_1"], []

    class Recorded(QPainter):
        def drawText(self, *given):
            sizes.append(self.font().pixelSize() * scale)
            super().drawText(*given)

    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    painter = Recorded(image)
    painter.scale(scale, scale)
    item.paint(painter, QStyleOptionGraphicsItem(), None)
    painter.end()
    assert sizes
    assert min(sizes) >= (8.5 if scale >= 0.5 else 6.5)


def test_a_little_smaller_a_card_has_larger_letters_and_still_says_what_is_wrong_beneath(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    item = canvas.drawing.node_items["dense_1"]
    own, larger = item.lettering(), item.lettering(larger=True)
    assert own.beneath
    assert " ".join(larger.beneath).startswith(own.beneath[0][:12])
    for words, one in ((own, canvas.drawing.look.ink.fonts), (larger, canvas.drawing.look.ink.larger_fonts)):
        assert words.fonts == one
        assert all(painting.text_width(line, one.small) <= CARD_WIDTH for line in words.beneath)
        assert words.chip_width <= CARD_WIDTH
    assert larger.fonts.small.pixelSize() > own.fonts.small.pixelSize()


def test_no_title_of_a_layer_is_cut_in_its_own_size_or_a_little_smaller(open_canvas):
    look = open_canvas().drawing.look
    for kind, layer in layer_types().items():
        item = node_item.NodeItem(Node(kind, layer()), None, (), look)
        for larger in (False, True):
            assert item.lettering(larger=larger).title == layer.title, larger


@pytest.mark.parametrize("scale", [0.31, 0.36, 0.43, 0.5, 0.59, 0.65, 0.7])
def test_from_afar_a_card_still_tells_title_parameters_and_shape(open_canvas, network, scale):
    canvas = open_canvas(network("input", "dense", "output"))
    item, texts = canvas.drawing.node_items["dense_1"], []
    words = item.lettering()

    class Recorded(QPainter):
        def drawText(self, *given):
            texts.append(given[-1])
            super().drawText(*given)

    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    painter = Recorded(image)
    painter.scale(scale, scale)
    item.paint(painter, QStyleOptionGraphicsItem(), None)
    painter.end()
    assert {words.title, words.summary, words.chip} <= set(texts)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_wire_that_leads_past_beneath_a_card_is_not_seen_behind_the_words_there(open_canvas, network, theme):
    project = edits.move(network("input", "dense", "relu"), {"relu_1": (300.0, 300.0)})
    wire, line = Wire("input_1", "dense_1"), 300.0 + 84 + 24
    canvas = open_canvas(edits.reroute(project, {wire: tuple((x, line) for x in (140.0, 240.0, 560.0, 660.0))}))
    canvas.themes.choose(theme.name)
    item, card = canvas.drawing.wire_items[wire], canvas.drawing.node_items["relu_1"]
    assert card.problem is not None, "its output leads nowhere, which is said beneath it"
    assert item.distance(QPointF(card.x() + 30, line)) < 1
    corner = canvas.viewportTransform().map(QPointF(card.x(), card.y() + card.height + 8)).toPoint()
    width = painting.text_width(card.lettering().beneath[0], canvas.drawing.look.ink.small_font)
    words, before = QRect(corner, QSize(int(width), 40)), QRect(corner - QPoint(20, 0), QSize(20, 40))
    with_wire = canvas.viewport().grab().toImage()
    item.hide()
    without = canvas.viewport().grab().toImage()
    item.show()
    assert with_wire.copy(words) == without.copy(words)
    assert with_wire.copy(before) != without.copy(before)


@pytest.mark.parametrize("scale", [0.31, 0.4, 0.5, 0.6])
def test_from_afar_the_lines_of_a_card_do_not_touch(open_canvas, network, scale):
    canvas = open_canvas(edits.rename(network("input", "dense", "output"), "dense_1", "Gating pathway"))
    item, lines, chips = canvas.drawing.node_items["dense_1"], [], []

    class Recorded(QPainter):
        def drawText(self, *given):
            if isinstance(given[0], QPointF):
                lines.append(QFontMetricsF(self.font()).tightBoundingRect(given[1] + "gjE").translated(given[0]))
            super().drawText(*given)

        def drawRoundedRect(self, *given):
            chips.append(given[0])
            super().drawRoundedRect(*given)

    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    painter = Recorded(image)
    painter.scale(scale, scale)
    item.paint(painter, QStyleOptionGraphicsItem(), None)
    painter.end()
    (title, summary), *_, chip = lines, *chips
    assert title.top() >= 0
    assert title.bottom() < summary.top() - 1 / scale
    assert summary.bottom() < chip.top() - 1 / scale
    assert chip.bottom() < item.height


def test_from_afar_a_long_shape_is_written_closer_rather_than_cut(open_canvas):
    ink = open_canvas().drawing.look.ink
    for shape, chip in (("64 × 8 × 8", "64 × 8 × 8"), ("128 × 28 × 28", "128×28×28")):
        found = distant_words.distant_words(("Conv 2D", "", shape), (), ink, 1, sign=False)
        assert found.chip == chip
