"""What may be done about a run: named on buttons, and listed with the reason why it should help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.widgets.labels import label, scrolled
from ui.widgets.row_button import RowButton, seen_through

WIDTH = 440
"""Pixels in which a reason is read without effort: some seventy characters a line."""
FRAME, SCROLL_BAR = 2, 14


@dataclass(frozen=True, slots=True)
class OfferedRemedy:
    """Something to try. ``name``: a word or two; ``title``: what exactly it changes; ``why``: the reason; ``act``:
    does it."""

    name: str
    title: str
    why: str
    act: Callable[[], None]


class RemedyList(QFrame):
    """All offers beside a button until one is chosen. Tab and arrow keys go from one to the next, Esc ends it."""

    def __init__(self, offers: Sequence[OfferedRemedy], beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Popup)
        self.setObjectName("offers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Remedies"))
        self.rows = [_Row(offer) for offer in offers]
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(5, 5, 5, 5)
        rows.setSpacing(1)
        for row in self.rows:
            rows.addWidget(row)
            row.clicked.connect(lambda _checked=False, offer=row.offer: self._choose(offer))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)  # with the border this makes FRAME
        box.addWidget(scrolled(whole))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._place(beside, whole)

    def _place(self, beside: QWidget, whole: QWidget) -> None:
        """Above the button or below it, where there is more room, and never beyond the edge of the screen."""
        screen = beside.screen().availableGeometry()
        top = beside.mapToGlobal(QPoint(0, 0)).y()
        bottom, right = top + beside.height(), beside.mapToGlobal(QPoint(beside.width(), 0)).x()
        above, below = top - screen.top(), screen.bottom() - bottom
        wanted = whole.sizeHint().height() + 2 * FRAME
        height = min(wanted, max(above, below) - 4)
        width = whole.sizeHint().width() + 2 * FRAME + (SCROLL_BAR if height < wanted else 0)
        y = bottom + 2 if below >= min(wanted, above) else top - height - 2
        self.setGeometry(max(screen.left(), min(right, screen.right()) - width), y, width, height)

    def _choose(self, offer: OfferedRemedy) -> None:
        self.close()
        offer.act()


class _Row(RowButton):
    """An offer with its reason."""

    def __init__(self, offer: OfferedRemedy) -> None:
        super().__init__()
        self.offer = offer
        self.setAccessibleName(offer.title)
        self.setAccessibleDescription(offer.why)
        words = QVBoxLayout()
        words.setSpacing(1)
        for role, text in (("name", offer.title), ("hint", offer.why)):
            words.addWidget(seen_through(_wrapped(label(role, text))))
        self.row.setContentsMargins(9, 6, 9, 6)
        self.row.addLayout(words)


def _wrapped(text: QLabel) -> QLabel:
    """A label of a width of its own, as high as its lines need."""
    text.ensurePolished()
    text.setFixedSize(WIDTH, text.heightForWidth(WIDTH))
    return text
