"""A tensor of the network's own that comes once for each row comes in as a Parameter with an Expand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from netbuilder.interchange.imported import Imported, imported
from netbuilder.interchange.onnx.reader import read_onnx
from netbuilder.interchange.report import remarks
from netbuilder.interchange.traced import Dims
from netbuilder.layers.tensors.lookups import Expand
from netbuilder.layers.tensors.values import Parameter
from tests.interchange.networks import tokens
from tests.onnx_exporter import quick_and_quiet

Import = Callable[..., Imported]
NETWORKS: dict[str, Dims] = {
    "ClassToken": (-1, 1, 8, 8),
    "LikeOthers": (-1, 1, 8, 8),
    "Prompted": (-1, 6, 4),
    "Queries": (-1, 6, 4),
}


def expanded(found: Imported) -> int:
    return sum(isinstance(node.layer, Expand) for node in found.project.graph.nodes.values())


@pytest.mark.parametrize("name", NETWORKS)
def test_it_comes_in_whole_and_is_trained(trace: Import, name: str) -> None:
    torch.manual_seed(0)
    found = trace("tokens.py", name, NETWORKS[name])
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6
    assert expanded(found) == 1
    own = [node.layer for node in found.project.graph.nodes.values() if isinstance(node.layer, Parameter)]
    assert own
    assert all(layer.trainable for layer in own)
    assert "plain weights" not in " ".join(map(str, remarks(found)))


@pytest.mark.parametrize("newer", [True, False], ids=["newer", "older"])
def test_it_comes_back_from_an_onnx_file(tmp_path: Path, newer: bool) -> None:
    torch.manual_seed(0)
    for name in ("ClassToken", "Queries"):
        network, file = getattr(tokens, name)().eval(), tmp_path / f"{name}.onnx"
        rows = torch.randn(2, *NETWORKS[name][1:])
        with quick_and_quiet():
            if newer:
                dims = ({0: torch.export.Dim("rows")},)
                torch.onnx.export(network, (rows,), file, dynamic_shapes=dims, external_data=False, verbose=False)
            else:
                axes = {"x": {0: "rows"}}
                torch.onnx.export(network, (rows,), file, dynamo=False, input_names=["x"], dynamic_axes=axes)
        found = imported(read_onnx(file))
        assert not found.missing
        assert found.source.outputs
        assert found.difference <= 1e-5
        assert expanded(found) == 1


def test_values_are_joined_along_any_axis_and_with_places_that_do_not_learn(trace: Import) -> None:
    found = trace("tokens.py", "Sides", (-1, 1, 4, 4))
    assert not found.missing
    assert found.difference <= 1e-6
    assert expanded(found) == 1
    assert not any(isinstance(node.layer, Parameter) for node in found.project.graph.nodes.values())


def test_a_weight_that_is_also_used_turned_over_is_named_and_one_that_is_only_shown_otherwise_is_not(
    trace: Import,
) -> None:
    words = " ".join(map(str, remarks(trace("tokens.py", "Shared", (-1, 5)))))
    assert "several times: codes, tokens.py:82. They are one set" in words
    assert "plain weights" not in words


def test_codes_of_the_data_are_whole_numbers_already(trace: Import) -> None:
    found = trace("tokens.py", "WholeCodes", (-1, 5))
    assert found.missing == ()
    assert found.difference <= 1e-6


def test_copies_that_are_not_for_rows_stay_weights(trace: Import) -> None:
    found = trace("tokens.py", "Twice", (-1, 4))  # as many copies as the first run has rows
    assert found.difference <= 1e-6
    assert expanded(found) == 0
