"""The test rows, scored once with the best epoch of a kept run: the figure to report, and when it no longer is."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from netbuilder.errors import DataError
from netbuilder.messages import Message, say
from netbuilder.runs.opened_test import (
    OpenedTest,
    continued_with_another_split,
    mark_of,
    newest_run,
    opened_before,
    read_opened,
    write_opened,
)

if TYPE_CHECKING:
    from netbuilder.predictions.class_figures import ClassFigures
    from netbuilder.predictions.scoring import Score
    from netbuilder.project.project import Project
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.runs.run import Run


def require_test_rows(run: Run) -> None:
    """Raise DataError where a run was trained without any."""
    if run.project is not None and not run.project.data.test:
        raise DataError(
            "Run {number} was trained without test rows. Set a test share in the data settings, and train again.",
            number=run.number,
        )


def never_opened(folder: RunsFolder, run: Run) -> bool:
    """Whether the test rows were opened with no run of this folder. Raises FileError where that cannot be read."""
    return read_opened(run.path) is None and not opened_before(folder, run.path)


class FinalScore(NamedTuple):
    """``opened``: what is kept of it; ``reason``: why the figure may be better than what new rows would give, None
    where it is the first of this project; ``classes``: how each class came out, None where numbers are predicted."""

    opened: OpenedTest
    reason: Message | None
    classes: ClassFigures | None


def open_test_rows(folder: RunsFolder, run: Run, project: Project) -> FinalScore:
    """Score the test rows, and keep in the folder of the run that they were opened.

    ``project``: as it is now. Raises UserError where the run has no test rows or cannot be used any more.
    """
    from netbuilder.kept_runs.trained import trained
    from netbuilder.predictions.class_figures import figures_of
    from netbuilder.predictions.scoring import score

    require_test_rows(run)
    earlier = read_opened(run.path)
    used = trained(run, run.best_epoch)
    scored = score(used.network, used.prepared.test)
    reason = _why_biased(folder, run, project, earlier)
    opened = _opened(scored, used.epoch, earlier, folder, project, chosen_by=reason is not None)
    write_opened(run.path, opened)  # what cannot be kept is not shown
    return FinalScore(opened, reason, figures_of(used.network, used.prepared, used.prepared.test))


def sentence(number: int, opened: OpenedTest) -> Message:
    """What the test rows say of the run of this number."""
    values = {
        "rows": opened.rows,
        "run": number,
        "loss": with_error(opened.loss, opened.loss_error),
        "metric": say(opened.metric),
        "value": with_error(opened.value, opened.value_error),
        "advice": _advice(opened),
    }
    if not opened.epoch:
        return say(
            "{rows:,} test rows, run {run} with its imported weights: loss {loss}, {metric} {value} "
            "(± standard error). {advice}",
            **values,
        )
    return say(
        "{rows:,} test rows, run {run} at its best epoch {epoch}: loss {loss}, {metric} {value} (± standard error). "
        "{advice}",
        epoch=opened.epoch,
        **values,
    )


def of_classes(classes: ClassFigures) -> Message:
    """How each class came out, and what always naming the largest would get."""
    largest = f"{classes.largest:.4g}"
    return say("{classes} Always the largest class: accuracy {largest}.", classes=classes.message, largest=largest)


def with_error(value: float | None, error: float | None) -> str:
    """A figure with four digits and its standard error with two; "–" where there is none."""
    known = f"{value:.4g}" if value is not None else "–"
    return known if error is None else f"{known} ± {error:.2g}"


def _why_biased(folder: RunsFolder, run: Run, project: Project, earlier: OpenedTest | None) -> Message | None:
    """Why the figure may be better than what new rows would give; None where it is the first of this project."""
    others = opened_before(folder, run.path)
    if others:
        return say(
            "The test rows were opened before, with {runs}, so they have been used to choose: this figure is no longer "
            "unbiased. Only rows that were never used give one that is.",
            runs=say("run {number}", number=others[0])
            if len(others) == 1
            else say("runs {numbers}", numbers=", ".join(map(str, others))),
        )
    if continued_with_another_split(folder, run):
        return say(
            "Run {number} continues a run whose rows were split in another way, so it may have learned from its test "
            "rows: this figure is not unbiased. Train from scratch.",
            number=run.number,
        )
    if earlier is None:
        return None
    changed = earlier.project != mark_of(project) or newest_run(folder) > earlier.newest_run
    if changed or earlier.chosen_by:
        return say(
            "The test rows were opened before, on {day}, and the project was changed or trained again since, so they "
            "have been used to choose: this figure is no longer unbiased. Only rows that were never used give one that "
            "is.",
            day=earlier.first.partition("T")[0],
        )
    return None


def _opened(
    scored: Score, epoch: int, earlier: OpenedTest | None, folder: RunsFolder, project: Project, *, chosen_by: bool
) -> OpenedTest:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return OpenedTest(
        epoch=epoch,
        rows=scored.rows,
        loss=_finite(scored.loss),
        loss_error=_finite(scored.loss_error),
        metric=scored.metric,
        value=_finite(scored.value),
        value_error=_finite(scored.value_error),
        first=earlier.first if earlier else now,
        latest=now,
        opened=earlier.opened + 1 if earlier else 1,
        newest_run=earlier.newest_run if earlier else newest_run(folder),
        project=earlier.project if earlier else mark_of(project),
        chosen_by=chosen_by,
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _advice(opened: OpenedTest) -> Message:
    if opened.value is not None and opened.value_error is None:
        return say(
            "So few rows do not tell how far off {metric} is. {advice}",
            metric=say(opened.metric),
            advice=_of_opening(opened),
        )
    return _of_opening(opened)


def _of_opening(opened: OpenedTest) -> Message:
    if opened.chosen_by:
        return say("Times opened with this run: {count}.", count=opened.opened)
    if opened.opened > 1:
        return say("This is the figure to report; nothing was changed since it was first opened.")
    return say("This is the figure to report.")
