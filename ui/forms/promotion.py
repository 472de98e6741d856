"""Inside a block: a parameter is promoted, so that uses of the block set it, by its button or dragged to the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QDrag, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from netbuilder.declaration import Parameter
from netbuilder.errors import EditError
from netbuilder.graph.blocks import is_parameter
from netbuilder.graph.graph import NodeId
from netbuilder.messages import say
from netbuilder.project.block_definitions import demote_alone, promote_alone, promoted_as
from ui.forms.form import Form
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
        self._handles: list[Handle] = []
        self._form: Form | None = None
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
        self._handles.append(Handle(self, button, lambda _at: parameter.name))
        self._wear()
        return button

    def make_handles(self, form: Form) -> None:
        """Let each row of a form be dragged to the canvas by its label, or by whatever of it edits nothing, while its
        node is inside a block."""
        self._form = form
        for row in form.rows.values():
            row.editor.setCursor(Qt.CursorShape.ArrowCursor)  # or it would have that of the form
        self._handles.append(Handle(self, form, form.row_at))

    def clear(self) -> None:
        """Forget the buttons and handles: their form goes."""
        self.buttons.clear()
        self._handles.clear()
        self._form = None

    def can_be_dragged(self, name: str | None) -> bool:
        """Whether there is a block whose uses could set this parameter."""
        level = self._bridge.level
        return name is not None and level.block is not None and is_parameter(level.project.graph, (self._node, name))

    def drag(self, name: str, source: QWidget) -> None:
        """Drag a parameter until it is let go. Meanwhile the canvas shows where it may be dropped."""
        drag, data = QDrag(source), QMimeData()
        data.setData(PARAMETER_MIME, name.encode())
        drag.setMimeData(data)
        drag.setPixmap((self._form.rows[name].label if self._form is not None else source).grab())
        self._bridge.parameter_dragged.emit((self._node, name))
        drag.exec(Qt.DropAction.CopyAction)
        self._bridge.parameter_dragged.emit(None)

    def show_node(self, node: NodeId) -> None:
        """Follow the project: show which parameters of this node are promoted."""
        self._node = node
        block, graph = self._bridge.level.block, self._bridge.level.project.graph
        held = Qt.CursorShape.OpenHandCursor
        for name, button in self.buttons.items():
            button.setVisible(block is not None and is_parameter(graph, (node, name)))
            button.setChecked(block is not None and promoted_as(block, (node, name)) is not None)
        for name, row in self._form.rows.items() if self._form is not None else ():
            row.label.setCursor(held if self.can_be_dragged(name) else Qt.CursorShape.ArrowCursor)
        for handle in self._handles:
            handle.show_cursor()

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
    """Turns a press and a move on a widget into a drag; a mere click is the widget's own.

    ``named``: the parameter at a point of the widget, None where there is none.
    """

    def __init__(self, promotion: Promotion, widget: QWidget, named: Callable[[QPoint], str | None]) -> None:
        super().__init__(widget)
        self._promotion, self._widget, self._named = promotion, widget, named
        self._pressed: QPoint | None = None
        widget.setMouseTracking(True)
        widget.installEventFilter(self)

    def show_cursor(self, at: QPoint | None = None) -> None:
        """An open hand where a parameter could be dragged from."""
        name = self._named(at if at is not None else self._widget.mapFromGlobal(QCursor.pos()))
        held = self._promotion.can_be_dragged(name)
        self._widget.setCursor(Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.ArrowCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to drag once the mouse has left the place where it was pressed."""
        if not isinstance(event, QMouseEvent):
            return False
        kind, at = event.type(), event.position().toPoint()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = at if self._promotion.can_be_dragged(self._named(at)) else None
        elif kind is QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif kind is QEvent.Type.MouseMove and self._pressed is None:
            self.show_cursor(at)
        elif kind is QEvent.Type.MouseMove and self._pressed is not None:
            return self._carry(at)
        return False

    def _carry(self, at: QPoint) -> bool:
        """Drag the parameter, once the mouse is far enough from where it was pressed."""
        begun, name = self._pressed, self._named(self._pressed) if self._pressed is not None else None
        if begun is None or name is None or (at - begun).manhattanLength() < QApplication.startDragDistance():
            return False
        self._pressed = None
        if isinstance(self._widget, QAbstractButton):
            self._widget.setDown(False)
        self._promotion.drag(name, self._widget)
        return True
