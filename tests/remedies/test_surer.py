"""Where few validation rows leave a verdict open, more of them are offered, with the reason; and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import samples
from netbuilder.files.read import read
from netbuilder.project.edits import set_data
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.examination import Examination, examine
from netbuilder.training.history import EpochRecord


def records(error: float) -> Sequence[EpochRecord]:
    """A validation loss that rises a little from epoch 20 on, with this standard error at each epoch."""
    return [
        EpochRecord(
            epoch,
            0.2 + math.exp(-epoch / 5),
            0.3 + math.exp(-epoch / 5) + 0.0015 * max(0, epoch - 20),
            math.nan,
            math.nan,
            0.01 * epoch,
            0.01,
            error,
            error / 2,
        )
        for epoch in range(1, 61)
    ]


def flowers(**data: Any) -> Project:
    """Iris with fifteen training rows, six of which validate, or as many as ``data`` says."""
    return set_data(read(Path(samples.__file__).with_name("iris_15_rows.netb")), **{"validation": 0.04, **data})


def examined(project: Project, error: float = 0.2) -> Examination:
    return examine(project, records(error), "completed", project)


def offered(project: Project, error: float = 0.2) -> Remedy | None:
    return examined(project, error).surer


def test_more_validation_rows_are_offered_where_few_leave_the_verdict_open() -> None:
    project = flowers()
    found = examined(project)
    assert found.diagnosis.state == "noisy"
    assert found.surer is not None
    assert str(found.surer.title) == "Validate on 40% of the rows"
    assert str(found.surer.why) == (
        "The validation loss of 0.36 is a mean over 6 rows and uncertain by about ±0.2, which hides a small rise or "
        "fall. With 60 rows it would be about ±0.0632; 15 are left to train on."
    )
    assert found.surer.edit(project) == set_data(project, validation=0.4)
    assert found.surer not in found.remedies  # there is nothing to try: it changes what is measured


def test_it_is_not_offered_where_something_else_is_the_reason() -> None:
    calm = examined(flowers(), error=0.001)
    assert (calm.diagnosis.state, calm.surer) == ("fits", None)
    jumps = [replace(one, validation_loss=0.4 + 0.3 * (one.epoch % 3)) for one in records(0.001)]
    found = examine(flowers(), jumps, "completed", flowers())
    assert (found.diagnosis.state, found.surer) == ("noisy", None)


@pytest.mark.parametrize("data", [{"validation": 0.4}, {"validation": 0.3, "test": 0.25}])
def test_it_is_not_offered_where_there_are_no_rows_to_give(data: dict[str, float]) -> None:
    found = examined(flowers(**data), error=0.4)
    assert (found.diagnosis.state, found.surer) == ("noisy", None)


def test_rows_too_few_to_judge_anything_are_told_as_well() -> None:
    few = offered(flowers(validation=0.01, split="shuffled"))
    assert few is not None
    assert str(few.why).startswith("Validation rows: 2, which tell nothing. With this share there are 60, and 15")


def test_of_a_loss_that_is_a_number_it_is_not_said_that_it_is_none() -> None:
    [slower] = [one for one in examined(flowers()).remedies if str(one.name) == "Lower learning rate"]
    assert "validation loss goes up and down less from epoch to epoch" in str(slower.why)
