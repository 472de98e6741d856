"""The network and the rows of one step, computed again on a copy: whole arrays, gradients, and numbers moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.torch_errors import said_in_words
from netbuilder.errors import ProjectError
from netbuilder.graph.blocks import NodePath, called_at
from netbuilder.stepping.cut_forward import CutForward
from netbuilder.stepping.interventions import Edit, Interventions, Kind
from netbuilder.stepping.watched_forward import Seen, WatchedForward, edited
from netbuilder.training.wide_numbers import in_64_bits, wide_numbers

if TYPE_CHECKING:
    import torch

    from netbuilder.stepping.snapshot import Snapshot
    from netbuilder.stepping.watched_learner import WatchedLearner


@dataclass(frozen=True, slots=True)
class Subject:
    """An array of a step. ``name``: the port of a value or of its gradient; of a weight its PyTorch name."""

    kind: Kind
    path: NodePath
    name: str


@dataclass(frozen=True, slots=True)
class Pass:
    """Forward, loss and backward, in 64 bits. ``weights``: by name, with their gradients."""

    loss: torch.Tensor
    seen: Sequence[Seen]
    weights: Mapping[str, torch.Tensor]


class Probe:
    """Of a step of a learner, with the interventions that were in force. The training hears nothing.

    ``before``: everything as it stood before that step.
    """

    def __init__(self, watched: WatchedLearner, before: Snapshot, interventions: Interventions) -> None:
        self._before, self.criterion, self.program = before, watched.criterion, watched.program
        self.names, self.graph, self.interventions = watched.names, watched.graph, interventions
        self._live = deepcopy(watched.network)
        self.rows = in_64_bits(self._before.batch)

    @property
    def stale(self) -> Mapping[str, torch.Tensor]:
        """The gradients that the step before has left, by the names of their weights."""
        return self._before.gradients

    @cached_property
    def base(self) -> Pass:
        """What happened in the step."""
        return self.passed()

    @cached_property
    def cut(self) -> tuple[CutForward, torch.Tensor]:
        """Every node on its own, and the loss of what leaves: on a network of its own, for backward through it must
        still be possible when other passes have changed the weights of theirs."""
        forward = CutForward(self.program)
        return forward, self._forward(forward, self.interventions, self._cut_live)[0]

    @cached_property
    def _cut_live(self) -> torch.nn.Module:
        return deepcopy(self._live)

    def passed(self, *edits: Edit) -> Pass:
        """Forward and backward, with further edits."""
        interventions = self.interventions
        for edit in edits:
            interventions = interventions.with_edit(edit)
        loss, seen = self._forward(WatchedForward(self.program), interventions, self._live)
        if loss.requires_grad:
            loss.backward()  # type: ignore[no-untyped-call]
        weights = dict(self._live.named_parameters())
        kept = {name: weights[name].detach().clone() for name in self.names}
        for name, weight in kept.items():
            weight.grad = weights[name].grad
        return Pass(loss.detach(), seen, kept)

    def array(self, subject: Subject) -> Any:
        """All numbers of an array, as NumPy has them. Raises ProjectError where no gradient came back."""
        tensor = self.tensor(subject) if subject.kind != "gradient" else self.gradient(subject)
        if tensor is None:
            raise ProjectError("No gradient comes back to “{node}”.", node=called_at(self.graph, subject.path))
        return tensor.detach().cpu().numpy()

    def tensor(self, subject: Subject, found: Pass | None = None) -> torch.Tensor:
        """A value or a weight."""
        found = found or self.base
        if subject.kind == "weight":
            return found.weights[subject.name]
        return self.seen(subject, found).tensor

    def gradient(self, subject: Subject, found: Pass | None = None) -> torch.Tensor | None:
        """How the loss changes with it; None where no gradient comes back."""
        tensor = self.tensor(subject, found)
        return tensor.grad

    def seen(self, subject: Subject, found: Pass) -> Seen:
        """A value on its wire."""
        return next(one for one in found.seen if (one.path, one.port) == (subject.path, subject.name))

    def live_weight(self, name: str) -> torch.Tensor:
        """A weight as the nodes of ``cut`` read it."""
        return dict(self._cut_live.named_parameters())[name]

    def _forward(
        self, forward: WatchedForward, interventions: Interventions, live: torch.nn.Module
    ) -> tuple[torch.Tensor, Sequence[Seen]]:
        import torch

        forward.interventions = interventions
        network = live.double()
        self._before.load_weights(network)
        network.train(self._before.training and not interventions.evaluation)
        with torch.no_grad():
            for name, weight in network.named_parameters():
                weight.grad = None
                if edits := interventions.of("weight", self.names[name], name):
                    weight.copy_(edited(weight, edits))
        with self._before.chance(), wide_numbers(), said_in_words():
            result, seen = forward(network, self.rows.inputs)
            return self.criterion.loss(self.criterion.outputs(result), self.rows.targets), seen
