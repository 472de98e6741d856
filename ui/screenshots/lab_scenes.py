"""The views of the bias–variance lab, as scenes."""

from __future__ import annotations

from functools import partial

from netbuilder import edits
from netbuilder.data import generated
from netbuilder.project import Project
from ui.screenshots.studio import Studio

WIDTHS, ROWS = "1, 2, 4, 8, 32, 128, 512", ""


def _measure(studio: Studio, name: str, knob: str = "", values: str = "", networks: int = 30) -> None:
    lab = studio.window.panes.lab
    lab.open()
    if knob:
        lab.window.controls.choose_knob(knob)
        lab.window.controls.values.setText(values)
    lab.window.controls.resamples.setValue(networks)
    studio.during(lab.window.measure, lab.laboratory.ended)
    studio.picture(name, lab.window)


def lab(studio: Studio) -> None:
    """A sweep over a width, from too small to more than enough."""
    studio.open("moons_overfit", partial(edits.set_training, epochs=120))
    _measure(studio, "lab", "dense_1.units", WIDTHS)


def lab_epochs(studio: Studio) -> None:
    """The drawing as it is, at every epoch."""
    studio.open("five_points", _sine)
    _measure(studio, "lab-epochs", networks=50)


def _sine(project: Project) -> Project:
    made = edits.set_dataset(project, generated.Curve(rows=60, noise=0.3, seed=1))
    return edits.set_training(edits.set_data(made, training_rows=15), epochs=600)


SCENES = (lab, lab_epochs)
