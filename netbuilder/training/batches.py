"""From prepared rows to tensors on the device: what enters each input, what each loss compares with, in which order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.losses import Objective, Target
from netbuilder.errors import ProjectError
from netbuilder.graph.blocks import layers_within
from netbuilder.graph.graph import Graph, Node
from netbuilder.layers.base import Shape
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check_result import Check
from netbuilder.shapes.entry_shape import chosen_columns

if TYPE_CHECKING:
    import numpy
    import torch

    from netbuilder.data.pipeline import Part

    Array = numpy.ndarray[Any, Any]

EVALUATED_ROWS = 10_000
"""Losses are measured on at most so many rows: a fixed sample, drawn once."""

SAMPLE_SEED = 0
"""The seed of that sample; a stream of its own, so that no other setting changes it."""

LINE_BYTES = 64
"""Where torch lets a tensor of its own begin on the CPU: at a multiple of so many bytes."""

GATHERED_VALUES = 2**20
"""About how many numbers are copied for the coming batches at once: 4 MiB."""

ORDERS_APART = 256
"""The state of the generator is kept at every so many epochs: from there on, later orders are drawn again."""


@dataclass(frozen=True, slots=True)
class DeviceRows:
    """Rows on the device. ``inputs``: float32, one tensor for each input node; ``targets``: by form."""

    inputs: tuple[torch.Tensor, ...]
    targets: dict[Target, torch.Tensor]

    def __len__(self) -> int:
        return len(next(iter(self.targets.values())))

    def rows(self, chosen: torch.Tensor) -> DeviceRows:
        """Some of the rows, by their numbers, copied."""
        targets = {form: target.index_select(0, chosen) for form, target in self.targets.items()}
        return DeviceRows(tuple(entry.index_select(0, chosen) for entry in self.inputs), targets)

    def batches(self, order: torch.Tensor, size: int, first: int = 0) -> Iterator[DeviceRows]:
        """The rows in this order, ``size`` at a time, from batch number ``first`` (from 0) on, copied."""
        together = size * self._batches_at_once(size)
        for start in range(first * size, len(order), together):
            several = self.rows(order[start : start + together])
            if together == size:
                yield several
            else:
                yield from several.split(size)

    def split(self, size: int, dim: int = 0) -> Iterator[DeviceRows]:
        """All rows, which lie along ``dim``, in their order, ``size`` at a time, not copied."""
        import torch

        forms = tuple(self.targets)
        pieces = [torch.split(tensor, size, dim) for tensor in (*self.inputs, *self.targets.values())]
        entries = len(self.inputs)
        for piece in zip(*pieces, strict=True):
            yield DeviceRows(piece[:entries], dict(zip(forms, piece[entries:], strict=True)))

    def _batches_at_once(self, size: int) -> int:
        """How many batches may lie in one piece of memory: several only where each begins as if it had one of its own.

        Products of matrices differ in the last bit with the place where a batch begins.
        """
        tensors = (*self.inputs, *self.targets.values())
        widths = [math.prod(tensor.shape[1:]) for tensor in tensors]
        bytes_each = [size * width * tensor.element_size() for tensor, width in zip(tensors, widths, strict=True)]
        if tensors[0].device.type != "cpu" or any(count % LINE_BYTES for count in bytes_each):
            return 1
        return max(1, GATHERED_VALUES // (size * sum(widths)))

    def pieces(self, size: int) -> list[DeviceRows]:
        """All rows in their order, at most ``size`` at a time, not copied."""
        return [self.slice(start, min(start + size, len(self))) for start in range(0, len(self), size)]

    def slice(self, start: int, stop: int) -> DeviceRows:
        """The rows from ``start`` up to ``stop``, not copied."""
        targets = {form: target[start:stop] for form, target in self.targets.items()}
        return DeviceRows(tuple(entry[start:stop] for entry in self.inputs), targets)


Columns = tuple[int, ...] | None
"""The feature numbers that enter at an input; None for all features."""


def input_columns(check: Check) -> tuple[Columns, ...]:
    """What enters each input node, in the order of ``forward``. Where targets enter, there are no columns."""
    if check.signature is None:
        return tuple(None for _ in check.graph.with_role("input"))
    texts = [node.layer.values().get("columns", "") for node in check.graph.with_role("input")]
    return tuple(chosen_columns(text, check.signature.features) if text else None for text in texts)


def target_inputs(check: Check) -> tuple[str, ...]:
    """For each input node the form in which targets enter there, or nothing where features do."""
    return tuple(str(node.layer.values()["form"]) if node.layer.of_targets else "" for node in _inputs(check))


def network_inputs(
    check: Check, features: torch.Tensor, targets: torch.Tensor | None = None
) -> tuple[torch.Tensor, ...]:
    """What ``forward`` takes for these features: one tensor for each input node.

    ``targets``: class numbers (rows,) or numbers (rows, targets); where they are not known, zeros stand for them.
    """
    found = []
    for node, columns in zip(_inputs(check), input_columns(check), strict=True):
        if node.layer.of_targets:
            found.append(_as_input(check.shape(node.id) or (), features, targets))
        else:
            found.append(features if columns is None else features[:, list(columns)].contiguous())
    return tuple(found)


def _inputs(check: Check) -> tuple[Node, ...]:
    return check.graph.with_role("input")


def _as_input(shape: Shape, features: torch.Tensor, targets: torch.Tensor | None) -> torch.Tensor:
    """Targets as they enter a drawing: float32 (rows, *shape)."""
    import torch

    if targets is None:
        return features.new_zeros((len(features), *shape))
    if targets.dtype == torch.int64 and shape:
        return torch.nn.functional.one_hot(targets, shape[0]).float()
    return targets.float()


def rows_on_device(check: Check, part: Part, objective: Objective, device: str) -> DeviceRows:
    """Move a part of the data to the device, once, with targets in each form that the losses want."""
    import torch

    features = torch.from_numpy(part.features).to(device)
    target = torch.from_numpy(part.targets).to(device)
    targets: dict[Target, torch.Tensor] = {}
    for form in dict.fromkeys(term.loss.target for term in objective.terms):
        targets[form] = target.to(torch.float32).unsqueeze(1) if form == "column" else target
    if objective.class_weights:
        weights = torch.tensor(objective.class_weights, dtype=torch.float32, device=device)
        targets["weights"] = weights[target]
    return DeviceRows(network_inputs(check, features, target), targets)


def evaluation_rows(fed: DeviceRows) -> DeviceRows:
    """The rows on which losses are measured: all, or a fixed sample of ``EVALUATED_ROWS``."""
    import torch

    if len(fed) <= EVALUATED_ROWS:
        return fed
    chosen = torch.from_numpy(evaluated_places(len(fed)))
    return fed.rows(chosen.to(next(iter(fed.targets.values())).device))


def evaluated_places(rows: int) -> Array:
    """The places of those among so many rows, ascending, int64."""
    import numpy
    import torch

    if rows <= EVALUATED_ROWS:
        return numpy.arange(rows)
    generator = torch.Generator().manual_seed(SAMPLE_SEED)
    places: Array = torch.randperm(rows, generator=generator)[:EVALUATED_ROWS].sort().values.numpy()
    return places


def epoch_order(rows: int, settings: TrainingSettings, generator: torch.Generator) -> torch.Tensor:
    """The row numbers of one epoch in their order, (rows,): drawn anew, or as the rows lie."""
    import torch

    return torch.randperm(rows, generator=generator) if settings.shuffle else torch.arange(rows)


def drops_single_row(graph: Graph, rows: int, batch_size: int) -> bool:
    """Whether a last batch of a single row is left out: where some layer compares the rows of a batch.

    The row is another in every epoch.
    """
    single = rows > batch_size and rows % batch_size == 1
    return single and compares_rows(graph)


def compares_rows(graph: Graph) -> bool:
    """Whether some layer compares the rows of a batch, as batch norm does."""
    return any(layer.compares_rows for layer in layers_within(graph))


def steps_per_epoch(graph: Graph, rows: int, batch_size: int) -> int:
    """The number of batches in one pass over the training rows."""
    return -(-rows // batch_size) - drops_single_row(graph, rows, batch_size)


class BatchRows:
    """The rows of each minibatch of a training from its start, told beforehand from the same stream of random numbers.

    ``rows``: how many training rows there are, at least one.
    ``epochs``: of the training; ``batches``: in each of them.
    """

    def __init__(self, project: Project, rows: int) -> None:
        import torch

        graph, self._settings, self._rows = project.graph.active, project.training, rows
        size = self._settings.batch_size
        self.epochs, self.batches = self._settings.epochs, steps_per_epoch(graph, rows, size)
        self._ordered = rows - drops_single_row(graph, rows, size)
        self._generator = torch.Generator().manual_seed(self._settings.seed)
        self._states = {1: self._generator.get_state()}
        self._latest: tuple[int, torch.Tensor] | None = None

    def of(self, epoch: int, batch: int) -> Array:
        """The numbers of the rows among the training rows, int64 (rows of the minibatch,), both counted from 1.

        Raises ProjectError where there is no such minibatch.
        """
        if not (1 <= epoch <= self.epochs and 1 <= batch <= self.batches):
            raise ProjectError(
                "There is no minibatch {batch} in epoch {epoch}. The training has {epochs} epochs of {batches} "
                "minibatches.",
                batch=batch,
                epoch=epoch,
                epochs=self.epochs,
                batches=self.batches,
            )
        size = self._settings.batch_size
        found: Array = self._order(epoch)[: self._ordered][(batch - 1) * size : batch * size].numpy()
        return found

    def _order(self, epoch: int) -> torch.Tensor:
        if self._latest is None or self._latest[0] != epoch:
            self._latest = (epoch, self._drawn(epoch))
        return self._latest[1]

    def _drawn(self, epoch: int) -> torch.Tensor:
        """The order of an epoch, drawn after those of all epochs before it."""
        first = max(known for known in self._states if known <= epoch) if self._settings.shuffle else epoch
        if self._settings.shuffle:
            self._generator.set_state(self._states[first])
        for earlier in range(first, epoch):
            epoch_order(self._rows, self._settings, self._generator)
            if earlier % ORDERS_APART == 0:
                self._states[earlier + 1] = self._generator.get_state()
        return epoch_order(self._rows, self._settings, self._generator)
