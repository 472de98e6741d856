"""What the test rows have said of a run, and how often they were asked: an honest figure is read once."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netbuilder.errors import FileError, MissingFileError
from netbuilder.files.regular import read_regular, write_regular
from netbuilder.files.write import dumps
from netbuilder.project.project import Project
from netbuilder.runs.folder import Run, RunsFolder, number_of
from netbuilder.runs.results import Epoch, Number
from netbuilder.runs.run_files import MAX_TEST, TEST, Count, Word

SPLIT = ("dataset", "split", "validation", "test", "split_seed")
"""The data settings that decide which rows are for the test."""


class OpenedTest(BaseModel):
    """What ``test.json`` holds: the figures, with their standard errors, None where there is no finite one.

    ``first`` and ``latest``: when the rows were opened, in UTC, ISO 8601; ``opened``: how often. ``newest_run``: the
    highest number of a run when they were first opened; ``project``: the mark of the project then. ``chosen_by``:
    whether the figure may have been used to choose, so that it is no longer unbiased.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    epoch: Epoch
    rows: Annotated[Count, Field(ge=1)]
    loss: Number | None
    loss_error: Number | None
    metric: Literal["accuracy", "R²"]
    value: Number | None
    value_error: Number | None
    first: Word
    latest: Word
    opened: Annotated[Count, Field(ge=1)]
    newest_run: Count
    project: Word
    chosen_by: bool


def read_opened(run: Path) -> OpenedTest | None:
    """What is kept in the folder of a run, None where the rows were never opened. Raises FileError."""
    try:
        return OpenedTest.model_validate_json(read_regular(run / TEST, MAX_TEST))
    except MissingFileError:
        return None
    except ValidationError as error:
        raise FileError(
            "“{file}” is damaged: how often the test rows were opened is lost. Remove it to open them again.",
            file=TEST,
        ) from error


def write_opened(run: Path, opened: OpenedTest) -> None:
    """Keep it in the folder of a run, whole or not at all. Raises FileError."""
    write_regular(run / TEST, (json.dumps(opened.model_dump(), indent=2, ensure_ascii=False) + "\n").encode())


def opened_before(folder: RunsFolder, run: Path) -> list[int]:
    """The numbers of the other runs for which the test rows were opened, also where what they said is damaged."""
    return [number_of(path) for path in folder.folders() if path != run and os.path.lexists(path / TEST)]


def continued_with_another_split(folder: RunsFolder, run: Run) -> bool:
    """Whether the run continues one, as far as these are kept, in which other rows were set apart for the test."""
    while run.project is not None and run.resumed_from is not None and run.resumed_from < run.number:
        before = folder.run(folder.path / str(run.resumed_from))
        if before.project is None:
            return False
        if any(getattr(before.project.data, name) != getattr(run.project.data, name) for name in SPLIT):
            return True
        run = before
    return False


def newest_run(folder: RunsFolder) -> int:
    """The highest number of a run, 0 where there is none."""
    return max(map(number_of, folder.folders()), default=0)


def mark_of(project: Project) -> str:
    """The same for projects that differ only in where things lie on the canvas, in its frames and in the notes."""
    bare = replace(project, layout={}, notes="", annotations={}, reroutes={})
    return hashlib.sha256(dumps(bare, None).encode()).hexdigest()
