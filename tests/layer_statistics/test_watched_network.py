"""The figures of the layers, against autograd done by hand and against the network itself."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest
import torch

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError
from netbuilder.files.read import read
from netbuilder.graph.blocks import NodePath
from netbuilder.layer_statistics import watched_network
from netbuilder.layer_statistics.statistics import ArrayKind, LayerArrays, LayerStatistics, NetworkStatistics
from netbuilder.layer_statistics.watched_network import WatchedNetwork
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.stepping.test_stepper import with_fork

Weights = dict[str, torch.Tensor]


def trained(project: Project) -> tuple[WatchedNetwork, Weights]:
    """A network after its last epoch, and its weights."""
    training = Training(edits.set_training(project, device="cpu"))
    list(training.run())
    return WatchedNetwork(project, prepare(project.data)), training.last_weights


def figures(found: NetworkStatistics, node: str, within: tuple[tuple[str, int], ...] = ()) -> LayerStatistics:
    (one,) = (one for one in found.layers if one.layer.path == NodePath(node, within))
    return one


def array(arrays: LayerArrays, kind: ArrayKind, name: str = "") -> Any:
    (one,) = (one.array for one in arrays.arrays if (one.kind, one.name) == (kind, name))
    return one


def norm(*tensors: torch.Tensor | None) -> float:
    return math.sqrt(sum(float(tensor.detach().double().square().sum()) for tensor in tensors if tensor is not None))


@pytest.fixture(scope="module")
def moons() -> tuple[Project, WatchedNetwork, Weights]:
    project = drawn(("dense", {"units": 16}), ("relu", {}), ("dense", {"units": 2}), rows=80, epochs=4, batch_size=16)
    return (project, *trained(project))


def test_every_figure_is_that_of_the_same_network_written_by_hand(
    moons: tuple[Project, WatchedNetwork, Weights],
) -> None:
    project, watched, weights = moons
    found = watched.statistics(weights, NodePath("dense_1"))
    rows = prepare(project.data).training
    by_hand = {name: weight.clone().requires_grad_() for name, weight in weights.items()}
    hidden = torch.from_numpy(rows.features) @ by_hand["dense_1.weight"].T + by_hand["dense_1.bias"]
    hidden.retain_grad()
    bent = hidden.clamp(min=0)
    outputs = bent @ by_hand["dense_2.weight"].T + by_hand["dense_2.bias"]
    shares = outputs - outputs.logsumexp(1, keepdim=True)
    loss = -shares[torch.arange(len(rows)), torch.from_numpy(rows.targets)].mean()
    loss.backward()
    assert found.loss == pytest.approx(float(loss.detach()), rel=1e-5)
    assert found.rows == len(rows)
    for node, value in (("dense_1", hidden), ("relu_1", bent), ("dense_2", outputs)):
        one = figures(found, node)
        assert one.mean == pytest.approx(float(value.detach().mean()), rel=1e-4, abs=1e-6)
        assert one.deviation == pytest.approx(float(value.detach().std(correction=0)), rel=1e-4)
        assert one.units == value.shape[1]
        own = [weight for name, weight in by_hand.items() if name.startswith(f"{node}.")]
        if not own:
            assert (one.parameters, one.largest, one.norm, one.gradient_norm) == (0, None, None, None)
            continue
        assert one.parameters == sum(weight.numel() for weight in own)
        assert one.largest == pytest.approx(max(float(weight.detach().abs().max()) for weight in own))
        assert one.norm == pytest.approx(norm(*own), rel=1e-6)
        assert one.gradient_norm == pytest.approx(norm(*(weight.grad for weight in own)), rel=1e-4)
        assert one.gradient_size == pytest.approx((one.gradient_norm or 0) / math.sqrt(one.parameters))
    dead = (bent == 0).all(0).nonzero().flatten().tolist()
    assert figures(found, "relu_1").zero_units == tuple(dead)
    chosen = found.chosen
    assert chosen is not None
    assert array(chosen, "weight", "weight") == pytest.approx(weights["dense_1.weight"].numpy())
    gradient = by_hand["dense_1.weight"].grad
    assert gradient is not None
    assert array(chosen, "gradient of weight", "weight") == pytest.approx(gradient.numpy(), rel=1e-3, abs=1e-7)
    assert array(chosen, "activations") == pytest.approx(hidden.detach().numpy(), rel=1e-3, abs=1e-6)
    assert hidden.grad is not None
    assert array(chosen, "gradient of activations") == pytest.approx(hidden.grad.numpy(), rel=1e-3, abs=1e-7)


def test_units_that_are_0_for_every_row_are_told_by_their_numbers(
    moons: tuple[Project, WatchedNetwork, Weights],
) -> None:
    _, watched, weights = moons
    bias = weights["dense_1.bias"].clone()
    bias[[2, 5]] = -100.0
    found = watched.statistics({**weights, "dense_1.bias": bias})
    relu = figures(found, "relu_1")
    assert {2, 5} <= set(relu.zero_units)
    assert relu.zero_share == len(relu.zero_units) / 16
    assert figures(found, "dense_1").zero_units == ()
    assert found.chosen is None


def module_figures(watched: WatchedNetwork, weights: Weights) -> dict[str, torch.Tensor | None]:
    """The gradient of every weight, from one pass of the network's own module over all rows at once."""
    watched.trained.put(weights)
    (piece,) = watched._pieces
    watched._backward(watched.trained.module(*piece.inputs), piece)
    return {name: weight.grad for name, weight in watched.trained.module.named_parameters()}


def with_two_outputs() -> Project:
    """Two outputs behind one layer, of which the second counts half."""
    project = drawn(("dense", {"units": 4}), ("tanh", {}), ("dense", {"units": 2}), rows=30)
    for kind in ("dense", "output"):
        values = {"units": 2} if kind == "dense" else {"weight": 0.5}
        project, node = edits.add_node(project, layer_types()[kind].parse(values), (0.0, 200.0))
        project = edits.connect(project, "tanh_1" if kind == "dense" else "dense_3", node)
    return project


def shared() -> Project:
    return edits.set_parameter(with_fork(), "fork_1", "shared", True)


PROJECTS = {
    "branches and an image": lambda: edits.set_data(read(samples.path("digits_cnn")), training_rows=60),
    "two inputs": lambda: read(samples.path("iris_two_inputs")),
    "two outputs": with_two_outputs,
    "recurrent": lambda: drawn(
        ("reshape", {"sizes": (2, 1)}), ("lstm", {"units": 3}), ("flatten", {}), ("dense", {"units": 2}), rows=30
    ),
    "repeated block": with_fork,
    "shared block": shared,
    "operations alone": lambda: read(samples.path("own_framework")),
    "no data": lambda: read(samples.path("bowl")),
}


@pytest.mark.parametrize("name", PROJECTS)
def test_gradients_are_those_of_the_network_itself_and_each_weight_has_a_layer(name: str) -> None:
    project = edits.set_training(PROJECTS[name](), epochs=1)
    watched, weights = trained(project)
    gradients = module_figures(watched, weights)
    found = watched.statistics(weights, watched.layers[-1].path)
    owned = [weight for layer in watched.layers if layer.has_own_weights for weight in layer.weights]
    assert sorted(owned) == sorted(gradients)
    over_epochs = watched.weight_figures(weights)
    for one in found.layers:
        if one.layer.weights:
            wanted = norm(*(gradients[weight] for weight in one.layer.weights))
            assert one.gradient_norm == pytest.approx(wanted, rel=1e-3, abs=1e-9), str(one.layer.path)
        if one.layer.has_own_weights:
            assert over_epochs[one.layer.path] == pytest.approx((one.largest, one.gradient_norm), rel=1e-3, abs=1e-9)
        assert math.isfinite(one.mean), str(one.layer.path)
    assert len(over_epochs) == sum(layer.has_own_weights for layer in watched.layers)


def test_each_repetition_of_a_block_is_a_layer_and_shared_weights_belong_to_the_first() -> None:
    watched, _ = trained(edits.set_training(shared(), epochs=1))
    inside = [layer for layer in watched.layers if layer.path.node == "dense_1"]
    assert [layer.path.within for layer in inside] == [(("fork_1", 0),), (("fork_1", 1),)]
    assert [str(layer.name) for layer in inside] == ["fork 1 › Dense", "fork 2 › Dense"]
    assert inside[0].weights == inside[1].weights == ("fork.dense_1.weight", "fork.dense_1.bias")
    assert [layer.has_own_weights for layer in inside] == [True, False]


def test_muted_layers_are_no_part_of_it() -> None:
    project = edits.mute(drawn(("dense", {"units": 2}), ("relu", {}), ("tanh", {}), rows=20), ["relu_1"])
    watched, _ = trained(edits.set_training(project, epochs=1))
    assert [layer.path.node for layer in watched.layers] == ["dense_1", "tanh_1"]


def test_in_pieces_with_class_weights_the_figures_are_those_of_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    project = drawn(("dense", {"units": 3}), ("relu", {}), ("dense", {"units": 2}), rows=50, class_weights="balanced")
    whole, weights = trained(edits.set_training(project, epochs=1))
    monkeypatch.setattr(watched_network, "piece_rows", lambda _check: 7)
    pieces = WatchedNetwork(project, prepare(project.data))
    assert len(pieces._pieces) > 3
    one, other = (watched.statistics(weights, NodePath("relu_1")) for watched in (whole, pieces))
    assert other.loss == pytest.approx(one.loss, rel=1e-5)
    for ours, theirs in zip(other.layers, one.layers, strict=True):
        assert (ours.mean, ours.deviation) == pytest.approx((theirs.mean, theirs.deviation), rel=1e-4)
        if theirs.gradient_norm is not None:
            assert ours.gradient_norm == pytest.approx(theirs.gradient_norm, rel=1e-4)
        assert ours.zero_units == theirs.zero_units
    assert one.chosen is not None
    assert other.chosen is not None
    assert array(other.chosen, "activations") == pytest.approx(array(one.chosen, "activations"), abs=1e-6)


def test_of_many_rows_a_thousand_are_watched_and_of_a_large_network_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    project = drawn(("dense", {"units": 2}), rows=3_000)
    assert WatchedNetwork(project, prepare(project.data)).rows == 1_000
    monkeypatch.setattr(watched_network, "MOST_VALUES", 100)
    assert WatchedNetwork(project, prepare(project.data)).rows == 64


def test_of_large_outputs_the_first_rows_are_kept(
    moons: tuple[Project, WatchedNetwork, Weights], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, watched, weights = moons
    monkeypatch.setattr(watched_network, "MOST_KEPT", 5 * 16)
    found = watched.statistics(weights, NodePath("relu_1"))
    assert found.chosen is not None
    assert array(found.chosen, "activations").shape == (5, 16)


def test_looking_draws_no_random_numbers_and_leaves_the_weights_alone() -> None:
    project = drawn(("dense", {"units": 8}), ("dropout", {"rate": 0.5}), ("dense", {"units": 2}), rows=40)
    watched, weights = trained(edits.set_training(project, epochs=1))
    before, random = {name: weight.clone() for name, weight in weights.items()}, torch.get_rng_state()
    one, other = watched.statistics(weights), watched.statistics(weights)
    watched.weight_figures(weights)
    assert [layer.gradient_norm for layer in one.layers] == [layer.gradient_norm for layer in other.layers]
    assert torch.equal(torch.get_rng_state(), random)
    assert [name for name in weights if not torch.equal(weights[name], before[name])] == []


def test_arrays_cannot_be_changed_and_are_no_part_of_the_weights(
    moons: tuple[Project, WatchedNetwork, Weights],
) -> None:
    _, watched, weights = moons
    found = watched.statistics(weights, NodePath("dense_2"))
    assert found.chosen is not None
    for one in found.chosen.arrays:
        assert not one.array.flags.writeable
        assert not numpy.shares_memory(one.array, weights["dense_2.weight"].numpy())


def test_weights_of_another_network_are_refused(moons: tuple[Project, WatchedNetwork, Weights]) -> None:
    _, watched, _ = moons
    _, others = trained(drawn(("dense", {"units": 2}), rows=20, epochs=1))
    with pytest.raises(TrainingError, match="different network"):
        watched.statistics(others)
