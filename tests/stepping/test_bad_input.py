"""What cannot be stepped through says so: gaps in the data, whole numbers where gradients are wanted, wrong codes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import DataError, ProjectError, TrainingError
from netbuilder.project import edits
from netbuilder.project.opening import open_layer
from netbuilder.project.project import Project
from netbuilder.stepping.contribution_words import contribution_words
from netbuilder.stepping.contributions import contributions
from netbuilder.stepping.interventions import Edit, Interventions
from netbuilder.stepping.moment_words import in_words, stop_in_words
from netbuilder.stepping.moments import Breakpoint, moments, run, stop_at
from netbuilder.stepping.nudge import nudge
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.step_record import StepRecord, WireValue
from netbuilder.stepping.stepper import Stepper
from tests.drawing import drawn, in_a_line

GAP = "a,b,y\n1,2,0\nnan,3,1\n4,5,0\n6,7,1\n8,9,0\n1,3,1\n2,2,0\n5,5,1\n"


def of_table(folder: Path, text: str, *layers: tuple[str, dict[str, object]], **options: object) -> Project:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    table = dataset_types()["csv"].parse({"path": str(path), **options})
    project = edits.set_dataset(in_a_line((*layers, ("dense", {"units": 2}))), table)
    return edits.set_training(project, device="cpu", epochs=2)


def of_codes(folder: Path, **settings: object) -> Project:
    """Two columns of codes from 0 to 4, each looked up in a table of 5 vectors."""
    rows = "\n".join(f"{row % 5},{row * 2 % 5},{row % 2}" for row in range(20))
    layers = (("embedding", {"codes": 5, "features": 3}), ("flatten", {}))
    return edits.set_data(of_table(folder, f"a,b,y\n{rows}\n", *layers), **{"normalisation": "none", **settings})


def first(project: Project) -> tuple[Stepper, StepRecord]:
    stepper = Stepper(project)
    record = stepper.next()
    assert record is not None
    return stepper, record


def value(record: StepRecord, place: int) -> tuple[WireValue, Subject]:
    found = record.values[place]
    return found, Subject("value", found.path, found.port)


def test_gaps_in_the_data_are_refused_with_their_row_and_filled_ones_are_numbers(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Row 2 \(line 3\): column “a” has no value"):
        Stepper(of_table(tmp_path, GAP)).next()
    with pytest.raises(DataError, match="holds inf"):
        Stepper(of_table(tmp_path, GAP.replace("nan", "inf"))).next()
    for missing in ("fill", "drop"):
        _, record = first(of_table(tmp_path, GAP, missing=missing))
        assert not any(found.value.not_finite for found in record.values)


def test_whole_numbers_have_no_gradient_and_everything_said_of_them_is_words(tmp_path: Path) -> None:
    stepper, record = first(of_codes(tmp_path))
    codes, subject = value(record, 0)
    assert codes.gradient is None
    probe = stepper.probe(record)
    said = list(contribution_words(contributions(probe, subject, (0, 0)), record))
    assert "No gradient comes back here" in str(said[0])
    moved = nudge(probe, subject, (0, 0), 0.4)
    assert (moved.change, moved.gradient) == (0.0, 0.0)
    assert all(str(in_words(record, moment)) for moment in moments(record))


def test_why_a_gradient_is_what_it_is_can_be_asked_after_a_nudge(tmp_path: Path) -> None:
    stepper, record = first(of_codes(tmp_path))
    probe = stepper.probe(record)
    vectors, looked_up = value(record, 1)
    flat, flattened = value(record, 2)
    for found, subject in ((vectors, looked_up), (flat, flattened)):
        at = (0,) * len(found.value.shape)
        before = contributions(probe, subject, at)
        nudge(probe, subject, at)
        again = contributions(probe, subject, at)
        assert again == before
        assert sum(way.total for way in again.ways) == pytest.approx(again.gradient)
    weight = record.weights[0]
    found = contributions(probe, Subject("weight", weight.path, weight.name), (0, 0))
    assert sum(way.total for way in found.ways) == pytest.approx(found.gradient)


@pytest.mark.parametrize("code", [-1.0, 5.0, 1e9, float("nan")])
def test_a_code_that_is_not_in_the_table_is_taken_back_and_the_training_goes_on(tmp_path: Path, code: float) -> None:
    project = of_codes(tmp_path)
    stepper, record = first(project)
    codes, subject = value(record, 0)
    with pytest.raises(ProjectError, match=r"it was taken back\. An embedding got an index"):
        stepper.again(record, Interventions((Edit("value", codes.path, codes.port, (0, 0), code),)))
    with pytest.raises(TrainingError, match="An embedding got an index"):
        nudge(stepper.probe(record), subject, (0, 0), code - float(codes.value.array[0, 0]))
    assert stepper.next() is not None
    with pytest.raises(ProjectError, match=r"it was taken back"):
        stepper.again(record, Interventions((Edit("value", codes.path, codes.port, (0, 0), code),)))
    while stepper.next() is not None:
        pass
    untouched = Stepper(project)
    while untouched.next() is not None:
        pass
    assert stepper.training.network is not None
    assert untouched.training.network is not None
    pairs = zip(stepper.training.network.parameters(), untouched.training.network.parameters(), strict=True)
    assert all(torch.equal(one, other) for one, other in pairs)


@pytest.mark.parametrize("opened", [False, True])
def test_codes_that_were_normalized_are_an_error_in_words_before_the_first_step(tmp_path: Path, opened: bool) -> None:
    """Numbers below 0 are none that count from the end of the table, in the opened layer either."""
    project = of_codes(tmp_path, normalisation="z-score")
    if opened:
        project, _ = open_layer(project, "embedding_1", ((2,),))
    with pytest.raises(TrainingError, match="Choose normalization “none”"):
        Stepper(project).next()


def test_the_minibatch_at_which_the_loss_is_no_number_has_its_place_too() -> None:
    far = ("dense", {"units": 2, "start": "constant", "start_number": 1e6})
    stepper = Stepper(drawn(far, *3 * [("squared", {})], ("dense", {"units": 2}), rows=40, batch_size=8))
    record = stepper.next()
    assert record is not None
    assert (record.epoch, record.batch, record.batches) == (1, 1, 4)
    order, stops = moments(record), [Breakpoint(not_finite=True)]
    moment = order[run(record, order, 0, stops)]
    stop = stop_at(record, moment, stops)
    assert stop is not None
    said = "Stopped: the value of “Square (squared_3)” at [0, 0] is inf, the first of 16 numbers that are not finite."
    assert str(stop_in_words(record, moment, stop)) == said
    said = [str(in_words(record, moment)) for moment in order]
    assert "Of 16 numbers in the value of “Square (squared_3)”, 16 are not finite: infinite, or not a number." in said
    assert "The loss of these 8 rows is nan, which is not a finite number: here a training ends." in said
    assert not any("0 everywhere" in words for words in said), "what is not a number is not 0"
    assert all("not finite" in words for words, moment in zip(said, order, strict=True) if moment.phase == "update")
    assert stepper.next() is None
    assert "no longer a number at step 1 of epoch 1" in str(stepper.ending)
