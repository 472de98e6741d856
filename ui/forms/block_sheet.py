"""What the Node tab shows of blocks: of a use its promoted parameters, and of the definition name, colour and note."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from netbuilder.declaration import Parameter
from netbuilder.graph.blocks import Block, BlockId, BlockUse
from netbuilder.graph.graph import Node, NodeId
from netbuilder.layers import Layer
from netbuilder.messages import say
from netbuilder.project import block_definitions, block_edits
from netbuilder.project.block_definitions import BlockSettings
from ui.forms.form import Form
from ui.forms.number_steps import written
from ui.forms.promotion import Promotion
from ui.forms.sheet import Sheet, tab_stops
from ui.language.text import translated
from ui.project.bridge import Bridge
from ui.theme import icons
from ui.theme.themes import Themes
from ui.widgets.input_fields import NoteField
from ui.widgets.labels import column, label, restyle

NOTE_LINES = 3


class DefinitionForm(QWidget):
    """Name, colour and note of one block, for all of its uses."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._block: BlockId = ""
        self._gesture: object = object()
        self.heading = label("section")
        self.form = Form(BlockSettings.parameters_declared(), self._apply, bridge.take_back, themes)
        self.note = NoteField()
        self.note.setPlaceholderText(self.tr("What this block is for"))
        self.note.setAccessibleName(self.tr("Note on the block"))
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * NOTE_LINES + 16)
        self.note.typed.connect(self._annotate)
        self.note.left.connect(self._end_gesture)
        box = column(self, margin=0)
        box.addWidget(self.heading)
        box.addWidget(self.form)
        box.addWidget(self.note)

    def show_block(self, block: BlockId) -> None:
        """Follow the project."""
        if block != self._block:
            self._block = block
            self.form.begin_again()
            self._end_gesture()
        project = self._bridge.project
        definition, count = project.blocks[block], block_definitions.use_counts(project)[block]
        shared = self.tr("Block, used {count} times").format(count=count)
        self.heading.setText(shared if count > 1 else self.tr("Block"))
        self.form.show_values(_settings(definition).values())
        self.note.show_text(definition.note)

    def _apply(self, name: str, value: object, gesture: object) -> None:
        project, block = self._bridge.project, self._block
        wanted = _settings(project.blocks[block]).with_(**{name: value})
        if name == "in_tensors":
            project = block_definitions.write_in_tensors(project, block, wanted.in_tensors)
            self._bridge.edit(
                project, say("Write in tensors") if wanted.in_tensors else say("Write as layers"), gesture
            )
        elif name == "name":
            project = block_definitions.rename_block(project, block, wanted.name)
            self._bridge.edit(project, say("Rename block"), gesture)
        else:
            project = block_definitions.set_colour(project, block, wanted.colour)
            self._bridge.edit(project, say("Color block"), gesture)

    def _annotate(self, text: str) -> None:
        project = block_definitions.set_note(self._bridge.project, self._block, text)
        self._bridge.edit(project, say("Note on block"), self._gesture)

    def _end_gesture(self) -> None:
        self._gesture = object()


def _settings(definition: Block) -> BlockSettings:
    return BlockSettings(name=definition.name, colour=definition.colour, in_tensors=definition.in_tensors)


class OverridesForm(QWidget):
    """The promoted parameters of a use. Those that it overrides are marked, and have a button that ends it."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self._node: NodeId = ""
        self._parameters: tuple[Parameter, ...] = ()
        self.resets: dict[str, QToolButton] = {}
        self.promotion = Promotion(bridge, themes)
        self.form: Form | None = None
        self._box = column(self, margin=0)
        self._box.addWidget(label("section", self.tr("Set by each use")))
        themes.changed.connect(self._wear)

    def show_use(self, node: NodeId, use: BlockUse) -> None:
        """Follow the project."""
        declared = (use.definition.declared(name) for name in use.definition.parameters)
        parameters = tuple(parameter for parameter in declared if parameter is not None)
        if parameters != self._parameters:
            self._make(parameters)
        elif node != self._node and self.form is not None:
            self.form.begin_again()
        self._node = node
        self.setVisible(bool(parameters))
        if self.form is not None:
            self.form.show_values({parameter.name: use.value(parameter.name) for parameter in parameters})
            self._mark(use, self.form)
        self.promotion.show_node(node)

    def _make(self, parameters: tuple[Parameter, ...]) -> None:
        old, self._parameters = self.form, parameters
        self.resets.clear()
        self.promotion.clear()
        self.form = Form(parameters, self._apply, self._bridge.take_back, self._themes, beside=self._buttons)
        self.promotion.make_handles(self.form)
        self._box.addWidget(self.form)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _mark(self, use: BlockUse, form: Form) -> None:
        for name, row in form.rows.items():
            overridden, usual = name in use.overrides, written(use.definition.value(name))
            restyle(row.label, "role", "overridden" if overridden else "")
            words = self.tr("Set for this use alone. In the block it is {value}.").format(value=usual)
            row.label.setToolTip(words if overridden else translated(row.parameter.help))
            self.resets[name].setEnabled(overridden)
            self.resets[name].setToolTip(self.tr("Follow the block again: {value}").format(value=usual))

    def _buttons(self, parameter: Parameter) -> QWidget:
        """Beside an editor: to follow the block again, and, inside another block, to let that one's uses decide."""
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._reset_button(parameter))
        row.addWidget(self.promotion.button(parameter))
        return both

    def _reset_button(self, parameter: Parameter) -> QWidget:
        button = QToolButton(autoRaise=True)
        button.setProperty("role", "beside")
        button.setAccessibleName(self.tr("Follow the block in “{parameter}”").format(parameter=parameter.label))
        button.clicked.connect(lambda: self._follow(parameter.name))
        self.resets[parameter.name] = button
        self._wear()
        return button

    def _wear(self) -> None:
        for button in self.resets.values():
            button.setIcon(icons.themed("reset", self._themes.theme))

    def _apply(self, name: str, value: object, gesture: object) -> None:
        level = self._bridge.level
        project = block_edits.override(level.project, self._node, name, value)
        level.edit(project, say("Set {parameter}", parameter=name), gesture)

    def _follow(self, name: str) -> None:
        level = self._bridge.level
        level.edit(block_edits.follow(level.project, self._node, name), say("Follow the block"))


class UseSheet(Sheet):
    """Everything about one use of a block, and what is said of the block itself."""

    def __init__(self, bridge: Bridge, themes: Themes, types: tuple[type[Layer], ...], *, single: bool) -> None:
        super().__init__(bridge, themes, types, single=single)
        self.overrides = OverridesForm(bridge, themes)
        self.definition = DefinitionForm(bridge, themes)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setToolTip(self.tr("Show the drawing inside the block (Enter)"))
        self.independent_button = QPushButton(self.tr("Make independent"))
        self.independent_button.setToolTip(self.tr("Give this use a block of its own, which the others do not follow"))
        self.open_button.clicked.connect(self._open)
        self.independent_button.clicked.connect(self._make_independent)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.independent_button)
        buttons.addStretch(1)
        place = self.box.indexOf(self.form)
        self.box.insertWidget(place + 1, self.overrides)
        self.box.insertLayout(place + 2, buttons)
        self.box.insertWidget(self.box.indexOf(self.facts) + 1, self.definition)

    def show_nodes(self, nodes: list[Node]) -> None:
        """Follow the project."""
        (node,) = nodes
        use = node.layer
        if isinstance(use, BlockUse):
            self._title.setText(use.definition.name)
            self.name.setPlaceholderText(use.definition.name)
            self.overrides.show_use(node.id, use)
            self.definition.show_block(use.block)
            counts: Mapping[BlockId, int] = block_definitions.use_counts(self._bridge.project)
            self.independent_button.setVisible(counts[use.block] > 1)
        super().show_nodes(nodes)

    def _order(self) -> None:
        """As in every sheet; then what each use sets, which is made when its block is first shown."""
        super()._order()
        set_here = tab_stops(self.overrides.form) if self.overrides.form is not None else ()
        stops = (*tab_stops(self.form)[-1:], *set_here, self.open_button, self.independent_button)
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _open(self) -> None:
        self._bridge.enter((*self._bridge.level.path, self._ids[0]))

    def _make_independent(self) -> None:
        level = self._bridge.level
        level.edit(block_edits.make_independent(level.project, self._ids[0]), say("Make independent"))


class OpenBlockSheet(QWidget):
    """What is said of the block that is open, while nothing in it is selected."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._title, self.totals = label("title"), label("hint")
        self.definition = DefinitionForm(bridge, themes)
        self.promoted = label("hint")
        box = column(self)
        for widget in (self._title, self.totals, self.definition, self.promoted):
            box.addWidget(widget)
        box.addStretch(1)

    def follow(self) -> None:
        """Follow the project."""
        level = self._bridge.level
        block = level.block
        if block is None:
            return
        self._title.setText(block.name)
        layers = sum(node.layer.role == "hidden" for node in block.graph.nodes.values())
        known = all(checked.shape is not None for checked in level.check.nodes.values())
        if not known:
            text = self.tr("Layers in the block: {layers}. Parameters: not known yet.")
        elif layers == 1:
            text = self.tr("The block has one layer and {parameters} parameters.")
        else:
            text = self.tr("The block has {layers} layers and {parameters} parameters.")
        self.totals.setText(text.format(layers=layers, parameters=f"{level.check.parameters:,}"))
        self.definition.show_block(level.blocks[-1])
        names = ", ".join(block.parameters)
        self.promoted.setText(
            self.tr("Each use can set: {names}.").format(names=names)
            if names
            else self.tr(
                "To let each use set a parameter itself, select a layer and press the arrow beside its field, "
                "or drag the row of the field to the edge of the canvas."
            )
        )
