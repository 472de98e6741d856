"""The progress of an experiment on standard error: a bar with the time left, or lines where there is no terminal."""

from __future__ import annotations

import math

from rich.progress import BarColumn, TextColumn

from netbuilder.commands.bars import LINES, Bar
from netbuilder.commands.speaking import complain, figure, in_words
from netbuilder.experiments import bias_variance as told
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.point import Point
from netbuilder.experiments.sweep import SideBySide, Swept, Turned
from netbuilder.messages import say


class Display(Bar):
    """Shows what an experiment tells. Use as a context manager and hand every value to ``show``.

    ``knob``: the name of what is turned, empty for none.
    """

    def __init__(self, knob: str = "") -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[left]}"),
        )
        self._task = self.bar.add_task("", left="", total=1.0, visible=False)
        self._knob, self._epochs, self._shown = knob, 1, 0
        self._said = set[str]()
        self._spread = False

    def show(self, progress: told.Progress | Turned | SideBySide | Point | Swept) -> None:
        """Show one value."""
        match progress:
            case Turned(index=index, count=count, value=value):
                turned = {"knob": self._knob, "value": value, "number": index + 1, "count": count}
                self.say(say("{knob} = {value} ({number} of {count})", **turned))
            case SideBySide(count=count, workers=workers):
                self._spread = True
                self.say(say("Measuring {count} values, {workers} at once.", count=count, workers=workers))
                self.bar.reset(self._task, total=1.0, visible=True, left="")
            case Point(value=value, terms=terms) if self._spread:
                self.say(
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
                left = in_words(say("{seconds:,} s left", seconds=math.ceil(seconds))) if math.isfinite(seconds) else ""
                self.bar.update(self._task, completed=done, left=left)
            case told.Measured(terms=terms):
                self._measured(terms)

    def _begin(self, began: told.Began) -> None:
        self._epochs, self._shown = began.epochs, 0
        self.say(
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
                self.say(say("Note: {note}", note=note))
        self.bar.reset(self._task, total=1.0, visible=True, left="")

    def _measured(self, terms: Terms) -> None:
        told_now = say(
            "Epoch {epoch:,}/{epochs:,}: bias² {bias2}  variance {variance}  test error {error}",
            epoch=terms.epoch,
            epochs=self._epochs,
            bias2=figure(terms.bias2),
            variance=figure(terms.variance),
            error=figure(terms.test_error),
        )
        self.bar.update(self._task, description=in_words(told_now))
        every = max(1, self._epochs // LINES)
        if not self.moves and terms.epoch > self._shown and (terms.epoch % every == 0 or terms.epoch == 1):
            self._shown = terms.epoch
            complain(told_now)
