"""The PyTorch script: one file that makes the data, holds the network and trains it as the program does."""

from __future__ import annotations

import textwrap
from pathlib import Path

from netbuilder.data.base import Dataset
from netbuilder.export.data_part import TENSORS, add_data
from netbuilder.export.layout.statements import WIDTH
from netbuilder.export.script import Draft, Script
from netbuilder.export.torch_network import add_network
from netbuilder.export.torch_training import add_training
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check


def write(project: Project, check: Check, data_base: Path | None) -> Script:
    """The script of a project whose check has no errors. Raises TrainingError where the loss does not fit."""
    draft = Draft(docstring(project))
    draft.need("torch")
    add_data(draft, project, data_base, TENSORS)
    add_network(draft, check)
    add_training(draft, project, check)
    return draft.finished()


def docstring(project: Project) -> list[str]:
    """What the script trains, the user's notes, and how to run it."""
    paragraphs = [
        f"Train a neural network on {_named(project.data.dataset)}",
        *(part for part in project.notes.splitlines() if part.strip()),
        "Drawn in NetBuilder. To train it:",
    ]
    wrapped = [
        textwrap.wrap(_harmless(part), WIDTH - 4, break_long_words=False, break_on_hyphens=False) for part in paragraphs
    ]
    text = [line for lines in wrapped for line in [*lines, ""]]
    return [f'"""{text[0]}', *text[1:], "    python THIS_FILE.py --history history.csv", '"""']


def _named(dataset: Dataset) -> str:
    """The data in words that end the sentence: a file by its name, others by what they are."""
    path = dataset.values().get("path")
    if path:
        return f"the table in “{Path(str(path)).name}”."
    description = dataset.description()
    return f"{dataset.title}: {description[:1].lower()}{description[1:]}"


def _harmless(text: str) -> str:
    """A text that stays inside a docstring: nothing ends it early, and nothing unseen hides in it."""
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text.replace("\\", "\\\\"))
    return shown.replace('"""', '\\"\\"\\"')
