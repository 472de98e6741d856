"""One editor for each kind of parameter, chosen by the declaration alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from netbuilder.choice_labels import choice_label
from netbuilder.declaration import Kind, Parameter
from ui.forms import number_steps
from ui.language.text import shown, translated
from ui.widgets.input_fields import ChoiceField, NumberField, TextField
from ui.widgets.labels import label

NARROWEST = 56
"""Pixels below which no field shrinks; the form then fits beside a drawing on a small screen."""


class Editor(QWidget):
    """A field for one parameter: shows its value, and tells what the user makes of it.

    ``edited`` carries the new value, or the text as typed where it means none. ``left``: what was begun is over.
    ``given_up``: a refused text has given way to "several values". ``field`` is the widget that takes the focus.
    """

    edited = Signal(object)
    left = Signal()
    given_up = Signal()
    continuous = False
    """Whether one change comes in several pieces, such as letters, which undo together."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self.field: QWidget = self
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_value(self, value: object) -> None:
        """Follow the project. What the user is typing stays if it means this value."""
        raise NotImplementedError

    def show_several(self) -> None:
        """Several nodes are edited and differ in this parameter."""
        raise NotImplementedError

    def stand_by(self, value: object) -> None:
        """The project has this value, but what the user has typed stays, refused as it is."""

    def stand_by_several(self) -> None:
        """As ``stand_by``, where several nodes are edited and differ in this parameter."""

    def means(self, value: object) -> bool:
        """Whether what stands in the field is this value."""
        return True

    def _holds(self, field: QWidget) -> None:
        self.field = field
        field.setMinimumWidth(NARROWEST)
        self.setFocusProxy(field)
        self._row.addWidget(field, 1)


class TypedEditor(Editor):
    """What editors with typed text share."""

    continuous = True
    _nothing_shown = object()

    def __init__(self, parameter: Parameter, field: TextField | NumberField, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.text_field = field
        self._shown: object = self._nothing_shown
        self._holds(field)
        field.left.connect(self._leave)
        field.taken_back.connect(self._take_back)

    def show_value(self, value: object) -> None:
        if value == self._shown:
            return
        self._shown = value
        self.text_field.setPlaceholderText("")
        if number_steps.read(self.parameter, self.text_field.text()) != value:
            self.text_field.setText(number_steps.written(value))

    def show_several(self) -> None:
        self._shown = self._nothing_shown
        self.text_field.setText("")
        self.text_field.setPlaceholderText(self.tr("several values"))

    def stand_by(self, value: object) -> None:
        self._shown = value

    def stand_by_several(self) -> None:
        self._shown = self._nothing_shown

    def means(self, value: object) -> bool:
        return bool(number_steps.read(self.parameter, self.text_field.text()) == value)

    def _emit_typed(self, text: str) -> None:
        self.edited.emit(number_steps.read(self.parameter, text))

    def _leave(self) -> None:
        if self._shown is not self._nothing_shown and self.means(self._shown):
            tidy = number_steps.written(self._shown)
            if tidy != self.text_field.text():
                self.text_field.setText(tidy)
        self.left.emit()

    def _take_back(self) -> None:
        if self._shown is self._nothing_shown:
            self.show_several()
            self.given_up.emit()
        else:
            self.text_field.setText(number_steps.written(self._shown))
            self.edited.emit(self._shown)


class NumberEditor(TypedEditor):
    """A whole or broken number with steps and its unit."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        field = NumberField(lambda text, by: number_steps.stepped(parameter, text, by))
        super().__init__(parameter, field, parent)
        field.typed.connect(self._emit_typed)
        if parameter.unit:
            unit = label("hint", translated(parameter.unit))
            unit.setWordWrap(False)
            self._row.addWidget(unit)


class TextEditor(TypedEditor):
    """A text, or a list of sizes such as "3, 32, 32"."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        field = TextField()
        super().__init__(parameter, field, parent)
        field.typed.connect(self._emit_typed)


class FileEditor(TypedEditor):
    """The path of a file, typed or browsed for. It is read only when the user has finished it."""

    continuous = False

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        field = TextField()
        super().__init__(parameter, field, parent)
        self.browse_button = QPushButton(self.tr("Browse…"))
        self.browse_button.clicked.connect(self._browse)
        self._row.addWidget(self.browse_button)

    def _leave(self) -> None:
        text = self.text_field.text().strip()
        if text != self._shown:
            self.edited.emit(str(Path(text).expanduser().resolve()) if text else "")
        self.left.emit()

    def _browse(self) -> None:
        start = str(self._shown) if isinstance(self._shown, str) else ""
        filters = self.tr("Tables (*.csv *.tsv *.txt *.json *.jsonl *.parquet *.gz);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Choose a data file"), start, filters)
        if path:
            self.text_field.setText(path)
            self._leave()


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.box = QCheckBox()
        self._holds(self.box)
        self.box.clicked.connect(lambda: self.edited.emit(self.box.isChecked()))

    def show_value(self, value: object) -> None:
        self.box.setTristate(False)
        self.box.setChecked(bool(value))

    def show_several(self) -> None:
        self.box.setTristate(True)
        self.box.setCheckState(Qt.CheckState.PartiallyChecked)


class ChoiceEditor(Editor):
    """One of a few values."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.box = ChoiceField()
        self._items = QStandardItemModel(self.box)
        self.box.setModel(self._items)
        self._offer((value, shown(choice_label(value))) for value in parameter.choices)
        self._holds(self.box)
        self.box.activated.connect(lambda: self.edited.emit(self.box.currentData()))

    def show_available(self, present: Collection[str], template: str) -> None:
        """Only these can be chosen; the others read as ``template`` says: "{choice} – not here"."""
        for row, value in enumerate(self.parameter.choices):
            item = self._items.item(row)
            item.setEnabled(value in present)
            title = shown(choice_label(value))
            item.setText(title if value in present else template.format(choice=title))

    def show_value(self, value: object) -> None:
        self.box.setPlaceholderText("")
        self.box.setCurrentIndex(self.box.findData(value))

    def show_several(self) -> None:
        self.box.setPlaceholderText(self.tr("several values"))
        self.box.setCurrentIndex(-1)

    def _offer(self, choices: Iterable[tuple[str, str]]) -> None:
        self._items.clear()
        for value, text in choices:
            item = QStandardItem(text)
            item.setData(value, Qt.ItemDataRole.UserRole)
            self._items.appendRow(item)


class OptionalEditor(Editor):
    """A parameter that may be off: a check box, and beside it the field for when it is on."""

    continuous = True

    def __init__(self, parameter: Parameter, inner: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.inner = inner
        self.box = QCheckBox()
        self.box.setToolTip(self.tr("On or off"))
        self._last = number_steps.suggestion(parameter)
        self.field = inner.field
        self.setFocusProxy(self.box)
        self._row.addWidget(self.box)
        self._row.addWidget(inner, 1)
        self.box.clicked.connect(self._toggle)
        inner.edited.connect(self.edited)
        inner.left.connect(self.left)
        inner.given_up.connect(self.given_up)

    def name(self, text: str) -> None:
        """What the check box is called by a screen reader."""
        self.box.setAccessibleName(self.tr("{label}: on or off").format(label=text))

    def show_value(self, value: object) -> None:
        self.box.setTristate(False)
        self.box.setChecked(value is not None)
        self.inner.setEnabled(value is not None)
        if value is not None:
            self._last = value
        self.inner.show_value(value)

    def show_several(self) -> None:
        self.box.setTristate(True)
        self.box.setCheckState(Qt.CheckState.PartiallyChecked)
        self.inner.setEnabled(True)
        self.inner.show_several()

    def stand_by(self, value: object) -> None:
        self._last = value
        self.inner.stand_by(value)

    def stand_by_several(self) -> None:
        self.inner.stand_by_several()

    def means(self, value: object) -> bool:
        return value is None or self.inner.means(value)

    def _toggle(self) -> None:
        self.left.emit()
        self.edited.emit(self._last if self.box.isChecked() else None)
        self.left.emit()


_EDITORS: Mapping[Kind, type[NumberEditor | TextEditor | SwitchEditor | ChoiceEditor | FileEditor]] = {
    Kind.INTEGER: NumberEditor,
    Kind.NUMBER: NumberEditor,
    Kind.SWITCH: SwitchEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.TEXT: TextEditor,
    Kind.SIZES: TextEditor,
    Kind.FILE: FileEditor,
}


def editor_for(parameter: Parameter) -> Editor:
    """The editor that a declaration asks for."""
    plain: Editor = _EDITORS[parameter.kind](parameter)
    return OptionalEditor(parameter, plain) if parameter.optional else plain
