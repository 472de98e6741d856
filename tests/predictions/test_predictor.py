"""Predictions: curves, maps and tables computed through the whole pipeline, beside a training that does not notice."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from sklearn.metrics import confusion_matrix, root_mean_squared_error

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.errors import DataError, TrainingError
from netbuilder.layers import layer_types
from netbuilder.predictions import scenes
from netbuilder.predictions.contours import joined, zero_lines
from netbuilder.predictions.predictions import Agreement, Confusion, Curve, DecisionMap, HeatMap, Predictions
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.progress import EpochDone
from netbuilder.training.trainer import Training
from tests.drawing import Draw

HIDDEN = (("dense", {"units": 16}), ("tanh", {}))


def trained(project: Project) -> tuple[Training, Predictor, Predictions]:
    training, predictor = Training(project), Predictor(project)
    list(training.run())
    return training, predictor, predictor.predict(training.last_weights)


def with_table(project: Project, folder: Path, text: str, **data: Any) -> Project:
    """The project, learning from a table of its own in the column ``z``."""
    (folder / "table.csv").write_text(text)
    project = edits.set_dataset(project, dataset_types()["csv"](path=str(folder / "table.csv")))
    return edits.set_data(project, **data)


def plane(rows: int = 60) -> str:
    """z = 3 a − b, on few enough rows to be read at once."""
    random = numpy.random.default_rng(4)
    lines = [f"{a:.6f},{b:.6f},{3 * a - b:.6f}" for a, b in random.uniform(-2, 5, (rows, 2))]
    return "\n".join(["a,b,z", *lines]) + "\n"


@pytest.mark.parametrize("of_targets", ["none", "z-score"])
@pytest.mark.parametrize("normalisation", ["none", "z-score", "min-max"])
def test_a_curve_is_drawn_in_original_units_whatever_the_normalisation(
    draw: Draw, normalisation: str, of_targets: str
) -> None:
    project = edits.set_data(draw(("dense", {"units": 1}), data="line"), normalisation=normalisation)
    project = edits.set_data(project, target_normalisation=of_targets)
    predictor, prepared = Predictor(project), prepare(project.data)
    weights = {"dense_1.weight": torch.tensor([[2.0]]), "dense_1.bias": torch.tensor([0.5])}
    predictions = predictor.predict(weights)
    assert isinstance(predictions.picture, Curve)
    shift, scale = float(prepared.shift.reshape(-1)[0]), float(prepared.scale.reshape(-1)[0])
    assert (normalisation == "none") == (scale == 1.0 and shift == 0.0)
    learned = prepared.table.targets[prepared.training.rows, 0]
    middle, spread = (0.0, 1.0) if of_targets == "none" else (learned.mean(), learned.std())
    wanted = (2.0 * (predictor.scene.x - shift) / scale + 0.5) * spread + middle
    assert predictions.picture.values == pytest.approx(wanted, rel=1e-5, abs=1e-5)


def test_the_scene_has_the_rows_of_the_table_and_knows_which_are_held_out(draw: Draw) -> None:
    project = edits.set_data(draw(("dense", {"units": 1}), data="line"), normalisation="z-score")
    points, prepared = Predictor(project).scene.points, prepare(project.data)
    assert list(points.numbers[~points.held_out]) == list(prepared.training.rows)
    assert list(points.numbers[points.held_out]) == list(prepared.validation.rows)
    assert numpy.array_equal(points.features, prepared.table.features[points.numbers])
    assert numpy.array_equal(points.targets, prepared.table.targets[points.numbers, 0])


def test_the_points_have_the_noise_that_the_network_learns_from(draw: Draw) -> None:
    project = edits.set_data(draw(("dense", {"units": 1}), data="line"), input_noise=0.3, label_noise=0.2)
    points, prepared = Predictor(project).scene.points, prepare(project.data)
    training, validation = (part.rows for part in (prepared.training, prepared.validation))
    seen = (points.features[~points.held_out] - prepared.shift) / prepared.scale
    assert seen.astype(numpy.float32).tobytes() == prepared.training.features.tobytes()
    learned = prepared.training.targets[:, 0] * prepared.target_scale + prepared.target_shift
    assert points.targets[~points.held_out] == pytest.approx(learned, abs=1e-6)
    assert (points.features[~points.held_out] != prepared.table.features[training]).all()
    assert numpy.array_equal(points.features[points.held_out], prepared.table.features[validation])


def test_a_curve_comes_with_what_the_points_were_drawn_from(draw: Draw) -> None:
    project = draw(("dense", {"units": 1}), data="line")
    dataset, scene = project.data.dataset, Predictor(project).scene
    assert scene.truth == pytest.approx(dataset.slope * scene.x + dataset.intercept)  # type: ignore[attr-defined]


def test_the_figures_of_a_regression_are_root_mean_squared_errors(draw: Draw) -> None:
    training, _, predictions = trained(draw(*HIDDEN, ("dense", {"units": 1}), data="line", epochs=20))
    prepared, network = prepare(training.project.data), training.network
    assert network is not None
    for part, told in ((prepared.training, predictions.training), (prepared.validation, predictions.validation)):
        with torch.no_grad():
            predicted = network(torch.from_numpy(part.features)).numpy()
        predicted = predicted * prepared.target_scale + prepared.target_shift
        assert told == pytest.approx(root_mean_squared_error(prepared.table.targets[part.rows], predicted), rel=1e-5)


@pytest.mark.parametrize("units", [1, 2])
def test_the_boundary_of_two_classes_lies_where_both_are_as_likely(draw: Draw, units: int) -> None:
    project = edits.set_data(draw(*HIDDEN, ("dense", {"units": units}), epochs=30), normalisation="z-score")
    training, _, predictions = trained(project)
    assert isinstance(predictions.picture, DecisionMap)
    assert len(predictions.picture.boundaries) > 50
    prepared, network = prepare(project.data), training.network
    assert network is not None
    lines = predictions.picture.boundaries
    places = (lines[~numpy.isnan(lines[:, 0])] - prepared.shift) / prepared.scale
    with torch.no_grad():
        outputs = network(torch.from_numpy(places.astype(numpy.float32)))
    logits = outputs[:, 1] - outputs[:, 0] if units == 2 else outputs[:, 0]
    assert torch.sigmoid(logits).numpy() == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("units", [1, 2])
def test_shares_of_right_rows_are_those_that_training_measured(draw: Draw, units: int) -> None:
    training, _, predictions = trained(draw(*HIDDEN, ("dense", {"units": units}), epochs=8))
    last = training.records[-1]
    assert (predictions.training, predictions.validation) == pytest.approx(
        (last.train_metric, last.validation_metric), abs=1e-6
    )


def test_probabilities_of_a_map_are_those_of_the_network_at_each_place(draw: Draw) -> None:
    project = edits.set_data(draw(*HIDDEN, ("dense", {"units": 2}), epochs=5), normalisation="min-max")
    training, predictor, predictions = trained(project)
    prepared, network, scene = prepare(project.data), training.network, predictor.scene
    assert network is not None
    assert isinstance(predictions.picture, DecisionMap)
    assert predictions.picture.probabilities.shape == (len(scene.y), len(scene.x), 2) == (200, 200, 2)
    for row, column in ((0, 0), (3, 190), (150, 20)):
        place = (numpy.array([[scene.x[column], scene.y[row]]]) - prepared.shift) / prepared.scale
        with torch.no_grad():
            wanted = network(torch.from_numpy(place.astype(numpy.float32))).softmax(1)[0].numpy()
        assert predictions.picture.probabilities[row, column] == pytest.approx(wanted, abs=1e-5)


def test_every_pair_of_neighbouring_regions_has_a_boundary_between_them(draw: Draw) -> None:
    project = edits.set_dataset(
        draw(*HIDDEN, ("dense", {"units": 3}), epochs=30), dataset_types()["blobs"](classes=3, features=2)
    )
    _, predictor, predictions = trained(project)
    assert isinstance(predictions.picture, DecisionMap)
    scene, probabilities = predictor.scene, predictions.picture.probabilities
    regions = probabilities.argmax(axis=2)
    assert set(regions.ravel()) == {0, 1, 2}
    step = max(scene.x[1] - scene.x[0], scene.y[1] - scene.y[0])
    lines = predictions.picture.boundaries
    points = lines[~numpy.isnan(lines[:, 0])]
    rows, columns = numpy.nonzero(regions[:, :-1] != regions[:, 1:])
    for row, column in zip(rows[::10], columns[::10], strict=True):
        place = numpy.array([(scene.x[column] + scene.x[column + 1]) / 2, scene.y[row]])
        assert numpy.hypot(*(points - place).T).min() < 2 * step


def test_a_confusion_matrix_is_that_of_scikit_learn_and_names_the_wrong_rows(draw: Draw) -> None:
    project = edits.set_data(draw(*HIDDEN, ("dense", {"units": 3}), data="iris", epochs=2), normalisation="z-score")
    training, predictor, predictions = trained(project)
    assert isinstance(predictions.picture, Confusion)
    part, network = prepare(project.data).validation, training.network
    assert network is not None
    with torch.no_grad():
        shares = network(torch.from_numpy(part.features)).softmax(1).numpy()
    predicted = shares.argmax(axis=1)
    assert numpy.array_equal(predictions.picture.counts, confusion_matrix(part.targets, predicted, labels=[0, 1, 2]))
    numbers = predictor.scene.points.numbers
    wrong = {int(row) for row in part.rows[predicted != part.targets]}
    assert wrong
    assert {int(numbers[mistake.place]) for mistake in predictions.picture.wrong} == wrong
    by_row = {int(row): place for place, row in enumerate(part.rows)}
    sureness = [mistake.sure for mistake in predictions.picture.wrong]
    assert sureness == sorted(sureness, reverse=True)
    for mistake in predictions.picture.wrong:
        place = by_row[int(numbers[mistake.place])]
        assert (mistake.true, mistake.predicted) == (part.targets[place], predicted[place])
        assert mistake.sure == pytest.approx(shares[place].max(), abs=1e-5)


def test_images_go_through_convolutions_as_in_training(draw: Draw) -> None:
    layers = (("conv2d", {"filters": 4}), ("relu", {}), ("flatten", {}), ("dense", {"units": 10}))
    training, _, predictions = trained(draw(*layers, data="digits", epochs=1))
    assert isinstance(predictions.picture, Confusion)
    assert predictions.validation == pytest.approx(training.records[-1].validation_metric, abs=1e-6)


def test_two_features_and_a_number_give_a_heat_map(draw: Draw, tmp_path: Path) -> None:
    project = with_table(draw(("dense", {"units": 1}), epochs=1), tmp_path, plane(), target_normalisation="none")
    predictor, prepared = Predictor(project), prepare(project.data)
    exact = torch.tensor([[3.0, -1.0]]) * torch.from_numpy(prepared.scale.astype(numpy.float32)).reshape(1, 2)
    shift = float((prepared.shift.reshape(2) * [3.0, -1.0]).sum())
    predictions = predictor.predict({"dense_1.weight": exact, "dense_1.bias": torch.tensor([shift])})
    assert isinstance(predictions.picture, HeatMap)
    wanted = 3.0 * predictor.scene.x[None, :] - predictor.scene.y[:, None]
    assert predictions.picture.values == pytest.approx(wanted, abs=1e-4)
    assert predictions.training == pytest.approx(0.0, abs=1e-4)


def test_many_features_and_a_number_give_predictions_beside_the_truth(draw: Draw) -> None:
    training, predictor, predictions = trained(draw(("dense", {"units": 1}), data="diabetes", epochs=2))
    assert isinstance(predictions.picture, Agreement)
    points, prepared, network = predictor.scene.points, prepare(training.project.data), training.network
    assert network is not None
    with torch.no_grad():
        predicted = network(torch.from_numpy(prepared.validation.features)).numpy()[:, 0]
    predicted = predicted * prepared.target_scale + prepared.target_shift
    assert predictions.picture.predicted[points.held_out] == pytest.approx(predicted, rel=1e-4)
    assert numpy.array_equal(points.targets[points.held_out], prepared.table.targets[prepared.validation.rows, 0])


def test_several_inputs_and_several_outputs_show_the_first_output(draw: Draw) -> None:
    project = draw(("dense", {"units": 2}), epochs=2)
    project, second = edits.add_node(project, layer_types()["input"](columns="0, 1"), (0.0, 100.0))
    project, head = edits.add_node(project, layer_types()["dense"](units=2), (0.0, 100.0))
    project, output = edits.add_node(project, layer_types()["output"](), (0.0, 100.0))
    project = edits.connect(edits.connect(project, second, head), head, output)
    training, _, predictions = trained(project)
    assert predictions.validation == pytest.approx(training.records[-1].validation_metric, abs=1e-6)


def test_a_training_that_is_watched_computes_what_it_would_alone(forgetful: Project) -> None:
    alone = Training(forgetful)
    list(alone.run())
    predictor, watched, looking = Predictor(forgetful), Training(forgetful), True
    latest: list[dict[str, torch.Tensor]] = []

    def look() -> None:
        while looking:
            if latest:
                Predictor(forgetful)
                predictor.predict(latest[-1])

    eye = threading.Thread(target=look)
    eye.start()
    for progress in watched.run():
        if isinstance(progress, EpochDone):
            latest.append(watched.last_weights)
    looking = False
    eye.join()
    assert [replace(r, seconds=0.0) for r in watched.records] == [replace(r, seconds=0.0) for r in alone.records]
    for name, tensor in alone.last_weights.items():
        assert torch.equal(watched.last_weights[name], tensor)


def test_weights_of_another_drawing_are_refused_with_a_sentence(draw: Draw) -> None:
    predictor = Predictor(draw(("dense", {"units": 2})))
    other = Training(draw(*HIDDEN, ("dense", {"units": 2}), epochs=1))
    list(other.run())
    with pytest.raises(TrainingError, match="a different network"):
        predictor.predict(other.last_weights)


def test_a_network_that_gives_no_numbers_any_more_is_told_from_others(draw: Draw) -> None:
    predictor = Predictor(draw(("dense", {"units": 2})))
    broken = {"dense_1.weight": torch.full((2, 2), torch.nan), "dense_1.bias": torch.zeros(2)}
    assert not predictor.predict(broken).finite
    assert predictor.predict({name: torch.zeros_like(tensor) for name, tensor in broken.items()}).finite


def test_data_too_large_to_be_read_twice_are_refused_with_a_sentence(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "LARGEST", 100)
    with pytest.raises(DataError, match="Choose fewer rows"):
        Predictor(draw(("dense", {"units": 2})))


def test_without_data_there_is_nothing_to_predict(draw: Draw) -> None:
    empty = edits.set_dataset(draw(("dense", {"units": 1})), dataset_types()["no_data"]())
    with pytest.raises(DataError, match="this project has none"):
        Predictor(empty)


def parted(lines: numpy.ndarray[Any, Any]) -> list[numpy.ndarray[Any, Any]]:
    """The lines between the rows of NaN."""
    gaps = numpy.nonzero(numpy.isnan(lines[:, 0]))[0]
    return [part[~numpy.isnan(part[:, 0])] for part in numpy.split(lines, gaps)]


def test_a_zero_line_of_a_circle_lies_on_the_circle_and_closes() -> None:
    x, y = numpy.linspace(-2, 2, 81), numpy.linspace(-1.5, 1.5, 61)
    line = zero_lines(1.07 - x[None, :] ** 2 - y[:, None] ** 2, x, y)
    assert numpy.hypot(*line.T) == pytest.approx(1.07**0.5, abs=0.01)
    assert numpy.hypot(*numpy.diff(line, axis=0).T).sum() == pytest.approx(2 * numpy.pi * 1.07**0.5, rel=0.01)
    assert line[0] == pytest.approx(line[-1])


@pytest.mark.parametrize("scale", [1.0, 1e-12, 1e9])
def test_two_circles_are_two_closed_lines_and_a_line_from_edge_to_edge_is_one(scale: float) -> None:
    x = numpy.linspace(-4, 4, 81)
    circles = 1.07 - (numpy.abs(x[None, :]) - 2) ** 2 - x[:, None] ** 2
    lines = parted(zero_lines(circles, scale * x, scale * x))
    assert len(lines) == 2
    for line in lines:
        assert line[0] == pytest.approx(line[-1])
        assert numpy.hypot(*numpy.diff(line, axis=0).T).max() < 0.2 * scale
    (straight,) = parted(zero_lines(x[None, :] + 0.5 * x[:, None] + 0.03, x, x))
    assert straight[:, 1].max() - straight[:, 1].min() == pytest.approx(8)


def test_there_is_no_line_where_the_field_is_not_finite_or_never_zero() -> None:
    places = numpy.linspace(0, 1, 5)
    for field in (numpy.nan, numpy.inf, 1.0, 0.0):
        assert zero_lines(numpy.full((5, 5), field), places, places).shape == (0, 2)
    slope = places[None, :] - 0.4 + 0 * places[:, None]
    slope[2, 2] = numpy.nan
    around = zero_lines(slope, places, places)
    assert around[~numpy.isnan(around[:, 0])][:, 0] == pytest.approx(0.4)
    assert sorted(len(line) for line in parted(around)) == [3, 3]  # up to the hole, and behind it


def test_lines_are_joined_with_a_gap_between_each_two() -> None:
    one, none = numpy.zeros((3, 2)), numpy.empty((0, 2))
    assert joined([none, none]).shape == joined([]).shape == (0, 2)
    assert numpy.isnan(joined([one, none, one])).all(axis=1).tolist() == [False] * 3 + [True] + [False] * 3
