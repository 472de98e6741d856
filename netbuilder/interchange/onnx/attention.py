"""Attention that an exporter has taken apart: found by its softmax between two products, and proved by numbers.

Which reshapes and transpositions lie between is left open: what they compute together is compared with attention on
random numbers, and only where both agree they are one layer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from netbuilder.interchange.drawing.call import OTHER
from netbuilder.interchange.onnx.folding import computed
from netbuilder.interchange.onnx.node import OnnxNode
from netbuilder.interchange.onnx.patterns import Links

KIND = "MultiheadAttention"
MOVES = frozenset(
    ("Reshape", "Transpose", "Unsqueeze", "Squeeze", "Identity", "Gather", "Slice", "Split", "Mul", "Div")
)
VIEWS = frozenset(("Reshape", "Unsqueeze", "Squeeze"))
ROWS = 2
CLOSE = 1e-4


@dataclass(frozen=True)
class Projection:
    """A Dense that queries, keys or values come from. ``source``: what enters; ``weight``: (outputs, inputs)."""

    source: str
    weight: Any
    bias: Any
    name: str


class Attention:
    """Looks for attention in a graph."""

    def __init__(self, nodes: Sequence[OnnxNode], links: Links, opset_imports: Any) -> None:
        self._nodes, self._links, self._imports = nodes, links, opset_imports

    def at(self, softmax: OnnxNode) -> list[OnnxNode] | None:
        """The nodes that are attention around a softmax, the last one rewritten as one; None where they are not."""
        (scores, mask), context = self._product_before(softmax), self._links.only_reader(softmax)
        if scores is None or context is None or context.kind != "MatMul" or context.inputs[0] != softmax.outputs[0]:
            return None
        starts = (scores.inputs[0], scores.inputs[1], context.inputs[1])
        projections = [self._projection(name) for name in starts]
        found = self._output(context)
        dims = self._dims(scores, 0)
        if found is None or dims is None or len(dims) not in (3, 4) or any(part is None for part in projections):
            return None
        last, weight, bias = found
        heads = dims[1] if len(dims) == 4 else -dims[0]
        own = {} if mask is None else {OTHER: mask}
        return self._rewritten([part for part in projections if part is not None], last, weight, bias, heads, own)

    def _product_before(self, softmax: OnnxNode) -> tuple[OnnxNode | None, Any]:
        """The product of queries and keys, and the mask (steps, steps) that is added to it; None where there is none,
        or it is not the same for all rows and heads."""
        node, mask = self._links.source(softmax.inputs[0]), None
        while node is not None and node.kind in ("Mul", "Div", "Add"):
            if node.kind == "Add":
                found = next((array for place in (0, 1) if (array := node.constant(place)) is not None), None)
                if found is None or mask is not None or found.size != math.prod(found.shape[-2:]):
                    return None, None
                mask = found.reshape(found.shape[-2:])
            node = self._links.source(_value(node) or "")
        return (node, mask) if node is not None and node.kind == "MatMul" and _value(node, both=True) else (None, None)

    def _projection(self, name: str) -> Projection | None:
        """The Dense from which a value comes by moving and scaling alone."""
        node = self._links.source(name)
        while node is not None and node.kind in MOVES:
            node = self._links.source(_value(node) or "")
        if node is None:
            return None
        bias = None
        if node.kind == "Add":
            bias = next((array for place in (0, 1) if (array := node.constant(place)) is not None), None)
            node = self._links.source(_value(node) or "")
        dense = _dense(node) if node is not None else None
        if node is None or dense is None:
            return None
        weight, own = dense
        own = bias if own is None else own
        source = self._whole(node.inputs[0])
        return None if source is None else Projection(source, weight, own, node.outputs[0])

    def _whole(self, name: str) -> str | None:
        """The value with its three axes, which may have been put in one row before."""
        source = self._links.source(name)
        dims = self._known(name)
        if dims is not None and len(dims) == 3:
            return name
        return self._whole(source.inputs[0]) if source is not None and source.kind == "Reshape" else None

    def _output(self, context: OnnxNode) -> tuple[OnnxNode, Any, Any] | None:
        """The last node of attention, and the weight and bias of the Dense at its end."""
        node = self._links.only_reader(context)
        while node is not None and node.kind in ("Reshape", "Transpose"):
            node = self._links.only_reader(node)
        dense = _dense(node) if node is not None else None
        if node is None or dense is None:
            return None
        weight, bias = dense
        following = self._links.only_reader(node)
        if bias is None and following is not None and following.kind == "Add":
            bias = next((array for place in (0, 1) if (array := following.constant(place)) is not None), None)
            node, following = (following, self._links.only_reader(following)) if bias is not None else (node, following)
        while (
            len(self._known(node.outputs[0]) or (0, 0, 0)) != 3
            and following is not None
            and following.kind == "Reshape"
        ):
            node, following = following, self._links.only_reader(following)
        return node, weight, bias

    def _rewritten(
        self, parts: list[Projection], last: OnnxNode, weight: Any, bias: Any, heads: int, own: dict[str, Any]
    ) -> list[OnnxNode] | None:
        """The nodes between, the last one as attention, where numbers prove that they are."""
        sources = list(dict.fromkeys(part.source for part in parts))
        if parts[1].source != parts[2].source or len(sources) > 2:
            return None
        features = weight.shape[0]
        whole = list({part.name: part for part in parts}.values())
        weights = {
            "in_proj_weight": numpy.concatenate([part.weight for part in whole]),
            "in_proj_bias": numpy.concatenate([_bias(part.bias, len(part.weight)) for part in whole]),
            "out_proj.weight": weight,
            "out_proj.bias": _bias(bias, features),
            **own,
        }
        dims, leaving = self._known(sources[0]), self._known(last.outputs[0])
        shaped = weights["in_proj_weight"].shape == (3 * features, features) and heads > 0 and features % heads == 0
        inner = self._between(sources, last)
        if dims is None or leaving is None or inner is None or not shaped or -1 not in dims or -1 not in leaving:
            return None
        if dims.index(-1) != leaving.index(-1):
            return None
        if not self._proved(inner, sources, last, weights, heads):
            return None
        settings = {"num_heads": heads, "batch_first": dims[0] == -1, "kdim": features, "vdim": features}
        last.kind, last.inputs = KIND, [sources[0], sources[-1], sources[-1]]
        last.attributes = {"settings": settings, "weights": weights}
        return inner

    def _between(self, sources: Sequence[str], last: OnnxNode) -> list[OnnxNode] | None:
        """The nodes from the sources to the last one, in order; None where something else reads from among them."""
        wanted, found = {id(last)}, list[OnnxNode]()
        for node in reversed(self._nodes):
            if id(node) in wanted:
                found.insert(0, node)
                for name in node.inputs:
                    source = None if name in sources else self._links.source(name)
                    if source is not None:
                        wanted.add(id(source))
        inside = {id(node) for node in found}
        readers = [reader for node in found[:-1] for name in node.outputs for reader in self._links.readers(name)]
        return found if all(id(reader) in inside for reader in readers) else None

    def _proved(
        self, inner: Sequence[OnnxNode], sources: Sequence[str], last: OnnxNode, weights: dict[str, Any], heads: int
    ) -> bool:
        """Whether the nodes compute what attention does, on random numbers."""
        random = numpy.random.default_rng(0)
        values = {name: random.standard_normal(_sized(self._known(name) or ())).astype("f4") for name in sources}
        given = dict(values)
        for node in inner:
            if node.kind in VIEWS:
                values[node.outputs[0]] = values[node.inputs[0]].reshape(_sized(self._known(node.outputs[0]) or ()))
            else:
                known = {name: values.get(name, node.constant(place)) for place, name in enumerate(node.inputs)}
                values |= dict(zip(node.outputs, computed(self._imports, node.proto, known), strict=False))
        axis = (self._known(sources[0]) or (-1,)).index(-1)
        query, context = (numpy.moveaxis(given[name], axis, 0) for name in (sources[0], sources[-1]))
        wanted = numpy.moveaxis(_attention(query, context, weights, heads), 0, axis)
        result = values[last.outputs[0]]
        return result.shape == wanted.shape and bool(numpy.allclose(result, wanted, rtol=CLOSE, atol=CLOSE))

    def _known(self, name: str) -> Any:
        return self._nodes[0].dims_of(name)

    def _dims(self, node: OnnxNode, place: int) -> Any:
        return node.dims(place)


def _value(node: OnnxNode, *, both: bool = False) -> str | None:
    """The input of a node that depends on the rows; ``both``: the first, where two do."""
    found = [name for place, name in enumerate(node.inputs) if name and node.constant(place) is None]
    return found[0] if len(found) == (2 if both else 1) else None


def _dense(node: OnnxNode) -> tuple[Any, Any] | None:
    """The weight (outputs, inputs) and the bias of a Dense, or None."""
    weight = node.constant(1)
    if node.kind not in ("MatMul", "Gemm") or weight is None or weight.ndim != 2:
        return None
    turned = node.kind == "Gemm" and node.get("transB", 0)
    return (weight if turned else weight.T), node.constant(2) if node.kind == "Gemm" else None


def _bias(bias: Any, size: int) -> Any:
    return numpy.zeros(size, "f4") if bias is None else numpy.broadcast_to(bias.reshape(-1), (size,))


def _sized(dims: Sequence[int]) -> tuple[int, ...]:
    return tuple(-size * ROWS if size < 0 else size for size in dims)


def _attention(query: Any, context: Any, weights: dict[str, Any], heads: int) -> Any:
    """Multi-head attention (Vaswani and others, 2017) of (rows, steps, features)."""
    sides = zip(
        (query, context, context),
        numpy.split(weights["in_proj_weight"], 3),
        numpy.split(weights["in_proj_bias"], 3),
        strict=True,
    )
    q, k, v = (
        (value @ weight.T + bias).reshape(*value.shape[:2], heads, -1).swapaxes(1, 2) for value, weight, bias in sides
    )
    scores = q @ k.swapaxes(-1, -2) / math.sqrt(q.shape[-1]) + weights.get(OTHER, 0.0)
    shares = numpy.exp(scores - scores.max(-1, keepdims=True))
    mixed = (shares / shares.sum(-1, keepdims=True)) @ v
    return mixed.swapaxes(1, 2).reshape(query.shape) @ weights["out_proj.weight"].T + weights["out_proj.bias"]
