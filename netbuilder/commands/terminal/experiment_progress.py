"""The progress of an experiment on standard error: a bar with the time left, or lines where there is no terminal."""

from __future__ import annotations

import math

from rich.progress import BarColumn, TextColumn

from netbuilder.commands.terminal.output import complain, figure, in_words
from netbuilder.commands.terminal.progress_bar import LINES, ProgressBar
from netbuilder.experiments import bias_variance as told
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.sweep.sweep import SideBySide, SweepStep, Swept
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.messages import say


class ExperimentProgress(ProgressBar):
    """Shows what an experiment tells. Use as a context manager and hand every value to ``show``.

    ``hyperparameter``: the name of what is swept, empty for none.
    """

    def __init__(self, hyperparameter: str = "") -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[left]}"),
        )
        self._task = self.bar.add_task("", left="", total=1.0, visible=False)
        self._hyperparameter, self._epochs, self._shown = hyperparameter, 1, 0
        self._said = set[str]()
        self._spread = False

    def show(self, progress: told.Progress | SweepStep | SideBySide | SweepPoint | Swept) -> None:
        """Show one value."""
        match progress:
            case SweepStep(index=index, count=count, value=value):
                turned = {"hyperparameter": self._hyperparameter, "value": value, "number": index + 1, "count": count}
                self.say(say("{hyperparameter} = {value} ({number} of {count})", **turned))
            case SideBySide(count=count, workers=workers):
                self._spread = True
                self.say(say("Measuring {count} values, {workers} at once.", count=count, workers=workers))
                self.bar.reset(self._task, total=1.0, visible=True, left="")
            case SweepPoint(value=value, terms=terms) if self._spread:
                self.say(
                    say(
                        "{hyperparameter} = {value}: test error {error}",
                        hyperparameter=self._hyperparameter,
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
