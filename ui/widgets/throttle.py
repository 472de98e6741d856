"""How often something is drawn: as often as there are updates, as long as drawing leaves the window its time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REST = 8
"""After a drawing that took so long, at least this many times as long goes by before the next."""


class Throttle(QObject):
    """Draws an update at once, or after a rest where drawing has just been done. ``cost``: seconds that it took."""

    def __init__(self, draw: Callable[[], None], cost: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw, self._cost = draw, cost
        self._waiting = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._rested)

    def want(self) -> None:
        """There is an update."""
        if self._rest.isActive():
            self._waiting = True
            return
        self._draw()
        self._rest.start(round(self._cost() * 1000 * REST))

    def settle(self) -> None:
        """Draw what waits, and let the next update be drawn at once."""
        self._rest.stop()
        if self._waiting:
            self._waiting = False
            self._draw()

    def _rested(self) -> None:
        if self._waiting:
            self._waiting = False
            self.want()
