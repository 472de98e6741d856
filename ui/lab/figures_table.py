"""The figures: every term with its standard error, those that say nothing marked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from netbuilder.experiments.decomposition import NAMES
from netbuilder.experiments.sweep.sweep import least
from netbuilder.experiments.wording import with_error
from ui.lab.findings import Findings, Setting
from ui.lab.lab_texts import words_of
from ui.language.text import shown, typeset

if TYPE_CHECKING:
    from netbuilder.experiments.decomposition import Terms

FIELDS = (*NAMES, "training_error")
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ROW_PADDING = 4
"""Pixels above and below the text of a row, together."""
UNCLEAR = " ?"
"""Behind a term that there were too few networks to tell from zero."""


class FiguresTable(QTreeWidget):
    """One line a value of the hyperparameter; without one, the first epoch, the one of the least test error, and the
    last."""

    chosen = Signal(int)
    """The place of the setting in the line that the user selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []
        self._hyperparameter: str | None = None
        self._filling = False
        self.setAccessibleName(self.tr("Numbers"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setColumnCount(len(FIELDS) + 2)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.currentItemChanged.connect(self._choose)

    def draw(self, findings: Findings | None, chosen: int) -> None:
        """Show the figures as they stand."""
        self._name(findings)
        rows = self._lines(findings) if findings is not None else []
        texts = [texts for texts, _ in rows]
        if texts != self._rows:
            self._rows = texts
            self._fill(rows)
        hyperparameter = findings.plan.hyperparameter if findings is not None else None
        if hyperparameter is not None and chosen < self.topLevelItemCount():
            self._filling = True
            self.setCurrentIndex(self.model().index(chosen, 0))
            self._filling = False

    def height_of(self, rows: int) -> int:
        """Pixels that so many rows take, with the head and a bar to scroll sideways."""
        one = max(self.sizeHintForRow(0), self.fontMetrics().height() + ROW_PADDING)
        return self.header().sizeHint().height() + rows * one + self.horizontalScrollBar().sizeHint().height()

    def texts(self) -> list[list[str]]:
        """What stands in the table, line by line."""
        found = []
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                found.append([item.text(column) for column in range(self.columnCount())])
        return found

    def _name(self, findings: Findings | None) -> None:
        hyperparameter = findings.plan.hyperparameter if findings is not None else None
        terms = [one.terms for one in findings.settings if one.terms is not None] if findings is not None else []
        known = not terms or math.isfinite(terms[0].noise)
        words = findings.plan.words if findings is not None else None
        first = self.tr("Epoch") if hyperparameter is None else shown(words) if words is not None else hyperparameter
        self.setHeaderLabels(
            [
                first,
                self.tr("Bias²") if known else self.tr("Bias² + noise"),
                self.tr("Variance"),
                self.tr("Noise"),
                self.tr("Sum"),
                self.tr("Test error"),
                self.tr("Training error"),
                self.tr("Networks"),
            ]
        )
        for column in range(1, self.columnCount()):
            self.headerItem().setTextAlignment(column, RIGHT)

    def _lines(self, findings: Findings) -> list[tuple[tuple[str, ...], str]]:
        if findings.plan.hyperparameter is None:
            return [self._line(name, terms) for one in findings.settings[:1] for name, terms in self._epochs(one)]
        return [self._of_setting(setting, findings) for setting in findings.settings]

    def _of_setting(self, setting: Setting, findings: Findings) -> tuple[tuple[str, ...], str]:
        problem = setting.point.problem if setting.point is not None else None
        if problem is not None:
            return (words_of(setting), self.tr("cannot be measured"), *[""] * len(FIELDS)), shown(problem)
        return self._line(self._marked(setting, findings), setting.terms)

    def _marked(self, setting: Setting, findings: Findings) -> str:
        """The value, and whether it is the drawn one or the best, or not measured to the end."""
        marks = [self.tr("unchanged")] if setting.number == findings.drawn else []
        if setting.point is not None and setting.point is least(findings.points)[0]:
            marks.append(self.tr("lowest test error"))
        if setting.terms is not None and not setting.is_whole:
            marks.append(self.tr("stopped") if findings.is_over else self.tr("so far"))
        return f"{words_of(setting)} ({', '.join(marks)})" if marks else words_of(setting)

    def _epochs(self, setting: Setting) -> list[tuple[str, Terms]]:
        history = setting.history
        if not history:
            return []
        best = min(history, key=lambda one: one.test_error)
        named = {history[0].epoch: "{epoch}", best.epoch: self.tr("{epoch} (lowest test error)")}
        last = history[-1].epoch
        named[last] = self.tr("{epoch} (last, lowest test error)") if best.epoch == last else self.tr("{epoch} (last)")
        by_epoch = {one.epoch: one for one in history}
        return [(text.format(epoch=epoch), by_epoch[epoch]) for epoch, text in sorted(named.items())]

    def _line(self, name: str, terms: Terms | None) -> tuple[tuple[str, ...], str]:
        """The texts of a line, and what else is to be said of it."""
        if terms is None:
            return (name, *["–"] * (len(FIELDS) + 1)), ""
        cells, unclear = [], False
        for field in FIELDS:
            vague = field in ("bias2", "variance") and terms.members > 2 and not terms.is_clear(field)
            unclear |= vague
            cells.append(typeset(with_error(getattr(terms, field), terms.standard_errors.get(field))) + UNCLEAR * vague)
        count = f"{terms.members:,}"
        if terms.diverged:
            count = self.tr("{count} ({diverged} diverged)").format(count=count, diverged=f"{terms.diverged:,}")
        hint = self.tr("“?”: not enough resamples to tell this from zero.") if unclear else ""
        return (name, *cells, count), hint

    def _fill(self, rows: list[tuple[tuple[str, ...], str]]) -> None:
        self._filling = True
        self.clear()
        for texts, hint in rows:
            item = QTreeWidgetItem(list(texts))
            for column in range(1, self.columnCount()):
                item.setTextAlignment(column, RIGHT)
                item.setToolTip(column, hint)
            self.addTopLevelItem(item)
        self._filling = False

    def _choose(self) -> None:
        row = self.currentIndex().row()
        if not self._filling and row >= 0:
            self.chosen.emit(row)
