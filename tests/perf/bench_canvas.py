"""The canvas with a thousand nodes: how long it takes to show, repaint, drag, and follow an edit."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate, frame_around
from netbuilder.project.arrange import arranged
from netbuilder.project.document import Document
from tests.large import large_project
from tests.perf.display import application
from tests.perf.table import Measured, show
from ui.canvas.canvas import Canvas
from ui.canvas.wire_targets import WireTargets, sockets
from ui.project.bridge import Bridge
from ui.theme import fonts
from ui.theme.themes import Themes


def median_ms(act: Callable[[int], object], times: int) -> float:
    """The median time of an action, in milliseconds."""
    taken = []
    for i in range(times):
        start = time.perf_counter()
        act(i)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def measure(nodes: int = 1000) -> dict[str, float]:
    """Milliseconds for each action on a canvas of 1280 × 800 pixels that shows so many nodes."""
    app = application()
    fonts.install(app)
    project = large_project(nodes)
    bridge = Bridge(Document(project))
    themes = Themes()
    start = time.perf_counter()
    canvas = Canvas(bridge, themes)
    created = (time.perf_counter() - start) * 1000
    canvas.resize(1280, 800)
    canvas.show()
    app.processEvents()
    shown = (time.perf_counter() - start) * 1000
    figures = {"create the scene": created, "create, show, first paint": shown}
    figures["repaint, all visible"] = median_ms(lambda _: canvas.viewport().repaint(), 20)
    figures["drag a node, all visible"] = _drag(canvas, app)
    canvas.set_zoom(1.0)
    app.processEvents()
    figures["repaint, zoom 1"] = median_ms(lambda _: canvas.viewport().repaint(), 20)
    figures["scroll and repaint, zoom 1"] = median_ms(lambda i: (canvas.pan(QPoint(7, 3)), app.processEvents()), 30)
    figures["drag a node, zoom 1"] = _drag(canvas, app)
    figures["drag a frame of ten, zoom 1"] = _drag_frame(canvas, app)
    figures["one parameter, canvas follows"] = median_ms(lambda i: _set_units(bridge, nodes, i), 30)
    figures["the same, and painted"] = median_ms(
        lambda i: (_set_units(bridge, nodes, 100 + i), app.processEvents()), 30
    )
    figures["which ports fit, all asked"] = median_ms(lambda _: _all_fits(bridge), 3)
    figures["arrange"] = median_ms(lambda _: arranged(project.graph), 3)
    canvas.close()
    canvas.deleteLater()
    app.processEvents()
    return figures


def _drag(canvas: Canvas, app: QApplication) -> float:
    """One step of a drag, with the paint that follows."""
    item = min(canvas.visible_nodes(), key=lambda item: (item.card.center() - canvas.seen().center()).manhattanLength())
    return _dragged_from(canvas, app, item.card.center() + QPointF(20, 20), 1)


def _drag_frame(canvas: Canvas, app: QApplication) -> float:
    """The same with a frame around ten nodes in two rows. Each step is one of the grid, so that something moves."""
    bridge, near = canvas.bridge, canvas.seen().center()
    rows = sorted({item.y() for item in canvas.visible_nodes()}, key=lambda y: abs(y - near.y()))[:2]
    columns = sorted({item.x() for item in canvas.visible_nodes()}, key=lambda x: abs(x - near.x()))[:5]
    chosen = [node for node, (x, y) in bridge.project.layout.items() if x in columns and y in rows]
    frame = frame_around(bridge.project, chosen)
    assert frame is not None
    project, name = annotate(bridge.project, frame)
    bridge.edit(project, say("Frame"))
    app.processEvents()
    taken = _dragged_from(canvas, app, canvas.drawing.annotations.items[name].card.topLeft() + QPointF(60, 8), 8)
    bridge.document.undo()
    return taken


def _dragged_from(canvas: Canvas, app: QApplication, start: QPointF, step: int) -> float:
    view, at = canvas.viewport(), canvas.mapFromScene(start)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    taken = median_ms(
        lambda i: (QTest.mouseMove(view, at + QPoint(12 + step * i % 240, step * i % 160)), app.processEvents()), 40
    )
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    return taken


def _set_units(bridge: Bridge, nodes: int, i: int) -> None:
    middle = f"node_{nodes // 2 // 2 * 2 + 1}"
    bridge.edit(edits.set_parameter(bridge.project, middle, "units", 33 + i), say("Change"))


def _all_fits(bridge: Bridge) -> None:
    fitting = WireTargets(bridge.check, "node_0")
    for node in bridge.project.graph.nodes.values():
        for socket in filter(fitting.offers, sockets(node.layer)):
            fitting.reason(node.id, socket)


def rows() -> Iterator[Measured]:
    """What is promised of a thousand nodes: to open their file and show it, and to follow an edit in the middle."""
    app = application()
    fonts.install(app)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.netb")
        write(path, large_project())
        opened = median(_open_and_show(app, path) for _ in range(5))
    yield Measured("1,000 nodes: open the file and show it", opened, 1, opened, 1)
    figures = measure()
    edited, dragged = figures["one parameter, canvas follows"], figures["drag a frame of ten, zoom 1"]
    yield Measured("1,000 nodes: one parameter, shapes redone", edited, 5, edited / 5, 1, "ms")
    yield Measured("1,000 nodes: a step of a drag of a frame of ten, 1:1", dragged, 2, dragged / 2, 1, "ms")


def _open_and_show(app: QCoreApplication, path: Path) -> float:
    began = time.perf_counter()
    bridge, themes = Bridge(Document(read(path))), Themes()
    canvas = Canvas(bridge, themes)
    canvas.resize(1280, 800)
    canvas.show()
    canvas.fit()
    app.processEvents()
    taken = time.perf_counter() - began
    canvas.close()
    canvas.deleteLater()
    app.processEvents()
    return taken


if __name__ == "__main__":
    for name, figure in measure().items():
        sys.stdout.write(f"{name:32} {figure:8.1f} ms\n")
    sys.exit(0 if show(rows()) else 1)
