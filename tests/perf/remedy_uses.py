"""Networks in trouble on data of a known truth: what the program offers first, and what that is worth on fresh rows."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import torch

from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.rng_scope import RngScope
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import Part, Prepared, prepare
from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.errors import UserError
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.remedies.examination import examine
from netbuilder.remedies.trial import Trial, in_order, too_long
from netbuilder.remedies.trials import tried
from netbuilder.training.batches import rows_on_device
from netbuilder.training.progress import Finished
from netbuilder.training.trainer import Training
from tests.drawing import in_a_line
from tests.perf.field_data import Array, Kind

FRESH_ROWS = 20_000
FRESH_SEEDS = 6
FIRST_FRESH = 5_000
"""Seeds from here on no trial has used: those of the projects are below a thousand."""


@dataclass(frozen=True)
class Use:
    """One remedy of one project, with what was shown of it. ``first``: whether it is what the program offers first;
    ``before``, ``after``: the mean expected loss (or what balanced accuracy lacks to 1) of networks with fresh seeds,
    at their end, infinite where one broke off."""

    project: str
    state: str
    trouble: str
    trial: Trial
    first: bool
    before: float
    after: float
    validation_rows: int

    @property
    def improved(self) -> bool:
        """Whether the networks are better with it."""
        return self.after < self.before


@dataclass(frozen=True)
class Case:
    """One project. ``tried``: how many remedies were; ``uses``: those that were judged."""

    project: str
    state: str
    trouble: str
    tried: int
    uses: tuple[Use, ...]


def case(kind: Kind, number: int, folder: Path) -> Case | None:
    """Draw a project, train and diagnose it, try what is offered, and judge what is shown as better by fresh rows and
    seeds. None where the rows that were drawn cannot be used, as they are all of one class."""
    rng = np.random.default_rng([number, 2, *kind.name.encode()])
    name = f"{kind.name} {number}"
    project, trouble = drawn_project(kind, rng, folder / f"{name.replace(' ', '_')}.csv")
    training = Training(project)
    try:
        reasons = [progress.reason for progress in training.run() if isinstance(progress, Finished)]
    except UserError:
        return None
    found = examine(project, training.records, reasons[-1], project)
    state = found.diagnosis.state
    if not found.remedies or too_long(training.records, project):
        return Case(name, state, trouble, 0, ())
    trials = in_order(tried(project, found.remedies))
    uses, truths = list[Use](), dict[str, float]()
    for place, one in enumerate(trials):
        by = one.remedy.judged_by
        if one.helps:
            if by not in truths:
                truths[by] = expected(kind, number, project, by)
            after = expected(kind, number, one.remedy.edit(project), by)
            rows = len(prepare(project.data).validation)
            uses.append(Use(name, state, trouble, one, place == 0, truths[by], after, rows))
    return Case(name, state, trouble, len(trials), tuple(uses))


def expected(kind: Kind, number: int, project: Project, judged_by: str) -> float:
    """The mean of networks with seeds that no trial has used, judged on fresh rows at the end of their trainings."""
    prepared = prepare(project.data)
    features, targets = kind.drawn(FRESH_ROWS, np.random.default_rng([number, 3, *kind.name.encode()]))
    seen = ((features - prepared.shift) / prepared.scale).astype(np.float32)
    wanted = targets if kind.classes else ((targets[:, None] - prepared.target_shift) / prepared.target_scale)
    fresh = Part(seen, wanted.astype(np.int64 if kind.classes else np.float32), np.arange(FRESH_ROWS))
    seeds = range(FIRST_FRESH, FIRST_FRESH + FRESH_SEEDS)
    with RngScope("cpu"):
        found = [value for judged in _judged(project, prepared, fresh, seeds) for value in judged]
    if judged_by == "balanced accuracy":
        return fmean(
            fmean(float((1 - right[targets == one]).mean()) for one in range(kind.classes)) for _, right in found
        )
    losses = fmean(float(losses.mean()) for losses, _ in found) * (
        1.0 if kind.classes else prepared.target_scale.item() ** 2
    )
    return losses if math.isfinite(losses) else math.inf


def _judged(project: Project, prepared: Prepared, fresh: Part, seeds: Sequence[int]) -> Iterator[Array]:
    """What networks make of the fresh rows, (networks, 2, rows): all at once where that can be done."""
    factory = NetworkFactory(project, prepared.signature, "cpu")
    wanted = objective(factory.check, project.training, prepared.training.targets)
    rows = rows_on_device(factory.check, fresh, wanted, "cpu")
    if factory.can_stack and project.training.patience is None:
        zero, one = np.asarray(0.0), np.asarray(1.0)
        draws = [
            Draw(seed, prepared.training, zero, one, zero, one, fresh.features[:1], fresh.targets) for seed in seeds
        ]
        group = VmapEnsemble(factory, draws)
        for _ in range(project.training.epochs):
            deque(group.epoch(), maxlen=0)
        yield group.judged(rows).numpy()
        return
    for seed in seeds:
        training = Training(edits.set_training(project, seed=seed), prepared=prepared)
        deque(training.run(), maxlen=0)
        assert training.network is not None
        training.network.eval()
        with torch.inference_mode():
            outputs = factory.criterion.outputs(training.network(*rows.inputs))
            yield factory.judged(factory.criterion, outputs, rows.targets)[None].numpy()


Layers = list[tuple[str, dict[str, Any]]]


def drawn_project(kind: Kind, rng: np.random.Generator, file: Path) -> tuple[Project, str]:
    """A network and settings as people choose them, on 20 to 300 training rows; half of them with something that holds
    learning back, which is named."""
    training, share = round(float(np.exp(rng.uniform(np.log(20), np.log(300))))), float(rng.choice([0.25, 0.3, 0.5]))
    _write(kind, max(training + 8, round(training / (1 - share))), rng, file)
    widths = [(4,), (8,), (16,), (32,), (64,), (16, 16), (32, 32), (64, 64)][rng.integers(8)]
    bend, trouble = str(rng.choice(["relu", "relu", "tanh"])), str(rng.choice(TROUBLES))
    trouble = "" if trouble == "softmax" and not kind.classes else trouble
    if trouble == "sigmoids":
        widths, bend = (16, 16, 16, 16), "sigmoid"
    layers = Layers()
    for width in widths:
        layers.append(("dense", {"units": width}))
        layers += [(bend, {})] if trouble != "no activation" else []
        layers += [("dropout", {"rate": float(rng.choice([0.6, 0.8]))})] if trouble == "dropout" else []
    layers.append(("dense", {"units": kind.classes or 1}))
    layers += [("softmax", {})] if trouble == "softmax" else []
    project = edits.set_dataset(in_a_line(layers), dataset_types()["csv"].parse({"path": str(file)}))
    noise = {"label_noise": 0.3 if kind.classes else 1.0} if trouble == "noise" else {}
    project = edits.set_data(project, validation=share, split_seed=int(rng.integers(1000)), **noise)
    if trouble == "few rows":
        project = edits.set_data(project, training_rows=max(10, training // 4))
    optimizer, rate = [("adam", 0.01), ("adam", 0.01), ("adam", 0.003), ("sgd", 0.1), ("adamw", 0.01)][rng.integers(5)]
    settings: dict[str, Any] = {
        "optimizer": optimizer,
        "learning_rate": rate,
        "epochs": int(rng.choice([20, 50, 100, 200, 200])),
        "batch_size": int(rng.choice([16, 32, 32, 64])),
        "patience": [None, None, None, 15][rng.integers(4)],
        "seed": int(rng.integers(900)),
    }
    troubled: dict[str, dict[str, Any]] = {
        "clipping": {"gradient_clip": 0.003, "optimizer": "sgd", "learning_rate": 0.1},
        "weight decay": {"weight_decay": 0.1},
        "fading rate": {"decay": "exponential", "decay_factor": 0.8},
        "small rate": {"learning_rate": rate / 20},
        "large rate": {"optimizer": "sgd", "learning_rate": 3.0},
    }
    return edits.set_training(project, device="cpu", **settings | troubled.get(trouble, {})), trouble


TROUBLES = [
    *[""] * 11,
    "dropout",
    "clipping",
    "weight decay",
    "fading rate",
    "small rate",
    "large rate",
    "softmax",
    "sigmoids",
    "no activation",
    "noise",
    "few rows",
]
"""What holds learning back, as often as it is drawn; nothing in half of the projects."""


def _write(kind: Kind, rows: int, rng: np.random.Generator, file: Path) -> None:
    features, targets = kind.drawn(rows, rng)
    lines = [",".join([*(f"x{column + 1}" for column in range(kind.features)), "y"])]
    for row, target in zip(features.tolist(), targets.tolist(), strict=True):
        lines.append(",".join([*map(repr, row), f"c{target}" if kind.classes else repr(target)]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
