"""Pictures of cards and wires that Qt caches: worth making once the zoom no longer changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from ui.canvas.items.look import Look

STILL = 150
"""Milliseconds without another zoom, after which the zoom is taken to stay."""
AT_ONCE = 50
"""How many items get their pictures between two events of the user: about 2 ms of painting."""


class Pictured(Protocol):
    """What can be painted each time, or once into a picture that Qt keeps."""

    def keep_picture(self, *, keep: bool) -> None:
        """Have Qt keep what is painted, or not."""


class KeptPictures(QObject):
    """Has Qt cache pictures of all items of a drawing while its zoom stays the same, and none while it changes.

    A picture serves one zoom only. For 1,000 cards with their wires, painting through new pictures takes twice as long
    as painting straight to the screen, and painting from cached ones a fifth of that.
    """

    def __init__(self, items: Callable[[], list[Pictured]], look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._items, self._look = items, look
        self._left: Iterator[Pictured] = iter(())
        self._rest = QTimer(self, singleShot=True, interval=STILL)
        self._rest.timeout.connect(self._begin)
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)
        self._rest.start()

    @property
    def complete(self) -> bool:
        """Whether each item that is to have one has its picture kept."""
        return self._look.keeps_pictures and not self._turns.isActive()

    def let_go(self) -> None:
        """The zoom changes, or all items are new: paint straight to the screen until that has been over for a while."""
        self._turns.stop()
        if self._look.keeps_pictures:
            self._look.keeps_pictures = False
            for item in self._items():
                item.keep_picture(keep=False)
        self._rest.start()

    def _begin(self) -> None:
        self._look.keeps_pictures = True
        self._left = iter(self._items())
        self._turns.start()

    def _go_on(self) -> None:
        for _ in range(AT_ONCE):
            item = next(self._left, None)
            if item is None:
                self._turns.stop()
                return
            item.keep_picture(keep=True)
