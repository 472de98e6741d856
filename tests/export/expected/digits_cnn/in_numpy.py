"""Train a neural network on Digits 8×8: 1,797 handwritten digits of 8×8 pixels.

A branch with a skip connection: the lower path bypasses two convolutions and is
added to their output, so that they need to learn only what the first one missed.

To try: remove the skip connection, or set the dropout to 0 and to 0.8.

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
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import numpy
from safetensors import SafetensorError
from safetensors.numpy import load_file
from sklearn.datasets import load_digits  # type: ignore[import-untyped]

Array = numpy.ndarray
Rows = tuple[numpy.ndarray, numpy.ndarray]
Params = dict[str, Array]
History = list[tuple[int, float, float]]
Memory = dict[str, tuple[Array, Array]]

BATCH_SIZE = 32
LEARNING_RATE = 0.003
PIECE = 1024  # rows that are measured at once


def digit_images():
    """Handwritten digits: brightness 0 to 16 (1797, 1, 8, 8), digits (1797,)."""
    pixels, digits = load_digits(return_X_y=True)
    return pixels.reshape(-1, 1, 8, 8), digits


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


def global_min_max(training):
    """Shift and scale that bring the training rows as a whole between 0 and 1."""
    shift = training.min()
    scale = training.max() - shift
    return shift, scale if scale else 1.0


def load_data() -> tuple[Rows, Rows]:
    """Features and targets of the training and validation rows."""
    features, targets = digit_images()
    training, validation, _ = stratified_split(
        targets,
        validation=0.2,
        test=0.0,
        seed=0,
    )
    shift, scale = global_min_max(features[training])
    features = (features - shift) / scale
    features = numpy.asarray(features, dtype="float32")
    targets = numpy.asarray(targets, dtype="int64")
    return (
        (features[training], targets[training]),
        (features[validation], targets[validation]),
    )


def uniform_values(
    generator: numpy.random.Generator,
    shape: tuple[int, ...],
    reach: float,
) -> Array:
    """Random numbers between -reach and reach."""
    return generator.uniform(-reach, reach, shape).astype("float32")


def merged(x: Array, first: int, end: int | None = None) -> Array:
    """The same numbers; axes from ``first`` up to ``end`` become one."""
    rest = x.shape[end:] if end else ()
    return x.reshape(*x.shape[:first], -1, *rest)


def pad(x: Array, sides: Sequence[tuple[int, int]], value: float = 0.0) -> Array:
    """Numbers added at the ends of the last axes."""
    front = [(0, 0)] * (x.ndim - len(sides))
    return numpy.pad(x, [*front, *sides], constant_values=value)


def unpadded(slope: Array, sides: Sequence[tuple[int, int]]) -> Array:
    """The derivative of ``pad``: what lies between the ends."""
    lengths = slope.shape[-len(sides) :]
    ends = zip(sides, lengths, strict=True)
    inside: Any = (..., *(slice(a, size - b) for (a, b), size in ends))
    return slope[inside]


def windows(x: Array, axis: int, size: int, stride: int, dilation: int) -> Array:
    """Windows that slide along an axis, which becomes two: places and numbers."""
    reach = dilation * (size - 1) + 1
    found = numpy.lib.stride_tricks.sliding_window_view(x, reach, axis)
    inside = numpy.moveaxis(found[..., ::dilation], -1, axis + 1)
    every: Any = (*[slice(None)] * axis, slice(None, None, stride))
    return inside[every]


def overlaid(slope: Array, axis: int, length: int, stride: int, dilation: int) -> Array:
    """The derivative of ``windows``: windows laid over each other and summed."""
    places, size = slope.shape[axis : axis + 2]
    shape = (*slope.shape[:axis], length, *slope.shape[axis + 2 :])
    result = numpy.zeros(shape, slope.dtype)
    front: Any = [slice(None)] * axis
    for number in range(size):
        start = number * dilation
        where = slice(start, start + (places - 1) * stride + 1, stride)
        result[(*front, where)] += slope[(*front, slice(None), number)]
    return result


def first_largest(x: Array) -> Array:
    """The largest number along the last axis."""
    return x.max(axis=-1)


def passed_to_first(slope: Array, x: Array) -> Array:
    """The derivative of ``first_largest``: it goes to the first of the largest."""
    result = numpy.zeros_like(x)
    places = x.argmax(axis=-1, keepdims=True)
    numpy.put_along_axis(result, places, slope[..., None], axis=-1)
    return result


def shared_over(slope: Array, x: Array) -> Array:
    """The derivative of a mean: an equal share for every number."""
    return numpy.broadcast_to(slope * (slope.size / x.size), x.shape)


def picked(x: Array, places: Array) -> Array:
    """One number of each row."""
    return numpy.take_along_axis(x, places[:, None], axis=1)[:, 0]


def put_back(slope: Array, x: Array, places: Array) -> Array:
    """The derivative of ``picked``: zeros but at those places."""
    result = numpy.zeros_like(x)
    numpy.put_along_axis(result, places[:, None], slope[:, None], axis=1)
    return result


def mask(x: Array, rate: float, training: bool) -> Array:
    """While training, zeros for a random share, and the others larger by as much."""
    if not training:
        return numpy.ones((), "float32")
    return ((numpy.random.random(x.shape) >= rate) / (1 - rate)).astype("float32")


def conv2d(x: Array, weight: Array, bias: Array) -> tuple[Array, Any]:
    """Slides small filters over an image."""
    padded = pad(x, ((1, 1), (1, 1)))
    views = windows(windows(padded, 3, 3, 1, 1), 2, 3, 1, 1)
    patches = merged(views.transpose(0, 2, 4, 1, 3, 5), 3)
    turned = (patches @ merged(weight, 1).T).transpose(0, 3, 1, 2)
    return turned + bias[:, None, None], (weight, padded)


def conv2d_backward(d_output: Array, kept: Any) -> tuple[Array, Array, Array]:
    """The derivative of ``conv2d``."""
    weight, padded = kept
    turned_2 = d_output.transpose(0, 2, 3, 1)
    d_patches = turned_2 @ merged(weight, 1)
    views_2 = windows(padded, 3, 3, 1, 1)
    turned_3 = windows(views_2, 2, 3, 1, 1).transpose(0, 2, 4, 1, 3, 5)
    d_views = d_patches.reshape(turned_3.shape).transpose(0, 3, 1, 4, 2, 5)
    overlaid_2 = overlaid(d_views, 2, views_2.shape[2], 1, 1)
    d_padded = overlaid(overlaid_2, 3, padded.shape[3], 1, 1)
    d_x = unpadded(d_padded, ((1, 1), (1, 1)))
    patches_2 = merged(turned_3, 3)
    turned_4 = turned_2.reshape(-1, turned_2.shape[-1]).T
    product = turned_4 @ patches_2.reshape(-1, patches_2.shape[-1])
    d_weight = product.reshape(weight.shape)
    d_bias = d_output.sum(axis=(0, 2, 3))
    return d_x, d_weight, d_bias


def relu(x: Array) -> tuple[Array, Any]:
    """Lets positive numbers pass and turns negative ones into zero."""
    return numpy.where(x > 0.0, x, 0.0), (x,)


def relu_backward(d_output: Array, kept: Any) -> Array:
    """The derivative of ``relu``."""
    (x,) = kept
    return numpy.where(x > 0.0, d_output, 0.0)


def add(input_1: Array, input_2: Array) -> tuple[Array, Any]:
    """Adds branches element by element, as a skip connection does."""
    return input_1 + input_2, ()


def add_backward(d_output: Array, kept: Any) -> tuple[Array, Array]:
    """The derivative of ``add``."""
    return d_output, d_output


def max_pool(x: Array) -> tuple[Array, Any]:
    """Keeps the largest number of each window of a sequence or an image."""
    views = windows(windows(x, 3, 2, 2, 1), 2, 2, 2, 1)
    return first_largest(merged(views.transpose(0, 1, 2, 4, 3, 5), 4)), (x,)


def max_pool_backward(d_output: Array, kept: Any) -> Array:
    """The derivative of ``max_pool``."""
    (x,) = kept
    views_2 = windows(x, 3, 2, 2, 1)
    turned = windows(views_2, 2, 2, 2, 1).transpose(0, 1, 2, 4, 3, 5)
    passed = passed_to_first(d_output, merged(turned, 4))
    d_views = passed.reshape(turned.shape).transpose(0, 1, 2, 4, 3, 5)
    overlaid_2 = overlaid(d_views, 2, views_2.shape[2], 2, 1)
    return overlaid(overlaid_2, 3, x.shape[3], 2, 1)


def flatten(x: Array) -> tuple[Array, Any]:
    """Turns an image or a sequence into one long row of numbers."""
    return merged(x, 1), (x,)


def flatten_backward(d_output: Array, kept: Any) -> Array:
    """The derivative of ``flatten``."""
    (x,) = kept
    return d_output.reshape(x.shape)


def dropout(x: Array, training: bool) -> tuple[Array, Any]:
    """Sets a random share of the numbers to zero during training, so that the network
    cannot rely on a few of them.
    """
    kept = mask(x, 0.25, training)
    return x * kept, (kept,)


def dropout_backward(d_output: Array, kept: Any) -> Array:
    """The derivative of ``dropout``."""
    (kept,) = kept
    return d_output * kept


def dense(x: Array, weight: Array, bias: Array) -> tuple[Array, Any]:
    """Every output is a weighted sum of all inputs; in a sequence, at each step
    separately.
    """
    return x @ weight.T + bias, (x, weight)


def dense_backward(d_output: Array, kept: Any) -> tuple[Array, Array, Array]:
    """The derivative of ``dense``."""
    x, weight = kept
    d_x = d_output @ weight
    d_weight = d_output.T @ x
    d_bias = d_output.sum(axis=0)
    return d_x, d_weight, d_bias


def forward(params: Params, features: Array, training: bool) -> tuple[Array, Any]:
    """What the network computes from rows of features."""
    x, kept_conv2d_1 = conv2d(
        features,
        params["conv2d_1.weight"],
        params["conv2d_1.bias"],
    )
    relu_1, kept_relu_1 = relu(x)
    x, kept_conv2d_2 = conv2d(
        relu_1,
        params["conv2d_2.weight"],
        params["conv2d_2.bias"],
    )
    x, kept_relu_2 = relu(x)
    x, kept_conv2d_3 = conv2d(x, params["conv2d_3.weight"], params["conv2d_3.bias"])
    x, kept_add_1 = add(x, relu_1)
    x, kept_max_pool_1 = max_pool(x)
    x, kept_flatten_1 = flatten(x)
    x, kept_dropout_1 = dropout(x, training=training)
    x, kept_dense_1 = dense(x, params["dense_1.weight"], params["dense_1.bias"])
    return x, (
        kept_conv2d_1,
        kept_relu_1,
        kept_conv2d_2,
        kept_relu_2,
        kept_conv2d_3,
        kept_add_1,
        kept_max_pool_1,
        kept_flatten_1,
        kept_dropout_1,
        kept_dense_1,
    )


def backward(d_outputs: Array, kept: Any, slopes: Params) -> None:
    """The derivative of ``forward``: the gradient of every weight goes into ``slopes``."""
    (
        kept_conv2d_1,
        kept_relu_1,
        kept_conv2d_2,
        kept_relu_2,
        kept_conv2d_3,
        kept_add_1,
        kept_max_pool_1,
        kept_flatten_1,
        kept_dropout_1,
        kept_dense_1,
    ) = kept
    d_x, slopes["dense_1.weight"], slopes["dense_1.bias"] = dense_backward(
        d_outputs,
        kept_dense_1,
    )
    d_x = dropout_backward(d_x, kept_dropout_1)
    d_x = flatten_backward(d_x, kept_flatten_1)
    d_x = max_pool_backward(d_x, kept_max_pool_1)
    d_x, d_relu_1 = add_backward(d_x, kept_add_1)
    d_x, slopes["conv2d_3.weight"], slopes["conv2d_3.bias"] = conv2d_backward(
        d_x,
        kept_conv2d_3,
    )
    d_x = relu_backward(d_x, kept_relu_2)
    more, slopes["conv2d_2.weight"], slopes["conv2d_2.bias"] = conv2d_backward(
        d_x,
        kept_conv2d_2,
    )
    d_relu_1 = d_relu_1 + more
    d_x = relu_backward(d_relu_1, kept_relu_1)
    _, slopes["conv2d_1.weight"], slopes["conv2d_1.bias"] = conv2d_backward(
        d_x,
        kept_conv2d_1,
    )


def loss_of(outputs: Array, targets: Array) -> tuple[Array, Any]:
    """The loss of the outputs, the mean over the rows."""
    shifted = outputs - outputs.max(axis=1, keepdims=True)
    exponentials = numpy.exp(shifted)
    total = exponentials.sum(axis=1, keepdims=True)
    difference = shifted - numpy.log(total)
    negative = -picked(difference, targets)
    return negative.mean(axis=0), (targets, exponentials, total, difference, negative)


def loss_of_backward(d_loss: Array, kept: Any) -> Array:
    """The derivative of ``loss_of``."""
    targets, exponentials, total, difference, negative = kept
    d_negative = shared_over(d_loss[None], negative)
    d_difference = put_back(-d_negative, difference, targets)
    d_total = -d_difference.sum(axis=1, keepdims=True) / total
    d_exponentials = numpy.broadcast_to(d_total, exponentials.shape)
    d_shifted = d_difference + d_exponentials * exponentials
    return d_shifted


def starting_values(generator: numpy.random.Generator) -> Params:
    """Every weight, drawn as PyTorch draws its own (not the same random numbers)."""
    params: Params = {}
    params["conv2d_1.weight"] = uniform_values(generator, (16, 1, 3, 3), 9**-0.5)
    params["conv2d_1.bias"] = uniform_values(generator, (16,), 9**-0.5)
    params["conv2d_2.weight"] = uniform_values(generator, (16, 16, 3, 3), 144**-0.5)
    params["conv2d_2.bias"] = uniform_values(generator, (16,), 144**-0.5)
    params["conv2d_3.weight"] = uniform_values(generator, (16, 16, 3, 3), 144**-0.5)
    params["conv2d_3.bias"] = uniform_values(generator, (16,), 144**-0.5)
    params["dense_1.weight"] = uniform_values(generator, (10, 256), 256**-0.5)
    params["dense_1.bias"] = uniform_values(generator, (10,), 256**-0.5)
    return params


def copied(params: Params) -> Params:
    """The weights as they are now."""
    return {name: weight.copy() for name, weight in params.items()}


def set_values(params: Params, values: Params) -> None:
    """Give every weight a value."""
    for name, weight in params.items():
        weight[...] = values[name]


def gradients(
    params: Params,
    features: Array,
    targets: Array,
    training: bool,
) -> Params:
    """The gradient of the loss for every weight: backward, by hand."""
    outputs, kept = forward(params, features, training=training)
    _, kept_loss = loss_of(outputs, targets)
    slopes: Params = {}
    d_outputs = loss_of_backward(numpy.ones((), "float32"), kept_loss)
    backward(d_outputs, kept, slopes)
    return slopes


def empty_memory(params: Params) -> Memory:
    """What the optimizer keeps of every weight: mean and square."""
    return {
        name: (numpy.zeros_like(weight), numpy.zeros_like(weight))
        for name, weight in params.items()
    }


def update(
    params: Params,
    slopes: Params,
    memory: Memory,
    step: int,
    rate: float,
) -> None:
    """One step of Adam (Kingma and Ba, 2015)."""
    for name, slope in slopes.items():
        weight = params[name]
        mean, square = memory[name]
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope**2 - square)
        root = numpy.sqrt(square) / (1 - 0.999**step) ** 0.5 + 1e-8
        weight -= rate / (1 - 0.9**step) * mean / root


def measure(params: Params, features: Array, targets: Array) -> float:
    """The mean loss of rows that fit in memory together."""
    outputs, _ = forward(params, features, training=False)
    loss, _ = loss_of(outputs, targets)
    return float(loss)


def evaluate(params: Params, rows: Rows) -> float:
    """The mean loss of some rows."""
    losses = []
    for at in range(0, len(rows[0]), PIECE):
        piece = [part[at : at + PIECE] for part in rows]
        losses.append(measure(params, *piece) * len(piece[0]))
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
            slopes = gradients(params, features[rows], targets[rows], training=True)
            step += 1
            update(params, slopes, memory, step, LEARNING_RATE)
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


def predict(params: Params, features: Array) -> Array:
    """What the network puts out for some rows."""
    pieces = range(0, len(features), PIECE)
    outputs = [
        forward(params, features[at : at + PIECE], training=False)[0] for at in pieces
    ]
    return numpy.concatenate(outputs)


def report(name: str, params: Params, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    targets = rows[1]
    right = predict(params, rows[0]).argmax(axis=1) == targets
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
    devices = ("cpu",)
    parser = argparse.ArgumentParser(description="Train the network.")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", choices=devices, default="cpu")
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
    training, validation = load_data()
    numpy.random.seed(options.seed)
    params = starting_values(numpy.random.default_rng(options.seed))
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
