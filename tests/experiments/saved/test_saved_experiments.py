"""Experiments on the disk: written whole, read back as they were, and whatever is wrong with a file said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest

from netbuilder.errors import FileError
from netbuilder.experiments.bias_variance import BiasVariance
from netbuilder.experiments.record import Result
from netbuilder.experiments.saved import member_predictions
from netbuilder.experiments.saved import saved_experiments as module
from netbuilder.experiments.saved.saved_experiments import save_experiment, saved_experiments
from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec, Swept, single
from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder, runs_folder
from tests.drawing import Draw

Measure = Callable[..., Result]

HIDDEN = (("dense", {"units": 4}), ("tanh", {}), ("dense", {"units": 2}))


@pytest.fixture
def folder(tmp_path: Path) -> RunsFolder:
    return runs_folder(tmp_path / "moons.netb")


@pytest.fixture
def project(draw: Draw) -> Project:
    return draw(*HIDDEN, data="moons", rows=40)


def swept(project: Project, *values: str) -> Swept:
    *_, end = Sweep(SweepSpec(project, "dense_1.units", resamples=4), values).run()
    assert isinstance(end, Swept)
    return end


def the_only(folder: RunsFolder) -> Swept:
    (found,) = saved_experiments(folder)
    assert found.problem is None
    assert found.swept is not None
    return found.swept


def test_a_sweep_comes_back_as_it_was(folder: RunsFolder, project: Project) -> None:
    there = swept(project, "2", "0", "4")
    path = save_experiment(folder, project, there, resamples=4, vary="both")
    assert path == folder.path / "bias-variance-1.json"
    back = the_only(folder)
    assert (back.hyperparameter, back.drawn, back.seconds, back.is_clear) == (
        there.hyperparameter,
        4,
        there.seconds,
        there.is_clear,
    )
    assert [point.value for point in back.points] == [2, 0, 4]
    assert [point.terms for point in back.points] == [point.terms for point in there.points]
    assert [str(point.problem) for point in back.points] == [str(point.problem) for point in there.points]
    assert back.best is not None
    assert there.best is not None
    assert back.best.value == there.best.value
    (found,) = saved_experiments(folder)
    assert found.project == project
    assert (found.number, found.resamples, found.vary) == (1, 4, "both")


def test_what_is_drawn_along_the_input_comes_back(folder: RunsFolder, project: Project) -> None:
    grid = numpy.random.RandomState(0).randn(6, 2)
    *_, there = BiasVariance(project, resamples=4, shown=grid).run()
    assert isinstance(there, Result)
    save_experiment(folder, project, single(there), resamples=4, vary="both")
    back = the_only(folder).points[0].result
    assert back is not None
    assert back.per_point is not None
    assert there.per_point is not None
    for name in ("bias2", "variance", "mean"):
        assert getattr(back.per_point, name) == pytest.approx(getattr(there.per_point, name), rel=1e-6)
    assert back.points.features == pytest.approx(there.points.features, rel=1e-6)
    assert back.test_errors == pytest.approx(there.test_errors)
    assert back.shown == pytest.approx(grid, rel=1e-6)
    assert back.zero_one == there.zero_one
    assert back.notes == there.notes
    assert back.fits is None
    (found,) = saved_experiments(folder)
    whole = found.whole()
    assert whole is not None
    assert whole.points[0].result is not None
    assert whole.points[0].result.fits == pytest.approx(there.fits)
    assert back.estimates.shape == (0, *there.estimates.shape[1:])


def test_what_cannot_be_said_is_kept_as_that(folder: RunsFolder, draw: Draw, measure: Measure) -> None:
    iris = draw(("dense", {"units": 3}), data="iris")
    there = measure(iris, resamples=1)
    path = save_experiment(folder, iris, single(there), resamples=1, vary="data")
    json.loads(path.read_text(), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    back = the_only(folder).points[0].result
    assert back is not None
    assert str(back.records) == str(there.records)
    assert back.points.expected is None
    assert back.points.features.shape == (len(there.points.rows), 0), "four features are not drawn"


def seen_again(folder: RunsFolder) -> Result:
    """The result of the one experiment with a single value, with what every network predicted."""
    (found,) = saved_experiments(folder)
    whole = found.whole()
    assert whole is not None
    (point,) = whole.points
    assert point.result is not None
    return point.result


def test_of_many_large_fits_the_first_are_kept(
    folder: RunsFolder, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member_predictions, "MAX_NUMBERS", 30)
    *_, there = BiasVariance(project, resamples=4, shown=numpy.zeros((6, 2))).run()
    assert isinstance(there, Result)
    save_experiment(folder, project, single(there), resamples=4, vary="both")
    back = seen_again(folder).fits
    assert back is not None
    assert back.shape == (2, 6, 2)


def test_where_rows_are_shown_one_by_one_what_each_network_predicts_for_them_is_kept(
    folder: RunsFolder, draw: Draw, measure: Measure
) -> None:
    iris = draw(("dense", {"units": 3}), data="iris")
    there = measure(iris, resamples=5)
    save_experiment(folder, iris, single(there), resamples=5, vary="both")
    assert seen_again(folder).estimates == pytest.approx(there.estimates, abs=1e-6)


@pytest.mark.parametrize("content", [b"", b"damaged", None])
def test_without_what_single_networks_predicted_the_figures_are_there(
    folder: RunsFolder, project: Project, content: bytes | None
) -> None:
    *_, there = BiasVariance(project, resamples=4, shown=numpy.zeros((6, 2))).run()
    assert isinstance(there, Result)
    beside = member_predictions.file_of(save_experiment(folder, project, single(there), resamples=4, vary="both"))
    beside.unlink() if content is None else beside.write_bytes(content)
    back = seen_again(folder)
    assert back.fits is None
    assert str(back.records) == str(there.records)


def test_sentences_are_kept_as_they_were_said_with_their_values(folder: RunsFolder, project: Project) -> None:
    there = swept(project, "2", "0")
    save_experiment(folder, project, there, resamples=4, vary="both")
    back = the_only(folder)
    assert back.points[0].result is not None
    assert there.points[0].result is not None
    assert back.points[0].result.notes == there.points[0].result.notes
    assert back.points[1].problem is not None
    assert back.points[1].problem.render(lambda template: f"<{template}>").startswith("<“<Units>” of ")


def test_each_has_its_number_and_foreign_files_are_left_alone(folder: RunsFolder, project: Project) -> None:
    there = swept(project, "2")
    folder.path.mkdir()
    for name in ("notes.txt", "bias-variance-x.json", "bias-variance-0.json"):
        (folder.path / name).write_text("{}")
    (folder.path / "1").mkdir()
    names = [save_experiment(folder, project, there, resamples=4, vary="both").name for _ in range(2)]
    assert names == ["bias-variance-1.json", "bias-variance-2.json"]
    (folder.path / "bias-variance-1.json").unlink()
    assert save_experiment(folder, project, there, resamples=4, vary="both").name == "bias-variance-3.json"
    assert [found.number for found in saved_experiments(folder)] == [2, 3]
    assert len(folder.runs()) == 1


def test_without_a_folder_nothing_is_kept_yet(folder: RunsFolder) -> None:
    assert saved_experiments(folder) == []


def break_shape(document: dict[str, Any]) -> None:
    document["points"][0]["result"]["points"]["targets"]["shape"] = [1, 1]


def break_terms(document: dict[str, Any]) -> None:
    document["points"][0]["result"]["records"][0]["bias2"] = "much"


def break_note(document: dict[str, Any]) -> None:
    document["points"][0]["result"]["notes"] = [{"template": "{count:,} rows", "values": {"count": "many"}}]


def break_project(document: dict[str, Any]) -> None:
    document["project"]["version"] = 10_000


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (break_shape, "does not describe an experiment"),
        (break_terms, "does not describe an experiment"),
        (break_note, "does not describe an experiment"),
        (break_project, "newer NetBuilder"),
    ],
)
def test_a_damaged_file_says_so_and_the_others_are_read(
    folder: RunsFolder, project: Project, harm: Callable[[dict[str, Any]], None], words: str
) -> None:
    there = swept(project, "2")
    path = save_experiment(folder, project, there, resamples=4, vary="both")
    save_experiment(folder, project, there, resamples=4, vary="both")
    document = json.loads(path.read_text())
    harm(document)
    path.write_text(json.dumps(document))
    broken, whole = saved_experiments(folder)
    assert words in str(broken.problem)
    assert broken.swept is None
    assert whole.swept is not None


def test_a_write_that_fails_leaves_nothing_behind(
    folder: RunsFolder, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise FileError("the disk is full")

    monkeypatch.setattr(module, "write_regular", full)
    with pytest.raises(FileError, match="full"):
        save_experiment(folder, project, swept(project, "2"), resamples=4, vary="both")
    assert list(folder.path.iterdir()) == []
