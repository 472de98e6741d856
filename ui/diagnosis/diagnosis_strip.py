"""The strip below the canvas: what is wrong with the run, what may help, and what the last try has changed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from ui.diagnosis.remedy_list import OfferedRemedy, RemedyList
from ui.diagnosis.state_chip import StateChip
from ui.language.text import shown
from ui.theme import fonts
from ui.theme.themes import Themes
from ui.widgets.labels import label

if TYPE_CHECKING:
    from netbuilder.diagnosis.diagnosis import Diagnosis

BUTTONS = 3
"""So many offers stand beside the words, where there is room; the list has all of them."""
MARGIN, GAP = 12, 8
NARROW = 320
"""Pixels in which a state and the button of the list do not stand side by side."""
LOW = 240
"""Height of the frame below which nothing is kept free. Where it is narrow as well, buttons have no row of their own,
and what a remedy has changed stands in the place of the sentence."""
LETTERS = 165
"""A sentence of so many characters has room at once, so that the strip keeps its height when another is said."""


class DiagnosisStrip(QFrame):
    """Shows what it is told. Hidden until there is something to say."""

    left = Signal()
    """The pointer has gone elsewhere."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diagnosis")
        self.setAccessibleName(self.tr("Diagnosis"))
        self.offers: tuple[OfferedRemedy, ...] = ()
        self._quick: list[OfferedRemedy] = []
        self._note = ""
        self._list: RemedyList | None = None
        self.chip, self.sure, self.sentence = StateChip(themes), label("hint"), label("sentence")
        self.sure.setToolTip(self.tr("How likely it is that this diagnosis is not due to noise in the curves"))
        self.lead = label("hint")
        self.buttons = [self._button(place) for place in range(BUTTONS)]
        self.more = QPushButton(self.tr("All remedies…"))
        self.more.setProperty("role", "small")
        self.more.setToolTip(self.tr("Everything that may help this run, with the reason"))
        self.more.clicked.connect(lambda: self.open_list(by_keys=not self.more.underMouse()))
        self.outcome, self.undo = label("outcome"), QPushButton(self.tr("Undo remedy"))
        self.undo.setProperty("role", "small")
        self.undo.setToolTip(self.tr("Undo the edit, and show the previous run"))
        self.undo.clicked.connect(self._take_back)
        self._undo: Callable[[], None] | None = None
        self._spare, self._foot = QSpacerItem(0, 0), QSpacerItem(0, 0, QSizePolicy.Policy.Expanding)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._state = ""
        self._lay_out()
        self.hide()

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """What Tab stops at, in this order."""
        return (*self.buttons, self.more, self.undo)

    def say(self, diagnosis: Diagnosis, note: str = "") -> None:
        """Show this diagnosis, with a note behind it. A state that was not shown before is said to a screen reader."""
        sure, why = shown(diagnosis.sure) if diagnosis.sure is not None else "", shown(diagnosis.why)
        self.chip.show_state(diagnosis.state, shown(diagnosis.name))
        self.chip.setToolTip(shown(diagnosis.message))  # where there is no room for all of it
        self.sure.setText(sure)
        self.setAccessibleDescription(shown(diagnosis.message))
        self.sentence.setText(" ".join(filter(None, (why[:1].upper() + why[1:], note))))
        self.show()
        self._settle()
        if diagnosis.state != self._state:
            self._state = diagnosis.state
            self._announce(shown(diagnosis.message))

    def hold(self, name: str, sentence: str) -> None:
        """Show no diagnosis for now, and why."""
        self.chip.show_state("early", name)
        self.chip.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self.sure.clear()
        self.sentence.setText(sentence)
        self._state = ""
        self._settle()

    def wait(self, text: str) -> None:
        """Show that a diagnosis is on its way, where nothing else is shown."""
        if self.isHidden():
            self.chip.show_state("early", text)
            self.sure.clear()
            self.sentence.clear()
            self._state = ""
            self.show()
            self._settle()

    @property
    def touched(self) -> bool:
        """Whether the user is at the offers: the pointer over the strip, or the keys at a button."""
        return self.underMouse() or any(stop.hasFocus() for stop in self.stops)

    def offer(self, offers: Sequence[OfferedRemedy], lead: str = "", note: str = "") -> None:
        """Offer these, the first of them on buttons; ``lead``: what a click does besides, said before them; ``note``:
        what the list says of their being tried."""
        self.offers, self._note = tuple(offers), note
        self._quick = [offer for offer in self.offers if offer.quick]
        if self._list is not None:
            self._list.renew(self.offers, note)
        self.lead.setText(lead if self.offers else "")
        for button, offer in zip(self.buttons, self._quick, strict=False):
            button.setText(offer.name)
            lines = filter(None, (offer.brought, offer.why))
            button.setToolTip("<br>".join((f"<b>{escape(offer.title)}</b>", *map(escape, lines))))
            button.setAccessibleName(offer.title)
            button.setAccessibleDescription(" ".join(filter(None, (offer.brought, offer.why))))
        self._settle()

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say in a line beneath what the last try has changed, and offer to take it back; an empty text: no line."""
        known = self.outcome.text()
        if (text, undo) == (known, self._undo):
            return
        self._undo = undo
        self.outcome.setText(text)
        self._hide(self.outcome, hidden=not text)
        self._settle()
        if text and text != known:
            self._announce(text)

    def open_list(self, *, by_keys: bool = True) -> None:
        """List all that is offered, with the reasons; ``by_keys``: the keys go to the first row."""
        if not self.offers or self.isHidden():
            return
        offers = RemedyList(self.offers, self.more if self.more.isVisible() else self.chip, self._note)
        self._list = offers
        offers.destroyed.connect(self._forget_list)
        offers.show()
        (offers.rows[0] if by_keys else offers).setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget_list(self) -> None:
        self._list = None

    def leaveEvent(self, event: QEvent) -> None:
        """What waited while the pointer was here may move now."""
        super().leaveEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width, other buttons have room."""
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """The height of the frame counts, too."""
        super().showEvent(event)
        frame = self.parentWidget()
        if frame is not None:
            frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a frame of another height, more or less is kept free."""
        if event.type() is QEvent.Type.Resize:
            self._settle()
        return False

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for text in (self.sure, self.lead):
            text.setWordWrap(False)
        state, self._choice, beneath = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (state, self._choice, beneath, self._top):
            row.setSpacing(GAP)
        state.addWidget(self.chip)
        state.addWidget(self.sure)
        state.addStretch(1)
        for widget in (self.lead, *self.buttons, self.more):
            self._choice.addWidget(widget)
        self._choice.addSpacerItem(self._foot)  # keeps the height of the row while nothing is offered
        self._top.addLayout(state, 1)
        self._top.addLayout(self._choice)
        beneath.addWidget(self.outcome, 1)
        beneath.addWidget(self.undo)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        box.setSpacing(4)
        box.addLayout(self._top)
        box.addWidget(self.sentence)
        box.addLayout(beneath)
        box.addSpacerItem(self._spare)
        for widget in (*self.stops, self.outcome, self.lead):
            widget.hide()

    def _settle(self) -> None:
        """As many buttons as have room, beneath the state where the strip is narrow; and height for a long sentence."""
        frame = self.parentWidget()
        whole, height = self.width() - 2 * MARGIN, self.more.sizeHint().height()
        low, beside = frame is not None and frame.height() < LOW, whole - _width(self.chip)
        narrow = whole < NARROW or beside < _width(self.more)
        tiny = narrow and low
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.chip.setFixedHeight(height)
        self._foot.changeSize(0, 0 if tiny else height)
        self._hide(self.undo, hidden=narrow or self._undo is None)
        self._hide(self.sentence, hidden=tiny and bool(self.outcome.text()))
        self._reserve(low=low)
        self._hide(self.more, hidden=tiny or not self.offers)
        room = 0 if tiny else (whole if narrow else beside) - (_width(self.more) if self.offers else 0)
        room -= self._fit(self.lead, room)
        sure = self._fit(self.sure, beside if narrow else room)
        room -= 0 if narrow else sure
        for place, button in enumerate(self.buttons):
            room -= _width(button)
            self._hide(button, hidden=place >= len(self._quick) or room < 0)

    def _fit(self, text: QLabel, room: int) -> int:
        """Show a text where there is one and it has room. Returns what it takes."""
        needed = _width(text)
        fits = bool(text.text()) and needed <= room
        self._hide(text, hidden=not fits)
        return needed if fits else 0

    def _reserve(self, *, low: bool) -> None:
        """Sentences have the height of their lines, and what a longer one would need besides is kept free below."""
        width, metrics = max(1, self.width() - 2 * MARGIN), self.sentence.fontMetrics()
        beside = width - (_width(self.undo) if not self.undo.isHidden() else 0)
        for text, room in ((self.sentence, width), (self.outcome, beside)):
            text.setMinimumHeight(0)  # or Qt would never find that fewer lines are needed than before
            text.setFixedHeight(max(0, text.heightForWidth(max(1, room))))  # negative where it is empty
        lines = 0 if low else math.ceil(LETTERS * fonts.letter_width(metrics) / width)
        self._spare.changeSize(0, max(0, lines * metrics.lineSpacing() - self.sentence.height()))
        self._box.invalidate()
        self.updateGeometry()

    def _hide(self, widget: QWidget, *, hidden: bool) -> None:
        """Qt would pass the keys of a widget that goes to a neighbour, where a second Enter would do something else."""
        frame = self.parentWidget()
        if hidden and widget.hasFocus() and frame is not None:
            frame.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.setHidden(hidden)

    def _button(self, place: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "small")
        button.clicked.connect(partial(self._act, place))
        return button

    def _act(self, place: int) -> None:
        self._quick[place].act()

    def _take_back(self) -> None:
        if self._undo is not None:
            self._undo()

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _width(widget: QWidget) -> int:
    """What a widget takes of a row, with the gap beside it."""
    widget.ensurePolished()
    return widget.sizeHint().width() + GAP
