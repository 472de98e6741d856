"""What lies behind the curves: other runs, the one before, repeats as a band; and all of it in a saved picture."""

from __future__ import annotations

import csv
import math
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from netbuilder.training.progress import EpochDone
from ui.charts.chart_background import ChartBackground
from ui.charts.curves import Curves
from ui.charts.plot.legend import LegendEntry
from ui.charts.plot.plot_texts import values_behind
from ui.charts.plot.static_layer import StaticLayer
from ui.theme.themes import LIGHT, Themes
from ui.training.worker import Worker

from .curve_parts import at, feed, keyed, record, run_of

pytestmark = pytest.mark.look


def behind(curves: Curves, epoch: float) -> list[str]:
    """What the box beside the pointer says."""
    return [entry.words for entry in values_behind(curves.plot.background, epoch, LIGHT)]


def strokes(entries: tuple[LegendEntry, ...]) -> list[tuple[str, tuple[float, ...]]]:
    """Colour and dashes of the lines of a key."""
    return [(entry.stroke.colour.name(), entry.stroke.dashes) for entry in entries if entry.stroke is not None]


def test_any_runs_lie_behind_the_present_one_and_are_told_apart(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    curves.overlay([run_of(number, [0.9, 0.8, 0.7]) for number in (3, 7, 12)])
    assert keyed(curves) == ["Training", "Validation", "Run 3", "Run 7", "Run 12"]
    own = strokes(curves.plot.key.entries)
    assert all(one[0] != other[0] and one[1] != other[1] for one, other in combinations(own[2:], 2))
    assert len({colour for colour, _ in own}) == 5
    assert behind(curves, 2) == ["3:  0.5 · 0.8", "7:  0.5 · 0.8", "12:  0.5 · 0.8"]
    assert behind(curves, 5) == []
    curves.overlay([])
    assert keyed(curves) == ["Training", "Validation"]


def test_the_run_that_is_shown_is_not_its_own_ghost(curves: Curves) -> None:
    runs = [run_of(number, [0.9, 0.8]) for number in (1, 2)]
    curves.show_run(runs[1])
    curves.overlay(runs)
    assert keyed(curves)[2:] == ["Run 1"]
    curves.compare(runs[0])
    assert keyed(curves)[2:] == ["Run 1, the previous one"]
    curves.compare(None)
    curves.overlay([])
    assert keyed(curves)[2:] == []


def test_the_one_before_is_a_run_that_came_right_before(curves: Curves) -> None:
    early, late = run_of(2, [0.9, 0.8]), run_of(5, [0.9, 0.8])
    curves.show_run(early)
    curves.compare(late)
    assert keyed(curves)[2:] == ["Run 5"]
    curves.show_run(late)
    curves.compare(early)
    assert keyed(curves)[2:] == ["Run 2"]


def test_beside_a_band_the_present_run_stays_pale_however_smooth(curves: Curves) -> None:
    runs = [run_of(number, [0.9, 0.8, 0.7]) for number in (1, 2, 3)]
    curves.show_run(runs[0])
    curves.bar.smooth("strong")
    assert curves.plot.drawn_smooth("train") is not None
    curves.band(runs)
    assert curves.plot.drawn_smooth("train") is None
    assert "pale: the current run" in keyed(curves)


def test_no_two_of_many_runs_look_the_same(curves: Curves) -> None:
    curves.overlay([run_of(number, [0.9, 0.8]) for number in range(1, 36)])
    assert len(set(strokes(curves.plot.key.entries))) == 35
    rows = curves.plot.key.rows
    assert rows[-1][-1][1].words == f"and {35 - sum(len(row) for row in rows) + 1} more"
    assert all(start < curves.plot.width() for row in rows for start, _ in row)


def test_where_there_is_little_room_the_key_names_the_lines_first(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    curves.overlay([run_of(number, [0.9, 0.8]) for number in range(1, 9)])
    curves.resize(400, 170)
    named_first = [entry.words for _, entry in curves.plot.key.rows[0]][:2]
    assert named_first == ["Training", "Validation"]


def test_the_pointer_reads_what_lies_behind_too(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 11)])
    curves.overlay([run_of(4, [0.9] * 10)])
    without = curves.plot.grab().toImage()
    QTest.mouseMove(curves.plot, at(curves, 3))
    assert curves.read_out.text().startswith("Epoch 3:")
    assert curves.plot.grab().toImage() != without
    assert behind(curves, 3) == ["4:  0.3333 · 0.9"]


def test_repeats_are_drawn_as_their_mean_and_the_band_from_the_lowest_to_the_highest(curves: Curves) -> None:
    runs = [run_of(1, [1.0, 0.6, 0.3]), run_of(2, [2.0, 0.7, 0.6, 0.1]), run_of(3, [3.0, math.nan, 0.3])]
    curves.band(runs)
    assert keyed(curves) == ["Training", "Validation", "3 runs: mean, lowest to highest"]
    band = curves.plot.background.spread("validation")
    assert [list(column) for column in band[:2]] == [[1, 3], [1.0, 0.3]]
    assert list(band[2]) == pytest.approx([2.0, 0.4])
    assert list(band[3]) == [3.0, 0.6]
    assert behind(curves, 3) == ["mean 0.4 (0.3 to 0.6)"]
    assert behind(curves, 4) == ["mean none (none to none)"]
    curves.band(runs[:1])
    assert "1 runs" not in " ".join(keyed(curves))
    curves.band(None)
    assert curves.empty.isVisible()


def test_a_saved_table_and_picture_hold_all_that_is_seen(curves: Curves, tmp_path: Path) -> None:
    present, other = run_of(5, [0.9, 0.8, 0.7]), run_of(2, [0.5, 0.4])
    curves.show_run(present)
    curves.overlay([other])
    curves.band([present, other, run_of(6, [0.1])])
    for suffix in (".csv", ".png", ".svg"):
        curves.save(tmp_path / f"curves{suffix}")
    rows = list(csv.DictReader((tmp_path / "curves.csv").read_text().splitlines()))
    assert [(row["run"], float(row["validation_loss"])) for row in rows] == [
        ("5", 0.9), ("5", 0.8), ("5", 0.7), ("2", 0.5), ("2", 0.4), ("6", 0.1)
    ]  # fmt: skip
    picture = QImage(str(tmp_path / "curves.png"))
    size = picture.size()
    assert size == curves.plot.size() * 2
    drawing = (tmp_path / "curves.svg").read_text()
    assert "Run 2" in drawing
    assert "3 runs: mean, lowest to highest" in drawing


def test_a_thousand_runs_are_drawn_once_and_not_at_every_news(
    curves: Curves, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, painted = [], []
    make, paint = StaticLayer.__init__, StaticLayer.paint
    monkeypatch.setattr(StaticLayer, "__init__", lambda ground, *how: (made.append(ground), make(ground, *how))[1])
    monkeypatch.setattr(StaticLayer, "paint", lambda ground, *how: (painted.append(ground), paint(ground, *how))[1])
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    curves.overlay([run_of(number, [1.0 / epoch for epoch in range(1, 151)]) for number in range(1, 1001)])
    curves.plot.grab()
    assert painted
    made.clear()
    painted.clear()
    for epoch in range(101, 106):
        worker.progressed.emit([EpochDone(record(epoch), best=False)])
        worker.state_changed.emit("idle")
        curves.plot.grab()
    assert curves.training_points()[0][-1] == 105
    assert (made, painted) == ([], [])


def test_the_run_before_is_no_ghost_beside_a_band_that_it_is_part_of(curves: Curves) -> None:
    first, second, other = (run_of(number, [0.5, 0.4]) for number in (1, 2, 3))
    curves.show_run(second)
    curves.compare(first)
    assert "Run 1, the previous one" in keyed(curves)
    curves.band([first, second])
    assert "Run 1, the previous one" not in keyed(curves)
    curves.overlay([first, other])
    assert {"Run 1", "Run 3"} <= set(keyed(curves))


def test_an_empty_background_has_no_band() -> None:
    assert [len(column) for column in ChartBackground().spread("train")] == [0, 0, 0, 0]


def test_the_colours_of_the_runs_follow_the_theme(curves: Curves, themes: Themes) -> None:
    curves.overlay([run_of(1, [0.9, 0.8, 0.7])])
    light = strokes(curves.plot.key.entries)
    themes.choose("dark")
    dark = strokes(curves.plot.key.entries)
    assert light != dark
    assert [dashes for _, dashes in light] == [dashes for _, dashes in dark]
