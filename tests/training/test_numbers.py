"""Known numbers: those of the lesson, and those of the same loop written by hand with torch alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
import pytest
import torch
from torch.nn import functional
from torch.optim import lr_scheduler

from netbuilder.backends.torch.live_calls import Criterion, live_call
from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.optimizers import clip_call, optimizer_call, schedule_call
from netbuilder.data.base import Signature
from netbuilder.data.pipeline import prepare
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check import check
from netbuilder.training.batches import EVALUATED_ROWS, DeviceRows, evaluation_rows
from netbuilder.training.learner import Learner
from netbuilder.training.progress import Started
from netbuilder.training.trainer import Training
from tests.drawing import Draw


def test_gradient_descent_on_a_paraboloid_reaches_the_point_of_the_lesson() -> None:
    point = torch.nn.Parameter(torch.zeros(2))
    optimizer = live_call(optimizer_call(TrainingSettings(optimizer="sgd", learning_rate=0.1), "cpu"))([point])
    for _ in range(15):
        optimizer.zero_grad()
        ((point[0] - 3) ** 2 + (point[1] + 2) ** 2).backward()
        optimizer.step()
    assert point.tolist() == pytest.approx([2.8944, -1.9296], abs=1e-4)


def test_linear_regression_reaches_the_numbers_of_the_lesson(draw: Draw) -> None:
    """120 points, weight 100 and bias 0 to begin with, batches of 4 in order, 10 epochs."""
    random = numpy.random.RandomState(13)
    x = numpy.linspace(0, 3, 120)
    y = 2 * x + 0.9 + 0.5 * random.randn(120)
    order = random.permutation(120)
    rows = DeviceRows(
        (torch.tensor(x[order, None], dtype=torch.float32),),
        {"numbers": torch.tensor(y[order, None], dtype=torch.float32)},
    )
    project = draw(("dense", {"units": 1}), data="line", optimizer="sgd", learning_rate=0.1)
    goal = objective(check(project.graph, Signature((1,), "regression", 120)), project.training)
    network = torch.nn.Sequential(torch.nn.Linear(1, 1))
    torch.nn.init.constant_(network[0].weight, 100.0)
    torch.nn.init.zeros_(network[0].bias)
    learner = Learner(network, Criterion(goal), project.training, "cpu")
    last = [[learner.step(rows.slice(i, i + 4)).item() for i in range(0, 120, 4)][-1] for _ in range(10)]
    assert (last[0], last[-1]) == (pytest.approx(94.5247, abs=1e-3), pytest.approx(0.3382, abs=1e-3))
    assert network[0].weight.item() == pytest.approx(1.8617, abs=1e-3)
    assert network[0].bias.item() == pytest.approx(1.0711, abs=1e-3)


@pytest.mark.parametrize(
    ("units", "parameters"),
    [((1,), 3), ((5, 1), 21), ((5, 2), 27), ((10, 2), 52)],
    ids=["2-1", "2-5-1", "2-5-2", "2-10-2"],
)
def test_parameters_are_counted_as_in_the_lesson(draw: Draw, units: tuple[int, ...], parameters: int) -> None:
    started = next(Training(draw(*(("dense", {"units": count}) for count in units))).run())
    assert isinstance(started, Started)
    assert started.parameters == parameters


def test_fifteen_rows_of_iris_overfit_and_weight_decay_cures_it(draw: Draw) -> None:
    wide = [("dense", {"units": 256}), ("relu", {}), ("dense", {"units": 256}), ("relu", {}), ("dense", {"units": 3})]

    def best_and_last(**training: Any) -> tuple[float, float]:
        project = draw(*wide, data="iris", epochs=120, batch_size=16, **training)
        project = edits.set_data(project, training_rows=15, split="stratified", validation=0.2)
        done = Training(project)
        list(done.run())
        found = [record.validation_loss for record in done.records]
        return min(found), found[-1]

    lowest, last = best_and_last()
    assert last > 1.5 * lowest
    assert best_and_last(weight_decay=0.01)[1] < 0.8 * last


HANDWRITTEN: dict[str, tuple[dict[str, Any], Callable[[Any], torch.optim.Optimizer]]] = {
    "sgd": ({"learning_rate": 0.1}, lambda p: torch.optim.SGD(p, lr=0.1)),
    "sgd with momentum": (
        {"optimizer": "sgd", "learning_rate": 0.05, "momentum": 0.9},
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    ),
    "adagrad": ({"learning_rate": 0.05}, lambda p: torch.optim.Adagrad(p, lr=0.05)),
    "rmsprop": ({"learning_rate": 0.002, "momentum": 0.5}, lambda p: torch.optim.RMSprop(p, lr=0.002, momentum=0.5)),
    "adam": ({"weight_decay": 0.01}, lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.01)),
    "adamw": ({"weight_decay": 0.1}, lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1)),
    "adamw without decay": ({"optimizer": "adamw"}, lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.0)),
}


@pytest.mark.parametrize("name", HANDWRITTEN)
def test_each_optimizer_computes_what_the_loop_written_by_hand_computes(draw: Draw, name: str) -> None:
    settings, make = HANDWRITTEN[name]
    project = draw(
        ("dense", {"units": 16}), ("tanh", {}), ("dense", {"units": 2}), epochs=4, **{"optimizer": name, **settings}
    )
    training = Training(project)
    list(training.run())
    expected = by_hand(project, make, lambda _: None)
    assert [record.train_loss for record in training.records] == pytest.approx(expected, abs=2e-6)


DECAYS: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
    "step": ({"decay_every": 2, "decay_factor": 0.1}, lambda o: lr_scheduler.StepLR(o, 2, 0.1)),
    "exponential": ({"decay_factor": 0.7}, lambda o: lr_scheduler.ExponentialLR(o, 0.7)),
    "cosine": ({}, lambda o: lr_scheduler.CosineAnnealingLR(o, 5)),
}


@pytest.mark.parametrize("name", DECAYS)
def test_each_decay_computes_what_the_loop_written_by_hand_computes(draw: Draw, name: str) -> None:
    settings, make = DECAYS[name]
    project = draw(("dense", {"units": 2}), epochs=5, decay=name, gradient_clip=0.1, optimizer="sgd", **settings)
    training = Training(project)
    list(training.run())
    expected = by_hand(project, lambda p: torch.optim.SGD(p, lr=0.01), make, clip=0.1)
    assert [record.train_loss for record in training.records] == pytest.approx(expected, abs=2e-6)
    rates = [record.learning_rate for record in training.records]
    assert rates[0] == 0.01
    assert sorted(rates, reverse=True) == rates
    assert rates[-1] < rates[0]


def by_hand(project: Project, make: Any, decay: Any, clip: float | None = None) -> list[float]:
    """The training losses of the loop that anyone would write for these layers, with the streams as documented."""
    data, seed, size = prepare(project.data), project.training.seed, project.training.batch_size
    state = torch.get_rng_state()
    torch.manual_seed(seed)
    units = [node.layer.values()["units"] for node in project.graph.nodes.values() if "units" in node.layer.values()]
    network = torch.nn.Sequential()
    for before, count in zip([2, *units], units, strict=False):
        network.extend([torch.nn.Linear(before, count), torch.nn.Tanh()])
    network = network[:-1]
    torch.set_rng_state(state)
    optimizer = make(network.parameters())
    schedule, batches, found = decay(optimizer), torch.Generator().manual_seed(seed), []
    features, classes = torch.from_numpy(data.training.features), torch.from_numpy(data.training.targets)
    for _ in range(project.training.epochs):
        for batch in torch.randperm(len(features), generator=batches).split(size):
            optimizer.zero_grad()
            functional.cross_entropy(network(features[batch]), classes[batch]).backward()
            if clip:
                torch.nn.utils.clip_grad_norm_(network.parameters(), clip)
            optimizer.step()
        if schedule:
            schedule.step()
        with torch.no_grad():
            found.append(functional.cross_entropy(network(features), classes).item())
    return found


def test_calls_print_what_they_run() -> None:
    settings = TrainingSettings(optimizer="sgd", momentum=0.5, decay="step", decay_every=3, gradient_clip=2.0)
    schedule, clip = schedule_call(settings), clip_call(settings)
    assert schedule is not None
    assert clip is not None
    parameters = [torch.nn.Parameter(torch.ones(2))]
    names = {"torch": torch, "parameters": parameters}
    for call in (optimizer_call(settings, "cpu"), optimizer_call(TrainingSettings(optimizer="rmsprop"), "cpu")):
        printed = eval(call.expression("", ["parameters"]), names)
        assert repr(printed) == repr(live_call(call)(parameters))
    assert (
        schedule.expression("", ["optimizer"]) == "torch.optim.lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.5)"
    )
    assert clip.expression("", ["parameters"]) == "torch.nn.utils.clip_grad_norm_(parameters, 2.0)"


def test_many_rows_are_judged_by_a_fixed_sample() -> None:
    rows = torch.arange(EVALUATED_ROWS + 500, dtype=torch.float32).unsqueeze(1)
    first, second = (evaluation_rows(DeviceRows((rows,), {"numbers": rows})) for _ in range(2))
    assert len(first) == EVALUATED_ROWS == len(set(first.inputs[0].squeeze(1).tolist()))
    assert torch.equal(first.inputs[0], second.targets["numbers"])
    few = DeviceRows((rows[:7],), {"numbers": rows[:7]})
    assert evaluation_rows(few) is few
