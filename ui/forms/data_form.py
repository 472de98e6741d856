"""The Data tab: which data, how they are split and normalized, and a look at them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from netbuilder.data.base import Dataset
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.data.tables.user_tables import TableFile
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.changes import Change
from netbuilder.shapes.check_result import Severity
from ui.forms.column_table import ColumnTable
from ui.forms.data_preview import DataPreview
from ui.forms.form import Form
from ui.language.text import shown, translated
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.widgets.input_fields import ChoiceField
from ui.widgets.labels import Sentence, column, label
from ui.widgets.when_visible import WhenVisible


class DataForm(QWidget):
    """Chooser, form and preview of the data."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("data-panel")
        self._bridge, self._themes = bridge, themes
        self.chooser = Chooser()
        self.description = label("hint")
        self.problem = Sentence(themes)
        self.dataset_form: Form | None = None
        self._forms: dict[type[Dataset], Form] = {}
        sections = (
            (self.tr("Split and scale"), ()),
            (self.tr("Noise added to the training rows"), ("input_noise", "label_noise", "noise_seed")),
        )
        self.form = Form(DataSettings.parameters_declared(), self._apply, bridge.take_back, themes, sections=sections)
        self._tables: dict[type[Dataset], ColumnTable] = {}
        self.preview = DataPreview(bridge, themes)
        self._kept: dict[type[Dataset], Dataset] = {}
        self._place = QVBoxLayout()
        self._lay_out()
        self.chooser.activated.connect(self._choose)
        self._follow_data = WhenVisible(self, self._show)
        bridge.changed.connect(self._follow)
        self._show()

    @property
    def columns(self) -> ColumnTable | None:
        """The table of columns, where the data are the user's own."""
        return self._tables.get(type(self._bridge.project.data.dataset))

    def _lay_out(self) -> None:
        caption = QLabel(self.tr("&Data"))
        caption.setProperty("role", "section")
        caption.setIndent(0)
        caption.setBuddy(self.chooser)
        self.chooser.setAccessibleName(self.tr("Data"))
        box = column(self)
        for widget in (caption, self.chooser, self.description, self.problem):
            box.addWidget(widget)
        box.addLayout(self._place)
        box.addWidget(self.form)
        box.addWidget(label("section", self.tr("Preview")))
        box.addWidget(self.preview)
        box.addStretch(1)

    def _follow(self, change: Change) -> None:
        if change.data:
            self._follow_data.ask()

    def _show(self) -> None:
        settings, problem = self._bridge.project.data, self._bridge.data_problem
        dataset = settings.dataset
        self._kept[type(dataset)] = dataset
        self.chooser.show_type(type(dataset))
        self.description.setText(translated(dataset.description()))
        mildly = Severity.WARNING if self._bridge.data.reading else Severity.ERROR
        self.problem.say(shown(problem) if problem is not None else "", mildly)
        if self.dataset_form is None or self._shown_type is not type(dataset):
            self._replace_form(type(dataset))
        if self.dataset_form is not None:
            self.dataset_form.show_values(dataset.values())
        self.form.show_values(settings.values())
        known = self._bridge.signature
        self.form.rows["target_normalisation"].set_visible(known is None or known.task == "regression")
        if isinstance(dataset, TableFile):
            self._tables[type(dataset)].setVisible(bool(dataset.path))

    def _replace_form(self, dataset: type[Dataset]) -> None:
        if self.dataset_form is not None:
            self._place.removeWidget(self.dataset_form)
            self.dataset_form.hide()
        if dataset not in self._forms:
            declared = dataset.parameters_declared()
            self._forms[dataset] = Form(declared, self._apply_to_dataset, self._bridge.take_back, self._themes)
            if issubclass(dataset, TableFile):
                self._tables[dataset] = ColumnTable(self._bridge, self._themes)
                self._forms[dataset].put_under("path", self._tables[dataset])
        self._shown_type, self.dataset_form = dataset, self._forms[dataset]
        self.dataset_form.begin_again()
        self._place.addWidget(self.dataset_form)
        self.dataset_form.setVisible(bool(self.dataset_form.rows))

    def _choose(self) -> None:
        chosen = self.chooser.chosen
        if chosen is not None and chosen is not type(self._bridge.project.data.dataset):
            dataset = self._kept.get(chosen) or chosen()
            self._bridge.edit(edits.set_dataset(self._bridge.project, dataset), say("Choose data"))

    def _apply(self, name: str, value: object, gesture: object) -> None:
        project = self._bridge.project
        changed = edits.set_data(project, **{name: value})
        if changed.data != project.data:
            label_ = self.form.rows[name].parameter.label
            self._bridge.edit(changed, say("Set {parameter}", parameter=say(label_)), gesture)

    def _apply_to_dataset(self, name: str, value: object, gesture: object) -> None:
        project = self._bridge.project
        dataset = project.data.dataset.with_(**{name: value})
        if dataset != project.data.dataset and self.dataset_form is not None:
            label_ = self.dataset_form.rows[name].parameter.label
            self._bridge.edit(
                edits.set_dataset(project, dataset), say("Set {parameter}", parameter=say(label_)), gesture
            )


class Chooser(ChoiceField):
    """All data sets, under the titles of their groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        self._types: list[type[Dataset] | None] = []
        category = None
        for dataset in dataset_types().values():
            if dataset.category is not category:
                category = dataset.category
                heading = QStandardItem(translated(category.value))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                model.appendRow(heading)
                self._types.append(None)
            item = QStandardItem(translated(dataset.title))
            item.setToolTip(translated(dataset.description()))
            model.appendRow(item)
            self._types.append(dataset)
        self.setModel(model)
        self.setItemDelegate(Grouped(self))

    @property
    def chosen(self) -> type[Dataset] | None:
        """The data set in the chooser, None where it shows one that cannot be chosen."""
        return self._types[self.currentIndex()] if self.currentIndex() >= 0 else None

    def row_of(self, dataset: type[Dataset]) -> int:
        """The row of a data set, or -1."""
        return self._types.index(dataset) if dataset in self._types else -1

    def show_type(self, dataset: type[Dataset]) -> None:
        """Follow the project."""
        self.setPlaceholderText(translated(dataset.title))
        self.setCurrentIndex(self.row_of(dataset))


class Grouped(QStyledItemDelegate):
    """Draws the open list: headings bold, what lies under them set in."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Change what is drawn, not what is there: the closed field shows the bare title."""
        super().initStyleOption(option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            option.text = "    " + option.text
        else:
            option.font.setBold(True)
            option.state |= QStyle.StateFlag.State_Enabled  # it is no choice, but it is read
