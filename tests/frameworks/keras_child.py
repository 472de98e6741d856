"""Builds Keras networks from source text and says what they compute: a program of its own, started by the tests.

Torch and TensorFlow in one process can crash; so this one never imports torch. Each job is a file of arrays beside a
file of source text; see ``keras_networks``.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import keras
import numpy
import tensorflow as tf


def main(folder: Path) -> None:
    """Do every job of a folder, and write its answers beside it."""
    for job in sorted(folder.glob("*.job.npz")):
        with numpy.load(job) as arrays:
            answers = done(job.with_suffix("").with_suffix(".py").read_text(encoding="utf-8"), dict(arrays))
        numpy.savez(job.with_suffix("").with_suffix(".answers.npz"), **answers)


def done(source: str, arrays: dict[str, Any]) -> dict[str, Any]:
    """Outputs and gradients. ``arrays``: "x", weights as "w:path", and what each output is weighted with as "g:0"…"""
    space: dict[str, Any] = {"keras": keras, "Any": Any, "numpy": numpy, "tf": tf, "math": math}
    exec(compile(source, "<network>", "exec"), space)
    network = space["build_network"]()
    variables = {variable.path: variable for variable in network.variables}
    given = {name[2:]: value for name, value in arrays.items() if name.startswith("w:")}
    expected = {path for path in variables if not path.endswith("seed_generator_state")}
    if given.keys() != expected:
        raise ValueError(f"weights {sorted(given.keys() ^ expected)} are only on one side")
    for path, value in given.items():
        variables[path].assign(value)
    with tf.GradientTape() as tape:
        result = network(arrays["x"], training=False)
        outputs = list(result) if isinstance(result, list | tuple) else [result]
        total = sum(tf.reduce_sum(out * arrays[f"g:{at}"]) for at, out in enumerate(outputs))
    trained = network.trainable_variables
    gradients = tape.gradient(total, [variable.value for variable in trained])
    answers = {f"out:{at}": numpy.asarray(out) for at, out in enumerate(outputs)}
    for variable, gradient in zip(trained, gradients, strict=True):
        answers[f"grad:{variable.path}"] = numpy.zeros(variable.shape) if gradient is None else _dense(gradient)
    return answers


def _dense(gradient: Any) -> Any:
    return numpy.asarray(tf.convert_to_tensor(gradient))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
