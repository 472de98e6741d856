"""Values of a sweep measured elsewhere: on two workers of a real Dask scheduler, and in processes of this computer."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from distributed import Client

from netbuilder.errors import TrainingError
from netbuilder.experiments.decomposition import NAMES
from netbuilder.experiments.sweep import parallel_sweep
from netbuilder.experiments.sweep.parallel_sweep import ParallelSweep
from netbuilder.experiments.sweep.sweep import SideBySide, Sweep, SweepSpec, Swept
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from tests import patience
from tests.drawing import Draw
from tests.forking.forked import Forked
from tests.programs import finished

HIDDEN = (("dense", {"units": 6}), ("tanh", {}), ("dense", {"units": 1}))
VALUES = ["2", "0", "4", "8"]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers of one thread each, all in processes of their own."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    serving = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *common]
    one = ["--nthreads", "1", "--no-nanny"]
    working = [sys.executable, "-m", "distributed.cli.dask_worker", *one, *common]
    here = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder)}
    with (folder / "log").open("wb") as log:
        running = [
            by(command, stdout=log, stderr=log, cwd=folder, env=here)
            for by, command in ((Popen, serving), (Forked, working), (Forked, working))
        ]
        try:
            with Client(scheduler_file=str(file), timeout=patience.PROGRAM_SECONDS) as client:
                client.wait_for_workers(2, timeout=patience.PROGRAM_SECONDS)
                address = client.scheduler.address
            yield address
        finally:
            for process in running:
                process.kill()
            for process in running:
                process.wait()


def swept(sweep: Sweep) -> Swept:
    *_, end = sweep.run()
    assert isinstance(end, Swept)
    return end


def assert_alike(one: Swept, other: Swept) -> None:
    assert [point.value for point in one.points] == [point.value for point in other.points]
    assert [str(point.problem) for point in one.points] == [str(point.problem) for point in other.points]
    for mine, theirs in zip(one.points, other.points, strict=True):
        assert (mine.terms is None) == (theirs.terms is None)
        if mine.terms and theirs.terms:
            for name in NAMES:
                assert getattr(mine.terms, name) == pytest.approx(getattr(theirs.terms, name), abs=1e-5)


def test_a_cluster_gives_the_numbers_of_this_computer(draw: Draw, scheduler: str) -> None:
    project = draw(*HIDDEN, epochs=3)
    here = swept(Sweep(SweepSpec(project, "dense_1.units", resamples=4), VALUES))
    there = list(ParallelSweep(SweepSpec(project, "dense_1.units", resamples=4), VALUES, scheduler=scheduler).run())
    assert there[0] == SideBySide(4, 2)
    assert len([told for told in there if isinstance(told, SweepPoint)]) == 4
    end = there[-1]
    assert isinstance(end, Swept)
    assert_alike(here, end)


def test_a_cluster_stops_at_once_and_what_is_done_stays(draw: Draw, scheduler: str) -> None:
    project = draw(*HIDDEN, epochs=2)
    sweep = ParallelSweep(
        SweepSpec(project, "training.epochs", resamples=2), ["1", "2", "1000000", "900000"], scheduler=scheduler
    )
    points = 0
    for told in sweep.run():
        points += isinstance(told, SweepPoint)
        if points == 2:
            sweep.stop()  # or it would go on for hours
    assert isinstance(told, Swept)
    assert told.stopped
    assert {point.value for point in told.points} >= {1, 2}
    assert all(point.result is None or point.result.stopped for point in told.points[2:])


def test_where_nobody_answers_it_says_so(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_sweep, "ANSWER_SECONDS", 0.5)
    for address in ("tcp://127.0.0.1:9", "nowhere at all"):
        with pytest.raises(TrainingError, match="No Dask scheduler responds"):
            swept(ParallelSweep(SweepSpec(draw(*HIDDEN), "dense_1.units", resamples=2), ["2"], scheduler=address))


def test_without_dask_it_says_what_to_install(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(TrainingError, match=r"netbuilder-desktop\[cluster\]"):
        swept(
            ParallelSweep(SweepSpec(draw(*HIDDEN), "dense_1.units", resamples=2), ["2"], scheduler="tcp://127.0.0.1:1")
        )


def test_long_sweeps_go_on_in_processes_of_this_computer(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_sweep, "WORTH_SECONDS", 0.0)
    monkeypatch.setattr(parallel_sweep, "cores", lambda: 2)
    project = draw(*HIDDEN, epochs=3)
    told = list(ParallelSweep(SweepSpec(project, "dense_1.units", resamples=4), VALUES).run())
    assert [value for value in told if isinstance(value, SideBySide)] == [SideBySide(3, 2)]
    end = told[-1]
    assert isinstance(end, Swept)
    assert_alike(swept(Sweep(SweepSpec(project, "dense_1.units", resamples=4), VALUES)), end)


MEASURES = """
import os, pickle, sys
from netbuilder.experiments.sweep.parallel_sweep import FileFlag, measured
from pathlib import Path
from subprocess import Popen
with open(sys.argv[1], "rb") as file:
    spec = pickle.load(file)
assert "torch" not in sys.modules
print(measured(spec, 0, "0", FileFlag(Path(sys.argv[1] + ".stop")))[1].problem)
assert "torch" in sys.modules
"""


def test_a_value_that_is_refused_loads_torch_too_lest_the_next_one_be_taken_for_a_leak(
    draw: Draw, tmp_path: Path
) -> None:
    """joblib replaces a process that grows by 300 MB after its first task, and warns."""
    file = tmp_path / "spec"
    file.write_bytes(pickle.dumps(SweepSpec(draw(*HIDDEN), "dense_1.units", resamples=2)))
    ran = finished([sys.executable, "-c", MEASURES, str(file)])
    assert ran.returncode == 0, ran.stderr
    assert "must be a whole number" in ran.stdout


def test_short_sweeps_stay_here(draw: Draw) -> None:
    told = list(ParallelSweep(SweepSpec(draw(*HIDDEN), "dense_1.units", resamples=2), ["2", "4"]).run())
    assert not [value for value in told if isinstance(value, SideBySide)]
