"""Networks written by hand come in with their weights, compute the same, and are projects like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
import torch

from netbuilder.backends.torch.source import network_source
from netbuilder.data.base import Signature
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import Part, Prepared, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.graph.blocks import BlockUse
from netbuilder.interchange.imported import Imported
from netbuilder.project.edits import set_dataset, set_training
from netbuilder.shapes.check import check
from netbuilder.training.resume import Resume
from netbuilder.training.trainer import Training
from tests.interchange.conftest import titles

Trace = Callable[..., Imported]
NETWORKS = {
    "LeNet": ("lenet.py", "LeNet", (-1, 1, 28, 28)),
    "ResNet-18": ("resnet.py", "resnet18", (-1, 3, 32, 32)),
    "ResNet-50": ("resnet.py", "resnet50", (-1, 3, 32, 32)),
    "U-Net": ("unet.py", "UNet", (-1, 1, 16, 24)),
    "GRU classifier": ("gru_classifier.py", "GruClassifier", (-1, 9)),
    "transformer encoder": ("encoder.py", "Encoder", (-1, 10, 6)),
    "branch on shape": ("shape_branch.py", "ShapeBranch", (-1, 3, 4)),
}
IMAGES_OUT = "U-Net"


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_comes_in_and_computes_the_same(trace: Trace, tmp_path: Path, name: str) -> None:
    found = trace(*NETWORKS[name])
    assert found.missing == ()
    assert found.difference <= 1e-6
    assert found.whole
    assert check(found.project.graph, None).problems == ()
    write(tmp_path / "project.netb", found.project)
    assert read(tmp_path / "project.netb") == found.project
    wanted = found.source.outputs[0]
    assert _of_the_script(found) == pytest.approx(wanted, abs=1e-6 * max(1.0, float(numpy.abs(wanted).max())))


@pytest.mark.parametrize("name", [name for name in NETWORKS if name not in ("ResNet-50", IMAGES_OUT)])
def test_an_imported_network_trains_on_from_its_weights(trace: Trace, name: str) -> None:
    found = trace(*NETWORKS[name])
    project = set_dataset(found.project, dataset_types()["iris"]())
    project = set_training(project, epochs=1, batch_size=8, device="cpu")
    weights = dict(found.weights)
    training = Training(project, prepared=_random_rows(found), resume=Resume(weights, weights))
    assert len([progress for progress in training.run() if progress]) > 2
    assert len(training.records) == 1
    moved = [name for name, tensor in training.last_weights.items() if not torch.equal(tensor, weights[name])]
    assert len(moved) > len(weights) / 3


def test_submodules_are_blocks_and_equal_ones_are_instances(trace: Trace) -> None:
    found = trace(*NETWORKS["ResNet-50"])
    blocks = found.project.blocks
    assert [block.name for block in blocks.values()] == [
        *("downsample", "Bottleneck", "Bottleneck 2", "layer", "layer2", "layer3"),
    ]
    assert titles(found)[1:6] == ["Conv 2D", "Batch norm", "ReLU", "Max pooling", "Block"]
    uses = {id_: node.layer for id_, node in found.project.graph.nodes.items() if isinstance(node.layer, BlockUse)}
    assert [use.block for use in uses.values()] == ["layer", "layer2", "layer3", "layer"]
    assert uses["layer4"].overrides == {"filters": 512, "stride": 2, "conv3_filters": 2048}
    third = blocks["layer3"].graph.nodes["bottleneck_2"].layer
    assert isinstance(third, BlockUse)
    assert (third.repeat, third.overrides) == (5, {"filters": 256, "conv3_filters": 1024})
    assert sum(weight.numel() for name, weight in found.weights.items() if "running" not in name) == 25_557_085


def test_a_block_is_called_after_the_class_of_the_user(trace: Trace) -> None:
    found = trace(*NETWORKS["U-Net"])
    assert [block.name for block in found.project.blocks.values()] == ["DoubleConv"]
    uses = [node for node in found.project.graph.nodes.values() if isinstance(node.layer, BlockUse)]
    assert [node.name for node in uses] == ["down1", "down2", "bottom", "merge2", "merge1"]
    assert [use.layer.value("filters") for use in uses if isinstance(use.layer, BlockUse)] == [8, 16, 32, 16, 8]


def test_every_node_has_a_place_of_its_own(trace: Trace) -> None:
    found = trace(*NETWORKS["ResNet-18"])
    for graph, layout in [
        (found.project.graph, found.project.layout),
        *((block.graph, block.layout) for block in found.project.blocks.values()),
    ]:
        assert layout.keys() == graph.nodes.keys()
        assert len(set(layout.values())) == len(graph.nodes)


def _of_the_script(found: Imported) -> numpy.ndarray:
    """What the classes of an exported script compute with the weights."""
    namespace: dict[str, object] = {"torch": torch}
    exec(network_source(check(found.project.graph, None)), namespace)
    network = namespace["Network"]()  # type: ignore[operator]
    network.load_state_dict(dict(found.weights))
    with torch.no_grad():
        result: torch.Tensor = network.eval()(*(torch.from_numpy(array).float() for array in found.source.inputs))
    return result.numpy()


def _random_rows(found: Imported) -> Prepared:
    """Random rows and classes that fit the network."""
    random = numpy.random.default_rng(0)
    shape, classes = found.drawing.entering[0].shape, found.source.outputs[0].shape[-1]
    codes = found.source.trace.inputs[0].codes

    def part(rows: int) -> Part:
        size = (rows, *shape)
        features = random.integers(0, codes, size) if codes else random.standard_normal(size)
        targets = random.integers(0, classes, rows)
        return Part(features.astype(numpy.float32), targets.astype(numpy.int64), numpy.arange(rows))

    known = Signature(shape, "classification", 24, tuple(map(str, range(classes))))
    flat = {"shift": numpy.zeros(1), "scale": numpy.ones(1)}
    iris = DataSettings(dataset=dataset_types()["iris"]())
    return replace(prepare(iris), training=part(16), validation=part(8), signature=known, **flat)
