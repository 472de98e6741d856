"""Networks trained together and one after another: the same numbers, those of ordinary training."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import numpy
import pytest
import torch

import samples
from netbuilder.ensemble import strategy
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.strategy import faster_way, members_at_once
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.training.trainer import Training
from tests.drawing import Draw
from tests.ensemble.groups import DENSE, after, both_ways, measured_samples, plans, trace_at_once

PROJECTS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "numbers": ((*DENSE, ("dense", {"units": 1})), {}),
    "deep": ((*DENSE, ("dense", {"units": 5}), ("tanh", {}), ("dense", {"units": 3})), {"data": "blobs", "rows": 60}),
    "deep, by sgd": (
        (*DENSE, ("dense", {"units": 5}), ("relu", {}), ("dense", {"units": 1})),
        {"optimizer": "sgd", "momentum": 0.9, "weight_decay": 0.01},
    ),
    "dropout": ((*DENSE, ("dropout", {"rate": 0.4}), ("dense", {"units": 1})), {"batch_size": 7}),
    "classes": ((*DENSE, ("dense", {"units": 2})), {"data": "moons", "rows": 60}),
    "classes with weights": (
        (*DENSE, ("dense", {"units": 2})),
        {"data": "moons", "rows": 60, "class_weights": "balanced"},
    ),
    "one output, classes with weights": (
        (*DENSE, ("dense", {"units": 1})),
        {"data": "moons", "rows": 60, "class_weights": "balanced"},
    ),
    "log-probabilities, classes with weights": (
        (*DENSE, ("dense", {"units": 3}), ("log_softmax", {})),
        {"data": "blobs", "rows": 60, "loss": "nll", "class_weights": "balanced"},
    ),
    "one output for two classes": ((*DENSE, ("dense", {"units": 1})), {"data": "circles", "rows": 60}),
    "log-probabilities": (
        (*DENSE, ("dense", {"units": 3}), ("log_softmax", {})),
        {"data": "blobs", "rows": 60, "loss": "nll"},
    ),
    "clipped": ((*DENSE, ("dense", {"units": 1})), {"gradient_clip": 0.05, "optimizer": "sgd", "momentum": 0.9}),
    "clipped where it is too long": ((*DENSE, ("dense", {"units": 1})), {"gradient_clip": 1.0, "optimizer": "sgd"}),
    "never clipped": ((*DENSE, ("dense", {"units": 1})), {"gradient_clip": 100.0, "optimizer": "sgd"}),
    "decaying": ((*DENSE, ("dense", {"units": 1})), {"optimizer": "rmsprop", "decay": "exponential"}),
    "heavy": ((*DENSE, ("dense", {"units": 1})), {"optimizer": "adamw", "weight_decay": 0.1, "loss": "huber"}),
    "adagrad": ((*DENSE, ("dense", {"units": 1})), {"optimizer": "adagrad", "batch_size": 4}),
    "branches": ((("layer_norm", {}), *DENSE, ("dense", {"units": 3})), {"data": "blobs", "rows": 60}),
}


@pytest.fixture(params=["as it stands", "traced"])
def traced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Both ways in which networks that train together take their steps; the second from the first step on."""
    if request.param == "traced":
        trace_at_once(monkeypatch)
    return bool(request.param == "traced")


@pytest.mark.usefixtures("traced")
@pytest.mark.parametrize("name", PROJECTS)
def test_together_and_alone_give_the_same_numbers(draw: Draw, name: str) -> None:
    layers, settings = PROJECTS[name]
    together, alone = both_ways(draw(*layers, **{"batch_size": 8, **settings}))
    assert together.shape == alone.shape
    assert torch.allclose(together, alone, rtol=0.0, atol=1e-5)
    assert not torch.allclose(together[0], together[1], atol=1e-3), "the members must differ"


@pytest.mark.parametrize("name", measured_samples())
def test_the_networks_of_every_sample_are_the_same_both_ways(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trace_at_once(monkeypatch)
    project = edits.set_training(read(samples.path(name)), device="cpu")
    project = edits.set_data(project, training_rows=16)
    together, alone = both_ways(project, members=3)
    assert torch.allclose(together, alone, rtol=0.0, atol=1e-5)


@pytest.mark.usefixtures("traced")
def test_pictures_are_convolved_together_as_alone(draw: Draw) -> None:
    project = draw(
        ("conv2d", {"filters": 4}),
        ("relu", {}),
        ("max_pool", {}),
        ("flatten", {}),
        ("dense", {"units": 10}),
        data="digits",
        rows_as="image",
    )
    together, alone = both_ways(edits.set_data(project, training_rows=64))
    assert torch.allclose(together, alone, rtol=0.0, atol=1e-5)


@pytest.mark.usefixtures("traced")
@pytest.mark.parametrize("settings", [{}, {"data": "moons", "rows": 60, "class_weights": "balanced"}], ids=str)
def test_a_member_is_what_ordinary_training_would_make_of_its_rows(draw: Draw, settings: dict[str, Any]) -> None:
    project = draw(*DENSE, ("dense", {"units": 1}), batch_size=8, epochs=1, **settings)
    weighted = project.training.class_weights == "balanced"
    factory, members, prepared = plans(project)
    predicted = after(VmapEnsemble(factory, members), 1)
    for member, answers in zip(members, predicted, strict=True):
        training = Training(
            edits.set_training(project, seed=member.seed), prepared=replace(prepared, training=member.training)
        )
        for _ in training.run():
            pass
        assert training.network is not None
        with torch.inference_mode():
            expected = training.network(torch.from_numpy(member.features)).double()
        if weighted:
            assert len(numpy.unique(numpy.bincount(member.training.targets))) == 2  # so that weights change something
            expected = torch.cat([1 - expected.sigmoid(), expected.sigmoid()], dim=1).float()
        else:
            expected = (
                expected * torch.from_numpy(member.target_scale) + torch.from_numpy(member.target_shift)
            ).float()
        assert torch.allclose(answers, expected, rtol=0.0, atol=1e-5)


def test_dropout_silences_its_share_and_every_member_its_own(draw: Draw) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dropout", {"rate": 0.25}), ("dense", {"units": 1}), batch_size=25))
    group = VmapEnsemble(factory, members)
    (mask,) = group._drawn_masks(500).values()
    assert mask.shape == (5, 500, 8)
    assert mask.unique().tolist() == pytest.approx([0.0, 1 / 0.75])
    assert (mask == 0).float().mean().item() == pytest.approx(0.25, abs=0.02)
    assert not torch.equal(mask[0], mask[1])


@pytest.mark.parametrize("layer", ["batch_norm", "lstm"])
def test_what_cannot_be_stacked_goes_one_after_another(draw: Draw, layer: str) -> None:
    if layer == "lstm":
        project = draw(("reshape", {"sizes": (1, 1)}), (layer, {}), ("flatten", {}), ("dense", {"units": 1}))
    else:
        project = draw(*DENSE, (layer, {}), ("dense", {"units": 1}))
    factory, members, _ = plans(project)
    assert faster_way(factory, members, 5) is SequentialEnsemble
    assert torch.isfinite(after(SequentialEnsemble(factory, members[:1]), 1)).all()


def test_the_way_is_what_was_measured_to_be_faster(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1}), epochs=strategy.WORTH_TRYING))
    for seconds, way in ((0.003, VmapEnsemble), (0.1, SequentialEnsemble)):
        monkeypatch.setattr(
            strategy,
            "_seconds_an_epoch",
            lambda group, *_, s=seconds: s if isinstance(group, VmapEnsemble) else 0.001,
        )
        assert faster_way(factory, members, 5) is way
    assert faster_way(factory, members[:1], 1) is SequentialEnsemble


def test_networks_together_are_measured_as_they_are_once_traced(draw: Draw) -> None:
    """By what is not traced they would look slower than one after another."""
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1}), epochs=strategy.WORTH_TRYING))
    faster_way(factory, members, 5)
    assert any(name == "gradients" for name, _ in factory.traces)
    assert None not in factory.traces.values()


class HeldUp:
    """A group beside something else that needs the processor: by its clock nearly everything takes long once."""

    def __init__(self) -> None:
        self.now = 0.0
        self._steps = iter([0.9, 0.03, 0.002, 0.03, 0.001, 0.03])
        self._predictions = iter([0.9, 0.04, 0.01])

    def epoch(self) -> Iterator[None]:
        for seconds in self._steps:
            self.now += seconds
            yield

    def predicted(self) -> None:
        self.now += next(self._predictions)


def test_what_is_held_up_or_done_first_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    group: Any = HeldUp()
    monkeypatch.setattr(strategy, "perf_counter", lambda: group.now)
    assert strategy._seconds_an_epoch(group, 7, Event()) == pytest.approx(7 * 0.001 + 0.01)


def test_a_trial_that_is_to_stop_takes_no_further_step(draw: Draw) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1}), epochs=strategy.WORTH_TRYING))
    stopping = Event()
    stopping.set()
    assert faster_way(factory, members, 5, stopping) is SequentialEnsemble
    assert factory.traces == {}
    group: Any = HeldUp()
    assert strategy._seconds_an_epoch(group, 7, stopping) == group.now == 0.0


def test_of_few_steps_only_one_alone_is_measured(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1}), epochs=2))
    for seconds, way in ((0.001, VmapEnsemble), (0.01, SequentialEnsemble)):
        monkeypatch.setattr(
            strategy,
            "_seconds_an_epoch",
            lambda group, *_, s=seconds: s if isinstance(group, SequentialEnsemble) else 9.0,
        )
        assert faster_way(factory, members, strategy.MIN_STEPS // 2) is way


def test_of_hardly_any_steps_nothing_is_measured(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1}), epochs=2))
    monkeypatch.setattr(strategy, "_seconds_an_epoch", lambda *_: pytest.fail("it was measured"))
    assert faster_way(factory, members, strategy.MIN_STEPS // 2 - 1) is SequentialEnsemble


def test_memory_bounds_how_many_train_at_once(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    factory, _, _ = plans(draw(*DENSE, ("dense", {"units": 1})))
    one = factory.bytes_of_a_member(30)
    assert members_at_once(factory, 30, 1000) == 1000
    monkeypatch.setattr(strategy, "CHUNK_BYTES", 7 * one + one // 2)
    assert members_at_once(factory, 30, 1000) == 7
    monkeypatch.setattr(strategy, "CHUNK_BYTES", 1)
    assert members_at_once(factory, 30, 1000) == 1


@pytest.mark.usefixtures("traced")
def test_a_group_is_gone_as_soon_as_nobody_needs_it(draw: Draw) -> None:
    """Chunks follow one another, and threads beside the window do not collect garbage."""
    project = draw(*DENSE, ("dense", {"units": 1}), decay="exponential")
    factory, members, _ = plans(project)
    # Torch imports modules when an optimizer and a trace are first made. What those imports leave behind refers to the
    # calling frames, and so holds the first group of a process until garbage is collected.
    after(VmapEnsemble(plans(project)[0], members), 2)
    gc.disable()
    try:
        group = VmapEnsemble(factory, members)
        after(group, 2)
        there = weakref.ref(group)
        del group
        assert there() is None
    finally:
        gc.enable()


def test_evaluation_in_pieces_is_evaluation(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1})))
    group = VmapEnsemble(factory, members)
    whole = group.predicted()
    monkeypatch.setattr(NetworkFactory, "piece_rows", lambda self, members: 3)
    assert torch.allclose(group.predicted(), whole, atol=1e-6)
    assert torch.allclose(SequentialEnsemble(factory, members[:1]).predicted(), whole[:1], atol=1e-6)


def test_other_places_can_be_asked_for_both_ways(draw: Draw) -> None:
    factory, members, _ = plans(draw(*DENSE, ("dense", {"units": 1})))
    grid = numpy.linspace(-1, 1, 20)[:, None]
    seen = [member.normalised(grid) for member in members]
    together = VmapEnsemble(factory, members).predicted_at(seen)
    alone = torch.cat(
        [SequentialEnsemble(factory, [m]).predicted_at([rows]) for m, rows in zip(members, seen, strict=True)]
    )
    assert together.shape == (5, 20, 1)
    assert torch.allclose(together, alone, atol=1e-6)
