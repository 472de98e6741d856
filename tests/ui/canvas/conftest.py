"""A canvas on an open document, hands for mouse and keyboard, and the check that the scene shows the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.levels import at_level
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Problem
from netbuilder.shapes.level_check import check_at, problems_at
from netbuilder.training.project_problems import project_problems
from tests.ui.hand import place
from ui.canvas.canvas import Canvas
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.wire_item import WireItem
from ui.canvas.wire_targets import Socket
from ui.palette.layer_list import LAYER_MIME
from ui.project.bridge import Bridge
from ui.theme.themes import Themes

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def chain(*kinds: str) -> Project:
    """A project whose layers are wired one after another, from left to right."""
    project, last = Project(), ""
    for i, kind in enumerate(kinds):
        project, node = edits.add_node(project, layer_types()[kind](), (i * 240.0, 0.0))
        if last:
            project = edits.connect(project, last, node)
        last = node
    return project


class Hands:
    """Real mouse, drag and key events on the canvas. Places are in canvas units."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.view = canvas.viewport()

    def point(self, at: QPointF) -> QPoint:
        return self.canvas.viewportTransform().map(at).toPoint()

    def card(self, node: str) -> QPointF:
        return self.canvas.drawing.node_items[node].card.center()

    def output(self, node: str) -> QPointF:
        return place(self.canvas.drawing.node_items[node], output=True)

    def input(self, node: str, port: int | str = 0) -> QPointF:
        return place(self.canvas.drawing.node_items[node], port)

    def press(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.mousePress(self.view, button, keys, self.point(at))

    def move(self, at: QPointF) -> None:
        QTest.mouseMove(self.view, self.point(at))

    def release(self, at: QPointF, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.view, button, Qt.KeyboardModifier(0), self.point(at))

    def click(self, at: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.mouseClick(self.view, LEFT, keys, self.point(at))

    def drag(self, start: QPointF, end: QPointF, button: Qt.MouseButton = LEFT) -> None:
        self.press(start, button)
        self.move((start + end) / 2)
        self.move(end)
        self.release(end, button)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.canvas, key, keys)

    def enter(self, kind: str, at: QPointF, mime: str = LAYER_MIME) -> bool:
        self._data = QMimeData()
        self._data.setData(mime, kind.encode())
        self._drop_at = at
        return self._send(
            QDragEnterEvent(self.point(at), Qt.DropAction.CopyAction, self._data, LEFT, Qt.KeyboardModifier(0))
        )

    def over(self, at: QPointF) -> bool:
        return self._send(
            QDragMoveEvent(self.point(at), Qt.DropAction.CopyAction, self._data, LEFT, Qt.KeyboardModifier(0))
        )

    def leave(self) -> None:
        self._send(QDragLeaveEvent())

    def drop(self, kind: str, at: QPointF) -> bool:
        self.enter(kind, at)
        self.over(at)
        place = QPointF(self.point(at))
        return self._send(QDropEvent(place, Qt.DropAction.CopyAction, self._data, LEFT, Qt.KeyboardModifier(0)))

    def _send(self, event: QEvent) -> bool:
        QApplication.sendEvent(self.view, event)
        return event.isAccepted()


def problems_drawn(bridge: Bridge) -> tuple[Problem, ...]:
    """What is wrong with the drawing that is open, found once more."""
    whole, level = bridge.project, bridge.level
    if not level.path:
        return project_problems(whole, bridge.check, bridge.data_problem)
    return problems_at(bridge.check, check_at(check(whole.graph, bridge.signature), level.path), level.path)


def assert_shows_the_document(canvas: Canvas) -> None:
    """Every node and wire of the document, and nothing else, lies in the scene as the document says."""
    scene, bridge = canvas.drawing, canvas.bridge
    project, found = bridge.level.project, bridge.level.check
    assert project == at_level(bridge.project, bridge.level.path)
    assert scene.node_items.keys() == project.graph.nodes.keys()
    assert scene.wire_items.keys() == project.graph.wires
    items = scene.items()
    assert len(items) == len(scene.node_items) + len(scene.wire_items) + len(scene.annotations.items)
    assert {name: item.annotation for name, item in scene.annotations.items.items()} == project.annotations
    for item in scene.annotations.items.values():
        one = item.annotation
        assert item.card == QRectF(one.x, one.y, one.width, one.height)
        assert item.selected == (item.name in scene.annotations.selected)
    assert {item for item in items if isinstance(item, NodeItem)} == set(scene.node_items.values())
    assert {item for item in items if isinstance(item, WireItem)} == set(scene.wire_items.values())
    problems = {problem.node for problem in problems_drawn(bridge)}
    for node, item in scene.node_items.items():
        assert item.node == found.graph.nodes[node], "with the values of the use that is open"
        assert replace(item.node, layer=None) == replace(project.graph.nodes[node], layer=None)
        assert (item.x(), item.y()) == project.layout[node]
        assert item.checked is found.nodes[node]
        assert item.selected == (node in bridge.selection)
        assert (item.problem is not None) == (node in problems)
    assert scene.reroutes.selected <= set(scene.reroutes.points)
    for wire, item in scene.wire_items.items():
        start, end = item.path.pointAtPercent(0), item.path.pointAtPercent(1)
        assert (
            start - scene.node_items[wire.source].port_point(Socket(wire.source_port, output=True))
        ).manhattanLength() < 1e-6
        assert (
            end - scene.node_items[wire.target].port_point(Socket(wire.target_port, output=False))
        ).manhattanLength() < 1e-6
        assert item.selected == (wire in scene.selected_wires)
        assert item.via == project.reroutes.get(wire, ())
        assert item.isVisible()


@pytest.fixture
def open_canvas(qtbot: QtBot) -> Iterator[Callable[..., Canvas]]:
    """Opens canvases of 1000 × 700 pixels at zoom 1 with (0, 0) near the left edge."""
    opened: list[Canvas] = []

    def opening(project: Project | None = None) -> Canvas:
        canvas = Canvas(Bridge(Document(project or Project())), Themes())
        qtbot.addWidget(canvas)
        canvas.resize(1000, 700)
        with qtbot.waitActive(canvas):
            canvas.show()
            canvas.activateWindow()
        canvas.setFocus()
        canvas.set_zoom(1.0)
        canvas.look_at(QPointF(440, 200))
        opened.append(canvas)
        return canvas

    yield opening
    for canvas in opened:
        assert_shows_the_document(canvas)


@pytest.fixture
def network() -> Callable[..., Project]:
    return chain


@pytest.fixture
def hands() -> type[Hands]:
    return Hands


@pytest.fixture
def in_step() -> Callable[[Canvas], None]:
    return assert_shows_the_document
