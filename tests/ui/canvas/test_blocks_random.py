"""Random operations with blocks on every level: canvas and document agree after each, undone and redone as well."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.errors import UserError
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.blocks import BlockUse
from netbuilder.messages import say
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.block_links import linked_to
from tests.blocks import laid_out, nested
from ui.canvas.items.overlays import NameField
from ui.canvas.quick_add import QuickAdd
from ui.canvas.transition import Transition
from ui.forms.node_form import NodeForm

OPERATIONS = 600
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_CARDS = 24


class Monkey:
    """Does anything with blocks that a user could, with mouse and keys where there are gestures."""

    def __init__(self, canvas, hand, seed: int) -> None:
        self.canvas, self.hand, self.dice = canvas, hand, random.Random(seed)
        self.bridge = canvas.bridge
        self.form = NodeForm(canvas.bridge, canvas.themes)
        self.form.show()
        self.done: Counter[str] = Counter()

    def act(self) -> None:
        before = self.bridge.project
        act = self.dice.choice(
            [self.group, self.group, self.group, self.open, self.open, self.open, self.leave, self.unpack,
             self.independent, self.promote, self.override, self.follow, self.rename, self.colour, self.note,
             self.repeat, self.drop, self.drop, self.move, self.wire, self.wire, self.delete, self.copy,
             self.delete_block, self.cancelled, self.mute, self.mute, self.replace, self.replace,
             self.edit_several, self.undo]
        )  # fmt: skip
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
            QTest.mouseDClick(self.hand.view, Qt.MouseButton.LeftButton, pos=self.hand.point(self.hand.card(node)))

    def leave(self) -> None:
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
        if (node := self.use()) and (names := sorted(level.project.graph.nodes[node].layer.overrides)):
            level.edit(block_edits.follow(level.project, node, self.dice.choice(names)), say("Follow the block"))

    def rename(self) -> None:
        if block := self.block():
            name = self.dice.choice(["one", "two", "three"])
            self.bridge.edit(block_definitions.rename_block(self.bridge.project, block, name), say("Rename block"))

    def colour(self) -> None:
        if block := self.block():
            colour = self.dice.choice(["usual", "red", "green"])
            self.bridge.edit(block_definitions.set_colour(self.bridge.project, block, colour), say("Colour block"))

    def note(self) -> None:
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
        self.bridge.select(self.dice.sample(sorted(nodes), min(len(nodes), self.dice.randint(2, 4))))
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


def assert_linked(project) -> None:
    """Every use holds the definition that stands in the project."""
    assert linked_to(project.graph, project.blocks) is project.graph
    for block in project.blocks.values():
        assert linked_to(block.graph, project.blocks) is block.graph


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_canvas_and_document_agree_after_every_operation_and_every_step_back_and_forth(
    open_canvas, hands, in_step, seed
):
    canvas = open_canvas(laid_out(nested()))
    monkey = Monkey(canvas, hands(canvas), seed)
    document = canvas.bridge.document
    for _ in range(OPERATIONS):
        monkey.act()
        in_step(canvas)
        assert_linked(canvas.bridge.project)
    assert len(monkey.done) >= 14, monkey.done
    last = canvas.bridge.project
    assert loads(dumps(last, None).encode(), None).blocks.keys() == last.blocks.keys()
    seen = [canvas.bridge.project]
    while document.undo_label is not None:
        document.undo()
        seen.append(canvas.bridge.project)
        in_step(canvas)
    for project in reversed(seen[:-1]):
        document.redo()
        assert canvas.bridge.project is project
        in_step(canvas)
    assert canvas.bridge.project is last
    QApplication.processEvents()
