"""Remedies: each one sound edit with a reason, none that does not apply, and those of the lesson really help."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.data.summary import Summary, summarise
from netbuilder.declaration import Kind
from netbuilder.diagnosis.diagnosis import Diagnosis, State
from netbuilder.diagnosis.rules import diagnose
from netbuilder.errors import UserError
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.project.arrange import arranged
from netbuilder.project.document import Document
from netbuilder.project.edits import add_and_connect, add_node, connect, remove, set_data, set_parameter, set_training
from netbuilder.project.layer_edits import put_behind
from netbuilder.project.project import Project
from netbuilder.remedies.offers import OFFERS, Remedy, remedies
from netbuilder.shapes.check import check
from netbuilder.training.baseline import baseline
from netbuilder.training.history import EpochRecord
from netbuilder.training.project_problems import project_problems
from netbuilder.training.trainer import Training
from tests.drawing import Draw
from tests.perf.remedies import end, flowers

EPOCHS = 60


def opened(name: str) -> Project:
    return read(samples.path(name))


def records(epochs: int = EPOCHS) -> tuple[EpochRecord, ...]:
    """Validation loss turns at a third of the way, training loss falls to the end."""
    turning = ((e, math.exp(-e / 15), 0.3 + math.exp(-e / 5) + 0.02 * max(0, e - epochs // 3)) for e in range(epochs))
    return tuple(EpochRecord(e + 1, low, high, math.nan, math.nan, 0.1, 0.01) for e, low, high in turning)


def offered(project: Project, state: State, summary: Summary | None = None) -> tuple[Remedy, ...]:
    found = check(project.graph, project.data.dataset.signature())
    told = replace(diagnose(records()), state=state)
    return remedies(project, found, summary or summarise(project.data), records(), told)


def titles(project: Project, state: State) -> list[str]:
    return [str(remedy.title) for remedy in offered(project, state)]


def named(project: Project, state: State, part: str) -> Remedy:
    return next(remedy for remedy in offered(project, state) if part in str(remedy.title))


def trained(project: Project, seed: int) -> list[EpochRecord]:
    training = Training(set_training(project, device="cpu", seed=seed))
    for _ in training.run():
        pass
    return training.records


def assert_sound(project: Project) -> None:
    found = check(project.graph, project.data.dataset.signature())
    assert [problem for problem in project_problems(project, found) if problem.severity == "error"] == []
    assert project.layout.keys() == project.graph.nodes.keys()


@pytest.mark.parametrize("state", OFFERS)
@pytest.mark.parametrize("name", samples.names())
def test_every_remedy_of_every_sample_is_one_sound_undoable_edit_with_a_reason(name: str, state: State) -> None:
    project = opened(name)
    for remedy in offered(project, state):
        document = Document(project)
        document.edit(remedy.edit(document.project), remedy.title)
        assert document.project != project
        assert_sound(document.project)
        assert remedy.title.template != remedy.why.template
        document.undo()
        assert document.project == project


@pytest.mark.parametrize("seed", range(25))
def test_remedies_of_random_drawings_are_sound(seed: int, draw: Draw) -> None:
    random = Random(seed)
    project = _branching(random, draw)
    assert_sound(project)
    summary = summarise(project.data)
    for state in OFFERS:
        for remedy in offered(project, state, summary):
            edited = remedy.edit(project)
            assert edited != project
            assert_sound(edited)


def test_where_another_model_predicts_much_better_a_run_that_fits_is_offered_what_helps_against_underfitting() -> None:
    project = opened("xor_underfits")
    found = check(project.graph, project.data.dataset.signature())
    fits = replace(diagnose(records()), state="fits")
    told = [
        [str(remedy.title) for remedy in remedies(project, found, summarise(project.data), records(), diagnosis)]
        for diagnosis in (fits, replace(fits, beaten=True))
    ]
    assert told == [[], titles(project, "underfitting")]


def test_a_remedied_sample_trains() -> None:
    project = opened("iris_15_rows")
    lengths = [len(trained(set_training(it.edit(project), epochs=2), 0)) for it in offered(project, "overfitting")]
    assert lengths == [2] * 6


def test_all_remedies_of_the_lesson_are_offered_for_fifteen_flowers() -> None:
    assert titles(opened("iris_15_rows"), "overfitting") == [
        "Weight decay of 0.01",
        "Dropout 0.5 after “ReLU (relu_1)”",
        "Train on all 120 rows",
        "Stop after 10 epochs without improvement",
        "Narrower: “Dense (dense_2)” 256 → 16 · “Dense (dense_1)” 256 → 16",
        "Without “Dense (dense_2)”",
    ]


def test_five_rows_are_offered_neither_dropout_nor_fewer_units_which_do_not_help_them() -> None:
    told = titles(opened("five_points"), "overfitting")
    assert told[0] == "Weight decay of 0.01"
    assert "Train on all 10 rows" in told
    assert not any(title.startswith(("Dropout", "Narrower")) for title in told)


def test_narrow_layers_are_not_silenced() -> None:
    narrow = opened("iris_15_rows")
    for node in ("dense_1", "dense_2"):
        narrow = set_parameter(narrow, node, "units", 12)
    assert not any(title.startswith("Dropout") for title in titles(narrow, "overfitting"))


def test_a_polynomial_is_offered_fewer_degrees_and_that_cures_it() -> None:
    project = opened("five_points_polynomial")
    straighter = offered(project, "overfitting")[0]
    assert (str(straighter.name), str(straighter.title)) == ("Degree 3", "Degree of “Polynomial” 6 → 3")
    ends = [trained(made, 0)[-1].validation_loss for made in (project, straighter.edit(project))]
    assert ends[1] < ends[0] / 2
    straight = set_parameter(project, "polynomial_basis_1", "degree", 1)
    assert not any(title.startswith("Degree") for title in titles(straight, "overfitting"))


def test_early_stopping_tells_where_it_would_have_stopped_and_is_not_offered_where_that_is_no_better() -> None:
    project = set_training(opened("five_points"), epochs=200)
    run = trained(project, 0)
    found = check(project.graph, project.data.dataset.signature())
    told = remedies(project, found, summarise(project.data), run, diagnose(run))
    stop = next(remedy for remedy in told if remedy.name.template == "Early stopping")
    stopped = trained(stop.edit(project), 0)
    assert f"stopped at epoch {len(stopped)} of 200, with a validation loss of " in str(stop.why)
    assert f"{stopped[-1].validation_loss:.3g} instead of {run[-1].validation_loss:.3g}." in str(stop.why)
    rising = tuple(replace(one, validation_loss=3.0 if one.epoch < 25 else 1.9 + one.epoch / 1000) for one in run)
    late = (replace(rising[0], validation_loss=1.0), *rising[1:])
    told = remedies(project, found, summarise(project.data), late, diagnose(late))
    assert told
    assert not any(remedy.name.template == "Early stopping" for remedy in told)


def test_a_remedy_has_a_name_for_a_button() -> None:
    offers = (*offered(opened("iris_15_rows"), "overfitting"), *offered(opened("xor_underfits"), "underfitting"))
    assert [str(remedy.name) for remedy in offers] == [
        "Weight decay", "Dropout", "More rows", "Early stopping", "Fewer units", "One fewer layer",
        "One more layer", "More epochs", "Higher learning rate",
    ]  # fmt: skip


def test_the_reasons_name_the_numbers_of_the_run() -> None:
    project = opened("iris_15_rows")
    reasons = {str(remedy.title): str(remedy.why) for remedy in offered(project, "overfitting")}
    assert reasons["Train on all 120 rows"] == "Only 15 rows train 67,843 weights, and 105 more are unused."
    assert (
        "epoch 31 of 60, with a validation loss of 0.502 instead of 1.08."
        in reasons["Stop after 10 epochs without improvement"]
    )
    assert "65,792 of the 67,843 weights, for only 15 rows" in reasons["Dropout 0.5 after “ReLU (relu_1)”"]


def test_what_does_not_apply_is_not_offered() -> None:
    project = opened("iris_15_rows")
    cured = set_training(set_data(project, training_rows=None), patience=20, weight_decay=0.01)
    cured = put_behind(cured, "relu_1", layer_types()["dropout"]())
    cured = put_behind(cured, "dense_2", layer_types()["batch_norm"]())
    left = titles(cured, "overfitting")
    assert [title.split(" ")[0] for title in left] == ["Narrower:", "Without"]
    single = titles(opened("moons_overfit"), "overfitting")
    assert not any(title.startswith("Without") for title in single)
    assert "Halve the noise in the data" in single
    assert "Halve the noise in the data" not in titles(project, "overfitting")


def test_noise_that_was_added_is_taken_away_first() -> None:
    noisy = set_data(opened("iris_15_rows"), input_noise=0.3, label_noise=0.2)
    remedy = named(noisy, "overfitting", "Add no noise")
    assert "inputs move by 30% of their standard deviation, and 3 of 15 have another class." in str(remedy.why)
    assert remedy.edit(noisy) == opened("iris_15_rows")
    assert "Add no noise to the training rows" not in titles(opened("iris_15_rows"), "overfitting")


@pytest.mark.parametrize("state", ["early", "fits", "unseen"])
def test_a_run_that_has_nothing_wrong_is_offered_nothing(state: State) -> None:
    assert offered(opened("iris_15_rows"), state) == ()


def test_a_drawing_that_cannot_be_trained_is_offered_nothing() -> None:
    project = opened("iris_15_rows")
    broken = remove(project, ["dense_2"])
    assert offered(broken, "overfitting", summarise(project.data)) == ()


def test_a_remedy_refuses_a_drawing_that_has_changed_meanwhile() -> None:
    project = opened("iris_15_rows")
    for part in ("Dropout", "Without", "Narrower"):
        remedy = named(project, "overfitting", part)
        with pytest.raises(UserError):
            remedy.edit(remove(project, ["relu_1", "dense_2"]))


def test_a_straight_line_is_offered_a_first_hidden_layer() -> None:
    project = opened("xor_underfits")
    deeper = named(project, "underfitting", "Another").edit(project)
    assert [deeper.graph.nodes[node].title for node in deeper.graph.order] == [
        "Input", "Dense", "ReLU", "Dense", "Output",
    ]  # fmt: skip
    assert min(record.train_loss for record in trained(deeper, 0)) < 0.3


def test_layers_that_are_put_in_find_room_and_cards_never_overlap() -> None:
    project = opened("moons_overfit")
    edited = named(project, "overfitting", "Dropout").edit(project)
    places = sorted(edited.layout.values())
    assert len(places) == len(set(places)) == 6
    assert all(right - left >= 168 for (left, _), (right, _) in pairwise(places))


def test_decay_and_dropout_cure_the_fifteen_flowers() -> None:
    """The lesson's figures, over 8 seeds of one split: 0.348 at the end, 0.254 with dropout, 0.153 with decay."""
    project = flowers()
    ends = {part: end(named(project, "overfitting", part).edit(project)) for part in ("decay", "Dropout")}
    before = end(project)
    assert before == pytest.approx(0.348, abs=0.05)
    assert ends["decay"] == pytest.approx(0.153, abs=0.03), ends
    assert ends["Dropout"] < 0.9 * before, ends


def test_what_was_cured_is_no_longer_called_overfitting() -> None:
    project = opened("iris_15_rows")
    cured = named(project, "overfitting", "decay").edit(project)
    assert _diagnosed(project).state == "overfitting"
    assert _diagnosed(cured).state == "fits"


def _diagnosed(project: Project) -> Diagnosis:
    prepared = prepare(project.data)
    known = baseline(check(project.graph, prepared.signature), project, prepared)
    return diagnose(trained(project, 0), known)


def _branching(random: Random, draw: Draw) -> Project:
    """A random chain of dense layers, norms and activations, at times with a skip connection and strange settings."""
    hidden: list[tuple[str, dict[str, Any]]] = []
    for _ in range(random.randint(0, 3)):
        hidden.append(("dense", {"units": random.choice([1, 4, 9, 64])}))
        hidden += random.choice([[], [("relu", {})], [("batch_norm", {}), ("tanh", {})], [("dropout", {})]])
    data = random.choice(["moons", "iris", "diabetes", "blobs"])
    outputs = {"moons": 2, "iris": 3, "diabetes": 1, "blobs": 3}[data]
    project = draw(*hidden, ("dense", {"units": outputs}), data=data)
    if len(hidden) > 1 and random.random() < 0.6:
        project = _with_a_skip(project, random)
    project = replace(project, layout=arranged(project.graph))
    project = set_data(project, training_rows=random.choice([None, 1, 20]), validation=random.choice([0.1, 0.5]))
    fewest = 2 if ("batch_norm", {}) in hidden else 1
    settings = {"batch_size": random.choice([fewest, 32]), "learning_rate": random.choice([1e-6, 0.01, 500.0])}
    return set_training(project, **settings, optimizer=random.choice(["sgd", "adamw"]))


def _with_a_skip(project: Project, random: Random) -> Project:
    """Past one of the dense layers leads a second one of the same width, and both are added."""
    kinds, graph = layer_types(), project.graph
    node = random.choice([n for n in graph.order if graph.nodes[n].layer.type == "dense" and "output" not in n][:-1])
    source, after = graph.incoming[node][0].source, graph.outgoing[node]
    project, beside = add_and_connect(project, graph.nodes[node].layer, (0.0, 300.0), source)
    project, merge = add_node(project, kinds["add"](), (0.0, 600.0))
    project = connect(connect(project, node, merge, "input_1"), beside, merge, "input_2")
    for wire in after:
        project = connect(project, merge, wire.target, wire.target_port)
    project = remove(project, wires=after)
    return set_parameter(project, node, "bias", False)


def test_what_layers_and_data_declare_for_remedies_are_parameters_of_theirs() -> None:
    for layer in layer_types().values():
        if layer.width:
            kinds = {parameter.name: parameter.kind for parameter in layer.parameters_declared()}
            assert kinds[layer.width] == Kind.INTEGER
        if layer.purpose != "computing":
            assert layer().shape((8,)) == (8,)
    for data in dataset_types().values():
        names = {parameter.name for parameter in data.parameters_declared()}
        assert {data.amount, data.noise_name} - {""} <= names
