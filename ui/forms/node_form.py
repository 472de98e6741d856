"""The Node tab: the form of the selected nodes, with their shapes, sizes and problems."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from netbuilder.declaration import shared_parameters
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Node
from netbuilder.layers import Layer
from netbuilder.project.changes import Change
from ui.forms.block_sheet import OpenBlockSheet, UseSheet
from ui.forms.project_notes import ProjectNotes
from ui.forms.sheet import Sheet
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.widgets.when_visible import WhenVisible

REST = 120
"""Milliseconds that a cursor which goes through the network rests at a node before its form is shown."""


class NodeForm(QWidget):
    """Shows what is selected. One form serves several nodes, of several types too; an edit then changes all of them."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("properties")
        self._bridge, self._themes = bridge, themes
        self.notes = ProjectNotes(bridge, themes)
        self.empty = self.notes.empty
        self.sheet: Sheet | None = None
        self.open_block: OpenBlockSheet | None = None
        self._sheets: dict[tuple[type[Layer], bool], Sheet] = {}
        self._mixed: Sheet | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.notes)
        self._follow_project = WhenVisible(self, self._show)
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._follow_project.ask)
        bridge.selection_changed.connect(lambda _selection: self._follow_selection())
        bridge.level.entered.connect(lambda _level: self._follow_project.ask())
        bridge.changed.connect(self._follow)
        self._show()

    @property
    def first_field(self) -> QWidget | None:
        """The field of the first parameter, or that of the name; None while no form is shown."""
        if self._rest.isActive():
            self._rest.stop()
            self._follow_project.ask()
        self._follow_project.finish()
        return self.sheet.first_field if self.sheet is not None else None

    def _follow_selection(self) -> None:
        if self._bridge.passing:
            self._rest.start()
        else:
            self._rest.stop()
            self._follow_project.ask()

    def _follow(self, change: Change) -> None:
        if change.content or change.notes:
            self._follow_project.ask()

    def _show(self) -> None:
        nodes = self._nodes()
        kinds = tuple(dict.fromkeys(type(node.layer) for node in nodes))
        self._turn_to(
            self._sheet_of(kinds, single=len(nodes) == 1)
            if kinds and (len(kinds) == 1 or shared_parameters(kinds))
            else None
        )
        if self.sheet is not None:
            self.sheet.show_nodes(nodes)
        elif self._bridge.level.path and not nodes:
            self._show_open_block()
        else:
            self.notes.follow()
            self.empty.words.setText(self._several(nodes) if nodes else self._nothing())

    def _show_open_block(self) -> None:
        """Nothing in the block that is open is selected: show what is said of the block itself."""
        if self.open_block is None:
            self.open_block = OpenBlockSheet(self._bridge, self._themes)
            self._stack.addWidget(self.open_block)
        self.open_block.follow()
        self._stack.setCurrentWidget(self.open_block)

    def _sheet_of(self, kinds: tuple[type[Layer], ...], *, single: bool) -> Sheet:
        """The sheet for nodes of a type. It is made once: that takes ten times as long as to show other nodes.

        Of those for several types, of which there may be very many, the last one is kept.
        """
        if len(kinds) > 1:
            return self._mixed_sheet_of(kinds)
        (kind,) = kinds
        if (kind, single) not in self._sheets:
            sheet = UseSheet if single and issubclass(kind, BlockUse) else Sheet
            self._sheets[kind, single] = sheet(self._bridge, self._themes, kinds, single=single)
        return self._sheets[kind, single]

    def _mixed_sheet_of(self, kinds: tuple[type[Layer], ...]) -> Sheet:
        old = self._mixed
        if old is not None and old.types == kinds:
            return old
        self._mixed = Sheet(self._bridge, self._themes, kinds, single=False)
        if old is not None:
            if old is self.sheet:
                self._turn_to(None)
            old.deleteLater()
        return self._mixed

    def _turn_to(self, sheet: Sheet | None) -> None:
        """Show this sheet, or, without one, a sentence. Only it is in the layout, which is as large as its largest."""
        if sheet is not None and sheet is self.sheet:
            return
        if self.sheet is not None:
            self._stack.removeWidget(self.sheet)
            self.sheet.hide()
        if sheet is not None:
            sheet.begin_again()
            self._stack.addWidget(sheet)
        self.sheet = sheet
        self._stack.setCurrentWidget(sheet or self.notes)

    def _nodes(self) -> list[Node]:
        """The selected nodes, in the order of the drawing."""
        graph, selection = self._bridge.level.project.graph, self._bridge.selection
        chosen = selection if len(selection) < 2 else filter(selection.__contains__, graph.nodes)
        return [graph.nodes[node] for node in chosen]

    def _several(self, nodes: list[Node]) -> str:
        return self.tr(
            "{count} layers of different kinds are selected, which have no setting in common. "
            "Select layers of one kind to edit them together."
        ).format(count=len(nodes))

    def _nothing(self) -> str:
        graph, found = self._bridge.level.project.graph, self._bridge.level.check
        if not graph.nodes:
            return self.tr("The network is empty. Drag a layer from the palette to the canvas.")
        text = self.tr("The network has {layers} layers and {parameters} parameters.")
        if len(graph.nodes) == 1:
            text = self.tr("The network has one layer and {parameters} parameters.")
        totals = text.format(layers=len(graph.nodes), parameters=f"{found.parameters:,}")
        return self.tr("Select a layer on the canvas to see and change its settings.") + "\n\n" + totals
