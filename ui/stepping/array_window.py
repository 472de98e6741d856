"""All numbers of an array, a window of them at a time, with shape, figures, histogram and, of a sheet, its image."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from netbuilder.stepping.numbers import Numbers, figures_of
from ui.language.text import typeset
from ui.stepping.array_pictures import Histogram, SheetImage
from ui.stepping.numbers_table import NumbersTable
from ui.theme.themes import Themes
from ui.widgets.input_fields import CountField
from ui.widgets.labels import label
from ui.widgets.window_size import open_at

SIDE = 128
"""So many rows and columns are shown at a time: as many cells as a table holds without being felt."""
LEAST_IMAGE = 4
"""A sheet with fewer rows or columns is no image."""


class ArrayWindow(QDialog):
    """``title``: which array it is; ``array``: all of it. Sheets and windows of it are chosen above the table."""

    def __init__(self, title: str, array: Any, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.array = array
        sides = array.shape[-2:] if array.ndim > 1 else (1, array.size)
        self._sheets = array.reshape(-1, *sides)
        self._figures = figures_of(array)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.table, self.histogram, self.image = NumbersTable(themes), Histogram(themes), SheetImage(themes)
        self.figures = label("hint", self._words())
        self.fields = [
            self._field(self.tr("Sheet"), len(self._sheets), 1),
            self._field(self.tr("From row"), sides[0], SIDE),
            self._field(self.tr("From column"), sides[1], SIDE),
        ]
        self._lay_out()
        self.histogram.show_numbers(array)
        open_at(self, QSize(820, 480))
        self._show()

    def _field(self, title: str, count: int, window: int) -> tuple[QLabel, CountField]:
        box = CountField()
        box.setRange(0, max(0, count - 1))
        box.setSingleStep(window)
        box.setAccessibleName(title)
        box.valueChanged.connect(lambda _: self._show())
        for part in (name := QLabel(title), box):
            part.setVisible(count > window)
        name.setBuddy(box)
        return name, box

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        for name, box in self.fields:
            chosen.addWidget(name)
            chosen.addWidget(box)
        chosen.addStretch(1)
        beside = QVBoxLayout()
        beside.addWidget(self.histogram)
        beside.addWidget(self.image, 1)
        both = QHBoxLayout()
        both.addWidget(self.table, 1)
        both.addLayout(beside)
        column = QVBoxLayout(self)
        column.addWidget(self.figures)
        column.addLayout(chosen)
        column.addLayout(both, 1)

    def _show(self) -> None:
        sheet, row, column = (box.value() for _, box in self.fields)
        part = self._sheets[sheet, row : row + SIDE, column : column + SIDE]
        place = (sheet, row, column)
        self.table.numbers.show_window(
            Numbers(part, part.shape, str(self.array.dtype), *self._figures), place, self.array.shape
        )
        low, high = self._figures[:2]
        self.image.show_sheet(part, max(abs(low), abs(high)) if math.isfinite(low) else 1.0)
        self.image.setVisible(min(part.shape) >= LEAST_IMAGE)

    def _words(self) -> str:
        low, high, mean, deviation, norm, zeros, not_finite = self._figures
        text = self.tr(
            "{shape}, {dtype} · {low} to {high} · mean {mean}, deviation {deviation}, norm {norm} · {zeros} zeros"
        )
        numbers = {"low": low, "high": high, "mean": mean, "deviation": deviation, "norm": norm}
        words = text.format(
            shape=" × ".join(map(str, self.array.shape)) or "1",
            dtype=self.array.dtype,
            zeros=f"{zeros:,}",
            **{key: typeset(f"{value:.4g}") for key, value in numbers.items()},
        )
        if not_finite:
            words += " · " + self.tr("{count} not finite").format(count=f"{not_finite:,}")
        return words
