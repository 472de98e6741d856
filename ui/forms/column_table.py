"""The table of columns in the Data tab: what each column of the user's own file is for, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from netbuilder.data.base import Note
from netbuilder.data.tables.columns import WORDS
from netbuilder.data.tables.user_tables import TableFile
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.changes import Change
from ui.forms.column_model import CHOICES, ColumnModel, ColumnsLook, Field, Index, columns_look
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.widgets.labels import column, label
from ui.widgets.shortened_button import ShortenedButton
from ui.widgets.when_visible import WhenVisible

ROWS_SHOWN = 9
CHART = 64
"""Pixels of the little chart of a column."""
WIDEST = 180
"""Pixels that a name takes at most."""


class ColumnTable(QWidget):
    """Follows the data set while it is visible. The file is read on a thread of its own."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self.notes, self.offers = label("hint"), QWidget()
        self.model = ColumnModel(self._set, self)
        self.view = ColumnView(self.model, themes)
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._show)
        box = column(self, margin=0)
        box.addWidget(label("section", self.tr("Columns")))
        box.addWidget(self.view)
        box.addWidget(self.notes)
        self._offers = column(self.offers, margin=0, gap=4)
        box.addWidget(self.offers)
        self._follow_data = WhenVisible(self, self.ask)
        bridge.changed.connect(self._follow)
        themes.changed.connect(self.view.viewport().update)
        self._follow_data.ask()

    def ask(self) -> None:
        """Read the file of the project, if it has one."""
        dataset = self._bridge.project.data.dataset
        if isinstance(dataset, TableFile) and dataset.path:
            self._background.ask(lambda: columns_look(dataset))
        else:
            self._show(None)

    def _follow(self, change: Change) -> None:
        if change.data:
            self._follow_data.ask()

    def _show(self, answer: object) -> None:
        look = answer if isinstance(answer, ColumnsLook) else None
        self.model.show(look)
        self.notes.setText("\n".join(shown(note.message) for note in look.notes) if look is not None else "")
        self.notes.setVisible(bool(self.notes.text()))
        self._offer(look)
        self._make_room()
        self.view.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps more lines of notes."""
        super().resizeEvent(event)
        self._make_room()

    def _offer(self, look: ColumnsLook | None) -> None:
        """A button for each note that can be answered."""
        while (item := self._offers.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        answered = [note for note in look.notes if note.words is not None] if look is not None else []
        for note in answered:
            self._offers.addWidget(self._button(look, note), 0, Qt.AlignmentFlag.AlignLeft)
        self.offers.setVisible(bool(answered))

    def _button(self, look: ColumnsLook | None, note: Note) -> QPushButton:
        made = ShortenedButton(shown(note.words) if note.words is not None else "")
        made.setProperty("role", "small")
        made.clicked.connect(lambda: self._answer(look, note))
        return made

    def _answer(self, look: ColumnsLook | None, note: Note) -> None:
        """Read the file as a note proposes, unless it has been read in another way since."""
        project = self._bridge.project
        if look is not None and note.words is not None and project.data.dataset == look.dataset:
            self._bridge.edit(edits.set_data(project, **note.changes), note.words)

    def _make_room(self) -> None:
        """Give the notes the height of all their lines, which the layout of a form does not ask for."""
        self.notes.setMinimumHeight(0)  # or Qt would never find that fewer lines are needed than before
        self.notes.setMinimumHeight(max(0, self.notes.heightForWidth(self.width())))

    def _set(self, name: str, what: str, value: str) -> None:
        project = self._bridge.project
        dataset = project.data.dataset
        if isinstance(dataset, TableFile):
            changed = edits.set_dataset(project, dataset.with_column(name, **{what: value}))
            role, kind = say("Set the role of “{column}”", column=name), say("Set the kind of “{column}”", column=name)
            self._bridge.edit(changed, role if what == "role" else kind)


class ColumnView(QTableView):
    """The table itself. Roles and kinds are chosen in place: by a click, F2 or Enter."""

    def __init__(self, model: ColumnModel, themes: Themes) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(self.tr("Columns of the file"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        self.setWordWrap(False)
        self.setItemDelegate(ColumnDelegate(model, themes, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setResizeContentsPrecision(50)

    def fit(self) -> None:
        """Give each field the width of what stands in it, and the table the height of its rows."""
        self.resizeColumnsToContents()
        self.setColumnWidth(Field.NAME, min(self.columnWidth(Field.NAME), WIDEST))
        rows = min(self.model().rowCount(), ROWS_SHOWN)
        bars = self.horizontalHeader().sizeHint().height() + self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows * self.verticalHeader().defaultSectionSize() + bars + 2 * self.frameWidth() + 2)


class ColumnDelegate(QStyledItemDelegate):
    """Paints the little charts, what is left out paler, and makes the boxes in which role and kind are chosen."""

    def __init__(self, model: ColumnModel, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._themes = model, themes

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """What is left out is paler."""
        super().initStyleOption(option, index)
        if self._model.left_out(index.row()):
            option.palette.setColor(option.palette.ColorRole.Text, QColor(self._themes.theme.muted))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A field; that of the values as a chart."""
        super().paint(painter, option, index)
        if index.column() == Field.VALUES:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            theme = self._themes.theme
            colour = theme.muted if self._model.left_out(index.row()) and not selected else theme.accent
            self._paint_bars(painter, option.rect.adjusted(4, 4, -4, -4), self._model.bars(index.row()), colour)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the chart, and for the arrow of a box."""
        size = super().sizeHint(option, index)
        if index.column() == Field.VALUES:
            return QSize(CHART + 8, size.height())
        return QSize(size.width() + 28, size.height()) if index.column() in CHOICES else size

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A box with the choices, open at once."""
        box = QComboBox(parent)
        what, values = CHOICES[Field(index.column())]
        box.setAccessibleName(self.tr("Role") if what == "role" else self.tr("Kind"))
        for value in values:
            box.addItem(self.tr("automatic") if value == "auto" else shown(WORDS[value]), value)
        box.activated.connect(lambda: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is set now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What the user has chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def _paint_bars(self, painter: QPainter, room: QRect, heights: tuple[float, ...], colour: str) -> None:
        if not heights:
            return
        width = min(room.width(), CHART) / max(len(heights), 6)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for place, height in enumerate(heights):
            tall = max(1.0, height * room.height()) if height else 0.0
            painter.drawRect(QRectF(room.left() + place * width, room.bottom() + 1 - tall, max(1.0, width - 1), tall))
        painter.restore()
