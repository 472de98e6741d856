"""Many networks of one drawing: trained together, with stacked weights, or one after another. The numbers are the same.

Together, all members take the same step at once: ``torch.func.vmap`` runs the drawn network over weights (members, …),
and the optimizers, which treat every number by itself, need not know. Alone, a member takes the program's own steps.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from netbuilder.experiments.blueprint import Blueprint, Masks
from netbuilder.experiments.resampling import Draw
from netbuilder.training.criterion import live
from netbuilder.training.evaluation import Answer
from netbuilder.training.feeding import Fed
from netbuilder.training.learner import Learner
from netbuilder.training.optimizers import optimizer_call, schedule_call

if TYPE_CHECKING:
    import torch

CHUNK_BYTES = 2**28
"""The networks that train together take at most about so much memory; there are as many chunks as that needs."""

TRIAL_SHARE = 0.01
"""Comparing the ways takes about so much of all steps."""

TRIAL_STEPS = 2

LONG_SECONDS = 0.05
"""What takes longer is tried once only."""

LEAST_TRIED = 4
"""The ways are compared on so many networks at least."""


class Group(Protocol):
    """Members under way. Tensors come out on the CPU."""

    def __init__(self, blueprint: Blueprint, draws: Sequence[Draw]) -> None: ...

    def epoch(self) -> Iterator[None]:
        """One pass over the training rows; a value after each step."""

    def predicted(self) -> torch.Tensor:
        """The estimates at the points, (members, points, numbers or classes), float32."""

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """The estimates for other features, one float32 array (rows, *shape) a member."""

    def training_errors(self, share: float) -> torch.Tensor:
        """The mean squared error on the rows that each member learns from, (members,)."""


class Alone:
    """One network, with the steps of ordinary training."""

    def __init__(self, blueprint: Blueprint, draws: Sequence[Draw]) -> None:
        import torch

        (draw,) = draws
        self._blueprint, self._rows = blueprint, blueprint.feed(draw)
        self._network = blueprint.network(draw.seed)
        self._learner = Learner(self._network, blueprint.criterion, blueprint.settings, blueprint.device)
        self._batches = torch.Generator().manual_seed(draw.seed)
        self._masks = Masks(blueprint, draw.seed)
        self._points, self._goals = blueprint.entries(torch.from_numpy(draw.features)), blueprint.goals(draw)
        self._answer = Answer(self._network)

    def epoch(self) -> Iterator[None]:
        """See ``Group``."""
        import torch

        self._network.train()
        count, size = self._blueprint.ordered_rows(len(self._rows)), self._blueprint.settings.batch_size
        order = torch.randperm(len(self._rows), generator=self._batches)[:count].to(self._blueprint.device)
        for start in range(0, count, size):
            batch = self._rows.rows(order[start : start + size])
            self._put_masks(len(batch))
            self._learner.step(batch)
            yield
        self._learner.end_epoch()

    def _put_masks(self, rows: int) -> None:
        import torch

        if self._blueprint.rates:
            masks = {
                name: torch.empty(rows, *shape, device=self._blueprint.device)
                for name, (_, shape) in self._blueprint.rates.items()
            }
            self._masks.fill(masks)
            for name, mask in masks.items():
                getattr(self._network, name).mask = mask

    def predicted(self) -> torch.Tensor:
        """See ``Group``."""
        return self._answers(self._points)

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """See ``Group``."""
        import torch

        return self._answers(self._blueprint.entries(torch.from_numpy(features[0])))

    def training_errors(self, share: float) -> torch.Tensor:
        """See ``Group``."""
        return _errors(self._answers(self._rows.inputs), self._goals[None], share)

    def _answers(self, inputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        import torch

        self._network.eval()
        size, blueprint = self._blueprint.piece_rows(1), self._blueprint
        with torch.inference_mode():
            pieces = [
                blueprint.estimates(blueprint.criterion.outputs(self._answer(piece)))
                for piece in zip(*(torch.split(entry, size) for entry in inputs), strict=True)
            ]
        return torch.cat(pieces).cpu()[None]


class Together:
    """Networks whose weights are stacked, and which take every step at once. Their training rows are equally many."""

    def __init__(self, blueprint: Blueprint, draws: Sequence[Draw]) -> None:
        import torch

        self._blueprint, device = blueprint, blueprint.device
        networks = [blueprint.network(draw.seed) for draw in draws]
        self._network = networks[0]
        named = [dict(network.named_parameters()) for network in networks]
        self._weights = {
            name: torch.stack([weights[name].detach() for weights in named]).requires_grad_() for name in named[0]
        }
        self._leaves = list(self._weights.values())
        self._optimizer: torch.optim.Optimizer = live(optimizer_call(blueprint.settings, device))(self._leaves)
        schedule = schedule_call(blueprint.settings)
        self._schedule = live(schedule)(self._optimizer) if schedule else None
        self._batches = [torch.Generator().manual_seed(draw.seed) for draw in draws]
        self._masks = [Masks(blueprint, draw.seed) for draw in draws]
        self._members = torch.arange(len(draws), device=device)[:, None]
        self._rows = _stacked([blueprint.feed(draw) for draw in draws])
        self._count = len(draws[0].training)
        self._points = self._entries([draw.features for draw in draws])
        self._goals = torch.stack([blueprint.goals(draw) for draw in draws])
        self._losses = torch.func.vmap(self._loss)
        self._outputs = torch.func.vmap(self._output)

    def epoch(self) -> Iterator[None]:
        """See ``Group``."""
        self._network.train()
        count, size = self._blueprint.ordered_rows(self._count), self._blueprint.settings.batch_size
        rows = self._in_order(count)
        for start in range(0, count, size):
            self._step(_cut(rows, start, min(start + size, count)), min(size, count - start))
            yield
        if self._schedule:
            self._schedule.step()

    def _in_order(self, count: int) -> Fed:
        """The rows of each member in the order of its own batches."""
        import torch

        orders = [torch.randperm(self._count, generator=batches)[:count] for batches in self._batches]
        order = torch.stack(orders).to(self._blueprint.device)
        targets = {form: target[self._members, order] for form, target in self._rows.targets.items()}
        return Fed(tuple(entry[self._members, order] for entry in self._rows.inputs), targets)

    def _step(self, batch: Fed, rows: int) -> None:
        losses = self._losses(self._weights | self._drawn_masks(rows), batch.inputs, batch.targets)
        for weights in self._leaves:
            weights.grad = None
        losses.sum().backward()  # type: ignore[no-untyped-call]
        self._clip()
        self._optimizer.step()

    def _drawn_masks(self, rows: int) -> dict[str, torch.Tensor]:
        import torch

        masks = {
            name: torch.empty(len(self._masks), rows, *shape, device=self._blueprint.device)
            for name, (_, shape) in self._blueprint.rates.items()
        }
        if masks:
            for number, member in enumerate(self._masks):
                member.fill({name: mask[number] for name, mask in masks.items()})
        return {f"{name}.mask": mask for name, mask in masks.items()}

    def _clip(self) -> None:
        """Shorten the gradient of each member that is too long, as ``torch.nn.utils.clip_grad_norm_`` would."""
        import torch

        longest = self._blueprint.settings.gradient_clip
        if longest is None:
            return
        gradients = [weights.grad for weights in self._leaves if weights.grad is not None]
        lengths = torch.stack([gradient.flatten(1).norm(dim=1) for gradient in gradients]).norm(dim=0)
        factors = (longest / (lengths + 1e-6)).clamp(max=1.0)
        for gradient in gradients:
            gradient.mul_(factors.view(-1, *[1] * (gradient.dim() - 1)))

    def _loss(self, weights: dict[str, torch.Tensor], inputs: Any, targets: Any) -> torch.Tensor:
        """The loss of one member, as ``vmap`` sees it."""
        import torch

        criterion = self._blueprint.criterion
        return criterion.loss(criterion.outputs(torch.func.functional_call(self._network, weights, inputs)), targets)

    def _output(self, weights: dict[str, torch.Tensor], inputs: Any) -> torch.Tensor:
        """The estimates of one member, as ``vmap`` sees it."""
        import torch

        outputs = self._blueprint.criterion.outputs(torch.func.functional_call(self._network, weights, inputs))
        return self._blueprint.estimates(outputs)

    def predicted(self) -> torch.Tensor:
        """See ``Group``."""
        return self._answers(self._points)

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """See ``Group``."""
        return self._answers(self._entries(features))

    def training_errors(self, share: float) -> torch.Tensor:
        """See ``Group``."""
        return _errors(self._answers(self._rows.inputs), self._goals, share)

    def _answers(self, inputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        import torch

        self._network.eval()
        size = self._blueprint.piece_rows(len(self._members))
        with torch.inference_mode():
            pieces = [
                self._outputs(self._weights, piece)
                for piece in zip(*(torch.split(entry, size, dim=1) for entry in inputs), strict=True)
            ]
        return torch.cat(pieces, dim=1).cpu()

    def _entries(self, features: Sequence[Any]) -> tuple[torch.Tensor, ...]:
        import torch

        of_members = [self._blueprint.entries(torch.from_numpy(rows)) for rows in features]
        return tuple(torch.stack(entry) for entry in zip(*of_members, strict=True))


def members_at_once(blueprint: Blueprint, rows: int, members: int) -> int:
    """How many networks train together within the memory that they may take."""
    return min(members, max(1, CHUNK_BYTES // blueprint.bytes_of_a_member(rows)))


def faster_way(blueprint: Blueprint, draws: Sequence[Draw], members: int) -> type[Alone] | type[Together]:
    """Alone or together: what takes less time an epoch and member here, found by trying both on some of the members.

    ``members``: how many there are in all; the trial takes a small share of what they will take.
    """
    if len(draws) < 2 or not blueprint.can_stack:
        return Alone
    steps = members * blueprint.settings.epochs * blueprint.steps(len(draws[0].training))
    count = min(len(draws), max(LEAST_TRIED, int(TRIAL_SHARE * steps / (1 + TRIAL_STEPS))))
    alike = [draw for draw in draws[:count] if len(draw.training) == len(draws[0].training)]
    try:
        with warnings.catch_warnings():
            # torch warns where it would loop over the members: then nothing is gained.
            warnings.simplefilter("error", UserWarning)
            together = _seconds_an_epoch(Together(blueprint, alike), blueprint.steps(len(alike[0].training)))
    except (RuntimeError, ValueError, UserWarning):  # some operation cannot be mapped over members
        return Alone
    alone = _seconds_an_epoch(Alone(blueprint, draws[:1]), blueprint.steps(len(draws[0].training)))
    return Together if together / len(alike) < alone else Alone


def _seconds_an_epoch(group: Group, steps: int) -> float:
    """What an epoch of so many steps will take, reckoned from a few, after one that does not count."""
    walk = _steps(group)
    next(walk)
    step = min(_seconds(walk.__next__) for _ in range(TRIAL_STEPS))
    measuring = _seconds(group.predicted)
    if measuring < LONG_SECONDS:  # the first time it may have had to load something
        measuring = min(measuring, _seconds(group.predicted))
    return steps * step + measuring


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _steps(group: Group) -> Iterator[None]:
    while True:
        yield from group.epoch()


def _stacked(rows: Sequence[Fed]) -> Fed:
    import torch

    targets = {form: torch.stack([fed.targets[form] for fed in rows]) for form in rows[0].targets}
    return Fed(tuple(torch.stack(entry) for entry in zip(*(fed.inputs for fed in rows), strict=True)), targets)


def _cut(rows: Fed, start: int, stop: int) -> Fed:
    targets = {form: target[:, start:stop] for form, target in rows.targets.items()}
    return Fed(tuple(entry[:, start:stop] for entry in rows.inputs), targets)


def _errors(answers: torch.Tensor, goals: torch.Tensor, share: float) -> torch.Tensor:
    return (answers.double() - goals).square().sum(2).mean(1) * share
