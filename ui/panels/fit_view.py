"""A fit as it is shown: the picture that suits the data, and beside it how to read it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from netbuilder.fit.kinds import Confusion
from ui.panels.fit_key import Key
from ui.panels.fit_mistakes import Mistakes
from ui.panels.fit_plot import FitPlot
from ui.panels.pieces import scrolled
from ui.panels.sights import Sight
from ui.theme import Theme


class FitView(QWidget):
    """Points with their fit, or the table of mistakes; the key to the right."""

    magnified = Signal()
    """Its letters have another size: it wants to be drawn again."""

    def __init__(self) -> None:
        super().__init__()
        self.plot, self.mistakes, self.key = FitPlot(), Mistakes(), Key()
        self.plot.setAccessibleName(self.tr("The fit"))
        self.mistakes.setAccessibleName(self.tr("The mistakes"))
        self._sight: Sight | None = None
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

    def draw(self, sight: Sight, theme: Theme, advice: str) -> None:
        """Show a sight; ``advice``: what to do next, or empty."""
        self._sight = sight
        picture = sight.fit.picture if sight.fit is not None else None
        self.key.draw(sight, theme, advice)
        self._beside.setFixedWidth(self.key.width() + 14)
        self._beside.setVisible(not isinstance(picture, Confusion))
        if isinstance(picture, Confusion):
            self.mistakes.draw(sight.scene, picture, theme)
            self.mistakes.epoch.setText(self.key.epoch.text())
            self.mistakes.figures.setText("\n".join(filter(None, (self.key.figures.text(), advice))))
            self._pictures.setCurrentWidget(self.mistakes)
        else:
            self.plot.draw(sight.scene, sight.fit, theme)
            self._pictures.setCurrentWidget(self.plot)
        for part in (self.plot, self.mistakes):
            part.setAccessibleDescription(self.summary())

    def changeEvent(self, event: QEvent) -> None:
        """Lines and marks grow with the letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.magnified.emit)  # a style sheet reaches the parts after their whole

    def summary(self) -> str:
        """What is shown, in words."""
        if self._sight is None:
            return ""
        held_out = self._sight.scene.points.held_out
        points = self.tr("{training} training and {validation} validation points").format(
            training=f"{int((~held_out).sum()):,}", validation=f"{int(held_out.sum()):,}"
        )
        parts = (self.key.epoch.text(), self.key.figures.text(), points, self.key.note.text())
        return ". ".join(part.rstrip(".") for part in parts if part) + "."
