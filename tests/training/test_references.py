"""What other models reach on the same rows, and how far a validation loss may be off."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.dummy import DummyRegressor

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.notes import notes_of
from netbuilder.data.pipeline import Part, prepare
from netbuilder.diagnosis.pooling import Measured
from netbuilder.diagnosis.reachable import reachable
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training import references
from netbuilder.training.baseline import NOTHING_FURTHER, Baseline, baseline
from netbuilder.training.sampling_errors import SamplingErrors
from netbuilder.training.trainer import Training
from tests.data.test_tables_as_written import CASES
from tests.drawing import Draw

HIDDEN = (("dense", {"units": 8}), ("tanh", {}))


def of(project: Project) -> Baseline:
    prepared = prepare(project.data)
    return baseline(check(project.graph, prepared.signature), project, prepared, references=True)


def losses(found: Baseline) -> dict[str, float]:
    return {str(one.title): one.loss for one in found.references}


def test_on_a_plane_the_linear_model_reaches_its_noise_and_a_constant_answer_its_spread(draw: Draw) -> None:
    found = of(draw(*HIDDEN, ("dense", {"units": 1}), data="line", rows=400, noise=0.3))
    assert found.floor is not None
    assert losses(found)["a linear model"] == pytest.approx(found.floor.loss, rel=0.15)
    assert found.constant is not None
    assert found.constant.loss > 3 * found.floor.loss
    assert all(one.error > 0 for one in (*found.references, found.constant))


def test_a_feature_that_32_bits_cannot_square_is_learned_from_by_none() -> None:
    project = read(CASES / "fill.netb")
    assert losses(of(project)) == {}
    assert of(project).constant is not None
    kept = project.data.dataset.signature().rows
    mended = next(note for note in notes_of(project.data) if note.warning)
    usual = replace(project, data=project.data.with_(**mended.changes))
    assert "a linear model" in losses(of(usual))
    assert usual.data.dataset.signature().rows == kept - 1


def test_where_a_line_does_not_do_others_reach_more(draw: Draw) -> None:
    found = losses(of(draw(*HIDDEN, ("dense", {"units": 2}), data="circles", rows=400, noise=0.05)))
    assert found["a linear model"] == pytest.approx(math.log(2), rel=0.05)
    assert min(found.values()) < 0.2


def test_of_few_rows_a_gaussian_process_sees_more_than_trees_and_neighbors(tmp_path: Path, draw: Draw) -> None:
    """Sixty rows of a chessboard; with many rows it is left out, as it would take too long."""
    places = np.random.default_rng(0).uniform(-1, 1, (60, 2))
    fields = np.sin(4 * places).prod(axis=1) > 0
    rows = [f"{a},{b},{'black' if field else 'white'}" for (a, b), field in zip(places, fields, strict=True)]
    (tmp_path / "board.csv").write_text("a,b,y\n" + "\n".join(rows) + "\n")
    table = dataset_types()["csv"]().with_(path=str(tmp_path / "board.csv"))
    found = losses(of(edits.set_dataset(draw(*HIDDEN, ("dense", {"units": 2})), table)))
    assert found["a Gaussian process"] < min(found["nearest neighbors"], found["boosted trees"]) - 0.05
    many = losses(of(draw(*HIDDEN, ("dense", {"units": 2}), data="circles", rows=400)))
    assert "a Gaussian process" not in many


def test_own_data_that_nothing_predicts_have_no_reference_better_than_a_constant(tmp_path: Path, draw: Draw) -> None:
    rng = np.random.default_rng(0)
    rows = [f"{a},{b},{c}" for a, b, c in rng.normal(size=(200, 3))]
    (tmp_path / "noise.csv").write_text("a,b,y\n" + "\n".join(rows) + "\n")
    table = dataset_types()["csv"]().with_(path=str(tmp_path / "noise.csv"))
    found = of(edits.set_dataset(draw(*HIDDEN, ("dense", {"units": 1})), table))
    assert found.constant is not None
    assert found.floor is None
    assert min(losses(found).values()) > found.constant.loss - 2 * found.constant.error


@pytest.mark.parametrize(("dataset", "units"), [("iris", 3), ("diabetes", 1), ("digits", 10)])
def test_bundled_data_have_references_that_beat_a_constant(draw: Draw, dataset: str, units: int) -> None:
    flat = (("flatten", {}),) if dataset == "digits" else ()
    found = of(draw(*flat, *HIDDEN, ("dense", {"units": units}), data=dataset))
    assert found.constant is not None
    assert min(losses(found).values()) < 0.75 * found.constant.loss


def test_noise_on_the_training_rows_makes_the_truth_no_bar(draw: Draw) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 1}), data="line", rows=200, noise=0.1)
    noisy = of(edits.set_data(project, label_noise=1.0))
    assert noisy.floor is not None
    known = reachable(noisy, NOTHING_FURTHER, Measured(1.0, 0.1), Measured(1.0, 0.1), 1.0)
    assert known is not None
    assert known.by is not noisy.floor


class _Alarmed(DummyRegressor):
    """A sound model that meets an invalid value on its way, as a matrix product of some processors says it did."""

    def fit(self, x: np.ndarray, y: np.ndarray) -> _Alarmed:
        assert np.isnan(np.subtract(np.inf, np.full(1, np.inf)))
        super().fit(x, y)
        return self


def test_what_a_processor_says_of_a_product_ends_no_reference(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "_known", OrderedDict())
    monkeypatch.setattr(references, "_models", lambda *_: [(say("alarmed"), _Alarmed())])
    assert list(losses(of(draw(*HIDDEN, ("dense", {"units": 1}), data="line", rows=40)))) == ["alarmed"]


def test_the_same_rows_are_learned_once_and_others_or_for_another_loss_anew(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = list[int]()
    real = references._models
    monkeypatch.setattr(references, "_known", OrderedDict())
    monkeypatch.setattr(references, "MOST_KNOWN", 5)
    monkeypatch.setattr(references, "_models", lambda part, classes: learned.append(len(part)) or real(part, classes))
    project = draw(*HIDDEN, ("dense", {"units": 1}), data="line", rows=40)
    once = of(project).references
    assert once
    assert of(edits.set_training(project, epochs=9, seed=5)).references == once
    assert len(learned) == 1
    others = [
        edits.set_training(project, loss="mae"),
        edits.set_data(project, split_seed=7),
        edits.set_data(project, label_noise=0.5),
        edits.set_data(project, validation=0.4),
    ]
    found = [of(other).references for other in others]
    assert len(learned) == 5
    assert len({repr(one) for one in (once, *found)}) == 5
    prepared = prepare(project.data)
    half = Part(prepared.validation.features[:5], prepared.validation.targets[:5], prepared.validation.rows[:5])
    judged = replace(prepared, validation=half)
    checked = check(project.graph, prepared.signature)
    assert baseline(checked, project, judged, references=True).references != once
    assert len(references._known) == 5, "the oldest is forgotten"
    of(project)
    assert len(learned) == 7


def test_the_error_of_a_rise_is_that_of_the_differences_row_by_row() -> None:
    errors = SamplingErrors()
    first = torch.tensor([1.0, 2.0, 3.0, 6.0])
    assert errors.of(first) == (pytest.approx(float(first.std()) / 2), 0.0)
    errors.call_best()
    found, rise = errors.of(first + 0.5)
    assert found == pytest.approx(float(first.std()) / 2)
    assert rise == pytest.approx(0.0, abs=1e-6)
    changed = torch.tensor([1.0, 3.0, 3.0, 7.0])
    assert errors.of(changed)[1] == pytest.approx(float((changed - first).std()) / 2)
    assert math.isnan(SamplingErrors().of(torch.tensor([1.0]))[0])


def test_every_epoch_has_its_errors_and_a_resumed_training_the_same(draw: Draw) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 2}), rows=80, epochs=12, learning_rate=0.05)
    whole = Training(project)
    list(whole.run())
    assert all(record.validation_error > 0 for record in whole.records)
    best = min(whole.records, key=lambda record: record.validation_loss)
    assert (best.rise_error == 0.0) == (best.epoch == 1)
    half = Training(edits.set_training(project, epochs=6))
    list(half.run())
    resumed = Training(project, resume=half.standing())
    list(resumed.run())
    assert [record.rise_error for record in resumed.records] == [record.rise_error for record in whole.records]
