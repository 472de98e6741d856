"""Every layer opens into operations that compute what it computes in PyTorch, over its whole parameter space."""

from __future__ import annotations

from pathlib import Path

from netbuilder.layers import layer_types
from netbuilder.operations.tensor import Language
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.frameworks.tensor_networks import Case, distances
from tests.frameworks.test_keras_layers import alone, computing, drawn, with_first_states
from tests.frameworks.test_random_drawings import COLUMNS, DRAWINGS, FEATURES, drawing

OUTPUTS, GRADIENTS = 1e-5, 1e-4
LANGUAGES: tuple[Language, ...] = ("numpy", "torch", "tf")


def every_layer() -> dict[str, Case]:
    """The cases of all layers that compute something."""
    found = {name: one for type_, kind in computing().items() for name, one in drawn(kind, type_, alone).items()}
    cases = {name: Case(sound, entry.features, entry.columns) for name, (sound, entry) in found.items()}
    return {**cases, "take_rows_0": a_table(2, (3,)), "take_rows_1": a_table(5, (2, 4)), **expanded()}


def a_table(features: int, shape: tuple[int, ...]) -> Case:
    """Rows of a parameter, looked up by what comes in: numbers from 0 to 1."""
    types = layer_types()
    project, table = edits.add_node(Project(), types["parameter"](sizes=(2, features), start="normal"), (0, 0))
    project, entry = edits.add_node(project, types["input"](sizes=shape), (0, 0))
    project, rows = edits.add_node(project, types["take_rows"](), (0, 0))
    project = edits.connect(edits.connect(project, table, rows, "input_1"), entry, rows, "input_2")
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), rows)
    return Case(check(project.graph, None), shape, (None,))


def expanded() -> dict[str, Case]:
    """A parameter of some axes for each row; the last one joined to a sequence, as a class token is."""
    types, cases = layer_types(), dict[str, Case]()
    for number, sizes in enumerate([(3,), (2, 5), (1, 4)]):
        project, own = edits.add_node(Project(), types["parameter"](sizes=sizes, start="normal"), (0, 0))
        project, entry = edits.add_node(project, types["input"](sizes=(2, 4)), (0, 0))
        project, last = edits.add_node(project, types["expand_to_rows"](), (0, 0))
        project = edits.connect(edits.connect(project, own, last, "input_1"), entry, last, "input_2")
        if sizes == (1, 4):
            token = last
            project, last = edits.add_node(project, types["concatenate"](axis=0), (0, 0))
            project = edits.connect(edits.connect(project, token, last, "input_1"), entry, last, "input_2")
        project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
        cases[f"expand_to_rows_{number}"] = Case(check(project.graph, None), (2, 4), (None,))
    return cases


def one_channel() -> Case:
    """A matrix times an image of one channel times a matrix, which TensorFlow gets wrong as a chain of products."""
    types = layer_types()
    project, last = edits.add_node(Project(), types["input"](sizes=(1, 8, 8)), (0, 0))
    for sizes, ports in (((6, 8), ("input_2", "input_1")), ((8, 5), ("input_1", "input_2"))):
        project, matrix = edits.add_node(project, types["parameter"](sizes=sizes, start="normal"), (0, 0))
        project, product = edits.add_node(project, types["matmul"](), (0, 0))
        project = edits.connect(edits.connect(project, last, product, ports[0]), matrix, product, ports[1])
        last = product
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
    return Case(check(project.graph, None), (1, 8, 8), (None,))


def frozen_beside_learned() -> Case:
    """A parameter that is fixed and one that learns, added to what comes in: only one of them has a slope."""
    types = layer_types()
    project, last = edits.add_node(Project(), types["input"](sizes=(3,)), (0, 0))
    for learns in (False, True):
        values = types["parameter"](sizes=(3,), start="normal", trainable=learns)
        project, parameter = edits.add_node(project, values, (0, 0))
        project, total = edits.add_node(project, types["add"](), (0, 0))
        project = edits.connect(edits.connect(project, last, total, "input_1"), parameter, total, "input_2")
        last = total
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
    return Case(check(project.graph, None), (3,), (None,))


def a_gradient_that_ends_in_a_block() -> Case:
    """A block in which a layer that has a slope is read only by one that has none: none comes back to what enters."""
    types = layer_types()
    project, entry = edits.add_node(Project(), types["input"](sizes=(3,)), (0, 0))
    project, before = edits.add_and_connect(project, types["dense"](units=3), (0, 0), entry)
    project, square = edits.add_and_connect(project, types["squared"](), (0, 0), before)
    project, steps = edits.add_and_connect(project, types["step_function"](), (0, 0), square)
    project, weights = edits.add_node(project, types["parameter"](sizes=(3,), start="normal"), (0, 0))
    project, product = edits.add_node(project, types["multiply"](), (0, 0))
    project = edits.connect(edits.connect(project, steps, product, "input_1"), weights, product, "input_2")
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), product)
    project, _ = block_edits.group(project, [square, steps, weights, product], "gate")
    return Case(check(project.graph, None), (3,), (None,))


def a_gradient_through_one_polynomial() -> Case:
    """Of degree 1 there is nothing to join, and so nothing to cut on the way back."""
    types = layer_types()
    project, last = edits.add_node(Project(), types["input"](sizes=(3,)), (0, 0))
    for layer in (types["dense"](units=2), types["polynomial_basis"](degree=1), types["output"]()):
        project, last = edits.add_and_connect(project, layer, (0, 0), last)
    return Case(check(project.graph, None), (3,), (None,))


def random_drawings() -> dict[str, Case]:
    """Many layers in a drawing. In 1065, a node is called as what arrives at the outputs would be."""
    drawn = {seed: drawing(seed) for seed in (*range(DRAWINGS), 1065)}
    return {
        f"drawing_{seed}": Case(found, (FEATURES,), COLUMNS[: len(entry.columns)])
        for seed, (found, entry) in drawn.items()
    }


def test_the_operations_of_layers_and_drawings_are_equal_in_outputs_and_gradients(tmp_path: Path) -> None:
    cases = {**every_layer(), **random_drawings()}
    cases |= {"frozen_beside_learned": frozen_beside_learned(), "gradient_ends": a_gradient_that_ends_in_a_block()}
    cases |= {"one_channel": one_channel(), "one_polynomial": a_gradient_through_one_polynomial()}
    cases |= {name: Case(found, entry.features, entry.columns) for name, (found, entry) in with_first_states().items()}
    apart = distances(cases, LANGUAGES, tmp_path)
    assert len(apart) == len(LANGUAGES) * len(cases)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []
