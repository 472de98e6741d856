"""Inside a block: a parameter is promoted, so that uses of the block set it, by its button or dragged to the canvas."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from netbuilder.declaration import Parameter
from netbuilder.errors import EditError
from netbuilder.graph.blocks import is_parameter
from netbuilder.graph.graph import NodeId
from netbuilder.messages import say
from netbuilder.project.block_definitions import demote_alone, promote_alone, promoted_as
from ui.language.text import translated
from ui.project.bridge import PARAMETER_MIME, Bridge
from ui.theme import icons
from ui.theme.themes import Themes

translate = QCoreApplication.translate


class Promotion:
    """One button for each parameter of a node, pressed while its parameter is promoted; seen only inside blocks."""

    def __init__(self, bridge: Bridge, themes: Themes) -> None:
        self._bridge, self._themes = bridge, themes
        self._node: NodeId = ""
        self.buttons: dict[str, QToolButton] = {}
        self._handles: list[tuple[str, QWidget]] = []
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
        self.make_handle(parameter.name, button)
        self._wear()
        return button

    def make_handle(self, name: str, widget: QWidget) -> None:
        """Let a widget that names a parameter be dragged to the canvas, while its node is inside a block."""
        widget.installEventFilter(Handle(self, name, widget))
        self._handles.append((name, widget))

    def clear(self) -> None:
        """Forget the buttons and handles: their form goes."""
        self.buttons.clear()
        self._handles.clear()

    def can_be_dragged(self, name: str) -> bool:
        """Whether there is a block whose uses could set this parameter."""
        level = self._bridge.level
        return level.block is not None and is_parameter(level.project.graph, (self._node, name))

    def drag(self, name: str, source: QWidget) -> None:
        """Drag a parameter until it is let go. Meanwhile the canvas shows where it may be dropped."""
        drag, data = QDrag(source), QMimeData()
        data.setData(PARAMETER_MIME, name.encode())
        drag.setMimeData(data)
        drag.setPixmap(source.grab())
        self._bridge.parameter_dragged.emit((self._node, name))
        drag.exec(Qt.DropAction.CopyAction)
        self._bridge.parameter_dragged.emit(None)

    def show_node(self, node: NodeId) -> None:
        """Follow the project: show which parameters of this node are promoted."""
        self._node = node
        block, graph = self._bridge.level.block, self._bridge.level.project.graph
        for name, button in self.buttons.items():
            button.setVisible(block is not None and is_parameter(graph, (node, name)))
            button.setChecked(block is not None and promoted_as(block, (node, name)) is not None)
        for name, widget in self._handles:
            widget.setCursor(Qt.CursorShape.OpenHandCursor if self.can_be_dragged(name) else Qt.CursorShape.ArrowCursor)

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


class Handle(QObject):
    """Turns a press and a move on a widget into a drag; a mere click is the widget's own."""

    def __init__(self, promotion: Promotion, name: str, widget: QWidget) -> None:
        super().__init__(widget)
        self._promotion, self._name, self._widget = promotion, name, widget
        self._pressed: QPoint | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to drag once the mouse has left the place where it was pressed."""
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint() if self._promotion.can_be_dragged(self._name) else None
        elif kind is QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif kind is QEvent.Type.MouseMove and self._pressed is not None:
            off = event.position().toPoint() - self._pressed
            if off.manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                if isinstance(self._widget, QAbstractButton):
                    self._widget.setDown(False)
                self._promotion.drag(self._name, self._widget)
                return True
        return False
