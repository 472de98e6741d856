"""What may be done about a run: named on buttons, and listed with the reason why it should help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.widgets.labels import label, restyle, scrolled
from ui.widgets.row_button import RowButton, seen_through

WIDTH = 440
"""Pixels in which a reason is read without effort: some seventy characters a line."""
FRAME, SCROLL_BAR = 2, 14


@dataclass(frozen=True, slots=True)
class OfferedRemedy:
    """Something to try. ``name``: a word or two; ``title``: what exactly it changes; ``why``: the reason; ``act``:
    does it. ``brought``: what it brought where it was tried, or how far that is; empty where nothing is tried.
    ``helped``: whether that is worth having; ``quick``: whether it may have a button of its own beside the list."""

    name: str
    title: str
    why: str
    act: Callable[[], None]
    brought: str = ""
    helped: bool = False
    quick: bool = True


class RemedyList(QFrame):
    """All offers beside a button until one is chosen. Tab and arrow keys go from one to the next, Esc ends it.

    What is tried meanwhile is written into the rows; they change places only while nobody is at them.
    """

    def __init__(self, offers: Sequence[OfferedRemedy], beside: QWidget, note: str = "") -> None:
        super().__init__(beside, Qt.WindowType.Popup)
        self.setObjectName("offers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Remedies"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows = [_Row(offer) for offer in offers]
        self.note = label("hint", note)
        whole = QWidget()
        self._column = rows = QVBoxLayout(whole)
        rows.setContentsMargins(5, 5, 5, 5)
        rows.setSpacing(1)
        if note:
            self.note.setContentsMargins(10, 4, 9, 2)
            self.note.setFixedWidth(WIDTH + 19)
            rows.addWidget(self.note)
        for row in self.rows:
            rows.addWidget(row)
            row.clicked.connect(lambda _checked=False, row=row: self._choose(row.offer))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)  # with the border this makes FRAME
        box.addWidget(scrolled(whole))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._place(beside, whole)

    @property
    def touched(self) -> bool:
        """Whether the user is at a row: the pointer over the list, or the keys in it."""
        return self.rect().contains(self.mapFromGlobal(QCursor.pos())) or any(row.hasFocus() for row in self.rows)

    def renew(self, offers: Sequence[OfferedRemedy], note: str) -> None:
        """Say what is known of the same offers now. Others than it lists are left to the next list."""
        known = {offer.title: offer for offer in offers}
        if known.keys() != {row.offer.title for row in self.rows}:
            return
        if self.note.text():
            self.note.setText(note or self.note.text())
        for row in self.rows:
            row.show_offer(known[row.offer.title])
        if not self.touched:
            self._put_in_order([offer.title for offer in offers])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow key goes to the first row."""
        if event.key() == Qt.Key.Key_Down and self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _put_in_order(self, titles: Sequence[str]) -> None:
        if [row.offer.title for row in self.rows] == titles:
            return
        self.rows.sort(key=lambda row: titles.index(row.offer.title))
        before: QWidget = self
        for row in self.rows:
            self._column.removeWidget(row)
            self._column.addWidget(row)
            self.setTabOrder(before, row)
            before = row

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
    """An offer with its reason, and what it brought."""

    def __init__(self, offer: OfferedRemedy) -> None:
        super().__init__()
        self.offer = offer
        self.setAccessibleName(offer.title)
        self.brought = seen_through(label("hint"))
        self.brought.setWordWrap(False)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(seen_through(_wrapped(label("name", offer.title))))
        if offer.brought:
            words.addWidget(self.brought)
        words.addWidget(seen_through(_wrapped(label("hint", offer.why))))
        self.row.setContentsMargins(9, 6, 9, 6)
        self.row.addLayout(words)
        self.show_offer(offer)

    def show_offer(self, offer: OfferedRemedy) -> None:
        """The same offer, of which more is known."""
        self.offer = offer
        self.setAccessibleDescription(" ".join(filter(None, (offer.brought, offer.why))))
        self.brought.setText(offer.brought)
        restyle(self.brought, "role", "good" if offer.helped else "hint")


def _wrapped(text: QLabel) -> QLabel:
    """A label of a width of its own, as high as its lines need."""
    text.ensurePolished()
    text.setFixedSize(WIDTH, text.heightForWidth(WIDTH))
    return text
