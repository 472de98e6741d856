"""Real trainings of small networks: what they measure, keep and promise."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch.nn import functional

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import objective
from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training import loop
from netbuilder.training.batches import DeviceRows
from netbuilder.training.learner import Learner
from netbuilder.training.progress import EpochDone, Finished, Progress, Started, Stepping
from netbuilder.training.trainer import Training, thread_count
from tests.drawing import Draw


def finish(project: Project) -> Training:
    training = Training(project)
    ended = list(training.run())[-1]
    assert isinstance(ended, Finished)
    return training


def losses(training: Training) -> list[tuple[float, float]]:
    return [(record.train_loss, record.validation_loss) for record in training.records]


def started(training: Training) -> Iterator[Progress]:
    """Up to and including ``Started``; the rest is still to come."""
    progress = training.run()
    assert isinstance(next(progress), Started)
    return progress


def require_honest(project: Project) -> None:
    """The last record is what a separate evaluation of the last weights gives."""
    training, data = finish(project), prepare(project.data)
    assert training.network is not None
    training.network.load_state_dict(training.last_weights)
    training.network.eval()
    last = training.records[-1]
    with torch.no_grad():
        for part, loss, metric in (
            (data.training, last.train_loss, last.train_metric),
            (data.validation, last.validation_loss, last.validation_metric),
        ):
            logits, classes = training.network(torch.from_numpy(part.features)), torch.from_numpy(part.targets)
            assert loss == pytest.approx(functional.cross_entropy(logits, classes).item(), abs=2e-7)
            assert metric == pytest.approx((logits.argmax(1) == classes).double().mean().item())


def test_the_training_loss_is_that_of_the_weights_at_the_end_of_the_epoch_without_dropout(forgetful: Project) -> None:
    require_honest(forgetful)


def test_images_are_judged_by_the_same_measure(draw: Draw) -> None:
    layers = (("conv2d", {"filters": 4}), ("batch_norm", {}), ("relu", {}), ("max_pool", {}), ("flatten", {}))
    project = draw(*layers, ("dropout", {}), ("dense", {"units": 10}), data="digits", epochs=2)
    require_honest(edits.set_dataset(project, project.data.dataset.with_(rows_as="image")))


def test_the_same_project_gives_the_same_numbers_bit_for_bit(forgetful: Project) -> None:
    first, second = finish(forgetful), finish(forgetful)
    assert losses(first) == losses(second)
    assert all(torch.equal(first.last_weights[name], tensor) for name, tensor in second.last_weights.items())


def test_another_seed_gives_other_numbers(forgetful: Project) -> None:
    assert losses(finish(forgetful)) != losses(finish(edits.set_training(forgetful, seed=1)))


def test_trainings_that_take_turns_compute_what_each_would_alone(forgetful: Project) -> None:
    other = edits.set_training(forgetful, seed=7, learning_rate=0.02)
    alone = losses(finish(forgetful)), losses(finish(other))
    one, two = Training(forgetful), Training(other)
    turns = [one.run(), two.run()]
    while turns:
        turns = [turn for turn in turns if next(turn, None) is not None]
        torch.rand(3)  # somebody else draws from the shared stream
    assert (losses(one), losses(two)) == alone


def test_the_callers_random_stream_and_threads_are_left_as_found(forgetful: Project) -> None:
    torch.manual_seed(123)
    expected, before = torch.rand(4), torch.get_num_threads()
    torch.manual_seed(123)
    for number, _ in enumerate(Training(forgetful).run()):
        assert torch.get_num_threads() == before
        if number == 2:
            assert torch.equal(torch.rand(4), expected)


def test_denormal_numbers_count_as_0_while_it_trains_and_only_then(forgetful: Project) -> None:
    def is_kept() -> bool:
        return bool(torch.tensor([1e-38]) * 0.01)

    training, seen = Training(forgetful), set()
    progress = started(training)
    assert training.network is not None
    training.network.register_forward_pre_hook(lambda *_: seen.add(is_kept()))
    for _ in progress:
        assert is_kept()
    assert seen == {False}


def test_one_core_is_left_to_the_window(forgetful: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(4)), raising=False)
    assert thread_count() == 3
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    assert thread_count() == 1
    training, seen = Training(forgetful), set()
    progress = started(training)
    assert training.network is not None
    training.network.register_forward_pre_hook(lambda *_: seen.add(torch.get_num_threads()))
    list(progress)
    assert seen == {1}


def batches_of(project: Project) -> list[torch.Tensor]:
    """The inputs of the network while it learns, in their order."""
    training, seen = Training(project), list[torch.Tensor]()
    progress = started(training)
    assert training.network is not None
    training.network.register_forward_pre_hook(
        lambda network, inputs: seen.append(inputs[0].clone()) if network.training else None
    )
    list(progress)
    return seen


def test_the_order_of_the_batches_depends_on_nothing_but_the_seed(draw: Draw, forgetful: Project) -> None:
    wide = draw(("dense", {"units": 50}), ("tanh", {}), ("dense", {"units": 2}), epochs=6, optimizer="sgd")
    first, second = batches_of(forgetful), batches_of(wide)
    assert len(first) == 6 * 5
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))
    assert not torch.equal(first[0], batches_of(edits.set_training(wide, seed=1))[0])
    assert not torch.equal(first[0], first[5])  # and each epoch has an order of its own


def test_the_starting_weights_depend_on_the_seed_and_the_drawing_alone(forgetful: Project) -> None:
    def start(project: Project) -> dict[str, torch.Tensor]:
        training = Training(project)
        started(training)
        return training.last_weights

    base = start(forgetful)
    others = (
        edits.set_training(forgetful, batch_size=7, optimizer="sgd"),
        edits.set_data(forgetful, validation=0.5, split_seed=4),
    )
    for other in others:
        assert all(torch.equal(base[name], tensor) for name, tensor in start(other).items())
    reseeded = start(edits.set_training(forgetful, seed=1))
    assert not torch.equal(base["dense_1.weight"], reseeded["dense_1.weight"])


def test_a_stop_from_another_thread_is_answered_within_one_batch(forgetful: Project) -> None:
    training, calls = Training(forgetful), 0

    def count(*_: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            thread = threading.Thread(target=training.stop)
            thread.start()
            thread.join()

    progress = started(training)
    assert training.network is not None
    training.network.register_forward_pre_hook(count)
    ended = list(progress)[-1]
    assert isinstance(ended, Finished)
    assert (ended.reason, ended.steps, ended.epochs) == ("stopped", 3, 0)
    assert calls == 3


def test_a_stop_while_losses_are_measured_waits_for_one_piece_only(
    forgetful: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netbuilder.training.evaluation.PIECE_VALUES", 1)  # a row at a time
    training, pieces = Training(forgetful), 0

    def count(network: torch.nn.Module, _: Any) -> None:
        nonlocal pieces
        pieces += not network.training
        if pieces == 5:
            training.stop()

    progress = started(training)
    assert training.network is not None
    training.network.register_forward_pre_hook(count)
    ended = list(progress)[-1]
    assert isinstance(ended, Finished)
    assert ended.reason == "stopped"
    assert pieces == 5


def test_losses_measured_in_pieces_are_those_measured_at_once(
    forgetful: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = finish(forgetful)
    monkeypatch.setattr("netbuilder.training.evaluation.PIECE_VALUES", 1000)
    pieces = finish(forgetful)
    for one, other in zip(whole.records, pieces.records, strict=True):
        assert one.train_loss == pytest.approx(other.train_loss, rel=1e-6)
        assert one.validation_loss == pytest.approx(other.validation_loss, rel=1e-6)
        assert (one.train_metric, one.validation_metric) == (other.train_metric, other.validation_metric)


def test_a_long_epoch_tells_how_far_it_is(forgetful: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "YIELD_SECONDS", 0.0)
    told = [item for item in Training(edits.set_training(forgetful, epochs=1)).run() if isinstance(item, Stepping)]
    assert [item.step for item in told if item.step < 5] == [1, 2, 3, 4]
    assert {(item.epoch, item.steps) for item in told} == {(1, 5)}


def test_a_loss_that_is_no_number_ends_training_at_its_step_and_the_good_weights_stay(draw: Draw) -> None:
    project = draw(("dense", {"units": 1}), data="line", optimizer="sgd", learning_rate=4.0, epochs=500)
    training = Training(project)
    *_, ended = training.run()
    assert isinstance(ended, Finished)
    assert ended.reason == "not finite"
    assert ended.message is not None
    assert ended.message.values["epoch"] == ended.epochs + 1
    assert 1 <= ended.message.values["step"] <= ended.steps
    assert all(tensor.isfinite().all() for tensor in training.last_weights.values())
    assert all(math.isfinite(record.train_loss) for record in training.records)


def test_the_step_named_is_the_first_whose_loss_is_no_number(draw: Draw) -> None:
    training = Training(draw(("dense", {"units": 2}), batch_size=30))
    progress, calls = started(training), 0

    def spoil(network: torch.nn.Module, _: Any, output: torch.Tensor) -> torch.Tensor:
        nonlocal calls
        calls += network.training
        return output * math.nan if calls == 8 else output

    assert training.network is not None
    training.network.register_forward_hook(spoil)
    *_, ended = progress
    assert isinstance(ended, Finished)
    assert ended.message is not None
    assert (ended.message.values["epoch"], ended.message.values["step"], ended.message.values["kept"]) == (2, 3, 1)
    assert "step 3 of epoch 2" in str(ended.message)


def test_the_best_weights_are_those_of_the_best_epoch(draw: Draw) -> None:
    project = draw(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=40, learning_rate=0.1)
    project = edits.set_data(project, training_rows=15)
    training, kept = Training(project), {}
    for item in training.run():
        if isinstance(item, EpochDone):
            kept[item.record.epoch] = training.last_weights
            lowest = min(training.records, key=lambda record: record.validation_loss)
            assert item.best == (lowest.epoch == item.record.epoch)
    best_epoch = lowest.epoch
    assert best_epoch < 40
    assert all(torch.equal(kept[best_epoch][name], tensor) for name, tensor in training.best_weights.items())


def test_early_stopping_waits_for_its_patience(draw: Draw) -> None:
    project = draw(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=500, learning_rate=0.1)
    training = Training(edits.set_training(edits.set_data(project, training_rows=15), patience=5))
    *_, ended = training.run()
    assert isinstance(ended, Finished)
    assert ended.reason == "early stopping"
    assert ended.best_epoch is not None
    assert ended.epochs == ended.best_epoch + 5
    assert str(ended.best_epoch) in str(ended.message)


def test_of_epochs_that_are_equally_good_the_first_is_the_best(draw: Draw) -> None:
    project = draw(("dense", {"units": 2}), optimizer="sgd", learning_rate=1e-30, epochs=9)
    *told, ended = Training(edits.set_training(project, patience=3)).run()
    done = [item for item in told if isinstance(item, EpochDone)]
    assert len({item.record.validation_loss for item in done}) == 1, "so small a rate must change nothing"
    assert [item.best for item in done] == [True, False, False, False]
    assert isinstance(ended, Finished)
    assert (ended.reason, ended.best_epoch, ended.epochs) == ("early stopping", 1, 4)


def test_a_loss_that_is_handed_out_holds_no_graph(draw: Draw) -> None:
    """An epoch's losses are held until they are looked at; with their graphs they would fill the memory."""
    project = draw(("dense", {"units": 2}))
    training = Training(project)
    started(training)
    assert training.network is not None
    assert training.check is not None
    criterion = Criterion(objective(training.check, project.training))
    learner = Learner(training.network, criterion, project.training, "cpu")
    batch = DeviceRows((torch.rand(4, 2),), {"classes": torch.tensor([0, 1, 0, 1])})
    assert not learner.step(batch).requires_grad


def test_a_last_batch_of_one_row_does_not_trouble_batch_normalisation(draw: Draw) -> None:
    layers = (("dense", {"units": 8}), ("batch_norm", {}), ("dense", {"units": 2}))
    assert len(finish(draw(*layers, batch_size=149)).records) == 3  # 150 rows: one is left over
    with pytest.raises(TrainingError, match="at least 2 rows in a batch"):
        finish(draw(*layers, batch_size=1))


def test_a_last_batch_of_one_row_is_learned_from_where_it_does_no_harm(draw: Draw) -> None:
    sizes = [len(batch) for batch in batches_of(draw(("dense", {"units": 2}), batch_size=149, epochs=1))]
    assert sizes == [149, 1]


def test_two_classes_and_one_output_are_learned_with_binary_cross_entropy(draw: Draw) -> None:
    project = draw(("dense", {"units": 8}), ("tanh", {}), ("dense", {"units": 1}), epochs=30)
    training = finish(project)
    data = prepare(project.data).validation
    assert training.network is not None
    with torch.no_grad():
        logits = training.network.eval()(torch.from_numpy(data.features)).squeeze(1)
    classes = torch.from_numpy(data.targets)
    expected = functional.binary_cross_entropy_with_logits(logits, classes.float()).item()
    assert training.records[-1].validation_loss == pytest.approx(expected, abs=1e-7)
    assert training.records[-1].validation_metric == ((logits > 0) == (classes == 1)).double().mean().item()
    assert training.records[-1].validation_metric > 0.8


def test_regression_is_measured_by_r_squared(draw: Draw) -> None:
    from sklearn.metrics import r2_score

    project = draw(("dense", {"units": 1}), data="line", epochs=60)
    training = finish(project)
    data = prepare(project.data).validation
    assert training.network is not None
    with torch.no_grad():
        predicted = training.network.eval()(torch.from_numpy(data.features)).numpy()
    assert training.records[-1].validation_metric == pytest.approx(r2_score(data.targets, predicted), abs=1e-5)


def forked() -> Project:
    """Two inputs with one feature each, two outputs of which the second counts threefold."""
    types, project = layer_types(), Project()
    for column in ("0", "1"):
        project, entry = edits.add_node(project, types["input"](columns=column), (0, 0))
        project, layer = edits.add_node(project, types["dense"](units=2), (0, 0))
        weight = 1.0 if column == "0" else 3.0
        project, answer = edits.add_node(project, types["output"](weight=weight), (0, 0))
        project = edits.connect(edits.connect(project, entry, layer), layer, answer)
    return edits.set_training(project, epochs=2, device="cpu")


def test_several_inputs_get_their_columns_and_several_outputs_their_weight() -> None:
    training = finish(forked())
    data = prepare(forked().data).validation
    features, classes = torch.from_numpy(data.features), torch.from_numpy(data.targets)
    assert training.network is not None
    with torch.no_grad():
        first, second = training.network.eval()(features[:, :1], features[:, 1:])
        loss = functional.cross_entropy(first, classes) + 3.0 * functional.cross_entropy(second, classes)
    assert training.records[-1].validation_loss == pytest.approx(loss.item(), abs=1e-6)
    assert training.records[-1].validation_metric == (first.argmax(1) == classes).double().mean().item()


def test_an_abandoned_training_leaves_the_process_as_it_was(forgetful: Project) -> None:
    torch.manual_seed(5)
    expected = torch.rand(2)
    torch.manual_seed(5)
    progress = Training(forgetful).run()
    next(progress)
    next(progress)
    progress.close()  # type: ignore[attr-defined]
    assert torch.equal(torch.rand(2), expected)
