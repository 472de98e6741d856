"""One network, trained as every other training does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.filters import use_channels_last
from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.network_factory import DropoutMasks, NetworkFactory
from netbuilder.ensemble.protocol import mean_squares
from netbuilder.training.batches import DeviceRows, epoch_order
from netbuilder.training.learner import Learner

if TYPE_CHECKING:
    import torch


class SequentialEnsemble:
    """One network, with the steps of ordinary training."""

    def __init__(self, factory: NetworkFactory, draws: Sequence[Draw]) -> None:
        import torch

        (draw,) = self._draws = draws
        self._factory, self._rows = factory, factory.rows_on_device(draw)
        self._network = factory.network(draw.seed)
        use_channels_last(self._network)
        self._learner = Learner(self._network, factory.criterion, factory.settings, factory.device)
        self._batches = torch.Generator().manual_seed(draw.seed)
        self._masks = DropoutMasks(factory, draw.seed)
        self._points, self._goals = factory.entries(torch.from_numpy(draw.features)), factory.goals(draw)

    def epoch(self) -> Iterator[None]:
        """See ``Ensemble``."""
        self._network.train()
        count, size = self._factory.ordered_rows(len(self._rows)), self._factory.settings.batch_size
        order = epoch_order(len(self._rows), self._factory.settings, self._batches)[:count].to(self._factory.device)
        for start in range(0, count, size):
            batch = self._rows.rows(order[start : start + size])
            self._put_masks(len(batch))
            self._learner.step(batch)
            yield
        self._learner.end_epoch()

    def _put_masks(self, rows: int) -> None:
        import torch

        if self._factory.rates:
            masks = {
                name: torch.empty(rows, *shape, device=self._factory.device)
                for name, (_, shape) in self._factory.rates.items()
            }
            self._masks.fill(masks)
            for name, mask in masks.items():
                getattr(self._network, name).mask = mask

    def predicted(self) -> torch.Tensor:
        """See ``Ensemble``."""
        return self._answers(self._points)

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """See ``Ensemble``."""
        import torch

        return self._answers(self._factory.entries(torch.from_numpy(features[0])))

    def judged(self, rows: DeviceRows) -> torch.Tensor:
        """See ``Ensemble``."""
        import torch

        self._network.eval()
        size, criterion = self._factory.piece_rows(1), self._factory.criterion
        with torch.inference_mode():
            pieces = [
                self._factory.judged(criterion, criterion.outputs(self._network(*piece.inputs)), piece.targets)
                for piece in rows.pieces(size)
            ]
        return torch.cat(pieces, dim=1)[None].cpu()

    def row_losses(self, rows: DeviceRows) -> torch.Tensor:
        """See ``Ensemble``."""
        import torch

        self._network.eval()
        criterion = self._factory.criterion
        own = DeviceRows(tuple(entry[0] for entry in rows.inputs), {form: one[0] for form, one in rows.targets.items()})
        with torch.inference_mode():
            pieces = [
                criterion.row_losses(criterion.outputs(self._network(*piece.inputs)), piece.targets)
                for piece in own.split(self._factory.piece_rows(1))
            ]
        return torch.cat(pieces)[None].cpu()

    def training_errors(self, share: float) -> torch.Tensor:
        """See ``Ensemble``."""
        return mean_squares(self._answers(self._rows.inputs), self._goals[None], share)

    def _answers(self, inputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        import torch

        self._network.eval()
        size, factory = self._factory.piece_rows(1), self._factory
        with torch.inference_mode():
            pieces = [
                factory.estimates(factory.criterion.outputs(self._network(*piece)))
                for piece in zip(*(torch.split(entry, size) for entry in inputs), strict=True)
            ]
        return factory.in_target_units(torch.cat(pieces)[None], self._draws)
