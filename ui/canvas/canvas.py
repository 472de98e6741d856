"""The canvas that the window shows: it turns the mouse into gestures, and offers every action by name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from netbuilder.graph.graph import NodeId
from netbuilder.project.arrange import CARD_WIDTH
from netbuilder.project.changes import Change
from ui.canvas import context_menus, descriptions, quick_add
from ui.canvas.accessible.canvas_interface import Announcer
from ui.canvas.annotations.annotation_actions import Annotating
from ui.canvas.block_actions import BlockActions
from ui.canvas.breadcrumbs import Breadcrumbs
from ui.canvas.edit_commands import Commands
from ui.canvas.gestures.current_gesture import GestureHost
from ui.canvas.gestures.keyboard import Keyboard
from ui.canvas.gestures.mouse_gestures import DropLayer, Gesture, Pan
from ui.canvas.gestures.pointing import Pointing, gesture_at
from ui.canvas.items.minimap import Minimap
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.overlays import EmptyNote, FocusFrame, Hint, NameField
from ui.canvas.layout.arrangement import Arrangement
from ui.canvas.pointer import Pointer
from ui.canvas.promotion_target import PromotionTarget
from ui.canvas.quick_add import QuickAdd
from ui.canvas.reroutes.reroute_actions import Rerouting
from ui.canvas.scene import DrawingScene
from ui.canvas.wire_targets import WireTargets
from ui.language.text import translated
from ui.project.bridge import Bridge
from ui.theme.themes import Theme, Themes


class Canvas(GestureHost):
    """The drawing, to be looked at and edited with the mouse and with the keyboard."""

    properties_wanted = Signal()
    """The user wants to edit the parameters of the selected node."""
    node_menu_opening = Signal(object, str)
    """QMenu, node: others may add to what can be done to it."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        self.drawing = DrawingScene(bridge, themes)
        super().__init__(self.drawing, themes.theme, parent)
        self.drawing.setParent(self)
        self.bridge, self.themes = bridge, themes
        self.commands = Commands(bridge)
        self.blocks = BlockActions(self)
        self.breadcrumbs = Breadcrumbs(bridge, self.blocks.leave, self.blocks.uses, self)
        top = lambda: self.breadcrumbs.covers  # noqa: E731
        self.promotion_target = PromotionTarget(bridge, themes, self.blocks.promote, top, self)
        self.hint = Hint(themes.theme, self)
        self.note = EmptyNote(themes.theme, self)
        self.frame = FocusFrame(themes.theme, self)
        self.minimap = Minimap(self)
        self.arrangement = Arrangement(self)
        self.annotating = Annotating(self)
        self.rerouting = Rerouting(self)
        self.keyboard = Keyboard(self)
        self.announcer = Announcer(self)
        self.tremble = QApplication.startDragDistance()
        self.pointing = Pointing(self)
        self._space = self._by_keys = self._kept_whole = False
        self._fitted: tuple[float, int, int] | None = None
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Canvas"))
        self.drawing.followed.connect(self._follow)
        self.drawing.turned.connect(self._turn)
        bridge.selection_changed.connect(self._announce)
        for changed in (self.drawing.annotations, self.drawing.reroutes):
            changed.selection_changed.connect(self._announce)
        self.drawing.wires_selected.connect(self._announce)
        bridge.selection_changed.connect(lambda _: self.keyboard.end_nudging())
        themes.changed.connect(self.set_theme)
        self._announce()

    # Actions, as the window's menus and tool bar name them.

    def add_layer(self, kind: str, at: QPointF | None = None) -> None:
        """Add a layer or block after the selected node, wired to it if it fits; without one, where one looks.

        ``at``: where its middle comes to lie instead.
        """
        current = self.keyboard.current
        if at is None and current is not None:
            node = self.commands.add_after(kind, current)
        else:
            middle = at if at is not None else self.seen().center()
            node = self.commands.add(
                kind, (middle.x() - CARD_WIDTH / 2, middle.y() - 42), self.commands.end_of(current)
            )
        self._reveal_new(node)

    def _reveal_new(self, node: NodeId | None) -> None:
        if node is not None:
            self.reveal(node)

    def fit(self) -> None:
        """Show the whole drawing."""
        self._show_whole()

    def keep_whole(self) -> None:
        """A slider elsewhere has changed the drawing: if it was seen as it was fitted, show all of it again."""
        if self.shows_whole and not self.seen().contains(self.drawing.drawing_rect()):
            self._show_whole()
            self._kept_whole = True

    def reveal(self, node: NodeId) -> None:
        """Select a node and bring it into sight."""
        if node not in self.drawing.node_items:
            return
        self.drawing.annotations.select(())
        self.drawing.select_wires(())
        self.bridge.select([node])
        card = self.drawing.node_items[node].card
        if not self.seen().contains(card):
            self.look_at(card.center())

    def copy(self) -> None:
        """Put the selected nodes on the clipboard."""
        self.commands.copy(self.bridge.selection, self.drawing.annotations.selected)

    def cut(self) -> None:
        """Put the selected nodes on the clipboard and delete them."""
        if self.commands.copy(self.bridge.selection, self.drawing.annotations.selected):
            self.delete()

    def paste(self, at: QPointF | None = None) -> None:
        """Add what lies on the clipboard: at a point of the canvas, else at the mouse, else beside the original."""
        at = at if at is not None else self.pointing.mouse
        with self.annotating.selecting_new():
            self.commands.paste((at.x(), at.y()) if at is not None and self.seen().contains(at) else None)

    def duplicate(self) -> None:
        """Add a copy of the selected nodes."""
        with self.annotating.selecting_new():
            self.commands.duplicate(self.bridge.selection, self.drawing.annotations.selected)

    def delete(self) -> None:
        """Delete what is selected."""
        drawing = self.drawing
        chosen = drawing.selected_wires, drawing.annotations.selected, drawing.reroutes.selected
        self.commands.remove(self.bridge.selection, *chosen)

    def select_all(self) -> None:
        """Select every node, frame, note and reroute point."""
        self.bridge.select(self.bridge.level.project.graph.nodes)
        self.drawing.reroutes.select(self.drawing.reroutes.points)
        self.drawing.annotations.select(self.drawing.annotations.items)

    def toggle_muted(self) -> None:
        """Have the network do without the selected nodes, or with them again."""
        self.commands.toggle_muted(self.bridge.selection)

    def arrange(self) -> None:
        """Lay the drawing out again and show it whole."""
        self.arrangement.arrange()
        self.fit()

    def arrange_down(self) -> None:
        """Lay the drawing out again from top to bottom, and show it whole."""
        self.arrangement.arrange("down")
        self.fit()

    def connect_selected(self) -> None:
        """Begin to draw a wire from the selected node, to be led with the keyboard."""
        self.keyboard.connect()

    def open_selected(self) -> None:
        """Open the selected block; of another layer, its parameters are wanted."""
        if self.annotating.current is not None:
            self.annotating.write(self.annotating.current)
        elif self.blocks.current is not None:
            self.blocks.open(self.blocks.current)
        else:
            self.properties_wanted.emit()

    def set_running(self, running: bool) -> None:
        """Show whether the network is being trained."""
        self.drawing.set_running(running)

    def rename(self, node: NodeId) -> None:
        """Let the user type another name over the card's title."""
        if node in self.drawing.node_items:
            found = self.drawing.node_items[node].node
            name = found.name or translated(found.layer.title)
            self.ask_name(node, name, lambda given: self.commands.rename(node, given))

    def ask_name(self, node: NodeId, name: str, take: Callable[[str], object]) -> None:
        """Let the user type a name over the card's title; ``name`` stands there at first."""
        self.reveal(node)
        item = self.drawing.node_items[node]
        title = QRectF(item.x() + 12, item.y() + 6, CARD_WIDTH - 24, 24)
        field = NameField(name, self.viewportTransform().mapRect(title), self.themes.theme, self)
        field.setAccessibleName(self.tr("Node name"))
        field.named.connect(take)

    def offer_layers(self, pointer: Pointer, loose: WireTargets | None = None) -> QuickAdd:
        """Open the menu of layers; the chosen one is added here.

        ``loose``: the end of a wire that is then connected to it; only what fits is offered.
        """
        return quick_add.offer_layers(self, pointer, loose)

    def offer_replacements(self) -> QuickAdd | None:
        """Open the menu of what fits in the place of the selected nodes; the chosen one is put there."""
        return quick_add.offer_replacements(self)

    def offer_after(self, node: NodeId) -> QuickAdd:
        """Open the menu of layers that fit behind a node; the chosen one is added there."""
        return quick_add.offer_after(self, node)

    @property
    def shows_whole(self) -> bool:
        """Whether the drawing is seen as it was fitted into the view."""
        return self._fitted == self.viewpoint()

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.hint.set_theme(theme)
        self.note.set_theme(theme)
        self.frame.set_theme(theme)
        self.viewport().update()

    def as_widget(self) -> QWidget:
        """The canvas as the parent of what lies or opens over it."""
        return self

    def visible_nodes(self) -> list[NodeItem]:
        """The cards that can be seen."""
        found = self.drawing.items(self.seen(), Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return [item for item in found if isinstance(item, NodeItem)]

    def dropping(self, pointer: Pointer, kind: str) -> Gesture | None:
        """What a layer or block does that is dragged in from the palette; None where there is none of this kind."""
        layer = self.commands.sample(kind)
        return DropLayer(self, pointer, kind, layer) if layer is not None else None

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture that belongs to the button and to what lies under the mouse."""
        self.arrangement.glide.finish()
        pointer = self.pointer(event)
        self._show_focus(by_keys=False)
        self.keyboard.cancel()
        self.keyboard.end_nudging()
        if event.button() is Qt.MouseButton.MiddleButton or (
            event.button() is Qt.MouseButton.LeftButton and self._space
        ):
            self.begin(Pan(self, pointer))
        elif event.button() is Qt.MouseButton.LeftButton and self.gesture is None:
            self.begin(gesture_at(self, pointer))
        elif event.button() is Qt.MouseButton.RightButton:
            self.cancel_gesture()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the gesture, or show what the mouse would grasp."""
        pointer = self.pointer(event)
        if self.gesture is not None:
            self.gesture.follow(pointer)
        else:
            self.pointing.hover(pointer)
            self.restore_cursor()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Carry the gesture out."""
        if self.gesture is not None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            gesture, self.gesture = self.gesture, None
            pointer = self.pointer(event)
            gesture.follow(pointer)
            gesture.finish(pointer)
            self.pointing.hover(pointer)
            self.restore_cursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On empty canvas: offer the layers. On a block: open it. On a card: its parameters. On a wire: bend it."""
        pointer = self.pointer(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        card = self.drawing.node_at(pointer.scene)
        if card is not None:
            self.bridge.select([card.node.id])
            self.open_selected()
        elif self.rerouting.toggle_at(pointer):
            self.pointing.hover(pointer)
        elif (mark := self.drawing.annotations.at(pointer.scene)) is not None:
            self.annotating.write(mark.name)
        else:
            self.offer_layers(pointer)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what lies under the mouse, or, from the keyboard, of what is selected."""
        self.cancel_gesture()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            context_menus.open_for_selection(self)
        else:
            at = QPointF(event.pos())
            context_menus.open_at(self, Pointer(at, self._canvas_point(at)), event.globalPos())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under a mouse that is elsewhere."""
        self.pointing.leave()
        super().leaveEvent(event)

    # The keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels, or leaves a block; Space grasps the canvas; the rest is in ``keyboard``."""
        self.arrangement.glide.finish()
        self._show_focus(by_keys=True)
        escaped = event.key() == Qt.Key.Key_Escape
        if escaped and (self.cancel_gesture() or self.keyboard.cancel() or self.blocks.leave()):
            event.accept()
        elif event.key() == Qt.Key.Key_Space and self.gesture is None:
            self._space = True
            self.restore_cursor()
            event.accept()
        elif self.gesture is None and self.keyboard.press(event):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space lets go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.restore_cursor()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab walks through the nodes; behind the last one it leaves the canvas.

        Qt asks here too when something that lies on the canvas hides; no Tab was pressed then.
        """
        walked = self.window().focusWidget() is self and self.keyboard.walk(1 if forwards else -1)
        return walked or super().focusNextPrevChild(forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act here. The selection stays: Qt gives the keys also when another widget goes away."""
        super().focusInEvent(event)
        self.drawing.set_focused(True)
        self.announcer.tell_focus()
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._show_focus(by_keys=by_tab or self._by_keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A window that loses the keyboard never hears that Space was let go."""
        super().focusOutEvent(event)
        self.drawing.set_focused(False)
        self._show_focus(by_keys=self._by_keys)
        self._space = False
        self.keyboard.cancel()
        self.keyboard.end_nudging()
        self.restore_cursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tool tips are written when they are asked for."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map in its corner. What was seen whole stays so; the first size shows the whole drawing."""
        before = self.seen_in(event.oldSize())
        as_fitted = self.shows_whole
        super().resizeEvent(event)
        self.minimap.place()
        self.breadcrumbs.follow()
        self.note.place()
        self.frame.place()
        if self._fitted is None:
            wanted = self.viewport().width() > 200
        else:
            around = self.drawing.drawing_rect()
            wanted = as_fitted or (before.contains(around) and not self.seen().contains(around))
        if wanted and self.gesture is None:
            self._show_whole()

    def restore_cursor(self) -> None:
        """Show with the cursor what the mouse would do."""
        if self.gesture is not None:
            return
        if self._space:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.pointing.at_point:
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        elif self.pointing.at_corner:
            self.viewport().setCursor(Qt.CursorShape.SizeFDiagCursor)
        elif self.pointing.at_port:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()

    def _show_tip(self, event: QHelpEvent) -> None:
        text = self.pointing.tip(self._canvas_point(QPointF(event.pos()))) if self.gesture is None else ""
        if text:
            QToolTip.showText(event.globalPos(), text, self.viewport(), QRect())
        else:
            QToolTip.hideText()

    def _follow(self, change: Change) -> None:
        """A change that the gesture did not make pulls the ground from under it.

        What a slider made smaller than it was fitted comes back when that is undone; not while the mouse is here.
        """
        if self._kept_whole and change.removed and self.shows_whole and self.pointing.mouse is None:
            self._kept_whole = False
            self._show_whole()
        self.arrangement.glide.finish()
        self.cancel_gesture()
        self.keyboard.follow()
        self.pointing.follow()
        self._announce()

    def _turn(self) -> None:
        """Another drawing is open: look at all of it, or at what was seen of it before."""
        self.arrangement.glide.finish()
        self.cancel_gesture()
        self.keyboard.cancel()
        self.keyboard.end_nudging()
        self.pointing.follow()
        self.breadcrumbs.follow()
        self._show_whole()
        self._announce()

    def _show_whole(self) -> None:
        around = self.drawing.drawing_rect()
        around = around.adjusted(0, 0, 0, 24) if not around.isEmpty() else around
        self.show_rect(around, top=self.breadcrumbs.covers)
        self._fitted = self.viewpoint()

    def _announce(self, _: object = None) -> None:
        project = self.bridge.level.project
        self.note.setVisible(not project.graph.nodes and not project.annotations)
        self._show_focus(by_keys=self._by_keys)
        words = self.annotating.in_words() or self.rerouting.in_words() or descriptions.in_words(self.drawing)
        descriptions.announce(self, words)

    def _show_focus(self, *, by_keys: bool) -> None:
        """Where no card can show that the keys act here, the canvas does; to those who use the keys."""
        self._by_keys = by_keys
        drawing = self.drawing
        chosen = drawing.annotations.selected or drawing.reroutes.selected or drawing.selected_wires
        self.frame.setVisible(by_keys and self.hasFocus() and not self.bridge.selection and not chosen)
