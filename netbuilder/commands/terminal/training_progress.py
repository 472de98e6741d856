"""The progress of a training on standard error: a bar with the time left, or lines where there is no terminal."""

from __future__ import annotations

from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from netbuilder.commands.terminal.output import complain, figure, in_words
from netbuilder.commands.terminal.progress_bar import LINES, ProgressBar
from netbuilder.messages import Message, say
from netbuilder.training import progress as told
from netbuilder.training.history import EpochRecord


class TrainingProgress(ProgressBar):
    """Shows what a training tells. Use as a context manager and hand every value to ``show``."""

    def __init__(self) -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[losses]}"),
            TimeElapsedColumn(),
            TextColumn(in_words(say("left"))),
            TimeRemainingColumn(elapsed_when_finished=False),
        )
        self._task = self.bar.add_task("", losses="", total=None, visible=False)
        self._epochs = 0

    def show(self, progress: told.Progress) -> None:
        """Show one value."""
        match progress:
            case told.Started():
                self._begin(progress)
            case told.Stepping(epoch=epoch, step=step, steps=steps):
                self.bar.update(self._task, completed=epoch - 1 + step / steps)
            case told.EpochDone(record=record):
                self._advance(record)
            case told.Notice(message=message):
                self.say(say("Notice: {message}", message=message))

    def _begin(self, started: told.Started) -> None:
        self._epochs = started.epochs
        self.say(
            say(
                "Training {parameters} parameters on {rows} rows up to epoch {epochs}, device {device}.",
                parameters=f"{started.parameters:,}",
                rows=f"{started.training_rows:,}",
                epochs=f"{started.epochs:,}",
                device=started.device,
            )
        )
        for warning in started.warnings:
            self.say(say("Warning: {warning}", warning=warning))
        done = started.first_epoch - 1
        # The time left is reckoned from the epochs of this training alone.
        text = in_words(self._epoch(done))
        self.bar.reset(self._task, total=started.epochs, completed=done, description=text, visible=True)

    def _advance(self, record: EpochRecord) -> None:
        losses = say(
            "training {training}  validation {validation}",
            training=figure(record.train_loss),
            validation=figure(record.validation_loss),
        )
        epoch = self._epoch(record.epoch)
        self.bar.update(self._task, completed=record.epoch, description=in_words(epoch), losses=in_words(losses))
        every = max(1, self._epochs // LINES)
        if not self.moves and (record.epoch % every == 0 or record.epoch in (1, self._epochs)):
            complain(say("{epoch}: {losses}", epoch=epoch, losses=losses))

    def _epoch(self, number: int) -> Message:
        return say("Epoch {epoch:,}/{epochs:,}", epoch=number, epochs=self._epochs)
