"""What is set above the curves: which values, which axis, how smooth; and saving them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QMenu, QToolButton, QWidget

from ui.charts.smoothing import SHARES, Strength
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.widgets.adaptive_label import AdaptiveLabel


class CurveBar(QWidget):
    """One row. ``read_out`` takes the room that is left."""

    changed = Signal()
    """Other values, another axis, another smoothing."""
    save_wanted = Signal(str)
    """The suffix of the file."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._choice = QButtonGroup(self)
        self.loss_button, self.metric_button = self._segment(self.tr("Loss")), self._segment("")
        self.log = QCheckBox(self.tr("Log"))
        self.smoothing, self.export = QToolButton(), QToolButton()
        self.read_out = AdaptiveLabel()
        self.strength: Strength = "off"
        self._lay_out()
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    @property
    def what(self) -> str:
        """The values that are wanted: "loss" or "metric"."""
        return "loss" if self.loss_button.isChecked() else "metric"

    def smooth(self, strength: Strength) -> None:
        """Have the lines drawn so smooth."""
        self.strength = strength
        self._strengths[strength].setChecked(True)
        self._show_strength()
        self.changed.emit()

    def _lay_out(self) -> None:
        self.loss_button.setChecked(True)
        self.log.setToolTip(self.tr("Draw losses on a logarithmic axis"))
        self._offer_smoothing()
        self._offer_files()
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        for widget in (self.loss_button, self.metric_button, self.log, self.smoothing):
            bar.addWidget(widget)
        bar.insertSpacing(3, 4)
        bar.addSpacing(6)
        bar.addWidget(self.read_out, 1)
        bar.addWidget(self.export)
        self.loss_button.toggled.connect(self._switch)
        self.log.toggled.connect(self.changed)

    def _offer_smoothing(self) -> None:
        words = self._words = {"off": self.tr("off"), "light": self.tr("light"), "strong": self.tr("strong")}
        menu, group = QMenu(self.smoothing), QActionGroup(self)
        self._strengths = {
            strength: menu.addAction(words[strength], partial(self.smooth, strength)) for strength in SHARES
        }
        for action in self._strengths.values():
            action.setCheckable(True)
            group.addAction(action)
        self._strengths[self.strength].setChecked(True)
        self.smoothing.setMenu(menu)
        self.smoothing.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.smoothing.setProperty("role", "chooser")
        self._show_strength()
        tip = self.tr(
            "Smooth the lines with a centered mean over {light} (light) or {strong} (strong) of the epochs, or fewer "
            "near the start. The measured values stay visible, paler."
        )
        shares = {name: f"{2 * share:.0%}" for name, share in SHARES.items()}
        self.smoothing.setToolTip(tip.format(**shares))

    def _show_strength(self) -> None:
        """Name the present strength, as a field to choose from does."""
        self.smoothing.setText(self.tr("Smooth: {strength}").format(strength=self._words[self.strength]))

    def _offer_files(self) -> None:
        self.export.setToolTip(self.tr("Save the curves as an image or as numbers"))
        self.export.setAccessibleName(self.tr("Save the curves"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        for suffix, text in (
            (".png", self.tr("PNG image")),
            (".svg", self.tr("SVG image")),
            (".csv", self.tr("CSV table")),
        ):
            menu.addAction(text + "…", partial(self.save_wanted.emit, suffix))
        self.export.setMenu(menu)

    def _switch(self) -> None:
        self.log.setEnabled(self.loss_button.isChecked())
        self.changed.emit()

    def _segment(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("role", "segment")
        self._choice.addButton(button)
        return button

    def _dress(self, theme: Theme) -> None:
        self.export.setIcon(icon("save", theme.text, theme.border))
