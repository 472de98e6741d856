"""Operators that together are one layer: an exporter has taken it apart, and here it is put together again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from netbuilder.interchange.onnx.node import OnnxNode

PRODUCTS, QUOTIENTS, SUMS = "Mul", "Div", "Add"


class Links:
    """Which node gives a value, and which read it. ``leaving``: the values that leave the network."""

    def __init__(self, nodes: Iterable[OnnxNode], leaving: Iterable[str]) -> None:
        self._sources: dict[str, OnnxNode] = {}
        self._readers: dict[str, list[OnnxNode]] = {}
        self._leaving = set(leaving)
        for node in nodes:
            self._sources.update(dict.fromkeys(node.outputs, node))
            for name in node.inputs:
                self._readers.setdefault(name, []).append(node)

    def source(self, name: str) -> OnnxNode | None:
        """The node that gives a value, or None."""
        return self._sources.get(name)

    def readers(self, name: str) -> Sequence[OnnxNode]:
        """The nodes that read a value."""
        return self._readers.get(name, [])

    def leaves(self, name: str) -> bool:
        """Whether a value leaves the network."""
        return name in self._leaving

    def only_reader(self, node: OnnxNode) -> OnnxNode | None:
        """The one node that reads the result of another; None where several do, or where it leaves the network."""
        readers = self._readers.get(node.outputs[0], [])
        return readers[0] if len(readers) == 1 and node.outputs[0] not in self._leaving else None


def with_gelus(nodes: Sequence[OnnxNode], links: Links) -> list[OnnxNode]:
    """The nodes, with one in place of those that make a GELU."""
    gone: set[int] = set()
    for node in nodes:
        found = _gelu(node, links) if node.kind == "Erf" else None
        if found is not None:
            inner, value = found
            last = inner[-1]
            gone |= {id(part) for part in inner[:-1]}
            last.kind, last.inputs, last.attributes = "Gelu", [value], {}
    return [node for node in nodes if id(node) not in gone]


def _gelu(erf: OnnxNode, links: Links) -> tuple[list[OnnxNode], str] | None:
    """The nodes of x · (1 + erf(x / √2)) / 2, the last one last, and the name of x; None where it is something else."""
    scaled = links.source(erf.inputs[0])
    value = _scaled(scaled, 1 / math.sqrt(2)) if scaled is not None else None
    shifted = links.only_reader(erf)
    if scaled is None or value is None or shifted is None or _constant(shifted) != (SUMS, 1.0):
        return None
    inner, halved = [scaled, erf, shifted], False
    last = shifted
    while (reader := links.only_reader(last)) is not None and reader.kind in (PRODUCTS, QUOTIENTS):
        other = next((name for name in reader.inputs if name != last.outputs[0]), "")
        half = links.source(other)
        if _scaled(reader, 0.5) == last.outputs[0]:
            halved = True
        elif half is not None and _scaled(half, 0.5) == value and reader.kind == PRODUCTS:
            inner.append(half)
            halved = True
        elif other != value or reader.kind != PRODUCTS:
            break
        inner.append(reader)
        last = reader
    products = [node for node in inner[3:] if value in node.inputs]
    return (inner, value) if halved and len(products) == 1 and len(inner) == 5 else None


def with_group_norms(nodes: Sequence[OnnxNode], links: Links) -> list[OnnxNode]:
    """The nodes, with one in place of those that make a group norm."""
    gone: set[int] = set()
    for node in nodes:
        found = _group_norm(node, links) if node.kind == "InstanceNormalization" else None
        if found is not None:
            last, groups = found[-1], (found[0].dims_of(found[0].outputs[0]) or ())[1]
            gone |= {id(part) for part in found[:-1]}
            constants = [next(_constants(part)) for part in found[-2:]]
            last.kind, last.inputs = "GroupNormalization", [found[0].inputs[0], *constants]
            last.attributes = {"num_groups": groups, "epsilon": node.get("epsilon", 1e-5)}
    return [node for node in nodes if id(node) not in gone]


def _group_norm(norm: OnnxNode, links: Links) -> list[OnnxNode] | None:
    """The nodes of a group norm: groups made channels, normed, made as they were, and scaled and shifted by channel."""
    parted, joined = links.source(norm.inputs[0]), links.only_reader(norm)
    scaled = links.only_reader(joined) if joined is not None else None
    shifted = links.only_reader(scaled) if scaled is not None else None
    if parted is None or joined is None or scaled is None or shifted is None:
        return None
    if [part.kind for part in (parted, joined, scaled, shifted)] != ["Reshape", "Reshape", PRODUCTS, SUMS]:
        return None
    dims, plain = parted.dims(0), (norm.constant(1), norm.constant(2))
    if dims is None or len(dims) < 3 or joined.dims_of(joined.outputs[0]) != dims or links.only_reader(parted) is None:
        return None
    if any(array is None for array in plain) or (plain[0] != 1).any() or plain[1].any():
        return None
    arrays = [part.constant(place) for part in (scaled, shifted) for place in (0, 1)]
    found = [array.shape for array in arrays if array is not None]
    by_channel = (dims[1], *[1] * (len(dims) - 2))
    if len(found) != 2 or any(shape not in (by_channel, (1, *by_channel)) for shape in found):
        return None
    return [parted, norm, joined, scaled, shifted]


def _constants(node: OnnxNode) -> Iterator[str]:
    return (name for place, name in enumerate(node.inputs) if node.constant(place) is not None)


def _scaled(node: OnnxNode, factor: float) -> str | None:
    """The value that a node multiplies by a number, or None."""
    kind, number = _constant(node)
    if kind == QUOTIENTS and node.constant(0) is None and number:
        number = 1 / number
    elif kind != PRODUCTS:
        return None
    plain = next(_not_constant(node), None)
    return plain if math.isclose(number, factor, rel_tol=1e-4) else None


def _constant(node: OnnxNode) -> tuple[str, float]:
    """The kind of a node and the single number that it takes; not a number where it takes none."""
    found = [node.constant(place) for place in range(len(node.inputs))]
    numbers = [float(array.reshape(-1)[0]) for array in found if array is not None and array.size == 1]
    return node.kind, numbers[0] if len(numbers) == 1 else math.nan


def _not_constant(node: OnnxNode) -> Iterator[str]:
    return (name for place, name in enumerate(node.inputs) if node.constant(place) is None)
