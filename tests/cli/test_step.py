"""``netbuilder step``: the numbers of one minibatch, as a table and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import samples
from netbuilder.files.write import write
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.stepper import Stepper
from tests.cli.conftest import Run
from tests.drawing import drawn

LINE = Path(samples.__file__).with_name("line_from_100.netb")


def test_it_shows_every_value_gradient_and_weight(netbuilder: Run) -> None:
    result = netbuilder("step", str(LINE))
    assert result.exit_code == 0
    assert "Epoch 1, minibatch 1 of 30: 4 rows" in result.stdout
    assert "dense_1.weight" in result.stdout
    assert result.stdout.count("4 × 1") == 2


def test_the_page_on_the_low_level_shows_what_it_prints(netbuilder: Run) -> None:
    page = (Path(samples.__file__).parents[1] / "docs" / "low-level.md").read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    assert [line.rstrip() for line in netbuilder("step", str(LINE)).stdout.splitlines()] == shown.splitlines()


def test_json_has_all_numbers(netbuilder: Run) -> None:
    result = netbuilder("step", str(LINE), "--batch", "30", "--json")
    found = json.loads(result.stdout)
    assert (found["epoch"], found["batch"], found["rows"]) == (1, 30, 4)
    assert found["loss"] == pytest.approx(94.5247, abs=1e-3)
    weight = found["weights"][0]
    step = found["learning_rate"] * weight["gradient"]["values"][0][0]
    assert weight["after"]["values"][0][0] == pytest.approx(weight["before"]["values"][0][0] - step, rel=1e-5)


def test_a_minibatch_beyond_the_last_is_refused_with_their_number(netbuilder: Run) -> None:
    result = netbuilder("step", str(LINE), "--batch", "301")
    assert result.exit_code == 1
    assert "only 300 minibatches" in result.stderr


def test_a_minibatch_far_beyond_the_last_is_refused_after_the_first(
    netbuilder: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, following = list[object](), Stepper.next

    def counted(stepper: Stepper) -> StepRecord | None:
        made.append(stepper)
        return following(stepper)

    monkeypatch.setattr(Stepper, "next", counted)
    result = netbuilder("step", str(LINE), "--batch", "1000000")
    assert "only 300 minibatches" in result.stderr
    assert len(made) == 1


def test_what_is_not_finite_is_counted_beside_the_table(netbuilder: Run, tmp_path: Path) -> None:
    far = ("dense", {"units": 2, "start": "constant", "start_number": 1e6})
    project = drawn(far, *3 * [("squared", {})], ("dense", {"units": 2}), rows=40, batch_size=8)
    write(tmp_path / "far.netb", project)
    result = netbuilder("step", str(tmp_path / "far.netb"))
    assert "Not finite, and left out of lowest and highest: " in result.output
    assert " squared_3 (16 of 16)," in result.output
    assert " the gradient of dense_1 (16 of 16)," in result.output
