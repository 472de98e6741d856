"""Sentences over the canvas: what was refused, what ended, what is offered. They lie above it and move nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Theme, Themes

Mood = Literal["information", "good", "warning", "error"]
Offer = tuple[str, Callable[[], None]]
"""The text of a button, and what it does."""
SHOWN_AT_ONCE = 3
PASSING = 9_000
"""Milliseconds after which a passing sentence goes by itself."""
MARGIN = 12
WIDEST = 640


class Banner(QFrame):
    """One sentence, with what is offered and a button that dismisses it."""

    def __init__(self, text: str, mood: Mood, offers: tuple[Offer, ...], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("mood", mood)
        self.text, self.mood = text, mood
        self.setAccessibleName(text)
        self._sign = QLabel(self)
        self._label = QLabel(text, self, wordWrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(self, toolTip=self.tr("Dismiss"), autoRaise=True, iconSize=QSize(14, 14))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._label, 1)
        self.buttons = tuple(self._button(offer) for offer in offers)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self._close)
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        colours = {"information": theme.accent, "good": theme.good, "warning": theme.warning, "error": theme.danger}
        self._sign.setPixmap(icons.icon(self.mood, colours[self.mood]).pixmap(18, 18))
        self._close.setIcon(icons.icon("close", theme.muted))

    def pass_after(self, milliseconds: int) -> None:
        """Go by itself after a while."""
        QTimer.singleShot(milliseconds, self, self.dismiss)

    def dismiss(self) -> None:
        """Go; if the keys were here, whatever lies below has them now."""
        held = self.window().focusWidget()
        below = self.parentWidget().parentWidget()
        if held is not None and self.isAncestorOf(held) and below is not None:
            below.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()

    def _button(self, offer: Offer) -> QPushButton:
        text, act = offer
        button = QPushButton(text, self)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda _checked: act())
        return button


class Banners(QWidget):
    """The sentences shown now, the latest at the top, laid over the upper edge of ``below``."""

    def __init__(self, below: QWidget, themes: Themes) -> None:
        super().__init__(below)
        self._themes = themes
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.hide()
        below.installEventFilter(self)
        themes.changed.connect(self._wear)

    def tell(self, text: str, mood: Mood = "information", *offers: Offer, passing: bool = False) -> Banner:
        """Show a sentence, and say it to a screen reader. The same sentence is not shown twice at a time."""
        for banner in self.shown():
            if banner.text == text:
                banner.dismiss()
        banner = Banner(text, mood, offers, self._themes.theme, self)
        banner.destroyed.connect(self._settle)
        if passing:
            banner.pass_after(PASSING)
        self._rows.insertWidget(0, banner)
        banner.show()
        for old in self.shown()[SHOWN_AT_ONCE:]:
            old.dismiss()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        return banner

    def shown(self) -> tuple[Banner, ...]:
        """The sentences that are there, the latest first."""
        items = (self._rows.itemAt(index).widget() for index in range(self._rows.count()))
        return tuple(widget for widget in items if isinstance(widget, Banner) and not widget.isHidden())

    def clear(self) -> None:
        """Take every sentence away."""
        for banner in self.shown():
            banner.dismiss()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the upper edge of the widget below."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _settle(self) -> None:
        self._place()

    def _place(self) -> None:
        below = self.parentWidget()
        self.setVisible(bool(self.shown()))
        width = min(WIDEST, below.width() - 2 * MARGIN)
        height = max(self._rows.heightForWidth(width), self._rows.minimumSize().height())
        self.setGeometry((below.width() - width) // 2, MARGIN, width, height)
        self.raise_()

    def _wear(self, theme: Theme) -> None:
        for banner in self.shown():
            banner.wear(theme)
