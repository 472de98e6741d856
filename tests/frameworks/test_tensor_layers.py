"""Every layer opens into operations that compute what it computes in PyTorch, over its whole parameter space."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from netbuilder.layers import Layer, layer_types
from netbuilder.operations.tensor import Language
from tests.frameworks.tensor_networks import Case, distances
from tests.frameworks.test_keras_layers import alone
from tests.frameworks.test_random_drawings import COLUMNS, DRAWINGS, FEATURES, drawing
from tests.layers.test_conformance import cases

OUTPUTS, GRADIENTS = 1e-5, 1e-4
A_KIND = 8
LANGUAGES: tuple[Language, ...] = ("numpy", "torch", "tf")


def drawn(kind: type[Layer], name: str) -> dict[str, Case]:
    """Some sound cases of a layer, by name."""
    how = settings(
        max_examples=3000,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    found: dict[str, Case] = {}
    for number in range(A_KIND):
        case = find(cases(kind), lambda case: alone(case) is not None, settings=how, random=Random(number))
        one = alone(case)
        assert one is not None
        check, entry = one
        found[f"{name}_{number}"] = Case(check, entry.features, entry.columns)
    return found


@cache
def every_layer() -> dict[str, Case]:
    """The cases of all layers that compute something."""
    kinds = {name: kind for name, kind in layer_types().items() if kind.role == "hidden"}
    return {name: case for kind_name, kind in kinds.items() for name, case in drawn(kind, kind_name).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_layers_operations_are_equal_in_outputs_and_gradients(language: Language, tmp_path: Path) -> None:
    apart = distances(every_layer(), (language,), tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_drawings_of_operations_are_equal(language: Language, tmp_path: Path) -> None:
    drawings = {}
    for seed in range(DRAWINGS):
        found, entry = drawing(seed)
        drawings[f"drawing_{seed}"] = Case(found, (FEATURES,), COLUMNS[: len(entry.columns)])
    apart = distances(drawings, (language,), tmp_path)
    assert [far for far in apart if not (far.outputs <= OUTPUTS and far.gradients <= GRADIENTS)] == []
