"""The Train tab: how the network learns. Only settings that have an effect are shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from netbuilder.backends.torch.optimizers import CONDITIONAL, has_effect
from netbuilder.declaration import Parameter
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.changes import Change
from netbuilder.project.training_settings import TrainingSettings
from ui.forms.editors import ChoiceEditor
from ui.forms.form import Form
from ui.project.bridge import Bridge
from ui.theme import icons
from ui.theme.themes import Themes
from ui.widgets.labels import column
from ui.widgets.when_visible import WhenVisible


class TrainingForm(QWidget):
    """The form of the training settings. ``find_rate``, ``see_rows``: the buttons beside two of its fields."""

    rate_wanted = Signal()
    """The user wants to find a learning rate."""
    rows_wanted = Signal()
    """The user wants to see the rows of a minibatch."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training-panel")
        self._bridge, self._themes = bridge, themes
        self.find_rate, self.see_rows = QToolButton(autoRaise=True), QToolButton(autoRaise=True)
        self._dress_buttons()
        sections = (
            (
                self.tr("Learning"),
                ("optimizer", "learning_rate", "momentum", "batch_size", "shuffle", "epochs", "loss", "class_weights"),
            ),
            (self.tr("Against overfitting"), ("patience", "weight_decay")),
            (self.tr("Stability"), ("gradient_clip", "decay", "decay_factor", "decay_every")),
            (self.tr("Reproducibility"), ("seed", "device", "measure_start")),
        )
        declared = TrainingSettings.parameters_declared()
        self.form = Form(declared, self._apply, bridge.take_back, themes, sections=sections, beside=self._beside)
        box = column(self)
        box.addWidget(self.form)
        box.addStretch(1)
        self._follow_settings = WhenVisible(self, self._show)
        bridge.changed.connect(self._follow)
        themes.changed.connect(lambda _theme: self._wear())
        self._show()

    def _dress_buttons(self) -> None:
        for button, tip, wanted in (
            (self.find_rate, self.tr("Find a learning rate: try increasing ones"), self.rate_wanted),
            (self.see_rows, self.tr("See which rows each minibatch holds"), self.rows_wanted),
        ):
            button.setProperty("role", "beside")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(wanted)
        self._wear()

    def _wear(self) -> None:
        for button, name in ((self.find_rate, "rates"), (self.see_rows, "rows")):
            button.setIcon(icons.themed(name, self._themes.theme))

    def _beside(self, parameter: Parameter) -> QWidget | None:
        return {"learning_rate": self.find_rate, "batch_size": self.see_rows}.get(parameter.name)

    def show_busy(self, *, busy: bool) -> None:
        """While the network is trained, no rates are tried."""
        self.find_rate.setEnabled(not busy)

    def show_devices(self, present: Iterable[str]) -> None:
        """Mark the devices that this machine lacks; called once torch is there to be asked."""
        editor = self.form.rows["device"].editor
        if isinstance(editor, ChoiceEditor):
            editor.show_available({*present, "auto"}, self.tr("{choice} – not available on this machine"))

    def _follow(self, change: Change) -> None:
        if change.training or change.data:
            self._follow_settings.ask()

    def _show(self) -> None:
        settings = self._bridge.project.training
        self.form.show_values(settings.values())
        for name in CONDITIONAL:
            self.form.rows[name].set_visible(has_effect(settings, name))
        known = self._bridge.signature
        self.form.rows["class_weights"].set_visible(known is None or known.task == "classification")

    def _apply(self, name: str, value: object, gesture: object) -> None:
        project = self._bridge.project
        changed = edits.set_training(project, **{name: value})
        if changed.training != project.training:
            parameter = self.form.rows[name].parameter
            self._bridge.edit(changed, say("Set {parameter}", parameter=say(parameter.label)), gesture)
