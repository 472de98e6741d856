"""What all networks of an experiment share: the drawing, its losses, its settings, and how a member of it is made."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import Target, objective
from netbuilder.backends.torch.softmax import softmax_by_class
from netbuilder.ensemble.draw import Draw, as_numbers
from netbuilder.ensemble.tracing import Traces
from netbuilder.errors import TrainingError
from netbuilder.graph.identifiers import identifiers
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_shapes
from netbuilder.training.batches import DeviceRows, drops_single_row, network_inputs, rows_on_device, steps_per_epoch
from netbuilder.training.evaluation import PIECE_VALUES, values_a_row

if TYPE_CHECKING:
    import torch

    from netbuilder.data.base import Signature
    from netbuilder.layers.base import Shape


class NetworkFactory:
    """The drawing as a network that can be made many times. Raises ProjectError or TrainingError where it cannot.

    ``rates``: the dropout layers, by their names in the network: their share and their shape. ``can_stack``: whether
    nothing is known that keeps such networks from being trained together: dropout is the one thing that may work
    otherwise while training, and no network keeps a state of its own besides its weights. ``traces``: what of the
    networks has been traced, for all groups (see ``Traced``).
    """

    def __init__(self, project: Project, signature: Signature, device: str) -> None:
        import torch

        self.settings, self.device = project.training, device
        self.check = check_shapes(project.graph.active, signature)
        network = build(self.check)
        self.objective = objective(self.check, self.settings)
        self.criterion = Criterion(self.objective)
        self.classes = len(signature.classes)
        self._make = type(network)
        self.rates: dict[str, tuple[float, Shape]] = {}
        names, others = identifiers(self.check.graph), False
        for node in self.check.graph.used:
            module = getattr(network, names[node], None)
            if type(module) is torch.nn.Dropout:
                self.rates[names[node]] = (module.p, self.check.shape(node) or ())
            elif self.check.graph.nodes[node].layer.differs_in_training:
                others = True
        self.traces: Traces = {}
        self.parameters = sum(weights.numel() for weights in network.parameters())
        self.can_stack = not others and not list(network.buffers()) and self.objective.answer is not None

    def require_answer(self) -> int:
        """The place of the output that predicts. Raises TrainingError where there is none."""
        if self.objective.answer is None:
            raise TrainingError("There is nothing to predict: the drawing has a Loss, but no Output. Add an Output.")
        return self.objective.answer

    def network(self, seed: int) -> torch.nn.Module:
        """A network on the device, its weights drawn as training draws them. The global stream is then at the seed of
        dropout, as in training; dropout layers wait for a mask from outside (see ``DropoutMasks``)."""
        import torch

        torch.default_generator.manual_seed(seed)
        network = self._make()
        torch.default_generator.manual_seed(seed + 1)
        for name in self.rates:
            setattr(network, name, _masked())
        return network.to(self.device)

    def rows_on_device(self, draw: Draw) -> DeviceRows:
        """The training rows of a member, on the device. Class weights follow from the member's own rows."""
        wanted = objective(self.check, self.settings, draw.training.targets)
        return rows_on_device(self.check, draw.training, wanted, self.device)

    def entries(self, features: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """What ``forward`` takes for features (rows, *shape)."""
        return network_inputs(self.check, features.to(self.device))

    def ordered_rows(self, rows: int) -> int:
        """How many of the rows an epoch takes: a last batch of one row may be left out."""
        return rows - drops_single_row(self.check.graph, rows, self.settings.batch_size)

    def steps(self, rows: int) -> int:
        """How many steps an epoch takes."""
        return steps_per_epoch(self.check.graph, rows, self.settings.batch_size)

    def goals(self, draw: Draw) -> torch.Tensor:
        """What a member should have answered on its training rows, in the target's own units: float64 (rows, numbers or
        classes)."""
        import torch

        goals = as_numbers(draw.training.targets, self.classes)
        return torch.from_numpy(goals if self.classes else goals * draw.target_scale + draw.target_shift)

    def in_target_units(self, estimates: torch.Tensor, draws: Sequence[Draw]) -> torch.Tensor:
        """Estimates (members, rows, numbers or classes) with numbers in the target's own units, on the CPU."""
        import torch

        if not draws[0].target_scale.ndim:
            return estimates.cpu()
        shift, scale = (
            torch.stack([torch.from_numpy(getattr(draw, name)) for draw in draws])[:, None]
            for name in ("target_shift", "target_scale")
        )
        return (estimates.cpu().double() * scale + shift).float()

    def estimates(self, outputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """The predicted numbers, or the probabilities of the classes as the loss understands them, of the first
        output: (..., numbers or classes)."""
        import torch

        place = self.require_answer()
        answer, name = outputs[place], self.objective.terms[place].loss.name
        if name == "cross-entropy":
            return softmax_by_class(answer)
        if name == "nll":
            return answer.exp()
        if name == "binary cross-entropy":
            chance = answer.sigmoid()
            return torch.cat([1 - chance, chance], dim=-1)
        return answer

    def judged(
        self, criterion: Criterion, outputs: tuple[torch.Tensor, ...], targets: Mapping[Target, torch.Tensor]
    ) -> torch.Tensor:
        """What one network makes of rows: the loss of each and, of classes, whether it is right (1 or 0; otherwise not
        a number), (2, rows)."""
        import torch

        losses, place = criterion.row_losses(outputs, targets), self.objective.answer
        if place is None or self.objective.metric != "accuracy":
            return torch.stack([losses, torch.full_like(losses, math.nan)])
        answer, form = outputs[place], self.objective.form or "classes"
        right = (answer > 0) == (targets[form] > 0.5) if form == "column" else answer.argmax(1) == targets[form]
        return torch.stack([losses, right.reshape(len(losses)).to(losses.dtype)])

    def piece_rows(self, members: int) -> int:
        """How many rows of each member are evaluated at once."""
        return max(1, PIECE_VALUES // max(1, members * values_a_row(self.check)))

    def bytes_of_a_member(self, rows: int) -> int:
        """What a member takes in memory while it trains: its weights with gradient, two moments and a copy; what the
        layers put out for a batch, with gradients and masks; and its rows, once as they are and once in order."""
        values = values_a_row(self.check)
        features = sum(shape.numel() for shape in self._entry_sizes())
        return 4 * (5 * self.parameters + 3 * min(rows, self.settings.batch_size) * values + 3 * rows * features)

    def _entry_sizes(self) -> list[torch.Size]:
        import torch

        return [torch.Size(self.check.shape(node.id) or ()) for node in self.check.graph.with_role("input")]


class DropoutMasks:
    """The masks of one member's dropout layers. Each batch draws new ones from the member's own stream, seeded as
    dropout is in training: so it is the same whether the member trains alone or with others.
    """

    def __init__(self, factory: NetworkFactory, seed: int) -> None:
        import torch

        self._rates = factory.rates
        self._generator = torch.Generator(factory.device).manual_seed(seed + 1)

    def fill(self, masks: dict[str, torch.Tensor]) -> None:
        """Draw into tensors (rows, *shape) by layer: 0 for what is silenced, else what makes up for it."""
        for name, (rate, _) in self._rates.items():
            masks[name].bernoulli_(1 - rate, generator=self._generator).div_(1 - rate)


@functools.cache
def _masked_class() -> Any:
    import torch

    class Masked(torch.nn.Module):
        """Dropout whose mask is given from outside, as a buffer."""

        mask: torch.Tensor

        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("mask", torch.ones(1))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x * self.mask if self.training else x

    return Masked


def _masked() -> torch.nn.Module:
    made: torch.nn.Module = _masked_class()()
    return made
