"""Train a neural network on Moons: two interleaving half circles, one class each.

A wide network and only 40 noisy points to learn from. At first both losses fall.
Then the training loss keeps falling to zero, while the validation loss turns and
rises: the network memorizes the noise.

To try: go back to the best epoch, allow all 200 training rows, make the wide layer
smaller, or add weight decay.

Drawn in NetBuilder. To train it:

    python THIS_FILE.py --history history.csv
"""

import argparse
import csv
import math
import os
import random
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from sklearn.datasets import make_moons  # type: ignore[import-untyped]

Rows = tuple[torch.Tensor, torch.Tensor]
History = list[tuple[int, float, float]]

BATCH_SIZE = 2


def moons(rows: int, noise: float, seed: int):
    """Two interleaving half circles: features (rows, 2), class numbers (rows,)."""
    features, classes = make_moons(n_samples=rows, noise=noise, random_state=seed)
    return features, classes


def part_sizes(rows: int, validation: float, test: float) -> tuple[int, int]:
    """How many rows validate and how many test: at least one where there is a share."""
    validating = max(1, round(rows * validation)) if validation else 0
    return validating, max(1, round(rows * test)) if test else 0


def shuffled_split(
    targets,
    validation: float,
    test: float,
    seed: int,
) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, drawn blindly."""
    rows = list(range(len(targets)))
    random.Random(seed).shuffle(rows)
    first, testing = part_sizes(len(rows), validation, test)
    second = first + testing
    return rows[second:], rows[:first], rows[first:second]


def z_score(training):
    """Shift and scale that give each feature in training mean 0 and deviation 1."""
    shift = training.mean(axis=0)
    scale = training.std(axis=0)
    constant = training.min(axis=0) == training.max(axis=0)
    scale[constant | (scale == 0)] = 1.0
    return shift, scale


def load_data(device: str) -> tuple[Rows, Rows]:
    """Features and targets of the training and validation rows."""
    features, targets = moons(rows=400, noise=0.3, seed=3)
    training, validation, _ = shuffled_split(targets, validation=0.5, test=0.0, seed=1)
    training = training[:40]
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
        self.dense_1 = torch.nn.Linear(2, 256)
        self.relu_1 = torch.nn.ReLU()
        self.dense_2 = torch.nn.Linear(256, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.dense_1(x)
        x = self.relu_1(x)
        return self.dense_2(x)


def loss_of(
    network: Network,
    features: torch.Tensor,
    targets: torch.Tensor,
) -> torch.Tensor:
    """Cross-entropy of the network's outputs, the mean over the rows."""
    return torch.nn.functional.cross_entropy(network(features), targets)


@torch.inference_mode()
def evaluate(network: Network, features: torch.Tensor, targets: torch.Tensor) -> float:
    """The mean loss of the rows, with the network in evaluation mode."""
    network.eval()
    return loss_of(network, features, targets).item()


def train(
    network: Network,
    training: Rows,
    validation: Rows,
    epochs: int,
    seed: int,
) -> History:
    """Train, and leave the network with the weights of its best epoch."""
    features, targets = training
    parameters = list(network.parameters())
    optimizer = torch.optim.Adam(parameters, lr=0.001, fused=True)
    batches = torch.Generator().manual_seed(seed)
    history: History = []
    best_epoch, best_loss, best = 0, math.inf, network.state_dict()
    for epoch in range(1, epochs + 1):
        network.train()
        order = torch.randperm(len(features), generator=batches).to(features.device)
        shuffled = features[order], targets[order]
        for batch in zip(*(part.split(BATCH_SIZE) for part in shuffled), strict=True):
            for parameter in parameters:
                parameter.grad = None  # zero_grad(), but quicker
            loss_of(network, *batch).backward()
            optimizer.step()
        train_loss = evaluate(network, *training)
        validation_loss = evaluate(network, *validation)
        if not math.isfinite(train_loss + validation_loss):
            print(f"{epoch}: the loss is no longer a number")
            break
        history.append((epoch, train_loss, validation_loss))
        if validation_loss < best_loss:
            best_epoch, best_loss = epoch, validation_loss
            best = {name: value.clone() for name, value in network.state_dict().items()}
        if epoch in (1, epochs) or epoch % math.ceil(epochs / 20) == 0:
            print(f"{epoch}: loss {train_loss:.4f}, validation {validation_loss:.4f}")
    network.load_state_dict(best)
    if best_epoch:
        print(f"best: epoch {best_epoch}, validation loss {best_loss:.4f}")
    return history


@torch.inference_mode()
def predict(network: Network, features: torch.Tensor) -> torch.Tensor:
    """What the network puts out for normalized features, in evaluation mode."""
    network.eval()
    return network(features)


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
    devices = ("auto", "cpu", "cuda", "mps")
    parser = argparse.ArgumentParser(description="Train the network.")
    parser.add_argument("--epochs", type=int, default=400)
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
    options = parser.parse_args()
    if options.epochs < 0:
        parser.error(f"--epochs must be 0 or more, not {options.epochs}")
    if not 0 <= options.seed < 2**32:
        parser.error(f"--seed must be from 0 to {2**32 - 1}, not {options.seed}")
    if options.device not in ("auto", "cpu", fastest_device()):
        parser.error(
            f"--device {options.device} is not here: torch finds none; choose auto or cpu",
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
    device = fastest_device() if options.device == "auto" else options.device
    torch.set_num_threads(thread_count())
    torch.set_flush_denormal(True)  # denormal numbers are slow to compute with
    training, validation = load_data(device)
    torch.manual_seed(options.seed)
    network = Network().to(device)
    if options.weights:
        network.load_state_dict(read_weights(options.weights, network.state_dict()))
    history = train(network, training, validation, options.epochs, options.seed)
    report("validation", network, validation)
    if options.history:
        write_history(options.history, history)
    if options.plot:
        plot_losses(options.plot, history)


if __name__ == "__main__":
    main()
