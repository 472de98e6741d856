"""A look at the data: how many rows go where, and a picture or a table of some of them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from netbuilder.messages import Message
from netbuilder.project.changes import Change
from ui.forms.preview_rows import PreviewRows, is_plane, preview_rows
from ui.forms.row_pictures import picture_of
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.widgets.labels import Sentence, column, label

SETTLED = 300
"""Milliseconds without an edit before the data are read, so that typing a number is not disturbed."""


class DataPreview(QWidget):
    """Follows the data settings while it is visible. Data are read on a thread of their own."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self.look: PreviewRows | None = None
        self.rows_text, self.noise_text, self.classes_text = label("value"), label("value"), label("hint")
        self.problem = Sentence(themes)
        self.picture: QWidget | None = None
        self._stale = True
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._show)
        self._timer = QTimer(self, interval=SETTLED, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._box = column(self, margin=0)
        for widget in (self.rows_text, self.noise_text, self.classes_text, self.problem):
            self._box.addWidget(widget)
        self.noise_text.hide()
        self.classes_text.hide()
        bridge.changed.connect(self._follow)
        themes.changed.connect(self._draw)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the data now that somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def _follow(self, change: Change) -> None:
        if change.data:
            self._stale = True
            if self.isVisible():
                self._timer.start()

    def _ask(self) -> None:
        settings = self._bridge.project.data
        self._stale = False
        if self._bridge.data_problem is not None:  # already said above the form
            self._show(None)
            return
        if self.look is None:
            self.rows_text.setText(self.tr("Reading the data …"))
        self._background.ask(lambda: preview_rows(settings))

    def _show(self, answer: object) -> None:
        self.look = answer if isinstance(answer, PreviewRows) else None
        told = isinstance(answer, Message) and answer != self._bridge.data_problem
        self.problem.say(shown(answer) if isinstance(answer, Message) and told else "")
        self.rows_text.setText(self._rows(self.look) if self.look else self.tr("Nothing to show yet."))
        self.classes_text.setText(self._classes(self.look) if self.look else "")
        self.noise_text.setText(shown(self.look.noise) if self.look and self.look.noise is not None else "")
        for text in (self.noise_text, self.classes_text):
            text.setVisible(bool(text.text()))
        self._draw()

    def _draw(self) -> None:
        if self.picture is not None:
            self._box.removeWidget(self.picture)
            self.picture.hide()
            self.picture.deleteLater()
        self.picture = picture_of(self.look, self._themes.theme) if self.look else None
        if self.picture is not None:
            self._box.addWidget(self.picture)

    def _rows(self, look: PreviewRows) -> str:
        parts = self.tr("{training} rows for training, {validation} for validation").format(
            training=f"{look.training:,}", validation=f"{look.validation:,}"
        )
        return parts + (self.tr(", {test} for testing").format(test=f"{look.test:,}") if look.test else "")

    def _classes(self, look: PreviewRows) -> str:
        if not look.classes:
            return self._key(look)
        named = ", ".join(f"{name}: {count:,}" for name, count in look.classes[:12])
        more = len(look.classes) - 12
        return (
            self.tr("Rows per class: {classes}").format(classes=named)
            + (self.tr(" and {more} more classes").format(more=more) if more > 0 else "")
            + ("\n" + self._key(look)).rstrip()
        )

    def _key(self, look: PreviewRows) -> str:
        """How to read the picture, where it shows more than the rows themselves."""
        return self.tr("Filled points are training rows, rings are held-out rows.") if is_plane(look.signature) else ""
