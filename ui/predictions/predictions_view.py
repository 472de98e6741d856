"""Predictions as they are shown: the picture that suits the data, and beside it how to read it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from netbuilder.predictions.predictions import Confusion
from ui.predictions.mistakes import Mistakes
from ui.predictions.prediction_worker import DisplayedPredictions
from ui.predictions.predictions_legend import PredictionsLegend
from ui.predictions.predictions_plot import PredictionsPlot
from ui.theme.themes import Theme
from ui.widgets.labels import scrolled

TALL, MOST = 0.9, 0.36
"""From this height on, as a share of the width, the key lies beneath; the share of the height that it then takes."""
UNBOUNDED = 16_777_215
"""Qt's own word for a size without a limit."""
NARROWEST = 140
"""Pixels of the picture, in the narrowest window."""


class PredictionsView(QWidget):
    """Points with predictions, or the table of mistakes; the key to the right, or beneath where that is better."""

    scaled = Signal()
    """The font size changed, so redraw."""

    def __init__(self) -> None:
        super().__init__()
        self.plot, self.mistakes, self.key = PredictionsPlot(), Mistakes(), PredictionsLegend()
        self.plot.setAccessibleName(self.tr("The predictions"))
        self.mistakes.setAccessibleName(self.tr("The mistakes"))
        self._displayed: DisplayedPredictions | None = None
        pictures = QWidget()
        pictures.setMinimumWidth(NARROWEST)
        self._pictures = QStackedLayout(pictures)
        self._pictures.addWidget(self.plot)
        self._pictures.addWidget(self.mistakes)
        self._beside = scrolled(self.key)
        self.key.installEventFilter(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(10, 6, 6, 6)
        self._row.setSpacing(12)
        self._row.addWidget(pictures, 1)
        self._row.addWidget(self._beside)

    def draw(self, displayed: DisplayedPredictions, theme: Theme, advice: str) -> None:
        """Show predictions; ``advice``: what to do next, or empty."""
        self._displayed = displayed
        picture = displayed.predictions.picture if displayed.predictions is not None else None
        self.key.draw(displayed, theme, advice)
        self._place_key()
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key has other words now."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_key()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key may have more room elsewhere now."""
        super().resizeEvent(event)
        self._place_key()

    def _place_key(self) -> None:
        """To the right, or, where the view is nearly as high as it is wide, beneath: the picture is the larger so."""
        tall = self.height() > TALL * self.width()
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if tall else QBoxLayout.Direction.LeftToRight)
        needed = max(self.key.sizeHint().height(), self.key.heightForWidth(self.key.width()))
        wide, high = self.key.width() + 14, min(needed + 8, round(self.height() * MOST))
        self._beside.setMinimumSize(0 if tall else wide, high if tall else 0)
        self._beside.setMaximumSize(UNBOUNDED if tall else wide, high if tall else UNBOUNDED)

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
