"""The way to the drawing that is open: the network, and the blocks one inside the other, each a step back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.project.bridge import Bridge

INSET = 10
LONGEST, SHORTEST = 160, 48
"""Pixels that the name of a block takes at most; less where the way is long, but not less than the other."""


class Step(QWidget):
    """A block around the one that is open, to go back to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QToolButton(self, autoRaise=True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button)
        row.addWidget(QLabel("›"))

    def show_name(self, name: str, room: int) -> None:
        """Lead back to the drawing that is called so, in so many pixels."""
        self.button.setText(elided(self, name, room).replace("&", "&&"))
        self.button.setToolTip(self.tr("Go back to “{name}” (Alt+Up)").format(name=name))
        self.button.setAccessibleName(self.tr("Go back to “{name}”").format(name=name))


class Breadcrumbs(QFrame):
    """Lies in the upper left corner of the canvas while a block is open. ``leave``: goes so many levels back."""

    def __init__(
        self, bridge: Bridge, leave: Callable[[int], object], uses: Callable[[str], int], over: QWidget
    ) -> None:
        super().__init__(over)
        self.setObjectName("breadcrumbs")
        self.setAccessibleName(self.tr("Open blocks"))
        self._bridge, self._leave, self._uses, self._over = bridge, leave, uses, over
        self._shown: object = None
        self._repetition = 0
        self.steps: list[Step] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 3, 10, 3)
        self._row.setSpacing(2)
        self.here, self.repeated, self.used = QLabel(self), QLabel(self), QLabel(self)
        self.here.setTextFormat(Qt.TextFormat.PlainText)
        self.here.setObjectName("here")
        self.repeated.setProperty("role", "hint")
        self.used.setProperty("role", "hint")
        self.used.setToolTip(self.tr("What is changed here changes in all of them."))
        self.here.setIndent(6)
        self.repeated.setIndent(8)
        self.used.setIndent(8)
        self._row.addWidget(self.here)
        self._row.addWidget(self.repeated)
        self._row.addWidget(self.used)
        bridge.level.entered.connect(lambda _level: self.follow())
        bridge.changed.connect(lambda _change: self.follow())
        self.follow()

    @property
    def covers(self) -> int:
        """The height that it takes at the upper edge, in pixels."""
        return 0 if self.isHidden() else self.y() + self.height()

    def follow(self) -> None:
        """Show the way to what is open now."""
        level = self._bridge.level
        names = tuple(level.project.blocks[block].name for block in level.blocks)
        count, times = (self._uses(level.blocks[-1]), self._times()) if names else (0, 1)
        self.setVisible(bool(names))
        known = names, count, times, self._repetition, self._over.width()
        if names and self._shown != known:
            self._show_way((self.tr("Network"), *names), count, times)
        self._shown = known

    def show_repetition(self, number: int) -> None:
        """The numbers on the wires are those of this repetition of the open block, counted from 0."""
        if number != self._repetition:
            self._repetition = number
            self.follow()

    def _times(self) -> int:
        """How often the open block comes in a row."""
        use = self._bridge.level.use
        return use.repeat if use is not None else 1

    def _show_way(self, names: tuple[str, ...], count: int, times: int) -> None:
        """A step for each name but the last one. Steps that are not needed any more are kept for later.

        ``count``: how often the last block is used; ``times``: how often it comes in a row here.
        """
        while len(self.steps) < len(names) - 1:
            step = Step(self)
            step.button.clicked.connect(partial(self._back, len(self.steps)))
            self._row.insertWidget(len(self.steps), step)
            self.steps.append(step)
        room = max(SHORTEST, min(LONGEST, (self._over.width() - 160) // len(names)))
        for place, step in enumerate(self.steps):
            step.setVisible(place < len(names) - 1)
            if place < len(names) - 1:
                step.show_name(names[place], room)
        self.here.setText(elided(self, names[-1], room))
        self.here.setToolTip(names[-1])
        self.repeated.setText(self.tr("{number} of {times}").format(number=self._repetition + 1, times=times))
        tip = self.tr("It comes {times} times in a row: shapes and sizes are those of the first.")
        if self._repetition:
            tip = self.tr("It comes {times} times in a row: values are those of this one, shapes those of the first.")
        self.repeated.setToolTip(tip.format(times=times))
        self.repeated.setVisible(times > 1)
        self.used.setText(self.tr("used {count} times").format(count=count))
        self.used.setVisible(count > 1)
        self.place()

    def _back(self, place: int) -> None:
        """Go to the drawing at this place of the way."""
        self._over.setFocus()
        self._leave(len(self._bridge.level.path) - place)

    def event(self, event: QEvent) -> bool:
        """Be as large as what is in it, once that is known."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.adjustSize()
        return super().event(event)

    def place(self) -> None:
        """Lie in the corner."""
        self.move(INSET, INSET)
        self.adjustSize()
        self.raise_()


def elided(widget: QWidget, name: str, room: int) -> str:
    """A name on one line, shortened in its middle to so many pixels."""
    return widget.fontMetrics().elidedText(" ".join(name.split()), Qt.TextElideMode.ElideMiddle, room)
