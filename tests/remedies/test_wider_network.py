"""Whether the rest is noise: a wider network is tried, and the diagnosis counts what it reached."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from netbuilder.cli import app
from netbuilder.data.pipeline import prepare
from netbuilder.diagnosis.rules import diagnose
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.remedies.examination import Examination, examine
from netbuilder.remedies.trial import Trial
from netbuilder.remedies.trials import tried
from netbuilder.remedies.wider_network import SEEDS, evidence, found_out, wider_network
from netbuilder.shapes.check import check
from netbuilder.training.baseline import Baseline
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference
from netbuilder.training.trainer import Training
from tests.drawing import checked, drawn
from tests.open_questions import coin, signs


def trained(project: Project) -> Training:
    training = Training(project)
    for _ in training.run():
        pass
    return training


def examined(training: Training, wider: Reference | None = None) -> Examination:
    return examine(training.project, training.records, "completed", training.project, wider)


def wider_trial(project: Project) -> Trial:
    wider = wider_network(project, check(project.graph, prepare(project.data).signature))
    assert wider is not None
    return tried(project, [wider], SEEDS)[0]


def test_a_network_that_is_too_small_is_told_from_noise_by_a_wider_one(tmp_path: Path) -> None:
    training = trained(signs(tmp_path))
    before = examined(training).diagnosis
    assert (before.state, before.left_open) == ("fits", True)
    trial = wider_trial(training.project)
    assert trial.helps
    after = examined(training, evidence(trial, training.records))
    assert (after.diagnosis.state, after.diagnosis.left_open) == ("underfitting", False)
    assert str(after.diagnosis.message).endswith("the network is too small.")
    assert str(after.remedies[0].name) == "More units"
    said = str(found_out(trial, after.diagnosis))
    assert said.startswith("4 times as wide: 0.")
    assert said.endswith("better in 3 of 3 seeds: this network is too small.")


def test_what_a_wider_network_does_not_learn_either_is_called_noise(tmp_path: Path) -> None:
    training = trained(coin(tmp_path))
    before = examined(training).diagnosis
    assert (before.state, before.left_open) == ("fits", True)
    trial = wider_trial(training.project)
    after = examined(training, evidence(trial, training.records)).diagnosis
    assert (after.state, after.left_open) == ("fits", False)
    assert str(after.message).endswith("not visibly lower: the rest is noise, as far as a wider network can tell.")
    assert str(found_out(trial, after)).endswith(": the rest is noise, as far as a wider network can tell.")


def test_a_wider_network_that_reaches_a_little_more_is_said_to() -> None:
    losses = [0.5 + 0.19 * 0.7**epoch for epoch in range(80)]
    records = [EpochRecord(n, loss, loss, 0.7, 0.7, n, 0.01) for n, loss in enumerate(losses, 1)]
    wider = Reference(say("a wider network"), 0.44, 0.0)
    found = diagnose(records, Baseline(0.69, 100, wider=wider))
    assert found.state == "fits"
    assert str(found.message).endswith("The loss of a wider network is 0.44: a little more can be learned.")


def test_nothing_is_open_where_the_truth_is_known() -> None:
    training = trained(drawn(("dense", {"units": 2}), rows=60, epochs=40, learning_rate=0.05))
    assert not examined(training).diagnosis.left_open


def test_all_inner_layers_are_widened_and_a_lone_one_gets_one_before_it() -> None:
    deep = drawn(("dense", {"units": 3}), ("relu", {}), ("dense", {"units": 5}), ("dense", {"units": 2}))
    remedy = wider_network(deep, checked(deep))
    assert remedy is not None
    assert _units(remedy.edit(deep)) == [12, 20, 2]
    assert str(remedy.title) == "4 times as wide"
    lone = drawn(("dense", {"units": 2}))
    remedy = wider_network(lone, checked(lone))
    assert remedy is not None
    assert _units(remedy.edit(lone)) == [32, 2]
    assert str(remedy.title) == "With a first inner layer of 32 units"
    assert wider_network(edits.take_out(lone, ("dense_1",)), checked(edits.take_out(lone, ("dense_1",)))) is None


def _units(project: Project) -> list[int]:
    return [
        project.graph.nodes[node].layer.values()["units"]
        for node in project.graph.order
        if project.graph.nodes[node].layer.type == "dense"
    ]


def test_a_wider_network_that_breaks_off_is_no_evidence(tmp_path: Path) -> None:
    training = trained(coin(tmp_path))
    whole = wider_trial(training.project)
    broken = Trial(whole.remedy, whole.before, (math.inf, *whole.after[1:]))
    assert evidence(broken, training.records) is None
    assert "That tells nothing" in str(found_out(broken, examined(training).diagnosis))


@pytest.mark.parametrize(("made", "state"), [(signs, "underfitting"), (coin, "fits")])
def test_the_command_finds_it_out(made: Callable[[Path], Project], state: str, tmp_path: Path) -> None:
    file = tmp_path / "open.netb"
    write(file, made(tmp_path))
    runner = CliRunner()
    assert runner.invoke(app, ["train", str(file)]).exit_code == 0
    found = json.loads(runner.invoke(app, ["diagnose", str(file), "--find-out", "--json"]).stdout)
    assert found["diagnosis"]["state"] == state
    assert len(found["wider"]["after"]) == SEEDS
    assert found["wider"]["helps"] == (state == "underfitting")
    assert json.loads(runner.invoke(app, ["diagnose", str(file), "--json"]).stdout)["wider"] is None
