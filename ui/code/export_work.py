"""What the export dialog has made beside the window: a file in a format, and what is shown of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from netbuilder.errors import UserError
from netbuilder.messages import Message
from netbuilder.project.project import Project
from ui.code.highlighting import NO_COLOURS, Colours, colours_of
from ui.language.text import shown

if TYPE_CHECKING:
    from netbuilder.export.formats import Artifact, Format
    from netbuilder.export.script import Script
    from netbuilder.runs.run import Run


@dataclass(frozen=True)
class Wanted:
    """What the user asks for. ``folder``, ``stem``: where the file will lie, and its name without the suffix; ``run``:
    whose weights it is to hold; ``given_up``: set where it is no longer wanted."""

    project: Project
    format: Format
    folder: Path | None
    stem: str
    run: Run | None
    ready: Callable[[], None] | None
    given_up: Event = field(default_factory=Event, compare=False)


@dataclass(frozen=True)
class Made:
    """The files, and of texts the lines that are shown with their colours."""

    wanted: Wanted
    artifact: Artifact
    text: str = ""
    colours: Colours = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """The sound part of a network as code, where the whole script cannot be written; ``problem`` says why."""

    wanted: Wanted
    problem: Message
    text: str
    colours: Colours


def make(wanted: Wanted) -> Made | Part:
    """Make the files, or the sound part of a script. Raises what the export raises where there is none.

    Touches no widget: it may run on any thread.
    """
    try:
        return _whole(wanted)
    except UserError as error:
        if wanted.format.kind != "script":
            raise
        text = sound_part_of(wanted.project, wanted.format.name, error).text
        return Part(wanted, error.message, text, colours_of(text.splitlines()))


def sound_part_of(project: Project, target: str, why: UserError) -> Script:
    """The sound part of a network in the words of one framework. Raises ``why`` where nothing is sound."""
    from netbuilder.export.sound_part import export_sound_part

    try:
        return export_sound_part(project, target)
    except UserError:
        raise why from None


def _whole(wanted: Wanted) -> Made:
    from netbuilder.export.formats import Request
    from netbuilder.export.formats.notebook import as_text
    from netbuilder.export.formats.weight_files import kept

    if wanted.ready is not None and (wanted.run is not None or not wanted.format.textual):
        wanted.ready()
    held = kept(wanted.run, wanted.project) if wanted.run is not None else None
    project = wanted.project if held is None else held.project
    request = Request(project, wanted.folder, wanted.stem, held, shown, wanted.given_up.is_set)
    artifact = wanted.format.make(request)
    if wanted.format.kind not in ("script", "notebook", "markup"):
        return Made(wanted, artifact)
    is_notebook = wanted.format.kind == "notebook"
    text = as_text(artifact.content) if is_notebook else artifact.content.decode()
    colours = NO_COLOURS if wanted.format.kind == "markup" else colours_of(text.splitlines())
    return Made(wanted, artifact, text, colours)
