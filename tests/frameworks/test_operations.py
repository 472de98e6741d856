"""Random drawings of operations: what is printed of them computes what PyTorch does, gradients too."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.backends.keras.source import Entry
from netbuilder.operations.tensor import Language
from tests.frameworks import keras_networks
from tests.frameworks.operation_drawings import FEATURES, drawing
from tests.frameworks.tensor_networks import Case, distances

OUTPUTS, GRADIENTS = 1e-5, 1e-4
DRAWINGS: dict[Language, int] = {"numpy": 200, "torch": 60, "tf": 30}
KERAS_DRAWINGS = 200


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
    apart = keras_networks.distances(found, tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []
