"""The canvas that the window shows: it turns mouse and keys into gestures and actions, and follows the drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from netbuilder.project.changes import Change
from ui.canvas import context_menus, descriptions
from ui.canvas.accessible.canvas_interface import Announcer
from ui.canvas.blocks.promotion_target import PromotionTarget
from ui.canvas.canvas_actions import CanvasActions
from ui.canvas.gestures.cut_gesture import CutWires
from ui.canvas.gestures.mouse_gestures import Pan
from ui.canvas.gestures.pointing import gesture_at
from ui.canvas.items.minimap import Minimap
from ui.canvas.items.overlays import EmptyNote, FocusFrame
from ui.canvas.pointer import Pointer
from ui.project.bridge import Bridge
from ui.theme.themes import Theme, Themes

HELD_WITH_THE_MOUSE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Space)
"""Keys that mean something while the mouse is used: whoever presses them need not work with the keys."""


class Canvas(CanvasActions):
    """The drawing, to be looked at and edited with the mouse and with the keyboard."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(bridge, themes, parent)
        top = lambda: self.breadcrumbs.covers  # noqa: E731
        self.promotion_target = PromotionTarget(bridge, themes, self.blocks.promote, top, self)
        self.note = EmptyNote(themes.theme, self)
        self.frame = FocusFrame(themes.theme, self)
        self.minimap = Minimap(self)
        self.announcer = Announcer(self)
        self._by_keys = False
        self.setAcceptDrops(True)
        self.installEventFilter(self)
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

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.hint.set_theme(theme)
        self.note.set_theme(theme)
        self.frame.set_theme(theme)
        self.viewport().update()

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
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.begin(CutWires(self, pointer))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the gesture, or show what the mouse would grasp."""
        pointer = self.pointer(event)
        if self.gesture is not None:
            self.lead(pointer)
        else:
            self.pointing.hover(pointer)
            self.restore_cursor()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Carry the gesture out."""
        cutting = isinstance(self.gesture, CutWires)
        buttons = (Qt.MouseButton.RightButton,) if cutting else (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
        if self.gesture is not None and event.button() in buttons:
            pointer = self.pointer(event)
            self.carry_out(pointer)
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
        """The menu of what lies under the mouse (not with Ctrl held), or, from the keyboard, of what is selected."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        if not by_keys and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            return
        self.cancel_gesture()
        if by_keys:
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
        """Esc cancels, selects nothing or leaves a block; Space grasps the canvas; the rest is in ``keyboard``."""
        self.arrangement.glide.finish()
        self._show_focus(by_keys=self._by_keys or event.key() not in HELD_WITH_THE_MOUSE)
        if event.key() == Qt.Key.Key_Escape and (self._cancel() or (not event.isAutoRepeat() and self._go_back())):
            event.accept()
        elif event.key() == Qt.Key.Key_Space and self.gesture is None:
            self._grasp(on=True)
            event.accept()
        elif self.gesture is None and self.keyboard.press(event):
            event.accept()
        else:
            event.ignore()

    def _cancel(self) -> bool:
        """Take back what mouse or keys are about to do. Returns whether there was anything."""
        gesture = self.gesture
        if gesture is not None and self.cancel_gesture():
            self.pointing.hover(Pointer(gesture.at.view, self._canvas_point(gesture.at.view)))
            self.restore_cursor()
            return True
        return self.keyboard.cancel() or self.minimap.cancel()

    def _go_back(self) -> bool:
        """Select nothing; where nothing is selected, leave the block that is open. Returns whether either was done."""
        return self.deselect() or self.blocks.leave()

    @property
    def _can_cancel(self) -> bool:
        return self.gesture is not None or self.keyboard.connecting or self.minimap.grasped

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space lets go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._grasp(on=False)
        super().keyReleaseEvent(event)

    def _grasp(self, *, on: bool) -> None:
        """With Space held, the mouse scrolls; meanwhile the map is seen, whatever lies beneath."""
        self._space = on
        self.minimap.hold(on=on)
        self.restore_cursor()

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
        self.keyboard.cancel()
        self.keyboard.end_nudging()
        self._grasp(on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tool tips are written when they are asked for; Esc ends a gesture before it ends anything else."""
        if watched is self:
            if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                event.setAccepted(event.key() == Qt.Key.Key_Escape and self._can_cancel)
                return event.isAccepted()
            return False
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map in its corner. What was seen whole, and not moved by hand, stays or becomes so again; the first
        size shows the whole drawing."""
        before = self.seen_in(event.oldSize())
        unmoved = self.unmoved
        super().resizeEvent(event)
        self.minimap.place()
        self.breadcrumbs.follow()
        self.note.place()
        self.frame.place()
        if self._fitted is None:
            wanted = self.viewport().width() > 200
        else:
            around = self.drawing.drawing_rect()
            wanted = unmoved or (before.contains(around) and not self.seen().contains(around))
        if wanted and self.gesture is None:
            self._show_whole()

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
