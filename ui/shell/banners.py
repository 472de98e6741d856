"""Sentences over the canvas: what was refused, what ended, what is offered. Nothing moves because of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icons
from ui.theme.font_scale import font_scale
from ui.theme.themes import Theme, Themes

Mood = Literal["information", "good", "warning", "error"]
Offer = tuple[str, Callable[[], object]]
"""The text of a button, and what it does."""
SHOWN_AT_ONCE = 3
PASSING = 9_000
"""Milliseconds after which a passing sentence goes by itself."""
MARGIN = 8
SIGN, CROSS = 18, 14
"""Pixels of the signs to both sides of the words; they grow with the font size."""
SHARE = 0.45
"""How much of the frame's height they may take together."""
UNBOUNDED = 16_777_215
"""Qt's own word for a height without a limit."""
NARROW = 560
"""Pixels of width below which buttons would leave too little for the words beside them."""


class Banner(QFrame):
    """One sentence, with what is offered and a button that dismisses it."""

    gone = Signal()
    """It has been dismissed, or has passed."""

    def __init__(self, text: str, mood: Mood, offers: tuple[Offer, ...], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("mood", mood)
        self.text, self.mood, self.dismissed, self._theme = text, mood, False, theme
        self.passing = False
        self.setAccessibleName(text)
        self._sign = QLabel(self)
        self._label = QLabel(text, self, wordWrap=True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # a policy of one's own would forget that the words wrap
        self._label.setSizePolicy(policy)
        self._close = QToolButton(self, autoRaise=True)
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(self.dismiss)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addLayout(self._words_and(tuple(self._button(offer) for offer in offers)), 1)
        row.addWidget(self._close)
        self.wear(theme)

    def fit(self, width: int) -> int:
        """Take this width, and the height that every line needs at it. Where it is narrow, buttons go beneath."""
        beside, beneath = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._column.setDirection(beside if width >= NARROW else beneath)
        self.ensurePolished()
        self._row.invalidate()
        height = self.heightForWidth(width)
        self.setMinimumHeight(height)
        return height

    def wear(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        colours = {"information": theme.accent, "good": theme.good, "warning": theme.warning, "error": theme.danger}
        self._theme, side = theme, round(SIGN * font_scale(self))
        self._sign.setPixmap(icons.icon(self.mood, colours[self.mood]).pixmap(side, side))
        self._close.setIconSize(QSize(CROSS, CROSS) * font_scale(self))
        self._close.setIcon(icons.icon("close", theme.muted))

    def changeEvent(self, event: QEvent) -> None:
        """Its signs grow with the font size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.wear(self._theme)

    def pass_after(self, milliseconds: int) -> None:
        """Go by itself after a while."""
        self.passing = True
        QTimer.singleShot(milliseconds, self, self.dismiss)

    def dismiss(self) -> None:
        """Go; if the keys were here, whatever lies below has them now."""
        if self.dismissed:
            return
        self.dismissed = True
        held, frame = self.window().focusWidget(), self.parentWidget()
        below = frame.parentWidget() if frame is not None else None
        if held is not None and self.isAncestorOf(held) and below is not None:
            below.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def _words_and(self, buttons: tuple[QPushButton, ...]) -> QBoxLayout:
        self.buttons = buttons
        self._column = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column.setSpacing(8)
        self._column.addWidget(self._label, 1)
        if buttons:
            side = QHBoxLayout()
            for button in buttons:
                side.addWidget(button)
            self._column.addLayout(side)
            self._column.setAlignment(side, Qt.AlignmentFlag.AlignLeft)
        return self._column

    def _button(self, offer: Offer) -> QPushButton:
        text, act = offer
        button = QPushButton(text, self)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda _checked: act())
        return button


class Banners(QWidget):
    """The sentences shown now, the latest at the top, in a strip above all that ``frame`` holds in its column.

    ``over``: while this is seen, they lie over it instead, beneath the ``top`` pixels that it keeps for itself, and
    nothing moves. In a low frame older ones wait until there is room, so that none is cut.
    """

    def __init__(
        self, frame: QWidget, themes: Themes, over: QWidget | None = None, top: Callable[[], int] = lambda: 0
    ) -> None:
        super().__init__(frame)
        self._frame, self._themes, self._over, self._top = frame, themes, over, top
        # Listed here, never asked of the layout: PySide does not hear of the end of a layout's item, and takes the one
        # it knew for whatever Qt puts at the same address later, until it crashes there.
        self._alive: tuple[Banner, ...] = ()
        self._refusal: Banner | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._rows.setSpacing(MARGIN)
        self._floats = False
        self._take_place(floats=over is not None)
        self.hide()
        frame.installEventFilter(self)
        if over is not None:
            over.installEventFilter(self)
        themes.changed.connect(self._wear)

    def tell(self, text: str, mood: Mood = "information", *offers: Offer, passing: bool = False) -> Banner:
        """Show a sentence, and say it to a screen reader. The same sentence is not shown twice at a time."""
        for banner in self._alive:
            if banner.text == text:
                banner.dismiss()
        banner = Banner(text, mood, offers, self._themes.theme, self)
        banner.gone.connect(self._forget)
        if passing:
            banner.pass_after(PASSING)
        self._rows.insertWidget(0, banner)
        self._alive = (banner, *self._alive)
        for old in self._alive[SHOWN_AT_ONCE:]:
            old.dismiss()
        self.settle()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        return banner

    def tell_refused(self, text: str) -> Banner:
        """Say why something cannot be done, in the place of what was refused before it: refusals do not pile up."""
        self.forget_refusal()
        self._refusal = self.tell(text, "warning", passing=True)
        return self._refusal

    def forget_refusal(self) -> None:
        """Something has succeeded since: what was refused before it is said no longer."""
        if self._refusal is not None and self._refusal in self._alive:
            self._refusal.dismiss()

    def tell_saved(self, path: Path, beside: Sequence[Path] = ()) -> Banner:
        """Say where something has been saved, and which other files lie beside it now."""
        if not beside:
            return self.tell(self.tr("Saved as “{file}”.").format(file=path), "good", passing=True)
        others = ", ".join(f"“{one.name}”" for one in beside)
        text = self.tr("Saved as “{file}”, and beside it {others}.").format(file=path, others=others)
        return self.tell(text, "good", passing=True)

    def shown(self) -> tuple[Banner, ...]:
        """The sentences that are there, the latest first."""
        return tuple(banner for banner in self._alive if not banner.isHidden())

    @property
    def covers(self) -> int:
        """The height in pixels of the frame's upper edge over which sentences lie that do not pass by themselves."""
        lasting = [banner.height() + MARGIN for banner in self.shown() if not banner.passing]
        return self._top() + MARGIN + sum(lasting) if lasting and self._floats else 0

    def clear(self) -> None:
        """Take every sentence away."""
        for banner in self._alive:
            banner.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a frame of another size other sentences have room."""
        if watched is self._frame and event.type() is QEvent.Type.Resize:
            self.settle()
        elif watched is self._over and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._take_place(floats=event.type() is QEvent.Type.ShowToParent)
            self.settle()
        return False

    def _take_place(self, *, floats: bool) -> None:
        """Lie over the frame, or in its column."""
        column = self._frame.layout()
        if floats != self._floats or not floats:
            self._floats = floats
            self.clearMask()
            self.setMaximumHeight(UNBOUNDED)
            self.setMinimumHeight(0)
            if isinstance(column, QBoxLayout):
                column.removeWidget(self)
                if not floats:
                    column.insertWidget(0, self)

    def _forget(self) -> None:
        self._alive = tuple(banner for banner in self._alive if not banner.dismissed)
        self.settle()

    def settle(self) -> None:
        """Show as many as have room, the latest in any case."""
        width, most = self._frame.width() - 2 * MARGIN, self._frame.height() * SHARE
        alive, height = self._alive, MARGIN
        for place, banner in enumerate(alive):
            needed = banner.fit(width) + MARGIN
            banner.setVisible(place == 0 or height + needed <= most)
            height += needed if not banner.isHidden() else 0
        self.setVisible(bool(alive))
        if not self._floats:
            self.setFixedHeight(height)
            return
        self.setGeometry(0, self._top(), self._frame.width(), height)
        self._rows.activate()
        self.setMask(self.childrenRegion())
        self.raise_()

    def _wear(self, theme: Theme) -> None:
        for banner in self._alive:
            banner.wear(theme)
