"""Leave with a file: a script, a notebook, the network or a picture; what it looks like, and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from netbuilder.errors import UserError
from netbuilder.export import EXPORTERS
from netbuilder.export.formats import FORMATS, NOTEBOOK, Format, notebook_of
from netbuilder.messages import Message
from netbuilder.project.project import Project
from ui.code.export_preview import ExportPreview
from ui.code.export_work import Made, Part, Wanted, make
from ui.language.text import shown, translated
from ui.project.file_dialogs import file_to_write, replaces
from ui.theme.themes import Theme
from ui.threads.background_work import BackgroundWork
from ui.widgets.input_fields import Choice
from ui.widgets.labels import label
from ui.widgets.window_size import open_at

if TYPE_CHECKING:
    from netbuilder.runs.run import Run

AT_ONCE = 0.15
"""Seconds that the window waits for a file: scripts and drawings are made by then, and nothing flickers."""


class ExportDialog(QDialog):
    """Shows what would be written, and saves it. ``saved`` is the file written, or None; ``beside``: those beside it.

    ``base``: where the project lies; ``run``: whose weights can be written, None where nothing was trained; ``ready``:
    waits until torch can be used.
    """

    def __init__(
        self,
        project: Project,
        base: Path | None,
        name: str,
        theme: Theme,
        run: Run | None = None,
        ready: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        open_at(self, QSize(820, 660))
        self._project, self._base, self._name, self._run, self._ready = project, base, name, run, ready
        self.saved: Path | None = None
        self.beside: Sequence[Path] = ()
        self._wanted: Wanted | None = None
        self._made: Made | None = None
        self._part: Part | None = None
        self._target: Path | None = None
        self.format, self.framework = Choice(self), Choice(self)
        self.with_weights = QCheckBox(self)
        self.preview = ExportPreview(theme, self)
        self.words = label("hint")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save_button = self.buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button = self.buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self._background = BackgroundWork(self)
        self._fill()
        self._arrange()
        self._connect()
        self._renew()

    @property
    def busy(self) -> bool:
        """Whether a file is being made."""
        return self._background.busy

    def save(self) -> None:
        """Ask for a file and write what is shown there; what goes wrong is said in the dialog."""
        chosen = self._format()
        proposed = (self._base or Path.home()) / f"{self._name}{chosen.suffix}"
        path = file_to_write(self, self.tr("Save"), proposed, f"*{chosen.suffix}", chosen.suffix)
        made = self._made
        if path is None or made is None:
            return
        beside = [path.with_suffix(suffix) for suffix in made.artifact.beside]
        if not all(replaces(self, other) for other in beside if other.exists()):
            return
        if not chosen.placed or (path.parent, path.stem) == (made.wanted.folder, made.wanted.stem):
            self._write(made, path)
            return
        self._target = path
        self._ask(path.parent, path.stem)

    def done(self, result: int) -> None:
        """Nothing is wanted any more."""
        if self._wanted is not None:
            self._wanted.given_up.set()
        super().done(result)

    def _fill(self) -> None:
        for name, one in FORMATS.items():
            if one.kind in ("notebook", "tensors", "picture") and one.kind != FORMATS[self._last()].kind:
                self.format.insertSeparator(self.format.count())
            self.format.addItem(translated(one.title), name)
        for name, exporter in EXPORTERS.items():
            self.framework.addItem(translated(exporter.title), name)
        self.format.setAccessibleName(self.tr("Format"))
        self.framework.setAccessibleName(self.tr("Framework"))
        if self._run is None:
            self.with_weights.setText(self.tr("With trained weights"))
            self.with_weights.setToolTip(self.tr("Train the network first."))
        else:
            words = self.tr("With the weights of run {number}").format(number=self._run.number)
            self.with_weights.setText(words)
            self.with_weights.setToolTip(self.tr("Those of its best epoch, or of the epoch it was taken back to"))

    def _last(self) -> str:
        """The format added last."""
        found: str | None = self.format.itemData(self.format.count() - 1)
        return found or next(iter(FORMATS))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        caption = QLabel(self.tr("Format"), self)
        caption.setBuddy(self.format)
        for widget in (caption, self.format, self.framework):
            row.addWidget(widget)
        row.addSpacing(12)
        row.addWidget(self.with_weights)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.setSpacing(12)
        whole.addLayout(row)
        whole.addWidget(self.words)
        whole.addWidget(self.preview, 1)
        whole.addWidget(self.buttons)

    def _connect(self) -> None:
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.copy_button.clicked.connect(self._copy)
        self.buttons.rejected.connect(self.reject)
        self.format.currentIndexChanged.connect(self._renew)
        self.framework.currentIndexChanged.connect(self._renew)
        self.with_weights.toggled.connect(self._renew)
        self._background.answered.connect(self._take)

    def _format(self) -> Format:
        chosen = FORMATS[self.format.currentData()]
        return notebook_of(self.framework.currentData()) if chosen.suffix == NOTEBOOK else chosen

    def _renew(self) -> None:
        """Have what is chosen made and shown."""
        chosen = self._format()
        self.framework.setVisible(chosen.kind == "notebook")
        self.with_weights.setEnabled(self._run is not None and chosen.weights == "maybe")
        self.with_weights.setVisible(chosen.weights == "maybe")
        self._target = None
        self._ask(self._base, self._name)

    def _ask(self, folder: Path | None, stem: str) -> None:
        if self._wanted is not None:
            self._wanted.given_up.set()
        chosen, asked = self._format(), self.with_weights.isChecked()
        holds = chosen.weights == "always" or (asked and chosen.weights == "maybe")
        run = self._run if holds else None
        self._wanted = Wanted(self._project, chosen, folder, stem, run, self._ready)
        self._made = self._part = None
        self._allow()
        self._background.ask(partial(make, self._wanted))
        self._background.wait(AT_ONCE)
        if self._background.busy:
            self.preview.wait()
            self._say(self._promise())

    def _take(self, answer: Made | Part | Message) -> None:
        if isinstance(answer, Made | Part) and answer.wanted is not self._wanted:
            return
        target, self._target = self._target, None
        if isinstance(answer, Message):
            self.preview.clear()
            self._say(shown(answer))
            return
        if isinstance(answer, Part):
            self._part = answer
            self.preview.show_text(answer.text, answer.colours)
            self._say(self.tr("Only the sound part of the network can be shown:") + f" {shown(answer.problem)}")
            self._allow()
            return
        self._made = answer
        self.preview.show_made(answer)
        self._say(" ".join([self._promise(), *map(shown, answer.artifact.notes)]))
        self._allow()
        if target is not None:
            self._write(answer, target)

    def _allow(self) -> None:
        made = self._made
        self.save_button.setEnabled(made is not None)
        self.copy_button.setEnabled(made is not None or self._part is not None)
        self.copy_button.setVisible(self._format().textual)

    def _write(self, made: Made, path: Path) -> None:
        try:
            self.saved, *self.beside = made.artifact.write(path)
        except UserError as error:
            self._say(shown(error.message))
            return
        self.accept()

    def _copy(self) -> None:
        if self._part is not None:
            QGuiApplication.clipboard().setText(self._part.text)
        elif self._made is not None:
            QGuiApplication.clipboard().setText(self._made.artifact.content.decode())

    def _promise(self) -> str:
        chosen = self._format()
        promises = {
            "onnx": self.tr("The network for every program that reads ONNX, compared with what it computes here."),
            "weights": self.tr("The weights by the names that PyTorch gives them, as a safetensors file."),
            "tikz": self.tr("The drawing as a LaTeX file that compiles by itself."),
            "notebook": self.tr("The notebook trains this network step by step, without NetBuilder."),
        }
        if chosen.name in promises:
            return promises[chosen.name]
        if chosen.kind == "picture":
            return self.tr("The drawing as it lies on the canvas.")
        if EXPORTERS[chosen.name].family == "torch":
            return self.tr("The script trains this network without NetBuilder and reaches the same losses.")
        return self.tr(
            "The script trains this network without NetBuilder. Its random numbers are its own; from the same starting "
            "weights and batches it reaches the same losses, up to rounding."
        )

    def _say(self, words: str) -> None:
        self.words.setText(words)
