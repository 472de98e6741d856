"""One layer: an array of it as images, and how its weights, activations and gradients are distributed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.language.text import shown
from ui.layer_statistics.array_image import ArrayImage, ScaleBar
from ui.stepping.array_pictures import Histogram
from ui.stepping.array_window import ArrayWindow
from ui.theme.themes import Themes
from ui.widgets.adaptive_label import AdaptiveLabel
from ui.widgets.input_fields import ChoiceField
from ui.widgets.labels import label, scrolled

if TYPE_CHECKING:
    from netbuilder.graph.blocks import NodePath
    from netbuilder.layer_statistics.statistics import ArrayKind, LayerArray, LayerArrays

    Array = Any

LONGEST_NAME, HISTOGRAM = 200, 118
"""Pixels of the width of a name, at most, and of a histogram."""
COUNTED = 2**17
"""A histogram counts at most about so many numbers, evenly spread over the array: more would not change its form."""


class LayerView(QWidget):
    """``shown``: the arrays of the layer, or None; ``pointed``: what the number under the mouse is."""

    repetition_chosen = Signal(object)
    """NodePath: the same layer in another repetition of its block is wanted."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.shown: LayerArrays | None = None
        self._kind: ArrayKind = "weight"
        self._repetitions: tuple[NodePath, ...] = ()
        self.title, self.words = label("name"), label("empty")
        self.title.setWordWrap(False)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.repetition, self.choice, self.numbers = ChoiceField(), ChoiceField(), QPushButton(self.tr("Numbers…"))
        self.pointed = AdaptiveLabel()
        self.image, self.scale = ArrayImage(themes), ScaleBar(themes)
        self.histograms = [(label("hint"), Histogram(themes)) for _ in range(3)]
        self._lay_out()
        self.choice.activated.connect(self._choose)
        self.repetition.activated.connect(lambda place: self.repetition_chosen.emit(self._repetitions[place]))
        self.numbers.clicked.connect(self._open)
        self.image.pointed.connect(self._point)

    @property
    def current(self) -> LayerArray | None:
        """The array that is shown as images."""
        place = self.choice.currentIndex()
        return self.shown.arrays[place] if self.shown is not None and 0 <= place < len(self.shown.arrays) else None

    def show_layer(self, arrays: LayerArrays | None, instead: str = "", repetitions: tuple[NodePath, ...] = ()) -> None:
        """Show the arrays of a layer, at first one of the kind that was looked at; where there is none, say why.

        ``repetitions``: where it is in each repetition of its blocks.
        """
        self.shown = arrays
        there = arrays is not None and bool(arrays.arrays)
        for part in (self._pictures, self.choice, self.numbers, self.title):
            part.setVisible(there)
        self.repetition.setVisible(there and len(repetitions) > 1)
        self.words.setText(instead)
        self.words.setVisible(not there)
        if arrays is None or not there:
            return
        name = shown(arrays.layer.name)
        self.title.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, LONGEST_NAME))
        self.title.setToolTip(name)
        self._offer(repetitions, arrays.layer.path)
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems([self._named(one) for one in arrays.arrays])
            kinds = [one.kind for one in arrays.arrays]
            wanted = self._kind if self._kind in kinds else "activations"
            self.choice.setCurrentIndex(kinds.index(wanted) if wanted in kinds else 0)
        self._draw_histograms(arrays)
        self._draw()

    def _offer(self, repetitions: tuple[NodePath, ...], path: NodePath) -> None:
        """Let the user choose between the repetitions: by the numbers in which they differ."""
        self._repetitions = repetitions
        numbers = [[number + 1 for _, number in one.within] for one in repetitions]
        repeated = [place for place, found in enumerate(zip(*numbers, strict=True)) if len(set(found)) > 1]
        texts = [" · ".join(str(one[place]) for place in repeated) for one in numbers]
        with QSignalBlocker(self.repetition):
            self.repetition.clear()
            self.repetition.addItems([self.tr("Repetition {number}").format(number=text) for text in texts])
            self.repetition.setCurrentIndex(repetitions.index(path) if path in repetitions else -1)

    def _lay_out(self) -> None:
        self.repetition.setAccessibleName(self.tr("Repetition of the block"))
        self.repetition.setToolTip(self.tr("Which of the repetitions of the block the layer is in"))
        self.choice.setAccessibleName(self.tr("Array"))
        self.choice.setToolTip(self.tr("Which array of the layer is shown as images"))
        self.numbers.setProperty("role", "small")
        self.numbers.setToolTip(self.tr("All numbers of this array, in a window"))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.repetition)
        head.addWidget(self.choice, 1)
        head.addWidget(self.numbers)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.scale)
        foot.addWidget(self.pointed, 1)
        together, self._pictures = QWidget(), scrolled()
        self._pictures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # histograms need their width
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(scrolled(self.image), 1)
        for words, histogram in self.histograms:
            histogram.setMinimumSize(HISTOGRAM, 60)
            words.setFixedWidth(HISTOGRAM)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(words)
            column.addWidget(histogram, 1)
            histogram.setMaximumWidth(2 * HISTOGRAM)
            both.addLayout(column)
        pictures = QVBoxLayout(together)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.setSpacing(4)
        pictures.addLayout(both, 1)
        pictures.addLayout(foot)
        self._pictures.setWidget(together)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.words, 1)
        box.addWidget(self._pictures, 1)

    def _named(self, one: LayerArray) -> str:
        words = {
            "weight": self.tr("Weights: {name}, {shape}"),
            "gradient of weight": self.tr("Gradient of {name}, {shape}"),
            "activations": self.tr("Activations, {shape}"),
            "gradient of activations": self.tr("Gradient of the activations, {shape}"),
        }
        return words[one.kind].format(name=one.name, shape=" × ".join(map(str, one.array.shape)) or "1")

    def _choose(self) -> None:
        if self.current is not None:
            self._kind = self.current.kind
            self._draw()

    def _draw(self) -> None:
        from netbuilder.layer_statistics.tiles import tiles

        current, arrays = self.current, self.shown
        if current is None or arrays is None:
            return
        found = tiles(current.array, arrays.layer.image if "weight" in current.kind else None)
        self.image.show_tiles(found)
        self.scale.show_largest(found.largest)
        self._point("")

    def _point(self, words: str) -> None:
        """What is under the mouse; without it, what of the array is not shown."""
        tiles = self.image.tiles
        if words or tiles is None or tiles.whole:
            self.pointed.say(words)
            return
        count, rows, columns = tiles.images.shape
        size = self.tr("the first {rows} × {columns} numbers").format(rows=rows, columns=columns)
        if count > 1:
            size = self.tr("the first {count} images").format(count=f"{count:,}")
        self.pointed.say(self.tr("Shown: {part}. Numbers… has all.").format(part=size), size)

    def _draw_histograms(self, arrays: LayerArrays) -> None:
        weights = self._joined("weight")
        gradients: ArrayKind = "gradient of weight" if weights is not None else "gradient of activations"
        titles = (
            self.tr("Weights"),
            self.tr("Activations"),
            self.tr("Weight gradient") if weights is not None else self.tr("Output gradient"),
        )
        parts = (weights, self._joined("activations"), self._joined(gradients))
        for (words, histogram), title, numbers in zip(self.histograms, titles, parts, strict=True):
            words.setText(title)
            histogram.setAccessibleDescription(title)
            for part in (words, histogram):
                part.setVisible(numbers is not None)
            if numbers is not None:
                histogram.show_numbers(numbers)

    def _joined(self, kind: ArrayKind) -> Array | None:
        """All numbers of a kind that the layer has, or evenly many of each array; None where it has none."""
        import numpy

        found = [one.array.ravel() for one in (self.shown.arrays if self.shown else ()) if one.kind == kind]
        step = max(1, sum(len(one) for one in found) // COUNTED)
        return numpy.concatenate([one[::step] for one in found]) if found else None

    def _open(self) -> None:
        current, arrays = self.current, self.shown
        if current is not None and arrays is not None:
            title = f"{shown(arrays.layer.name)} · {self.choice.currentText()}"
            ArrayWindow(title, current.array, self._themes, self).show()
