"""The same drawing in NetBuilder, in NodeGraphQt and as a bare scene, each measured in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_PREFERRED_BINDING", "PySide6")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from tests.large import large_project

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas

WIDTH, HEIGHT = 1280, 800
WIDE, HIGH = 156.0, 78.0
Figures = dict[str, float]


def measured(name: str, nodes: int) -> Figures:
    """The figures of a child process: ``ours`` or ``nodegraphqt``. Milliseconds, and ``memory`` in MiB."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.perf.drawing_children", name, str(nodes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def milliseconds(act: Callable[[], object]) -> float:
    """How long an action takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def memory() -> float:
    """The memory that this process holds now, in MiB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def ours(nodes: int) -> Figures:
    """NetBuilder's canvas; with how long a bare scene of as many rectangles and curves takes to be painted."""
    from netbuilder.project.document import Document
    from ui.canvas.canvas import Canvas
    from ui.project.bridge import Bridge
    from ui.theme import fonts
    from ui.theme.themes import Themes

    app, project = QApplication([]), large_project(nodes)
    fonts.install(app)
    _warm(lambda: Canvas(Bridge(Document(large_project(4))), Themes()), app)
    before = memory()
    shown: list[Canvas] = []

    def show() -> None:
        canvas = Canvas(Bridge(Document(project)), Themes())
        _show(canvas, app)
        shown.append(canvas)

    found = {"create": milliseconds(show), "memory": memory() - before}
    (canvas,) = shown
    found["fit"] = median(
        milliseconds(lambda: (canvas.set_zoom(1.0), canvas.fit(), app.processEvents())) for _ in range(7)
    )
    scene = bare(nodes)
    plain = QGraphicsView(scene)
    plain.setRenderHint(QPainter.RenderHint.Antialiasing)
    plain.setFrameShape(QGraphicsView.Shape.NoFrame)
    _show(plain, app)
    plain.setTransform(canvas.transform())
    plain.centerOn(scene.itemsBoundingRect().center())
    app.processEvents()
    _rest(canvas, app)
    pairs = [(milliseconds(canvas.viewport().repaint), milliseconds(plain.viewport().repaint)) for _ in range(25)]
    found["repaint"], found["bare"] = (min(one) for one in zip(*pairs, strict=True))
    found["ratio"] = median(mine / theirs for mine, theirs in pairs)
    canvas.set_zoom(1.0)
    canvas.look_at(QPointF(2000, 1000))
    _rest(canvas, app)
    item = min(canvas.visible_nodes(), key=lambda one: (one.card.center() - canvas.seen().center()).manhattanLength())
    found["drag"] = _dragged(canvas.viewport(), canvas.mapFromScene(item.card.center() + QPointF(20, 20)), app)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    _rest(canvas, app)
    steps = [milliseconds(lambda: (canvas.pan(QPoint(9, 5)), app.processEvents())) for _ in range(40)]
    found["pan"] = median(steps)
    return found


def nodegraphqt(nodes: int) -> Figures:
    """NodeGraphQt with the same nodes and wires at the same places."""
    from NodeGraphQt import BaseNode, NodeGraph

    class Layer(BaseNode):
        __identifier__ = "bench"
        NODE_NAME = "Layer"

        def __init__(self) -> None:
            super().__init__()
            self.add_input("in")
            self.add_output("out")

    app, project = QApplication([]), large_project(nodes)

    def make(count: int) -> Any:
        graph = NodeGraph()
        graph.register_node(Layer)
        ids = list(project.graph.nodes)[:count]
        made = {
            one: graph.create_node("bench.Layer", name=one, pos=list(project.layout[one]), push_undo=False)
            for one in ids
        }
        for wire in project.graph.wires:
            if wire.source in made and wire.target in made:
                made[wire.source].output(0).connect_to(made[wire.target].input(0), push_undo=False)
        return graph

    _warm(lambda: make(4).widget, app)
    before = memory()
    shown: list[Any] = []

    def show() -> None:
        graph = make(nodes)
        _show(graph.widget, app)
        shown.append(graph)

    found = {"create": milliseconds(show), "memory": memory() - before}
    graph, viewer = shown[0], shown[0].viewer()

    def fit() -> None:
        viewer.zoom_to_nodes([node.view for node in graph.all_nodes()])
        app.processEvents()

    found["fit"] = median(milliseconds(fit) for _ in range(3))
    found["repaint"] = min(milliseconds(viewer.viewport().repaint) for _ in range(3))
    viewer.reset_zoom()
    node = graph.all_nodes()[nodes // 2]
    viewer.centerOn(node.view)
    app.processEvents()
    at = viewer.mapFromScene(node.view.sceneBoundingRect().center())
    found["drag"] = _dragged(viewer.viewport(), at, app)
    return found


def bare(nodes: int) -> QGraphicsScene:
    """A plain scene: a rectangle for each card and a curve for each wire."""
    project, scene = large_project(nodes), QGraphicsScene()
    edge, line, ground = QPen(QColor("#d3d9e2"), 1.0), QPen(QColor("#8792a5"), 2.0), QBrush(QColor("#ffffff"))
    for wire in project.graph.wires:
        (x, y), (to_x, to_y) = project.layout[wire.source], project.layout[wire.target]
        start, end = QPointF(x + WIDE, y + HIGH / 2), QPointF(to_x, to_y + HIGH / 2)
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(60, 0), end - QPointF(60, 0), end)
        scene.addPath(path, line)
    for x, y in project.layout.values():
        scene.addRect(QRectF(x, y, WIDE, HIGH), edge, ground)
    return scene


def _rest(canvas: Canvas, app: QApplication) -> None:
    """As it is once nobody has zoomed for a moment: pictures of what was painted are kept."""
    while not canvas.drawing.pictures.complete:
        app.processEvents()
    app.processEvents()


def _warm(make: Callable[[], QWidget], app: QApplication) -> None:
    """Load what the first drawing of all loads: fonts, code, pixmaps."""
    widget = make()
    _show(widget, app)
    widget.close()
    app.processEvents()


def _show(widget: QWidget, app: QApplication) -> None:
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    app.processEvents()


def _dragged(view: QWidget, at: QPoint, app: QApplication) -> float:
    """A step of a drag with the paint that follows."""
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(view, at + QPoint(12, 4))
    app.processEvents()
    steps = [
        milliseconds(lambda i=i: (QTest.mouseMove(view, at + QPoint(12 + i, i)), app.processEvents()))  # type: ignore[misc]
        for i in range(30)
    ]
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    return median(steps)


if __name__ == "__main__":
    sys.stdout.write(
        "\n" + json.dumps({"ours": ours, "nodegraphqt": nodegraphqt}[sys.argv[1]](int(sys.argv[2]))) + "\n"
    )
    sys.stdout.flush()
    os._exit(0)  # neither is to be measured while it is taken apart
