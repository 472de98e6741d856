"""The summary says of the data what is so."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.data.settings import DataSettings
from netbuilder.data.summary import ClassRows, summarise


def test_a_sentence_for_the_status_bar() -> None:
    asked = DataSettings(dataset=dataset_types()["moons"](), validation=0.3)
    assert str(summarise(asked).sentence()) == "Moons, 140 train / 60 validation"
    assert str(summarise(asked.with_(test=0.1)).sentence()) == "Moons, 120 train / 60 validation / 20 test"


def test_rows_columns_classes_and_first_rows_of_classification() -> None:
    summary = summarise(
        DataSettings(dataset=dataset_types()["iris"](), split="stratified", validation=0.2, test=0.1, training_rows=15)
    )
    assert (summary.rows, summary.training, summary.validation, summary.test) == (150, 15, 30, 15)
    assert summary.unused == 150 - 15 - 30 - 15
    assert summary.classes == tuple(ClassRows(name, 5, 10, 5) for name in ("setosa", "versicolor", "virginica"))
    assert summary.columns[0] == "sepal length (cm)"
    assert summary.first[:2] == ((5.1, 3.5, 1.4, 0.2, "setosa"), (4.9, 3.0, 1.4, 0.2, "setosa"))
    assert len(summary.first) == 5


def test_first_rows_of_regression_end_with_the_target() -> None:
    summary = summarise(DataSettings(dataset=dataset_types()["diabetes"]()))
    assert summary.classes == ()
    assert summary.first[0] == (59.0, 2.0, 32.1, 101.0, 157.0, 93.2, 38.0, 4.0, 4.8598, 87.0, 151.0)


def test_images_are_shown_as_rows_of_named_numbers() -> None:
    summary = summarise(DataSettings(dataset=dataset_types()["digits"]()))
    assert summary.shape == (1, 8, 8)
    assert summary.columns == tuple(f"x{number}" for number in range(1, 65))
    assert all(len(row) == 65 for row in summary.first)


def test_noise_is_said_in_one_sentence() -> None:
    classes = DataSettings(dataset=dataset_types()["iris"](), training_rows=20)
    numbers = DataSettings(dataset=dataset_types()["line"]())
    assert summarise(classes).noise() is None
    said = {
        str(summarise(asked.with_(**noise)).noise())
        for asked in (classes, numbers)
        for noise in ({"input_noise": 0.3}, {"label_noise": 0.1}, {"input_noise": 0.3, "label_noise": 0.1})
    }
    assert said == {
        "Noise in the training rows: inputs move by 30% of their standard deviation.",
        "Noise in the training rows: 2 of 20 have another class.",
        "Noise in the training rows: inputs move by 30% of their standard deviation, and 2 of 20 have another class.",
        "Noise in the training rows: targets move by 10% of their standard deviation.",
        "Noise in the training rows: inputs move by 30% of their standard deviation, and "
        "targets move by 10% of their standard deviation.",
    }


def test_classes_are_counted_as_the_network_learns_them() -> None:
    asked = DataSettings(dataset=dataset_types()["iris"](), split="stratified", training_rows=30, label_noise=0.5)
    summary = summarise(asked)
    assert summary.flipped == 15
    assert sum(row.training for row in summary.classes) == 30
    assert [row.training for row in summary.classes] != [10, 10, 10]
    assert summary.first == summarise(asked.with_(label_noise=0.0)).first


def test_a_summary_is_plain_values() -> None:
    for kind in ("moons", "line", "digits"):
        summary = summarise(DataSettings(dataset=dataset_types()[kind]()))
        assert json.loads(json.dumps(dataclasses.asdict(summary)))["rows"] == summary.rows


def test_data_that_are_at_hand_are_not_prepared_again(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,x\n2,y\n3,x\n4,y\n")
    asked = DataSettings(dataset=dataset_types()["csv"].parse({"path": str(path)}))
    prepared = prepare(asked)
    path.unlink()
    assert summarise(asked, prepared).first == ((1.0, "x"), (2.0, "y"), (3.0, "x"), (4.0, "y"))
