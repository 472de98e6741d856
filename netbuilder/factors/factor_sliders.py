"""The overfitting factors in a project, each on a slider, in the order of the sliders."""

from __future__ import annotations

from netbuilder.factors.data_factors import input_noise, label_noise, training_rows
from netbuilder.factors.factor import Factor
from netbuilder.factors.network_factors import capacities, network_depth, network_width
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check


def factors(project: Project, check: Check) -> tuple[Factor, ...]:
    """The factors, in the order of the sliders. ``check``: of the project, with the signature of its data."""
    return (
        *capacities(project, check),
        training_rows(project, check.signature),
        input_noise(project, check.signature),
        label_noise(project, check.signature),
        network_width(project, check),
        network_depth(project, check),
    )
