"""Runs one exported script in a process of its own and says what it computes: ``python -m … FOLDER``.

Each framework has a process to itself: torch and TensorFlow in one can crash while importing. The script stays as it
is; only the order of its batches is replaced, as each framework shuffles with random numbers of its own.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from inspect import signature, unwrap
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from types import ModuleType
from typing import Any

import numpy

from netbuilder.verification.job import ANSWERS, JOB, ORDER, SCRIPT, Job

COUNTER = "num_batches_tracked"
"""What batch norm counts as a layer; written in tensors it does not."""

LOOK_EVERY = 0.2
"""Seconds between two looks at whether anybody waits for the answers."""


def main(folders: Sequence[Path]) -> None:
    """Do the job of each folder, and write its answers into it."""
    generator = numpy.random.default_rng
    for folder in folders:
        _do(folder)
        vars(numpy.random)["default_rng"] = generator


def _do(folder: Path) -> None:
    job = Job.read(folder / JOB)
    script = _imported(folder / SCRIPT)
    sides = {"torch": _torch, "keras": _keras, "tensors": _tensors}
    seconds = _timed(script)
    arrays, history = sides[job.family](script, job, folder)
    arrays["history"] = numpy.array(history, dtype=float).reshape(-1, 3)
    arrays["seconds"] = numpy.array(_an_epoch(seconds, len(history)))
    numpy.savez(folder / ANSWERS, **arrays)


def _imported(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("exported_script", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _timed(script: Any) -> list[float]:
    """The moments at which losses are measured: once or twice at the end of each epoch."""
    moments: list[float] = []
    evaluate = script.evaluate

    @wraps(evaluate)
    def noting(*rows: Any) -> Any:
        moments.append(perf_counter())
        return evaluate(*rows)

    script.evaluate = noting
    return moments


def _an_epoch(moments: list[float], epochs: int) -> float:
    """Seconds of an epoch once all is warm: the shortest. Nan where there was only one."""
    each = max(1, len(moments) // max(1, epochs))
    ends = moments[::each]
    return min((after - before for before, after in pairwise(ends)), default=float("nan"))


def _torch(script: Any, job: Job, folder: Path) -> tuple[dict[str, Any], Any]:
    import torch
    from safetensors.torch import load_file

    torch.set_num_threads(1)
    torch.backends.mkldnn.set_flags(not job.other_kernels)  # type: ignore[no-untyped-call]
    given = _given(script, script.load_data("cpu"))
    training = given[0]
    torch.manual_seed(job.seed)
    network = script.Network()
    weights = load_file(folder / job.weights)
    missing, left = network.load_state_dict(weights, strict=False)
    if missing or not all(name.endswith(COUNTER) for name in left):
        raise ValueError(f"the script has other weights than the program: {sorted({*missing, *left})}")
    some = [part[: job.rows] for part in training]
    network.eval()
    loss = script.loss_of(network, *some)
    loss.backward()
    predicts = hasattr(script, "predict")
    answers = {"outputs": script.predict(network, some[0]).numpy() if predicts else loss.detach().numpy()}
    for name, parameter in network.named_parameters():
        answers[f"grad:{name}"] = parameter.grad.numpy() if parameter.grad is not None else numpy.zeros(parameter.shape)
    history = script.train(network, *given, job.epochs, job.seed)
    answers["kept"] = numpy.array(unwrap(script.evaluate)(network, *given[-1]))
    return answers, history


def _given(script: Any, loaded: Any) -> tuple[Any, ...]:
    """The parts of the rows that ``train`` takes, of all that was loaded: without validation rows, the first alone."""
    if "validation" in signature(script.train).parameters:
        return loaded[0], loaded[1]
    return (loaded[0],) if isinstance(loaded[0], tuple) else (loaded,)


def _keras(script: Any, job: Job, folder: Path) -> tuple[dict[str, Any], Any]:
    import keras
    import tensorflow as tf

    given = _given(script, script.load_data())
    training = given[0]
    keras.utils.set_random_seed(job.seed)
    network = script.build_network()
    script.load_weights(network, str(folder / job.weights))
    order = numpy.load(folder / ORDER)
    some = [part[: job.rows] for part in training]
    told = (job.epochs, job.seed) if hasattr(script, "loss_of") else (job.epochs,)
    if not hasattr(script, "loss_of"):
        script.train(network, *given, 0)  # compiles
        network.optimizer.build(network.trainable_variables)  # where the first step makes them, it is traced twice
        _feed(network, order)
    else:
        _in_recorded_order(order)
    variables = network.trainable_variables
    entering = some[:2] if len(network.inputs) > 1 else some[0]
    with tf.GradientTape() as tape:
        result = network(entering, training=False)
        loss = _loss(script, network, some, result)
    slopes = tape.gradient(loss, [variable.value for variable in variables])
    predicted = loss if job.answer is None else result[job.answer] if isinstance(result, list | tuple) else result
    answers = {"outputs": numpy.asarray(predicted)}
    for variable, slope in zip(variables, slopes, strict=True):
        dense = numpy.zeros(variable.shape) if slope is None else numpy.asarray(tf.convert_to_tensor(slope))
        answers[f"grad:{variable.path}"] = dense
    history = script.train(network, *given, *told)
    answers["kept"] = numpy.array(unwrap(script.evaluate)(network, given[-1]))
    return answers, history


def _loss(script: Any, network: Any, rows: Sequence[Any], result: Any) -> Any:
    if hasattr(script, "loss_of"):
        return script.loss_of(result, *rows[1:])
    each = [[part] * len(result) if isinstance(result, list | tuple) else part for part in rows[1:]]
    return network.compute_loss(None, each[0], result, *each[1:])


def _feed(network: Any, order: Any) -> None:
    """Let ``fit`` take its batches in the recorded order, one order an epoch."""
    import tensorflow as tf

    epochs = iter(order)
    fit = network.fit

    def in_order(*rows: Any, batch_size: int, sample_weight: Any = None, shuffle: bool = False, **options: Any) -> Any:
        parts = [part for part in (*rows, sample_weight) if part is not None]

        def batches() -> Iterator[tuple[Any, ...]]:
            order = next(epochs)
            for start in range(0, len(order), batch_size):
                yield tuple(_each(part, itemgetter(order[start : start + batch_size])) for part in parts)

        signature = tuple(_each(part, _signature) for part in parts)
        dataset = tf.data.Dataset.from_generator(batches, output_signature=signature)
        count = tf.data.experimental.assert_cardinality(-(-order.shape[1] // batch_size))
        return fit(dataset.apply(count), shuffle=shuffle, **options)

    network.fit = in_order


def _each(part: Any, made: Callable[[Any], Any]) -> Any:
    """What is made of an array, or of each array of a list."""
    return tuple(map(made, part)) if isinstance(part, list) else made(part)


def _signature(array: Any) -> Any:
    import tensorflow as tf

    return tf.TensorSpec((None, *array.shape[1:]), array.dtype)


class Recorded:
    """Stands in for NumPy's generator: gives the recorded orders, one an epoch."""

    def __init__(self, order: Any) -> None:
        self._orders: Iterator[Any] = iter(order)

    def permutation(self, _rows: Any) -> Any:
        """The order of the next epoch."""
        return next(self._orders)


def _in_recorded_order(order: Any) -> None:
    """Let every generator that the script makes from now on give the recorded orders."""
    vars(numpy.random)["default_rng"] = lambda _seed: Recorded(order)


def _tensors(script: Any, job: Job, folder: Path) -> tuple[dict[str, Any], Any]:
    in_torch = hasattr(script, "torch")
    if in_torch:
        script.torch.set_num_threads(1)
    given = _given(script, script.load_data(*(["cpu"] if in_torch else [])))
    training = given[0]
    generator = [numpy.random.default_rng(job.seed)] if takes(script.starting_values) else []
    params = script.starting_values(*generator)
    script.set_values(params, script.load_file(folder / job.weights))
    some = [part[: job.rows] for part in training]
    calm = {"training": False} if "training" in signature(script.gradients).parameters else {}
    slopes = script.gradients(params, *some, **calm)
    answers = {
        "outputs": script.predict(params, *_entering(script.predict, some))
        if hasattr(script, "predict")
        else _loss_alone(script, params, some)
    }
    answers |= {f"grad:{name}": numpy.asarray(slope) for name, slope in slopes.items()}
    if not in_torch:
        _in_recorded_order(numpy.load(folder / ORDER))
    history = script.train(params, *given, job.epochs, job.seed)
    answers["kept"] = numpy.array(unwrap(script.evaluate)(params, given[-1]))
    return answers, history


def _entering(predict: Callable[..., Any], rows: Sequence[Any]) -> Sequence[Any]:
    """What ``predict`` takes of some rows: the targets, too, where a loss is drawn with them."""
    return rows[: len(signature(predict).parameters) - 1]


def _loss_alone(script: Any, params: Any, rows: Sequence[Any]) -> Any:
    """What stands for outputs where none predicts: the loss."""
    return numpy.asarray(float(script.measure(params, *rows)), "float32")


def takes(function: Callable[..., Any]) -> bool:
    """Whether a function has parameters."""
    return bool(signature(function).parameters)


def _leave_with(parent: int) -> None:
    """End this process once the one that waits for its answers has gone, however that ended."""
    while os.getppid() == parent:
        sleep(LOOK_EVERY)
    os._exit(1)


if __name__ == "__main__":
    Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    main([Path(name) for name in sys.argv[1:]])
