"""What torch's exporters make of composed networks comes back as layers that compute the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netbuilder.interchange.imported import imported
from netbuilder.interchange.onnx.reader import read_onnx
from netbuilder.layers.activation import Tanh
from netbuilder.layers.recurrent import RNN
from netbuilder.layers.tensors.arranging import Slice
from tests.interchange.networks import composed, kinds
from tests.onnx_exporter import quick_and_quiet

NETWORKS: dict[str, tuple[int, ...]] = {
    "Causal": (3, 9),
    "Shuffled": (8, 4, 6),
    "Attentive": (5, 8),
    "Stacked": (7, 4),
    "Unrolled": (4, 3),
    "Wide": (1, 4, 22),
    "Padded": (1, 9, 8),
    "Strided": (1, 17, 20),
}


STARTS = {"LearnedStart": [(6, 3)], "Translated": [(6, 4), (5, 3)]}


@pytest.mark.parametrize("name", STARTS)
def test_first_states_come_back_from_an_onnx_file(tmp_path: Path, name: str) -> None:
    torch.manual_seed(0)
    network, file = getattr(kinds, name)().eval(), tmp_path / "network.onnx"
    rows = tuple(torch.randn(2, *shape) for shape in STARTS[name])
    names = [f"x{number}" for number in range(len(rows))]
    with quick_and_quiet():
        open_rows = {name: {0: "rows"} for name in names}
        torch.onnx.export(network, rows, file, dynamo=False, input_names=names, dynamic_axes=open_rows)
    found = imported(read_onnx(file))
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.source.outputs
    assert found.difference <= 1e-5


@pytest.mark.parametrize("name", ["LastOfSteps", "BothWays"])
def test_a_recurrent_layer_that_is_written_out_step_by_step_is_put_together_again(tmp_path: Path, name: str) -> None:
    torch.manual_seed(0)
    network, file = getattr(kinds, name)().eval(), tmp_path / "network.onnx"
    with quick_and_quiet():
        open_rows = ({0: torch.export.Dim("rows")},)
        rows = (torch.randn(2, 5, 3),)
        torch.onnx.export(network, rows, file, dynamic_shapes=open_rows, external_data=False, verbose=False)
    found = imported(read_onnx(file))
    assert not found.missing
    assert found.difference <= 1e-5
    layers = [node.layer for node in found.project.graph.nodes.values()]
    assert sum(isinstance(layer, RNN) for layer in layers) == (4 if name == "BothWays" else 1)
    assert not any(isinstance(layer, Tanh | Slice) for layer in layers if name == "BothWays")


@pytest.mark.parametrize("newer", [True, False], ids=["newer", "older"])
@pytest.mark.parametrize("name", NETWORKS)
def test_it_comes_back_from_an_onnx_file(tmp_path: Path, name: str, newer: bool) -> None:
    torch.manual_seed(0)
    network, file = getattr(composed, name)().eval(), tmp_path / "network.onnx"
    rows, sizes = torch.randn(2, *NETWORKS[name]), {0: "rows"}
    with quick_and_quiet():
        if newer:
            open_rows = ({0: torch.export.Dim("rows")},)
            torch.onnx.export(network, (rows,), file, dynamic_shapes=open_rows, external_data=False, verbose=False)
        else:
            torch.onnx.export(network, (rows,), file, dynamo=False, input_names=["x"], dynamic_axes={"x": sizes})
    found = imported(read_onnx(file))
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.source.outputs  # onnxruntime has computed what is compared with
    assert found.difference <= 1e-5
