"""The loss over planes of weights, and the paths of optimizers over it."""

from __future__ import annotations

from threading import Event

import numpy
import pytest
import torch

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError
from netbuilder.files.read import read
from netbuilder.landscape import paths, surface
from netbuilder.landscape.landscape import Explorer
from netbuilder.landscape.paths import OWN, RACERS, follow
from netbuilder.landscape.plane import along_training, number_names, through_random_directions, through_two_weights
from netbuilder.landscape.progress import MapProgress
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training
from tests.drawing import drawn


def sample(name: str, **settings: object) -> Project:
    return edits.set_training(read(samples.path(name)), device="cpu", **settings)


def test_the_bowl_is_the_function_that_it_draws_and_its_path_ends_where_the_lesson_says() -> None:
    found = Explorer(sample("bowl"), ()).landscape("two weights")
    across, up = numpy.meshgrid(found.x, found.y)
    assert found.losses == pytest.approx((across - 3) ** 2 + (up + 2) ** 2, rel=1e-4, abs=1e-5)
    (path,) = found.paths
    assert path.places[0] == pytest.approx((0.0, 0.0))
    assert path.places[-1] == pytest.approx((2.8944, -1.9296), abs=1e-4)
    assert len(path.places) == len(path.losses) + 1 == 16


def test_the_own_path_is_that_of_the_training_bit_for_bit() -> None:
    project = sample("moons_overfit", epochs=5)
    path, _ = follow(project, prepare(project.data), OWN, 300, Event(), MapProgress())
    training = Training(project)
    list(training.run())
    assert training.network is not None
    wanted = torch.cat([weights.detach().flatten() for weights in training.network.parameters()])
    assert torch.equal(path.weights[-1], wanted)


def test_all_race_from_the_same_start_and_take_different_paths() -> None:
    found = Explorer(sample("line_from_100", epochs=1), RACERS).landscape("two weights")
    starts = {tuple(path.places[0].tolist()) for path in found.paths}
    ends = {tuple(path.places[-1].round(3).tolist()) for path in found.paths}
    assert starts == {(100.0, 0.0)}
    assert len(found.paths) == 1 + len(RACERS)
    assert len(ends) == len(RACERS)  # SGD is what the project itself learns with
    assert found.numbers == ("dense_1.weight[0,0]", "dense_1.bias[0]")


@pytest.mark.parametrize("name", ["moons_overfit", "iris_two_inputs", "five_points"])
def test_the_loss_at_the_end_of_the_path_is_the_last_training_loss(name: str) -> None:
    project = sample(name, epochs=3)
    prepared = prepare(project.data)
    path, training = follow(project, prepared, OWN, 300, Event(), MapProgress())
    assert training.network is not None
    measured = surface.Surface(project, prepared, training.network).losses(path.weights[-1:], MapProgress())
    assert float(measured) == pytest.approx(training.records[-1].train_loss, rel=1e-5)


def test_what_torch_cannot_compute_for_many_networks_at_once_is_computed_one_by_one(monkeypatch) -> None:
    project = sample("moons_overfit", epochs=1)
    prepared = prepare(project.data)
    path, training = follow(project, prepared, OWN, 300, Event(), MapProgress())
    assert training.network is not None
    measure = surface.Surface(project, prepared, training.network)
    together = measure.losses(path.weights, MapProgress())

    def refuse(function):
        def mapped(_points):
            raise RuntimeError("no batching rule")

        return mapped

    monkeypatch.setattr(torch.func, "vmap", refuse)
    assert torch.allclose(measure.losses(path.weights, MapProgress()), together, rtol=1e-5)


def test_batch_norm_keeps_the_running_means_of_the_training() -> None:
    project = sample("moons_overfit", epochs=2)
    project, _ = edits.insert_on_wire(project, sorted(project.graph.wires)[0], layer_types()["batch_norm"](), (0, 0))
    prepared = prepare(project.data)
    path, training = follow(project, prepared, OWN, 300, Event(), MapProgress())
    assert training.network is not None
    measured = surface.Surface(project, prepared, training.network).losses(path.weights[-1:], MapProgress())
    assert float(measured) == pytest.approx(training.records[-1].train_loss, rel=1e-4)


SHAPES = {"a.weight": torch.Size((3, 4)), "a.bias": torch.Size((3,)), "b.weight": torch.Size((2, 3))}


def planes() -> dict[str, object]:
    torch.manual_seed(1)
    centre, way = torch.randn(21), torch.randn(9, 21).cumsum(0)
    straight = torch.linspace(0, 1, 5)[:, None] * torch.randn(21)
    return {
        "two": through_two_weights(centre, (3, 17), number_names(SHAPES)),
        "random": through_random_directions(centre, SHAPES, 5),
        "no matrix": through_random_directions(torch.randn(2), {"p": torch.Size((2,))}, 5),
        "one number in each": through_random_directions(
            torch.randn(2), {"w": torch.Size((1, 1)), "b": torch.Size((1,))}, 5
        ),
        "along": along_training(way),
        "straight": along_training(straight),
        "never moved": along_training(torch.ones(4, 21)),
    }


@pytest.mark.parametrize("kind", list(planes()))
def test_a_place_on_a_plane_is_found_again(kind: str) -> None:
    plane = planes()[kind]
    places = torch.tensor([[0.0, 0.0], [1.5, -2.0], [0.3, 4.0]])
    assert torch.allclose(plane.places(plane.at(places)), places, atol=1e-3)


def test_random_directions_have_filters_as_long_as_those_of_the_weights() -> None:
    centre = torch.arange(1.0, 22.0)
    plane = through_random_directions(centre, SHAPES, 0)
    for direction in plane.directions:
        assert torch.allclose(direction[:12].view(3, 4).norm(dim=1), centre[:12].view(3, 4).norm(dim=1))
        assert torch.equal(direction[12:15], torch.zeros(3))


def test_names_follow_the_order_of_the_numbers() -> None:
    names = number_names(SHAPES)
    assert (names[0], names[5], names[12], names[20]) == (
        "a.weight[0,0]",
        "a.weight[1,1]",
        "a.bias[0]",
        "b.weight[1,2]",
    )


def test_what_has_no_plane_is_refused_in_words(monkeypatch) -> None:
    project = edits.set_parameter(sample("line", epochs=1), "dense_1", "bias", False)
    with pytest.raises(TrainingError, match="needs two weights"):
        Explorer(project, ())
    monkeypatch.setattr(paths, "MOST_NUMBERS", 1000)
    with pytest.raises(TrainingError, match="A path is kept for at most 3"):
        Explorer(sample("moons_overfit", epochs=1), ())


@pytest.mark.parametrize("rate", [10.0, 1000.0])
@pytest.mark.parametrize("kind", ["two weights", "along training", "random"])
def test_a_training_that_goes_beyond_all_numbers_is_told_so(kind, rate: float) -> None:
    explorer = Explorer(sample("line_from_100", learning_rate=rate), ())
    with pytest.raises(TrainingError, match="Choose a smaller learning rate"):
        explorer.landscape(kind)


def test_a_start_whose_loss_is_no_number_is_told_from_a_training_that_diverges() -> None:
    far = ("dense", {"units": 2, "start": "constant", "start_number": 1e6})
    project = drawn(far, *3 * [("squared", {})], ("dense", {"units": 2}), rows=40, batch_size=8)
    with pytest.raises(TrainingError, match="The loss of the starting weights is not a finite number"):
        Explorer(project, ())


def test_one_that_races_out_of_sight_leaves_the_picture_as_it_is() -> None:
    project = sample("line_from_100", epochs=2, learning_rate=0.2)
    alone = Explorer(project, ()).landscape("two weights", (0, 1))
    raced = Explorer(project, RACERS).landscape("two weights", (0, 1))
    widest = max(axis[-1] - axis[0] for axis in (alone.x, alone.y))
    assert max(axis[-1] - axis[0] for axis in (raced.x, raced.y)) < 6 * widest
    assert numpy.isfinite(raced.losses).all()


def test_the_end_of_a_path_has_the_loss_of_the_map_there() -> None:
    (path,) = Explorer(sample("bowl"), ()).landscape("random").paths
    x, y = (2.8944468, -1.9296312)
    assert path.end == pytest.approx((x - 3) ** 2 + (y + 2) ** 2, rel=1e-4)


def test_random_directions_are_at_right_angles_where_there_is_no_matrix() -> None:
    first, second = through_random_directions(torch.randn(2), {"p": torch.Size((2,))}, 3).directions
    assert abs(float(first @ second)) < 1e-6


class SetAfter(Event):
    """An event that is found set after it was looked at some times."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.left = looks

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_stop_ends_the_training_and_what_was_gone_through_is_shown() -> None:
    explorer = Explorer(sample("moons_overfit", epochs=50), RACERS, SetAfter(20))
    found = explorer.landscape("along training")
    assert len(found.paths) == 1
    assert 1 < len(found.paths[0].losses) < 50
    assert numpy.isfinite(found.losses).all()
    explorer.progress.abandoned.set()
    assert numpy.isnan(explorer.landscape("random").losses).any()
    with pytest.raises(TrainingError, match="before its first step"):
        Explorer(sample("moons_overfit", epochs=50), RACERS, SetAfter(0))


def test_the_share_of_the_map_is_told_and_an_abandoned_map_keeps_what_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surface, "AT_ONCE", 50 * 1000)
    shares = list[float]()

    class Watched(MapProgress):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "share" and isinstance(value, float) and value:
                shares.append(value)
                if len(shares) == 5:
                    self.abandoned.set()

    progress = Watched()
    explorer = Explorer(sample("iris_two_inputs", epochs=2), (), progress=progress)
    assert (progress.epoch, progress.epochs, progress.share) == (2, 2, 0.0)
    assert "epoch 2 of 2" in str(progress.in_words())
    found = explorer.landscape("random")
    assert shares == sorted(shares)
    assert len(shares) == 5
    assert numpy.isfinite(found.losses).mean() == pytest.approx(shares[-1])
    assert 0 < shares[-1] < 1
    assert numpy.isfinite(found.paths[0].end)
    assert f"{round(100 * shares[-1])}% of the map" in str(progress.in_words())
    progress.abandoned.clear()
    assert numpy.isfinite(explorer.landscape("random").losses).all()
    assert shares[-1] == 1.0


def test_it_computes_with_as_many_threads_as_a_training_and_leaves_those_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    explorer, seen = Explorer(sample("bowl"), ()), set[int]()
    loss = surface.Surface._loss

    def watched(measured: surface.Surface, point: torch.Tensor) -> torch.Tensor:
        seen.add(torch.get_num_threads())
        return loss(measured, point)

    monkeypatch.setattr(surface.Surface, "_loss", watched)
    monkeypatch.setattr(surface, "thread_count", lambda: 3)
    before = torch.get_num_threads()
    explorer.landscape("random")
    assert (seen, torch.get_num_threads()) == ({3}, before)
