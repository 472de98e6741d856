"""The learner of a training, watched: the same step in the same order, and a record of what happened in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import Graph
from netbuilder.program import Program
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.numbers import Numbers, numbers
from netbuilder.stepping.snapshot import Snapshot
from netbuilder.stepping.step_record import Contribution, StepRecord, WeightUpdate, WireValue
from netbuilder.stepping.watched_forward import Seen, WatchedForward, edited, owners
from netbuilder.training.batches import DeviceRows
from netbuilder.training.learner import Learner

if TYPE_CHECKING:
    import torch


class WatchedLearner(Learner):
    """``latest``: the record of the last step, with epoch and batch still 0; None before the first.

    ``before``: everything as it stood before that step; ``interventions``: what is changed in the coming step.
    """

    def __init__(
        self,
        network: torch.nn.Module,
        criterion: Criterion,
        settings: TrainingSettings,
        device: str,
        program: Program,
        graph: Graph,
    ) -> None:
        super().__init__(network, criterion, settings, device)
        self._forward = WatchedForward(program)
        self._clipped_to, self._device = settings.gradient_clip, device
        paths = dict(owners(program))
        self._names = {name: owner(name, paths) for name, _ in network.named_parameters()}
        prefixes = {path: prefix for prefix, path in paths.items()}
        self._parts = {name: name[len(prefixes[path]) :].lstrip(".") for name, path in self._names.items()}
        self.program, self.graph = program, graph
        self.interventions = Interventions()
        self.latest: StepRecord | None = None
        self.before: Snapshot | None = None

    @property
    def network(self) -> torch.nn.Module:
        """The network that is trained."""
        return self._network

    @property
    def criterion(self) -> Criterion:
        """What its loss is."""
        return self._criterion

    @property
    def names(self) -> Mapping[str, NodePath]:
        """The node that each weight belongs to."""
        return self._names

    def step(self, batch: DeviceRows) -> torch.Tensor:
        """As the learner's own, and remembered."""
        self.before = self.standing(batch)
        self.latest, loss = self._recorded(batch)
        return loss

    def again(self, before: Snapshot, interventions: Interventions) -> StepRecord:
        """A step once more from where it began, with interventions; the training goes on from what it gives.

        Its mistakes are made in the steps that follow, too. Raises what the network raises with them.
        """
        self.back_to(before)
        self.interventions = interventions
        with before.chance():
            record, _ = self._recorded(before.batch)
        self.interventions = interventions.without_edits()
        return record

    def standing(self, batch: DeviceRows) -> Snapshot:
        """How everything stands now, before a step with some rows."""
        return Snapshot.taken(self._network, self._optimizer, batch, self._device)

    def before_again(self, before: Snapshot) -> Snapshot:
        """How everything stands now, before a later step that is to be made once more."""
        return before.with_weights_of(self._network, self._optimizer)

    def back_to(self, before: Snapshot) -> None:
        """Everything as it stood before a step."""
        self._update = before.restored(self._network, self._optimizer)
        self.before = before

    def take_rate(self, standing: Snapshot) -> None:
        """Go on with the learning rate that there was: after the last step of an epoch it may have decayed."""
        for group, known in zip(self._optimizer.param_groups, standing.optimizer["param_groups"], strict=True):
            group["lr"] = known["lr"]

    def _recorded(self, batch: DeviceRows) -> tuple[StepRecord, torch.Tensor]:
        """Learn from one batch. Returns what happened, and its loss, a scalar still on the device."""
        rate, stale = self.learning_rate, self._gradient_norm()
        self._edit_weights()
        before = [(numbers(weight), self._state_of(weight)) for weight in self._parameters]
        loss, seen = self._computed(batch)
        if not self.interventions.keep_gradients:
            for parameter in self._parameters:
                parameter.grad = None
        self._backward(loss)
        norm = self._gradient_norm()
        if self._clip:
            self._clip(self._parameters)
        gradients = [None if weight.grad is None else numbers(weight.grad) for weight in self._parameters]
        self._update()
        weights = tuple(
            WeightUpdate(name, path, self._parts[name], value, gradient, state, self._state_of(weight), numbers(weight))
            for (name, path), weight, (value, state), gradient in zip(
                self._names.items(), self._parameters, before, gradients, strict=True
            )
        )
        values = tuple(map(_wire_value, seen))
        total, bound = float(loss.detach()), self._clipped_to
        record = StepRecord(
            0, 0, 0, len(batch), rate, stale, values, total, norm, bound, weights, self.interventions, self.graph
        )
        return record, loss.detach()

    def _computed(self, batch: DeviceRows) -> tuple[torch.Tensor, list[Seen]]:
        """Forward and loss."""
        self._forward.interventions = self.interventions
        training = self._network.training
        self._network.train(training and not self.interventions.evaluation)
        result, seen = self._forward(self._network, batch.inputs)
        loss = self._criterion.loss(self._criterion.outputs(result), batch.targets)
        self._network.train(training)
        return loss, seen

    def _backward(self, loss: torch.Tensor) -> None:
        if self.interventions.detached and not loss.requires_grad:
            return  # the user has cut every way back: no weight gets a gradient
        self.require_way_back(loss)
        if self.interventions.backward_twice:
            loss.backward(retain_graph=True)  # type: ignore[no-untyped-call]
        loss.backward()  # type: ignore[no-untyped-call]

    def _edit_weights(self) -> None:
        import torch

        with torch.no_grad():
            for (name, path), weight in zip(self._names.items(), self._parameters, strict=True):
                if edits := self.interventions.of("weight", path, name):
                    weight.copy_(edited(weight, edits))

    def _gradient_norm(self) -> float:
        """Of all gradients together, as one vector."""
        squares = [float(weight.grad.double().square().sum()) for weight in self._parameters if weight.grad is not None]
        return float(sum(squares) ** 0.5)

    def _state_of(self, weight: torch.Tensor) -> dict[str, Numbers]:
        """What the optimizer keeps for a weight."""
        state = self._optimizer.state.get(weight) or {}
        return {name: numbers(value) for name, value in state.items() if hasattr(value, "detach")}


def owner(name: str, paths: Mapping[str, NodePath]) -> NodePath:
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
        numbers(seen.tensor),
        None if gradient is None else numbers(gradient),
        tuple(Contribution(path, numbers(view.grad)) for path, view in seen.reads if view.grad is not None),
    )
