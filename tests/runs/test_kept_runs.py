"""Kept runs beside one another: in what they differ, what they came to, their notes, and how they are deleted."""

from __future__ import annotations

import json
import shutil
import statistics
from dataclasses import replace
from pathlib import Path

import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import FileError
from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.differences import apart, differences, usual
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.notes import LONGEST_NAME, NOTES, Notes, named, read_notes, write_notes
from netbuilder.runs.recording import record
from netbuilder.runs.repeats import MAX_SEED, Repeats, summary
from netbuilder.runs.results import Result, result
from netbuilder.runs.run_list import RunList, run_entries
from netbuilder.runs.run_lock import RunLock
from netbuilder.runs.run_table import csv_table
from netbuilder.training.trainer import Training
from tests.drawing import Draw


@pytest.fixture
def base(draw: Draw) -> Project:
    """2 → 8 → 2 on two moons."""
    return draw(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}))


def keep(project: Project, folder: RunsFolder, notes: Notes | None = None) -> Path:
    training = Training(project)
    list(record(training, folder, notes))
    assert training.recorded_in is not None
    return training.recorded_in


def said(*projects: Project) -> list[str]:
    """In what each differs from what is usual."""
    most = usual(projects)
    return [" · ".join(map(str, differences(project, most))) for project in projects]


def dense(project: Project) -> str:
    return next(node.id for node in project.graph.nodes.values() if node.layer.width)


def test_a_run_is_told_by_what_is_unlike_most(base: Project) -> None:
    decayed = edits.set_training(base, weight_decay=0.01, seed=3)
    patient = edits.set_training(base, patience=20)
    noisy = edits.set_dataset(base, base.data.dataset.with_(noise=0.5))
    other = edits.set_dataset(base, dataset_types()["iris"]())
    told = said(base, decayed, base, patient, noisy, other)
    assert told == [
        "",
        "Weight decay 0.01 · Seed 3",
        "",
        "Early stopping after 20",
        "Noise 0.5",
        "Iris data",
    ]


def test_of_two_runs_the_earlier_counts_as_usual(base: Project) -> None:
    patient = edits.set_training(base, patience=5)
    assert said(patient, base) == ["", "Early stopping after: none"]


def test_drawings_differ_by_layers_and_by_what_is_in_them(base: Project) -> None:
    node = dense(base)
    units = base.graph.nodes[node].layer.summary()
    narrow = edits.set_parameter(base, node, "units", 3)
    wire = next(wire for wire in base.graph.wires if wire.source == node)
    silenced, _ = edits.insert_on_wire(base, wire, layer_types()["dropout"](), (0.0, 0.0))
    bare = edits.take_out(base, [wire.target])
    renamed = edits.rename(base, node, "First")
    told = said(base, narrow, base, silenced, bare, renamed)
    assert told[1] == f"Dense: {units} → 3 units"
    assert told[3] == "Dropout 0.5"
    assert told[4].startswith("no ")
    assert told[0] == told[5] == ""
    assert said(base, edits.set_parameter(base, node, "bias", False))[1] == "Dense: Bias on → off"


def test_wires_alone_and_wholly_other_drawings_are_told_too(draw: Draw) -> None:
    one = draw(("relu", {}), ("tanh", {}), ("dense", {"units": 2}))
    swapped = frozenset(
        {Wire("input_1", "tanh_1"), Wire("tanh_1", "relu_1"), Wire("relu_1", "dense_1"), Wire("dense_1", "output_1")}
    )
    assert said(one, replace(one, graph=replace(one.graph, wires=swapped)))[1] == "wired differently"
    deep = draw(("dense", {}), ("relu", {}), ("dense", {}), ("relu", {}))
    bent = draw(("tanh", {}), ("sigmoid", {}), ("elu", {}), ("gelu", {}))
    assert said(deep, deep, bent)[2] == "another network, of 6 layers"
    assert said(draw(), draw(), bent)[2] == "4 more layers"
    assert said(bent, bent, draw())[2] == "4 fewer layers"


def test_repeats_count_once_for_what_is_usual(base: Project, folder: RunsFolder) -> None:
    short = edits.set_training(base, epochs=1)
    keep(short, folder)
    repeats = Repeats(edits.set_training(short, weight_decay=0.5), 3)
    for project in repeats.projects():
        keep(project, folder, Notes(group=repeats.group))
    told = [" · ".join(map(str, entry.differs)) for entry in run_entries(folder)]
    assert told == ["", "Weight decay 0.5 · Seed 0", "Weight decay 0.5 · Seed 1", "Weight decay 0.5 · Seed 2"]


def test_apart_looks_at_what_weights_depend_on_alone(base: Project) -> None:
    assert apart(base, edits.set_training(base, seed=4)) is None
    assert str(apart(base, edits.set_parameter(base, dense(base), "units", 3))) == "another network"
    assert str(apart(base, edits.set_data(base, validation=0.3))) == "other data"


def test_what_a_run_came_to_is_known_without_its_history(base: Project, folder: RunsFolder) -> None:
    path = keep(edits.set_training(base, epochs=4), folder)
    (run,) = folder.runs()
    (path / "history.csv").write_text("nonsense")
    (entry,) = run_entries(folder)
    assert entry.result == result(run.records)
    assert entry.result is not None
    assert entry.result.gap == run.records[-1].validation_loss - run.records[-1].train_loss
    assert entry.parameters == sum(tensor.numel() for tensor in run.weights().values())
    assert entry.run().problem is not None


def test_runs_kept_before_results_were_are_counted_from_their_files(base: Project, folder: RunsFolder) -> None:
    path = keep(edits.set_training(base, epochs=3), folder)
    (known,) = run_entries(folder)
    settings = json.loads((path / "settings.json").read_text("utf-8"))
    del settings["result"], settings["parameters"]
    (path / "settings.json").write_text(json.dumps(settings))
    (entry,) = run_entries(folder)
    assert (entry.result, entry.parameters) == (known.result, known.parameters)


def test_a_folder_is_read_again_only_where_it_changed(base: Project, folder: RunsFolder) -> None:
    for seed in range(2):
        keep(edits.set_training(base, epochs=1, seed=seed), folder)
    run_list = RunList(folder)
    first = run_list.entries()
    write_notes(first[1].path, Notes(name="second"))
    second = run_list.entries()
    assert second[0].project is first[0].project
    assert second[1].project is not first[1].project
    assert second[1].notes.name == "second"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pinned": "perhaps"}', b'{"name": 7}', b"\xff\xfe"])
def test_damaged_notes_are_said_and_the_run_is_there_all_the_same(
    base: Project, folder: RunsFolder, content: bytes
) -> None:
    path = keep(edits.set_training(base, epochs=1), folder)
    (path / NOTES).write_bytes(content)
    with pytest.raises(FileError, match="damaged"):
        read_notes(path)
    (entry,) = run_entries(folder)
    assert "damaged" in str(entry.problem)
    assert entry.project is not None
    assert folder.runs()[0].notes == Notes()


def test_a_name_is_one_line_of_bounded_length() -> None:
    assert named(Notes(pinned=True), "  two\n lines ").name == "two lines"
    assert len(named(Notes(), "x" * 500).name) == LONGEST_NAME
    assert named(Notes(name="old", pinned=True), " ") == Notes(pinned=True)


def test_notes_come_with_a_run_that_is_made_again(base: Project, folder: RunsFolder) -> None:
    training = Training(edits.set_training(base, epochs=6))
    for number, _ in enumerate(record(training, folder, Notes(group="g"))):
        if number == 1:
            shutil.rmtree(folder.path)
    assert [run.notes.group for run in folder.runs()] == ["g"]


def test_a_deleted_run_is_gone_and_its_number_not_given_again(base: Project, folder: RunsFolder) -> None:
    paths = [keep(edits.set_training(base, epochs=1), folder) for _ in range(3)]
    folder.delete(paths[2])
    folder.delete(paths[2])
    assert [run.number for run in folder.runs()] == [1, 2]
    assert not [path for path in folder.path.iterdir() if path.name.startswith(".deleted")]
    assert keep(edits.set_training(base, epochs=1), folder).name == "4"


def test_a_run_that_somebody_writes_is_not_deleted(base: Project, folder: RunsFolder) -> None:
    path = keep(edits.set_training(base, epochs=1), folder)
    hold = RunLock(path)
    with pytest.raises(FileError, match="is being written"):
        folder.delete(path)
    hold.release()
    folder.delete(path)
    assert folder.runs() == []


def test_the_latest_run_is_found_without_reading_older_ones(base: Project, folder: RunsFolder) -> None:
    paths = [keep(edits.set_training(base, epochs=1), folder) for _ in range(3)]
    (paths[0] / "settings.json").write_text("{")
    (paths[2] / "settings.json").write_text("{")
    latest = folder.latest()
    assert latest is not None
    assert latest.number == 2
    assert RunsFolder(folder.path / "nowhere").latest() is None


def test_seeds_go_up_from_the_projects_own_and_never_too_high(base: Project) -> None:
    seeds = [project.training.seed for project in Repeats(edits.set_training(base, seed=3), 4).projects()]
    assert seeds == [3, 4, 5, 6]
    high = Repeats(edits.set_training(base, seed=MAX_SEED), 3).projects()
    assert [project.training.seed for project in high] == [MAX_SEED - 2, MAX_SEED - 1, MAX_SEED]
    assert Repeats(base).group != Repeats(base).group


def outcome(best: float | None, end: float | None) -> Result:
    return Result(epochs=9, best_epoch=3, best_loss=best, train_loss=0.1, validation_loss=end, seconds=1.0)


def test_the_summary_is_of_the_numbers_of_the_runs() -> None:
    ends = [0.30, 0.35, 0.43]
    found = summary([outcome(0.14, end) for end in ends], overfitting=2)
    assert found.end is not None
    assert (found.end.mean, found.end.deviation) == pytest.approx((statistics.fmean(ends), statistics.stdev(ends)))
    assert str(found.sentence) == (
        "Over 3 seeds, the lowest validation loss is 0.14 ± 0 and the final one is 0.36 ± 0.07 "
        "(mean ± standard deviation). 2 of 3 overfit."
    )
    assert str(found.short) == "3 seeds: best 0.14 ± 0, end 0.36 ± 0.07"


def test_the_summary_says_what_cannot_be_said() -> None:
    assert "There are no validation rows" in str(summary([outcome(None, None)] * 2, 0).sentence)
    assert "One seed says nothing" in str(summary([outcome(0.1, 0.2)]).sentence)
    assert "every loss stopped being a number" in str(summary([None, None], 0).sentence)
    assert str(summary([outcome(0.1, 0.2), None], 2).sentence).endswith("All of them overfit.")


def test_a_name_is_no_formula_for_a_spreadsheet(base: Project, folder: RunsFolder) -> None:
    path = keep(edits.set_training(base, epochs=1), folder)
    write_notes(path, Notes(name="=1+1"))
    assert b",'=1+1," in csv_table(run_entries(folder))
