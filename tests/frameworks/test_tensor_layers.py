"""Every layer opens into operations that compute what it computes in PyTorch, over its whole parameter space."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from netbuilder.layers import layer_types
from netbuilder.operations.tensor import Language
from tests.frameworks.tensor_networks import Case, distances
from tests.frameworks.test_keras_layers import alone, drawn
from tests.frameworks.test_random_drawings import COLUMNS, DRAWINGS, FEATURES, drawing

OUTPUTS, GRADIENTS = 1e-5, 1e-4
LANGUAGES: tuple[Language, ...] = ("numpy", "torch", "tf")


@cache
def every_layer() -> dict[str, Case]:
    """The cases of all layers that compute something."""
    kinds = {name: kind for name, kind in layer_types().items() if kind.role == "hidden" and kind().input_ports()}
    found = {name: one for type_, kind in kinds.items() for name, one in drawn(kind, type_, alone).items()}
    return {name: Case(check, entry.features, entry.columns) for name, (check, entry) in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_layers_operations_are_equal_in_outputs_and_gradients(language: Language, tmp_path: Path) -> None:
    apart = distances(every_layer(), (language,), tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_drawings_of_operations_are_equal(language: Language, tmp_path: Path) -> None:
    drawings = {}
    # In 1065, a node is called as what arrives at the outputs would be.
    for seed in (*range(DRAWINGS), 1065):
        found, entry = drawing(seed)
        drawings[f"drawing_{seed}"] = Case(found, (FEATURES,), COLUMNS[: len(entry.columns)])
    apart = distances(drawings, (language,), tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []
