"""Panels on an open document, shown for real, and the check that nothing goes on when they are gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from ui.application.startup import Warmup
from ui.charts.curves import Curves
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.training.worker import Worker

Show = Callable[[QWidget], None]


def chain(*kinds: tuple[str, dict[str, object]]) -> Project:
    """A project whose layers are wired one after another."""
    project, last = Project(), ""
    for place, (kind, values) in enumerate(kinds):
        project, node = edits.add_node(project, layer_types()[kind].parse(values), (place * 240.0, 0.0))
        project = edits.connect(project, last, node) if last else project
        last = node
    return project


@pytest.fixture
def bridge() -> Bridge:
    """A classifier of moons: input_1, dense_1, relu_1, dense_2, output_1."""
    kinds = [("input", {}), ("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), ("output", {})]
    return Bridge(Document(edits.set_training(chain(*kinds), epochs=6)))


@pytest.fixture
def themes(qapp: object) -> Themes:
    return Themes()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a panel in a window of its own."""

    def shown(panel: QWidget) -> None:
        qtbot.addWidget(panel)
        panel.resize(320, 700)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.activateWindow()

    return shown


@pytest.fixture
def worker(qtbot: QtBot, warmup: Warmup) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def curves(bridge: Bridge, worker: Worker, themes: Themes, show: Show) -> Curves:
    """The curves as they are once the window has been seen."""
    curves = Curves(bridge, worker, themes)
    show(curves)
    curves.resize(640, 260)
    curves.prepare()
    return curves


@pytest.fixture(autouse=True)
def _no_threads_left(qtbot: QtBot) -> Iterator[None]:
    yield
    qtbot.waitUntil(lambda: not any(thread.name == "panel" for thread in threading.enumerate()))
