"""Networks that everybody knows come in without a placeholder, compute the same, and go out again."""

from __future__ import annotations

from collections.abc import Callable

import numpy
import pytest
import torch

from netbuilder.backends.torch.source import network_source
from netbuilder.interchange.imported import Imported
from netbuilder.interchange.traced import Dims
from netbuilder.layers.unknown import Placeholder
from netbuilder.shapes.check import check

Import = Callable[..., Imported]
NETWORKS: dict[str, Dims] = {
    "MobileNetV2": (-1, 3, 16, 16),
    "MobileNetV3": (-1, 3, 16, 16),
    "EfficientNet": (-1, 3, 8, 8),
    "ConvNeXt": (-1, 3, 16, 16),
    "ViT": (-1, 1, 8, 8),
    "DenseNet": (-1, 1, 6, 6),
    "SqueezeNet": (-1, 3, 15, 15),
    "GPT": (-1, 6),
    "Tagger": (-1, 5),
    "Fused": (-1, 4, 6),
    "Gated": (-1, 2, 5, 5),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_it_comes_in_and_goes_out_and_computes_the_same(trace: Import, name: str) -> None:
    torch.manual_seed(0)
    found = trace("well_known.py", name, NETWORKS[name])
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6
    checked = check(found.project.graph, None)
    assert checked.problems == ()
    assert not any(isinstance(node.layer, Placeholder) for node in found.project.graph.nodes.values())
    namespace: dict[str, object] = {"torch": torch}
    exec(network_source(checked), namespace)
    network = namespace["Network"]()  # type: ignore[operator]
    network.load_state_dict(dict(found.weights))
    with torch.no_grad():
        answer = network.eval()(*(torch.from_numpy(array).float() for array in found.source.inputs)).numpy()
    wanted = found.source.outputs[0]
    assert answer == pytest.approx(wanted, abs=1e-6 * max(1.0, float(numpy.abs(wanted).max())))
