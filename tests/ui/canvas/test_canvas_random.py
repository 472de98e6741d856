"""Three hundred gestures drawn from seeds: the scene shows the document after every one, and undo undoes all."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from netbuilder.layers import layer_types
from ui.canvas.quick_add import QuickAdd

GESTURES = 300


class Monkey:
    """Does something to the canvas, anything a user could."""

    def __init__(self, canvas, hand, seed: int) -> None:
        self.canvas, self.hand, self.dice = canvas, hand, random.Random(seed)
        self.kinds = list(layer_types())

    def act(self) -> None:
        self.dice.choice(
            [self.drop, self.drop, self.move, self.wire, self.wire, self.wire, self.unwire, self.band, self.key,
             self.click, self.cancelled, self.undo, self.arrange]
        )()  # fmt: skip
        for menu in self.canvas.findChildren(QuickAdd):
            menu.close()

    def anywhere(self) -> QPointF:
        return QPointF(self.dice.uniform(-40, 900), self.dice.uniform(-100, 500))

    def node(self) -> str | None:
        return self.dice.choice(sorted(self.canvas.drawing.node_items) or [None])

    def drop(self) -> None:
        if len(self.canvas.drawing.node_items) < 30:
            self.hand.drop(self.dice.choice(self.kinds), self.anywhere())

    def move(self) -> None:
        if node := self.node():
            self.hand.drag(self.hand.card(node), self.anywhere())

    def wire(self) -> None:
        a, b = self.node(), self.node()
        if a and b:
            self.hand.drag(self.hand.output(a), self.hand.input(b))

    def unwire(self) -> None:
        if wires := sorted(self.canvas.drawing.wire_items):
            wire = self.dice.choice(wires)
            self.hand.drag(self.hand.input(wire.target, wire.target_port), self.anywhere())

    def band(self) -> None:
        self.hand.drag(self.anywhere(), self.anywhere())

    def click(self) -> None:
        self.hand.click(self.anywhere())

    def key(self) -> None:
        keys = [Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_C, Qt.Key.Key_Return,
                Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F]  # fmt: skip
        self.hand.key(self.dice.choice(keys))
        if self.dice.random() < 0.2:
            self.hand.key(
                self.dice.choice([Qt.Key.Key_D, Qt.Key.Key_C, Qt.Key.Key_V]), Qt.KeyboardModifier.ControlModifier
            )

    def cancelled(self) -> None:
        before = self.canvas.bridge.project
        node = self.node()
        start = self.dice.choice([self.hand.card, self.hand.output])(node) if node else self.anywhere()
        self.hand.press(start)
        self.hand.move(self.anywhere())
        self.hand.move(self.anywhere())
        self.hand.key(Qt.Key.Key_Escape)
        self.hand.release(self.anywhere())
        assert self.canvas.bridge.project is before

    def undo(self) -> None:
        for _ in range(self.dice.randint(1, 4)):
            self.canvas.bridge.document.undo()
        if self.dice.random() < 0.5:
            self.canvas.bridge.document.redo()

    def arrange(self) -> None:
        if self.dice.random() < 0.3:
            self.canvas.arrange()
            self.canvas.arrangement.glide.finish()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_scene_shows_the_document_after_every_gesture_and_undo_reaches_the_start(open_canvas, hands, in_step, seed):
    canvas = open_canvas()
    start = canvas.bridge.project
    monkey = Monkey(canvas, hands(canvas), seed)
    for _ in range(GESTURES // 2):
        monkey.act()
        if not canvas.keyboard.cancel():
            canvas.cancel_gesture()
        in_step(canvas)
    assert len(canvas.bridge.project.graph.nodes) > 3
    QApplication.processEvents()
    while canvas.bridge.document.undo_label is not None:
        canvas.bridge.document.undo()
        in_step(canvas)
    assert canvas.bridge.project is start
