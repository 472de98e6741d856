"""Images and sequences made larger or smaller: each side is a product with a matrix that is always the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, own_numbers, rows_port
from netbuilder.layers.base import Layer
from netbuilder.layers.tensors.matrices import MatMul

ALONG_ONE = {"linear": "linear", "bilinear": "linear", "nearest": "nearest", "nearest-exact": "nearest-exact"}
MODES = (*ALONG_ONE, "bicubic", "area")


def resized(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """What ``torch.nn.functional.interpolate`` computes, in any mode that treats each side by itself.

    Raises NoLayerError.
    """
    before, dims = known_dims(call.entering[0]), known_dims(call.leaving[0])
    if call.settings.get("mode", "nearest") not in MODES or len(before) not in (3, 4) or call.settings.get("antialias"):
        raise NoLayerError(CONSTANT)
    port = rows_port(drawer, entered(drawer, call))
    for axis in range(2, len(before)):
        matrix = _matrix(call, before[axis], dims[axis], axis - 2)
        if matrix.shape[0] == matrix.shape[1] and (matrix == _same(len(matrix))).all():
            continue
        last = axis == len(before) - 1
        own = own_numbers(drawer, call, matrix if last else matrix.T, fixed=True)
        port = added(drawer, MatMul(), *((port, own) if last else (own, port)))
    return [drawer.plain(port, dims)]


def _same(size: int) -> Any:
    import numpy

    return numpy.eye(size)


def _matrix(call: Call, size: int, wanted: int, side: int) -> Any:
    """The weight of each old place (rows) in each new one (columns): what becomes of single ones among zeros."""
    import torch

    given, mode = call.settings, call.settings.get("mode", "nearest")
    factor = given.get("scale_factor")
    factor = factor[side] if isinstance(factor, list) else factor
    scaled = given.get("size") is None and factor is not None and not given.get("recompute_scale_factor")
    to: dict[str, Any] = {"scale_factor": float(factor)} if scaled and factor else {"size": wanted}
    if given.get("align_corners") is not None:
        to["align_corners"] = given["align_corners"]
    ones = torch.eye(size)[None]
    if mode != "bicubic":
        found = torch.nn.functional.interpolate(ones, mode=ALONG_ONE.get(mode, mode), **to)[0]
    else:
        aligned = bool(to.pop("align_corners", False))
        wide: dict[str, Any] = {name: (value, 1.0 if name == "scale_factor" else 1) for name, value in to.items()}
        found = torch.nn.functional.interpolate(ones[..., None], mode=mode, align_corners=aligned, **wide)[0, ..., 0]
    if found.shape[1] != wanted:
        raise NoLayerError(CONSTANT)
    return found.numpy()
