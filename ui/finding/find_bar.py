"""The bar over the canvas in which one searches for a node: every keystroke shows the best match where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from netbuilder.graph.graph import NodeId
from netbuilder.project.levels import Level
from ui.canvas.blocks.transition import duration
from ui.canvas.items.node_item import NodeItem
from ui.canvas.scene import DrawingScene
from ui.finding.nodes import Place, find
from ui.project.bridge import Bridge
from ui.theme import icons
from ui.theme.themes import Theme, Themes
from ui.widgets.input_fields import SearchField
from ui.widgets.labels import restyle

INSET = 10
WIDTH = 210
"""Pixels of the field."""
NEAR = 0.8
"""From farther away than this zoom, one comes nearer: a card that was searched for is to be read."""


class SearchedCanvas(Protocol):
    """The canvas, as far as finding needs it."""

    drawing: DrawingScene

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one unit of the canvas."""

    @property
    def shows_whole(self) -> bool:
        """Whether the drawing is seen as it was fitted into the view."""

    def as_widget(self) -> QWidget:
        """The canvas as the parent of what lies over it."""

    def viewport(self) -> QWidget:
        """The area in which the drawing is shown."""

    def mapToScene(self, x: int, y: int, /) -> QPointF:
        """A point of the view on the canvas."""

    def viewpoint(self) -> tuple[float, int, int]:
        """The zoom and the corner."""

    def look_again(self, viewpoint: tuple[float, int, int]) -> None:
        """See what was seen from a viewpoint."""

    def look_at(self, middle: QPointF) -> None:
        """Bring a point of the canvas to the middle of the view."""

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom."""

    def fit(self) -> None:
        """Show the whole drawing."""


@dataclass(frozen=True, slots=True)
class Start:
    """What was seen and selected before the search: Esc goes back to it. Without a viewpoint, all was seen."""

    level: Level
    viewpoint: tuple[float, int, int] | None
    selection: frozenset[NodeId]


class FindBar(QFrame):
    """Lies in the upper right corner of the canvas. Enter and Shift+Enter go from match to match, Esc goes back."""

    def __init__(self, bridge: Bridge, canvas: SearchedCanvas, themes: Themes) -> None:
        super().__init__(canvas.as_widget())
        self.setObjectName("find")
        self._bridge, self._canvas, self._over = bridge, canvas, canvas.as_widget()
        self._start = Start((), None, frozenset())
        self._flight = QVariantAnimation(self)
        self._flight.valueChanged.connect(self._fly)
        self.places: list[Place] = []
        self.at = -1
        self.field, self.count = SearchField(), QLabel()
        self.field.setPlaceholderText(self.tr("Name, type, parameter or “problem”"))
        self.field.setAccessibleName(self.tr("Find a node"))
        self.field.setFixedWidth(WIDTH)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda _text: self._search())
        self.count.setObjectName("count")
        self.before = self._button(self.tr("Previous match"), self.tr("Shift+Enter"), lambda: self.step(-1))
        self.behind = self._button(self.tr("Next match"), self.tr("Enter"), lambda: self.step(1))
        self.cross = self._button(self.tr("Close, and stay here"), "", self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 6, 5)
        row.setSpacing(4)
        for part in (self.field, self.count, self.before, self.behind, self.cross):
            row.addWidget(part)
        self._over.installEventFilter(self)
        bridge.changed.connect(lambda change: self._follow() if change.content else None)
        themes.changed.connect(self._wear)
        self._wear(themes.theme)
        self.hide()

    @property
    def covers(self) -> int:
        """The height that it takes at the upper edge, in pixels."""
        return 0 if self.isHidden() else self.y() + self.height()

    def open(self) -> None:
        """Begin to search, or go on with what stands in the field."""
        if self.isHidden():
            seen = None if self._canvas.shows_whole else self._canvas.viewpoint()
            self._start = Start(self._bridge.level.path, seen, self._bridge.selection)
            self._show_count()
            self.show()
            self._place()
            self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def step(self, by: int) -> None:
        """Show the next match, or with -1 the one before; behind the last comes the first."""
        if self.places:
            self._show((self.at + by) % len(self.places))

    def leave(self) -> None:
        """Close, and stay at what was found."""
        self._flight.stop()
        self.hide()
        self._over.setFocus()

    def go_back(self) -> None:
        """Close, and see again what was seen before the search."""
        self.leave()
        start = self._start
        if self._bridge.level.path != start.level:
            self._bridge.enter(start.level)
        self._bridge.select(start.selection)
        if start.viewpoint is None:
            self._canvas.fit()
        else:
            self._canvas.look_again(start.viewpoint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field; and a canvas of another size has another corner."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.go_back()
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Be as large as what is in it, once that is known."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _search(self) -> None:
        self.places, self.at = find(self._bridge, self.field.text()), -1
        if self.places:
            self._show(0)
        else:
            self._show_count()

    def _follow(self) -> None:
        """The project has changed: other nodes may answer. One stays at the match that was shown, if it still does."""
        if self.isHidden() or not self.field.text().strip():
            return
        shown = self.places[self.at] if 0 <= self.at < len(self.places) else None
        self.places = find(self._bridge, self.field.text())
        self.at = self.places.index(shown) if shown in self.places else -1
        self._show_count()

    def _show(self, at: int) -> None:
        """Open the drawing in which a match is, select it, and fly there."""
        self.at, place = at, self.places[at]
        if place.level != self._bridge.level.path:
            self._bridge.enter(place.level)
        self._bridge.select([place.node])
        item = self._canvas.drawing.node_items.get(place.node)
        if item is not None:
            self._fly_to(item)
        self._show_count()

    def _fly_to(self, item: NodeItem) -> None:
        self._flight.stop()
        view = self._canvas.viewport().rect().center()
        start, end = self._canvas.mapToScene(view.x(), view.y()), item.card.center()
        zoom = self._canvas.zoom
        self._way = (start, zoom, end, max(zoom, NEAR))
        milliseconds = duration(self._over) if self._over.isVisible() else 0
        if not milliseconds:
            self._fly(1.0)
            return
        self._flight.setDuration(milliseconds)
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.start()

    def _fly(self, along: float) -> None:
        start, far, end, near = self._way
        self._canvas.set_zoom(far + (near - far) * along)
        self._canvas.look_at(start + (end - start) * along)

    def _show_count(self) -> None:
        nothing = bool(self.field.text().strip()) and not self.places
        if nothing:
            text = self.tr("nothing found")
        elif not self.places:
            text = ""
        elif self.at < 0:
            text = self.tr("{count} found").format(count=len(self.places))
        else:
            text = self.tr("{place} of {count}").format(place=self.at + 1, count=len(self.places))
        self.count.setText(text)
        self.count.setVisible(bool(text))
        restyle(self.field, "invalid", nothing)
        self.field.setAccessibleDescription(text)
        for button in (self.before, self.behind):
            button.setEnabled(bool(self.places))

    def _button(self, name: str, key: str, act: object) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setToolTip(f"{name} ({key})" if key else name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(14, 14))
        button.clicked.connect(act)
        return button

    def _wear(self, theme: Theme) -> None:
        for button, icon in ((self.before, "up"), (self.behind, "down"), (self.cross, "close")):
            button.setIcon(icons.themed(icon, theme))

    def _place(self) -> None:
        """Lie in the corner."""
        self.adjustSize()
        self.move(max(INSET, self._over.width() - self.width() - INSET), INSET)
