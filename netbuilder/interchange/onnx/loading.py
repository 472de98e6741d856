"""An ONNX file as it is read from the disk: whole, with its functions written out and its inputs' sizes known."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from netbuilder.errors import FileError, ProjectError
from netbuilder.interchange.traced import Dims
from netbuilder.messages import say

TEXTS = 8
"""The type of tensors that hold texts, as ONNX counts them."""
STAND_IN = 10_007
"""The rows of a batch while sizes are worked out: a prime number, so that what is a multiple of it is told apart."""


def loaded(file: Path) -> Any:
    """The model with its external data and its functions written out. Raises FileError, ProjectError."""
    if importlib.util.find_spec("onnx") is None:
        raise ProjectError(
            "ONNX files are read with the package onnx, which is not installed. Install it with: "
            "python -m pip install 'netbuilder-desktop[onnx]'"
        )
    import onnx
    from google.protobuf.message import DecodeError
    from onnx import inliner

    try:
        model = onnx.load(file, load_external_data=False)
    except (DecodeError, OSError, ValueError) as error:
        raise FileError("“{file}” is damaged, or no ONNX file.", file=file.name) from error
    if not model.graph.node or not model.graph.output:
        raise FileError("“{file}” is damaged, or no ONNX file.", file=file.name)
    try:
        onnx.load_external_data_for_model(model, str(file.parent))
    except (OSError, ValueError, onnx.checker.ValidationError) as error:
        raise FileError(
            "The weights of “{file}” lie in files of their own ({names}), which cannot be read. "
            "Put them into the same folder, as they were exported.",
            file=file.name,
            names=", ".join(sorted(_external(model))) or "–",
        ) from error
    whole = inliner.inline_local_functions(model)
    _require_order(file, whole)
    return whole


def _require_order(file: Path, model: Any) -> None:
    """Raise FileError where weights do not fill their sizes, or an operator reads what nothing before it gives."""
    from onnx import numpy_helper

    known = {"", *(value.name for value in model.graph.input)}
    for tensor in model.graph.initializer:
        try:
            numpy_helper.to_array(tensor)
        except (ValueError, TypeError) as error:
            raise FileError("“{file}” is damaged, or no ONNX file.", file=file.name) from error
        known.add(tensor.name)
    for node in model.graph.node:
        for name in node.input:
            if name not in known:
                raise FileError(
                    "“{file}” is damaged: its operator “{node}” reads “{name}”, which nothing before it gives. Export "
                    "it again.",
                    file=file.name,
                    node=node.name or node.op_type,
                    name=name,
                )
        known.update(node.output)


def _external(model: Any) -> set[str]:
    """The names of the files that hold weights of a model."""
    return {
        entry.value for tensor in model.graph.initializer for entry in tensor.external_data if entry.key == "location"
    }


def entering(model: Any) -> list[Any]:
    """The inputs that are no weights."""
    weights = {tensor.name for tensor in model.graph.initializer}
    return [value for value in model.graph.input if value.name not in weights]


def sizes_of(model: Any, given: Sequence[Dims]) -> dict[str, Dims]:
    """The sizes of each input, -1 for the batch: as given, or as the file says. Raises ProjectError."""
    values = entering(model)
    if given and len(given) != len(values):
        raise ProjectError(
            "{given} shapes were given, but the file has the inputs {names}. Give one shape for each.",
            given=len(given),
            names=", ".join(value.name for value in values),
        )
    return {value.name: _sizes(value, dims) for value, dims in zip(values, given or [()] * len(values), strict=True)}


def _sizes(value: Any, given: Dims) -> Dims:
    dims = value.type.tensor_type.shape.dim
    if value.type.tensor_type.elem_type == TEXTS:
        raise ProjectError(
            "The input “{name}” takes texts, but a network here takes numbers. Export the network without what turns "
            "texts into numbers.",
            name=value.name,
        )
    if given:
        if dims and len(dims) != len(given):
            raise ProjectError(
                "The input “{name}” has {count} axes, but the shape that was given has {given}, the batch counted.",
                name=value.name,
                count=len(dims),
                given=len(given),
            )
        return tuple(given)
    if not dims:
        raise _unknown(value.name, say("how many axes it has"))
    open_axes = [axis for axis, dim in enumerate(dims) if not dim.dim_value and axis > 0]
    if open_axes:
        names = [dims[axis].dim_param or str(axis) for axis in open_axes]
        raise _unknown(value.name, say("the size of its axes {names}", names=", ".join(names)))
    return (-1, *(dim.dim_value for dim in dims[1:]))


def _unknown(name: str, what: Any) -> ProjectError:
    return ProjectError(
        "The file does not say {what} of the input “{name}”. Give the shape of one row, for example --input 3x32x32.",
        what=what,
        name=name,
    )


def fixed_batch(model: Any) -> int:
    """The number of rows that a file is made for, 0 where any number is allowed."""
    sizes = {value.type.tensor_type.shape.dim[0].dim_value for value in entering(model) if _has_axes(value)}
    return sizes.pop() if len(sizes) == 1 else 0


def _has_axes(value: Any) -> bool:
    return len(value.type.tensor_type.shape.dim) > 0


def set_batch(model: Any, sizes: dict[str, Dims]) -> None:
    """Give every input its sizes, with the stand-in for the batch."""
    for value in entering(model):
        shape = value.type.tensor_type.shape
        del shape.dim[:]
        for size in sizes[value.name]:
            shape.dim.add().dim_value = -size * STAND_IN if size < 0 else size


def as_dims(shape: Sequence[int]) -> Dims:
    """Sizes with the stand-in for the batch as -k."""
    return tuple(-(size // STAND_IN) if size and size % STAND_IN == 0 else int(size) for size in shape)
