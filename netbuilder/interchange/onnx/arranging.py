"""ONNX operators that put the same numbers elsewhere: other sizes, parts, repetitions, numbers at the ends."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer

PADDING_MODES = {"constant": "constant", "reflect": "reflect", "edge": "replicate", "wrap": "circular"}
"""The modes of a Pad, and what torch calls them."""
WHOLE = {"slice": [None, None, None]}


def view(writer: Writer, node: OnnxNode) -> None:
    """Other sizes for the same numbers."""
    writer.add(node, "f.reshape", node.inputs[:1], {})


def transpose(writer: Writer, node: OnnxNode) -> None:
    """Axes in another order."""
    rank = len(node.dims(0) or ())
    writer.add(node, "f.permute", node.inputs[:1], {"dims": node.get("perm", list(reversed(range(rank))))})


def gather(writer: Writer, node: OnnxNode) -> None:
    """A table looked up, one place of an axis, or several."""
    table, index, axis = node.constant(0), node.constant(1), node.get("axis", 0)
    if table is not None and table.ndim == 2 and axis == 0 and index is None:
        settings = {"num_embeddings": int(table.shape[0]), "embedding_dim": int(table.shape[1])}
        writer.add(node, "Embedding", node.inputs[1:], settings, {"weight": table})
    elif index is not None and index.ndim == 0:
        writer.add(node, "f.select", node.inputs[:1], {"dim": axis, "index": int(index)})
    elif index is not None and (places := _regular(index, len(node.dims(0) or ()), axis)) is not None:
        writer.add(node, "f.__getitem__", node.inputs[:1], {"index": places})
    elif index is not None and index.ndim == 1 and axis >= 0:
        writer.add(node, "f.__getitem__", node.inputs[:1], {"index": [*[WHOLE] * axis, index.tolist()]})
    elif index is not None and index.ndim > 1 and (dims := node.dims(0)) is not None:
        axis %= len(dims)  # places in several axes: picked in one, and set out again
        some: dict[str, Any] = {"index": [*[WHOLE] * axis, index.reshape(-1).tolist()]}
        picked = writer.before(node, "f.__getitem__", some, (*dims[:axis], index.size, *dims[axis + 1 :]))
        writer.add(node, "f.reshape", [picked], {})
    else:
        raise UnknownFormError


def gather_places(writer: Writer, node: OnnxNode) -> None:
    """GatherND, where it picks places of the first axis. Raises UnknownFormError."""
    index = node.constant(1)
    if index is None or index.ndim != 2 or index.shape[1] != 1 or node.get("batch_dims", 0):
        raise UnknownFormError
    writer.add(node, "f.__getitem__", node.inputs[:1], {"index": [index.reshape(-1).tolist()]})


def _regular(index: Any, rank: int, axis: int) -> list[Any] | None:
    """An index of equal steps upwards as slices of all axes, or None."""
    places = index.tolist()
    steps = {after - before for before, after in pairwise(places)} if index.ndim == 1 else set()
    step = steps.pop() if len(steps) == 1 else 1
    if index.ndim != 1 or not places or steps or step < 1 or places[0] < 0:
        return None
    found: list[Any] = [WHOLE] * rank
    found[axis] = {"slice": [places[0], places[-1] + 1, step]}
    return found


def slice_of(writer: Writer, node: OnnxNode) -> None:
    """Some places of some axes, or one axis turned around."""
    dims = node.dims(0)
    starts, ends, axes, steps = (node.constant(place) for place in range(1, 5))
    starts = node.get("starts") if starts is None else starts.tolist()
    ends = node.get("ends") if ends is None else ends.tolist()
    if dims is None or starts is None or ends is None:
        raise UnknownFormError
    axes = node.get("axes", list(range(len(starts)))) if axes is None else axes.tolist()
    steps = [1] * len(starts) if steps is None else steps.tolist()
    if steps == [-1] and (starts[0] == -1 or starts[0] >= abs(dims[axes[0]]) - 1) and ends[0] < -abs(dims[axes[0]]):
        writer.add(node, "f.flip", node.inputs[:1], {"dims": axes})
        return
    if min(steps) < 1:
        raise UnknownFormError
    index: list[Any] = [WHOLE] * len(dims)
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        size = abs(dims[axis])
        index[axis] = {
            "slice": [
                start if start and start >= -size else None,
                None if end >= size else end,
                None if step == 1 else step,
            ]
        }
    writer.add(node, "f.__getitem__", node.inputs[:1], {"index": index})


def split(writer: Writer, node: OnnxNode) -> None:
    """Parts of any sizes: how large each is, is told by its own."""
    writer.add(node, "f.split", node.inputs[:1], {"dim": node.get("axis", 0)})


def pad(writer: Writer, node: OnnxNode) -> None:
    """Zeros before a convolution are its padding; other numbers, and those of a value itself, stand by themselves."""
    pads, value, axes = (node.constant(place) for place in (1, 2, 3))
    sides = node.get("pads") if pads is None else pads.tolist()
    number = float(node.get("value", 0.0) if value is None else value.reshape(-1)[0])
    mode = PADDING_MODES.get(node.get("mode", "constant"))
    if sides is None or mode is None:
        raise UnknownFormError
    rank = len(node.dims(0) or ())
    places = range(rank) if axes is None else [axis % rank for axis in axes.tolist()]
    begins, ends = [0] * rank, [0] * rank
    for axis, before, after in zip(places, sides[: len(places)], sides[len(places) :], strict=True):
        begins[axis], ends[axis] = before, after
    if mode == PADDING_MODES["constant"] and not number and _into_convolution(writer, node, begins, ends):
        return
    around = [side for axis in reversed(range(rank)) for side in (begins[axis], ends[axis])]
    writer.add(node, "f.pad", node.inputs[:1], {"pad": around, "value": number, "mode": mode})


def _into_convolution(writer: Writer, node: OnnxNode, begins: list[int], ends: list[int]) -> bool:
    """Let a convolution that follows alone pad, if the sides are equal as its layer has them."""
    reader = writer.only_reader(node.outputs[0])
    if reader is None or reader.kind != "Conv" or any((*begins[:2], *ends[:2])):
        return False
    if any(reader.get("pads", [0])) or reader.get("auto_pad", "NOTSET") != "NOTSET":
        return False
    writer.rename(node.outputs[0], node.inputs[0])
    reader.attributes["pads"] = [*begins[2:], *ends[2:]]
    return True


def expand(writer: Writer, node: OnnxNode) -> None:
    """Axes of size 1 are repeated; in a Tile, whole ones are."""
    writer.add(node, "f.expand", node.inputs[:1], {})
