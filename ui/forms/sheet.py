"""Everything about the selected nodes, or what those of several types share: name, problems, parameters, shapes."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice, pairwise

from PySide6.QtCore import QLocale, QSignalBlocker, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from netbuilder.declaration import shared_parameters
from netbuilder.graph.graph import LONGEST_NAME, Node, NodeId
from netbuilder.layers import Layer, describe
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.shapes.check_result import Problem
from netbuilder.shapes.cost import Cost, cost
from ui.canvas.editing.edit_commands import Commands
from ui.forms.form import SEVERAL, Form
from ui.forms.number_steps import written
from ui.forms.promotion import Promotion
from ui.language.text import shown, translated
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.widgets.input_fields import TextField
from ui.widgets.labels import Sentence, caption, column, label, restyle


class Sheet(QWidget):
    """Everything about nodes of one type, or what nodes of several types have in common.

    ``single``: about one node, which then can be renamed; ``types``: those of the nodes.
    """

    def __init__(self, bridge: Bridge, themes: Themes, types: tuple[type[Layer], ...], *, single: bool) -> None:
        super().__init__()
        layer_type = types[0]
        self.types = types
        self._bridge = bridge
        self._ids: tuple[NodeId, ...] = ()
        self._layer_type = layer_type
        self._title = label("title", translated(layer_type.title))
        self._about = label("hint", translated(layer_type.description()))
        self.name = TextField()
        self.name.setMaxLength(LONGEST_NAME)
        self.promotion = Promotion(bridge, themes)
        beside = self.promotion.button if single else None
        self.form = Form(shared_parameters(types), self._apply, bridge.take_back, themes, beside=beside)
        if single:
            self.promotion.make_handles(self.form)
        self.problems = Notices(bridge, themes)
        self.facts = Facts()
        self._gesture: object = object()
        self.box = column(self)
        self._add_heading(self.box, single=single)
        self.box.addWidget(self.problems)
        self.box.addWidget(self.form)
        self.box.addWidget(self.facts)
        self.box.addStretch(1)

    @property
    def first_field(self) -> QWidget:
        """The field of the first parameter, or that of the name."""
        return next((row.editor.field for row in self.form.rows.values()), self.name)

    def begin_again(self) -> None:
        """Other nodes are shown from now on, or the same ones again: forget what was typed and refused."""
        self.form.begin_again()
        self._end_gesture()

    def show_nodes(self, nodes: list[Node]) -> None:
        """Follow the project."""
        ids = tuple(node.id for node in nodes)
        if ids != self._ids:
            self._ids = ids
            self.begin_again()
        if len(self.types) > 1:
            self._title.setText(self.tr("{count} layers").format(count=len(nodes)))
            titles = ", ".join(translated(one.title) for one in self.types)
            self._about.setText(self.tr("Settings that these types share: {titles}.").format(titles=titles))
        elif len(nodes) > 1:
            title = translated(self._layer_type.title)
            self._title.setText(self.tr("{count} × {title}").format(count=len(nodes), title=title))
        every = [node.layer.values() for node in nodes]
        first = every[0]
        shown = (name for name in first if name in self.form.rows or len(self.types) == 1)
        self.form.show_values(
            {name: first[name] if all(v[name] == first[name] for v in every) else SEVERAL for name in shown}
        )
        idle = frozenset.intersection(*(node.layer.idle_parameters() for node in nodes))
        for name, row in self.form.rows.items():
            row.set_visible(name not in idle)
        if self.name.text().strip() != nodes[0].name:
            with QSignalBlocker(self.name):
                self.name.setText(nodes[0].name)
        self.promotion.show_node(nodes[0].id)
        self._mark_set_outside(nodes[0])
        self.problems.show_nodes({node.id for node in nodes})
        self._order()
        self.facts.show_nodes(self._bridge, nodes)

    def _mark_set_outside(self, node: Node) -> None:
        """Mark what the open use of the block sets: the field changes the block itself."""
        here = self._bridge.level.check.graph.nodes[node.id].layer.values()
        own = node.layer.values()
        for name, row in self.form.rows.items():
            other = name in here and name in own and here[name] != own[name]
            restyle(row.label, "role", "overridden" if other else "")
            words = self.tr(
                "Here it is {value}, set by the use that is open. The field is for every use that does not set it."
            )
            row.label.setToolTip(words.format(value=written(here[name])) if other else translated(row.parameter.help))

    def _order(self) -> None:
        """Tab goes as the eye does: name, repairs, parameters. Qt would take the order of their making."""
        rows = (row.editor.field for row in self.form.rows.values())
        named = (self.name,) if self.isAncestorOf(self.name) else ()
        stops = (*named, *(notice.button for notice in self.problems.notices), *islice(rows, 1))
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _add_heading(self, box: QVBoxLayout, *, single: bool) -> None:
        box.addWidget(self._title)
        box.addWidget(self._about)
        if not single:
            return
        self.name.setPlaceholderText(translated(self._layer_type.title))
        self.name.setAccessibleName(self.tr("Name"))
        self.name.typed.connect(self._rename)
        self.name.left.connect(self._end_gesture)
        row = QFormLayout()
        row.setHorizontalSpacing(10)
        row.addRow(caption(self.tr("&Name"), self.name), self.name)
        box.addLayout(row)

    def _apply(self, name: str, value: object, gesture: object) -> None:
        project = self._bridge.level.project
        for node in self._ids:
            layer = project.graph.nodes[node].layer
            wanted = layer.with_(**{name: value})
            if wanted != layer:
                project = edits.set_layer(project, node, wanted)
        parameter = self.form.rows[name].parameter
        self._bridge.level.edit(project, say("Set {parameter}", parameter=say(parameter.label)), gesture)

    def _rename(self, text: str) -> None:
        level = self._bridge.level
        if text.strip() != level.project.graph.nodes[self._ids[0]].name:
            level.edit(edits.rename(level.project, self._ids[0], text), say("Rename"), self._gesture)

    def _end_gesture(self) -> None:
        self._gesture = object()


def tab_stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at in a widget, in the order of its making."""
    found = widget.findChildren(QWidget)
    return [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


class Notices(QWidget):
    """Every problem of the selected nodes, those of loss and last layer included."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self.notices: list[Notice] = []
        self._box = column(self, margin=0)
        self.hide()

    def show_nodes(self, nodes: Set[NodeId]) -> None:
        """Follow the project: show what is wrong with these nodes."""
        wrong = [problem for problem in self._bridge.level.problems if problem.node in nodes]
        while len(self.notices) < len(wrong):
            self.notices.append(Notice(self._bridge, self._themes))
            self._box.addWidget(self.notices[-1])
        for place, notice in enumerate(self.notices):
            notice.show_problem(wrong[place] if place < len(wrong) else None)
        self.setVisible(bool(wrong))


class Notice(QFrame):
    """The problem of a node, with a button that repairs it where that takes one click."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._commands = Commands(bridge)
        self._problem: Problem | None = None
        self.sentence = Sentence(themes)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes with the problem: a click leaves the keyboard be
        self.button.clicked.connect(self._repair)
        box = column(self, margin=10)
        box.addWidget(self.sentence)
        box.addWidget(self.button)
        self.hide()

    def show_problem(self, problem: Problem | None) -> None:
        """Show this problem, or nothing."""
        if problem == self._problem:
            return
        self._problem = problem
        if problem is not None:
            restyle(self, "severity", problem.severity.value)
            self.sentence.say(shown(problem.message), problem.severity)
            if problem.repair is not None:
                self.button.setText(shown(problem.repair.in_words()))
            self.button.setVisible(problem.repair is not None)
        self.setVisible(problem is not None)

    def _repair(self) -> None:
        if self._problem is not None:
            self._commands.repair(self._problem)


class Facts(QWidget):
    """What the shape check knows of the nodes: input and output shape, parameters, what they cost for a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, QLabel] = {}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setHorizontalSpacing(10)
        layout.addRow(label("section", self.tr("Shape and size")))
        for name, text in (
            ("arrives", self.tr("Input")),
            ("leaves", self.tr("Output")),
            ("count", self.tr("Parameters")),
            ("work", self.tr("Multiply-adds")),
            ("memory", self.tr("Memory")),
        ):
            value = label("value")
            layout.addRow(caption(text, value), value)
            self._values[name] = value

    def text(self, name: str) -> str:
        """What is said of what "arrives" and "leaves", of the "count" of parameters, of "work" and "memory"."""
        return self._values[name].text()

    def show_nodes(self, bridge: Bridge, nodes: list[Node]) -> None:
        """Follow the check."""
        found = [bridge.level.check.nodes[node.id] for node in nodes]
        unknown = self.tr("not known yet")
        inputs = {", ".join(describe(s) if s is not None else unknown for s in checked.inputs) for checked in found}
        outputs = {describe(checked.shape) if checked.shape is not None else unknown for checked in found}
        entry = not any(node.layer.input_ports() for node in nodes)
        self._say("arrives", self.tr("the data") if entry else self._common(inputs))
        self._say("leaves", self._common(outputs))
        count = None if None in (checked.shape for checked in found) else sum(one.parameters for one in found)
        self._say("count", f"{count:,}" if count is not None else unknown)
        self._say_costs([cost(checked) for checked in found])

    def _say_costs(self, costs: list[Cost | None]) -> None:
        known = [one for one in costs if one is not None]
        if len(known) < len(costs):
            for name in ("work", "memory"):
                self._say(name, self.tr("not known yet"))
            return
        whole = sum(known, Cost())
        self._say("work", self.tr("{count} a row").format(count=f"{whole.multiply_adds:,}"))
        self._values["work"].setToolTip(
            self.tr("Multiply-adds of the matrix products, for one row. What goes number by number is not counted.")
        )
        weights, values = (QLocale().formattedDataSize(size) for size in (whole.weights, whole.values))
        self._say("memory", self.tr("{weights} of weights, {values} a row").format(weights=weights, values=values))

    def _common(self, texts: set[str]) -> str:
        return next(iter(texts)) if len(texts) == 1 else self.tr("several")

    def _say(self, name: str, text: str) -> None:
        self._values[name].setText(text)
