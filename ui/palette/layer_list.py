"""The layers to choose from: a search field over a list in groups. The palette and the canvas's quick menu show it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.palette.entries import Entries, Entry, grouped, layers
from ui.palette.layer_rows import BLOCK, CATEGORY, KIND, TAG, LayerDelegate, drag_picture
from ui.palette.searching import answers, resembling, tab_of_setting
from ui.theme.themes import Theme, Themes
from ui.widgets.input_fields import SearchField

LAYER_MIME = "application/x-netbuilder-layer"


class LayerList(QListView):
    """The list of layers and blocks, each of which can be dragged away.

    ``fitting``: tells the kinds that fit where the chosen one is to be put; of equally good answers to a search, the
    first of these is the current one.
    """

    chosen = Signal(str)
    """The kind of an entry: double click or Enter."""

    def __init__(
        self,
        themes: Themes,
        entries: Entries = layers,
        fitting: Callable[[], Collection[str]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes, self._entries, self._fitting, self._words = themes, entries, fitting, ""
        self._shown: dict[str, Entry] = {}
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._delegate = LayerDelegate(themes.theme, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # titles wrap
        # The ground is that of whatever the list lies on.
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Layers"))
        self.doubleClicked.connect(self._choose)
        themes.changed.connect(self._set_theme)
        self.search("")

    def model(self) -> QAbstractItemModel:
        """The rows: headings, and entries with their ``KIND``."""
        return self._model

    def search(self, words: str) -> int:
        """Show the entries that answer these words, best first within their group; where none does, those whose titles
        resemble them. Returns how many answer."""
        self._words = words
        self._model.clear()
        entries = self._entries()
        answering = answers(entries, words)
        ranks = answering or resembling(entries, words)
        found = [entry for entry in entries if entry.kind in ranks]
        for title, group in grouped(found):
            self._model.appendRow(_heading(title))
            for entry in sorted(group, key=lambda entry: ranks[entry.kind]):
                self._model.appendRow(_row(entry))
        self._shown = {entry.kind: entry for entry in found}
        if found:
            self.show_kind(self._best(found, ranks))
        return len(answering)

    def _best(self, found: Sequence[Entry], ranks: Mapping[str, int]) -> str:
        """The first of the best answers; of several, the first that fits."""
        least = min(ranks.values())
        best = [entry.kind for entry in found if ranks[entry.kind] == least]
        fitting = self._fitting() if self._words and len(best) > 1 else ()
        return next((kind for kind in best if kind in fitting), best[0])

    def follow(self) -> None:
        """Other entries may be offered now: show them, and stay at the current one."""
        kind, place = self.kind(), self.verticalScrollBar().value()
        self.search(self._words)
        if kind in self._shown:
            self.show_kind(kind)
            self.verticalScrollBar().setValue(place)

    def show_kind(self, kind: str) -> None:
        """Make the row of an entry the current one."""
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if index.data(KIND) == kind:
                self.setCurrentIndex(index)

    def kind(self) -> str | None:
        """The kind of the current row."""
        return self.currentIndex().data(KIND) if self.currentIndex().isValid() else None

    def kinds(self) -> list[str]:
        """The kinds of the entries that are shown, from top to bottom."""
        kinds = (self._model.index(row, 0).data(KIND) for row in range(self._model.rowCount()))
        return [kind for kind in kinds if kind is not None]

    def step(self, rows: int) -> None:
        """Make a later (or earlier) layer the current one."""
        kinds = self.kinds()
        if kinds:
            kind = self.kind()
            at = kinds.index(kind) + rows if kind in kinds else 0
            self.show_kind(kinds[max(0, min(len(kinds) - 1, at))])

    def choose(self) -> None:
        """Choose the current layer."""
        self._choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry the layer under the mouse away, with its card as the picture."""
        kind = self.kind()
        if kind is None:
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(LAYER_MIME, kind.encode())
        drag.setMimeData(data)
        picture = drag_picture(self._shown[kind], self._themes.theme, self.devicePixelRatioF())
        drag.setPixmap(picture)
        size = picture.deviceIndependentSize().toSize()
        drag.setHotSpot(QRect(0, 0, size.width(), size.height()).center())
        drag.exec(Qt.DropAction.CopyAction)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(KIND) is not None:
            self.chosen.emit(index.data(KIND))

    def _set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()


def _heading(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _row(entry: Entry) -> QStandardItem:
    item = QStandardItem(entry.title)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)
    item.setToolTip(entry.description)
    item.setData(entry.kind, KIND)
    item.setData(entry.category, CATEGORY)
    item.setData(entry.block, BLOCK)
    item.setData(entry.tag, TAG)
    described = f"{entry.tag}, {entry.description}" if entry.tag else entry.description
    item.setData(described, Qt.ItemDataRole.AccessibleDescriptionRole)
    return item


class LayerChooser(QWidget):
    """A search field over the list. Arrow keys in the field move in the list, Enter chooses.

    ``only_fitting``: the entries are not all that there are, but those that fit somewhere.
    """

    chosen = Signal(str)
    """The kind of an entry."""

    def __init__(
        self,
        themes: Themes,
        entries: Entries = layers,
        fitting: Callable[[], Collection[str]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.only_fitting = False
        self.field = SearchField()
        self.field.setPlaceholderText(self.tr("Search layers"))
        self.field.setAccessibleName(self.tr("Search layers"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list = LayerList(themes, entries, fitting)
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(12, 16, 12, 16)
        self.nothing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addStretch()
        self.field.textChanged.connect(self._search)
        self.list.chosen.connect(self.chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the search field that mean the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self.list.step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.choose()
                self.field.begin_again()  # Ctrl+Z is for the layer now
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _search(self, words: str) -> None:
        found = self.list.search(words)
        similar = bool(self.list.kinds())
        self.list.setVisible(similar)
        self.nothing.setVisible(not found)
        self.nothing.setText("" if found else self._said_of_nothing(words, similar=similar))

    def _said_of_nothing(self, words: str, *, similar: bool) -> str:
        tab = tab_of_setting(words)
        if tab is not None:
            text = self.tr("“%1” is no layer but a setting: see the tab “%2” at the right.").replace("%2", tab)
        elif self.only_fitting:
            text = self.tr("Nothing that fits here is called “%1”. The list at the side has everything.")
        else:
            text = self.tr("No layer is called “%1”. Try a shorter word.")
        if similar and tab is None:
            text = self.tr("Nothing is called “%1”. These have similar names:")
        return text.replace("%1", words)
