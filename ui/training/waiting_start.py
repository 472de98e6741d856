"""A training that was asked for while its table is still being read: it begins as soon as that is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ui.project.bridge import Bridge
from ui.shell.banners import Banner, Banners


class WaitingStart(QObject):
    """At most one start waits. A banner says so; its button, Escape and Stop cancel it, and so do other data."""

    changed = Signal()
    """One waits now, or none does any more."""

    def __init__(self, bridge: Bridge, banners: Banners) -> None:
        super().__init__(bridge)
        self._bridge, self._banners = bridge, banners
        self._start: Callable[[], None] | None = None
        self._data = bridge.project.data
        self._just_read = False
        self._banner: Banner | None = None
        self._escape: QShortcut | None = None
        bridge.changed.connect(lambda _change: self._go_on())

    @property
    def waiting(self) -> bool:
        """Whether a training begins once the table is read."""
        return self._start is not None

    def hold(self, start: Callable[[], None]) -> bool:
        """Whether the table is still being read, or must be read again; then ``start`` is called once it is."""
        if not self._just_read:
            self._bridge.data.refresh()
        if not self._bridge.data.reading:
            return False
        known, self._start = self._start, start
        if known is not None:
            return True
        self._data = self._bridge.project.data
        self._banners.clear()
        text = self.tr("The table is still being read; training starts right after.")
        self._banner = self._banners.tell(text, "information", (self.tr("Cancel"), self.cancel))
        self._banner.gone.connect(self.cancel)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._banners.window(), self.cancel)
        self.changed.emit()
        return True

    def cancel(self) -> None:
        """Begin nothing."""
        if self.waiting:
            self._end()

    def _go_on(self) -> None:
        """Something is known of the data, or of others."""
        start = self._start
        if self._bridge.project.data != self._data:
            self.cancel()
        elif start is not None and not self._bridge.data.reading:
            self._end()
            self._just_read = True  # or a table that takes long would be read again and again
            try:
                start()
            finally:
                self._just_read = False

    def _end(self) -> None:
        banner, escape, self._start, self._banner, self._escape = self._banner, self._escape, None, None, None
        if escape is not None:
            escape.setEnabled(False)
            escape.deleteLater()
        if banner is not None:
            banner.dismiss()
        self.changed.emit()
