"""How the commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import math
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.messages import Message

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDTH_WITHOUT_TERMINAL = 120

STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""The Unicode categories of what is not seen itself, but acts on what is around it."""

JOINERS = "\u200c\u200d"
"""Of these, what some scripts need to write their characters."""


def output() -> Console:
    """Where results go."""
    return _console(stderr=False)


def aside() -> Console:
    """Where progress, warnings and errors go."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def in_words(text: Message | str) -> str:
    """A text as it is printed, in one line. All that users read passes through here: the one place for a language.

    What steers a terminal, breaks a line or turns its direction is printed as its escape: names come from files.
    """
    words = str(text)
    return words if words.isprintable() else "".join(map(_visible, words))


def _visible(letter: str) -> str:
    steers = unicodedata.category(letter) in STEERING and letter not in JOINERS
    return repr(letter)[1:-1] if steers else letter


def complain(message: Message) -> None:
    """Say on standard error what is wrong, in one line."""
    sys.stderr.write(f"{in_words(message)}\n")


def tell(message: Message) -> None:
    """Say a result, in one line."""
    output().print(in_words(message), soft_wrap=True)


def wrong_use(message: Message, option: str | None = None) -> Exception:
    """What to raise where a command is not used as it wants; ``option`` is the one that is wrong. Exit code 2."""
    import typer

    return typer.BadParameter(in_words(message), param_hint=option)


def table(*columns: Message | str, numbers: Sequence[Message | str] = ()) -> Table:
    """An empty table; the columns named in ``numbers`` are aligned to the right."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        made.add_column(in_words(name), justify="right" if name in numbers else "left", overflow="fold")
    return made


def write_text(text: str) -> None:
    """A whole file on standard output: on a terminal as text; into a file or a pipe as UTF-8, whatever the locale."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())


def write_json(value: Any) -> None:
    """One JSON object on standard output, in the strictest sense: what is no number becomes null."""
    sys.stdout.write(json.dumps(strict(value), allow_nan=False, indent=2) + "\n")


def strict(value: Any) -> Any:
    """A plain value in which what is no number is None, as strict JSON wants it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(key): strict(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [strict(item) for item in value]
    return value


def figure(value: float) -> str:
    """A measured number with four sensible digits, or all before the point up to a million; "–" where there is none."""
    if 10_000 <= abs(value) < 1_000_000:
        return f"{value:,.0f}"
    return f"{value:.4g}" if math.isfinite(value) else "–"
