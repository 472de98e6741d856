"""The user's own tables: what is read from them, and read again when the file is another."""

from __future__ import annotations

import os
import string
import tempfile
from pathlib import Path

import numpy
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.data.pipeline import load, prepare
from netbuilder.data.tables import table_files
from netbuilder.data.tables.columns import ColumnChoice
from netbuilder.data.tables.user_tables import CsvFile, ParquetFile, TableFile
from netbuilder.errors import DataError

from .conftest import FRUIT, Write, parquet_file, refusal, roles, settings_of


def names(dataset: TableFile) -> tuple[str, ...]:
    """The columns of a table, used or not."""
    return tuple(column.name for column in dataset.inspected().columns)


def test_numbers_stay_and_texts_become_one_column_each(csv_file: Write) -> None:
    table = load(settings_of(csv_file(FRUIT)))
    assert table.signature.feature_names == ("weight", "color=green", "color=red", "color=yellow")
    assert table.signature.classes == ("apple", "banana")
    assert table.features[:4].tolist() == [[150, 0, 1, 0], [120, 0, 0, 1], [130, 0, 0, 1], [170, 1, 0, 0]]
    assert table.targets.tolist() == [0, 1, 1, 0, 1, 0]


def test_a_quoted_name_is_shown_as_it_was_meant(csv_file: Write) -> None:
    dataset = csv_file('"say ""x""","a,b",a_duplicated_0\n1,2,3\n4,5,6\n')
    assert names(dataset) == ('say "x"', "a,b", "a_duplicated_0")
    assert dataset.with_column('say "x"', role="target").signature().feature_names == ("a,b", "a_duplicated_0")
    assert load(settings_of(dataset.with_column('say "x"', role="target").with_(task="regression"))).targets[
        :, 0
    ].tolist() == [1, 4]


def test_a_comma_at_the_end_of_every_line_makes_no_column(csv_file: Write) -> None:
    dataset = csv_file("a,b,\n1,2,\n4,5,\n")
    assert names(dataset) == ("a", "b")
    assert load(settings_of(dataset)).targets[:, 0].tolist() == [2, 5]
    assert names(csv_file(",b\n1,2\n4,5\n")) == ("Column 1", "b")  # a column without a name, but with values, is one


def test_another_target_makes_the_last_column_a_feature(csv_file: Write) -> None:
    table = load(settings_of(csv_file(FRUIT).with_column("weight", role="target")))
    assert table.signature.task == "regression"
    assert table.signature.features == (5,)
    assert table.targets[:, 0].tolist() == [150, 120, 130, 170, 115, 160]


def test_columns_can_be_left_out(csv_file: Write) -> None:
    dataset = csv_file(FRUIT, columns=roles(color="left out"))
    assert dataset.signature().feature_names == ("weight",)
    other = csv_file(FRUIT, columns=roles(kind="left out"))
    assert other.signature().classes == ("green", "red", "yellow")
    assert refusal(other.without(("color",))).endswith(
        "one other column, but has only “weight”. Left out: “color”, “kind”. Give one of them a role."
    )
    assert refusal(other.without(("color", "weight"))).endswith(
        "but has only –. Left out: “weight”, “color”, “kind”. Give one of them a role."
    )
    assert dataset.with_column("color", role="target").signature().feature_names[0] == "weight"
    assert load(settings_of(dataset)).features.shape == (6, 1)


def test_the_columns_are_offered_for_choosing(csv_file: Write, tmp_path: Path) -> None:
    assert names(csv_file(FRUIT)) == ("weight", "color", "kind")
    assert names(parquet_file(tmp_path, {"a": [1], "b": [2]})) == ("a", "b")


@pytest.mark.parametrize(
    ("values", "task", "found", "classes"),
    [
        (["0", "1", "10", "2"] * 2, "auto", "classification", ("0", "1", "2", "10")),
        (["1.0", "2", "1", "2.0"] * 2, "auto", "classification", ("1", "1.0", "2", "2.0")),
        (["0", "1", "10", "2"], "auto", "regression", ()),
        (["0.5", "1"] * 4, "auto", "regression", ()),
        ([str(n) for n in range(11)] * 3, "auto", "regression", ()),
        ([str(n) for n in range(10)] * 3, "auto", "classification", tuple(map(str, range(10)))),
        ([str(n) for n in range(11)], "classification", "classification", tuple(map(str, range(11)))),
        (["0.5", "1", "0.5", "3"], "classification", "classification", ("0.5", "1", "3")),
        (["0", "1", "0", "1"], "regression", "regression", ()),
        (["1", "2", "3", "many"], "classification", "classification", ("1", "2", "3", "many")),
        (["yes", "no", "no", "Yes"], "auto", "classification", ("Yes", "no", "yes")),
    ],
)
def test_the_task_follows_the_target_or_the_choice(
    csv_file: Write, values: list[str], task: str, found: str, classes: tuple[str, ...]
) -> None:
    text = "x,y\n" + "".join(f"{row},{value}\n" for row, value in enumerate(values))
    table = load(settings_of(csv_file(text, task=task)))
    assert table.signature.task == found
    assert table.signature.classes == classes
    if found == "regression":
        assert table.targets[:, 0].tolist() == [float(value) for value in values]
    else:
        assert [classes[number] for number in table.targets] == values


def test_spaces_empty_lines_windows_line_ends_and_a_byte_order_mark_do_not_matter(csv_file: Write) -> None:
    plain = load(settings_of(csv_file(FRUIT)))
    odd = "\ufeff" + FRUIT.replace("\n", "\r\n").replace("170", "\r\n  170 ") + "\r\n , ,\r\n\r\n"
    other = load(settings_of(csv_file(odd)))
    assert numpy.array_equal(plain.features, other.features)
    assert numpy.array_equal(plain.targets, other.targets)
    assert plain.signature == other.signature


def test_quoted_values_may_hold_separators_and_line_ends(csv_file: Write) -> None:
    table = load(settings_of(csv_file('a,b\n"x, y",1.5\n"two\nlines",2.5\n"x, y",3.5\n')))
    assert table.signature.feature_names == ("a=two\nlines", "a=x, y")
    assert table.targets[:, 0].tolist() == [1.5, 2.5, 3.5]


@pytest.mark.parametrize(("name", "sign"), [("semicolon", ";"), ("tab", "\t")])
def test_other_separators_are_found_and_can_be_chosen(csv_file: Write, name: str, sign: str) -> None:
    text = FRUIT.replace(", ", sign)
    assert load(settings_of(csv_file(text, separator=name))).features.shape == (6, 4)
    assert load(settings_of(csv_file(text))).features.shape == (6, 4)


def test_a_file_without_a_header_gets_numbered_columns(csv_file: Write) -> None:
    dataset = csv_file("5.1,3.5,setosa\n4.9,3.0,setosa\n6.3,3.3,virginica\n", header="no")
    table = load(settings_of(dataset))
    assert names(dataset) == ("Column 1", "Column 2", "Column 3")
    assert table.features.tolist() == [[5.1, 3.5], [4.9, 3.0], [6.3, 3.3]]
    assert table.signature.classes == ("setosa", "virginica")


def test_parquet_knows_categories_booleans_and_decimals(tmp_path: Path) -> None:
    columns = {
        "decimal": polars.Series(["1.5", "2.5", "3.5", "4.5"]).cast(polars.Decimal(5, 2)),
        "whole": polars.Series([1, 2, 3, 4], dtype=polars.UInt8),
        "category": polars.Series(["b", "a", "b", "c"], dtype=polars.Categorical),
        "enum": polars.Series(["low", "high", "low", "low"], dtype=polars.Enum(["low", "high"])),
        "flag": [True, False, True, True],
    }
    table = load(settings_of(parquet_file(tmp_path, columns)))
    assert table.signature.feature_names == (
        *("decimal", "whole", "category=a", "category=b", "category=c", "enum=high", "enum=low"),
    )
    assert table.signature.classes == ("false", "true")
    assert table.features[0].tolist() == [1.5, 1, 0, 1, 0, 0, 1]
    assert table.targets.tolist() == [1, 0, 1, 1]


NUMBERS = st.floats(-1e30, 1e30) | st.integers(-(10**9), 10**9).map(float)
WORDS = st.sampled_from(["red", "green", "blue", "very dark, nearly black", 'so-called "pink"', "ünïcode"])
NAMES = st.text(string.ascii_letters + "_ äß", min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), rows=st.integers(2, 30), suffix=st.sampled_from(["csv", "parquet"]))
def test_any_table_of_numbers_and_categories_comes_back(data: st.DataObject, rows: int, suffix: str) -> None:
    names_ = data.draw(st.lists(NAMES, min_size=2, max_size=6, unique=True))
    kinds = [data.draw(st.sampled_from([NUMBERS, WORDS])) for _ in names_]
    columns = {
        name: data.draw(st.lists(kind, min_size=rows, max_size=rows)) for name, kind in zip(names_, kinds, strict=True)
    }
    target = data.draw(st.sampled_from(names_))
    task = "regression" if isinstance(columns[target][0], float) else "classification"
    chosen = tuple(ColumnChoice(name=name, role="target" if name == target else "feature") for name in names_)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"[table] {rows}.{suffix}")
        frame = polars.DataFrame(columns)
        dataset: TableFile
        if suffix == "csv":
            frame.write_csv(path)
            dataset = CsvFile(path=str(path), columns=chosen, task=task)
        else:
            frame.write_parquet(path)
            dataset = ParquetFile(path=str(path), columns=chosen, task=task)
        table = load(settings_of(dataset))
    expected: list[list[float]] = []
    for name, values in columns.items():
        if name != target and isinstance(values[0], float):
            expected.append(values)
        elif name != target:
            expected += [[float(value == word) for value in values] for word in sorted(set(values))]
    assert table.features.tolist() == [list(row) for row in zip(*expected, strict=True)]
    if task == "regression":
        assert table.targets[:, 0].tolist() == columns[target]
    else:
        assert [table.signature.classes[number] for number in table.targets] == columns[target]
    assert table.signature.rows == rows


def test_an_unchanged_file_is_read_once(csv_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = csv_file(FRUIT)
    first = dataset.signature()
    monkeypatch.setattr(CsvFile, "table", lambda _self: pytest.fail("it was read again"))
    assert dataset.signature() is first
    assert dataset.with_column("weight", role="target").signature().task == "regression"


def test_a_changed_file_is_read_again(csv_file: Write) -> None:
    before = prepare(settings_of(csv_file(FRUIT)))
    after = prepare(settings_of(csv_file(FRUIT + "100, white, radish\n")))
    assert (before.signature.rows, after.signature.rows) == (6, 7)
    assert after.signature.classes == ("apple", "banana", "radish")


def test_a_file_that_vanishes_while_it_is_read_is_refused_in_words(csv_file: Write) -> None:
    dataset = csv_file(FRUIT)
    source = dataset.source()
    vanishing = dataset.model_copy()
    os.unlink(dataset.path)
    with pytest.raises(DataError, match="does not exist"), table_files.reading(vanishing.path):
        source()
    with pytest.raises(DataError, match="does not exist"):
        load(settings_of(dataset))
