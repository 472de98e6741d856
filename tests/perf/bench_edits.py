"""Edits of a large drawing with each panel and tab open in turn: how long the window's thread is busy with one."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from time import thread_time

from rich.console import Console
from rich.table import Table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from netbuilder.data.catalogue import dataset_types
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.large import large_project
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.shell.main_window import MainWindow
from ui.theme.themes import Themes

SIZES = (10, 100, 1000)
ROUNDS = 5
BAR = 16.0
"""Milliseconds of the window's thread that one edit may take, with the paint and the timers that follow at once."""
BARRED = ("select", "move", "parameter", "undo")
"""The edits that the bar is for; the others are shown beside them."""
HANDLED, SETTLED = 30, 700
"""Milliseconds after which an edit has been followed, and after which everything that waits for a pause is done."""
RUNS = 3

IN_A_ROW = 400
"""Edits before the event loop turns."""
MEMORY_AT = 100
"""Nodes of the drawing in which memory is measured."""
GROWTH_BAR = 1.5
"""The memory that they may take, as a multiple of what the same edits take with a turn of the event loop after each."""
NOISE = 4.0
"""MB by which the memory of a process grows by itself, so that smaller growths are not compared."""


def trained_project(nodes: int) -> Project:
    """A large drawing that can be trained, with few rows and epochs."""
    project = large_project(nodes)
    data = dataset_types()["moons"].parse({"rows": 40})
    project = edits.set_training(edits.set_dataset(project, data), epochs=2, device="cpu")
    answer = project.graph.incoming[f"node_{nodes - 1}"][0].source
    return edits.set_layer(project, answer, project.graph.nodes["node_1"].layer.with_(units=2))


def busy(act: Callable[[], object], milliseconds: int = HANDLED) -> tuple[float, float]:
    """How many milliseconds the window's thread works on an action within this time: in all, and at one stretch."""
    loop, spent, longest = QEventLoop(), [0.0], [0.0]

    def begin() -> None:
        spent[0] = thread_time()
        marks.append(spent[0])
        act()
        QTimer.singleShot(milliseconds, loop.quit)

    marks: list[float] = []

    def rest() -> None:
        if marks:
            now = thread_time()
            longest[0] = max(longest[0], now - marks[0])
            marks[0] = now

    dispatcher = QAbstractEventDispatcher.instance()
    connection = dispatcher.aboutToBlock.connect(rest)
    QTimer.singleShot(0, begin)
    loop.exec()
    dispatcher.aboutToBlock.disconnect(connection)
    return (thread_time() - spent[0]) * 1000, longest[0] * 1000


@dataclass
class Open:
    """A window on a trained drawing of so many nodes."""

    window: MainWindow
    nodes: int

    def views(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """What can be looked at, each with what brings it up."""
        views = self.window.views
        tabs = views.inspector.tabs
        for place in range(tabs.count()):
            yield f"inspector: {tabs.tabText(place)}", partial(tabs.setCurrentIndex, place)
        for place in range(views.results.count()):
            yield f"results: {views.results.tabText(place)}", partial(views.results.setCurrentIndex, place)
        for page in ("one", "epochs", "all"):
            yield f"results: Layers, {page}", partial(self.turn_to_layers, page)
        yield "the lab's window", views.lab.open
        yield "class view", self.window.class_view.enter

    def turn_to_layers(self, page: str) -> None:
        """Bring up a page of the tab Layers."""
        self.window.views.results.setCurrentWidget(self.window.views.layers)
        self.window.views.layers.turn_to(page)

    def actions(self) -> dict[str, Callable[[], object]]:
        """Edits as a user makes them, each new every time."""
        bridge, numbers = self.window.bridge, count(1)
        middle = self.nodes // 4 * 2 + 1

        def select() -> None:
            bridge.select([f"node_{middle - 2 * (next(numbers) % 2)}"])

        def move() -> None:
            x, y = bridge.project.layout[f"node_{middle}"]
            bridge.edit(edits.move(bridge.project, {f"node_{middle}": (x + 8.0, y)}), say("Move"))

        def set_parameter() -> None:
            changed = edits.set_parameter(bridge.project, f"node_{middle}", "units", 8 + next(numbers))
            bridge.edit(changed, say("Set"))

        def rename() -> None:
            bridge.edit(edits.rename(bridge.project, f"node_{middle}", f"name {next(numbers)}"), say("Rename"))

        def set_training() -> None:
            bridge.edit(edits.set_training(bridge.project, epochs=2 + next(numbers)), say("Set"))

        return {
            "nothing": lambda: None,
            "select": select,
            "move": move,
            "parameter": set_parameter,
            "undo": bridge.document.undo,
            "rename": rename,
            "setting": set_training,
        }


def opened(home: Path, nodes: int, application: QApplication, warmup: Warmup) -> Open:
    """A window as large as a usual screen, with some runs beside its project."""
    from netbuilder.runs.folder import runs_folder
    from netbuilder.runs.recording import record
    from netbuilder.training.trainer import Training

    path = home / f"large-{nodes}.netb"
    project = trained_project(nodes)
    write(path, project)
    for seed in range(RUNS):
        for _ in record(Training(edits.set_training(project, seed=seed)), runs_folder(path)):
            pass
    window = MainWindow(Preferences(home / "window.ini"), Themes(), warmup)
    window.resize(1600, 1000)
    window.begin(path)
    window.show()
    busy(lambda: None, 3000)
    return Open(window, nodes)


def measured(open_: Open) -> dict[tuple[str, str], tuple[float, float]]:
    """For each view and action: the least work at once of several rounds, and the longest stretch after a pause."""
    found = {}
    for view, show in open_.views():
        actions = open_.actions()
        actions["select"]()
        show()
        busy(lambda: None, SETTLED)
        for name, act in actions.items():
            taken = []
            for _ in range(ROUNDS):
                taken.append(busy(act)[0])
                if name == "select":  # turns to the Node tab
                    show()
                    busy(lambda: None)
            found[view, name] = min(taken), busy(act, SETTLED)[1]
            show()
        if view == "class view":
            open_.window.class_view.leave()
        if view == "the lab's window":
            open_.window.views.lab.window.close()
        busy(lambda: None)
    return found


def megabytes() -> float:
    """The memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def growth(open_: Open, name: str, turn: Callable[[], object]) -> float:
    """By how many MB the process grows over edits in a row, and what the event loop then has left to do."""
    act = open_.actions()[name]
    act()
    busy(lambda: None, SETTLED)
    before = megabytes()
    highest = before
    for _ in range(IN_A_ROW):
        act()
        turn()
        highest = max(highest, megabytes())
    busy(lambda: None, SETTLED)
    return max(highest, megabytes()) - before


def memory(open_: Open) -> dict[str, tuple[float, float]]:
    """For each edit the growth without a turn of the event loop, and with one after each."""
    names = ("select", "move", "parameter", "rename", "setting")
    turns = (lambda: None, QApplication.processEvents)
    return {name: (growth(open_, name, turns[0]), growth(open_, name, turns[1])) for name in names}


def main() -> int:
    """Print the table: milliseconds at 10, 100 and 1,000 nodes, and the memory of edits in a row at 100."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    application, warmup = QApplication([]), Warmup()
    warmup.wait()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(XDG_DATA_HOME=home, XDG_CONFIG_HOME=home)
        found, grown = {}, dict[str, tuple[float, float]]()
        for nodes in sizes:
            open_ = opened(Path(home), nodes, application, warmup)
            found[nodes] = measured(open_)
            if nodes == MEMORY_AT:
                grown = memory(open_)
            open_.window.bridge.document.mark_saved()
            open_.window.close()
            open_.window.deleteLater()
            busy(lambda: None)
    table, missed = Table("", *(f"{nodes:,} nodes" for nodes in sizes)), False
    for view, name in found[sizes[0]]:
        cells = []
        for nodes in sizes:
            at_once, later = found[nodes][view, name]
            over = name in BARRED and at_once > BAR
            missed |= over
            cells.append(f"{at_once:6.1f}{' ✗' if over else '  '} then {later:6.1f}")
        table.add_row(f"{view}, {name}", *cells)
    console = Console(width=120)
    console.print(table)
    for name, (without, with_turns) in grown.items():
        over = without > NOISE and without > GROWTH_BAR * with_turns
        missed |= over
        console.print(f"{IN_A_ROW} × {name}: {without:.1f} MB, with turns {with_turns:.1f} MB{' ✗' if over else ''}")
    console.print(
        f"Bars: {BAR:g} ms for {', '.join(BARRED)}; {GROWTH_BAR:g} × the memory. Load: {os.getloadavg()[0]:.1f}"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
