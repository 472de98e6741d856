"""What is said of a network: gradients that vanish or explode, numbers that are none, dead units; and nothing else."""

from __future__ import annotations

from functools import cache

import pytest
import torch

from netbuilder.backends.torch.build import build
from netbuilder.data.pipeline import prepare
from netbuilder.layer_statistics.findings import Finding, findings
from netbuilder.layer_statistics.watched_network import WatchedNetwork
from netbuilder.project.project import Project
from tests.drawing import checked, drawn

Weights = dict[str, torch.Tensor]


def untrained(project: Project, seed: int = 0) -> tuple[WatchedNetwork, Weights]:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        weights = dict(build(checked(project)).state_dict())
    return WatchedNetwork(project, prepare(project.data)), weights


@cache
def two_layers() -> tuple[WatchedNetwork, Weights]:
    return untrained(drawn(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), rows=40))


def said(watched: WatchedNetwork, weights: Weights) -> tuple[Finding, ...]:
    return findings(watched.statistics(weights))


@pytest.mark.parametrize(
    ("layers", "units"),
    [((("conv2d", {"filters": 4}),), 4), ((("reshape", {"sizes": (8, 8)}), ("dense", {"units": 5})), 5)],
    ids=["image", "sequence"],
)
def test_the_units_of_an_image_are_its_channels_and_those_of_a_sequence_its_features(
    layers: tuple[tuple[str, dict[str, object]], ...], units: int
) -> None:
    project = drawn(*layers, ("relu", {}), ("flatten", {}), ("dense", {"units": 10}), data="digits")
    watched, weights = untrained(project)
    name = next(name for name in weights if name.endswith("bias"))
    weights[name] = torch.where(torch.arange(units) == 3, -1_000.0, 1_000.0)
    relu = next(one for one in watched.statistics(weights).layers if one.layer.bends)
    assert (relu.units, relu.zero_units) == (units, (3,))


def scaled(weights: Weights, **factors: float) -> Weights:
    """The weights with those of some layers multiplied."""
    return {name: weight * factors.get(name.partition(".")[0], 1.0) for name, weight in weights.items()}


def test_a_deep_chain_of_sigmoids_has_a_vanishing_gradient_with_its_figures() -> None:
    layers = [layer for _ in range(8) for layer in (("dense", {"units": 8}), ("sigmoid", {}))]
    watched, weights = untrained(drawn(*layers, ("dense", {"units": 2}), rows=40))
    statistics = watched.statistics(weights)
    (found,) = findings(statistics)
    learning = [one for one in statistics.layers if one.layer.has_own_weights]
    smallest = min(learning, key=lambda one: one.gradient_size or 0.0)
    small, large = smallest.gradient_size, learning[-1].gradient_size
    assert small is not None
    assert large is not None
    assert found.wrong
    assert found.layer is smallest
    text = str(found.message)
    assert text.startswith(
        f"The gradient vanishes: that of a weight is {float(f'{large / small:.2g}'):,.0f} times smaller"
    )
    assert f"in “{smallest.layer.name}” than in “Dense (dense_9)”" in text
    assert f"({small:.2g} and {large:.2g}, root mean square)" in text


def test_a_gradient_that_grows_towards_the_first_layers_explodes() -> None:
    watched, weights = two_layers()
    (found,) = (one for one in said(watched, scaled(weights, dense_1=1e-4, dense_2=1e4)) if one.layer is not None)
    assert str(found.message).startswith("The gradient explodes: that of a weight is ")
    assert "larger in “Dense (dense_1)” than in “Dense (dense_2)”" in str(found.message)


def test_a_network_in_which_all_layers_learn_is_told_so_with_the_ratio() -> None:
    watched, weights = two_layers()
    first, _, last = watched.statistics(weights).layers
    found = [one for one in said(watched, weights) if not one.wrong]
    assert len(found) == 1
    assert first.gradient_size is not None
    assert last.gradient_size is not None
    ratio = f"{first.gradient_size / last.gradient_size:.2g}"
    wanted = f"a weight of “Dense (dense_1)” gets {ratio} times that of “Dense (dense_2)”."
    assert str(found[0].message) == f"No gradient vanishes or explodes: {wanted}"


def test_dead_units_are_counted_and_named_and_those_that_are_many_by_the_first() -> None:
    watched, weights = two_layers()
    bias = weights["dense_1.bias"].clone()
    bias[[1, 6]] = -1_000.0
    dead = [one for one in said(watched, {**weights, "dense_1.bias": bias}) if one.wrong]
    (found,) = dead
    assert found.layer is not None
    numbers = found.layer.zero_units
    assert {1, 6} <= set(numbers)
    named = ", ".join(map(str, numbers))
    assert str(found.message) == (
        f"Dead units in “ReLU”: {len(numbers)} of 8 (number {named}), 0 for all 30 rows; no gradient passes them."
    )
    wide, more = untrained(drawn(("dense", {"units": 20}), ("relu", {}), ("dense", {"units": 2}), rows=40))
    more["dense_1.bias"] = torch.full((20,), -1_000.0)
    texts = [str(one.message) for one in said(wide, more)]
    assert "20 of 20 (number 0, 1, 2, 3, 4 …)" in texts[-1]
    assert texts[0] == "No gradient comes back to “Dense (dense_1)”: it does not learn."


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_weights_that_are_no_numbers_are_named_first(number: float) -> None:
    watched, weights = two_layers()
    broken = weights["dense_2.weight"].clone()
    broken[0, 0] = number
    found = said(watched, {**weights, "dense_2.weight": broken})[0]
    assert found.wrong
    assert str(found.message).startswith("The gradient has exploded: “Dense (dense_")
    assert "Lower the learning rate" in str(found.message)


def test_a_gradient_that_is_huge_in_all_layers_has_exploded() -> None:
    watched, weights = two_layers()
    statistics = watched.statistics(scaled(weights, dense_1=1e9, dense_2=1e9))
    steepest = max((one for one in statistics.layers if one.gradient_norm), key=lambda one: one.gradient_norm or 0.0)
    found = findings(statistics)[0]
    assert found.layer is steepest
    wanted = f"The gradient has exploded: in “{steepest.layer.name}” its norm is {steepest.gradient_norm:.2g}. Lower "
    assert str(found.message).startswith(wanted)
    assert [one for one in findings(statistics) if not one.wrong] == []


def test_a_loss_that_no_weight_moves_is_said() -> None:
    watched, weights = two_layers()
    still = scaled(weights, dense_2=1e30)
    still["dense_2.bias"] = torch.tensor([0.0, 0.0])
    still["dense_1.weight"] = torch.zeros(8, 2)
    still["dense_1.bias"] = torch.full((8,), -1.0)
    found = said(watched, still)
    assert any("No gradient comes back to “Dense (dense_1)”" in str(one.message) for one in found)


def test_of_a_single_layer_there_is_nothing_to_compare() -> None:
    assert said(*untrained(drawn(("dense", {"units": 2}), rows=20))) == ()
