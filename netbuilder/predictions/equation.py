"""The equation of a network that is a straight line: one input, one number, a slope and an intercept."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.messages import Message, say
from netbuilder.shapes.check_result import Check

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared
    from netbuilder.project.project import Project


@dataclass(frozen=True, slots=True)
class Equation:
    """y = ``slope`` · x + ``intercept``, in the units of the data."""

    slope: float
    intercept: float

    @property
    def message(self) -> Message:
        """As it is written: "y = 1.90 x + 1.03"."""
        sign = "−" if self.intercept < 0 else "+"
        return say(
            "y = {slope} x {sign} {intercept}",
            slope=_written(self.slope),
            sign=sign,
            intercept=_written(abs(self.intercept)),
        )


def is_line(check: Check) -> bool:
    """Whether a network is a straight line whatever its weights: one Dense on one input, or what comes to the same."""
    signature = check.signature
    if signature is None or signature.task != "regression" or signature.targets != 1 or not check.sound:
        return False
    layers = [check.graph.nodes[node].layer for node in check.graph.used]
    inner = [layer for layer in layers if layer.role == "hidden"]
    return math.prod(signature.features) == 1 and len(inner) == 1 and inner[0].width != "" and check.parameters <= 2


def equation(project: Project, prepared: Prepared, weights: Mapping[str, torch.Tensor]) -> Equation | None:
    """The equation of the network with these weights; None where it is no straight line, or has diverged.

    Raises ProjectError or TrainingError as ``TrainedNetwork`` does.
    """
    import numpy

    from netbuilder.predictions.trained_network import TrainedNetwork

    network = TrainedNetwork(project, prepared)
    if not is_line(network.check):
        return None
    network.put(weights)
    # Far apart in its own measure: two places along the line give it to the last digits that its weights have.
    places = [float(prepared.shift.sum()), float(prepared.shift.sum()) + float(numpy.sum(prepared.scale))]
    ends = network.answers(network.normalised(numpy.array(places).reshape(2, *prepared.signature.features)))
    low, high = ends[:, 0].tolist()
    slope = (high - low) / (places[1] - places[0])
    found = Equation(slope, low - slope * places[0])
    return found if math.isfinite(found.slope) and math.isfinite(found.intercept) else None


def _written(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
