"""How much of the minibatches before is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import samples
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.stepping import step_record
from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.step_record import KEPT, StepRecord, latest
from netbuilder.stepping.stepper import Stepper


@pytest.fixture(scope="module")
def record() -> StepRecord:
    found = Stepper(edits.set_training(read(samples.path("digits_cnn")), device="cpu")).next()
    assert found is not None
    return found


def numbers_in(value: Any) -> list[Numbers]:
    """Every array anywhere in a record."""
    if isinstance(value, Numbers):
        return [value]
    if is_dataclass(value):
        return [one for field in fields(value) for one in numbers_in(getattr(value, field.name))]
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    return [one for part in inside for one in numbers_in(part)]


def test_all_arrays_of_a_minibatch_are_counted(record: StepRecord) -> None:
    assert {id(one) for one in record.arrays()} == {id(one) for one in numbers_in(record)}


def test_as_many_are_kept_as_the_memory_allows_and_the_latest_always(
    record: StepRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = sum(one.array.nbytes for one in record.arrays())
    assert latest([record] * (KEPT + 5)) == [record] * KEPT
    monkeypatch.setattr(step_record, "KEPT_BYTES", 3 * size)
    assert len(latest([record] * 10)) == 3
    monkeypatch.setattr(step_record, "KEPT_BYTES", 1)
    assert latest([record] * 10) == [record]
    assert latest([]) == []
