"""A user who does anything to a drawing, drawn from a seed: with mouse and keys where there are gestures."""

from __future__ import annotations

import random
from collections import Counter

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from netbuilder.errors import UserError
from netbuilder.graph.blocks import BlockUse
from netbuilder.messages import say
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.opening import can_be_opened
from ui.canvas.annotations.note_field import NoteField
from ui.canvas.blocks.transition import Transition
from ui.canvas.items.overlays import NameField
from ui.canvas.layout.arrangement import EDGES
from ui.canvas.quick_add import QuickAdd
from ui.forms.node_form import NodeForm

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton
MOST_CARDS, MOST_MARKS = 24, 8


class Monkey:
    """``done``: how often each kind of operation has changed the project."""

    def __init__(self, canvas, hand, seed: int) -> None:
        self.canvas, self.hand, self.dice = canvas, hand, random.Random(seed)
        self.bridge = canvas.bridge
        self.form = NodeForm(canvas.bridge, canvas.themes)
        self.form.show()
        self.done: Counter[str] = Counter()
        self.acts = [
            self.group, self.group, self.group, self.open, self.open, self.open, self.leave, self.unpack,
            self.independent, self.promote, self.override, self.follow, self.rename, self.colour_block,
            self.note_block, self.repeat, self.drop, self.drop, self.move, self.wire, self.wire, self.delete, self.copy,
            self.delete_block, self.cancelled, self.mute, self.mute, self.replace, self.replace,
            self.edit_several, self.undo, self.open_layer, self.frame, self.write, self.move_mark, self.resize_mark,
            self.paste_several, self.cut, self.colour, self.align, self.distribute, self.arrange, self.nudge,
            self.bend, self.bend, self.bend, self.move_point, self.straighten, self.override, self.follow,
            self.open_layer, self.open_layer, self.edit_several, self.promote,
        ]  # fmt: skip

    def act(self) -> None:
        before = self.bridge.project
        act = self.dice.choice(self.acts)
        act()
        self.close_what_opened()
        if self.bridge.project is not before:
            self.done[act.__name__] += 1

    def close_what_opened(self) -> None:
        for menu in self.canvas.findChildren(QuickAdd):
            menu.close()
        for field in self.canvas.findChildren(NameField):
            if field.isVisible():
                QTest.keyClick(field, Qt.Key.Key_Escape)
        for field in self.canvas.findChildren(NoteField):
            if field.isVisible():
                QTest.keyClick(field, Qt.Key.Key_Escape)
        self.canvas.arrangement.glide.finish()
        for transition in self.canvas.viewport().findChildren(Transition):
            transition.close()

    def node(self) -> str | None:
        return self.dice.choice(sorted(self.canvas.drawing.node_items) or [None])

    def use(self) -> str | None:
        nodes = self.bridge.level.project.graph.nodes
        return self.dice.choice(sorted(n for n in nodes if isinstance(nodes[n].layer, BlockUse)) or [None])

    def block(self) -> str | None:
        return self.dice.choice(sorted(self.bridge.project.blocks) or [None])

    def anywhere(self) -> QPointF:
        seen = self.canvas.seen()
        return QPointF(self.dice.uniform(seen.left(), seen.right()), self.dice.uniform(seen.top(), seen.bottom()))

    def group(self) -> None:
        nodes = sorted(self.canvas.drawing.node_items)
        self.bridge.select(self.dice.sample(nodes, min(len(nodes), self.dice.randint(1, 3))))
        self.hand.key(Qt.Key.Key_G, CTRL)
        for field in self.canvas.findChildren(NameField):
            if field.isVisible() and self.dice.random() < 0.5:
                QTest.keyClicks(field, self.dice.choice(["stage", "unit", "Block", "a b"]))
                QTest.keyClick(field, Qt.Key.Key_Return)

    def open(self) -> None:
        if (node := self.use()) and len(self.bridge.level.path) < 4:
            self.canvas.reveal(node)
            QTest.mouseDClick(self.hand.view, LEFT, pos=self.hand.point(self.hand.card(node)))

    def leave(self) -> None:
        depth = len(self.bridge.level.path)
        self.hand.key(Qt.Key.Key_Escape)
        if self.bridge.level.path and len(self.bridge.level.path) == depth:  # only the selection has gone
            self.hand.key(Qt.Key.Key_Escape)

    def unpack(self) -> None:
        if (node := self.use()) and len(self.canvas.drawing.node_items) < MOST_CARDS:
            self.bridge.select([node])
            self.hand.key(Qt.Key.Key_G, CTRL | SHIFT)

    def independent(self) -> None:
        if node := self.use():
            self.canvas.blocks.make_independent(node)

    def promote(self) -> None:
        level = self.bridge.level
        if not level.path or not (node := self.node()):
            return
        layer = level.project.graph.nodes[node].layer
        names = sorted(layer.definition.parameters if isinstance(layer, BlockUse) else layer.values())
        if names:
            target = (node, self.dice.choice(names))
            project = block_definitions.promote_alone(self.bridge.project, level.blocks[-1], target)
            self.bridge.edit(project, say("Promote parameter"))

    def override(self) -> None:
        level = self.bridge.level
        if (node := self.use()) and (names := sorted(level.project.graph.nodes[node].layer.definition.parameters)):
            try:
                value = self.dice.randint(1, 9)
                level.edit(block_edits.override(level.project, node, self.dice.choice(names), value), say("Set"))
            except UserError as error:
                self.bridge.refuse(error)

    def follow(self) -> None:
        level = self.bridge.level
        nodes = level.project.graph.nodes.values()
        uses = sorted(n.id for n in nodes if isinstance(n.layer, BlockUse) and n.layer.overrides)
        if not uses:
            self.override()
        else:
            node = self.dice.choice(uses)
            names = sorted(level.project.graph.nodes[node].layer.overrides)
            level.edit(block_edits.follow(level.project, node, self.dice.choice(names)), say("Follow the block"))

    def rename(self) -> None:
        if block := self.block():
            name = self.dice.choice(["one", "two", "three"])
            self.bridge.edit(block_definitions.rename_block(self.bridge.project, block, name), say("Rename block"))

    def colour_block(self) -> None:
        if block := self.block():
            colour = self.dice.choice(["usual", "red", "green"])
            self.bridge.edit(block_definitions.set_colour(self.bridge.project, block, colour), say("Color block"))

    def note_block(self) -> None:
        if block := self.block():
            self.bridge.edit(
                block_definitions.set_note(self.bridge.project, block, self.dice.choice("ab")), say("Note")
            )

    def repeat(self) -> None:
        if node := self.use():
            level = self.bridge.level
            name, value = self.dice.choice([("repeat", self.dice.randint(1, 3)), ("shared", self.dice.random() < 0.3)])
            level.edit(edits.set_parameter(level.project, node, name, value), say("Set"))

    def drop(self) -> None:
        if len(self.canvas.drawing.node_items) < MOST_CARDS:
            kinds = ["dense", "relu", "add", "block/bundled/dense_stage", "block/bundled/u_net_step"]
            kinds += [f"block/project/{block}" for block in self.bridge.project.blocks]
            self.hand.drop(self.dice.choice(kinds), self.anywhere())

    def move(self) -> None:
        if node := self.node():
            self.canvas.reveal(node)
            self.hand.drag(self.hand.card(node), self.anywhere())

    def wire(self) -> None:
        a, b = self.node(), self.node()
        if a and b and self.canvas.drawing.node_items[a].has_output:
            self.hand.drag(self.hand.output(a), self.hand.input(b))

    def delete(self) -> None:
        if (node := self.node()) and self.dice.random() < 0.5:
            self.bridge.select([node])
            self.hand.key(Qt.Key.Key_Delete)

    def copy(self) -> None:
        if (node := self.node()) and len(self.canvas.drawing.node_items) < MOST_CARDS:
            self.bridge.select([node])
            self.hand.key(Qt.Key.Key_C, CTRL)
            if self.dice.random() < 0.5:
                self.leave()
            self.hand.key(Qt.Key.Key_V, CTRL)

    def mute(self) -> None:
        nodes = sorted(self.canvas.drawing.node_items)
        self.bridge.select(self.dice.sample(nodes, min(len(nodes), self.dice.randint(1, 2))))
        self.hand.key(Qt.Key.Key_M)

    def replace(self) -> None:
        if node := self.node():
            self.bridge.select([node])
            self.hand.key(Qt.Key.Key_R)
            for menu in self.canvas.findChildren(QuickAdd):
                if menu.isVisible() and menu.chooser.list.kinds() and self.dice.random() < 0.8:
                    menu.chooser.list.show_kind(self.dice.choice(menu.chooser.list.kinds()))
                    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)

    def edit_several(self) -> None:
        nodes = self.bridge.level.project.graph.nodes
        kind = self.dice.choice(sorted({type(node.layer).__name__ for node in nodes.values()}) or [""])
        self.bridge.select(name for name, node in nodes.items() if type(node.layer).__name__ == kind)
        sheet = self.form.sheet
        if sheet is not None and (row := next(iter(sheet.form.rows.values()), None)) is not None:
            row.editor.edited.emit(self.dice.choice([1, 2, 3, 5]))

    def delete_block(self) -> None:
        if block := self.block():
            try:
                self.bridge.edit(block_definitions.delete_block(self.bridge.project, block), say("Delete block"))
            except UserError as error:
                self.bridge.refuse(error)

    def cancelled(self) -> None:
        before = self.bridge.project
        if node := self.node():
            self.canvas.reveal(node)
            self.hand.press(self.hand.card(node))
            self.hand.move(self.anywhere())
            self.hand.move(self.anywhere())
            self.canvas.cancel_gesture()
            self.hand.release(self.anywhere())
        assert self.bridge.project is before

    def undo(self) -> None:
        for _ in range(self.dice.randint(1, 3)):
            self.bridge.document.undo()
        for _ in range(self.dice.randint(0, 3)):
            self.bridge.document.redo()

    def mark(self) -> str | None:
        return self.dice.choice(sorted(self.canvas.drawing.annotations.items) or [None])

    def some_nodes(self, least: int, most: int) -> list[str]:
        nodes = sorted(self.canvas.drawing.node_items)
        return self.dice.sample(nodes, min(len(nodes), self.dice.randint(least, most)))

    def select_some(self) -> None:
        """Some cards, frames and notes together."""
        self.bridge.select(self.some_nodes(0, 3))
        marks = sorted(self.canvas.drawing.annotations.items)
        self.canvas.drawing.annotations.select(self.dice.sample(marks, min(len(marks), self.dice.randint(0, 2))))

    def frame(self) -> None:
        if len(self.canvas.drawing.annotations.items) >= MOST_MARKS:
            return
        self.bridge.select(self.some_nodes(0, 3))
        self.hand.key(self.dice.choice([Qt.Key.Key_G, Qt.Key.Key_N]))
        self.type_somewhere()

    def write(self) -> None:
        if name := self.mark():
            self.canvas.annotating.go(name)
            self.hand.key(Qt.Key.Key_F2)
            self.type_somewhere()

    def type_somewhere(self) -> None:
        for field in (*self.canvas.findChildren(NameField), *self.canvas.findChildren(NoteField)):
            if field.isVisible() and self.dice.random() < 0.7:
                QTest.keyClicks(field, self.dice.choice(["Encoder", "look here", "a"]))
                QTest.keyClick(
                    field, Qt.Key.Key_Return, CTRL if isinstance(field, NoteField) else Qt.KeyboardModifier(0)
                )

    def move_mark(self) -> None:
        if name := self.mark():
            self.canvas.annotating.go(name)
            corner = self.canvas.drawing.annotations.items[name].card.topLeft()
            self.hand.drag(corner + QPointF(20, 2), self.anywhere())

    def resize_mark(self) -> None:
        if name := self.mark():
            self.canvas.annotating.go(name)
            corner = self.canvas.drawing.annotations.items[name].card.bottomRight()
            self.hand.drag(corner - QPointF(4, 4), corner + QPointF(self.dice.randint(-80, 80), 40))

    def paste_several(self) -> None:
        if len(self.canvas.drawing.node_items) < MOST_CARDS:
            self.select_some()
            self.hand.key(Qt.Key.Key_C, CTRL)
            self.hand.key(self.dice.choice([Qt.Key.Key_V, Qt.Key.Key_D]), CTRL)

    def cut(self) -> None:
        if self.dice.random() < 0.5:
            self.select_some()
            self.hand.key(Qt.Key.Key_X, CTRL)
            if self.dice.random() < 0.7:
                self.hand.key(Qt.Key.Key_V, CTRL)

    def colour(self) -> None:
        self.select_some()
        self.canvas.annotating.colour(self.dice.choice(["usual", "blue", "pink"]))

    def align(self) -> None:
        self.bridge.select(self.some_nodes(2, 4))
        self.canvas.arrangement.align(self.dice.choice(sorted(EDGES)))

    def distribute(self) -> None:
        self.bridge.select(self.some_nodes(3, 5))
        self.canvas.arrangement.distribute(across=self.dice.random() < 0.5)

    def arrange(self) -> None:
        self.bridge.select(self.some_nodes(1, 4))
        flow = self.dice.choice(["right", "down"])
        self.dice.choice([self.canvas.arrangement.arrange, self.canvas.arrangement.arrange_selected])(flow)

    def nudge(self) -> None:
        self.select_some()
        for _ in range(self.dice.randint(1, 3)):
            self.hand.key(
                self.dice.choice([Qt.Key.Key_Left, Qt.Key.Key_Down]), self.dice.choice([SHIFT, Qt.KeyboardModifier(0)])
            )

    def open_layer(self) -> None:
        nodes = self.bridge.level.project.graph.nodes.values()
        layers = sorted(node.id for node in nodes if can_be_opened(node.layer))
        if layers and len(nodes) < MOST_CARDS:
            self.bridge.select([self.dice.choice(layers)])
            self.hand.key(Qt.Key.Key_O)

    def bend(self) -> None:
        if wires := sorted(self.canvas.drawing.wire_items):
            wire = self.dice.choice(wires)
            at = self.canvas.drawing.wire_items[wire].middle()
            if self.dice.random() < 0.5:
                self.canvas.drawing.select_wires([wire])
                self.hand.key(Qt.Key.Key_P)
            elif self.dice.random() < 0.5:
                QTest.mouseDClick(self.hand.view, LEFT, pos=self.hand.point(at))
            else:
                self.hand.press(at, keys=ALT)
                self.hand.move(self.anywhere())
                self.hand.release(self.anywhere())

    def move_point(self) -> None:
        if points := self.canvas.drawing.reroutes.points:
            point = self.dice.choice(points)
            self.canvas.rerouting.go(point)
            self.hand.drag(QPointF(*self.canvas.drawing.reroutes.place(point)), self.anywhere())

    def straighten(self) -> None:
        if points := self.canvas.drawing.reroutes.points:
            point = self.dice.choice(points)
            if self.dice.random() < 0.5:
                self.canvas.rerouting.go(point)
                self.hand.key(Qt.Key.Key_Delete)
            else:
                at = QPointF(*self.canvas.drawing.reroutes.place(point))
                QTest.mouseDClick(self.hand.view, LEFT, pos=self.hand.point(at))
