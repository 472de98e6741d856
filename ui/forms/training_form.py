"""The Train tab: how the network learns. Only settings that have an effect are shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from netbuilder.backends.torch.optimizers import CONDITIONAL, has_effect
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.changes import Change
from netbuilder.project.training_settings import TrainingSettings
from ui.forms.editors import ChoiceEditor
from ui.forms.form import Form
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.widgets.labels import column
from ui.widgets.when_visible import WhenVisible


class TrainingForm(QWidget):
    """The form of the training settings."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training-panel")
        self._bridge = bridge
        sections = (
            (
                self.tr("Learning"),
                ("optimizer", "learning_rate", "momentum", "batch_size", "shuffle", "epochs", "loss", "class_weights"),
            ),
            (self.tr("Against overfitting"), ("patience", "weight_decay")),
            (self.tr("Stability"), ("gradient_clip", "decay", "decay_factor", "decay_every")),
            (self.tr("Reproducibility"), ("seed", "device", "measure_start")),
        )
        self.form = Form(TrainingSettings.parameters_declared(), self._apply, themes, sections=sections)
        box = column(self)
        box.addWidget(self.form)
        box.addStretch(1)
        self._follow_settings = WhenVisible(self, self._show)
        bridge.changed.connect(self._follow)
        self._show()

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
