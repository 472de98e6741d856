"""The layer over the canvas that shows, while one steps, the value above each wire and its gradient below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from netbuilder.graph.blocks import NodePath
from netbuilder.stepping.moments import Moment
from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.step_record import StepRecord, WireValue
from ui.canvas.canvas import Canvas
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.wire_item import WireItem
from ui.language.text import shown as in_users_language
from ui.language.text import typeset
from ui.stepping.step_walk import StepWalk
from ui.stepping.value_tag import ValueTag

LEAST_WIDTH, MOST_WIDTH, MARGIN = 14.0, 112.0, 6.0
SHORT = 150.0
"""A wire that spans less, in canvas units, has its numbers above and below the cards, for want of room between them."""


class WireValues(QObject):
    """``tags``: what is shown, by the wire's item. It keeps the numbers to come to itself while they are predicted."""

    opened = Signal(object)
    """Subject: the user wants to see this array."""

    def __init__(self, canvas: Canvas, walk: StepWalk) -> None:
        super().__init__(canvas)
        self._canvas, self._walk = canvas, walk
        self.tags: list[tuple[WireItem, ValueTag]] = []
        self._key: object = None
        self.secret = False
        walk.moved.connect(self.follow)
        canvas.drawing.followed.connect(lambda _: self._again())
        canvas.drawing.turned.connect(self._again)
        canvas.zoom_changed.connect(lambda _: self._again())
        canvas.viewport().installEventFilter(self)

    def follow(self) -> None:
        """Show what is known at the moment."""
        record, moment = self._walk.record, self._walk.moment
        within = self._within(moment) if moment is not None else ()
        self._canvas.breadcrumbs.show_repetition(within[-1][1] if within else 0)
        if record is None or moment is None:
            self._clear()
            return
        key = (id(record), self._canvas.bridge.level.path, within)
        if key != self._key:
            self._clear()
            self._build(record, within)
            self._key = key
        for _, tag in self.tags:
            at = self._walk.at
            tag.setVisible(tag.since <= at and (not tag.crowded or tag.since == at))
            tag.mark(current=tag.since == at, secret=self.secret and tag.since == at)
        seen = {item for item, tag in self.tags if tag.isVisible()}
        for item, _ in self.tags:
            item.cover_label(item in seen)  # the tip of a number says the shape, too

    def keep(self, secret: bool) -> None:
        """Show or hide the numbers of the moment."""
        self.secret = secret
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a number opens its array; a tip says where it came from. The rest is the canvas'."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tag = self.tag_at(QPointF(event.pos()))
            record = self._walk.record
            if tag is not None and record is not None and not tag.secret:
                QToolTip.showText(event.globalPos(), self.tip(record, tag), self._canvas.viewport())
                return True
        elif isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            tag = self.tag_at(event.position())
            if tag is not None and event.type() is QEvent.Type.MouseButtonPress:
                if not tag.secret:
                    self.opened.emit(tag.subject)
                return True
        return super().eventFilter(watched, event)

    def tag_at(self, at: QPointF) -> ValueTag | None:
        """The number at a point of the view, the current one first."""
        transform = self._canvas.viewportTransform()
        found = [tag for _, tag in self.tags if tag.isVisible() and tag.area().contains(at - transform.map(tag.pos()))]
        return max(found, key=lambda tag: tag.zValue(), default=None)

    def tip(self, record: StepRecord, tag: ValueTag) -> str:
        """What the array is, and where it came from."""
        found = tag.numbers
        shape = " × ".join(map(str, found.shape)) or "1"
        where = self.tr("Value of {node}") if tag.above else self.tr("Gradient of the loss, as it comes back to {node}")
        figures = self.tr("{shape}, {dtype}: {low} to {high}, mean {mean}, {zeros} zeros").format(
            shape=shape,
            dtype=found.dtype,
            low=typeset(f"{found.low:.4g}"),
            high=typeset(f"{found.high:.4g}"),
            mean=typeset(f"{found.mean:.4g}"),
            zeros=found.zeros,
        )
        node = in_users_language(record.called(tag.subject.path, tag.subject.name))
        lines = [where.format(node=f"“{node}”"), figures]
        if tag.edited:
            lines.append(self.tr("Edited by hand."))
        return "\n".join([*lines, self.tr("Click to see all its numbers.")])

    def _again(self) -> None:
        self._key = None
        self.follow()

    def _clear(self) -> None:
        for item, tag in self.tags:
            item.cover_label(False)
            if tag.scene() is self._canvas.drawing:
                self._canvas.drawing.removeItem(tag)
        self.tags, self._key = [], None

    def _within(self, moment: Moment) -> tuple[tuple[str, int], ...]:
        """The drawing that is open, in the repetition that the moment is about."""
        level = self._canvas.bridge.level.path
        inside = moment.path.within if moment.path else ()
        numbers = [number for _, number in inside]
        return tuple((use, numbers[place] if place < len(numbers) else 0) for place, use in enumerate(level))

    def _build(self, record: StepRecord, within: tuple[tuple[str, int], ...]) -> None:
        values = {(value.path, value.port): value for value in record.values}
        since: dict[tuple[str, int], int] = {
            (moment.phase, moment.place): at for at, moment in enumerate(self._walk.order)
        }
        places = {id(value): place for place, value in enumerate(record.values)}
        for wire, item in self._canvas.drawing.wire_items.items():
            value = values.get((NodePath(wire.source, within), wire.source_port))
            if value is not None:
                for tag in self._tags_of(record, value, NodePath(wire.target, within), places[id(value)], since):
                    self.tags.append((item, tag))
                    self._canvas.drawing.addItem(tag)
        self._place()

    def _tags_of(
        self,
        record: StepRecord,
        value: WireValue,
        reader: NodePath,
        place: int,
        since: Mapping[tuple[str, int], int],
    ) -> Iterator[ValueTag]:
        parts: list[tuple[Subject, Numbers, int]] = [
            (Subject("value", value.path, value.port), value.value, since["forward", place])
        ]
        if value.gradient is not None:
            shares = {one.reader: one.gradient for one in value.contributions}
            subject = Subject("gradient", value.path, value.port)
            parts.append((subject, shares.get(reader, value.gradient), since["backward", place]))
        for subject, numbers, first in parts:
            tag = ValueTag(subject, numbers, first, self._canvas.drawing.look)
            tag.edited = bool(record.interventions.of(subject.kind, subject.path, subject.name))
            yield tag

    def _place(self) -> None:
        """Every number at its wire; where it would cover a card or another number, only its strip is left, or a narrow
        one, which is shown in its own moment only if it, too, would cover something."""
        zoom, taken = self._canvas.zoom, list[QRectF]()
        for item, tag in self.tags:
            cards = (item.source.card, item.target.card)
            span = cards[1].center().x() - cards[0].center().x()
            middle = item.middle()
            if 0 < span < 2 * SHORT and abs(cards[0].center().y() - cards[1].center().y()) < cards[0].height():
                y = min(card.top() for card in cards) if tag.above else max(card.bottom() for card in cards)
                middle.setY(y)
            tag.setPos(middle)
            width = max(LEAST_WIDTH, min(MOST_WIDTH, abs(span) * zoom - MARGIN))
            for so_wide, lettered in ((width, True), (width, False), (LEAST_WIDTH, False)):
                tag.fit(so_wide, lettered=lettered)
                tag.crowded = self._covers(tag, zoom, taken)
                if not tag.crowded:
                    break
            taken.append(self._in_pixels(tag, zoom))

    def _covers(self, tag: ValueTag, zoom: float, taken: list[QRectF]) -> bool:
        area = self._in_pixels(tag, zoom)
        scene = QRectF(area.topLeft() / zoom, area.size() / zoom)
        cards = (item for item in self._canvas.drawing.items(scene) if isinstance(item, NodeItem))
        return any(item.card.intersects(scene) for item in cards) or any(area.intersects(other) for other in taken)

    @staticmethod
    def _in_pixels(tag: ValueTag, zoom: float) -> QRectF:
        return tag.area().translated(tag.pos() * zoom)
