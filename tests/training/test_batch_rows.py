"""The rows of a minibatch, told beforehand, are the very rows that the training learns from."""

from __future__ import annotations

import pytest
import torch

import samples
from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.data.pipeline import prepare
from netbuilder.errors import ProjectError
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.training import batches
from netbuilder.training.batches import BatchRows, DeviceRows
from netbuilder.training.learner import Learner
from netbuilder.training.trainer import Training
from tests.drawing import drawn


def learned(project: Project) -> list[torch.Tensor]:
    """The features of each minibatch in their order, as a training gets them."""
    seen: list[torch.Tensor] = []

    class Watching(Learner):
        def step(self, batch: DeviceRows) -> torch.Tensor:
            seen.append(batch.inputs[0].clone())
            return super().step(batch)

    def learner(network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str) -> Learner:
        return Watching(network, criterion, settings, device)

    list(Training(project, learner=learner).run())
    return seen


def told(project: Project) -> list[torch.Tensor]:
    """The same, told beforehand."""
    part = prepare(project.data).training
    rows = BatchRows(project, len(part))
    places = [(epoch, batch) for epoch in range(1, rows.epochs + 1) for batch in range(1, rows.batches + 1)]
    return [torch.from_numpy(part.features[rows.of(*place)]) for place in places]


def moons(**settings: object) -> Project:
    return edits.set_training(read(samples.path("moons_overfit")), device="cpu", epochs=3, **settings)


def compared() -> dict[str, Project]:
    compares_rows = drawn(("dense", {"units": 4}), ("batch_norm", {}), ("dense", {"units": 2}), epochs=2)
    compares_rows = edits.set_data(compares_rows, training_rows=29)
    return {
        "shuffled": moons(batch_size=7),
        "another seed": moons(batch_size=7, seed=5),
        "in order": moons(batch_size=7, shuffle=False),
        "one minibatch": moons(batch_size=1000),
        "a single row left out": edits.set_training(compares_rows, batch_size=7),
    }


@pytest.mark.parametrize("name", list(compared()))
def test_the_rows_that_are_told_are_those_that_are_learned_from(name: str) -> None:
    project = compared()[name]
    expected, found = learned(project), told(project)
    assert len(found) == len(expected)
    assert all(torch.equal(one, other) for one, other in zip(found, expected, strict=True))


def test_a_single_row_is_left_out_where_a_layer_compares_rows() -> None:
    rows = BatchRows(compared()["a single row left out"], 29)
    assert rows.batches == 4
    assert len({number for batch in range(1, 5) for number in rows.of(1, batch)}) == 28


def test_any_epoch_can_be_asked_for_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ORDERS_APART", 4)
    project = edits.set_training(moons(batch_size=10), epochs=40)
    generator = torch.Generator().manual_seed(project.training.seed)
    expected = [torch.randperm(28, generator=generator)[10:20].tolist() for _ in range(40)]
    rows = BatchRows(project, 28)
    for epoch in (40, 1, 17, 16, 18, 5, 39, 4):
        assert rows.of(epoch, 2).tolist() == expected[epoch - 1]


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (4, 1), (1, 5)])
def test_a_minibatch_that_there_is_not_is_refused_in_words(place: tuple[int, int]) -> None:
    with pytest.raises(ProjectError, match="3 epochs of 4 minibatches"):
        BatchRows(moons(batch_size=7), 28).of(*place)
