"""Runs that are no ordinary ones: imported weights, data that have changed, no epoch, epochs that are gone."""

from __future__ import annotations

from pathlib import Path

import numpy
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.errors import DataError, FileError
from netbuilder.graph.blocks import NodePath
from netbuilder.interchange.imported import imported
from netbuilder.interchange.kept_weights import keep_weights
from netbuilder.interchange.onnx.reader import read_onnx
from netbuilder.project import edits
from netbuilder.runs.folder import Run, RunsFolder
from netbuilder.runs.recording import record
from netbuilder.training.progress import Stepping
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from ui.layer_statistics.statistics_worker import StatisticsWorker


def table(path: Path, power: int) -> CsvFile:
    path.write_text("x,y\n" + "".join(f"{row},{row**power % 31 + 0.25}\n" for row in range(40)))
    return CsvFile(path=str(path)).with_column("y", role="target")


def kept(folder: Path) -> Run:
    """A run on a table of numbers."""
    project = edits.set_dataset(drawn(("dense", {"units": 1})), table(folder / "table.csv", 2))
    runs = RunsFolder(folder / "line.runs")
    list(record(Training(edits.set_training(project, loss="mse", epochs=2)), runs))
    return runs.runs()[0]


def test_imported_weights_are_looked_at_with_the_data_of_the_project(tmp_path: Path) -> None:
    weight = numpy.array([[1.0, -2.0], [0.5, 3.0]], numpy.float32)
    graph = helper.make_graph(
        [helper.make_node("Gemm", ["x", "W"], ["y"], transB=1)],
        "two classes",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(weight, "W")],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9), tmp_path / "a.onnx")
    found, runs = imported(read_onnx(tmp_path / "a.onnx", ())), RunsFolder(tmp_path / "a.runs")
    keep_weights(found, runs)
    project = edits.set_dataset(found.project, drawn(rows=60).data.dataset)
    displayed = StatisticsWorker().of_run(runs.runs()[0], project, None, None)
    (layer,) = displayed.statistics.layers
    assert (displayed.epoch, layer.largest) == (0, 3.0)
    assert layer.norm == pytest.approx(float(numpy.linalg.norm(weight)))


def test_the_epochs_of_a_run_are_computed_until_a_moment_is_over(tmp_path: Path) -> None:
    run, worker = kept(tmp_path), StatisticsWorker()
    found = worker.over_epochs(run, (1, 2)).figures
    assert found.keys() == {1, 2}
    shown = worker.of_run(run, drawn(), 1, NodePath("dense_1")).statistics.layers[0]
    assert found[1] == {NodePath("dense_1"): pytest.approx((shown.largest, shown.gradient_norm), rel=1e-4)}
    with pytest.raises(FileError, match="not saved"):
        worker.of_run(run, drawn(), 3, None)


def test_data_that_are_no_longer_those_of_the_run_are_refused(tmp_path: Path) -> None:
    run, worker = kept(tmp_path), StatisticsWorker()
    worker.of_run(run, drawn(), None, None)
    table(tmp_path / "table.csv", 3)
    with pytest.raises(DataError, match="not those that the weights of epoch 2 were trained on"):
        worker.of_run(run, drawn(), None, None)


def test_of_a_run_that_was_stopped_within_an_epoch_the_last_whole_one_is_shown(tmp_path: Path) -> None:
    project = drawn(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), rows=60, epochs=9, batch_size=4)
    training, runs = (
        Training(edits.set_training(project, learning_rate=0.3), each_step=True),
        RunsFolder(tmp_path / "m"),
    )
    for progress in record(training, runs):
        if isinstance(progress, Stepping) and (progress.epoch, progress.step) == (3, 5):
            training.stop()
    (run,) = runs.runs()
    assert (run.reason, run.epoch) == ("stopped", 2)
    displayed = StatisticsWorker().of_run(run, project, None, None)
    assert displayed.statistics.loss == pytest.approx(run.record(2).train_loss, rel=1e-4)
    weight = run.weights_at(2)["dense_1.weight"]
    assert displayed.statistics.layers[0].largest == pytest.approx(
        max(float(weight.abs().max()), float(run.weights_at(2)["dense_1.bias"].abs().max()))
    )


def test_a_run_without_an_epoch_has_nothing_to_show(tmp_path: Path) -> None:
    project = drawn(("dense", {"units": 2}), rows=20)
    runs, training = RunsFolder(tmp_path / "m.runs"), Training(project)
    training.stop()
    list(record(training, runs))
    for run in runs.runs():
        with pytest.raises(FileError, match="has not finished an epoch"):
            StatisticsWorker().of_run(run, project, None, None)
