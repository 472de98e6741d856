"""A large drawing: beside NodeGraphQt and a bare scene, with 5,000 nodes, and with 200 uses of one block."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from tests.large import large_project
from tests.perf.display import application
from tests.perf.drawing_children import measured, milliseconds
from tests.perf.table import Measured, show
from ui.canvas.canvas import Canvas
from ui.project.bridge import Bridge
from ui.theme import fonts
from ui.theme.themes import Themes

NODES, MANY = 1_000, 5_000
USES, LAYERS = 200, 50


def beside_others() -> Iterator[Measured]:
    """A thousand nodes and wires, in 1280 × 800 pixels."""
    mine = measured("ours", NODES)
    if find_spec("NodeGraphQt") is None:
        sys.stdout.write("NodeGraphQt is not there, so nothing is compared with it; make bench installs it.\n")
    else:
        other = measured("nodegraphqt", NODES)
        for name, figure, bar, unit in (
            ("create and show, beside NodeGraphQt", "create", 1 / 20, "ms"),
            ("memory, beside NodeGraphQt", "memory", 0.5, "MiB"),
        ):
            ratio = mine[figure] / other[figure]
            yield Measured(f"1,000 nodes: {name}", mine[figure], other[figure], ratio, bar, unit)
    yield Measured("1,000 nodes: repaint, beside a bare scene", mine["repaint"], mine["bare"], mine["ratio"], 1.1, "ms")
    yield _within("1,000 nodes: zoom to fit", mine["fit"], 50)
    yield _within("1,000 nodes: a step of a drag at 1:1", mine["drag"], 2)


def with_many_nodes(app: QApplication) -> Iterator[Measured]:
    """Five thousand nodes: opened, and panned at 1:1."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.netb")
        write(path, large_project(MANY))
        opened = min(milliseconds(lambda: _open(app, path).close()) for _ in range(3))
    yield _within("5,000 nodes: open", opened, 1500)
    yield _within("5,000 nodes: a frame of panning at 1:1", measured("ours", MANY)["pan"], 16)


def with_many_uses(app: QApplication) -> Iterator[Measured]:
    """A chain of uses of one block."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "uses.netb")
        write(path, _chain_of_uses())
        canvas = _open(app, path)
        yield _within(
            f"{USES} uses of a block of {LAYERS} layers: open", min(_opened(app, path) for _ in range(3)), 1000
        )
    bridge = canvas.bridge
    first = next(name for name, node in bridge.project.graph.nodes.items() if node.layer.title == "Block")
    bridge.enter([first])
    taken = list[tuple[float, float]]()
    for units in range(20, 31):

        def edit(units: int = units) -> None:
            project = edits.set_parameter(bridge.level.project, "n0", "units", units)
            bridge.level.edit(project, say("Set"))
            app.processEvents()

        taken.append((milliseconds(edit), milliseconds(lambda: (bridge.document.undo(), app.processEvents()))))
        bridge.document.redo()
    edited, undone = (median(one) for one in zip(*taken, strict=True))
    yield _within(f"{USES} uses: an edit in the block", edited, 50)
    yield _within(f"{USES} uses: undo", undone, 50)
    canvas.close()


def _chain_of_uses() -> Project:
    types = layer_types()
    kinds = [types[("dense", "relu")[i % 2]]() for i in range(LAYERS)]
    nodes = {"input_1": Node("input_1", types["input"]()), "output_1": Node("output_1", types["output"]())}
    nodes |= {f"n{i}": Node(f"n{i}", kind) for i, kind in enumerate(kinds)}
    chain = ["input_1", *(f"n{i}" for i in range(LAYERS)), "output_1"]
    wires = frozenset(Wire(a, b) for a, b in pairwise(chain))
    project = Project(Graph(nodes, wires), {name: (200.0 * i, 0.0) for i, name in enumerate(chain)})
    project, use = block_edits.group(project, chain[1:-1], "part")
    layer = project.graph.nodes[use].layer
    uses = [use, *(f"part_{number}" for number in range(2, USES + 1))]
    nodes = {name: project.graph.nodes[name] for name in ("input_1", "output_1")}
    nodes |= {name: Node(name, layer, "part") for name in uses}
    chain = ["input_1", *uses, "output_1"]
    wires = frozenset(Wire(a, b) for a, b in pairwise(chain))
    layout = {name: (i % 20 * 200.0, i // 20 * 120.0) for i, name in enumerate(chain)}
    return replace(project, graph=Graph(nodes, wires), layout=layout)


def _open(app: QApplication, path: Path) -> Canvas:
    canvas = Canvas(Bridge(Document(read(path))), Themes())
    canvas.resize(1280, 800)
    canvas.show()
    canvas.fit()
    app.processEvents()
    return canvas


def _opened(app: QApplication, path: Path) -> float:
    return milliseconds(lambda: _open(app, path).close())


def _within(name: str, taken: float, most: float) -> Measured:
    return Measured(name, taken, most, taken / most, 1, "ms")


def rows() -> Iterator[Measured]:
    """Everything that is promised of large drawings."""
    app = application()
    fonts.install(app)
    yield from beside_others()
    yield from with_many_nodes(app)
    yield from with_many_uses(app)


if __name__ == "__main__":
    sys.exit(0 if show(rows()) else 1)
