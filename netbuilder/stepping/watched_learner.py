"""The learner of a training, watched: the same step in the same order, and a record of what happened in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.graph.blocks import NodePath
from netbuilder.program import Program
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.stepping.numbers import Numbers, numbers
from netbuilder.stepping.step_record import Contribution, StepRecord, WeightUpdate, WireValue
from netbuilder.stepping.watched_forward import Seen, WatchedForward, owners
from netbuilder.training.batches import DeviceRows
from netbuilder.training.learner import Learner

if TYPE_CHECKING:
    import torch


class WatchedLearner(Learner):
    """``latest``: the record of the last step, with epoch and batch still 0; None before the first."""

    def __init__(
        self,
        network: torch.nn.Module,
        criterion: Criterion,
        settings: TrainingSettings,
        device: str,
        program: Program,
    ) -> None:
        super().__init__(network, criterion, settings, device)
        self._forward = WatchedForward(program)
        self._clipped_to = settings.gradient_clip
        paths = dict(owners(program))
        self._names = {name: _owner(name, paths) for name, _ in network.named_parameters()}
        self.latest: StepRecord | None = None

    def step(self, batch: DeviceRows) -> torch.Tensor:
        """As the learner's own, and remembered."""
        rate, stale = self.learning_rate, self._gradient_norm()
        before = [(numbers(weight), self._state_of(weight)) for weight in self._parameters]
        result, seen = self._forward(self._network, batch.inputs)
        loss = self._criterion.loss(self._criterion.outputs(result), batch.targets)
        for parameter in self._parameters:
            parameter.grad = None
        loss.backward()  # type: ignore[no-untyped-call]
        norm = self._gradient_norm()
        if self._clip:
            self._clip(self._parameters)
        gradients = [None if weight.grad is None else numbers(weight.grad) for weight in self._parameters]
        self._update()
        weights = tuple(
            WeightUpdate(name, path, value, gradient, state, self._state_of(weight), numbers(weight))
            for (name, path), weight, (value, state), gradient in zip(
                self._names.items(), self._parameters, before, gradients, strict=True
            )
        )
        values = tuple(map(_wire_value, seen))
        total, bound = float(loss.detach()), self._clipped_to
        self.latest = StepRecord(0, 0, 0, len(batch), rate, stale, values, total, norm, bound, weights)
        return loss.detach()

    def _gradient_norm(self) -> float:
        """Of all gradients together, as one vector."""
        squares = [float(weight.grad.double().square().sum()) for weight in self._parameters if weight.grad is not None]
        return float(sum(squares) ** 0.5)

    def _state_of(self, weight: torch.Tensor) -> dict[str, Numbers]:
        """What the optimizer keeps for a weight."""
        state = self._optimizer.state.get(weight) or {}
        return {name: numbers(value) for name, value in state.items() if hasattr(value, "detach")}


def _owner(name: str, paths: Mapping[str, NodePath]) -> NodePath:
    """The node that a weight belongs to: the longest beginning of its name that is a node's."""
    parts = name.split(".")
    return next(
        paths[beginning] for length in range(len(parts), 0, -1) if (beginning := ".".join(parts[:length])) in paths
    )


def _wire_value(seen: Seen) -> WireValue:
    gradient = seen.tensor.grad if seen.tensor.requires_grad else None
    return WireValue(
        seen.path,
        seen.port,
        seen.name,
        numbers(seen.tensor),
        None if gradient is None else numbers(gradient),
        tuple(Contribution(path, numbers(view.grad)) for path, view in seen.reads if view.grad is not None),
    )
