"""What the window says of runs: how one ended, what it has reached, and which weights the network has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from netbuilder.runs.results import result
from netbuilder.training import history
from netbuilder.training.progress import Finished
from ui.language.text import shown, typeset
from ui.training.training_session import Ended

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run
    from netbuilder.runs.repeats import Repeats

translate = QCoreApplication.translate


def name(run: Run) -> str:
    """What the status bar calls a run."""
    return translate("RunWords", "run {run}").format(run=run.number)


def weights(run: Run | None) -> str:
    """Which weights the network has: those of the end of a run, or of the epoch that was restored."""
    if run is not None and run.imported:
        return translate("RunWords", "run {run}, imported weights").format(run=run.number)
    if run is None or not run.records:
        return ""
    text = translate("RunWords", "run {run}, epoch {epoch}")
    if run.restored and run.epoch == run.best_epoch:
        text = translate("RunWords", "run {run}, best epoch {epoch}")
    return text.format(run=run.number, epoch=run.epoch)


def ended(end: Finished) -> str:
    """How a training has ended."""
    if end.reason == "early stopping":  # the best epoch, which the message also names, is said after this
        text = translate("RunWords", "Training stopped early, after {epochs} epochs: the loss no longer improved.")
        return text.format(epochs=end.epochs)
    if end.message is not None:
        return shown(end.message)
    if end.reason == "stopped":
        return translate("RunWords", "Training stopped after {epochs} epochs.").format(epochs=end.epochs)
    return translate("RunWords", "Training is complete.")


def best(run: Run | None) -> str:
    """How good the best epoch of a run is."""
    lowest = history.best(run.records) if run is not None else None
    if run is None or lowest is None:
        return ""
    loss = typeset(QLocale().toString(lowest.judged_by, "g", 3))
    last, validated = lowest.epoch == run.records[-1].epoch, not math.isnan(lowest.validation_loss)
    texts = {
        (True, True): translate("RunWords", "The last epoch is the best: validation loss {loss}."),
        (True, False): translate("RunWords", "The last epoch is the best: training loss {loss}."),
        (False, True): translate("RunWords", "Best epoch {epoch}: validation loss {loss}."),
        (False, False): translate("RunWords", "Best epoch {epoch}: training loss {loss}."),
    }
    return texts[last, validated].format(epoch=lowest.epoch, loss=loss)


def restored(run: Run) -> str:
    """That the network was taken back to an epoch."""
    text = translate(
        "RunWords", "The network is back at epoch {epoch} of run {run}. Continue resumes training from there."
    )
    if run.epoch == run.records[-1].epoch:
        text = translate("RunWords", "The network is back at the end of run {run}, epoch {epoch}.")
    elif run.epoch == run.best_epoch:
        text = translate(
            "RunWords",
            ("The network is back at epoch {epoch} of run {run}, its best. Continue resumes training from there."),
        )
    return text.format(epoch=run.epoch, run=run.number)


def broken_off(run: Run) -> str:
    """That the program ended in the middle of a run, so that its weights are older than its curves."""
    text = translate(
        "RunWords",
        "Run {run} was interrupted in epoch {last}. The network has its last saved weights, from epoch {epoch}; "
        "Continue resumes training from there.",
    )
    return text.format(run=run.number, last=len(run.records), epoch=run.end)


def carried(before: Run, run: Run) -> str:
    """That the weights of a run are there in another drawing of the same network."""
    text = translate("RunWords", "The network predicts as before: run {run} has the weights of run {before}.")
    return text.format(run=run.number, before=before.number)


def loaded(run: Run) -> str:
    """That a run has been brought back into the drawing."""
    text = translate(
        "RunWords",
        "Run {run} is loaded: its network, data, settings and weights. Undo brings back the previous network.",
    )
    return text.format(run=run.number)


def repeated(repeats: Repeats, done: int, whole: Sequence[Ended]) -> str:
    """What repeats have come to together. ``done``: how many have ended; ``whole``: those that nobody broke off."""
    from netbuilder.runs.repeats import summary

    results = [result(one.run.records) if one.run is not None else None for one in whole]
    sentence = shown(summary(results, sum(one.overfits for one in whole)).sentence)
    if len(whole) == repeats.count:
        return sentence
    stopped = translate("RunWords", "Stopped at seed {number} of {count}.").format(number=done, count=repeats.count)
    return f"{stopped} {sentence}"
