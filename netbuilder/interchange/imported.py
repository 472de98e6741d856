"""An import as a value: the project, its weights, what became of what, and how far it is from the original."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy

from netbuilder.interchange.drawing.drawn import Drawn, as_drawn, drawn
from netbuilder.interchange.drawing.translation import Became
from netbuilder.interchange.random_data import with_random_data
from netbuilder.interchange.source import Source
from netbuilder.project.project import Project
from netbuilder.shapes.check import check

if TYPE_CHECKING:
    import torch


CLOSE = 1e-5
"""By so much an output may differ from the original's, relative to the largest: float32 sums in another order."""


@dataclass(frozen=True, eq=False)
class Imported:
    """``weights``: tensors by their names in the state dict; ``difference``: the largest of the outputs, relative to
    the largest output, not a number where it could not be measured; ``mended``: the operations that the nearest layer
    stands for, or None for all that have one."""

    source: Source
    drawing: Drawn
    weights: Mapping[str, torch.Tensor]
    difference: float
    mended: frozenset[int] | None = frozenset()

    @property
    def project(self) -> Project:
        """The project, not yet saved anywhere."""
        return self.drawing.project

    @property
    def missing(self) -> tuple[Became, ...]:
        """What has become a placeholder."""
        return tuple(became for became in self.drawing.became if became.missing)

    @property
    def whole(self) -> bool:
        """Whether everything has a layer, and the outputs were compared and are the original's."""
        same = self.close and not math.isnan(self.difference)
        return not self.missing and same and not any(became.mended for became in self.drawing.became)

    @property
    def close(self) -> bool:
        """Whether the outputs are the original's, or could not be compared with them."""
        return math.isnan(self.difference) or self.difference <= max(CLOSE, self.source.rounding)

    def mending(self, *numbers: int) -> Imported:
        """The import with the nearest layers in the place of these placeholders, too."""
        return imported(self.source, frozenset({*(self.mended or ()), *numbers}))


def imported(source: Source, mended: frozenset[int] | None = frozenset()) -> Imported:
    """Draw what was read, and compare its outputs with the original's."""
    import torch

    from netbuilder.backends.torch.build import build

    drawing = drawn(source.trace, source.stored, mended)
    project = with_random_data(drawing.project, source.trace.inputs, drawing.entering, drawing.leaving)
    drawing = replace(drawing, project=project)
    found = check(drawing.project.graph, None)
    # Those of an ONNX file are read-only, which PyTorch does not know; they are copied.
    writable = {name: numpy.require(array, requirements="W") for name, array in drawing.weights.items()}
    weights = {name: torch.from_numpy(array) for name, array in writable.items()}
    weights = {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in weights.items()}
    weights = _each_with_its_own(weights)
    difference = math.nan
    if found.sound:
        with torch.device("meta"):  # names and shapes alone: no memory, no random numbers
            network = build(found).eval()
        weights = _of_the_network(network, weights)
        network.load_state_dict(dict(weights), assign=True)
        difference = _difference(network, drawing, source)
    return Imported(source, drawing, weights, difference, mended)


def _each_with_its_own(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights, none in memory that others have, too: what is called several times is drawn several times."""
    found: dict[str, torch.Tensor] = {}
    taken: set[int] = set()
    for name, tensor in weights.items():
        place = tensor.untyped_storage().data_ptr()
        found[name] = tensor.clone() if place in taken else tensor
        taken.add(place)
    return found


def _of_the_network(network: torch.nn.Module, weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights that the network has, in its order; counters that were not imported are zero."""
    import torch

    return {
        name: weights[name].reshape(own.shape).to(own.dtype).contiguous()
        if name in weights
        else torch.zeros(own.shape, dtype=own.dtype)
        for name, own in network.state_dict().items()
    }


def _difference(network: torch.nn.Module, drawing: Drawn, source: Source) -> float:
    import torch

    from netbuilder.backends.torch.rng_scope import RngScope

    if not source.outputs:
        return math.nan
    inputs = [_rows(array, value) for array, value in zip(source.inputs, drawing.entering, strict=True)]
    with RngScope("cpu"), torch.inference_mode():
        result = network(*inputs)
    results = result if isinstance(result, tuple) else (result,)
    pairs = zip(results, source.outputs, drawing.leaving, strict=True)
    return max(_apart(result, _rows(array, value)) for result, array, value in pairs)


def _rows(array: Any, value: Any) -> torch.Tensor:
    import torch

    return torch.from_numpy(as_drawn(array, value).copy()).float()


def _apart(found: torch.Tensor, wanted: torch.Tensor) -> float:
    if found.shape != wanted.shape:
        return math.inf
    same = (found == wanted) | (found.isnan() & wanted.isnan())  # infinite in both, or no number
    if bool(same.all()):
        return 0.0
    apart, sizes = (found - wanted)[~same].abs(), wanted[wanted.isfinite()].abs()
    if not bool(apart.isfinite().all()):
        return math.inf
    return float(apart.max()) / max(1.0, float(sizes.max()) if sizes.numel() else 0.0)
