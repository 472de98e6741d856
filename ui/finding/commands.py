"""The command palette: one field in which everything that can be done, and every layer, is found by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from netbuilder.layers import Category
from ui.canvas.items import painting
from ui.finding.matching import ranked
from ui.palette.layer_rows import paint_card_sign
from ui.theme.themes import Theme

Index = QModelIndex | QPersistentModelIndex
SIZE = QSize(560, 420)
ROW = 30
INDENT, SIGN, GAP = 12, 20, 10
PAGE = 8
"""Rows by which PgUp and PgDown move."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done.

    ``group``: the menu or the category in which it is; ``words``: what else it is found by; ``keys``: its shortcut as
    this system writes it; ``off``: why it cannot be done now, empty where it can; ``on``: whether it is a switch that
    is on; ``layer``: the category of a layer that it adds, and whether that is a block.
    """

    title: str
    group: str
    run: Callable[[], object]
    words: str = ""
    keys: str = ""
    off: str = ""
    on: bool = False
    icon: QIcon | None = None
    layer: tuple[Category, bool] | None = None


class CommandPalette(QFrame):
    """Enter does the current command, Esc closes. What cannot be done now says why, and stays."""

    def __init__(self, commands: Sequence[Command], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("commands")
        self.setAccessibleName(self.tr("Command palette"))
        self._commands = tuple(commands)
        self.field, self.list, self.nothing = QLineEdit(), QListView(), QLabel()
        self.field.setPlaceholderText(self.tr("What do you want to do, or which layer do you want to add?"))
        self.field.setAccessibleName(self.tr("Search commands and layers"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.search)
        self._model = CommandModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(CommandDelegate(theme, self))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Commands and layers"))
        self.list.clicked.connect(self._choose)
        self.nothing.setWordWrap(True)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(12, 16, 12, 16)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for part, share in ((self.field, 0), (self.list, 1), (self.nothing, 1)):
            column.addWidget(part, share)
        self.search("")

    def open_over(self, widget: QWidget) -> None:
        """Open near the upper edge of a widget, in its middle, inside the screen."""
        screen = widget.screen().availableGeometry()
        self.resize(SIZE.boundedTo(screen.size()))
        at = widget.mapToGlobal(QPoint((widget.width() - self.width()) // 2, widget.height() // 10))
        x = max(screen.left(), min(at.x(), screen.right() - self.width()))
        y = max(screen.top(), min(at.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self, words: str) -> None:
        """Show what answers these words, best first."""
        entries = [(command.title, f"{command.group} {command.words}") for command in self._commands]
        found = [self._commands[match.place] for match in ranked(words, entries)]
        self._model.show(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        text = self.tr("Nothing is called “{words}”. Try a shorter word.")
        self.nothing.setText(text.format(words=words))
        self.step(0)

    def shown(self) -> tuple[Command, ...]:
        """The commands in the list, from top to bottom."""
        return self._model.commands

    @property
    def current(self) -> Command | None:
        """The command that Enter would do."""
        row = self.list.currentIndex().row()
        return self._model.commands[row] if row >= 0 else None

    def step(self, by: int) -> None:
        """Make a later or earlier command the current one."""
        last = self._model.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self._model.index(max(0, min(last, self.list.currentIndex().row() + by)), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the field that mean the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}
            if event.key() in steps:
                self.step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _choose(self, index: Index) -> None:
        command = self._model.commands[index.row()] if index.isValid() else None
        if command is None:
            return
        if command.off:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, command.off))
            return
        self.close()
        command.run()


class CommandModel(QAbstractListModel):
    """The commands that answer the search, as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: tuple[Command, ...] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Have these rows, the first of which becomes the current one."""
        self.beginResetModel()
        self.commands = tuple(commands)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own default
        """One for each command."""
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title; for screen readers also the rest; for the delegate the command itself."""
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.title, command.off or beside(command), command.keys) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return command.off or None
        return command if role == Qt.ItemDataRole.UserRole else None


def beside(command: Command) -> str:
    """What stands beside a title: why the command is off, or where it is from, and whether it is on."""
    if command.off:
        return command.off
    return f"{command.group}, ✓" if command.on else command.group


class CommandDelegate(QStyledItemDelegate):
    """Paints a command: its sign, its title, where it is from or why it is off, and at the right its keys."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of one height."""
        return QSize(120, max(ROW, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        command: Command = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._paint_sign(painter, option.rect, command)
        self._paint_words(painter, option, command)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(painting.mixed(self._theme.raised, self._theme.accent, 0.18 if chosen else 0.07))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 6, 6)

    def _paint_sign(self, painter: QPainter, row: QRect, command: Command) -> None:
        middle = row.center().y()
        if command.layer is not None:
            category, block = command.layer
            area = QRectF(row.left() + INDENT, middle - 7, SIGN, 14)
            paint_card_sign(painter, area, category, self._theme, block=block)
        elif command.icon is not None:
            mode = QIcon.Mode.Disabled if command.off else QIcon.Mode.Normal
            command.icon.paint(painter, QRect(row.left() + INDENT, middle - 9, SIGN, 18), mode=mode)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, command: Command) -> None:
        area, metrics = option.rect.adjusted(INDENT + SIGN + GAP, 0, -INDENT, 0), option.fontMetrics
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if command.keys:
            painter.drawText(area, right, command.keys)
            area.setRight(area.right() - metrics.horizontalAdvance(command.keys) - 2 * GAP)
        painter.setPen(QColor(self._theme.muted if command.off else self._theme.text))
        title = metrics.elidedText(command.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, left, title)
        area.setLeft(area.left() + metrics.horizontalAdvance(title) + GAP)
        painter.setPen(QColor(self._theme.muted))
        room = metrics.elidedText(beside(command), Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.drawText(area, left, room)
