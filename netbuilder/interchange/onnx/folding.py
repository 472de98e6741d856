"""What of an ONNX graph follows from the sizes alone is worked out: what is left computes with the rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from netbuilder.errors import ProjectError
from netbuilder.interchange.onnx.loading import STAND_IN, as_dims, entering
from netbuilder.interchange.traced import Dims

ROUNDS = 12
SMALL = 4096
"""Constants of so many numbers at most are shown to the inference of shapes: sizes are among them."""
KEEPING = ("GroupNormalization", "Scaler")
"""Operators that keep the shape, of which onnx does not infer it."""
COPYING = ("Expand", "Tile")
MOST = 2**28
"""Numbers of a constant that is worked out, at most: 1 GiB."""
RANDOM = ("RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "Multinomial")


@dataclass(frozen=True)
class Folded:
    """``nodes``: those that compute with the rows; ``constants``: the others' results, and the weights, by name;
    ``dims``: the sizes of values by name, where they are known."""

    nodes: list[Any]
    constants: dict[str, Any]
    dims: dict[str, Dims]


def folded(model: Any, batch: int = 0) -> Folded:
    """Work out all that does not depend on the rows. The inputs must have their sizes.

    ``batch``: the only number of rows that the file is made for, or 0.
    """
    from onnx import numpy_helper

    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    nodes = list(model.graph.node)
    shapes: dict[str, tuple[int, ...]] = {}
    for _ in range(ROUNDS):
        nodes = [one for node in nodes for one in _taken_branch(node, constants)]
        _require_short_ranges(nodes, constants)
        shapes = _shapes(model, nodes, constants)
        if batch and any([_any_rows(node, constants, shapes, batch) for node in nodes]):  # noqa: C419  all of them
            shapes = _shapes(model, nodes, constants)
        rest = [node for node in nodes if not _fold(model, node, constants, shapes)]
        if len(rest) == len(nodes):
            break
        nodes = rest
    return Folded(nodes, constants, {name: as_dims(shape) for name, shape in shapes.items()})


def _shapes(model: Any, nodes: Sequence[Any], constants: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The shapes of all values, as far as they are known."""
    kept: dict[str, tuple[int, ...]] = {}
    while True:
        found = {**_inferred(model, nodes, constants, kept), **kept}
        pairs = ((node.output[0], node.input[0]) for node in nodes if node.op_type in KEEPING)
        more = {name: found[source] for name, source in pairs if source in found and name not in found}
        if not more:
            return found
        kept |= more


def _inferred(
    model: Any, nodes: Iterable[Any], constants: dict[str, Any], kept: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """The shapes that onnx infers; weights are shown by their shapes alone. ``kept``: what it does not know itself."""
    from onnx import TensorProto, helper, numpy_helper, shape_inference

    used = {name for node in nodes for name in node.input} & constants.keys()
    small = {name for name in used if constants[name].size <= SMALL}
    inputs = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)
        for name, array in ((name, constants[name]) for name in sorted(used - small))
    ]
    outputs = [helper.make_tensor_value_info(value.name, TensorProto.FLOAT, None) for value in model.graph.output]
    graph = helper.make_graph(
        list(nodes),
        "folded",
        [*entering(model), *inputs],
        [helper.make_empty_tensor_value_info(value.name) for value in outputs],
        [numpy_helper.from_array(numpy.asarray(constants[name], order="C"), name) for name in sorted(small)],
        value_info=[
            *_known_before(model, nodes),
            *(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in kept.items()),
        ],
    )
    whole = helper.make_model(graph, opset_imports=model.opset_import)
    found = shape_inference.infer_shapes(whole, data_prop=True).graph
    return {
        value.name: shape
        for value in (*found.value_info, *found.input, *found.output)
        if (shape := _shape(value)) is not None
    }


def _any_rows(node: Any, constants: dict[str, Any], shapes: dict[str, tuple[int, ...]], batch: int) -> bool:
    """Let a reshape that names the number of rows take any. Returns whether it was one."""
    shape = constants.get(node.input[1]) if node.op_type == "Reshape" else None
    entering = shapes.get(node.input[0], ())
    if shape is None or not len(shape) or shape[0] != batch or entering[:1] != (STAND_IN,):
        return False
    constants[node.input[1]] = numpy.array([STAND_IN, *shape[1:]], dtype=numpy.int64)
    return True


def _known_before(model: Any, nodes: Iterable[Any]) -> list[Any]:
    """What the file itself says of the results of operators that onnx does not know."""
    from onnx import defs

    odd = {name for node in nodes if not defs.has(node.op_type, node.domain) for name in node.output}
    batch = {dim.dim_param for value in entering(model) for dim in value.type.tensor_type.shape.dim[:1]}
    found = [value for value in model.graph.value_info if value.name in odd]
    for value in found:
        for place, dim in enumerate(value.type.tensor_type.shape.dim):
            if dim.dim_param and (dim.dim_param in batch or place == 0):
                dim.dim_value = STAND_IN
    return found


def _shape(value: Any) -> tuple[int, ...] | None:
    """The shape of a value, None where a size of it is not known."""
    tensor = value.type.tensor_type
    if not tensor.HasField("shape"):
        return None
    sizes = tuple(dim.dim_value if dim.HasField("dim_value") else -1 for dim in tensor.shape.dim)
    return None if -1 in sizes else sizes


def _fold(model: Any, node: Any, constants: dict[str, Any], shapes: dict[str, tuple[int, ...]]) -> bool:
    """Work out a node where that can be. Returns whether it was done."""
    if node.op_type == "Shape":
        shape = shapes.get(node.input[0])
        if shape is None:
            return False
        start, end = (_attribute(node, name, default) for name, default in (("start", 0), ("end", len(shape))))
        constants[node.output[0]] = numpy.array(shape[start:end], dtype=numpy.int64)
        return True
    if node.domain not in ("", "ai.onnx") or node.op_type in RANDOM or any(a.HasField("g") for a in node.attribute):
        return False
    if any(name and name not in constants for name in node.input) or _copies_for_rows(node, constants):
        return False
    for name in node.output:
        _require_fewer(node, shapes.get(name, ()))
    constants.update(zip(node.output, computed(model.opset_import, node, constants), strict=False))
    return True


def _taken_branch(node: Any, constants: dict[str, Any]) -> list[Any]:
    """The nodes of the branch that is always taken, where a node chooses by a constant; else the node itself."""
    from onnx import helper, numpy_helper

    chosen = constants.get(node.input[0]) if node.op_type == "If" else None
    if chosen is None:
        return [node]
    wanted = "then_branch" if bool(chosen.reshape(-1)[0]) else "else_branch"
    branch = next(attribute.g for attribute in node.attribute if attribute.name == wanted)
    constants.update({tensor.name: numpy_helper.to_array(tensor) for tensor in branch.initializer})
    ends = [
        helper.make_node("Identity", [inner.name], [outer])
        for inner, outer in zip(branch.output, node.output, strict=True)
    ]
    return [*branch.node, *ends]


def _copies_for_rows(node: Any, constants: Mapping[str, Any]) -> bool:
    """Whether a node repeats a tensor of the network's own for each row."""
    if node.op_type not in COPYING:
        return False
    array, times = (constants[name] for name in node.input)
    return array.size > 1 and STAND_IN in times and STAND_IN not in array.shape


def computed(opset_imports: Any, node: Any, constants: Mapping[str, Any]) -> list[Any]:
    """The results of a node whose inputs are known. What only repeats a number takes no memory.

    Raises ProjectError where that is a constant of more than ``MOST`` numbers: nobody could wait for what follows.
    """
    from onnx import helper, numpy_helper
    from onnx.reference import ReferenceEvaluator

    if node.op_type == "Expand":
        array, shape = (constants[name] for name in node.input)
        wide = numpy.broadcast_shapes(array.shape, tuple(shape.tolist()))
        return [numpy.broadcast_to(array, _require_fewer(node, wide))]
    if node.op_type == "ConstantOfShape":
        value = next((numpy_helper.to_array(a.t) for a in node.attribute if a.name == "value"), numpy.zeros(1, "f4"))
        return [numpy.broadcast_to(value, _require_fewer(node, constants[node.input[0]].tolist()))]
    names = [name for name in node.input if name]
    inputs = [helper.make_empty_tensor_value_info(name) for name in dict.fromkeys(names)]
    outputs = [helper.make_empty_tensor_value_info(name) for name in node.output if name]
    graph = helper.make_graph([node], "one", inputs, outputs)
    evaluator = ReferenceEvaluator(helper.make_model(graph, opset_imports=opset_imports))
    return list(evaluator.run(None, {name: constants[name] for name in names}))


def _require_short_ranges(nodes: Iterable[Any], constants: Mapping[str, Any]) -> None:
    """Raise ProjectError where a range has more than ``MOST`` numbers: onnx counts through it to infer its shape."""
    for node in nodes:
        if node.op_type == "Range" and constants.keys() >= set(node.input):
            start, limit, step = (float(constants[name]) for name in node.input)
            _require_fewer(node, [math.ceil((limit - start) / step)] if step else [])


def _require_fewer(node: Any, shape: Sequence[int]) -> tuple[int, ...]:
    """The shape of a constant. Raises ProjectError where it has more than ``MOST`` numbers."""
    if math.prod(shape) > MOST:
        raise ProjectError(
            "The ONNX file makes a constant of {count} numbers, {shape}, with its operator {operator}; at most {most} "
            "can be read. Export the network with smaller sizes.",
            count=f"{math.prod(shape):,}",
            shape=" × ".join(map(str, shape)),
            operator=node.op_type,
            most=f"{MOST:,}",
        )
    return tuple(shape)


def _attribute(node: Any, name: str, default: int) -> int:
    return next((int(attribute.i) for attribute in node.attribute if attribute.name == name), default)
