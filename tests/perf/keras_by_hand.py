"""Exported scripts in Keras and TensorFlow beside those written by hand: ``python -m tests.perf.keras_by_hand FOLDER``.

A process of its own, for torch and TensorFlow in one can crash. The folder holds the scripts.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "KERAS_BACKEND": "tensorflow"}

import keras
import tensorflow as tf

from tests.perf.table import compared

EPOCHS, BATCH, RATE = 20, 32, 0.01


def imported(path: Path) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def small() -> keras.Model:
    """2-64-64-2 as one writes it by hand."""
    relu = [keras.layers.Dense(64, "relu"), keras.layers.Dense(64, "relu"), keras.layers.Dense(2)]
    return keras.Sequential([keras.Input((2,)), *relu])


def with_fit(training: Any, validation: Any) -> Callable[[], object]:
    """``compile`` and ``fit``, with the best weights kept and the training rows measured after each epoch, too."""

    class Losses(keras.callbacks.Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.model.evaluate(*training, verbose=0)

    def train() -> None:
        network = small()
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        network.compile(keras.optimizers.Adam(RATE), loss)
        best = keras.callbacks.EarlyStopping(patience=EPOCHS, restore_best_weights=True)
        callbacks = [Losses(), best]
        options = {"validation_data": validation, "callbacks": callbacks, "verbose": 0}
        network.fit(*training, batch_size=BATCH, epochs=EPOCHS, **options)

    return train


def with_tape(training: Any, validation: Any) -> Callable[[], object]:
    """The loop of every tutorial: ``tf.data``, a traced step, the loss of the batches."""
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def train() -> None:
        network, optimizer = small(), keras.optimizers.Adam(RATE)
        optimizer.build(network.trainable_variables)
        batches = tf.data.Dataset.from_tensor_slices(tuple(training)).shuffle(2000).batch(BATCH)
        checked = tf.data.Dataset.from_tensor_slices(tuple(validation)).batch(BATCH)

        @tf.function
        def step(features: Any, targets: Any) -> Any:
            with tf.GradientTape() as tape:
                loss = loss_of(targets, network(features, training=True))
            gradients = tape.gradient(loss, network.trainable_variables)
            optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
            return loss

        @tf.function
        def measured(features: Any, targets: Any) -> Any:
            return loss_of(targets, network(features, training=False))

        for _ in range(EPOCHS):
            sum(float(step(*batch)) for batch in batches)
            sum(float(measured(*batch)) for batch in checked)

    return train


def main(folder: Path) -> None:
    """Print a list of what was measured."""
    found = []
    for target, title, by_hand, seeded in (
        ("keras", "Keras", with_fit, ()),
        ("tensorflow", "TensorFlow", with_tape, (0,)),
    ):
        script: Any = imported(folder / f"{target}_script.py")
        training, validation, *_ = script.load_data()

        def of_script(script: Any = script, rows: Any = (training, validation), more: Any = seeded) -> None:
            script.train(script.build_network(), *rows, EPOCHS, *more)

        with redirect_stdout(StringIO()):
            name = f"{title} script, MLP 2-64-64-2 / by hand"
            found.append(compared(name, of_script, by_hand(training, validation), 1.05, repeats=3))
    sys.stdout.write(json.dumps([asdict(row) for row in found]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
