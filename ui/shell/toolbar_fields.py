"""The two training settings that stand in the tool bar: epochs and device."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from netbuilder.choice_labels import choice_label
from netbuilder.declaration import Parameter
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.changes import Change
from netbuilder.project.training_settings import TrainingSettings
from ui.language.text import shown, translated
from ui.project.bridge import Bridge
from ui.theme.style import INSET
from ui.widgets.input_fields import Choice, CountField


class ToolbarFields(QWidget):
    """Shows and edits epochs and device of the open project."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._gesture: object = object()
        declared = {parameter.name: parameter for parameter in TrainingSettings.parameters_declared()}
        self.epochs = self._epochs(declared["epochs"])
        self.device = self._device(declared["device"])
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(6)
        for parameter, field in ((declared["epochs"], self.epochs), (declared["device"], self.device)):
            label = QLabel(translated(parameter.label), self)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        bridge.changed.connect(self._follow)
        self.show_settings()

    def show_settings(self) -> None:
        """Show what the project says."""
        settings = self._bridge.project.training
        with QSignalBlocker(self.epochs):
            self.epochs.setValue(settings.epochs)
        self.device.setCurrentIndex(self.device.findData(settings.device))

    def _follow(self, change: Change) -> None:
        if change.training:
            self.show_settings()

    def offer_devices(self, present: tuple[str, ...]) -> None:
        """Grey out the devices that this machine does not have."""
        model = self.device.model()
        if isinstance(model, QStandardItemModel):
            for row in range(self.device.count()):
                name = self.device.itemData(row)
                model.item(row).setEnabled(name == "auto" or name in present)

    def _epochs(self, parameter: Parameter) -> CountField:
        field = CountField(self)
        field.setKeyboardTracking(False)
        field.setRange(int(parameter.minimum or 1), int(parameter.maximum or 1_000_000))
        field.setFixedWidth(field.fontMetrics().horizontalAdvance("1000000") + 36 + INSET)
        field.setAccessibleName(translated(parameter.label))
        field.valueChanged.connect(self._set_epochs)
        field.editingFinished.connect(self._end_gesture)
        return field

    def _device(self, parameter: Parameter) -> Choice:
        field = Choice(self)
        for choice in parameter.choices:
            field.addItem(shown(choice_label(choice)), choice)
        field.setAccessibleName(translated(parameter.label))
        field.activated.connect(self._set_device)
        return field

    def _set_epochs(self, epochs: int) -> None:
        project = self._bridge.project
        if epochs != project.training.epochs:
            self._bridge.edit(edits.set_training(project, epochs=epochs), say("Set epochs"), self._gesture)

    def _end_gesture(self) -> None:
        """The field was left or Enter pressed: what is typed next is undone by itself."""
        self._gesture = object()

    def _set_device(self) -> None:
        project, device = self._bridge.project, self.device.currentData()
        if device != project.training.device:
            self._bridge.edit(edits.set_training(project, device=device), say("Choose device"))
