"""The palette: every layer in its group, found by searching, chosen with mouse or keys, and carried away as a drag."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QImage, QPixmap
from PySide6.QtTest import QTest

from netbuilder.layers import Category, layer_types
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from ui.palette.entries import layers, offered
from ui.palette.layer_list import CATEGORY, KIND, LAYER_MIME, drag_picture
from ui.palette.palette import Palette
from ui.palette.searching import ELSEWHERE, matches
from ui.palette.suggestions import fitting_kinds
from ui.palette.synonyms import ALSO_CALLED
from ui.project.bridge import Bridge
from ui.theme.themes import DARK, LIGHT, Themes

Key = Qt.Key


@pytest.fixture
def palette(qtbot):
    palette = Palette(Themes())
    qtbot.addWidget(palette)
    palette.resize(220, 600)
    with qtbot.waitActive(palette):
        palette.show()
        palette.activateWindow()
    palette.search()
    return palette


def rows(palette: Palette) -> list[tuple[str, str | None]]:
    model = palette.list.model()
    return [(index.data(), index.data(KIND)) for index in (model.index(i, 0) for i in range(model.rowCount()))]


def test_every_declared_layer_stands_once_under_the_heading_of_its_category(palette):
    heading = None
    found = {}
    for text, kind in rows(palette):
        if kind is None:
            heading = text
        else:
            found[kind] = heading
    assert found == {kind: layer.category.value for kind, layer in layer_types().items()}
    headings = [text for text, kind in rows(palette) if kind is None]
    assert headings == [category.value for category in Category if category.value in headings]


def test_searching_finds_by_title_by_category_and_by_description(palette):
    field = palette.chooser.field
    QTest.keyClicks(field, "conv 2")
    assert "conv2d" in palette.list.kinds()
    field.setText("conv2d")
    assert palette.list.kind() == "conv2d"
    field.setText("activation")
    assert "relu" in palette.list.kinds()
    field.setText("share of the numbers to zero")
    assert palette.list.kinds() == ["dropout"]
    field.clear()
    assert set(palette.list.kinds()) == set(layer_types())


def test_a_search_that_finds_nothing_says_so(palette):
    QTest.keyClicks(palette.chooser.field, "xyzzy")
    assert palette.chooser.nothing.isVisible()
    assert "xyzzy" in palette.chooser.nothing.text()
    assert not palette.list.isVisible()
    QTest.keyClick(palette.chooser.field, Key.Key_Escape)
    assert palette.list.isVisible()
    assert not palette.chooser.nothing.isVisible()


def test_arrows_in_the_search_field_move_in_the_list_and_enter_adds(palette, qtbot):
    field = palette.chooser.field
    first = palette.list.kinds()[0]
    assert palette.list.kind() == first
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Up)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(field, Key.Key_Return)
    assert chosen.args == [palette.list.kinds()[1]]
    assert field.hasFocus()


def test_enter_in_the_list_and_a_double_click_add(palette, qtbot):
    area = palette.list.visualRect(palette.list.currentIndex())
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
        QTest.mouseDClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert chosen.args == [palette.list.kind()]
    with qtbot.waitSignal(palette.chosen):
        QTest.keyClick(palette.list, Key.Key_Return)


def test_headings_cannot_be_chosen(palette, qtbot):
    area = palette.list.visualRect(palette.list.model().index(0, 0))
    with qtbot.assertNotEmitted(palette.chosen, wait=50):
        QTest.mouseDClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def test_a_drag_carries_the_type_and_a_picture(palette, monkeypatch):
    carried: list[tuple[QMimeData, QPixmap]] = []
    # A real drag would wait for a mouse button that nobody lets go.
    monkeypatch.setattr(QDrag, "exec", lambda drag, actions: carried.append((drag.mimeData(), drag.pixmap())))
    kind = palette.list.kind()
    area = palette.list.visualRect(palette.list.currentIndex())
    view = palette.list.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=area.center())
    palette.list.startDrag(Qt.DropAction.CopyAction)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=area.center() + QPoint(0, 1))
    ((data, picture),) = carried
    assert bytes(data.data(LAYER_MIME).data()).decode() == kind
    assert picture.width() > 0


def test_every_layer_explains_itself_in_its_tool_tip(palette):
    model = palette.list.model()
    indexes = {index.data(KIND): index for index in (model.index(i, 0) for i in range(model.rowCount()))}
    for kind, layer in layer_types().items():
        assert indexes[kind].data(Qt.ItemDataRole.ToolTipRole) == layer.description()
        assert indexes[kind].data(CATEGORY) == layer.category


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_the_drag_picture_wears_the_theme(qtbot):
    entry = layers()[0]
    pictures = [drag_picture(entry, theme, 2.0).toImage() for theme in (LIGHT, DARK)]
    assert pictures[0].width() == 2 * pictures[0].deviceIndependentSize().width()
    assert colours(pictures[0]) != colours(pictures[1])


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("linear", "Dense"), ("fully connected", "Dense"), ("nn.Linear", "Dense"), ("residual", "Add"),
        ("skip", "Add"), ("concat", "Concatenate"), ("MaxPooling2D", "Max pooling"), ("maxpool2d", "Max pooling"),
        ("Conv2DTranspose", "Transposed Conv 2D"), ("swish", "SiLU"), ("BatchNormalization", "Batch norm"),
        ("logistic", "Sigmoid"), ("self-attention", "Multi-head attention"), ("view", "Reshape"), ("rnn", "RNN"),
        ("gru", "GRU"), ("relu", "ReLU"), ("conv2d", "Conv 2D"), ("fully-connected", "Dense"),
        ("torch.nn.Linear(4, 2)", "Dense"), ("tf.keras.layers.Dense", "Dense"), ("F.relu", "ReLU"),
        ("tf.nn.softmax", "Softmax"), ("log_softmax", "Log softmax"), ("nn.BatchNorm1d", "Batch norm"),
        ("AveragePooling1D", "Average pooling"), ("nn.AdaptiveAvgPool1d", "Global average pooling"),
        ("GlobalMaxPooling1D", "Global max pooling"), ("nn.GroupNorm", "Group norm"), ("bias", "Dense"),
        ("softmax regression", "Dense"), ("logistic regression", "Dense"), ("feed-forward", "Dense"),
        ("output layer", "Output"), ("input layer", "Input"), ("dropout layer", "Dropout"),
        ("activation function", "ReLU"), ("convolutional layer", "Conv 1D"), ("DepthwiseConv2D", "Conv 2D"),
        ("padding", "Pad"), ("ZeroPadding2D", "Pad"), ("torch.matmul", "MatMul"), ("einsum", "MatMul"),
        ("sqrt", "Square root"), ("tf.reduce_mean", "Mean"), ("heaviside", "Step"), ("unsqueeze", "Reshape"),
        ("split", "Slice"), ("cross-entropy", "Loss"), ("nn.Parameter", "Parameter"), ("gating", "Multiply"),
    ],
)  # fmt: skip
def test_layers_are_found_by_what_they_are_called_elsewhere(palette, words, title):
    palette.chooser.field.setText(words)
    assert palette.list.currentIndex().data() == title


def test_of_equally_good_answers_the_one_that_fits_the_selected_layer_is_the_current_one(qtbot):
    project, node = edits.add_node(Project(), layer_types()["input"](sizes=(3, 8, 8)), (0.0, 0.0))
    bridge = Bridge(Document(project))
    palette = Palette(Themes(), partial(offered, bridge), partial(fitting_kinds, bridge))
    qtbot.addWidget(palette)
    for chosen, title in (([node], "Conv 2D"), ([], "Conv 1D")):
        bridge.select(chosen)
        palette.chooser.field.clear()
        QTest.keyClicks(palette.chooser.field, "conv")
        assert palette.list.currentIndex().data() == title


def test_a_mistyped_word_finds_what_resembles_it_and_a_setting_is_named_with_its_tab(palette):
    field, nothing = palette.chooser.field, palette.chooser.nothing
    for words, title in (("bacth norm", "Batch norm"), ("SELU", "Leaky ReLU"), ("conv3d", "Conv 1D")):
        field.setText(words)
        assert nothing.isVisible()
        assert nothing.text() == f"Nothing is called “{words}”. These have similar names:"
        assert palette.list.isVisible()
        assert palette.list.model().index(1, 0).data() == title
        assert nothing.geometry().bottom() < palette.list.y()
    for words, tab in (("learning rate", "Train"), ("AdamW", "Train"), ("input noise", "Data")):
        field.setText(words)
        assert nothing.text() == f"“{words}” is no layer but a setting: see the tab “{tab}” at the right."
    field.setText("xyzzy")
    assert nothing.text() == "No layer is called “xyzzy”. Try a shorter word."
    assert not palette.list.isVisible()
    field.clear()
    assert not nothing.isVisible()
    assert palette.list.isVisible()


def test_a_title_that_is_wider_than_the_list_takes_a_second_line(qtbot):
    palette = Palette(Themes(), partial(offered, Bridge(Document(Project()))))
    qtbot.addWidget(palette)
    palette.resize(palette.sizeHint())
    with qtbot.waitExposed(palette):
        palette.show()
    rows = palette.list
    rows.search("transformer")

    def heights() -> list[int]:
        model = rows.model()
        return [rows.visualRect(model.index(row, 0)).height() for row in range(1, model.rowCount()) if row != 2]

    places = {rows.model().index(row, 0).data(): row for row in range(rows.model().rowCount())}
    long, short = (rows.model().index(places[name], 0) for name in ("Transformer decoder layer", "Transformer encoder"))
    assert rows.visualRect(long).height() > rows.visualRect(short).height()
    narrow = heights()
    palette.resize(palette.width() + 200, palette.height())
    qtbot.waitUntil(lambda: rows.visualRect(long).height() == rows.visualRect(short).height())
    assert heights() != narrow


def test_everything_that_is_called_something_elsewhere_is_there():
    titles = {entry.title for entry in offered(Bridge(Document(Project())))}
    assert {layer.title for layer in layer_types().values()} <= titles
    assert set(ALSO_CALLED) <= titles


@pytest.mark.parametrize(("words", "title"), [
        ("resnet", "Residual block"), ("downsample", "Residual stage"), ("SE block", "Squeeze and excitation"),
        ("squeeze-excite", "Squeeze and excitation"), ("DenseNet", "Dense stage"), ("GPT", "Transformer decoder layer"),
    ],
)  # fmt: skip
def test_blocks_of_the_program_are_found_by_what_they_are_called_elsewhere(words, title):
    found = [entry.title for entry in offered(Bridge(Document(Project()))) if matches(entry, words) == ELSEWHERE]
    assert title in found


def test_enter_adds_and_empties_the_search_field_and_the_palette_keeps_its_width(palette, qtbot):
    QTest.keyClicks(palette.chooser.field, "w" * 200)
    assert palette.chooser.nothing.isVisible()
    assert palette.minimumSizeHint().width() < palette.sizeHint().width() / 2
    palette.chooser.field.clear()
    QTest.keyClicks(palette.chooser.field, "linear")
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette.chooser.field, Key.Key_Return)
    assert chosen.args == ["dense"]
    assert palette.chooser.field.text() == ""
    assert set(palette.list.kinds()) == set(layer_types())
