"""What varies between the networks of an experiment, as the form offers it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netbuilder.data.catalogue import dataset_types
from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow

from .lab_parts import lab_on, sweep


def test_inputs_can_be_pinned_where_targets_can_be_drawn_for_them(window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    offered = lab.controls.vary
    assert offered.findText("Targets and weights") == 3
    lab.controls.pin_inputs()
    assert lab.controls.plan().vary == "targets"
    iris = dataset_types()["iris"]()
    window.bridge.edit(edits.set_dataset(window.bridge.project, iris), say("Data"))
    lab.controls.catch_up()
    assert offered.findText("Targets and weights") == -1
    assert lab.controls.plan().vary == "both"


def test_a_sweep_over_one_value_is_refused_before_it_runs(window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    for values, refused in (("4", True), ("4, 4", True), ("4, 8", False)):
        sweep(lab, "dense_1.units", values)
        assert ("compares values" in lab.problem.text) is refused
        QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
        assert (window.views.lab.runner.state == "idle") is refused
    window.views.lab.runner.stop()
