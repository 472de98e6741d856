"""What makes a step of learning quick changes no bit of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.nn import functional

from netbuilder.backends.torch.fast_adam import AdamStep, step_function
from netbuilder.data.pipeline import prepare
from netbuilder.project.project import Project
from netbuilder.training.batches import LINE_BYTES, DeviceRows
from netbuilder.training.trainer import Training
from tests.drawing import Draw

STEPS = 5

MADE: dict[str, Callable[[Any], torch.optim.Optimizer]] = {
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, fused=True),
    "adam with weight decay": lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.1, fused=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1, fused=True),
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, fused=True),
}


def learned(make: Callable[[Any], torch.optim.Optimizer], quick: bool, idle: int = 0) -> list[torch.Tensor]:
    """Weights and running means after some steps; the rate falls, and for ``idle`` steps one weight has no gradient."""
    random = torch.Generator().manual_seed(0)
    weights = [torch.randn(shape, generator=random, requires_grad=True) for shape in ((7, 3), (7,), (1, 7))]
    optimizer = make(weights)
    step = step_function(optimizer) if quick else optimizer.step
    for number in range(STEPS):
        for weight in weights:
            weight.grad = torch.randn(weight.shape, generator=random)
        if number < idle:
            weights[1].grad = None
        optimizer.param_groups[0]["lr"] = 0.01 / (number + 1)
        step()
    states = [value for weight in weights for value in optimizer.state[weight].values()]
    return [weight.detach() for weight in weights] + [value for value in states if value is not None]


@pytest.mark.parametrize("idle", [0, 2])
@pytest.mark.parametrize("name", MADE)
def test_a_quick_step_is_the_optimizers_own_bit_for_bit(name: str, idle: int) -> None:
    quick, plain = learned(MADE[name], quick=True, idle=idle), learned(MADE[name], quick=False, idle=idle)
    assert len(quick) == len(plain)
    assert all(torch.equal(one, other) for one, other in zip(quick, plain, strict=True))


def test_adam_is_taken_past_its_own_bookkeeping() -> None:
    weight = torch.ones(2, requires_grad=True)
    optimizer = MADE["adam"]([weight])
    step = step_function(optimizer)
    calls: list[object] = []
    optimizer.register_step_post_hook(lambda *_: calls.append(_))
    for _ in range(3):
        weight.grad = torch.ones(2)
        step()
    assert isinstance(step, AdamStep)
    assert len(calls) == 1
    assert optimizer.state[weight]["step"] == 3


@pytest.mark.parametrize("first", [0, 2])
@pytest.mark.parametrize(("size", "width"), [(32, 2), (16, 1), (5, 3), (8, 2), (1000, 16)])
def test_batches_hold_the_rows_of_the_order_and_begin_where_memory_of_their_own_would(
    size: int, width: int, first: int
) -> None:
    rows = DeviceRows((torch.rand(150, width),), {"classes": torch.arange(150), "column": torch.rand(150, 1)})
    order = torch.randperm(150, generator=torch.Generator().manual_seed(1))
    batches = list(rows.batches(order, size, first))
    wanted = [rows.rows(order[start : start + size]) for start in range(first * size, 150, size)]
    assert [len(batch) for batch in batches] == [len(batch) for batch in wanted]
    for batch, other in zip(batches, wanted, strict=True):
        assert torch.equal(batch.inputs[0], other.inputs[0])
        assert all(torch.equal(batch.targets[form], other.targets[form]) for form in rows.targets)
        assert all(t.data_ptr() % LINE_BYTES == 0 for t in (*batch.inputs, *batch.targets.values()))


@pytest.mark.parametrize("size", [32, 10])
def test_a_whole_training_is_the_loop_written_by_hand_bit_for_bit(draw: Draw, size: int) -> None:
    project = draw(("dense", {"units": 16}), ("relu", {}), ("dense", {"units": 2}), epochs=5, batch_size=size)
    training = Training(project)
    list(training.run())
    assert [record.train_loss for record in training.records] == by_hand(project, size)


def by_hand(project: Project, size: int) -> list[float]:
    """The training losses of the loop that anyone would write for two dense layers."""
    data, outer, threads = prepare(project.data).training, torch.get_rng_state(), torch.get_num_threads()
    torch.manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
    torch.set_rng_state(outer)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01, fused=True)
    features, classes = torch.from_numpy(data.features), torch.from_numpy(data.targets)
    batches, found = torch.Generator().manual_seed(0), []
    torch.set_num_threads(1)
    for _ in range(5):
        for rows in torch.randperm(len(features), generator=batches).split(size):
            optimizer.zero_grad()
            functional.cross_entropy(network(features[rows]), classes[rows]).backward()
            optimizer.step()
        with torch.inference_mode():
            found.append(functional.cross_entropy(network(features), classes).item())
    torch.set_num_threads(threads)
    return found
