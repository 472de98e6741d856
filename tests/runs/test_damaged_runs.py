"""Damaged runs cost a sentence at most: named kinds, and a fixed share of the fuzzer. ``make fuzz`` does more."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from netbuilder.commands.runs import last_run
from netbuilder.errors import UserError
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.run_list import run_entries
from netbuilder.training.trainer import Training
from tests.drawing import checked
from tests.runs.damage import kept
from tests.runs.damage_tensors import rewritten
from tests.runs.damage_texts import DEEP
from tests.runs.exercise import Uses
from tests.runs.fuzz import tried

SHARE, OF_EACH = 15, 10
SHALLOW = 2000
"""So deep are lists that need not be large to be nested too deeply."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two runs of six epochs and two experiments."""
    return kept(tmp_path_factory.mktemp("original"))


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy of it, whose second run is not taken back to an earlier epoch."""
    copy = shutil.copytree(original.parent, tmp_path / "copy") / original.name
    (runs_folder(copy).path / "2" / "restored.json").unlink()
    return copy


@pytest.fixture
def one_thread() -> object:
    """Of torch: networks as small as these are slower on more."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("part", range(SHARE))
def test_damaged_runs_cost_a_sentence_at_most(one_thread: object, original: Path, tmp_path: Path, part: int) -> None:
    outcomes = [tried(original, tmp_path / f"{seed}", seed) for seed in range(part * OF_EACH, (part + 1) * OF_EACH)]
    assert not [f"{one.seed}, {one.damage}: {one.trace}" for one in outcomes if one.trace]


Change = Callable[[dict[str, torch.Tensor], dict[str, str]], object]


def only(prefix: str, change: Callable[[torch.Tensor], torch.Tensor]) -> Change:
    """Change the tensors whose names begin so."""

    def changed(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        for name in [name for name in tensors if name.startswith(prefix)]:
            tensors[name] = change(tensors[name])

    return changed


def renamed(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
    name = min(tensors)
    tensors[f"{name}.x"] = tensors.pop(name)


def nested(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
    metadata["netbuilder"] = "[" * DEEP


def epochs_of_before(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
    metadata["netbuilder"] = metadata["netbuilder"].replace('"epochs": 6', '"epochs": -3')


DAMAGED = "“{}” is damaged"
RESUMED: dict[str, tuple[Change, str]] = {
    "random states of another type": (only("random/", torch.Tensor.float), "the random state in it does not belong to"),
    "random states cut short": (only("random/", lambda state: state[:-8]), "the random state in it does not belong to"),
    "random states of nothing": (only("random/", torch.zeros_like), "the random state in it does not belong to"),
    "optimizer of another shape": (only("optimizer/0.exp", lambda t: t[:1]), "the optimizer state in it does not"),
    "optimizer of another type": (only("optimizer/", torch.Tensor.double), "the optimizer state in it does not"),
    "weights of another type": (only("weights/", torch.Tensor.double), "cannot be read"),
    "best weights without a dimension": (only("best/", lambda tensor: tensor.flatten()[0]), "cannot be read"),
    "a tensor of another name": (renamed, "cannot be read"),
    "metadata nested too deeply": (nested, "cannot be read"),
    "fewer epochs than none": (epochs_of_before, "cannot be read"),
}
EPOCHS: dict[str, Change] = {
    "renamed": renamed,
    "without a dimension": only("", lambda tensor: tensor.flatten()[0]),
    "of another shape": only("", lambda tensor: tensor[..., None]),
    "of another type": only("", torch.Tensor.double),
    "fewer than listed": only("", lambda tensor: tensor[:2]),
}
TEXTS: dict[str, tuple[str, str, str]] = {
    "settings nested too deeply": ("settings.json", '{"project": ' + "[" * DEEP, "it does not describe a training"),
    "settings that are not text": ("settings.json", "\0\udcff", "it does not describe a training"),
    "a history of large losses": ("history.csv", ",1e308,", "at line 2"),
    "a history of no numbers": ("history.csv", ",nan,", "at line 2"),
    "a history of other columns": ("history.csv", "epoch,loss", "it is not the history of a training"),
    "notes nested too deeply": ("notes.json", "[" * SHALLOW, "the name and the pin of this run are lost"),
    "a restored epoch nested too deeply": ("restored.json", "[" * SHALLOW, "the epoch that was restored is lost"),
    "a restored epoch before the first": ("restored.json", '{"epoch": -1}', "the epoch that was restored is lost"),
    "a restored epoch of many digits": ("restored.json", '{"epoch": ' + "9" * 2000 + "}", "the epoch that was"),
}


def refusal(use: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        use()
    return str(refused.value)


@pytest.mark.parametrize("damage", RESUMED)
def test_a_state_that_is_not_this_trainings_is_not_gone_on_from(project: Path, damage: str) -> None:
    change, words = RESUMED[damage]
    run = last_run(runs_folder(project))
    rewritten(run.path / "resume.safetensors", change)
    longer = edits.set_training(read(project), epochs=7)
    said = refusal(lambda: list(Training(longer, resume=run.resume()).run()))
    assert said.startswith(DAMAGED.format("resume.safetensors"))
    assert words in said
    run.restore(3, checked(longer))
    list(Training(longer, resume=run.resume()).run())


@pytest.mark.parametrize("damage", EPOCHS)
def test_kept_epochs_that_are_not_those_of_the_network_are_not_restored(project: Path, damage: str) -> None:
    run = last_run(runs_folder(project))
    rewritten(run.path / "epochs.safetensors", EPOCHS[damage])
    drawing = checked(read(project))
    other = next(epoch for epoch in range(1, 6) if epoch != run.best_epoch)
    assert refusal(lambda: run.restore(other, drawing)).startswith(DAMAGED.format("epochs.safetensors"))
    assert not run.restored
    assert run.resume().kept == {}
    run.restore_best(drawing)  # which has a file of its own
    assert run.epoch == run.best_epoch


@pytest.mark.parametrize("damage", TEXTS)
def test_damaged_texts_are_named(project: Path, damage: str) -> None:
    name, content, words = TEXTS[damage]
    folder = runs_folder(project)
    file = folder.path / "2" / name
    if name == "history.csv" and content.startswith(","):
        head, first, *rest = file.read_text().splitlines(keepends=True)
        cells = first.split(",")
        content = head + ",".join([cells[0], content.strip(","), *cells[2:]]) + "".join(rest)
    file.write_text(content, "utf-8", "surrogateescape")
    run, (_, entry) = folder.run(file.parent), run_entries(folder)
    (problem,) = {str(problem) for problem in (run.problem, entry.problem) if problem is not None}
    assert DAMAGED.format(name) in problem
    assert words in problem
    assert folder.runs()[0].problem is None


def test_a_run_of_a_newer_version_says_so(project: Path) -> None:
    file = runs_folder(project).path / "2" / "settings.json"
    document = json.loads(file.read_text())
    document["project"]["version"] = 10_000
    file.write_text(json.dumps(document))
    (_, run) = runs_folder(project).runs()
    assert "“settings.json” cannot be opened: it was saved by a newer NetBuilder" in str(run.problem)


def test_a_folder_that_is_not_damaged_costs_no_sentence(original: Path, tmp_path: Path) -> None:
    assert Uses(shutil.copytree(original.parent, tmp_path / "copy") / original.name).all() == []
