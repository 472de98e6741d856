"""Real trainings whose state is known by construction: too few rows, too small a network, too high a rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter1d

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.diagnosis.diagnosis import State
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.baseline import baseline
from netbuilder.training.trainer import Training
from tests.drawing import in_a_line
from tests.perf.labelled_curves import Labelled

UNCERTAIN = (0.08, 0.2)
"""A family's state is what its runs are made to end in, but seeds differ. A run whose validation loss, smoothed by a
wide Gaussian, ends between these shares of its lowest point above it is between two states and is left out; so is
one that says the contrary of its family."""

Layers = tuple[tuple[str, dict[str, Any]], ...]


@dataclass(frozen=True)
class Family:
    """Trainings that differ in nothing but their seeds, and the state in which all of them must end."""

    name: str
    state: State
    dataset: str
    layers: Layers
    parameters: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)

    def run(self, seed: int) -> Labelled | None:
        """Train with this seed. None where this seed turned out between two states."""
        project = self.project(seed)
        prepared = prepare(project.data)
        training = Training(project, prepared=prepared)
        for _ in training.run():
            pass
        assert training.check is not None
        known = baseline(training.check, project, prepared)
        losses = np.array([record.validation_loss for record in training.records])
        calm = gaussian_filter1d(losses, sigma=max(1.0, 0.03 * len(losses)), mode="nearest")
        risen = calm[-1] / calm.min() - 1
        overfits, wanted = risen > UNCERTAIN[1], self.state == "overfitting"
        if self.state != "diverging" and (overfits != wanted or UNCERTAIN[0] < risen <= UNCERTAIN[1]):
            return None
        turn = 1 + int(calm.argmin()) if wanted else None
        return Labelled(self.name, self.state, tuple(training.records), known, turn)

    def project(self, seed: int) -> Project:
        """The project with this seed of weights, split and drawn points."""
        kind = dataset_types()[self.dataset]
        seeded = {"seed": seed} if "seed" in kind.model_fields else {}
        project = edits.set_dataset(in_a_line(self.layers), kind(**self.parameters, **seeded))
        project = edits.set_data(project, **{"validation": 0.5, **self.data, "split_seed": seed})
        return edits.set_training(project, **{"device": "cpu", **self.training, "seed": seed})


def dense(*units: int, between: str = "relu") -> Layers:
    """Dense layers of these widths with an activation between them."""
    layers: list[tuple[str, dict[str, Any]]] = []
    for width in units:
        layers += [("dense", {"units": width}), (between, {})]
    return tuple(layers[:-1])


def families() -> Iterator[Family]:
    """All families."""
    yield from _overfitting()
    yield from _fitting()
    yield from _underfitting()
    yield from _unfinished()


def _overfitting() -> Iterator[Family]:
    """Wide networks and a handful of noisy rows."""
    few = {"epochs": 200, "batch_size": 16, "learning_rate": 0.01}
    yield Family("moons, 30 rows", "overfitting", "moons", dense(64, 64, 2), {"rows": 400, "noise": 0.35},
                 {"training_rows": 30}, few)  # fmt: skip
    yield Family("circles, 30 rows", "overfitting", "circles", dense(64, 64, 2), {"rows": 400, "noise": 0.25},
                 {"training_rows": 30}, few)  # fmt: skip
    yield Family("random labels, 40 rows", "overfitting", "clusters", dense(128, 128, 2), {"rows": 400, "flip_y": 0.3},
                 {"training_rows": 40}, few)  # fmt: skip
    yield Family("blobs, 40 rows", "overfitting", "blobs", dense(64, 64, 3), {"rows": 400, "spread": 3.5},
                 {"training_rows": 40}, few)  # fmt: skip
    yield Family("iris, 15 rows", "overfitting", "iris", dense(256, 256, 3), {},
                 {"training_rows": 15, "split": "stratified", "validation": 0.2, "normalisation": "min-max"},
                 few)  # fmt: skip
    yield Family("diabetes, 30 rows", "overfitting", "diabetes", dense(128, 128, 1), {}, {"training_rows": 30}, few)
    yield Family("sine, 12 rows", "overfitting", "curve", dense(64, 64, 1, between="tanh"),
                 {"rows": 200, "noise": 0.5}, {"training_rows": 12},
                 {"epochs": 800, "batch_size": 16, "learning_rate": 0.005})  # fmt: skip


def _fitting() -> Iterator[Family]:
    """Enough rows for the network."""
    enough = {"epochs": 60, "batch_size": 32, "learning_rate": 0.01}
    yield Family("moons, 400 rows", "fits", "moons", dense(16, 2), {"rows": 800, "noise": 0.2}, {}, enough)
    yield Family("blobs, 300 rows", "fits", "blobs", dense(16, 3), {"rows": 600}, {}, enough)
    yield Family("circles, 400 rows", "fits", "circles", dense(16, 2), {"rows": 800}, {}, {**enough, "epochs": 100})
    yield Family("line, 200 rows", "fits", "line", dense(1), {"rows": 400}, {}, {**enough, "learning_rate": 0.05})
    yield Family("sine, 200 rows", "fits", "curve", dense(32, 1, between="tanh"), {"rows": 400}, {},
                 {**enough, "epochs": 150, "learning_rate": 0.02})  # fmt: skip
    yield Family("XOR, 400 rows", "fits", "xor", dense(16, 2), {"rows": 800}, {}, {**enough, "epochs": 100})
    yield Family("wine, weight decay", "fits", "wine", dense(16, 3), {}, {"split": "stratified"},
                 {**enough, "epochs": 80, "weight_decay": 0.01})  # fmt: skip
    yield Family("iris, small", "fits", "iris", dense(8, 3), {}, {"validation": 0.2, "split": "stratified"},
                 {**enough, "epochs": 150})  # fmt: skip


def _underfitting() -> Iterator[Family]:
    """No hidden layer, where no straight line will do; or weights that are not allowed to grow."""
    long = {"epochs": 60, "batch_size": 32, "learning_rate": 0.02}
    for name in ("xor", "circles", "spirals"):
        yield Family(f"{name}, a straight line", "underfitting", name, dense(2), {"rows": 600}, {}, long)
    yield Family("sine, a straight line", "underfitting", "curve", dense(1), {"rows": 400, "periods": 3.0}, {}, long)
    yield Family("moons, heavy decay", "underfitting", "moons", dense(16, 2), {"rows": 600}, {},
                 {**long, "weight_decay": 1.0})  # fmt: skip


def _unfinished() -> Iterator[Family]:
    """Stopped long before the end, or stepping too far."""
    slow = {"optimizer": "sgd", "epochs": 40, "batch_size": 32}
    yield Family("moons, slow", "learning", "moons", dense(16, 2), {"rows": 800}, {}, {**slow, "learning_rate": 0.005})
    yield Family("blobs, slow", "learning", "blobs", dense(16, 3), {"rows": 800}, {}, {**slow, "learning_rate": 0.005})
    yield Family("iris, slow", "learning", "iris", dense(16, 3), {}, {"validation": 0.2},
                 {**slow, "learning_rate": 0.02, "epochs": 100})  # fmt: skip
    yield Family("line, slow", "learning", "line", dense(1), {"rows": 400}, {}, {**slow, "learning_rate": 0.002})
    fast = {"optimizer": "sgd", "epochs": 100, "batch_size": 32}
    yield Family("line, too fast", "diverging", "line", dense(1), {"rows": 400, "slope": 5.0}, {},
                 {**fast, "learning_rate": 1.05})  # fmt: skip
    yield Family("diabetes, too fast", "diverging", "diabetes", dense(1), {}, {}, {**fast, "learning_rate": 0.4})
