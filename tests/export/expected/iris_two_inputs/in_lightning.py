"""Train a neural network on Iris: 150 iris flowers of three species, measured in four
ways (Fisher, 1936).

A network with two inputs: the lengths of the sepals enter above, those of the
petals below, and both paths are joined.

To try: remove one of the paths, and the Concatenate after it. Which of the two
knows more about the species? It is the petals.

Drawn in NetBuilder. To train it:

    python THIS_FILE.py --history history.csv
"""

import argparse
import array
import csv
import math
import os
import random
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import lightning
import numpy
import torch
from lightning.pytorch.utilities import rank_zero_only
from lightning.pytorch.utilities.exceptions import MisconfigurationException
from safetensors import SafetensorError
from safetensors.torch import load_file
from sklearn.datasets import load_iris  # type: ignore[import-untyped]

Rows = tuple[torch.Tensor, torch.Tensor]
History = list[tuple[int, float, float]]

BATCH_SIZE = 16


def iris():
    """Iris flowers: four lengths in centimetres (150, 4), species numbers (150,)."""
    features, classes = load_iris(return_X_y=True)
    return features, classes


def part_sizes(rows: int, validation: float, test: float) -> tuple[int, int]:
    """How many rows validate and how many test: at least one where there is a share."""
    validating = max(1, round(rows * validation)) if validation else 0
    return validating, max(1, round(rows * test)) if test else 0


def stratified_split(
    targets,
    validation: float,
    test: float,
    seed: int,
) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, with the same share of each class.

    The classes take turns, so that the first rows of a part have these shares too.
    """
    order = array.array("q", range(len(targets)))
    random.Random(seed).shuffle(order)
    rows = numpy.frombuffer(order, numpy.int64)
    _, counts = numpy.unique(targets, return_counts=True)
    by_class = rows[numpy.argsort(targets[rows], kind="stable")]
    parts: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    for group in numpy.split(by_class, numpy.cumsum(counts)[:-1]):
        first, testing = part_sizes(len(group), validation, test)
        second = first + testing
        shares = (group[second:], group[:first], group[first:second])
        for part, share in zip(parts, shares, strict=True):
            part.append((share, (numpy.arange(len(share)) + 0.5) / len(share)))
    for part in parts:
        row, turn = map(numpy.concatenate, zip(*part, strict=True))
        part[:] = row[numpy.lexsort((row, turn))].tolist()
    return parts


def z_score(training):
    """Shift and scale that give each feature in training mean 0 and deviation 1."""
    shift = training.mean(axis=0)
    scale = training.std(axis=0)
    constant = training.min(axis=0) == training.max(axis=0)
    scale[constant | (scale == 0)] = 1.0
    return shift, scale


def load_data(device: str) -> tuple[Rows, Rows]:
    """Features and targets of the training and validation rows."""
    features, targets = iris()
    training, validation, _ = stratified_split(
        targets,
        validation=0.3,
        test=0.0,
        seed=0,
    )
    shift, scale = z_score(features[training])
    features = (features - shift) / scale
    features = torch.as_tensor(features, dtype=torch.float32, device=device)
    targets = torch.as_tensor(targets, dtype=torch.int64, device=device)
    return (
        (features[training], targets[training]),
        (features[validation], targets[validation]),
    )


class Network(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.dense_1 = torch.nn.Linear(2, 8)
        self.relu_1 = torch.nn.ReLU()
        self.dense_2 = torch.nn.Linear(2, 8)
        self.relu_2 = torch.nn.ReLU()
        self.dense_3 = torch.nn.Linear(16, 3)

    def forward(self, sepals: torch.Tensor, petals: torch.Tensor) -> torch.Tensor:
        x = self.dense_1(sepals)
        relu_1 = self.relu_1(x)
        x = self.dense_2(petals)
        x = self.relu_2(x)
        x = torch.cat((relu_1, x), dim=1)
        return self.dense_3(x)


def loss_of(
    network: Network,
    features: torch.Tensor,
    targets: torch.Tensor,
) -> torch.Tensor:
    """Cross-entropy of the network's outputs, the mean over the rows."""
    return torch.nn.functional.cross_entropy(
        network(features[:, 0:2].contiguous(), features[:, 2:4].contiguous()),
        targets,
    )


@torch.inference_mode()
def evaluate(network: Network, features: torch.Tensor, targets: torch.Tensor) -> float:
    """The mean loss of the rows, with the network in evaluation mode."""
    network.eval()
    return loss_of(network, features, targets).item()


class Batches(torch.utils.data.Sampler[torch.Tensor]):
    """Row numbers of each batch, in a new order every epoch; of several processes, each gets its share of a batch."""

    def __init__(self, rows: int, seed: int, process: int, processes: int) -> None:
        self.rows, self.process, self.processes = rows, process, processes
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self) -> int:
        return math.ceil(self.rows / BATCH_SIZE)

    def __iter__(self) -> Iterator[torch.Tensor]:
        order = torch.randperm(self.rows, generator=self.generator)
        for rows in order.split(BATCH_SIZE):
            share = rows[self.process :: self.processes]
            yield share if len(share) else rows[:1]


class Task(lightning.LightningModule):
    """The network with what it learns from, its loss and its optimizer."""

    def __init__(
        self,
        network: Network,
        training: Rows,
        validation: Rows,
        epochs: int,
        seed: int,
    ) -> None:
        super().__init__()
        self.network, self.epochs, self.seed = network, epochs, seed
        self.training_rows = training
        self.measured_rows, self.validation_rows = training, validation
        self.history: History = []
        self.best_epoch, self.best_loss, self.best = 0, math.inf, network.state_dict()

    def train_dataloader(self) -> torch.utils.data.DataLoader:
        trainer = self.trainer
        rows = torch.utils.data.TensorDataset(*self.training_rows)
        batches = Batches(len(rows), self.seed, trainer.global_rank, trainer.world_size)
        return torch.utils.data.DataLoader(
            rows,
            sampler=batches,
            batch_size=None,
            generator=torch.Generator(),
        )

    def val_dataloader(self) -> torch.utils.data.DataLoader:
        rows = torch.utils.data.TensorDataset(*self.validation_rows)
        return torch.utils.data.DataLoader(
            rows,
            batch_size=len(rows),
            generator=torch.Generator(),
        )

    def training_step(self, batch: Rows, number: int) -> torch.Tensor:
        trainer, left = self.trainer, len(self.training_rows[0]) - number * BATCH_SIZE
        whole = min(BATCH_SIZE, left)
        share = len(range(trainer.global_rank, whole, trainer.world_size))
        weight = share * trainer.world_size / whole  # 1 in a single process
        return weight * loss_of(self.network, *batch)

    def validation_step(self, batch: Rows, number: int) -> None:
        loss = loss_of(self.network, *batch)
        self.log("validation_loss", loss, batch_size=len(batch[0]))

    def configure_optimizers(self):
        return torch.optim.Adam(self.network.parameters(), lr=0.01, fused=True)

    def on_train_epoch_end(self) -> None:
        epoch = self.current_epoch + 1
        training = (part.to(self.device) for part in self.measured_rows)
        train_loss = evaluate(self.network, *training)
        self.network.train()
        validation_loss = self.trainer.callback_metrics["validation_loss"].item()
        if not math.isfinite(train_loss + validation_loss):
            self.print(f"{epoch}: the loss is no longer a number")
            self.trainer.should_stop = True
            return
        self.history.append((epoch, train_loss, validation_loss))
        if validation_loss < self.best_loss:
            self.best_epoch, self.best_loss = epoch, validation_loss
            state = self.network.state_dict().items()
            self.best = {name: value.clone() for name, value in state}
        if epoch == 1 or epoch % math.ceil(self.epochs / 20) == 0:
            self.print(
                f"{epoch}: loss {train_loss:.4f}, validation {validation_loss:.4f}",
            )


def train(
    network: Network,
    training: Rows,
    validation: Rows,
    epochs: int,
    seed: int,
    **devices: Any,
) -> History:
    """Train, and leave the network with the weights of its best epoch."""
    network.train()
    task = Task(network, training, validation, epochs, seed)
    try:
        trainer = lightning.Trainer(
            max_epochs=epochs,
            num_sanity_val_steps=0,
            use_distributed_sampler=False,
            sync_batchnorm=True,
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
            **devices,
        )
    except (MisconfigurationException, TypeError, ValueError) as error:
        stop(f"Lightning cannot train on these devices: {error}")
    trainer.fit(task)
    network.load_state_dict(task.best)
    network.to(training[0].device)
    if task.best_epoch:
        epoch, loss = task.best_epoch, task.best_loss
        task.print(f"best: epoch {epoch}, validation loss {loss:.4f}")
    return task.history


@torch.inference_mode()
def predict(network: Network, features: torch.Tensor) -> torch.Tensor:
    """What the network puts out for normalized features, in evaluation mode."""
    network.eval()
    return network(features[:, 0:2].contiguous(), features[:, 2:4].contiguous())


def report(name: str, network: Network, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    features, targets = rows[:2]
    chosen = predict(network, features).argmax(1)
    right = (chosen == targets).float()
    largest = targets.bincount().max().item() / len(targets)
    recalls = {
        number: right[targets == number].mean().item()
        for number in targets.unique().tolist()
    }
    print(f"{name}: loss {evaluate(network, *rows):.4f}, accuracy {right.mean():.4f}")
    print(f"{name}: balanced accuracy {sum(recalls.values()) / len(recalls):.4f}")
    print(
        f"{name}: recall by class",
        ", ".join(f"{number}: {recall:.4f}" for number, recall in recalls.items()),
    )
    print(f"{name}: the largest class alone has a share of {largest:.4f}")


def thread_count() -> int:
    """How many threads to compute with: all cores but one, which stays free."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)) - 1)
    return max(1, (os.cpu_count() or 1) - 1)


def fastest_device() -> str:
    """The fastest device that torch finds on this machine."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def stop(reason: str) -> NoReturn:
    """End as for a wrong option: with one line and exit code 2."""
    print(f"error: {reason}", file=sys.stderr)
    sys.exit(2)


def read_weights(path: str, own: dict[str, Any]) -> dict[str, Any]:
    """The weights in a safetensors file, which must be those of the network."""
    try:
        weights = load_file(path)
    except (OSError, SafetensorError) as error:
        stop(f"{path} is not a safetensors file that can be read: {error}")
    for name in [*own, *weights]:
        here, there = (
            tuple(each[name].shape) if name in each else "missing"
            for each in (own, weights)
        )
        if here != there:
            stop(f"{path}: {name} is {there} in it, but {here} in this network")
    return weights


def write_history(path: str, history: History) -> None:
    """Write the losses of every epoch as a CSV file."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("epoch", "train_loss", "validation_loss"))
        writer.writerows(history)


def plot_losses(path: str, history: History) -> None:
    """Draw the losses of every epoch as a picture."""
    from matplotlib.figure import Figure

    epochs = [epoch for epoch, _, _ in history]
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.plot(epochs, [loss for _, loss, _ in history], label="training")
    axes.plot(epochs, [loss for _, _, loss in history], "--", label="validation")
    axes.set(xlabel="epoch", ylabel="loss")
    axes.legend()
    figure.savefig(path)


def picture_suffixes() -> set[str]:
    """The suffixes of the files that matplotlib draws; it adds one to a name that has none."""
    from matplotlib.figure import Figure

    return {"", *(f".{suffix}" for suffix in Figure().canvas.get_supported_filetypes())}


def file_to_read(path: str) -> str:
    """The path of a file that is there."""
    if not Path(path).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {path!r}")
    return path


def file_to_write(path: str) -> str:
    """A path at which a file can be written."""
    place = Path(path)
    there = place if place.exists() else place.parent
    if place.is_dir() or not os.access(there, os.W_OK):
        raise argparse.ArgumentTypeError(f"no file can be written at {path!r}")
    return path


def parse_options() -> argparse.Namespace:
    """The options of the command line, checked before anything is trained."""
    devices = ("auto", "cpu", "gpu", "mps")
    parser = argparse.ArgumentParser(description="Train the network.")
    parser.add_argument("--epochs", type=int, default=80)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", choices=devices, default="auto")
    parser.add_argument(
        "--history",
        type=file_to_write,
        metavar="FILE.csv",
        help="write the losses",
    )
    parser.add_argument(
        "--plot",
        type=file_to_write,
        metavar="FILE.png",
        help="draw the losses",
    )
    parser.add_argument(
        "--weights",
        type=file_to_read,
        metavar="FILE.safetensors",
        help="start from them",
    )
    parser.add_argument("--devices", default="auto", help="how many on this machine")
    parser.add_argument("--num-nodes", type=int, default=1, help="how many machines")
    parser.add_argument("--strategy", default="auto", help="such as ddp")
    options = parser.parse_args()
    if options.epochs < 0:
        parser.error(f"--epochs must be 0 or more, not {options.epochs}")
    if not 0 <= options.seed < 2**32:
        parser.error(f"--seed must be from 0 to {2**32 - 1}, not {options.seed}")
    if options.device in ("gpu", "mps") and fastest_device() == "cpu":
        parser.error(
            f"--device {options.device}: torch finds none here; choose auto or cpu",
        )
    if options.plot and find_spec("matplotlib") is None:
        parser.error("--plot needs matplotlib: python -m pip install matplotlib")
    if options.plot and Path(options.plot).suffix.lower() not in picture_suffixes():
        parser.error(
            f"--plot: matplotlib draws no {Path(options.plot).suffix} file; name one such as losses.png",
        )
    return options


def main() -> None:
    """Train with the options of the command line."""
    options = parse_options()
    torch.set_num_threads(thread_count())
    torch.set_flush_denormal(True)  # denormal numbers are slow to compute with
    training, validation = load_data("cpu")
    torch.manual_seed(options.seed)
    network = Network()
    if options.weights:
        network.load_state_dict(read_weights(options.weights, network.state_dict()))
    history = train(
        network,
        training,
        validation,
        options.epochs,
        options.seed,
        accelerator=options.device,
        devices=options.devices,
        num_nodes=options.num_nodes,
        strategy=options.strategy,
    )
    if getattr(rank_zero_only, "rank", 0):
        return  # the first of several processes reports
    report("validation", network, validation)
    if options.history:
        write_history(options.history, history)
    if options.plot:
        plot_losses(options.plot, history)


if __name__ == "__main__":
    main()
