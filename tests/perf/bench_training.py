"""NetBuilder's training beside hand-written PyTorch, Lightning and Keras: the same network, the same data, one thread.

Ours includes what the others lack: the training loss recomputed at the end of each epoch, and the best weights kept.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from netbuilder.backends.torch.build import build
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.trainer import Training
from tests.perf.table import Measured, compared, show

RATE = 0.01
BATCH = 32


def drawn(*layers: tuple[str, dict[str, Any]]) -> Project:
    """A project with these layers in a row."""
    project, before = Project(), ""
    for kind, parameters in (("input", {}), *layers, ("output", {})):
        project, node = edits.add_node(project, layer_types()[kind](**parameters), (0.0, 0.0))
        if before:
            project = edits.connect(project, before, node)
        before = node
    return edits.set_training(project, learning_rate=RATE, batch_size=BATCH, optimizer="adam", device="cpu")


def small_project(epochs: int) -> Project:
    """2-64-64-2 on 1,600 training rows and 400 validation rows."""
    project = drawn(
        ("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2})
    )
    project = edits.set_dataset(project, dataset_types()["moons"].parse({"rows": 2000, "noise": 0.2}))
    return edits.set_training(edits.set_data(project, validation=0.2), epochs=epochs)


def image_project(epochs: int) -> Project:
    """Two convolutions with pooling on the 8×8 digits."""
    project = drawn(
        ("conv2d", {"filters": 32, "padding": "same"}),
        ("relu", {}),
        ("max_pool", {}),
        ("conv2d", {"filters": 64, "padding": "same"}),
        ("relu", {}),
        ("max_pool", {}),
        ("flatten", {}),
        ("dropout", {"rate": 0.2}),
        ("dense", {"units": 10}),
    )
    project = edits.set_dataset(project, dataset_types()["digits"].parse({"rows_as": "image"}))
    return edits.set_training(project, epochs=epochs)


class Small(nn.Module):
    """The small network as one writes it by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.last = nn.Linear(2, 64), nn.Linear(64, 64), nn.Linear(64, 2)
        self.relu = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.relu(self.first(x))
        x = self.relu(self.second(x))
        return self.last(x)


class Digits(nn.Module):
    """The convolutional network as one writes it by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding="same"),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding="same"),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(64 * 2 * 2, 10),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers(x)


def ours(project: Project, prepared: Prepared) -> Callable[[], object]:
    return lambda: list(Training(project, prepared=prepared).run())


def loaders(prepared: Prepared) -> tuple[DataLoader[Any], DataLoader[Any]]:
    training, validation = (
        TensorDataset(torch.from_numpy(part.features), torch.from_numpy(part.targets))
        for part in (prepared.training, prepared.validation)
    )
    return DataLoader(training, batch_size=BATCH, shuffle=True), DataLoader(validation, batch_size=BATCH)


def by_hand(
    make: Callable[[], nn.Module], prepared: Prepared, epochs: int, *, measures_training: bool = False
) -> Callable[[], object]:
    """The loop of every tutorial. ``measures_training``: after each epoch it measures the training rows, too, as the
    program does; else it adds up the losses of the batches while it learns."""

    def train() -> None:
        torch.manual_seed(0)
        network = make()
        optimizer, loss_of = torch.optim.Adam(network.parameters(), lr=RATE), nn.CrossEntropyLoss()
        training, validation = loaders(prepared)
        for _ in range(epochs):
            network.train()
            total = 0.0
            for features, targets in training:
                optimizer.zero_grad()
                loss = loss_of(network(features), targets)
                loss.backward()
                optimizer.step()
                total += loss.item() * len(features)
            network.eval()
            with torch.no_grad():
                for rows in (training, validation) if measures_training else (validation,):
                    sum(loss_of(network(features), targets).item() * len(features) for features, targets in rows)

    return train


def with_lightning(prepared: Prepared, epochs: int) -> Callable[[], object]:
    import logging

    import lightning

    class Module(lightning.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.network = Small()

        def training_step(self, batch: Any, _: int) -> torch.Tensor:
            loss = nn.functional.cross_entropy(self.network(batch[0]), batch[1])
            self.log("train_loss", loss, on_epoch=True, on_step=False)
            return loss

        def validation_step(self, batch: Any, _: int) -> None:
            self.log("validation_loss", nn.functional.cross_entropy(self.network(batch[0]), batch[1]))

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.Adam(self.parameters(), lr=RATE)

    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)

    def train() -> None:
        quiet: dict[str, Any] = {"logger": False, "enable_checkpointing": False, "enable_progress_bar": False}
        trainer = lightning.Trainer(max_epochs=epochs, accelerator="cpu", enable_model_summary=False, **quiet)
        trainer.fit(Module(), *loaders(prepared))

    return train


def with_keras(prepared: Prepared, epochs: int) -> Callable[[], object]:
    """The network is compiled once; what is timed are later calls of ``fit``, which find it traced."""
    import keras

    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(64, "relu"),
            keras.layers.Dense(64, "relu"),
            keras.layers.Dense(2),
        ]
    )
    network.compile(keras.optimizers.Adam(RATE), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    training, validation = prepared.training, prepared.validation

    def train() -> None:
        network.fit(
            training.features,
            training.targets,
            batch_size=BATCH,
            epochs=epochs,
            validation_data=(validation.features, validation.targets),
            verbose=0,
        )

    return train


def forward(calls_each: int = 100) -> Measured:
    """The live module, compiled from its printed source, against the one written by hand."""
    project = small_project(1)
    live = build(check(project.graph, project.data.dataset.signature())).eval()
    written, rows = Small().eval(), torch.randn(BATCH, 2)

    def calls(network: nn.Module) -> Callable[[], object]:
        def call() -> None:
            with torch.inference_mode():
                for _ in range(calls_each):
                    network(rows)

        return call

    return compared("forward of the drawn module / written by hand", calls(live), calls(written), 1.02, repeats=301)


def rows() -> Iterator[Measured]:
    """All comparisons, one after another."""
    torch.set_num_threads(1)
    project, epochs = small_project(20), 20
    prepared = prepare(project.data)
    mine = ours(project, prepared)
    yield compared("MLP 2-64-64-2, PyTorch by hand", mine, by_hand(Small, prepared, epochs), 0.6)
    images = image_project(5)
    pictures = prepare(images.data)
    yield compared("CNN on 8×8 digits, PyTorch by hand", ours(images, pictures), by_hand(Digits, pictures, 5), 1.05)
    yield forward()
    yield compared("MLP 2-64-64-2, Lightning", mine, with_lightning(prepared, epochs), 0.2, repeats=3)
    yield compared("MLP 2-64-64-2, Keras", mine, with_keras(prepared, epochs), 0.2, repeats=3)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(0 if show(rows()) else 1)
