"""What an experiment measured, as plain values for JSON and as tables for CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from netbuilder.experiments.decomposition import NAMES, Terms
from netbuilder.experiments.sweep.sweep_point import SweepPoint

ZERO_ONE = ("bias", "variance", "net_variance", "noise", "test_error")


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """An experiment that is over: one point, or those of a sweep. ``hyperparameter``: what was swept, None for one
    point."""

    hyperparameter: str | None
    points: tuple[SweepPoint, ...]
    resamples: int
    seconds: float

    def plain(self) -> dict[str, Any]:
        """The object of ``--json``; what cannot be said is not a number there.

        A setting has a ``problem`` where nothing could be measured, and ``diverged`` where networks were left out.
        """
        return {
            "settings": [_setting(point) for point in self.points],
            "per_epoch": [
                {"value": point.value, "epoch": terms.epoch, **_terms(terms)}
                for point in self.points
                for terms in _records(point)
            ],
            "resamples": self.resamples,
            "seconds": self.seconds,
        }

    def settings_csv(self) -> str:
        """One line a value of the hyperparameter. Where classes are predicted, the decomposition of 0-1 loss stands
        beside."""
        has_classes = any(point.result is not None and point.result.zero_one for point in self.points)
        heads = ["value", *_columns(), *(_zero_one_columns() if has_classes else ()), "problem"]
        rows = (
            [
                point.value,
                *_cells(point.terms),
                *(_zero_one_cells(point) if has_classes else ()),
                "" if point.problem is None else str(point.problem),
            ]
            for point in self.points
        )
        return _csv(heads, rows)

    def per_epoch_csv(self) -> str:
        """One line an epoch that was measured, for each value of the hyperparameter."""
        rows = ([point.value, terms.epoch, *_cells(terms)] for point in self.points for terms in _records(point))
        return _csv(["value", "epoch", *_columns()], rows)


def _records(point: SweepPoint) -> tuple[Terms, ...]:
    return point.result.records if point.result else ()


def _setting(point: SweepPoint) -> dict[str, Any]:
    terms = point.terms
    found: dict[str, Any] = {"value": point.value, **_terms(terms)}
    if terms is not None and terms.diverged:
        found["diverged"] = terms.diverged
    if point.problem is not None:
        found["problem"] = str(point.problem)
    elif terms is None:
        found["diverged"] = max((record.diverged for record in _records(point)), default=0)
    return found


def _terms(terms: Terms | None) -> dict[str, Any]:
    if terms is None:
        return {**dict.fromkeys(NAMES), "standard_errors": dict.fromkeys(NAMES)}
    return {
        **{name: getattr(terms, name) for name in NAMES},
        "standard_errors": {name: terms.standard_errors.get(name, math.nan) for name in NAMES},
    }


def _columns() -> list[str]:
    return [*_with_errors(NAMES), *_with_errors(["training_error"]), "members", "diverged"]


def _zero_one_columns() -> list[str]:
    return [f"zero_one_{name}" for name in _with_errors(ZERO_ONE)]


def _with_errors(names: Iterable[str]) -> list[str]:
    return [column for name in names for column in (name, f"{name}_standard_error")]


def _cells(terms: Terms | None) -> list[Any]:
    if terms is None:
        return [""] * len(_columns())
    named = (*NAMES, "training_error")
    values = [value for name in named for value in (getattr(terms, name), terms.standard_errors.get(name, math.nan))]
    return [*map(_cell, values), terms.members, terms.diverged]


def _zero_one_cells(point: SweepPoint) -> list[Any]:
    found = point.result.zero_one if point.result else None
    if found is None:
        return [""] * len(_zero_one_columns())
    return [_cell(value) for name in ZERO_ONE for value in (getattr(found, name), found.standard_errors[name])]


def _cell(value: float) -> str:
    """A number in full, empty where there is none."""
    return repr(value) if math.isfinite(value) else ""


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()
