"""What floats over the canvas: the hint beside the mouse, and the field in which a node is renamed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from netbuilder.graph.graph import LONGEST_NAME
from ui.theme.themes import Theme

HINT_WIDTH = 300
HINT_PADDING = 32
NOTE_WIDTH = 480
BESIDE_X, BESIDE_Y = 18, 20
FRAME_WIDTH = 2
NARROWEST = 84
"""Pixels of a field for a name: a dozen letters."""


class Hint(QLabel):
    """A sentence beside the mouse, while something is dragged."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours from the next sentence on."""
        self._theme = theme

    def tell(self, text: str, at: QPointF, *, alarming: bool = False) -> None:
        """Show a sentence beside a point of the parent, inside the parent's edges."""
        theme = self._theme
        ground, letters, edge = theme.raised, theme.danger if alarming else theme.text, theme.border
        self.setStyleSheet(
            f"background: {ground}; color: {letters}; border: 1px solid {theme.danger if alarming else edge};"
            " border-radius: 6px; padding: 5px 8px;"
        )
        self.setText(text)
        self.ensurePolished()
        width = min(HINT_WIDTH, self.fontMetrics().horizontalAdvance(text) + HINT_PADDING)
        self.resize(width, self.heightForWidth(width))
        x, y = int(at.x()) + BESIDE_X, int(at.y()) + BESIDE_Y
        area = self._over.rect()
        if x + self.width() > area.right() - 4:
            x = int(at.x()) - BESIDE_X - self.width()
        if y + self.height() > area.bottom() - 4:
            y = int(at.y()) - BESIDE_Y - self.height()
        self.move(max(4, x), max(4, y))
        self.show()
        self.raise_()


class EmptyNote(QLabel):
    """What to do first, in the middle of a canvas without nodes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setText(self.tr("Drag a layer here from the palette, or double-click to add one."))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Text that can be read on the canvas of this theme."""
        self.setStyleSheet(f"background: transparent; color: {theme.muted};")

    def place(self) -> None:
        """Lie in the middle of the parent."""
        area = self._over.rect()
        width = min(NOTE_WIDTH, area.width() - 32)
        height = self.heightForWidth(width)
        self.setGeometry((area.width() - width) // 2, (area.height() - height) // 2, width, height)


class FocusFrame(QWidget):
    """The edge of a canvas that has the keys while nothing on it is selected."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._colour = QColor(theme.accent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the colour of this theme."""
        self._colour = QColor(theme.accent)
        self.update()

    def place(self) -> None:
        """Lie along the parent's edges, and only there: what is beneath scrolls without being painted again."""
        self.setGeometry(self._over.rect())
        inside = self.rect().adjusted(FRAME_WIDTH, FRAME_WIDTH, -FRAME_WIDTH, -FRAME_WIDTH)
        self.setMask(QRegion(self.rect()) - QRegion(inside))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what the mask leaves."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()


class NameField(QLineEdit):
    """The field over a card's title. Enter and leaving it take the name; Esc does not.

    It is no narrower than a few words; over something narrower still, its middle stays over that.
    """

    named = Signal(str)

    def __init__(self, name: str, over: QRectF, theme: Theme, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._over = parent
        self._done = False
        self.setMaxLength(LONGEST_NAME)
        self.setFrame(False)
        self.setStyleSheet(
            f"background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.accent};"
            " border-radius: 4px; padding: 0 4px;"
        )
        self.lie_over(over)
        self.selectAll()
        self.show()
        self.setFocus()

    def lie_over(self, over: QRectF) -> None:
        """Lie over this rectangle, in pixels of the canvas."""
        place = QRect(over.toAlignedRect())
        place.setHeight(max(place.height(), self.sizeHint().height()))
        more = max(0, NARROWEST - place.width()) // 2
        place.adjust(-more, 0, more, 0)
        self.setGeometry(place)

    def give_up(self) -> None:
        """Close without taking the name."""
        self._finish(take=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the name, Esc leaves the old one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(take=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._finish(take=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes the name."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._finish(take=True)

    def _finish(self, *, take: bool) -> None:
        if self._done:
            return
        self._done = True
        if take:
            self.named.emit(self.text())
        # The canvas takes the keys before the field goes: a field that hides with them would send them on as Tab does.
        self._over.setFocus()
        self.hide()
        self.deleteLater()
