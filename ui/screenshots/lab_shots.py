"""The views of the bias–variance lab, as scenes."""

from __future__ import annotations

from functools import partial

from netbuilder.data import generated
from netbuilder.project import edits
from netbuilder.project.project import Project
from ui.screenshots.studio import Studio

NETWORKS = 30
"""In each experiment, and for each value of a hyperparameter."""


def lab(studio: Studio) -> None:
    """A sweep over a width, from too small to more than enough."""
    studio.open("moons_overfit", partial(edits.set_training, epochs=120))
    _measure(studio, "lab", "units", "1, 2, 4, 8, 32, 128, 512")


def lab_epochs(studio: Studio) -> None:
    """The drawing as it is, at every epoch."""
    studio.open("five_points", partial(_sine, epochs=400))
    _measure(studio, "lab-epochs")


def lab_degrees(studio: Studio) -> None:
    """A sweep over the degree of a polynomial: first too stiff, then too loose."""
    studio.open("five_points_polynomial", partial(_sine, epochs=300))
    _measure(studio, "lab-degrees", "degree", "1, 2, 3, 4, 5, 6, 7, 8, 9")


def lab_rows(studio: Studio) -> None:
    """The learning curve: the same drawing with more and more rows."""
    studio.open("five_points", partial(_sine, epochs=300))
    _measure(studio, "lab-rows", "training_rows", "8, 12, 16, 24, 32, 45")


def _measure(studio: Studio, name: str, hyperparameter: str = "", values: str = "") -> None:
    """Open the lab, measure, or sweep over the first hyperparameter whose name ends so, and take the picture."""
    lab = studio.window.views.lab
    lab.open()
    controls = lab.window.controls
    if hyperparameter:
        controls.sweep.setChecked(True)
        names = (controls.hyperparameter.itemData(place) for place in range(controls.hyperparameter.count()))
        controls.choose_hyperparameter(next(name for name in names if name.endswith(hyperparameter)))
        controls.values.setText(values)
    controls.resamples.setValue(NETWORKS)
    studio.during(lab.window.measure, lab.runner.ended)
    lab.window.board.finish()
    studio.picture(name, lab.window)


def _sine(project: Project, epochs: int) -> Project:
    """The same network, on a few points of a swing."""
    made = edits.set_dataset(project, generated.Curve(rows=240, noise=0.3, seed=1))
    return edits.set_training(edits.set_data(made, training_rows=15, validation=0.8), epochs=epochs)


SCENES = (lab, lab_epochs, lab_degrees, lab_rows)
