"""The weights after each step of a training, for several optimizers that begin at the same start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.errors import TrainingError
from netbuilder.landscape.progress import MapProgress
from netbuilder.messages import Message, say
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.training.batches import DeviceRows
from netbuilder.training.learner import Learner
from netbuilder.training.progress import EpochDone
from netbuilder.training.trainer import Training

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared

MOST_NUMBERS = 2**25
"""So many numbers all kept steps of a path have at most: 128 MiB."""


@dataclass(frozen=True)
class Racer:
    """An optimizer that takes part. ``changes``: the training settings by which it differs from the project's own;
    ``rule``: how it changes a weight w with the gradient g."""

    name: str
    title: Message
    rule: str
    changes: dict[str, object]


RACERS = (
    Racer("sgd", say("SGD"), "w ← w − rate · g", {"optimizer": "sgd", "momentum": 0.0}),
    Racer(
        "momentum",
        say("SGD, momentum 0.9"),
        "v ← 0.9 v + g;  w ← w − rate · v",
        {"optimizer": "sgd", "momentum": 0.9},
    ),
    Racer("adagrad", say("Adagrad"), "s ← s + g²;  w ← w − rate · g / √s", {"optimizer": "adagrad"}),
    Racer(
        "rmsprop",
        say("RMSprop"),
        "s ← 0.99 s + 0.01 g²;  w ← w − rate · g / √s",
        {"optimizer": "rmsprop", "momentum": 0.0},
    ),
    Racer(
        "adam",
        say("Adam"),
        "m ← 0.9 m + 0.1 g;  s ← 0.999 s + 0.001 g²;  w ← w − rate · m / √s, both corrected for their start at 0",
        {"optimizer": "adam"},
    ),
)
"""Those that may race: the rules of Polyak (1964), Duchi et al. (2011), Hinton (2012), Kingma and Ba (2015)."""

OWN = Racer("own", say("This project"), "", {})


@dataclass(frozen=True)
class Path:
    """``weights``: float32 (steps + 1, numbers), all parameters in their order, before the first step and after each
    ``stride``-th; ``losses``: of the minibatch of each step, float32 (steps,)."""

    racer: Racer
    weights: torch.Tensor
    losses: torch.Tensor
    stride: int


class _Keeping(Learner):
    """Learns as ever, and keeps its weights after every ``stride`` steps."""

    def __init__(
        self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str, stride: int
    ) -> None:
        super().__init__(network, criterion, settings, device)
        self.stride = stride
        self.kept = [self._vector()]
        self.losses: list[torch.Tensor] = []

    def step(self, batch: DeviceRows) -> torch.Tensor:
        loss = super().step(batch)
        self.losses.append(loss.cpu())
        if len(self.losses) % self.stride == 0:
            self.kept.append(self._vector())
        return loss

    def _vector(self) -> torch.Tensor:
        import torch

        return torch.cat([weights.detach().flatten().cpu() for weights in self._parameters])


def follow(
    project: Project, prepared: Prepared, racer: Racer, points: int, stopping: Event, progress: MapProgress
) -> tuple[Path, Training]:
    """Train to the end of the project's epochs, or to where it stops, and keep about ``points`` moments of the path.

    Raises what ``Training.run`` raises, and TrainingError where the weights are too many to keep or no step was made.
    """
    import torch

    raced = set_training(project, **racer.changes)
    found: list[_Keeping] = []

    def learner(network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str) -> Learner:
        numbers = sum(weights.numel() for weights in network.parameters())
        if numbers * points > MOST_NUMBERS:
            raise TrainingError(
                "The network has {count} weights. A path is kept for at most {most}.",
                count=f"{numbers:,}",
                most=f"{MOST_NUMBERS // points:,}",
            )
        rows, batch = len(prepared.training), settings.batch_size
        steps = settings.epochs * -(-rows // batch)
        found.append(_Keeping(network, criterion, settings, device, max(1, -(-steps // points))))
        return found[0]

    training = Training(raced, prepared=prepared, learner=learner, stopping=stopping)
    progress.epochs = raced.training.epochs
    for told in training.run():
        if isinstance(told, EpochDone):
            progress.epoch = told.record.epoch
    (keeping,) = found
    if not keeping.losses:
        raise TrainingError(
            "The training was stopped before its first step, so there is no path to show. Start it again."
        )
    return Path(racer, torch.stack(keeping.kept), torch.stack(keeping.losses), keeping.stride), training


def race(
    project: Project,
    prepared: Prepared,
    racers: Sequence[Racer],
    points: int,
    stopping: Event,
    progress: MapProgress,
) -> list[tuple[Path, Training]]:
    """The project's own training, then each other optimizer from the same weights over the same minibatches.

    Once ``stopping`` is set, what is under way ends where it is, and no other begins.
    """
    found = [follow(project, prepared, OWN, points, stopping, progress)]
    for racer in racers:
        if not stopping.is_set():
            found.append(follow(project, prepared, racer, points, stopping, progress))
    return found
