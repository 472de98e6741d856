"""Train a neural network on Circles: a small circle inside a large one, one class
each.

Two classes need only one output: it gives the evidence for the second class, and
binary cross-entropy is its loss. Five hidden units are enough to close a boundary
around the inner circle.

To try: two hidden units. How many does a closed boundary need?

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

import numpy
import tensorflow as tf  # type: ignore[import-untyped]
from safetensors import SafetensorError
from safetensors.numpy import load_file
from sklearn.datasets import make_circles  # type: ignore[import-untyped]

Rows = tuple[numpy.ndarray, numpy.ndarray]
Params = dict[str, tf.Variable]
History = list[tuple[int, float, float]]
Memory = dict[str, tuple[tf.Variable, tf.Variable]]

BATCH_SIZE = 16
LEARNING_RATE = 0.05
PIECE = 1024  # rows that are measured at once


def circles(rows: int, noise: float, factor: float, seed: int):
    """A circle in a circle, their radii in the ratio ``factor``.

    Features (rows, 2), class numbers (rows,).
    """
    features, classes = make_circles(
        n_samples=rows,
        noise=noise,
        factor=factor,
        random_state=seed,
    )
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
    features, targets = circles(rows=400, noise=0.1, factor=0.5, seed=0)
    training, validation, _ = shuffled_split(targets, validation=0.5, test=0.0, seed=0)
    shift, scale = z_score(features[training])
    features = (features - shift) / scale
    features = numpy.asarray(features, dtype="float32")
    targets = numpy.asarray(targets, dtype="int64")
    return (
        (features[training], targets[training]),
        (features[validation], targets[validation]),
    )


def uniform_values(shape: tuple[int, ...], reach: float) -> tf.Tensor:
    """Random numbers between -reach and reach."""
    return tf.random.uniform(shape, -reach, reach)


def dense(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) -> tf.Tensor:
    """Every output is a weighted sum of all inputs; in a sequence, at each step
    separately.
    """
    return x @ tf.transpose(weight) + bias


def sigmoid(x: tf.Tensor) -> tf.Tensor:
    """Squeezes any number into the range from 0 to 1."""
    return tf.sigmoid(x)


def forward(params: Params, features: tf.Tensor) -> tf.Tensor:
    """What the network computes from rows of features."""
    x = dense(features, params["dense_1.weight"], params["dense_1.bias"])
    x = sigmoid(x)
    return dense(x, params["dense_2.weight"], params["dense_2.bias"])


def loss_of(outputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """The loss of the outputs, the mean over the rows."""
    logits = outputs[:, 0]
    product = logits * tf.cast(targets, tf.float32)
    difference = tf.where(logits > 0.0, logits, 0.0) - product
    total = difference + tf.math.log(1.0 + tf.exp(-tf.abs(logits)))
    return tf.reduce_mean(total, axis=0)


def starting_values() -> Params:
    """Every weight, drawn as PyTorch draws its own (not the same random numbers)."""
    params: Params = {}
    params["dense_1.weight"] = tf.Variable(uniform_values((5, 2), 2**-0.5))
    params["dense_1.bias"] = tf.Variable(uniform_values((5,), 2**-0.5))
    params["dense_2.weight"] = tf.Variable(uniform_values((1, 5), 5**-0.5))
    params["dense_2.bias"] = tf.Variable(uniform_values((1,), 5**-0.5))
    return params


def copied(params: Params) -> dict[str, numpy.ndarray]:
    """The weights as they are now."""
    return {name: weight.numpy() for name, weight in params.items()}


def set_values(params: Params, values: dict[str, numpy.ndarray]) -> None:
    """Give every weight a value."""
    for name, weight in params.items():
        weight.assign(values[name])


def gradients(params: Params, features: tf.Tensor, targets: tf.Tensor) -> Params:
    """The gradient of the loss for every weight that is learned."""
    learned = {name: value for name, value in params.items() if value.trainable}
    with tf.GradientTape() as tape:
        loss = loss_of(forward(params, features), targets)
    slopes = tape.gradient(loss, learned)
    return {name: tf.convert_to_tensor(slope) for name, slope in slopes.items()}


def empty_memory(params: Params) -> Memory:
    """What the optimizer keeps of every weight: mean and square."""
    return {
        name: (tf.Variable(tf.zeros_like(weight)), tf.Variable(tf.zeros_like(weight)))
        for name, weight in params.items()
    }


def update(
    params: Params,
    slopes: Params,
    memory: Memory,
    step: tf.Tensor,
    rate: tf.Tensor,
) -> None:
    """One step of Adam (Kingma and Ba, 2015)."""
    first = tf.cast(1 - 0.9**step, tf.float32)
    second = tf.cast(1 - 0.999**step, tf.float32)
    for name, slope in slopes.items():
        weight = params[name]
        mean, square = memory[name]
        mean.assign_add(0.1 * (slope - mean))
        square.assign_add(0.001 * (slope**2 - square))
        root = tf.sqrt(square) / tf.sqrt(second) + 1e-8
        weight.assign_sub(rate / first * mean / root)


@tf.function(reduce_retracing=True)
def learn(
    params: Params,
    memory: Memory,
    step: tf.Tensor,
    features: tf.Tensor,
    targets: tf.Tensor,
) -> None:
    """One step: the gradient on a batch, new weights."""
    slopes = gradients(params, features, targets)
    update(params, slopes, memory, step, LEARNING_RATE)


@tf.function(reduce_retracing=True)
def measure(params: Params, features: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
    """The mean loss of rows that fit in memory together."""
    return loss_of(forward(params, features), targets)


def evaluate(params: Params, rows: Rows) -> float:
    """The mean loss of some rows."""
    losses = []
    for at in range(0, len(rows[0]), PIECE):
        piece = [part[at : at + PIECE] for part in rows]
        losses.append(float(measure(params, *piece)) * len(piece[0]))
    return math.fsum(losses) / len(rows[0])


def train(
    params: Params,
    training: Rows,
    validation: Rows,
    epochs: int,
    seed: int,
) -> History:
    """Train, and leave the weights of the best epoch."""
    features, targets = training
    batches = numpy.random.default_rng(seed)
    memory = empty_memory(params)
    step = 0
    history: History = []
    best_epoch, best_loss, best = 0, math.inf, copied(params)
    for epoch in range(1, epochs + 1):
        order = batches.permutation(len(features))
        for start in range(0, len(order), BATCH_SIZE):
            rows = order[start : start + BATCH_SIZE]
            step += 1
            learn(
                params,
                memory,
                tf.constant(step, tf.float64),
                features[rows],
                targets[rows],
            )
        train_loss = evaluate(params, training)
        validation_loss = evaluate(params, validation)
        if not math.isfinite(train_loss + validation_loss):
            print(f"{epoch}: the loss is no longer a number")
            break
        history.append((epoch, train_loss, validation_loss))
        if validation_loss < best_loss:
            best_epoch, best_loss = epoch, validation_loss
            best = copied(params)
        if epoch in (1, epochs) or epoch % math.ceil(epochs / 20) == 0:
            print(f"{epoch}: loss {train_loss:.4f}, validation {validation_loss:.4f}")
    set_values(params, best)
    if best_epoch:
        print(f"best: epoch {best_epoch}, validation loss {best_loss:.4f}")
    return history


def predict(params: Params, features: numpy.ndarray) -> numpy.ndarray:
    """What the network puts out for some rows."""
    pieces = range(0, len(features), PIECE)
    outputs = [forward(params, features[at : at + PIECE]) for at in pieces]
    return numpy.concatenate(outputs)


def report(name: str, params: Params, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    targets = rows[1]
    right = (predict(params, rows[0])[:, 0] > 0) == targets
    largest = numpy.bincount(targets).max() / len(targets)
    recalls = {
        number: right[targets == number].mean() for number in numpy.unique(targets)
    }
    print(f"{name}: loss {evaluate(params, rows):.4f}, accuracy {right.mean():.4f}")
    print(f"{name}: balanced accuracy {sum(recalls.values()) / len(recalls):.4f}")
    print(
        f"{name}: recall by class",
        ", ".join(f"{number}: {recall:.4f}" for number, recall in recalls.items()),
    )
    print(f"{name}: the largest class alone has a share of {largest:.4f}")


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
    devices = ("auto", "cpu")
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
    tf.random.set_seed(options.seed)
    params = starting_values()
    if options.weights:
        set_values(params, read_weights(options.weights, params))
    history = train(params, training, validation, options.epochs, options.seed)
    report("validation", params, validation)
    if options.history:
        write_history(options.history, history)
    if options.plot:
        plot_losses(options.plot, history)


if __name__ == "__main__":
    main()
