"""The progress of an experiment on standard error: a bar with the time left, or lines where there is no terminal."""

from __future__ import annotations

import math
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TextColumn

from netbuilder.commands.speaking import aside, complain, figure
from netbuilder.experiments import bias_variance as told
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.sweep import Point, Spread, Swept, Turned
from netbuilder.messages import say

LINES = 10


class Display:
    """Shows what an experiment tells. Use as a context manager and hand every value to ``show``.

    ``knob``: the name of what is turned, empty for none.
    """

    def __init__(self, knob: str = "") -> None:
        self._console = aside()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[left]}"),
            console=self._console,
            disable=not self._console.is_terminal,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", left="", total=1.0, visible=False)
        self._knob, self._epochs, self._shown = knob, 1, 0
        self._said = set[str]()
        self._spread = False

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, progress: told.Progress | Turned | Spread | Point | Swept) -> None:
        """Show one value."""
        match progress:
            case Turned(index=index, count=count, value=value):
                self._say(f"{self._knob} = {value} ({index + 1} of {count})")
            case Spread(count=count, workers=workers):
                self._spread = True
                self._say(say("Measuring {count} values, {workers} at once.", count=count, workers=workers))
                self._bar.reset(self._task, total=1.0, visible=True, left="")
            case Point(value=value, terms=terms) if self._spread:
                self._say(
                    say(
                        "{knob} = {value}: test error {error}",
                        knob=self._knob,
                        value=value,
                        error=figure(terms.test_error) if terms else "–",
                    )
                )
            case told.Began():
                self._begin(progress)
            case told.Working(done=done, seconds_left=seconds):
                left = f"{math.ceil(seconds):,} s left" if math.isfinite(seconds) else ""
                self._bar.update(self._task, completed=done, left=left)
            case told.Measured(terms=terms):
                self._measured(terms)

    def _begin(self, began: told.Began) -> None:
        self._epochs, self._shown = began.epochs, 0
        self._say(
            say(
                "Training {count} networks for {epochs} epochs, {way}.",
                count=f"{began.resamples:,}",
                epochs=f"{began.epochs:,}",
                way=say(began.way),
            )
        )
        for note in began.notes:
            if str(note) not in self._said:  # a sweep need not say it again at each value
                self._said.add(str(note))
                self._say(f"Note: {note}")
        self._bar.reset(self._task, total=1.0, visible=True, left="")

    def _measured(self, terms: Terms) -> None:
        text = (
            f"Epoch {terms.epoch:,}/{self._epochs:,}: bias² {figure(terms.bias2)}  variance {figure(terms.variance)}  "
            f"test error {figure(terms.test_error)}"
        )
        self._bar.update(self._task, description=text)
        every = max(1, self._epochs // LINES)
        if self._bar.disable and terms.epoch > self._shown and (terms.epoch % every == 0 or terms.epoch == 1):
            self._shown = terms.epoch
            complain(text)

    def _say(self, text: object) -> None:
        if self._bar.disable:
            complain(str(text))
        else:
            self._console.print(str(text))
