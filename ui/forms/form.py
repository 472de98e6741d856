"""A form generated from declared parameters: a row each, and a sentence under it where a value is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from netbuilder.declaration import Kind, Parameter
from netbuilder.errors import UserError
from ui.forms.editors import OptionalEditor, editor_for
from ui.language.text import shown, translated
from ui.theme.themes import Themes
from ui.widgets.labels import GAP, Sentence, caption, label, restyle

Apply = Callable[[str, object, object], None]
"""Puts a value into the project: name, value, gesture. Raises UserError where the value does not fit."""


TakeBack = Callable[[object], None]
"""Takes out of the project what a gesture has put there, if it was the last to edit."""


class Several:
    """Stands for a value in which the edited nodes differ."""


SEVERAL = Several()


class Row(QObject):
    """One parameter in a form: its label, its editor, and the sentence under it.

    What is typed reaches the project letter by letter. A refused text takes with it what its beginning has put there:
    of 2000000, where a million is the most, not 200000 but the value from before stays.
    """

    def __init__(
        self, parameter: Parameter, apply: Apply, take_back: TakeBack, themes: Themes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.parameter, self._apply, self._take_back = parameter, apply, take_back
        self.editor = editor_for(parameter)
        self.sentence = Sentence(themes)
        self.label = caption(translated(parameter.label), self.editor.field)
        self.around: tuple[QWidget, ...] = ()
        self._gesture: object = object()
        self._taking_back = False
        self._name_for_everyone()
        self.editor.edited.connect(self._edit)
        self.editor.left.connect(self._end_gesture)
        self.editor.given_up.connect(self._accept)

    def show_value(self, value: object) -> None:
        """Follow the project."""
        if self._taking_back and isinstance(value, Several):
            self.editor.stand_by_several()
        elif self._taking_back:
            self.editor.stand_by(value)
        elif isinstance(value, Several):
            self.editor.show_several()
            self._accept()
        else:
            self.editor.show_value(value)
            if self.editor.means(value):
                self._accept()

    def begin_again(self) -> None:
        """Something else is edited from now on: forget what was typed and refused."""
        self.editor.show_several()
        self._accept()
        self._end_gesture()

    def refuse(self, text: str) -> None:
        """Mark the field and say why."""
        restyle(self.editor.field, "invalid", True)
        self.editor.field.setAccessibleDescription(text)
        self.sentence.say(text)

    def set_visible(self, visible: bool) -> None:
        """Show the row or leave it out."""
        for widget in (self.label, self.editor, *self.around):
            widget.setVisible(visible)
        self.sentence.setVisible(visible and bool(self.sentence.text))

    def _name_for_everyone(self) -> None:
        text, help_text = translated(self.parameter.label), translated(self.parameter.help)
        self.editor.field.setAccessibleName(text)
        self.editor.field.setAccessibleDescription(help_text)
        self.editor.setObjectName(self.parameter.name)
        if isinstance(self.editor, OptionalEditor):
            self.editor.name(text)
        for widget in (self.label, self.editor.field):
            widget.setToolTip(help_text)
            widget.setWhatsThis(help_text)

    def _edit(self, value: object) -> None:
        try:
            self._apply(self.parameter.name, value, self._gesture if self.editor.continuous else None)
        except UserError as error:
            self._take_back_the_beginning()
            self.refuse(shown(error.message))
        else:
            self._accept()

    def _take_back_the_beginning(self) -> None:
        self._taking_back = True
        try:
            self._take_back(self._gesture)
        finally:
            self._taking_back = False

    def _accept(self) -> None:
        if self.sentence.text:
            restyle(self.editor.field, "invalid", False)
            self.editor.field.setAccessibleDescription(translated(self.parameter.help))
            self.sentence.say("")

    def _end_gesture(self) -> None:
        self._gesture = object()


class Form(QWidget):
    """Rows for declared parameters, optionally under headings.

    A list of columns has a table of its own, and no row. ``sections``: heading and the names under it; parameters that
    no section names stand at the end of the first. ``beside``: what stands to the right of a parameter's editor, if
    anything.
    """

    def __init__(
        self,
        parameters: Sequence[Parameter],
        apply: Apply,
        take_back: TakeBack,
        themes: Themes,
        *,
        sections: Sequence[tuple[str, Iterable[str]]] = (),
        beside: Callable[[Parameter], QWidget | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._beside = beside
        self.rows = {p.name: Row(p, apply, take_back, themes, self) for p in parameters if p.kind is not Kind.COLUMNS}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setVerticalSpacing(GAP)
        self._layout.setHorizontalSpacing(10)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for heading, names in _arranged(list(self.rows), sections):
            if heading:
                self._layout.addRow(label("section", heading))
            for name in names:
                self._add(self.rows[name])

    def show_values(self, values: Mapping[str, object]) -> None:
        """Follow the project: a value for each row, ``SEVERAL`` where the edited nodes differ."""
        for name, row in self.rows.items():
            row.show_value(values[name])

    def begin_again(self) -> None:
        """Something else is edited from now on; ``show_values`` follows."""
        for row in self.rows.values():
            row.begin_again()

    def row_at(self, at: QPoint) -> str | None:
        """The parameter whose label and editor stand at this height; None between the rows and below them."""
        for name, row in self.rows.items():
            if row.label.isVisibleTo(self):
                edited = row.around[0] if row.around else row.editor
                if row.label.geometry().united(edited.geometry()).contains(at):
                    return name
        return None

    def put_under(self, name: str, widget: QWidget) -> None:
        """Put a widget of the whole width under the row of a parameter."""
        rows = [self._layout.itemAt(row, QFormLayout.ItemRole.SpanningRole) for row in range(self._layout.rowCount())]
        place = [item.widget() if item else None for item in rows].index(self.rows[name].sentence)
        self._layout.insertRow(place + 1, widget)

    def _add(self, row: Row) -> None:
        if row.parameter.kind is Kind.FILE:  # a path wants the whole width
            self._layout.addRow(row.label)
            self._layout.addRow(row.editor)
        else:
            self._layout.addRow(row.label, self._field_of(row))
        self._layout.addRow(row.sentence)

    def _field_of(self, row: Row) -> QWidget:
        """The editor, with what stands beside it."""
        beside = self._beside(row.parameter) if self._beside is not None else None
        if beside is None:
            return row.editor
        both = QWidget()
        row.around = (both,)
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(row.editor, 1)
        line.addWidget(beside)
        return both


def _arranged(names: list[str], sections: Sequence[tuple[str, Iterable[str]]]) -> list[tuple[str, list[str]]]:
    if not sections:
        return [("", names)]
    arranged = [(heading, [name for name in chosen if name in names]) for heading, chosen in sections]
    placed = {name for _, chosen in arranged for name in chosen}
    arranged[0][1].extend(name for name in names if name not in placed)
    return arranged
