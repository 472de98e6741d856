"""A project that uses every part of the file: branches, names, unknown parts, notes."""

from __future__ import annotations

import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers import UnknownLayer, layer_types
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings


@pytest.fixture
def example() -> Project:
    """A network with a skip, a layer from the future, and notes in two lines."""
    layers, ports = layer_types(), ("input_1", "input_2")
    unknown = UnknownLayer(original_type="kan", original_values={"grid": [1, {"k": None}]}, inputs=ports)
    nodes = [
        Node("input_1", layers["input"]()),
        Node("dense_1", layers["dense"](units=2), "Breit & tief"),
        Node("relu_1", layers["relu"]()),
        Node("add_1", layers["add"](), "Σ “sum”"),
        Node("kan_1", unknown),
        Node("output_1", layers["output"](weight=0.5)),
    ]
    wires = [
        Wire("input_1", "dense_1"),
        Wire("dense_1", "relu_1"),
        Wire("dense_1", "add_1", "input_1"),
        Wire("relu_1", "add_1", "input_2"),
        Wire("relu_1", "kan_1", "input_2"),
        Wire("add_1", "output_1"),
    ]
    dataset = dataset_types()["moons"].parse({"rows": 60, "noise": 0.35})
    return Project(
        graph=Graph({node.id: node for node in nodes}, frozenset(wires)),
        layout={node.id: (number * 180.5, -number * 40.0) for number, node in enumerate(nodes)},
        data=DataSettings(dataset=dataset, training_rows=40),
        training=TrainingSettings(epochs=7, patience=3, gradient_clip=1.0),
        notes="first line\nsecond line, with “quotes”",
    )
