"""The columns of the table of runs: what each cell says, and by what a column is sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from ui.language.text import QT_TRANSLATE_NOOP, shown, typeset
from ui.runs.run_rows import SEPARATOR, Row

if TYPE_CHECKING:
    from netbuilder.messages import Message
    from netbuilder.runs.repeats import Spread
    from netbuilder.runs.results import Result
    from netbuilder.runs.run_list import RunEntry

NONE = "–"
NAME, DIFFERS, LOSS, EPOCHS, TEST = 0, 1, 2, 7, 8
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Column:
    """``value``: what a row is sorted by, None where there is nothing; ``text``: what its cell says."""

    title: str
    tip: str
    value: Callable[[Row], Any]
    text: Callable[[Row], str]
    number: bool = True


def ordered(rows: Sequence[Row], column: int, *, descending: bool) -> list[Row]:
    """Sorted by a column, and so the runs within a row: pinned before all others, those without a value at the end."""
    value = COLUMNS[column].value
    rows = [_inside(row, column, descending=descending) if row.grouped else row for row in rows]
    known = sorted((row for row in rows if value(row) is not None), key=value, reverse=descending)
    unknown = [row for row in rows if value(row) is None]
    return sorted([*known, *unknown], key=lambda row: not row.pinned)


def _inside(row: Row, column: int, *, descending: bool) -> Row:
    singles = ordered(row.members, column, descending=descending)
    return Row(tuple(single.entries[0] for single in singles), grouped=True)


def _differs(row: Row) -> str:
    """What is special about a run, beside what its head says; of several what is special about all, and where they
    end."""
    if row.only is not None:
        told = {str(said) for said in _common(row.repeats)}
        own = [said for said in row.only.differs if str(said) not in told]
        return translate("Runs", "cannot be read") if row.only.project is None else _joined(own)
    end = _measured(row, lambda result: result.validation_loss)
    ending = translate("Runs", "ends at {loss}").format(loss=end) if end not in ("", NONE) else ""
    return SEPARATOR.join(filter(None, (_joined(_common(row.entries)), ending)))


def _common(entries: Sequence[RunEntry]) -> list[Message]:
    """What is special about each of these runs."""
    others = [set(map(str, entry.differs)) for entry in entries[1:]]
    return [said for said in entries[0].differs if all(str(said) in other for other in others)] if entries else []


def _joined(differences: Iterable[Message]) -> str:
    return SEPARATOR.join(map(shown, differences))


def _spread(row: Row, value: Callable[[Result], float | None]) -> Spread | None:
    from netbuilder.runs.repeats import spread

    return spread(value(entry.result) for entry in row.comparable if entry.result is not None)


def _mean(value: Callable[[Result], float | None]) -> Callable[[Row], float | None]:
    def mean(row: Row) -> float | None:
        found = _spread(row, value)
        return None if found is None else found.mean

    return mean


def _measured(row: Row, value: Callable[[Result], float | None]) -> str:
    """A measured number with sensible digits; of several runs their mean, with the deviation from run to run."""
    found = _spread(row, value)
    if found is None:
        return NONE if any(entry.result is not None for entry in row.entries) else ""
    if row.only is not None or len(row.comparable) == 1:
        return typeset(f"{found.mean:#.4g}".rstrip("."))
    return typeset(str(found))


def _best(row: Row) -> str:
    loss = _measured(row, _best_loss)
    result = row.only.result if row.only is not None else None
    if result is None or result.best_loss is None:
        return loss
    template = translate("Runs", "{loss} ({epoch})")
    return template.format(loss=loss, epoch=result.best_epoch)


def _best_loss(result: Result) -> float | None:
    return result.best_loss


def _gap(result: Result) -> float | None:
    return result.gap


def _tested(row: Row) -> float | None:
    """Accuracy or R² on the test rows; of repeats nothing, as each has a figure of its own."""
    return row.only.test.value if row.only is not None and row.only.test is not None else None


def _test(row: Row) -> str:
    from netbuilder.kept_runs.final_score import with_error

    opened = row.only.test if row.only is not None else None
    return typeset(with_error(opened.value, opened.value_error)) if opened is not None else ""


def _shared(value: Callable[[RunEntry], int | None]) -> Callable[[Row], int | None]:
    """A number that all runs of a row have, or None."""

    def shared(row: Row) -> int | None:
        found = {value(entry) for entry in row.comparable}
        return found.pop() if len(found) == 1 else None

    return shared


def _grouped_digits(value: Callable[[Row], int | None]) -> Callable[[Row], str]:
    def digits(row: Row) -> str:
        found = value(row)
        return "" if found is None else f"{found:,}"

    return digits


def _seeds(row: Row) -> list[int]:
    return sorted(entry.project.training.seed for entry in row.entries if entry.project is not None)


def _seed(row: Row) -> str:
    seeds = _seeds(row)
    if not seeds:
        return ""
    return str(seeds[0]) if seeds[0] == seeds[-1] else f"{seeds[0]}–{seeds[-1]}"


def _seconds(row: Row) -> float | None:
    known = [entry.result.seconds for entry in row.entries if entry.result is not None]
    return sum(known) if known else None


def _time(row: Row) -> str:
    seconds = _seconds(row)
    if seconds is None:
        return ""
    if seconds < 60:
        return translate("Runs", "{time} s").format(time=f"{seconds:.1f}")
    return translate("Runs", "{time} min").format(time=f"{seconds / 60:.1f}")


def _number(row: Row) -> int:
    return max(entry.number for entry in row.entries)


_epochs = _shared(lambda entry: entry.result.epochs if entry.result is not None else None)
_parameters = _shared(lambda entry: entry.parameters)

COLUMNS = (
    Column(
        QT_TRANSLATE_NOOP("Runs", "Run"),
        QT_TRANSLATE_NOOP("Runs", "Number and name. Tick to overlay its curves; F2 renames it."),
        _number,
        lambda row: row.name,
        number=False,
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "What differs"),
        QT_TRANSLATE_NOOP("Runs", "How a run differs from most of these runs: network, data, settings, seed"),
        _differs,
        _differs,
        number=False,
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Best (epoch)"),
        QT_TRANSLATE_NOOP("Runs", "The lowest validation loss, and the epoch that reached it"),
        _mean(_best_loss),
        _best,
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Final gap"),
        QT_TRANSLATE_NOOP("Runs", "Validation loss minus training loss after the last epoch"),
        _mean(_gap),
        lambda row: _measured(row, _gap),
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Params"),
        QT_TRANSLATE_NOOP("Runs", "Number of trainable parameters"),
        _parameters,
        _grouped_digits(_parameters),
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Seed"),
        QT_TRANSLATE_NOOP("Runs", "Seed for the initial weights, the order of the batches and dropout"),
        lambda row: _seeds(row) or None,
        _seed,
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Time"),
        QT_TRANSLATE_NOOP("Runs", "How long the training took"),
        _seconds,
        _time,
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Epochs"),
        QT_TRANSLATE_NOOP("Runs", "How many epochs are done"),
        _epochs,
        _grouped_digits(_epochs),
    ),
    Column(
        QT_TRANSLATE_NOOP("Runs", "Test"),
        QT_TRANSLATE_NOOP("Runs", "Accuracy or R² on the test rows, ± standard error; seen where they were opened"),
        _tested,
        _test,
    ),
)
"""What is asked for most stands first: in a narrow table the rest is reached by scrolling."""
