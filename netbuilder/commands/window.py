"""``netbuilder [FILE]``: the window; where there is no display, the same project trained without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from netbuilder.commands.terminal.output import complain, tell, wrong_use
from netbuilder.errors import DisplayError, FileError, ProjectError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.folders import make_folder
from netbuilder.files.read import read
from netbuilder.messages import say

GROUP = "netbuilder.window"
RESULTS_OF_SAMPLE = "netbuilder-results"
"""The folder, in the current one, for what comes of a sample that is trained without a window."""

OpenWindow = Callable[[Path | None], int]
"""Shows the window and gives the exit code once it is closed. Raises DisplayError where it cannot be shown."""


def window(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A project file (*.netb).", readable=False)
    ] = None,
) -> None:
    """Open the window: with FILE, or with what was open last. This is also what happens without any command."""
    if file is not None:
        _require_there(file)
    try:
        code = _opened(file)
    except DisplayError as error:
        complain(say("{reason}, so the project is trained here without a window.", reason=error.message))
        train_without_window(file)
        return
    raise typer.Exit(code)


def _opened(file: Path | None) -> int:
    """Show the window. Raises DisplayError where there is nothing to show it on."""
    if not has_display(os.environ, sys.platform):
        raise DisplayError("There is no display")
    return _opener()(file)


def _require_there(file: Path) -> None:
    """A word that is neither a command nor a file is wrong use; a project that is not there is a problem."""
    if file.exists():
        return
    if not file.suffix and file.parent == Path():
        raise wrong_use(say("“{file}” is neither a command nor a file. See netbuilder --help.", file=str(file)))
    raise FileError("There is no file “{file}”.", file=str(file))


def has_display(environment: Mapping[str, str], system: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere where a display is announced."""
    if system in ("win32", "cygwin", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _opener() -> OpenWindow:
    """What opens the window. The engine knows it only by the name of an entry point. Raises ProjectError."""
    for point in entry_points(group=GROUP):
        found: OpenWindow = point.load()
        return found
    raise ProjectError("The window is not installed here. Use the commands; see netbuilder --help.")


def train_without_window(file: Path | None) -> None:
    """Train the project, or the sample that overfits, and leave a picture of its curves and a script."""
    from netbuilder.commands.charts.curves_chart import curves
    from netbuilder.commands.runs import folder_of
    from netbuilder.commands.training_outcome import run, sentence
    from netbuilder.export import export

    source = file or _sample()
    project = read(source)
    place = _folder_for_results(file).absolute() / source.name
    make_folder(place.parent)
    script = export(project, "pytorch", data_base=place.parent)
    outcome = run(project, folder_of(place, None))
    picture = place.with_name(f"{source.stem}_curves.svg")
    write_atomically(picture, curves(outcome.measured, source.stem).encode())
    code = place.with_name(f"{source.stem}_pytorch.py")
    write_atomically(code, script.text.encode())
    for told in (sentence(outcome), say("Curves: {file}", file=str(picture)), say("Script: {file}", file=str(code))):
        tell(told)
    if not outcome.good:
        raise typer.Exit(1)


def _sample() -> Path:
    import samples

    return samples.path(samples.OPENED_FIRST)


def _folder_for_results(file: Path | None) -> Path:
    """The project's folder, or the current one where that cannot be written; a folder of their own for a sample's."""
    if file is None:
        return Path(RESULTS_OF_SAMPLE)
    return file.parent if os.access(file.absolute().parent, os.W_OK) else Path()
