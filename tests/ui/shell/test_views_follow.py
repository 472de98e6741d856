"""A change is followed by the views that it concerns, and by no others: what runs is recorded while it is made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.ui.window_parts import train_to_the_end
from ui.shell.main_window import MainWindow

ROOT = Path(__file__).parents[3]
VIEWS = (
    "Node",
    "Data",
    "Train",
    "Factors",
    "Predictions",
    "Bias–variance",
    "Code",
    "Runs",
    "Layers",
    "Minibatch",
    "lab",
)
WORK = (
    "netbuilder/factors/",
    "netbuilder/diagnosis/",
    "netbuilder/experiments/",
    "netbuilder/export/",
    "netbuilder/remedies/",
    "netbuilder/runs/differences",
    "netbuilder/backends/torch/build",
    "netbuilder/backends/code/",
    "netbuilder/backends/torch/source",
    "netbuilder/program/",
    "netbuilder/project/layer_edits",
)
"""Where views have computed what they show of a drawing."""
LOOKED_UP = ("shape", "shape_at")
"""What only reads what a check has found, as a card does that is painted again."""
CHECKS = ("netbuilder/shapes", "netbuilder/training/project_problems")


def modules_run(act: Callable[[], object]) -> set[str]:
    """The project's own files of which something runs on this thread during an action, such as
    "ui/project/bridge.py"."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, _value: Any) -> None:
        if event == "call" and frame.f_code.co_name not in LOOKED_UP:
            found.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return {str(Path(name).relative_to(ROOT)) for name in found if name.startswith(str(ROOT))}


def worked_out(window: MainWindow, project: Project) -> set[str]:
    """What of the engine's slower parts runs when a window follows an edit."""
    ran = modules_run(lambda: window.bridge.edit(project, say("Edit")))
    return {name for name in ran if name.startswith((*WORK, *CHECKS))}


def turn_to(window: MainWindow, view: str) -> None:
    """Bring a tab up, or the lab's window."""
    if view == "lab":
        window.views.lab.open()
        window.views.lab.window.controls.sweep.setChecked(True)
    for tabs in (window.views.inspector.tabs, window.views.results):
        for place in range(tabs.count()):
            if tabs.tabText(place) == view:
                tabs.setCurrentIndex(place)


@pytest.fixture
def trained(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window with a run, and every tab once opened."""
    train_to_the_end(qtbot, window, 2)
    for view in VIEWS:
        turn_to(window, view)
    window.views.lab.window.hide()
    window.bridge.select(["dense_1"])
    turn_to_alone(window, "Predictions")
    return window


def turn_to_alone(window: MainWindow, view: str) -> None:
    """Bring a view up, and on the other side what is seen first."""
    for shown in ("Data", "Predictions", view):
        turn_to(window, shown)


def test_where_a_node_lies_concerns_no_view_but_the_canvas(trained: MainWindow) -> None:
    ran = {}
    for number, view in enumerate(VIEWS):
        turn_to_alone(trained, view)
        moved = edits.move(trained.bridge.project, {"dense_1": (8.0, 400.0 + number)})
        ran[view] = worked_out(trained, moved)
    assert ran == {view: set() for view in VIEWS}


def test_a_training_setting_concerns_neither_drawing_nor_data(trained: MainWindow) -> None:
    proposing = ("netbuilder/experiments/sweep/suggested_sweeps", "netbuilder/experiments/sweep/hyperparameters")
    ran = {}
    for number, view in enumerate(VIEWS):
        turn_to_alone(trained, view)
        longer = edits.set_training(trained.bridge.project, epochs=7 + number)
        modules = {name for name in worked_out(trained, longer) if name.startswith(WORK)}
        ran[view] = {name for name in modules if not (view == "lab" and name.startswith(proposing))}
    assert ran == {view: set() for view in VIEWS}


def test_hidden_views_work_nothing_out_until_they_are_shown(trained: MainWindow) -> None:
    bridge = trained.bridge
    ran = worked_out(trained, edits.set_parameter(bridge.project, "dense_1", "units", 9))
    curves_compare = {"netbuilder/runs/differences.py"}
    assert not {name for name in ran if name.startswith(WORK)} - curves_compare
    for view, module in (("Factors", "netbuilder/factors/factor_sliders.py"), ("Node", "ui/forms/form.py")):
        assert module in modules_run(lambda view=view: turn_to(trained, view))
        assert module not in modules_run(lambda: turn_to(trained, "Data"))
        assert module not in modules_run(lambda view=view: turn_to(trained, view)), "shown again, with nothing new"


def test_a_slider_edits_the_project_as_it_is_though_it_was_set_before(trained: MainWindow) -> None:
    turn_to(trained, "Factors")
    bridge, factors = trained.bridge, trained.views.inspector.factors
    bridge.edit(edits.set_training(edits.move(bridge.project, {"dense_1": (8.0, 400.0)}), epochs=7), say("Edit"))
    row = next(row for row in factors.rows if row.objectName() == "width")
    row.slider.setSliderDown(True)
    row.slider.setValue(row.slider.value() - 1)
    assert bridge.project.layout["dense_1"] == (8.0, 400.0)
    assert bridge.project.training.epochs == 7
    assert bridge.document.undo_label is not None
