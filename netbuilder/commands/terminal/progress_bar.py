"""A bar on standard error that moves while something long is done; lines instead where there is no terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.progress import Progress, ProgressColumn

from netbuilder.commands.terminal.output import aside, complain, in_words
from netbuilder.messages import Message

LINES = 10
"""About so many lines stand for the bar where there is no terminal."""


class ProgressBar:
    """Use as a context manager. ``columns``: what stands in the row of the bar."""

    def __init__(self, *columns: ProgressColumn) -> None:
        self._console = aside()
        self.moves = self._console.is_terminal
        self.bar = Progress(
            *columns, console=self._console, disable=not self.moves, redirect_stdout=False, redirect_stderr=False
        )

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def say(self, message: Message) -> None:
        """One line, above the bar where there is one."""
        if self.moves:
            self._console.print(in_words(message))
        else:
            complain(message)
