"""Predictions as they are shown: the picture that suits the data, and beside it how to read it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from netbuilder.predictions.predictions import Confusion
from ui.predictions.mistakes import Mistakes
from ui.predictions.prediction_worker import DisplayedPredictions
from ui.predictions.predictions_legend import PredictionsLegend
from ui.predictions.predictions_plot import PredictionsPlot
from ui.theme.themes import Theme
from ui.widgets.labels import scrolled


class PredictionsView(QWidget):
    """Points with predictions, or the table of mistakes; the key to the right."""

    scaled = Signal()
    """The font size changed, so redraw."""

    def __init__(self) -> None:
        super().__init__()
        self.plot, self.mistakes, self.key = PredictionsPlot(), Mistakes(), PredictionsLegend()
        self.plot.setAccessibleName(self.tr("The predictions"))
        self.mistakes.setAccessibleName(self.tr("The mistakes"))
        self._displayed: DisplayedPredictions | None = None
        pictures = QWidget()
        self._pictures = QStackedLayout(pictures)
        self._pictures.addWidget(self.plot)
        self._pictures.addWidget(self.mistakes)
        self._beside = scrolled(self.key)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(12)
        row.addWidget(pictures, 1)
        row.addWidget(self._beside)

    def draw(self, displayed: DisplayedPredictions, theme: Theme, advice: str) -> None:
        """Show predictions; ``advice``: what to do next, or empty."""
        self._displayed = displayed
        picture = displayed.predictions.picture if displayed.predictions is not None else None
        self.key.draw(displayed, theme, advice)
        self._beside.setFixedWidth(self.key.width() + 14)
        self._beside.setVisible(not isinstance(picture, Confusion))
        if isinstance(picture, Confusion):
            self.mistakes.draw(displayed.scene, picture, theme)
            self.mistakes.epoch.setText(self.key.epoch.text())
            self.mistakes.figures.setText("\n".join(filter(None, (self.key.figures.text(), advice))))
            self._pictures.setCurrentWidget(self.mistakes)
        else:
            self.plot.draw(displayed.scene, displayed.predictions, theme)
            self._pictures.setCurrentWidget(self.plot)
        for part in (self.plot, self.mistakes):
            part.setAccessibleDescription(self.summary())

    def changeEvent(self, event: QEvent) -> None:
        """Lines and marks grow with the font size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.scaled.emit)  # a style sheet reaches the parts after their whole

    def summary(self) -> str:
        """What is shown, in words."""
        if self._displayed is None:
            return ""
        held_out = self._displayed.scene.points.held_out
        points = self.tr("{training} training and {validation} validation points").format(
            training=f"{int((~held_out).sum()):,}", validation=f"{int(held_out.sum()):,}"
        )
        parts = (self.key.epoch.text(), self.key.figures.text(), points, self.key.note.text())
        return ". ".join(part.rstrip(".") for part in parts if part) + "."
