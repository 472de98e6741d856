"""Context menus: of a node, of a wire, and of the empty canvas."""

from __future__ import annotations

from functools import partial
from typing import get_args

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from netbuilder.choice_labels import choice_label
from netbuilder.graph.annotations import AnnotationId, Colour
from netbuilder.graph.graph import NodeId, Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.layers import Category, layer_types
from netbuilder.project.opening import can_be_opened
from ui.canvas.canvas_protocols import MenuCanvas
from ui.canvas.pointer import Pointer
from ui.canvas.reroutes.reroute_actions import POINT_REACH, WIRE_REACH
from ui.language.text import shown, translated
from ui.palette.entries import offered

translate = QCoreApplication.translate


def open_at(canvas: MenuCanvas, pointer: Pointer, at: QPoint) -> None:
    """Open the menu of what lies under the mouse; what is not selected yet becomes so."""
    card = canvas.drawing.node_at(pointer.scene)
    handle = canvas.drawing.reroute_point_at(pointer.scene, canvas.reach(POINT_REACH))
    wire = canvas.drawing.wire_at(pointer.scene, canvas.reach(WIRE_REACH))
    if card is not None:
        if card.node.id not in canvas.bridge.selection:
            canvas.bridge.select([card.node.id])
        menu = node_menu(canvas, card.node.id)
    elif handle is not None:
        canvas.rerouting.go(handle.point)
        menu = point_menu(canvas, handle.point)
    elif wire is None and (mark := canvas.drawing.annotations.at(pointer.scene)) is not None:
        if mark.name not in canvas.drawing.annotations.selected:
            canvas.annotating.go(mark.name)
        menu = annotation_menu(canvas, mark.name)
    elif wire is not None:
        canvas.bridge.select(())
        canvas.drawing.select_wires([wire.wire])
        menu = wire_menu(canvas, wire.wire, pointer)
    else:
        menu = canvas_menu(canvas, pointer)
    menu.popup(at)


def open_for_selection(canvas: MenuCanvas) -> None:
    """Open the menu of the selected node, or of the canvas, as the menu key asks for."""
    chosen = sorted(canvas.bridge.selection)
    if chosen:
        card = canvas.drawing.node_items[chosen[0]].card
        at = canvas.viewportTransform().map(card.center())
        node_menu(canvas, chosen[0]).popup(canvas.viewport().mapToGlobal(at.toPoint()))
    elif marks := sorted(canvas.drawing.annotations.selected):
        card = canvas.drawing.annotations.items[marks[0]].card
        at = canvas.viewportTransform().map(card.topLeft())
        annotation_menu(canvas, marks[0]).popup(canvas.viewport().mapToGlobal(at.toPoint()))
    elif points := sorted(canvas.drawing.reroutes.selected):
        at = canvas.viewportTransform().map(QPointF(*canvas.drawing.reroutes.place(points[0])))
        point_menu(canvas, points[0]).popup(canvas.viewport().mapToGlobal(at.toPoint()))
    elif wires := sorted(canvas.drawing.selected_wires):
        at = canvas.viewportTransform().map(canvas.drawing.wire_items[wires[0]].middle())
        wire_menu(canvas, wires[0]).popup(canvas.viewport().mapToGlobal(at.toPoint()))
    else:
        middle = canvas.viewport().rect().center()
        pointer = Pointer(QPointF(middle), canvas.mapToScene(middle))
        canvas_menu(canvas, pointer).popup(canvas.viewport().mapToGlobal(middle))


def node_menu(canvas: MenuCanvas, node: NodeId) -> QMenu:
    """What can be done to the selected nodes; ``node`` is the one that was pointed at."""
    menu = _menu(canvas)
    for problem in canvas.bridge.level.problems:
        if problem.node == node and problem.repair is not None:
            text = translate("Canvas", "Repair: %1").replace("%1", shown(problem.repair.in_words()))
            menu.addAction(text, partial(canvas.commands.repair, problem))
    menu.addSeparator()  # none is drawn at the top of a menu
    if canvas.blocks.current is not None:
        _add_block(menu, canvas, canvas.blocks.current)
    if len(canvas.bridge.selection) == 1:
        menu.addAction(translate("Canvas", "Parameters"), canvas.properties_wanted.emit)
        menu.addAction(translate("Canvas", "Rename"), Qt.Key.Key_F2, lambda: canvas.rename(node))
        if can_be_opened(canvas.bridge.level.project.graph.nodes[node].layer):
            text = translate("Canvas", "Open into operations")
            menu.addAction(text, QKeySequence(Qt.Key.Key_O), canvas.blocks.open_layer)
        menu.addAction(translate("Canvas", "Connect to…"), canvas.connect_selected)
        menu.addSeparator()
    _add_copying(menu, canvas)
    menu.addAction(translate("Canvas", "Replace…"), QKeySequence(Qt.Key.Key_R), canvas.offer_replacements)
    muted = canvas.commands.all_muted(canvas.bridge.selection)
    text = translate("Canvas", "Unmute") if muted else translate("Canvas", "Mute")
    menu.addAction(text, QKeySequence(Qt.Key.Key_M), canvas.toggle_muted)
    _add_colours(menu, canvas)
    menu.addAction(translate("Canvas", "Add frame"), Qt.Key.Key_G, canvas.annotating.add_frame)
    menu.addAction(translate("Canvas", "Make block"), QKeySequence("Ctrl+G"), canvas.blocks.group)
    menu.addSeparator()
    menu.addAction(translate("Canvas", "Delete"), Qt.Key.Key_Delete, canvas.delete)
    canvas.node_menu_opening.emit(menu, node)
    return menu


def _add_block(menu: QMenu, canvas: MenuCanvas, node: NodeId) -> None:
    """What can be done to a block beyond what can be done to any layer."""
    blocks, use = canvas.blocks, canvas.blocks.use(node)
    menu.addAction(translate("Canvas", "Open block"), QKeySequence(Qt.Key.Key_Return), partial(blocks.open, node))
    menu.addAction(translate("Canvas", "Rename block…"), partial(blocks.rename, node))
    if use is not None and blocks.uses(use.block) > 1:
        menu.addAction(translate("Canvas", "Make independent"), partial(blocks.make_independent, node))
    menu.addAction(translate("Canvas", "Unpack block"), QKeySequence("Ctrl+Shift+G"), blocks.unpack)
    menu.addSeparator()


def wire_menu(canvas: MenuCanvas, wire: Wire, pointer: Pointer | None = None) -> QMenu:
    """What can be done to a wire. ``pointer``: where the mouse has met it."""
    menu = _menu(canvas)
    insert = menu.addMenu(translate("Canvas", "Insert a layer"))
    for category in Category:
        kinds = [(k, t) for k, t in layer_types().items() if t.category is category and _has_both_ends(k)]
        if kinds:
            group = insert.addMenu(translated(category.value))
            for kind, layer in kinds:
                group.addAction(translated(layer.title), partial(canvas.commands.insert, kind, wire))
    blocks = insert.addMenu(translate("Palette", "Blocks"))
    for entry in offered(canvas.bridge):
        if entry.block:
            blocks.addAction(entry.title.replace("&", "&&"), partial(canvas.commands.insert, entry.kind, wire))
    menu.addAction(translate("Canvas", "Add reroute point"), lambda: canvas.rerouting.add(wire, pointer))
    if wire in canvas.commands.project.reroutes:
        menu.addAction(translate("Canvas", "Remove its reroute points"), partial(canvas.rerouting.straighten, wire))
    menu.addSeparator()
    menu.addAction(translate("Canvas", "Delete"), lambda: canvas.commands.disconnect_wire(wire))
    return menu


def point_menu(canvas: MenuCanvas, point: ReroutePoint) -> QMenu:
    """What can be done to a reroute point."""
    menu = _menu(canvas)
    menu.addAction(translate("Canvas", "Remove reroute point"), partial(canvas.rerouting.remove, [point]))
    menu.addAction(translate("Canvas", "Remove all of this wire"), partial(canvas.rerouting.straighten, point.wire))
    return menu


def annotation_menu(canvas: MenuCanvas, name: AnnotationId) -> QMenu:
    """What can be done to the selected frames and notes; ``name`` is the one that was pointed at."""
    menu = _menu(canvas)
    menu.addAction(translate("Canvas", "Edit text"), Qt.Key.Key_F2, lambda: canvas.annotating.write(name))
    _add_colours(menu, canvas)
    menu.addSeparator()
    _add_copying(menu, canvas)
    menu.addSeparator()
    menu.addAction(translate("Canvas", "Delete"), Qt.Key.Key_Delete, canvas.delete)
    return menu


def _add_copying(menu: QMenu, canvas: MenuCanvas) -> None:
    menu.addAction(translate("Canvas", "Cut"), QKeySequence("Ctrl+X"), canvas.cut)
    menu.addAction(translate("Canvas", "Copy"), QKeySequence("Ctrl+C"), canvas.copy)
    menu.addAction(translate("Canvas", "Duplicate"), QKeySequence("Ctrl+D"), canvas.duplicate)


def _add_colours(menu: QMenu, canvas: MenuCanvas) -> None:
    """The colours that what is selected may have."""
    colours = menu.addMenu(translate("Canvas", "Color"))
    for colour in get_args(Colour):
        colours.addAction(shown(choice_label(colour)), partial(canvas.annotating.colour, colour))


def canvas_menu(canvas: MenuCanvas, pointer: Pointer) -> QMenu:
    """What can be done on empty canvas."""
    menu = _menu(canvas)
    menu.addAction(translate("Canvas", "Add a layer…"), Qt.Key.Key_A, lambda: canvas.offer_layers(pointer))
    at = pointer.scene
    menu.addAction(translate("Canvas", "Add note"), Qt.Key.Key_N, lambda: canvas.annotating.add_note(at.x(), at.y()))
    menu.addAction(translate("Canvas", "Add frame"), Qt.Key.Key_G, canvas.annotating.add_frame)
    menu.addAction(translate("Canvas", "Paste"), QKeySequence("Ctrl+V"), lambda: canvas.paste(at))
    if canvas.bridge.level.path:
        menu.addAction(translate("Canvas", "Leave block"), QKeySequence("Alt+Up"), canvas.blocks.leave)
    menu.addSeparator()
    menu.addAction(translate("Canvas", "Select all"), QKeySequence("Ctrl+A"), canvas.select_all)
    menu.addAction(translate("Canvas", "Arrange"), QKeySequence("Ctrl+L"), canvas.arrange)
    menu.addAction(translate("Canvas", "Arrange from top to bottom"), QKeySequence("Ctrl+Shift+L"), canvas.arrange_down)
    menu.addAction(translate("Canvas", "Show everything"), QKeySequence("Ctrl+9"), canvas.fit)
    return menu


def _menu(canvas: MenuCanvas) -> QMenu:
    menu = QMenu(canvas.as_widget())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _has_both_ends(kind: str) -> bool:
    layer = layer_types()[kind]()
    return layer.role == "hidden" and bool(layer.input_ports())
