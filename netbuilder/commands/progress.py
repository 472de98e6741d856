"""The progress of a training on standard error: a bar with the time left, or lines where there is no terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from netbuilder.commands.speaking import aside, complain, figure
from netbuilder.messages import say
from netbuilder.training import progress as told
from netbuilder.training.history import EpochRecord

LINES = 10


class Display:
    """Shows what a training tells. Use as a context manager and hand every value to ``show``."""

    def __init__(self) -> None:
        self._console = aside()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[losses]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(elapsed_when_finished=False),
            console=self._console,
            disable=not self._console.is_terminal,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", losses="", total=None, visible=False)
        self._epochs = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, progress: told.Progress) -> None:
        """Show one value."""
        match progress:
            case told.Started():
                self._begin(progress)
            case told.Stepping(epoch=epoch, step=step, steps=steps):
                self._bar.update(self._task, completed=epoch - 1 + step / steps)
            case told.EpochDone(record=record):
                self._advance(record)
            case told.Notice(message=message):
                self._say(f"Notice: {message}")

    def _begin(self, started: told.Started) -> None:
        self._epochs = started.epochs
        self._say(
            say(
                "Training {parameters} parameters on {rows} rows up to epoch {epochs}, device {device}.",
                parameters=f"{started.parameters:,}",
                rows=f"{started.training_rows:,}",
                epochs=f"{started.epochs:,}",
                device=started.device,
            )
        )
        for warning in started.warnings:
            self._say(f"Warning: {warning}")
        done = started.first_epoch - 1
        # The time left is reckoned from the epochs of this training alone.
        self._bar.reset(self._task, total=started.epochs, completed=done, description=self._epoch(done), visible=True)

    def _advance(self, record: EpochRecord) -> None:
        losses = f"training {figure(record.train_loss)}  validation {figure(record.validation_loss)}"
        text = self._epoch(record.epoch)
        self._bar.update(self._task, completed=record.epoch, description=text, losses=losses)
        every = max(1, self._epochs // LINES)
        if self._bar.disable and (record.epoch % every == 0 or record.epoch in (1, self._epochs)):
            complain(f"{text}: {losses}")

    def _epoch(self, number: int) -> str:
        return f"Epoch {number:,}/{self._epochs:,}"

    def _say(self, text: object) -> None:
        if self._bar.disable:
            complain(str(text))
        else:
            self._console.print(str(text))
