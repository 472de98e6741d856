"""What varies between the networks of an experiment, as the form offers it."""

from __future__ import annotations

from netbuilder.data.catalogue import dataset_types
from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow

from .lab_parts import lab_on


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
