"""``netbuilder predict``: new rows, with the weights of a run that was really trained."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest
import torch
from typer.testing import Result

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.weights import load_weights
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import runs_folder
from netbuilder.shapes.check import check
from tests.drawing import drawn

Run = Callable[..., Result]
ROWS = 60


def sentence(result: Result) -> str:
    """What a command says that was refused."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    (line,) = result.stderr.splitlines()
    return line


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def people(target: str) -> polars.DataFrame:
    """A table with every kind of column, and gaps in two of them."""
    chance = random.Random(3)
    rows: list[dict[str, Any]] = []
    for number in range(ROWS):
        size, colour = chance.gauss(170, 9), chance.choice(["red", "green", "blue"])
        member = chance.choice(["yes", "no"])
        value = size / 10 + 5 * (colour == "red") + 3 * (member == "yes")
        rows.append(
            {
                "size": None if number % 11 == 4 else f"{size:.2f} cm",
                "colour": None if number % 13 == 6 else colour,
                "member": member,
                "since": f"2020-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
                "note": "n",
                "goal": f"{value:.3f}" if target == "number" else ("high" if value > 20 else "low"),
            }
        )
    return polars.DataFrame(rows)


def of_people(folder: Path, target: str, **parameters: Any) -> Path:
    """A project that learns from the table, in a file."""
    people(target).write_csv(folder / "people.csv")
    dataset = dataset_types()["csv"].parse({"path": str(folder / "people.csv"), "missing": "fill", **parameters})
    project = drawn(("dense", {"units": 6}), ("relu", {}), ("dense", {"units": 2 if target == "class" else 1}))
    project = edits.set_training(edits.set_dataset(project, dataset), epochs=6, learning_rate=0.05)
    write(folder / "people.netb", project)
    return folder / "people.netb"


def of_iris(folder: Path) -> Path:
    project = drawn(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 3}), data="iris", epochs=8)
    write(folder / "iris.netb", project)
    return folder / "iris.netb"


def outputs(path: Path, epoch: int | None = None) -> torch.Tensor:
    """What the network of the last run gives for all rows of its table, asked without the code under test."""
    run = runs_folder(path).runs()[-1]
    assert run.project is not None
    prepared = prepare(run.project.data)
    network = build(check(run.project.graph, prepared.signature)).eval()
    load_weights(network, run.weights_at(epoch or run.best_epoch or 0))
    features = ((prepared.table.features - prepared.shift) / prepared.scale).astype("float32")
    with torch.no_grad():
        found = network(torch.from_numpy(features))
    scaled: torch.Tensor = found * prepared.target_scale.item() + prepared.target_shift.item()
    return scaled


@pytest.mark.parametrize("target", ["class", "number"])
def test_rows_of_the_training_table_are_prepared_as_in_training(netbuilder: Run, tmp_path: Path, target: str) -> None:
    project = of_people(tmp_path, target)
    assert netbuilder("train", project).exit_code == 0
    new = people(target).drop("goal").select("since", "note", "member", "colour", "size")
    new.with_columns(extra=polars.lit("?")).write_csv(tmp_path / "new.csv")
    result = netbuilder("predict", project, "--input", tmp_path / "new.csv")
    assert result.exit_code == 0, result.stderr
    found, wanted = lines(result.stdout), outputs(project)
    assert len(found) == len(wanted) == ROWS
    if target == "number":
        assert list(found[0]) == ["prediction"]
        assert [float(line["prediction"]) for line in found] == pytest.approx(wanted[:, 0].tolist(), abs=1e-5)
        return
    assert list(found[0]) == ["prediction", "probability of high", "probability of low"]
    shares = wanted.softmax(1).tolist()
    told = [[float(line["probability of high"]), float(line["probability of low"])] for line in found]
    assert torch.tensor(told).allclose(torch.tensor(shares), atol=1e-5)
    assert [line["prediction"] for line in found] == ["high" if one > other else "low" for one, other in shares]
    assert len({line["prediction"] for line in found}) == 2


def test_a_few_new_rows_are_read_as_the_table_was_and_not_as_they_look_alone(netbuilder: Run, tmp_path: Path) -> None:
    project = of_people(tmp_path, "number")
    assert netbuilder("train", project).exit_code == 0
    (tmp_path / "all.csv").write_text(
        "size,colour,member,since,note\n181.5 cm,red,yes,2020-03-14,n\n160 cm,,no,2020-05-10,n\n"
    )
    (tmp_path / "one.csv").write_text("colour,since,member,size,note\nred,2020-03-14,yes,181.5,n\n")
    both = lines(netbuilder("predict", project, "--input", tmp_path / "all.csv").stdout)
    alone = netbuilder("predict", project, "--input", tmp_path / "one.csv")
    assert (alone.exit_code, len(both)) == (0, 2)
    assert lines(alone.stdout) == both[:1]


def test_parquet_columns_are_found_in_text(netbuilder: Run, tmp_path: Path) -> None:
    table = people("class").with_columns(
        polars.col("size").str.strip_suffix(" cm").cast(polars.Float64).fill_null(170.0),
        polars.col("colour").fill_null("red"),
        polars.col("member") == "yes",
        polars.col("since").str.to_date(),
    )
    table.write_parquet(tmp_path / "people.parquet")
    project = edits.set_dataset(
        drawn(("dense", {"units": 2})), dataset_types()["parquet"].parse({"path": str(tmp_path / "people.parquet")})
    )
    write(tmp_path / "people.netb", project)
    assert netbuilder("train", tmp_path / "people.netb").exit_code == 0
    table.drop("goal").write_csv(tmp_path / "new.csv")
    result = netbuilder("predict", tmp_path / "people.netb", "--input", tmp_path / "new.csv", "--json")
    assert result.exit_code == 0, result.stderr
    told = [row["probabilities"]["high"] for row in json.loads(result.stdout)["rows"]]
    assert told == pytest.approx(outputs(tmp_path / "people.netb").softmax(1)[:, 0].tolist(), abs=1e-5)


def test_bundled_data_are_found_by_the_names_of_their_features(netbuilder: Run, tmp_path: Path) -> None:
    project = of_iris(tmp_path)
    assert netbuilder("train", project).exit_code == 0
    assert netbuilder("restore", project, "--epoch", 2).exit_code == 0
    prepared = prepare(read(project).data)
    names = prepared.signature.feature_names
    rows = polars.DataFrame(prepared.table.features, schema=list(names)).select(reversed(names))
    rows.write_csv(tmp_path / "new.csv")
    result = netbuilder("predict", project, "--input", tmp_path / "new.csv", "-o", tmp_path / "out.csv", "--json")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == "Rows predicted: 150, by run 1 at epoch 2.\n"
    found, written = json.loads(result.stdout), lines((tmp_path / "out.csv").read_text())
    assert (found["run"], found["epoch"], found["classes"]) == (1, 2, ["setosa", "versicolor", "virginica"])
    shares = outputs(project, 2).softmax(1)
    for name, wanted in zip(found["classes"], shares.T.tolist(), strict=True):
        assert [row["probabilities"][name] for row in found["rows"]] == pytest.approx(wanted, abs=1e-5)
        assert [float(line[f"probability of {name}"]) for line in written] == pytest.approx(wanted, abs=1e-5)
    assert [row["prediction"] for row in found["rows"]] == [line["prediction"] for line in written]


def test_a_run_that_is_not_restored_predicts_with_its_best_epoch_and_another_run_can_be_chosen(
    netbuilder: Run, moons: Path, tmp_path: Path
) -> None:
    for seed in (0, 1):
        assert netbuilder("train", moons, "--seed", seed).exit_code == 0
    (tmp_path / "new.csv").write_text("x,y\n0.5,0.25\n1.5,-0.5\n")
    told = [netbuilder("predict", moons, "--input", tmp_path / "new.csv", "--run", run) for run in (1, 2)]
    best = [run.best_epoch for run in runs_folder(moons).runs()]
    for number, (result, epoch) in enumerate(zip(told, best, strict=True), 1):
        assert result.stderr == f"Rows predicted: 2, by run {number} at epoch {epoch}.\n"
    assert told[0].stdout != told[1].stdout
    assert netbuilder("predict", moons, "--input", tmp_path / "new.csv").stdout == told[1].stdout
    said = sentence(netbuilder("predict", moons, "--input", tmp_path / "new.csv", "--run", 3))
    assert said == "There is no run 3 in “moons.runs”."


def test_one_output_for_two_classes_gives_both_probabilities(netbuilder: Run, tmp_path: Path) -> None:
    write(tmp_path / "one.netb", drawn(("dense", {"units": 1}), rows=40))
    assert netbuilder("train", tmp_path / "one.netb").exit_code == 0
    (tmp_path / "new.csv").write_text("x;y\n0.5;0.25\n1.5;-0.5\n")
    (first, second) = lines(netbuilder("predict", tmp_path / "one.netb", "--input", tmp_path / "new.csv").stdout)
    for line in (first, second):
        zero, one = float(line["probability of 0"]), float(line["probability of 1"])
        assert zero + one == pytest.approx(1.0)
        assert line["prediction"] == ("1" if one > zero else "0")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("size,note\n1 cm,n\n", "has no column “colour”, “member”, “since”, which the network needs. Its columns are"),
        ("a", "has no column “size”, “colour”, “member”, “since”"),
        ("size,colour,member,since,note\n", "“new.csv” has column names, but no rows. Add rows."),
        (
            "size,colour,member,since,note\n"
            "1 cm,red,yes,2020-01-11,n\n"
            "1 cm,pink,maybe,2020-01-11,n\n"
            "1 cm,mauve,no,2020-01-11,n\n",
            "Row 2 (line 3) is the first with a category that is not in the training data: colour = “mauve”, "
            "“pink” (known: “blue”, “green”, “red”); member = “maybe” (known: “no”, “yes”). Correct them, or remove "
            "their rows.",
        ),
        (
            "size,colour,member,since,note\n1 cm,red,yes,2020-01-11,n\n\n1 cm,red,,2020-01-11,n\n",
            "Row 2 (line 4): column “member” has no value. Rows without one: 1 of 2. No training row had a gap there, "
            "so there is nothing to fill it with.",
        ),
        (
            "size,colour,member,since,note\nbig,red,yes,2020-01-11,n\n",
            "Row 1 (line 2): column “size” holds “big” where a number is expected.",
        ),
        (
            "size,colour,member,since,note\n1 cm,red,yes,2020-13-11,n\n",
            "Row 1 (line 2): column “since” holds “2020-13-11”, which is not written as “2020-",
        ),
        (
            "size,colour,member,since,note\n1 cm,red,yes,2020-01-11,n\n1e39 cm,red,yes,2020-01-11,n\n",
            "Row 2 (line 3): column “size” holds “1e39 cm” where a number is expected.",
        ),
    ],
)
def test_what_is_wrong_with_the_new_rows_is_one_sentence(netbuilder: Run, tmp_path: Path, text: str, said: str) -> None:
    project = of_people(tmp_path, "class")
    assert netbuilder("train", project, "--epochs", 1).exit_code == 0
    (tmp_path / "new.csv").write_text(text)
    assert said in sentence(netbuilder("predict", project, "--input", tmp_path / "new.csv"))


def test_a_gap_where_the_training_had_none_is_refused(netbuilder: Run, tmp_path: Path) -> None:
    people("class").fill_null(strategy="forward").drop_nulls().write_csv(tmp_path / "people.csv")
    dataset = dataset_types()["csv"].parse({"path": str(tmp_path / "people.csv"), "missing": "fill"})
    write(tmp_path / "p.netb", edits.set_dataset(drawn(("dense", {"units": 2})), dataset))
    assert netbuilder("train", tmp_path / "p.netb").exit_code == 0
    (tmp_path / "new.csv").write_text("size,colour,member,since,note\nn/a,red,yes,2020-01-11,n\n")
    said = sentence(netbuilder("predict", tmp_path / "p.netb", "--input", tmp_path / "new.csv"))
    assert said.startswith("Row 1 (line 2): column “size” has no value. ")


def test_a_row_far_from_the_training_rows_is_named(netbuilder: Run, tmp_path: Path) -> None:
    project: Project = edits.set_dataset(
        drawn(("dense", {"units": 1})), dataset_types()["line"].parse({"rows": 20, "noise": 0.0})
    )
    (tmp_path / "t.csv").write_text("a,goal\n" + "".join(f"{n * 1e-20},{n}.5\n" for n in range(40)))
    project = edits.set_dataset(project, dataset_types()["csv"].parse({"path": str(tmp_path / "t.csv")}))
    write(tmp_path / "t.netb", project)
    assert netbuilder("train", tmp_path / "t.netb").exit_code == 0
    (tmp_path / "new.csv").write_text("a\n1e-20\n3e38\n")
    said = sentence(netbuilder("predict", tmp_path / "t.netb", "--input", tmp_path / "new.csv"))
    assert said.startswith("Row 2 (line 3) is too far from the training rows to be normalized by them.")


def test_what_is_extrapolated_is_said_and_a_date_written_otherwise_is_shown_as_it_should_be(
    netbuilder: Run, tmp_path: Path
) -> None:
    rows = "".join(f"{n % 28 + 1:02d}.02.24,{n // 60}:{n % 60:02d},{n % 9}.5\n" for n in range(90))
    (tmp_path / "t.csv").write_text("day,time,goal\n" + rows)
    dataset = dataset_types()["csv"].parse({"path": str(tmp_path / "t.csv")})
    write(tmp_path / "t.netb", edits.set_dataset(drawn(("dense", {"units": 1}), epochs=1), dataset))
    assert netbuilder("train", tmp_path / "t.netb").exit_code == 0

    def predicted(text: str) -> Result:
        (tmp_path / "new.csv").write_text("time,day\n" + text)
        return netbuilder("predict", tmp_path / "t.netb", "--input", tmp_path / "new.csv", "--json")

    inside, outside = predicted("0:30,01.02.24\n"), predicted("0:30,01.02.24\n0:45,01.02.34\n9:45,01.02.34\n")
    assert json.loads(inside.stdout)["extrapolated"] is None
    assert "Rows far outside the training rows: 2; the first is Row 2 (line 3), by its “day”." in outside.stderr
    assert json.loads(outside.stdout)["extrapolated"] in outside.stderr
    assert "holds “2024-02-01”, which is not written as “01.02.24”" in sentence(predicted("0:30,2024-02-01\n"))
    assert "holds “30 min”, which is not written as “0:00”" in sentence(predicted("30 min,01.02.24\n"))


def test_data_that_were_changed_since_the_training_are_noticed(netbuilder: Run, tmp_path: Path) -> None:
    project = of_people(tmp_path, "number")
    assert netbuilder("train", project).exit_code == 0
    people("number").drop("goal").write_csv(tmp_path / "new.csv")
    text = (tmp_path / "people.csv").read_text()
    (tmp_path / "people.csv").write_text(text.replace("no,2020", "yes,2020", 9))
    said = sentence(netbuilder("predict", project, "--input", tmp_path / "new.csv"))
    assert said.startswith("The data are not those that the weights of epoch ")


def test_features_without_names_and_a_project_without_runs_are_refused(netbuilder: Run, tmp_path: Path) -> None:
    write(tmp_path / "blobs.netb", drawn(("dense", {"units": 3}), data="blobs", rows=60))
    (tmp_path / "new.csv").write_text("x,y\n0.5,0.25\n")
    command = ("predict", tmp_path / "blobs.netb", "--input", tmp_path / "new.csv")
    assert sentence(netbuilder(*command)) == "There is no run in “blobs.runs” yet. Train first."
    assert netbuilder("train", tmp_path / "blobs.netb").exit_code == 0
    assert sentence(netbuilder(*command)).startswith("The features of Blobs have no names, ")
    assert netbuilder("predict", tmp_path / "blobs.netb").exit_code == 2
