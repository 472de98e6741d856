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

import keras  # type: ignore[import-untyped]
import numpy
import tensorflow as tf  # type: ignore[import-untyped]
from safetensors import SafetensorError
from safetensors.numpy import load_file
from sklearn.datasets import make_moons  # type: ignore[import-untyped]

Rows = tuple[numpy.ndarray, numpy.ndarray]
History = list[tuple[int, float, float]]

BATCH_SIZE = 2
PIECE = 4096  # rows that are measured at once


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


def load_data() -> tuple[Rows, Rows]:
    """Features and targets of the training and validation rows."""
    features, targets = moons(rows=400, noise=0.3, seed=3)
    training, validation, _ = shuffled_split(targets, validation=0.5, test=0.0, seed=1)
    training = training[:40]
    shift, scale = z_score(features[training])
    features = (features - shift) / scale
    features = numpy.asarray(features, dtype="float32")
    targets = numpy.asarray(targets, dtype="int64")
    return (
        (features[training], targets[training]),
        (features[validation], targets[validation]),
    )


def uniform(fan_in: int) -> dict[str, Any]:
    """PyTorch's starting values: kernel and bias uniform within ±1/√fan_in."""
    limit = fan_in**-0.5
    names = ("kernel_initializer", "bias_initializer")
    return {name: keras.initializers.RandomUniform(-limit, limit) for name in names}


def build_network() -> keras.Model:
    """The network, with starting values as PyTorch draws them."""
    inputs = keras.Input((2,))
    x = keras.layers.Dense(256, **uniform(2), name="dense_1")(inputs)
    x = keras.layers.ReLU(name="relu_1")(x)
    outputs = keras.layers.Dense(2, **uniform(256), name="dense_2")(x)
    return keras.Model(inputs, outputs)


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


def load_weights(network: keras.Model, path: str) -> None:
    """Start from the weights in a safetensors file, named as Keras names them."""
    variables = {variable.path: variable for variable in network.weights}
    for name, value in read_weights(path, variables).items():
        variables[name].assign(value)


class Adam(keras.optimizers.Adam):
    """Adam as PyTorch steps: the bias is corrected in 64 bits, epsilon is added after that."""

    def update_step(self, gradient, variable, learning_rate):
        place = self._get_variable_index(variable)
        mean, square = self._momentums[place], self._velocities[place]
        steps = keras.ops.cast(self.iterations + 1, "float64")
        first = keras.ops.cast(1 - self.beta_1**steps, "float32")
        second = keras.ops.cast(1 - self.beta_2**steps, "float32")
        self.assign_add(mean, (1 - self.beta_1) * (gradient - mean))
        self.assign_add(
            square,
            (1 - self.beta_2) * (keras.ops.square(gradient) - square),
        )
        root = keras.ops.sqrt(square / second) + self.epsilon
        self.assign_sub(variable, learning_rate * mean / first / root)


def loss_of(outputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """The loss of the network's outputs, the mean over the rows."""
    return keras.losses.SparseCategoricalCrossentropy(
        from_logits=True,
    )(targets, outputs)


def evaluate(network: keras.Model, rows: Rows) -> float:
    """The mean loss of some rows, with the network in evaluation mode."""
    losses = []
    for at in range(0, len(rows[0]), PIECE):
        piece = [part[at : at + PIECE] for part in rows]
        losses.append(float(measure(network, *piece)) * len(piece[0]))
    return math.fsum(losses) / len(rows[0])


@tf.function(reduce_retracing=True)
def measure(network: keras.Model, features: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """The mean loss of rows that fit in memory together."""
    return loss_of(network(features, training=False), targets)


@tf.function(reduce_retracing=True)
def learn(
    network: keras.Model,
    optimizer: keras.optimizers.Optimizer,
    features: tf.Tensor,
    targets: tf.Tensor,
) -> None:
    """One step: the loss of a batch, its gradient, new weights."""
    with tf.GradientTape() as tape:
        loss = loss_of(network(features, training=True), targets)
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply(gradients, network.trainable_variables)


def train(
    network: keras.Model,
    training: Rows,
    validation: Rows,
    epochs: int,
    seed: int,
) -> History:
    """Train, and leave the network with the weights of its best epoch."""
    features, targets = training
    optimizer = Adam(0.001, epsilon=1e-08)
    optimizer.build(network.trainable_variables)
    batches = numpy.random.default_rng(seed)
    history: History = []
    best_epoch, best_loss, best = 0, math.inf, network.get_weights()
    for epoch in range(1, epochs + 1):
        order = batches.permutation(len(features))
        for start in range(0, len(order), BATCH_SIZE):
            rows = order[start : start + BATCH_SIZE]
            learn(network, optimizer, features[rows], targets[rows])
        train_loss = evaluate(network, training)
        validation_loss = evaluate(network, validation)
        if not math.isfinite(train_loss + validation_loss):
            print(f"{epoch}: the loss is no longer a number")
            break
        history.append((epoch, train_loss, validation_loss))
        if validation_loss < best_loss:
            best_epoch, best_loss = epoch, validation_loss
            best = network.get_weights()
        if epoch in (1, epochs) or epoch % math.ceil(epochs / 20) == 0:
            print(f"{epoch}: loss {train_loss:.4f}, validation {validation_loss:.4f}")
    network.set_weights(best)
    if best_epoch:
        print(f"best: epoch {best_epoch}, validation loss {best_loss:.4f}")
    return history


def report(name: str, network: keras.Model, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    features, targets = rows[:2]
    right = network.predict(features, verbose=0).argmax(axis=1) == targets
    largest = numpy.bincount(targets).max() / len(targets)
    recalls = {
        number: right[targets == number].mean() for number in numpy.unique(targets)
    }
    print(f"{name}: loss {evaluate(network, rows):.4f}, accuracy {right.mean():.4f}")
    print(f"{name}: balanced accuracy {sum(recalls.values()) / len(recalls):.4f}")
    print(
        f"{name}: recall by class",
        ", ".join(f"{number}: {recall:.4f}" for number, recall in recalls.items()),
    )
    print(f"{name}: the largest class alone has a share of {largest:.4f}")


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
    devices = ("auto", "cpu")
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
    if options.device == "cpu":
        tf.config.set_visible_devices([], "GPU")
    training, validation = load_data()
    keras.utils.set_random_seed(options.seed)
    network = build_network()
    if options.weights:
        load_weights(network, options.weights)
    history = train(network, training, validation, options.epochs, options.seed)
    report("validation", network, validation)
    if options.history:
        write_history(options.history, history)
    if options.plot:
        plot_losses(options.plot, history)


if __name__ == "__main__":
    main()
