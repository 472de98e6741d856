"""Layers opened into operations: they compute the same, learn the same, and refuse in words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
import torch

import samples
from netbuilder.backends.torch.build import build
from netbuilder.data.pipeline import prepare
from netbuilder.errors import EditError
from netbuilder.files.read import loads, read
from netbuilder.files.write import dumps
from netbuilder.graph.blocks import BlockUse
from netbuilder.layers import Shape, layer_types
from netbuilder.layers.base import Category
from netbuilder.layers.tensors.starting import Biased
from netbuilder.layers.tensors.values import Parameter
from netbuilder.project import block_edits, edits
from netbuilder.project.opening import LONGEST, can_be_opened, open_layer
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from netbuilder.training.trainer import Training
from tests.frameworks.tensor_networks import Case
from tests.frameworks.test_keras_layers import with_first_states
from tests.frameworks.test_tensor_layers import every_layer

BAR = 1e-6


def opened(found: Check) -> Project | None:
    """The drawing of a single layer with that layer opened; None where it is a single operation."""
    node = next(
        node.id for node in found.graph.nodes.values() if node.layer.role == "hidden" and found.graph.incoming[node.id]
    )
    return opened_or_single(Project(found.graph), node, found.nodes[node].inputs)


def with_weights(network: torch.nn.Module) -> dict[str, torch.nn.Parameter]:
    """The weights by the last word of their names: of an opened layer, a parameter has the name of a weight."""
    return {name.split(".", 1)[1].replace(".", "_"): weight for name, weight in network.named_parameters()}


def apart(first: torch.nn.Module, second: torch.nn.Module, case: Case) -> tuple[float, float]:
    """The largest relative differences of outputs and gradients, both networks with the weights of the first."""
    old, new = with_weights(first), with_weights(second)
    assert len(old) == len(new)
    places = {name: next(other for other in new if other.endswith(name)) for name in old}
    pairs = [(weight, new[places[name]]) for name, weight in old.items()]
    for weight, other in pairs:
        torch.nn.init.uniform_(weight, -0.5, 0.5)
        other.data.copy_(weight.data)
    x = torch.rand(3, *case.features, dtype=torch.double) * min(
        n.layer.values().get("codes", 2.0) for n in case.found.graph.nodes.values()
    )
    inputs = [x if columns is None else x[:, list(columns)] for columns in case.columns]
    outputs = [list(found) if isinstance(found := network(*inputs), tuple) else [found] for network in (first, second)]
    assert [out.shape for out in outputs[0]] == [out.shape for out in outputs[1]]
    ways = [torch.rand_like(out) for out in outputs[0]]
    if old:
        for found in outputs:
            sum((out * way).sum() for out, way in zip(found, ways, strict=True)).backward()
    away = max((_far(one, other) for one, other in zip(*outputs, strict=True)), default=0.0)
    slopes = [_far(weight.grad, other.grad) for weight, other in pairs if weight.grad is not None]
    return away, max(slopes, default=0.0)


def _far(one: torch.Tensor, other: torch.Tensor) -> float:
    size = max(1.0, float(one.detach().abs().max())) if one.numel() else 1.0
    return float((one - other).detach().abs().max()) / size if one.numel() else 0.0


def losses(project: Project) -> list[float]:
    """The losses of all epochs, of training rows and, where there are any, of validation rows."""
    training = Training(project)
    list(training.run())
    return [loss for record in training.records for loss in (record.train_loss, record.validation_loss) if loss == loss]


def project_check(project: Project) -> Check:
    """The check of a project on its data."""
    return check(project.graph, prepare(project.data).signature)


def all_opened(project: Project) -> Project:
    """A project with every layer opened that can be."""
    found = project_check(project)
    for node, checked in found.nodes.items():
        if can_be_opened(checked.node.layer):
            project = opened_or_single(project, node, checked.inputs) or project
    return project


def opened_or_single(project: Project, node: str, shapes: Sequence[Shape | None]) -> Project | None:
    """The project with a layer opened, or None where the layer is a single operation."""
    try:
        return open_layer(project, node, shapes)[0]
    except EditError as error:
        if "single operation" not in str(error):
            raise
        return None


def test_every_layer_opens_into_operations_that_compute_the_same() -> None:
    torch.manual_seed(0)
    single: set[str] = set()
    for name, case in every_layer().items():
        project = opened(case.found)
        if project is None:
            single.add(name.rpartition("_")[0])
            continue
        found = check(project.graph, None)
        assert found.sound, (name, found.problems)
        outputs, gradients = apart(build(case.found).eval().double(), build(found).eval().double(), case)
        assert outputs <= BAR, (name, outputs)
        assert gradients <= BAR, (name, gradients)
    others = {name for name in single if layer_types()[name].category != "Tensor operations"}
    assert others <= {"reshape", "dropout", "add", "multiply", "concatenate", "polynomial_basis"}


@pytest.mark.parametrize("kind", ["sigmoid", "tanh"])
def test_far_out_an_opened_activation_is_as_flat_as_the_layer(kind: str) -> None:
    project, entry = edits.add_node(Project(), layer_types()["input"](sizes=(8,)), (0, 0))
    project, layer = edits.add_and_connect(project, layer_types()[kind](), (0, 0), entry)
    project, _ = edits.add_and_connect(project, layer_types()["output"](), (0, 0), layer)
    found = check(project.graph, None)
    wide = opened(found)
    assert wide is not None
    x = torch.tensor([[-1e30, -100.0, -44.0, 0.0, 1.0, 44.0, 1e30, float("nan")]], requires_grad=True)
    learned = []
    for network in (build(found), build(check(wide.graph, None))):
        output = network(x)
        learned.append((output.detach(), torch.autograd.grad(output[:, :-1].sum(), x)[0][:, :-1]))
    (one, slopes), (other, others) = learned
    assert torch.allclose(one, other, atol=BAR, equal_nan=True)
    assert torch.allclose(slopes, others, atol=BAR)


@pytest.mark.parametrize("name", ["moons_overfit", "digits_cnn", "iris_two_inputs", "circles_one_output"])
def test_a_network_of_opened_layers_learns_the_same_from_the_same_seed(name: str) -> None:
    project = edits.set_training(read(samples.path(name)), device="cpu", epochs=3)
    wide = all_opened(project)
    assert len(wide.blocks) > 1
    assert losses(wide) == pytest.approx(losses(project), rel=1e-4)


SEQUENTIAL = [
    ("gru", {"units": 3}),
    ("gru", {"units": 3, "layers": 2, "bidirectional": True}),
    ("lstm", {"units": 3}),
    ("lstm", {"units": 3, "layers": 2, "bidirectional": True}),
    ("multi_head_attention", {"heads": 1}),
    ("multi_head_attention", {"heads": 2}),
    ("transformer_encoder", {"heads": 1, "units": 5, "dropout": 0.0}),
    ("transformer_encoder", {"heads": 2, "units": 5, "dropout": 0.0, "norm_first": True}),
]
FLAT = [("dense", {"units": 3}), ("embedding", {"codes": 3, "features": 3}), ("embedding", {"codes": 7, "features": 5})]
OF_MATRICES = ("default", "zeros", "uniform", "normal", "xavier uniform", "he normal")
OF_BIASES = ("default", "zeros", "uniform", "normal")


def drawn(found: Check) -> tuple[dict[str, torch.nn.Parameter], torch.Tensor]:
    """The starting values of a drawing, and what is drawn next."""
    torch.manual_seed(7)
    return with_weights(build(found)), torch.randn(3)


@pytest.mark.parametrize(("kind", "settings"), SEQUENTIAL + FLAT)
def test_an_opened_layer_draws_the_starting_values_of_pytorchs_and_as_many(
    kind: str, settings: dict[str, object]
) -> None:
    type_ = layer_types()[kind]
    biases = OF_BIASES if issubclass(type_, Biased) else ("",)
    for start, bias in itertools.product(OF_MATRICES, biases):
        chosen = {"start": start, **({"bias_start": bias, "bias_number": 0.3} if bias else {})}
        sizes = (5,) if (kind, settings) in FLAT else (4, 6)
        project, entry = edits.add_node(Project(), layer_types()["input"](sizes=sizes), (0, 0))
        project, layer = edits.add_and_connect(project, type_(**settings, **chosen), (0, 0), entry)
        project, _ = edits.add_and_connect(project, layer_types()["output"](), (0, 0), layer)
        found = check(project.graph, None)
        wide = opened(found)
        assert wide is not None
        (old, after), (new, after_too) = drawn(found), drawn(check(wide.graph, None))
        for name, weight in old.items():
            assert torch.equal(weight, next(other for path, other in new.items() if path.endswith(name))), (
                chosen,
                name,
            )
        assert torch.equal(after, after_too), chosen


@pytest.mark.parametrize(("kind", "settings"), SEQUENTIAL)
def test_an_opened_recurrent_layer_or_attention_learns_the_same_from_the_same_seed(
    kind: str, settings: dict[str, object]
) -> None:
    types = layer_types()
    project = edits.set_training(
        read(samples.path("moons_overfit")), device="cpu", epochs=3, optimizer="sgd", learning_rate=0.1
    )
    wire = next(wire for wire in project.graph.wires if wire.target == "dense_1")
    project, spread = edits.insert_on_wire(project, wire, types["dense"](units=8), (0, 0))
    wire = next(wire for wire in project.graph.wires if wire.source == spread)
    project, steps = edits.insert_on_wire(project, wire, types["reshape"](sizes=(2, 4)), (0, 0))
    wire = next(wire for wire in project.graph.wires if wire.source == steps)
    project, node = edits.insert_on_wire(project, wire, types[kind](**settings), (0, 0))
    if project.graph.nodes[node].layer.category == Category.ATTENTION:
        wire = next(wire for wire in project.graph.wires if wire.source == node)
        project, _ = edits.insert_on_wire(project, wire, types["flatten"](), (0, 0))
    wide, block = open_layer(project, node, ((2, 4), None, None)[: len(project.graph.nodes[node].layer.input_ports())])
    assert len(wide.blocks[block].graph.with_role("exit")) == 1, "what nothing reads is left out"
    kept = loads(dumps(wide, None).encode(), None)
    assert losses(kept) == pytest.approx(losses(project), rel=1e-5)


def test_an_opened_layer_starts_from_the_values_that_were_chosen_for_it() -> None:
    project = read(samples.path("line_from_100"))
    wide = all_opened(project)
    (block,) = wide.blocks.values()
    starts = {node.id: node.layer for node in block.graph.nodes.values() if isinstance(node.layer, Parameter)}
    assert {name: (layer.start, layer.start_number) for name, layer in starts.items()} == {
        "weight": ("constant", 100.0),
        "bias": ("zeros", 1.0),
    }
    assert losses(wide) == pytest.approx(losses(project), rel=1e-5)


def test_it_is_saved_opened_again_and_its_parts_can_be_changed() -> None:
    project = read(samples.path("moons_overfit"))
    wide = all_opened(project)
    again = loads(dumps(wide, None).encode(), None)
    assert again == wide
    block = next(iter(again.blocks))
    changed = block_edits.edit_definition(again, block, lambda inside: edits.remove(inside, ["bias"]))
    assert [str(problem.message) for problem in project_check(changed).problems] != []


def recurrent(length: int, **settings: object) -> tuple[Project, Check]:
    types = layer_types()
    project, entry = edits.add_node(Project(), types["input"](sizes=(length, 2)), (0, 0))
    project, layer = edits.add_and_connect(project, types["gru"](units=3, **settings), (0, 0), entry)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), layer)
    return project, check(project.graph, None)


def test_each_step_of_a_sequence_uses_the_same_block_and_the_same_weights() -> None:
    project, found = recurrent(5, bidirectional=True, layers=2)
    wide, block = open_layer(project, "gru_1", found.nodes["gru_1"].inputs)
    inside = wide.blocks[block].graph
    steps = [node.layer.block for node in inside.nodes.values() if isinstance(node.layer, BlockUse)]
    assert len(steps) == 2 * 2 * 5
    assert len(set(steps)) == 1
    assert sum(isinstance(node.layer, Parameter) for node in inside.nodes.values()) == 2 * 2 * 4


def test_a_first_state_enters_the_block_that_a_recurrent_layer_is_opened_into() -> None:
    found, _ = with_first_states()["lstm_from_a_state_True"]
    wide, block = open_layer(Project(found.graph), "lstm_1", found.nodes["lstm_1"].inputs)
    assert {node.id for node in wide.blocks[block].graph.starts} == {"input", "state", "cell"}
    networks = []
    for sound in (found, check(wide.graph, None)):
        torch.manual_seed(0)
        networks.append(build(sound).eval())
    rows = torch.randn(3, 4, 5)
    for plain, opened in zip(networks[0](rows), networks[1](rows), strict=True):
        torch.testing.assert_close(opened, plain)


def test_what_cannot_be_opened_is_refused_in_words() -> None:
    project, found = recurrent(LONGEST + 1)
    with pytest.raises(EditError, match=f"reads {LONGEST + 1} steps.*at most {LONGEST}"):
        open_layer(project, "gru_1", found.nodes["gru_1"].inputs)
    with pytest.raises(EditError, match="where values enter or leave"):
        open_layer(project, "input_1", found.nodes["input_1"].inputs)
    loose, dense = edits.add_node(project, layer_types()["dense"](), (0, 0))
    with pytest.raises(EditError, match="once the shape of what arrives is known"):
        open_layer(loose, dense, check(loose.graph, None).nodes[dense].inputs)
    wide, _ = open_layer(recurrent(2)[0], "gru_1", ((2, 2), None))
    with pytest.raises(EditError, match="is a block"):
        open_layer(wide, "gru_1", ((2, 2),))
    added, step = edits.add_node(project, layer_types()["squared"](), (0, 0))
    with pytest.raises(EditError, match="single operation"):
        open_layer(added, step, ((2,),))


def test_a_batch_norm_keeps_the_statistics_of_batches_in_one_card() -> None:
    types = layer_types()
    project, entry = edits.add_node(Project(), types["input"](sizes=(3, 4, 4)), (0, 0))
    project, norm = edits.add_and_connect(project, types["batch_norm"](momentum=0.3), (0, 0), entry)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), norm)
    wide, block = open_layer(project, norm, ((3, 4, 4),))
    networks = [build(check(one.graph, None)).train() for one in (project, wide)]
    x = torch.rand(5, 3, 4, 4)
    first, second = (network(x) for network in networks)
    assert torch.allclose(first, second, atol=1e-6)
    first, second = (network.eval()(x) for network in networks)
    assert torch.allclose(first, second, atol=1e-6)
    kept = [node.layer for node in wide.blocks[block].graph.nodes.values() if node.layer.differs_in_training]
    assert kept == [types["batch_norm"](momentum=0.3, affine=False)]
