"""What is shown of a file before it is saved: its text in colours, the picture, or a list of what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QProgressBar,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.code.code_view import CodeView, Replacement
from ui.code.export_work import Made
from ui.code.highlighting import NO_COLOURS, Colours, Highlighter
from ui.code.picture_view import PictureView
from ui.language.text import shown
from ui.theme.themes import Theme
from ui.widgets.labels import label


class ExportPreview(QStackedWidget):
    """One page for each kind of file, one while it is being made, and an empty one where it cannot be made."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.script = CodeView()
        self.script.setAccessibleName(self.tr("The text of the file"))
        self._highlighter = Highlighter(self.script.document(), theme)
        self.picture = PictureView()
        self.picture.setAccessibleName(self.tr("The picture"))
        self.facts = QTableWidget(0, 2)
        self.facts.setAccessibleName(self.tr("What is in the file"))
        self.facts.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.facts.setTabKeyNavigation(False)
        self.facts.horizontalHeader().hide()
        self.facts.verticalHeader().hide()
        self.facts.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.facts.horizontalHeader().setStretchLastSection(True)
        self.waiting, self.empty = self._waiting(), QWidget()
        for page in (self.empty, self.script, self.picture, self.facts, self.waiting):
            self.addWidget(page)

    def wait(self) -> None:
        """The file is being made."""
        self.setCurrentWidget(self.waiting)

    def clear(self) -> None:
        """There is nothing to show."""
        self._write("", NO_COLOURS)
        self.setCurrentWidget(self.empty)

    def show_made(self, made: Made) -> None:
        """Show a file."""
        if made.wanted.format.kind == "picture":
            self._show_picture(made)
        elif made.wanted.format.kind == "tensors":
            self._list(made)
        else:
            self.show_text(made.text, made.colours)

    def show_text(self, text: str, colours: Colours) -> None:
        """Show a text in its colours."""
        self._write(text, colours)
        self.setCurrentWidget(self.script)

    def _write(self, text: str, colours: Colours) -> None:
        self._highlighter.take(colours)
        self.script.clear()
        self.script.replace([Replacement(0, 0, tuple(text.splitlines()))])
        self.script.verticalScrollBar().setValue(0)

    def _show_picture(self, made: Made) -> None:
        if made.wanted.format.textual:
            self.picture.show_svg(made.artifact.content)
        else:
            self.picture.show_png(made.artifact.content)
        self.setCurrentWidget(self.picture)

    def _list(self, made: Made) -> None:
        self.facts.setRowCount(len(made.artifact.facts))
        for row, (words, value) in enumerate(made.artifact.facts):
            for column, text in enumerate((shown(words), value)):
                self.facts.setItem(row, column, QTableWidgetItem(text))
        self.facts.resizeRowsToContents()
        self.setCurrentWidget(self.facts)

    def _waiting(self) -> QWidget:
        page, bar = QWidget(), QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(220)
        words = label("hint", self.tr("The file is being made…"))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(page)
        box.addStretch(1)
        box.addWidget(words)
        box.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        return page
