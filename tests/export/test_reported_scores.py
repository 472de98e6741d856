"""What every exported script says of the test rows: how many are right, of each class, and how far that may be off."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import torch

from netbuilder.export import EXPORTERS, export
from tests.drawing import drawn
from tests.export.conftest import Ran
from tests.export.format_parts import ROWS, TESTED, with_test_rows


def figure(text: str, what: str) -> float:
    found = re.search(rf"^test: .*{what} ([\d.e-]+)", text, re.MULTILINE)
    assert found is not None, text
    return float(found[1])


@pytest.mark.parametrize("target", EXPORTERS)
def test_recalls_make_the_balanced_accuracy_and_the_error_is_that_of_a_share(target: str, ran: dict[str, Ran]) -> None:
    text = ran[f"moons_{target}"].told
    recalls = [float(recall) for recall in re.findall(r"\d: ([\d.]+)", text.split("test: recall by class")[1][:30])]
    assert len(recalls) == 2
    assert figure(text, "balanced accuracy") == pytest.approx(sum(recalls) / 2, abs=2e-4)
    accuracy = figure(text, "accuracy")
    share = (accuracy * TESTED * ROWS + 2) / (TESTED * ROWS + 4)
    error = math.sqrt(share * (1 - share) / (TESTED * ROWS + 4))
    assert figure(text, "standard error of the accuracy") == pytest.approx(error, abs=2e-4)
    assert text.count("standard error") == 1


@pytest.mark.parametrize("target", EXPORTERS)
def test_misses_have_a_standard_error(target: str, ran: dict[str, Ran]) -> None:
    text = ran[f"line_{target}"].told
    rmse, error = figure(text, "root mean squared error"), figure(text, "standard error of the root mean squared error")
    assert 0.03 < error / rmse < 0.5


@pytest.mark.parametrize("target", ["pytorch", "numpy"])
def test_the_error_of_the_misses_is_that_of_rows_drawn_again(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    script: dict[str, object] = {"__name__": "script"}
    exec(compile(export(with_test_rows()["line"], target).text, "script.py", "exec"), script)
    misses = torch.from_numpy(np.random.default_rng(1).normal(size=(400, 1)).astype("float32"))
    script["predict"] = lambda _network, _features: misses if target == "pytorch" else misses.numpy()
    script["evaluate"] = lambda *_: 0.0
    zeros = torch.zeros(400, 1) if target == "pytorch" else np.zeros((400, 1))
    script["report"]("test", None, (zeros, zeros), 1.0)
    error = figure(capsys.readouterr().out, "standard error of the root mean squared error")
    squares = misses.numpy()[:, 0] ** 2
    draws = np.random.default_rng(2).integers(400, size=(2000, 400))
    assert error == pytest.approx(np.sqrt(squares[draws].mean(axis=1)).std(), rel=0.1)


def test_scripts_without_test_rows_say_nothing_of_them() -> None:
    text = export(drawn(("dense", {"units": 2})), "pytorch").text
    assert "standard error" not in text
    assert "recall by class" in text
