"""The causes of overfitting in a project, each on a slider, in the order of the sliders."""

from __future__ import annotations

from netbuilder.causes.cause import Cause
from netbuilder.causes.of_data import input_noise, label_noise, training_rows
from netbuilder.causes.of_drawing import capacities, network_depth, network_width
from netbuilder.project import Project
from netbuilder.shapes import Check


def causes(project: Project, check: Check) -> tuple[Cause, ...]:
    """The causes, in the order of the sliders. ``check``: of the project, with the signature of its data."""
    return (
        *capacities(project, check),
        training_rows(project, check.signature),
        input_noise(project, check.signature),
        label_noise(project, check.signature),
        network_width(project, check),
        network_depth(project, check),
    )
