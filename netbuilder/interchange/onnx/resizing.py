"""The ONNX operator that makes images larger or smaller."""

from __future__ import annotations

from typing import Any

from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer

MODES = {"nearest": "nearest", "linear": "bilinear", "cubic": "bicubic"}
CUBIC = -0.75
"""The coefficient of torch's cubic interpolation, and the usual one of ONNX."""


def resize(writer: Writer, node: OnnxNode) -> None:
    """Resize, where torch has its way of counting places. Raises UnknownFormError."""
    mode, way = MODES[node.get("mode", "nearest")], node.get("coordinate_transformation_mode", "half_pixel")
    before, after = node.dims(0), node.dims_of(node.outputs[0])
    if before is None or after is None or len(before) not in (3, 4) or node.get("antialias", 0):
        raise UnknownFormError
    if mode == "bicubic" and (node.get("cubic_coeff_a", CUBIC) != CUBIC or node.get("exclude_outside", 0)):
        raise UnknownFormError
    settings: dict[str, Any] = {"mode": "linear" if len(before) == 3 and mode == "bilinear" else mode}
    if mode == "nearest":
        _require_nearest(node, way, before[2:], after[2:])
    elif way == "align_corners":
        settings["align_corners"] = True
    elif way not in ("half_pixel", "pytorch_half_pixel"):
        raise UnknownFormError
    scales = node.constant(2)
    if scales is not None and scales.size == len(before) and way != "align_corners":
        settings["scale_factor"] = [float(scale) for scale in scales[2:]]
    writer.add(node, "Upsample", node.inputs[:1], settings)


def _require_nearest(node: OnnxNode, way: str, before: tuple[int, ...], after: tuple[int, ...]) -> None:
    """Raise UnknownFormError where the nearest places are others than torch's: rounded down from the first on."""
    rounding = node.get("nearest_mode", "round_prefer_floor")
    whole = all(new % old == 0 for old, new in zip(before, after, strict=True))
    if way == "asymmetric" and rounding == "floor":
        return
    if not whole or way not in ("half_pixel", "asymmetric") or rounding not in ("floor", "round_prefer_floor"):
        raise UnknownFormError
