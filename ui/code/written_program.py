"""The drawing as a program, with its colours and what differs from the lines shown before: made beside the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.errors import UserError
from netbuilder.messages import Message
from netbuilder.project.project import Project
from ui.code.code_view import Replacement
from ui.code.export_work import sound_part_of
from ui.code.highlighting import NO_COLOURS, Colours, colours_of

if TYPE_CHECKING:
    from netbuilder.backends.code.forward import Line


@dataclass(frozen=True)
class Program:
    """A program with its colours, and how it differs from the lines that were shown before.

    ``problem``: why it is only the sound part of the network; None where it is the whole script.
    """

    lines: Sequence[Line]
    colours: Colours
    replacements: tuple[Replacement, ...]
    problem: Message | None


def write_program(
    project: Project,
    target: str,
    base: Path | None,
    shown_before: Sequence[str] = (),
    colours_before: Colours = NO_COLOURS,
) -> Program:
    """Write the program of a project in the words of one framework, or the sound part of its network. Raises what the
    export raises where nothing is sound.

    Touches no widget: it may run on any thread. Lines that were shown before are neither coloured nor replaced.
    """
    from netbuilder.export import export

    problem = None
    try:
        script = export(project, target, data_base=base)
    except UserError as error:
        script, problem = sound_part_of(project, target, error), error.message
    texts = [line.text for line in script.lines]
    return Program(script.lines, colours_of(texts, colours_before), replacements(shown_before, texts), problem)


def replacements(before: Sequence[str], after: Sequence[str]) -> tuple[Replacement, ...]:
    """What turns some lines into others. Compared is only what lies between the first and the last line that differ:
    most edits change a few lines of thousands, many of which are the same.
    """
    above = _equal(zip(before, after, strict=False))
    below = _equal(zip(reversed(before[above:]), reversed(after[above:]), strict=False))
    old, new = before[above : len(before) - below], after[above : len(after) - below]
    changed = (code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal")
    return tuple(Replacement(above + j1, i2 - i1, tuple(new[j1:j2])) for _, i1, i2, j1, j2 in changed)


def _equal(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs of equal lines come first."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
