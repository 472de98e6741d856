"""Real trainings on data of a known truth, each watched on 20,000 fresh rows and continued twice as long."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.baseline import Baseline, baseline
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Finished, Reason
from netbuilder.training.trainer import Training
from tests.drawing import in_a_line
from tests.perf.field_data import Array, Kind

FRESH_ROWS = 20_000
LOOKS = 100
"""About so often in a continued training the fresh rows are looked at."""


@dataclass(frozen=True)
class Watched:
    """One training. ``records``: as far as it went by its own settings; ``after``: the epochs that continued it.

    ``looked``: the epochs after which fresh rows were judged, (looks,); ``true_loss``: what it then lost on them,
    (looks,), in the units of the losses of the records. ``best``, ``constant``: the expected losses of the truth and of
    the best constant answer, likewise. ``baseline``: by
    what the program judges it, with other models that learned the same rows.
    """

    kind: str
    number: int
    project: Project
    records: tuple[EpochRecord, ...]
    after: tuple[EpochRecord, ...]
    ended: Reason
    looked: Array
    true_loss: Array
    best: float
    constant: float
    baseline: Baseline


def watched(kind: Kind, number: int, folder: Path) -> Watched:
    """Draw rows, a network and settings by a number, train, and continue; the rows are written into a folder as CSV."""
    rng = np.random.default_rng([number, *kind.name.encode()])
    project = _project(kind, rng, _written(kind, rng, folder / f"{kind.name.replace(' ', '_')}_{number}.csv"))
    prepared = prepare(project.data)
    features, targets = kind.drawn(FRESH_ROWS, np.random.default_rng([number, 1, *kind.name.encode()]))
    fresh = torch.from_numpy(((features - prepared.shift) / prepared.scale).astype(np.float32))
    unit = 1.0 if kind.classes else float(prepared.target_scale.item())
    wanted = torch.from_numpy(targets if kind.classes else _scaled(targets, prepared).astype(np.float32)[:, None])
    epochs = project.training.epochs
    longer = edits.set_training(project, epochs=2 * epochs, patience=None)
    training, step = Training(longer, prepared=prepared), max(1, 2 * epochs // LOOKS)
    looked, losses = list[int](), list[float]()
    for progress in training.run():
        if isinstance(progress, EpochDone) and (progress.record.epoch % step == 0 or progress.record.epoch == 1):
            looked.append(progress.record.epoch)
            losses.append(_loss(training.network, fresh, wanted))
    ended = progress.reason if isinstance(progress, Finished) else "completed"
    stop, reason = _own_end(training.records, project, ended)
    constant = _constant(kind, targets) / unit**2
    known = baseline(check(project.graph, prepared.signature), project, prepared, references=True)
    return Watched(
        kind.name, number, project, tuple(training.records[:stop]), tuple(training.records[stop:]), reason,
        np.array(looked), np.array(losses), float(kind.best_losses(features, targets).mean()) / unit**2, constant,
        known,
    )  # fmt: skip


def _own_end(records: list[EpochRecord], project: Project, ended: Reason) -> tuple[int, Reason]:
    """Where the training would have ended without being continued, and why."""
    best, patience = 0, project.training.patience
    for place, record in enumerate(records[: project.training.epochs]):
        if record.validation_loss < records[best].validation_loss:
            best = place
        if patience is not None and place - best >= patience:
            return place + 1, "early stopping"
    if len(records) < project.training.epochs:
        return len(records), ended
    return project.training.epochs, "completed"


def _loss(network: Any, fresh: torch.Tensor, wanted: torch.Tensor) -> float:
    network.eval()
    with torch.inference_mode():
        answer = network(fresh)
        if wanted.dtype == torch.int64:
            return float(torch.nn.functional.cross_entropy(answer, wanted))
        return float(torch.nn.functional.mse_loss(answer, wanted))


def _scaled(targets: Array, prepared: Prepared) -> Array:
    """Targets in the units that the network learns: z-scores of the training rows."""
    scaled: Array = (targets - prepared.target_shift) / prepared.target_scale
    return scaled.ravel()


def _constant(kind: Kind, targets: Array) -> float:
    if not kind.classes:
        return float(targets.var())
    shares = np.bincount(targets, minlength=kind.classes) / len(targets)
    return float(-(shares[shares > 0] * np.log(shares[shares > 0])).sum())


def _written(kind: Kind, rng: np.random.Generator, file: Path) -> tuple[Path, float]:
    """A table of 10 to 400 training rows, and the share that validates."""
    training = round(float(np.exp(rng.uniform(np.log(10), np.log(400)))))
    share = float(rng.choice([0.25, 0.25, 0.4, 0.5]))
    features, targets = kind.drawn(max(training + 5, round(training / (1 - share))), rng)
    names = [f"x{column + 1}" for column in range(kind.features)]
    lines = [",".join([*names, "y"])]
    for row, target in zip(features.tolist(), targets.tolist(), strict=True):
        lines.append(",".join([*(repr(value) for value in row), f"c{target}" if kind.classes else repr(target)]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file, share


def _project(kind: Kind, rng: np.random.Generator, table: tuple[Path, float]) -> Project:
    """A network and settings as people choose them: by no rule that the diagnosis could know."""
    file, share = table
    widths = [(), (4,), (8,), (16,), (32,), (128,), (32, 32), (64, 64), (128, 128)][rng.integers(9)]
    between = str(rng.choice(["relu", "relu", "tanh"]))
    layers: list[tuple[str, dict[str, Any]]] = []
    for width in widths:
        layers += [("dense", {"units": width}), (between, {})]
    if widths and rng.random() < 0.15:
        layers.append(("dropout", {"rate": float(rng.choice([0.2, 0.5]))}))
    project = in_a_line([*layers, ("dense", {"units": kind.classes or 1})])
    project = edits.set_dataset(project, dataset_types()["csv"].parse({"path": str(file)}))
    project = edits.set_data(project, validation=share, split_seed=int(rng.integers(1000)))
    optimizer, rate = [
        ("adam", 0.01), ("adam", 0.01), ("adam", 0.003), ("adam", 0.001), ("adam", 0.03),
        ("sgd", 0.03), ("sgd", 0.1), ("sgd", 0.5), ("sgd", 1.5), ("adamw", 0.01),
    ][rng.integers(10)]  # fmt: skip
    return edits.set_training(
        project,
        device="cpu",
        optimizer=optimizer,
        learning_rate=rate,
        batch_size=int(rng.choice([8, 16, 32, 32, 128])),
        epochs=int(rng.choice([20, 50, 100, 200, 200, 400])),
        weight_decay=float(rng.choice([0.0, 0.0, 0.0, 0.01])),
        patience=[None, None, None, 10, 25][rng.integers(5)],
        seed=int(rng.integers(1000)),
    )
