"""Many networks of one drawing whose weights are stacked, so that all take each step at once.

``torch.func.vmap`` runs the drawn network over weights (members, …), and the optimizers, which treat every number by
itself, need not know. The numbers are those of the networks alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.fast_adam import step_function
from netbuilder.backends.torch.live_calls import Criterion, live_call
from netbuilder.backends.torch.losses import Target
from netbuilder.backends.torch.optimizers import optimizer_call, schedule_call
from netbuilder.backends.torch.softmax import cross_entropy
from netbuilder.backends.torch.torch_internals import without_compiler
from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.flat_weights import flattened, views_of
from netbuilder.ensemble.network_factory import DropoutMasks, NetworkFactory
from netbuilder.ensemble.protocol import mean_squares, stacked
from netbuilder.ensemble.tracing import Function, Traced
from netbuilder.training.batches import DeviceRows, epoch_order

if TYPE_CHECKING:
    import torch

MATRICES = 3
"""A matrix of each member has so many dimensions in all."""


class VmapEnsemble:
    """Networks whose weights are stacked, and which take every step at once. Their training rows are equally many."""

    def __init__(self, factory: NetworkFactory, draws: Sequence[Draw]) -> None:
        import torch

        self._factory, self._draws, device = factory, draws, factory.device
        networks = [factory.network(draw.seed) for draw in draws]
        self._network = networks[0]
        named = [dict(network.named_parameters()) for network in networks]
        self._criterion = Criterion(factory.objective, {"cross-entropy": cross_entropy})
        self._all, self._leaves = flattened([_stack([one[name].detach() for one in named]) for name in named[0]])
        self._all.grad = torch.zeros_like(self._all)
        self._gradients_of_leaves = views_of(self._all.grad, self._leaves)
        self._names = list(named[0])
        make = without_compiler(live_call(optimizer_call(factory.settings, device)))
        self._optimizer: torch.optim.Optimizer = make([self._all])
        schedule = schedule_call(factory.settings)
        self._schedule = live_call(schedule)(self._optimizer) if schedule else None
        self._update = step_function(self._optimizer)
        self._batches = [torch.Generator().manual_seed(draw.seed) for draw in draws]
        self._masks = [DropoutMasks(factory, draw.seed) for draw in draws]
        self._members = torch.arange(len(draws), device=device)[:, None]
        self._rows = stacked([factory.rows_on_device(draw) for draw in draws])
        self._count = len(draws[0].training)
        self._points = self._entries([draw.features for draw in draws])
        self._goals = torch.stack([factory.goals(draw) for draw in draws])
        self._forms = list(self._rows.targets)
        self._gradients = Traced("gradients", factory.traces)
        self._estimates = Traced("estimates", factory.traces)
        self._verdicts = Traced("verdicts", factory.traces)
        self._losses = Traced("losses", factory.traces)

    def epoch(self) -> Iterator[None]:
        """See ``Ensemble``."""
        self._network.train()
        count, size = self._factory.ordered_rows(self._count), self._factory.settings.batch_size
        for start, batch in zip(range(0, count, size), self._in_order(count).split(size, dim=1), strict=True):
            self._step(batch, min(size, count - start))
            yield
        if self._schedule:
            self._schedule.step()

    def _in_order(self, count: int) -> DeviceRows:
        """The rows of each member in the order of its own batches."""
        import torch

        orders = [epoch_order(self._count, self._factory.settings, batches) for batches in self._batches]
        order = torch.stack(orders)[:, :count].to(self._factory.device)
        targets = {form: target[self._members, order] for form, target in self._rows.targets.items()}
        return DeviceRows(tuple(entry[self._members, order] for entry in self._rows.inputs), targets)

    def _step(self, batch: DeviceRows, rows: int) -> None:
        masks = self._drawn_masks(rows)
        batches = self._count // rows if rows == self._factory.settings.batch_size else 1
        gradients = self._gradients(
            self._pulled_back,
            self._factory.settings.epochs * batches,
            *self._leaves,
            *masks.values(),
            *batch.inputs,
            *batch.targets.values(),
        )
        for place, gradient in zip(self._gradients_of_leaves, gradients, strict=True):
            place.copy_(gradient)
        self._clip()
        self._update()

    def _pulled_back(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The gradients of the losses of all members, from weights, masks, inputs and targets in a row."""
        import torch

        count, names = len(self._leaves), [f"{name}.mask" for name in self._factory.rates]
        masks = dict(zip(names, tensors[count:], strict=False))
        inputs = tensors[count + len(masks) : len(tensors) - len(self._forms)]
        targets = dict(zip(self._forms, tensors[len(tensors) - len(self._forms) :], strict=True))

        leaves = [weight.detach().requires_grad_() for weight in tensors[:count]]
        losses = torch.func.vmap(self._loss)(self._named(leaves) | masks, inputs, targets)
        return torch.autograd.grad(losses.sum(), leaves, materialize_grads=True)

    def _named(self, leaves: Sequence[torch.Tensor]) -> dict[str, torch.Tensor]:
        """The weights by their names in the network, (members, …)."""
        return {name: _as_stacked(leaf) for name, leaf in zip(self._names, leaves, strict=True)}

    def _drawn_masks(self, rows: int) -> dict[str, torch.Tensor]:
        """New masks for a batch, (members, rows, *shape) by layer."""
        import torch

        masks = {
            name: torch.empty(len(self._masks), rows, *shape, device=self._factory.device)
            for name, (_, shape) in self._factory.rates.items()
        }
        if masks:
            for number, member in enumerate(self._masks):
                member.fill({name: mask[number] for name, mask in masks.items()})
        return masks

    def _clip(self) -> None:
        """Shorten the gradient of each member that is too long, as ``torch.nn.utils.clip_grad_norm_`` would."""
        import torch

        longest = self._factory.settings.gradient_clip
        if longest is None:
            return
        lengths = torch.stack([gradient.flatten(1).norm(dim=1) for gradient in self._gradients_of_leaves]).norm(dim=0)
        factors = (longest / (lengths + 1e-6)).clamp(max=1.0)
        for gradient in self._gradients_of_leaves:
            gradient.mul_(factors.view(-1, *[1] * (gradient.dim() - 1)))

    def _loss(self, weights: dict[str, torch.Tensor], inputs: Any, targets: Any) -> torch.Tensor:
        """The loss of one member, as ``vmap`` sees it."""
        import torch

        criterion = self._criterion
        return criterion.loss(criterion.outputs(torch.func.functional_call(self._network, weights, inputs)), targets)

    def _output(self, weights: dict[str, torch.Tensor], inputs: Any) -> torch.Tensor:
        """The estimates of one member, as ``vmap`` sees it."""
        import torch

        outputs = self._criterion.outputs(torch.func.functional_call(self._network, weights, inputs))
        return self._factory.estimates(outputs)

    def predicted(self) -> torch.Tensor:
        """See ``Ensemble``."""
        return self._answers(self._points, self._factory.settings.epochs)

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """See ``Ensemble``."""
        return self._answers(self._entries(features))

    def judged(self, rows: DeviceRows) -> torch.Tensor:
        """See ``Ensemble``."""
        import torch

        pieces = rows.pieces(self._factory.piece_rows(len(self._members)))
        return torch.cat(self._measured(self._verdicts, self._judging, pieces), dim=2).cpu()

    def _measured(self, traced: Traced, function: Function, pieces: Iterable[DeviceRows]) -> list[torch.Tensor]:
        """What the members come to on each of these pieces, measured after every epoch."""
        import torch

        self._network.eval()
        times = self._factory.settings.epochs
        with torch.inference_mode():
            return [
                traced(function, times, *self._leaves, *piece.inputs, *piece.targets.values())[0] for piece in pieces
            ]

    def _judging(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """What all members make of rows, from weights, inputs and targets in a row."""
        import torch

        inputs, targets = self._rows_of(tensors)
        factory = self._factory

        def verdict(weights: dict[str, torch.Tensor]) -> torch.Tensor:
            outputs = self._criterion.outputs(torch.func.functional_call(self._network, weights, inputs))
            return factory.judged(self._criterion, outputs, targets)

        verdicts: torch.Tensor = torch.func.vmap(verdict)(self._named(tensors[: len(self._leaves)]))
        return (verdicts,)

    def row_losses(self, rows: DeviceRows) -> torch.Tensor:
        """See ``Ensemble``."""
        import torch

        pieces = rows.split(self._factory.piece_rows(len(self._members)), dim=1)
        return torch.cat(self._measured(self._losses, self._losing, pieces), dim=1).cpu()

    def _losing(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """What each member loses on rows of its own, from weights, inputs and targets in a row."""
        import torch

        inputs, targets = self._rows_of(tensors)

        def losses(weights: dict[str, torch.Tensor], inputs: Any, targets: Any) -> torch.Tensor:
            outputs = self._criterion.outputs(torch.func.functional_call(self._network, weights, inputs))
            return self._criterion.row_losses(outputs, targets)

        found: torch.Tensor = torch.func.vmap(losses)(self._named(tensors[: len(self._leaves)]), inputs, targets)
        return (found,)

    def _rows_of(self, tensors: Sequence[torch.Tensor]) -> tuple[tuple[torch.Tensor, ...], dict[Target, torch.Tensor]]:
        """Inputs and targets, of weights, inputs and targets in a row."""
        count, first = len(self._leaves), len(tensors) - len(self._forms)
        return tuple(tensors[count:first]), dict(zip(self._forms, tensors[first:], strict=True))

    def training_errors(self, share: float) -> torch.Tensor:
        """See ``Ensemble``."""
        return mean_squares(self._answers(self._rows.inputs), self._goals, share)

    def _answers(self, inputs: tuple[torch.Tensor, ...], times: int = 1) -> torch.Tensor:
        """The estimates for inputs (members, rows, *shape); ``times``: how often they will be asked for."""
        import torch

        self._network.eval()
        size = self._factory.piece_rows(len(self._members))
        with torch.inference_mode():
            pieces = [
                self._estimates(self._estimated, times, *self._leaves, *piece)[0]
                for piece in zip(*(torch.split(entry, size, dim=1) for entry in inputs), strict=True)
            ]
        return self._factory.in_target_units(torch.cat(pieces, dim=1), self._draws)

    def _estimated(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The estimates of all members, from weights and inputs in a row."""
        import torch

        count = len(self._leaves)
        estimates: torch.Tensor = torch.func.vmap(self._output)(self._named(tensors[:count]), tensors[count:])
        return (estimates,)

    def _entries(self, features: Sequence[Any]) -> tuple[torch.Tensor, ...]:
        import torch

        of_members = [self._factory.entries(torch.from_numpy(rows)) for rows in features]
        return tuple(torch.stack(entry) for entry in zip(*of_members, strict=True))


def _stack(weights: Sequence[torch.Tensor]) -> torch.Tensor:
    """Weights of members as one tensor (members, …). Matrices lie on their side, (members, columns, rows): so their
    gradients come out of products, and optimizers want both alike in memory."""
    import torch

    stacked = torch.stack(list(weights))
    return stacked.mT.contiguous() if stacked.dim() == MATRICES else stacked


def _as_stacked(leaf: torch.Tensor) -> torch.Tensor:
    """What was stacked."""
    return leaf.mT if leaf.dim() == MATRICES else leaf
