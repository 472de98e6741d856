"""Over epochs: max |w| and the norm of the gradient of every layer, from the weights that a run keeps."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from netbuilder.layer_statistics.epochs import coarse_first, thinned
from ui.language.text import shown
from ui.theme.themes import Themes
from ui.widgets.labels import label

if TYPE_CHECKING:
    from netbuilder.graph.blocks import NodePath
    from netbuilder.layer_statistics.layers import ListedLayer
    from netbuilder.runs.run import Run
    from ui.layer_statistics.epochs_plot import EpochsPlot
    from ui.layer_statistics.statistics_worker import EpochFigures, EpochsRead


class EpochsView(QWidget):
    """``more_wanted``: the user has asked to go on. ``figures``: what is known so far, by epoch."""

    more_wanted = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._run: Run | None = None
        self._order: tuple[int, ...] = ()
        self._layers: tuple[ListedLayer, ...] = ()
        self._chosen: NodePath | None = None
        self._epoch = 0
        self.stopped = False
        self.figures: dict[int, EpochFigures] = {}
        self.plots: tuple[EpochsPlot, ...] = ()
        self.words, self.progress, self.legend = label("empty"), label("hint"), QLabel()
        self.button = QPushButton()
        self._lay_out()
        self.button.clicked.connect(self._toggle)
        themes.changed.connect(lambda _theme: self.draw())

    @property
    def missing(self) -> tuple[int, ...]:
        """The epochs that are still to be computed, in their order; none where the user has stopped."""
        return () if self.stopped else tuple(epoch for epoch in self._order if epoch not in self.figures)

    def show_run(self, run: Run | None, layers: Sequence[ListedLayer], epoch: int) -> None:
        """Show this run, at this epoch; None: a network that is being trained."""
        own = tuple(layer for layer in layers if layer.has_own_weights)
        if run is None or self._run is None or run.path != self._run.path:
            self.figures, self.stopped = {}, False
            self._order = () if run is None else coarse_first(thinned(run.epochs_kept))
        elif (epoch, own) == (self._epoch, self._layers):
            return
        self._run, self._epoch, self._layers = run, epoch, own
        self.draw()

    def choose(self, path: NodePath | None) -> None:
        """Another layer is looked at."""
        if path == self._chosen:
            return
        self._chosen = path
        for plot in self.plots:
            plot.choose(path)
        if self.plots:
            self._write_legend()

    def add(self, read: EpochsRead) -> None:
        """Some more epochs are known; of another run it is too late."""
        if self._run is not None and read.run.path == self._run.path:
            self.figures |= read.figures
            self.draw()

    def draw(self) -> None:
        """Draw what is known, as soon as it can be seen."""
        self._say()
        if not self.isVisible() or not self.figures:
            return
        if not self.plots:
            # Brings pyqtgraph, which the first paint does not wait for.
            from ui.layer_statistics.epochs_plot import EpochsPlot

            self.plots = (
                EpochsPlot(self.tr("Largest weight, max |w|"), 0),
                EpochsPlot(self.tr("Norm of the gradient"), 1),
            )
            for plot in self.plots:
                self._row.addWidget(plot, 1)
        paths = [layer.path for layer in self._layers]
        for plot in self.plots:
            plot.draw(self.figures, paths, self._chosen, self._epoch, self._themes.theme)
        self._write_legend()

    def _lay_out(self) -> None:
        self.button.setProperty("role", "small")
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pictures = QWidget()
        self._row = QHBoxLayout(self._pictures)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.progress)
        foot.addWidget(self.button)
        self.progress.setWordWrap(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.words, 1)
        box.addWidget(self._pictures, 1)
        box.addLayout(foot)

    def _say(self) -> None:
        done, all_ = len(self.figures), len(self._order)
        self.words.setVisible(not done)
        self._pictures.setVisible(bool(done))
        if self._run is None:
            self.words.setText(self.tr("The lines are drawn when the training has ended."))
        elif not all_:
            self.words.setText(self.tr("This run has saved no epochs, so there is nothing to draw over them."))
        else:
            self.words.setText(self.tr("Computing the gradients of the saved epochs…"))
        going = 0 < done < all_ or self.stopped
        self.progress.setVisible(going)
        self.button.setVisible(done < all_)
        self.progress.setText(self.tr("{done} of {all} epochs").format(done=done, all=all_))
        self.button.setText(self.tr("Go on") if self.stopped else self.tr("Stop"))

    def _toggle(self) -> None:
        self.stopped = not self.stopped
        self._say()
        if not self.stopped:
            self.more_wanted.emit()

    def _write_legend(self) -> None:
        """Every layer where they are few, else the first, the last and the chosen one."""
        from ui.layer_statistics.epochs_plot import FEW, colour_of

        count = len(self._layers)
        named = {0, count - 1} if count > FEW else set(range(count))
        entries = []
        for place, layer in enumerate(self._layers):
            if place in named or layer.path == self._chosen:
                colour = colour_of(place, count, self._themes.theme).name()
                name = escape(shown(layer.name)).replace(" ", "&nbsp;")
                bold = f"<b>{name}</b>" if layer.path == self._chosen else name
                entries.append(f'<span style="color:{colour}">━</span>&nbsp;{bold}')
        self.legend.setText("&nbsp; &nbsp;".join(entries))
