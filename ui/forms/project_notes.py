"""What the Node tab shows while no layer is selected: what to do next, and the notes on the project, to be edited."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from netbuilder.messages import say
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.widgets.input_fields import NoteField
from ui.widgets.labels import Empty, column, label

LINES = 6


class ProjectNotes(QWidget):
    """The notes are saved with the project. What is typed until the field is left undoes as one step."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._gesture: object = object()
        self.empty = Empty(themes, "information")
        self.heading = label("section", self.tr("Notes on the project"))
        self.field = NoteField()
        self.field.setPlaceholderText(self.tr("What this network is for, and what you want to try"))
        self.field.setAccessibleName(self.tr("Notes on the project"))
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * LINES + 16)
        self.field.typed.connect(self._write)
        self.field.left.connect(self._end_gesture)
        box = column(self)
        box.addWidget(self.empty, 1)
        box.addWidget(self.heading)
        box.addWidget(self.field)

    def follow(self) -> None:
        """Show the notes as they are now."""
        self.field.show_text(self._bridge.project.notes)

    def _write(self, text: str) -> None:
        self._bridge.edit(replace(self._bridge.project, notes=text), say("Notes"), self._gesture)

    def _end_gesture(self) -> None:
        self._gesture = object()
