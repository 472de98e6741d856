"""Inside a block: the buttons that let uses of the block set a parameter themselves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QToolButton, QWidget

from netbuilder.declaration import Parameter
from netbuilder.errors import EditError
from netbuilder.graph.blocks import is_parameter
from netbuilder.graph.graph import NodeId
from netbuilder.messages import say
from netbuilder.project.block_definitions import demote_alone, promote_alone, promoted_as
from ui.language.text import translated
from ui.project.bridge import Bridge
from ui.theme import icons
from ui.theme.themes import Themes

translate = QCoreApplication.translate


class Promotion:
    """One button for each parameter of a node, pressed while its parameter is promoted; seen only inside blocks."""

    def __init__(self, bridge: Bridge, themes: Themes) -> None:
        self._bridge, self._themes = bridge, themes
        self._node: NodeId = ""
        self.buttons: dict[str, QToolButton] = {}
        themes.changed.connect(self._wear)

    def button(self, parameter: Parameter) -> QWidget:
        """The button beside the editor of a parameter."""
        button = QToolButton(autoRaise=True)
        button.setCheckable(True)
        button.setProperty("role", "beside")
        text = translate("Promotion", "Let each use of the block set “{parameter}” itself")
        button.setToolTip(text.format(parameter=translated(parameter.label)))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(lambda: self._toggle(parameter.name))
        button.hide()
        self.buttons[parameter.name] = button
        self._wear()
        return button

    def show_node(self, node: NodeId) -> None:
        """Follow the project: show which parameters of this node are promoted."""
        self._node = node
        block, graph = self._bridge.level.block, self._bridge.level.project.graph
        for name, button in self.buttons.items():
            button.setVisible(block is not None and is_parameter(graph, (node, name)))
            button.setChecked(block is not None and promoted_as(block, (node, name)) is not None)

    def _toggle(self, name: str) -> None:
        bridge, target = self._bridge, (self._node, name)
        block = bridge.level.blocks[-1]
        try:
            if promoted_as(bridge.project.blocks[block], target) is None:
                bridge.edit(promote_alone(bridge.project, block, target), say("Promote parameter"))
            else:
                bridge.edit(demote_alone(bridge.project, block, target), say("Take back promotion"))
        except EditError as error:
            bridge.refuse(error)

    def _wear(self) -> None:
        for button in self.buttons.values():
            button.setIcon(icons.themed("promote", self._themes.theme))
