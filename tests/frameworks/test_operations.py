"""Random drawings of operations: what is printed of them computes what PyTorch does, gradients too."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.backends.keras.source import Entry
from netbuilder.layers import layer_types
from netbuilder.operations.tensor import Language
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from tests.frameworks import keras_networks
from tests.frameworks.operation_drawings import FEATURES, drawing
from tests.frameworks.tensor_networks import Case, distances

OUTPUTS, GRADIENTS = 1e-5, 1e-4
DRAWINGS: dict[Language, int] = {"numpy": 200, "torch": 60, "tf": 30}
KERAS_DRAWINGS = 200


def part_of_a_parameter() -> Check:
    """A parameter of which a part along its first axis is added to the rows: the index is a single slice."""
    types = layer_types()
    project, whole = edits.add_node(Project(), types["parameter"](sizes=(5, 4)), (0, 0))
    project, twice = edits.add_and_connect(project, types["squared"](), (0, 0), whole)
    project, part = edits.add_and_connect(project, types["slice_axis"](start=1, stop=4), (0, 0), twice)
    project, entry = edits.add_node(project, types["input"](sizes=FEATURES), (0, 0))
    project, total = edits.add_and_connect(project, types["add"](), (0, 0), entry)
    project = edits.connect(project, part, total, project.graph.nodes[total].layer.input_ports()[1])
    project, row = edits.add_and_connect(project, types["reshape"](sizes=(-1,)), (0, 0), total)
    return check(edits.add_and_connect(project, types["output"](), (0, 0), row)[0].graph, None)


@pytest.mark.parametrize("language", DRAWINGS)
def test_random_drawings_of_operations_alone_agree_with_autograd(language: Language, tmp_path: Path) -> None:
    found = {f"operations_{seed}": drawing(seed) for seed in range(DRAWINGS[language])}
    assert all(one.sound for one in found.values())
    assert sum(one.parameters > 0 for one in found.values()) > len(found) * 0.75
    cases = {name: Case(one, FEATURES, (None,)) for name, one in found.items()}
    apart = distances(cases, (language,), tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []


def test_random_drawings_of_operations_alone_are_equal_in_keras(tmp_path: Path) -> None:
    found = {f"operations_{seed}": (drawing(seed), Entry(FEATURES, (None,))) for seed in range(KERAS_DRAWINGS)}
    found["part"] = (part_of_a_parameter(), Entry(FEATURES, (None,)))
    apart = keras_networks.distances(found, tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []
