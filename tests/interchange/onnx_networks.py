"""Small drawings, each written as an ONNX file by torch's exporter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from netbuilder.backends.torch.build import build
from netbuilder.graph.graph import NodeId
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.block_edits import group
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.onnx_exporter import quick_and_quiet

Parameters = dict[str, Any]
Layer = tuple[str, Parameters] | str


class Drawing:
    """A drawing that grows node by node."""

    def __init__(self, *shapes: tuple[int, ...]) -> None:
        self.project = Project()
        self.starts = [self.add("input", sizes=shape) for shape in shapes]
        self.end = self.starts[0]

    def add(self, kind: str, *sources: tuple[NodeId, str] | NodeId, **parameters: Any) -> NodeId:
        """Draw a layer behind these ports."""
        self.project, node = edits.add_node(self.project, layer_types()[kind].parse(parameters), (0.0, 0.0))
        ports = self.project.graph.nodes[node].layer.input_ports()
        for port, source in zip(ports, sources, strict=False):
            start, name = source if isinstance(source, tuple) else (source, "")
            self.project = edits.connect(self.project, start, node, port, name)
        self.end = node
        return node

    def then(self, *layers: Layer, port: str = "") -> Drawing:
        """Draw layers one behind another; ``port``: of the node before them."""
        for layer in layers:
            kind, parameters = (layer, {}) if isinstance(layer, str) else layer
            self.add(kind, (self.end, port), **parameters)
            port = ""
        return self

    def done(self) -> Project:
        """The project, with an output behind the last layer."""
        self.add("output", self.end)
        return self.project


def dense(units: int) -> Layer:
    return "dense", {"units": units}


def networks() -> dict[str, Project]:
    """The drawings, by what is special about them."""
    images, steps = (1, 8, 8), (6, 4)
    conv = ("conv2d", {"filters": 4, "padding": "same"})
    found = {
        "dense": Drawing((8,)).then(dense(6), "relu", "dropout", dense(3)),
        "activations": Drawing((8,)).then(
            *(dense(6), "leaky_relu", ("elu", {"alpha": 0.7}), "gelu", "silu", "sigmoid", "tanh", "softmax"),
            *("relu6", "hard_swish", "hard_sigmoid"),
        ),
        "batch norm in a convolution": Drawing(images).then(conv, "batch_norm", "relu", "global_average_pool"),
        "batch norm alone": Drawing(images).then("batch_norm", conv, "relu", "batch_norm", "flatten", dense(3)),
        "strides": Drawing((4, 9, 9)).then(
            ("conv2d", {"filters": 6, "stride": 2, "padding": "same", "groups": 2, "bias": False}),
            ("conv2d", {"filters": 4, "kernel": 2, "padding": "same"}),
            ("conv2d", {"filters": 4, "dilation": 2}),
            *("flatten", dense(2), "log_softmax"),
        ),
        "sequences": Drawing((12, 3)).then(
            ("conv1d", {"filters": 5, "kernel": 4, "padding": "same"}),
            "batch_norm",
            "relu",
            "max_pool",
            "flatten",
            dense(3),
        ),
        "pooling": Drawing((2, 9, 9)).then(
            ("max_pool", {"size": 3, "stride": 2, "padding": 1}),
            ("average_pool", {"size": 3, "stride": 1, "padding": 1}),
            *("global_max_pool", dense(2)),
        ),
        "upsampling": Drawing((2, 4, 4)).then(
            ("upsample", {"mode": "bilinear"}),
            "upsample",
            ("conv2d", {"filters": 3, "kernel": 1}),
            "global_average_pool",
        ),
        "transposed convolution": Drawing((2, 4, 4)).then(
            ("conv_transpose2d", {"filters": 3, "kernel": 3, "crop": 1, "extra": 1}),
            *("relu", "global_average_pool"),
        ),
        "reshape": Drawing((12,))
        .then(("reshape", {"sizes": (3, 2, 2)}), conv, "flatten", ("reshape", {"sizes": (4, 4)}))
        .then("layer_norm", dense(2), "flatten"),
        "group norms": Drawing((4, 6, 6)).then(
            *(("group_norm", {"groups": 2}), "relu", ("group_norm", {"groups": 4}), "global_average_pool", dense(2))
        ),
        "operations": Drawing((6, 4)).then(
            *("exp", ("power", {"exponent": -0.5}), "square_root", ("tensor_sum", {"axis": 0, "keep": True}), "log"),
            *("abs", "squared", ("tensor_mean", {"axis": 1}), ("pad_axis", {"after": 2}), ("slice_axis", {"stop": -1})),
            *("flip_axis", dense(2)),
        ),
        "layer norm of images": Drawing(images).then("layer_norm", conv, "layer_norm", "global_average_pool"),
        "embedding": Drawing((6,)).then(("embedding", {"codes": 20, "features": 8}), "global_average_pool", dense(3)),
        "two GRUs on top of each other": Drawing(steps).then(("gru", {"units": 5, "layers": 2}), dense(3)),
        "GRU in both directions": Drawing(steps).then(("gru", {"units": 5, "bidirectional": True}), dense(3)),
        "LSTM at every step": Drawing(steps)
        .then(("lstm", {"units": 5}))
        .then("layer_norm", "global_max_pool", port="sequence"),
        "attention": Drawing((6, 8)).then(("multi_head_attention", {"heads": 2}), "layer_norm", "flatten", dense(3)),
        "transformer": Drawing((5, 8)).then(
            ("transformer_encoder", {"heads": 2, "units": 16}),
            ("transformer_encoder", {"heads": 4, "units": 12, "activation": "GELU", "norm_first": True}),
            *("global_average_pool", dense(3)),
        ),
        "LSTM in both directions": Drawing(steps)
        .then(("lstm", {"units": 3, "bidirectional": True}))
        .then(("lstm", {"units": 4}), dense(2), port="sequence"),
    }
    drawings = {name: drawing.done() for name, drawing in found.items()}
    return {
        **drawings,
        "residual": residual(),
        "branches": branches(),
        "two ends": two_ends(),
        "two sequences": two_sequences(),
        "blocks": blocks(),
    }


def residual() -> Project:
    """A skip connection around two convolutions."""
    drawing = Drawing((3, 6, 6)).then(("conv2d", {"filters": 4, "padding": "same"}), "relu")
    skip = drawing.end
    drawing.then(("conv2d", {"filters": 4, "padding": "same"}), "batch_norm")
    drawing.add("add", drawing.end, skip)
    return drawing.then("relu", "global_average_pool", dense(2)).done()


def branches() -> Project:
    """Two branches side by side, and a gate."""
    drawing = Drawing((8,))
    left, right = drawing.add("dense", drawing.starts[0], units=5), drawing.add("dense", drawing.starts[0], units=3)
    whole = drawing.add("concatenate", left, right)
    gate = drawing.add("sigmoid", drawing.add("dense", whole, units=8))
    drawing.add("multiply", whole, gate)
    return drawing.then(dense(2)).done()


def two_ends() -> Project:
    """Two inputs and two outputs."""
    drawing = Drawing((4,), (3,))
    both = [drawing.add("dense", start, units=5) for start in drawing.starts]
    whole = drawing.add("add", *both)
    drawing.add("output", drawing.add("dense", whole, units=1))
    drawing.end = whole
    return drawing.then("tanh", dense(3)).done()


def two_sequences() -> Project:
    """Attention of one sequence to another."""
    drawing = Drawing((5, 8), (7, 8))
    drawing.add("multi_head_attention", *drawing.starts, heads=2)
    return drawing.then("global_average_pool", dense(2)).done()


def blocks() -> Project:
    """A block that is repeated."""
    drawing = Drawing((6,)).then(dense(6), "relu", dense(3))
    project = drawing.done()
    project, use = group(project, ["dense_1", "relu_1"], "stage")
    return edits.set_parameter(project, use, "repeat", 3)


def export(project: Project, file: Path, *, newer: bool) -> None:
    """Write the network of a drawing, by torch's newer exporter or by the older one."""
    found = check(project.graph, None)
    torch.manual_seed(1)
    network = build(found).eval()
    for module in network.modules():  # running means that are not zero
        if hasattr(module, "running_mean"):
            module.running_mean.uniform_(-0.5, 0.5)
            module.running_var.uniform_(0.5, 1.5)
    rows = tuple(torch.rand(2, *(found.shape(node.id) or ())) * 2 for node in project.graph.with_role("input"))
    names = [f"input_{number}" for number in range(len(rows))]
    with quick_and_quiet():
        if newer:
            shapes = tuple({0: torch.export.Dim.DYNAMIC} for _ in rows)
            torch.onnx.export(
                network, rows, file, dynamo=True, external_data=False, dynamic_shapes=shapes, verbose=False
            )
        else:
            axes = {name: {0: "rows"} for name in names}
            torch.onnx.export(network, rows, file, dynamo=False, input_names=names, dynamic_axes=axes)
