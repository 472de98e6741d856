"""The network of a project, watched on training rows with whatever weights it is given."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.graph.blocks import NodePath
from netbuilder.layer_statistics.layers import ListedLayer, listed_layers
from netbuilder.layer_statistics.statistics import LayerArray, LayerArrays, LayerStatistics, NetworkStatistics
from netbuilder.layers.base import Fixed
from netbuilder.predictions.trained_network import TrainedNetwork
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.stepping.watched_forward import Seen, WatchedForward
from netbuilder.training.batches import DeviceRows, rows_on_device
from netbuilder.training.evaluation import piece_rows, values_a_row

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared
    from netbuilder.layer_statistics.statistics import Array

MOST_ROWS, FEWEST_ROWS = 1_000, 64
"""Training rows that are looked at, evenly spread over all; of a large network fewer."""
MOST_VALUES = 2**27
"""So many numbers all layers put out for these rows at most, where they are more than the fewest: some seconds."""
MOST_KEPT = 2**22
"""So many activations of the chosen layer are kept at most, those of the first rows: 16 MiB."""


class WatchedNetwork:
    """Computes on the CPU in the calling thread, in evaluation mode, and draws no random numbers.

    ``layers``: in the order in which they compute; ``rows``: on how many training rows it is watched.

    Raises ProjectError or TrainingError where the project cannot be trained.
    """

    def __init__(self, project: Project, prepared: Prepared) -> None:
        import torch

        self.trained = TrainedNetwork(project, prepared)
        check, objective = self.trained.check, self.trained.objective
        self._criterion = Criterion(objective)
        self._forward = WatchedForward(lower(check))
        self.layers = listed_layers(check, self.trained.module)
        fed = rows_on_device(check, prepared.training, objective, "cpu")
        rows = min(len(fed), max(FEWEST_ROWS, min(MOST_ROWS, MOST_VALUES // max(1, values_a_row(check)))))
        if rows < len(fed):
            fed = fed.rows(torch.linspace(0, len(fed) - 1, rows).long())
        size = piece_rows(check)
        self.rows = rows
        self._pieces = [fed.slice(start, min(start + size, rows)) for start in range(0, rows, size)]

    def statistics(self, weights: Mapping[str, torch.Tensor], chosen: NodePath | None = None) -> NetworkStatistics:
        """The figures of all layers with these weights, and the arrays of the chosen one.

        Keeps the weights. Raises TrainingError where they are not those of this drawing.
        """
        self.trained.put(weights)
        outputs = {layer.path: _Output(layer, keep=layer.path == chosen) for layer in self.layers}
        loss = 0.0
        for piece in self._pieces:
            result, seen = self._forward(self.trained.module, piece.inputs)
            loss += self._backward(result, piece)
            for one in _first_outputs(seen):
                if one.path in outputs:
                    outputs[one.path].add(one.tensor)
        parameters = dict(self.trained.module.named_parameters())
        figures = tuple(_figures(outputs[layer.path], parameters) for layer in self.layers)
        kept = outputs.get(chosen) if chosen is not None else None
        return NetworkStatistics(figures, self.rows, loss, None if kept is None else kept.arrays(parameters))

    def weight_figures(self, weights: Mapping[str, torch.Tensor]) -> dict[NodePath, tuple[float, float]]:
        """Max |w| and the norm of the gradient of each layer with weights of its own. Keeps the weights.

        Raises TrainingError where they are not those of this drawing.
        """
        self.trained.put(weights)
        for piece in self._pieces:
            self._backward(self.trained.module(*piece.inputs), piece)
        parameters = dict(self.trained.module.named_parameters())
        found = {}
        for layer in self.layers:
            if layer.has_own_weights:
                own = [parameters[name] for name in layer.weights]
                gradients = [weight.grad for weight in own if weight.grad is not None]
                found[layer.path] = (_largest(own), _norm(gradients))
        return found

    def _backward(self, result: torch.Tensor | tuple[torch.Tensor, ...], piece: DeviceRows) -> float:
        """Add the gradients of a piece, by its share of the rows. Returns what it adds to the mean loss."""
        loss = self._criterion.loss(self._criterion.outputs(result), piece.targets) * (len(piece) / self.rows)
        if loss.requires_grad:
            loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.detach())


@dataclass
class _Output:
    """What a layer puts out, summed up over pieces of the rows."""

    layer: ListedLayer
    keep: bool
    count: int = 0
    total: float = 0.0
    squares: float = 0.0
    alive: torch.Tensor | None = None

    def __post_init__(self) -> None:
        self._kept: list[tuple[torch.Tensor, torch.Tensor | None]] = []

    def add(self, output: torch.Tensor) -> None:
        """Take in another piece, (rows, …)."""
        import torch

        values = output.detach()
        wide = values.double()
        self.count += values.numel()
        self.total += float(wide.sum())
        self.squares += float(wide.square().sum())
        axis = self.layer.unit_axis
        if axis is not None:
            alive = (values != 0).transpose(0, axis).flatten(1).any(1)
            self.alive = alive if self.alive is None else torch.logical_or(self.alive, alive)
        if self.keep:
            self._kept.append((values, output.grad))

    @property
    def zero_units(self) -> tuple[int, ...]:
        """The units that were 0 everywhere."""
        return () if self.alive is None else tuple((~self.alive).nonzero().flatten().tolist())

    def arrays(self, parameters: Mapping[str, torch.Tensor]) -> LayerArrays:
        """The arrays of the layer, in memory of their own."""
        found = []
        for name in self.layer.weights:
            weight = parameters[name]
            own = name.rpartition(".")[2]
            found.append(LayerArray("weight", own, _copied(weight)))
            if weight.grad is not None:
                found.append(LayerArray("gradient of weight", own, _copied(weight.grad)))
        gradients = [gradient for _, gradient in self._kept if gradient is not None]
        if self._kept:
            found.append(LayerArray("activations", "", _copied(self._whole([value for value, _ in self._kept]))))
        if gradients:
            found.append(LayerArray("gradient of activations", "", _copied(self._whole(gradients))))
        return LayerArrays(self.layer, tuple(found))

    def _whole(self, pieces: Sequence[torch.Tensor]) -> torch.Tensor:
        """The pieces as one, or the first rows of it; what has no rows is the same in each piece."""
        import torch

        if isinstance(self.layer.shape, Fixed):
            return pieces[0]
        most = max(1, MOST_KEPT // max(1, math.prod(self.layer.shape)))
        return torch.cat(list(pieces))[:most]


def _first_outputs(seen: Sequence[Seen]) -> Iterator[Seen]:
    """The first output of each node of which one is read."""
    met: set[NodePath] = set()
    for one in seen:
        if one.path not in met:
            met.add(one.path)
            yield one


def _figures(output: _Output, parameters: Mapping[str, torch.Tensor]) -> LayerStatistics:
    weights = [parameters[name] for name in output.layer.weights]
    gradients = [weight.grad for weight in weights if weight.grad is not None]
    mean = output.total / output.count
    spread = output.squares / output.count - mean * mean
    return LayerStatistics(
        output.layer,
        sum(weight.numel() for weight in weights),
        _largest(weights) if weights else None,
        _norm(weights) if weights else None,
        _norm(gradients) if gradients else None,
        0 if output.alive is None else len(output.alive),
        output.zero_units,
        mean,
        math.sqrt(max(0.0, spread)) if math.isfinite(spread) else math.nan,
    )


def _largest(weights: Sequence[torch.Tensor]) -> float:
    """Max |w|; not a number where one of them is none."""
    import torch

    return float(torch.stack([weight.detach().abs().max() for weight in weights]).max())


def _norm(tensors: Sequence[torch.Tensor]) -> float:
    """Of all of them as one vector, in 64 bits."""
    return math.sqrt(sum(float(tensor.detach().double().square().sum()) for tensor in tensors))


def _copied(tensor: torch.Tensor) -> Array:
    found: Array = tensor.detach().contiguous().numpy().copy()
    found.flags.writeable = False
    return found
