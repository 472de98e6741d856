"""The update of a weight, written out with numbers, leads to the weight that the optimizer gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from netbuilder.project import edits
from netbuilder.stepping.stepper import Stepper
from netbuilder.stepping.update_words import update_in_words
from tests.drawing import drawn

WAYS: tuple[dict[str, Any], ...] = (
    {"optimizer": "sgd"},
    {"optimizer": "sgd", "weight_decay": 0.1},
    {"optimizer": "sgd", "momentum": 0.9},
    {"optimizer": "adagrad", "weight_decay": 0.01},
    {"optimizer": "rmsprop"},
    {"optimizer": "rmsprop", "momentum": 0.5},
    {"optimizer": "adam"},
    {"optimizer": "adam", "weight_decay": 0.1, "gradient_clip": 0.01},
    {"optimizer": "adamw", "weight_decay": 0.1},
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way.values())))
def test_what_is_written_out_is_what_happens(way: dict[str, Any]) -> None:
    project = drawn(("dense", {"units": 3}), ("tanh", {}), ("dense", {"units": 2}), rows=24, batch_size=6, epochs=1)
    project = edits.set_training(project, learning_rate=0.05, **way)
    stepper = Stepper(project)
    for _ in range(3):
        record = stepper.next()
        assert record is not None
        for weight in record.weights:
            at = (0,) * len(weight.before.shape)
            written = update_in_words(project.training, record.learning_rate, weight, at)
            assert written.result == pytest.approx(float(weight.after.array[at]), rel=2e-5, abs=1e-6)
            assert f"{written.result:.4g}" in str(written.lines[-1])


def test_a_weight_without_a_gradient_stays_as_it_is() -> None:
    project = drawn(("dense", {"units": 2}), rows=24, epochs=1)
    record = Stepper(project).next()
    assert record is not None
    weight = replace(record.weights[0], gradient=None)
    written = update_in_words(project.training, 0.1, weight, (0, 0))
    assert written.result == float(weight.before.array[0, 0])
    assert "stays as it is" in str(written.lines[0])
