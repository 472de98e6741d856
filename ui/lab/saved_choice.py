"""A choice among the experiments that are kept with the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.lab.load_results import in_words
from ui.language.text import shown

if TYPE_CHECKING:
    from netbuilder.experiments.saved.saved_experiments import SavedExperiment

WIDTH = 320
ENABLED = Qt.ItemDataRole.UserRole - 1
"""Under this role an entry of Qt's own model holds its flags; without any it cannot be chosen."""


class SavedChoice(QComboBox):
    """Hidden while there is nothing to choose. ``wanted``: the Kept that is to be shown again."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: list[SavedExperiment] = []
        self.setAccessibleName(self.tr("Earlier experiments"))
        self.setToolTip(self.tr("Experiments saved with the project: choose one to see it again"))
        self.setMaximumWidth(WIDTH)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._choose)
        self.hide()

    def offer(self, kept: list[SavedExperiment]) -> None:
        """List these, the newest first. One that cannot be read is there with a hint that says why."""
        self._kept = kept
        self.clear()
        for place, one in enumerate(kept):
            self.addItem(self._words(one))
            if one.problem is not None:
                self.setItemData(place, shown(one.problem), Qt.ItemDataRole.ToolTipRole)
                self.setItemData(place, 0, ENABLED)
        self.setVisible(len(kept) > 1)

    def _words(self, one: SavedExperiment) -> str:
        if one.problem is not None:
            return self.tr("{number}: cannot be read").format(number=one.number)
        hyperparameter, values = in_words(one)
        moment = QDateTime.fromString(one.started, Qt.DateFormat.ISODate).toLocalTime()
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        if hyperparameter is None:
            return self.tr("{number}: every epoch, {networks} networks · {when}").format(
                number=one.number, networks=one.resamples, when=when
            )
        return self.tr("{number}: {hyperparameter}, {values} values · {when}").format(
            number=one.number, hyperparameter=shown(hyperparameter), values=values, when=when
        )

    def _choose(self, place: int) -> None:
        self.wanted.emit(self._kept[place])
