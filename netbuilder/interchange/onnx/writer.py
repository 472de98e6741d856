"""Writes the operations of a trace for the nodes of an ONNX graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy

from netbuilder.interchange.modules.leaves import CONTAINERS, ENCODER_LAYER
from netbuilder.interchange.onnx.loading import STAND_IN, as_dims
from netbuilder.interchange.onnx.node import OnnxNode
from netbuilder.interchange.traced import FIXED, SIZES, TENSOR, VALUE, ZEROS, Dims, Operation, Scope

OF_TORCH = "torch.nn."
WRITTEN_OUT = CONTAINERS | {ENCODER_LAYER}
"""Modules of which an exporter writes down the parts."""


class Writer:
    """``operations``, ``scopes``, ``values``, ``stored``: as in a trace, and its arrays; ``opset``: the version of the
    operators."""

    def __init__(self, nodes: Sequence[OnnxNode], constants: Mapping[str, Any], dims: Mapping[str, Dims], opset: int):
        self.operations: list[Operation] = []
        self.values: list[Dims | None] = []
        self.stored: dict[str, Any] = {}
        self.scopes: list[Scope] = []
        self.opset = opset
        self._constants, self._dims = constants, dims
        self._numbers: dict[str, int] = {}
        self._taken: set[int] = set()
        self._sources = {name: node for node in nodes for name in node.outputs}
        self._readers: dict[str, list[OnnxNode]] = {}
        for node in nodes:
            for name in node.inputs:
                self._readers.setdefault(name, []).append(node)
        self._leaving: set[str] = set()
        self._open: list[tuple[str, str]] = []
        self._places: list[int] = []

    def enter(self, name: str) -> int:
        """Number an input of the network."""
        return self._number(name, self._dims.get(name))

    def leave(self, names: Iterable[str]) -> None:
        """Note which values leave the network."""
        self._leaving.update(names)

    def number(self, name: str) -> int | None:
        """The number of a value, or None where it is none."""
        return self._numbers.get(name)

    def is_taken(self, node: OnnxNode) -> bool:
        """Whether a node has been written together with one before it."""
        return id(node) in self._taken

    def take(self, node: OnnxNode) -> None:
        """Note that a node is written together with one before it."""
        self._taken.add(id(node))

    def source(self, name: str) -> OnnxNode | None:
        """The node that a value comes from, or None."""
        return self._sources.get(name)

    def only_reader(self, name: str) -> OnnxNode | None:
        """The one node that reads a value, None where several do, or where it leaves the network."""
        readers = self._readers.get(name, [])
        return readers[0] if len(readers) == 1 and name not in self._leaving else None

    def readers(self, name: str) -> Sequence[OnnxNode]:
        """The nodes that read a value."""
        return self._readers.get(name, [])

    def rename(self, name: str, source: str) -> None:
        """Note that a value is another one."""
        self._numbers[name] = self._numbers[source]

    def add(
        self,
        node: OnnxNode,
        kind: str,
        inputs: Sequence[str | int],
        settings: Mapping[str, Any],
        weights: Mapping[str, Any] | None = None,
        last: OnnxNode | None = None,
    ) -> None:
        """Write an operation for a node, or for several of which ``last`` gives the result.

        ``inputs``: the names of what enters, or the numbers of values that have none.
        """
        results = [self._number(name, self._dims.get(name)) for name in (last or node).outputs if name]
        arguments = [{VALUE: one} if isinstance(one, int) else self.argument(one) for one in inputs if one != ""]
        self._write(node, kind, arguments, settings, weights or {}, results)

    def padded(self, node: OnnxNode, begins: Sequence[int], ends: Sequence[int], number: float) -> int:
        """Write a padding of the last axes of what enters a node. Returns the number of its value."""
        dims = self.values[self._numbers[node.inputs[0]]] or self._dims[node.inputs[0]]
        first = len(dims) - len(begins)
        sizes = [
            *dims[:first],
            *(sum(three) for three in zip(dims[first:], begins, ends, strict=True)),
        ]
        around = [side for pair in reversed(list(zip(begins, ends, strict=True))) for side in pair]
        result, settings = self._fresh(tuple(sizes)), {"pad": around, "value": number, "mode": "constant"}
        self._write(node, "f.pad", [self.argument(node.inputs[0])], settings, {}, [result], path=False)
        return result

    def before(self, node: OnnxNode, kind: str, settings: Mapping[str, Any], dims: Dims) -> int:
        """Write an operation on the first input of a node, before its own. Returns the number of its value."""
        result = self._fresh(dims)
        self._write(node, kind, [self.argument(node.inputs[0])], settings, {}, [result], path=False)
        return result

    def steps(
        self, result: str, node: OnnxNode, parts: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any], list[Any]]]
    ) -> None:
        """Write several operations one after another for a node, from its first input to one of its results.

        Each part: the kind, the settings, the weights, and what it takes besides the value before it.
        """
        value, dims = self.argument(node.inputs[0]), self._dims[node.inputs[0]]
        for place, (kind, settings, weights, others) in enumerate(parts):
            dims = (*dims[:-1], settings.get("out_features", dims[-1]))
            last = place == len(parts) - 1
            number = self._number(result, self._dims.get(result) or dims) if last else self._fresh(dims)
            self._write(node, kind, [value, *others], settings, weights, [number], path=False)
            value = {VALUE: number}

    def own(self, array: Any) -> dict[str, Any]:
        """An argument that is a tensor of the network's own, which training does not change."""
        key = f"constant.{len(self.stored)}"
        self.stored[key] = numpy.ascontiguousarray(array)
        return {TENSOR: key, FIXED: True}

    def sum_of_products(self, node: OnnxNode, equation: str) -> None:
        """Write a sum of products over the letters of an equation."""
        result = self._number(node.outputs[0], self._dims.get(node.outputs[0]))
        self._write(node, "f.einsum", [equation, [self.argument(name) for name in node.inputs]], {}, {}, [result])

    def recurrent(
        self, node: OnnxNode, settings: Mapping[str, Any], weights: Mapping[str, Any], directions: int
    ) -> None:
        """Write a recurrent layer: its result for each step, which has an axis of directions in ONNX, and its state."""
        length, _, rows, units = self._dims.get(node.outputs[0]) or self._steps(
            node, settings["hidden_size"], directions
        )
        whole = self._fresh((length, rows, directions * units))
        states = [
            self._number(name, (directions, rows, units)) if name else self._fresh((directions, rows, units))
            for name in (node.outputs[1:] or [""])
        ]
        given = [self.argument(name) for name in node.inputs[5:7] if name]  # the first states
        arguments = [self.argument(node.inputs[0]), *([given] if given else [])]
        self._write(node, node.kind, arguments, settings, weights, [whole, *states])
        if node.outputs[0]:
            split = self._fresh((length, rows, directions, units))
            self._write(node, "f.reshape", [{VALUE: whole}], {}, {}, [split], path=False)
            result = self._number(node.outputs[0], (length, directions, rows, units))
            self._write(node, "f.permute", [{VALUE: split}], {"dims": [0, 2, 1, 3]}, {}, [result], path=False)

    def _steps(self, node: OnnxNode, units: int, directions: int) -> Dims:
        length, rows, _ = self._dims[node.inputs[0]]
        return length, directions, rows, units

    def _write(
        self,
        node: OnnxNode,
        kind: str,
        arguments: list[Any],
        settings: Mapping[str, Any],
        weights: Mapping[str, Any],
        results: list[int],
        *,
        path: bool = True,
    ) -> None:
        scope, name = self._place(node)
        keys = {own: f"{len(self.operations)}.{own}" for own in weights}
        self.stored |= {keys[own]: _kept(array) for own, array in weights.items()}
        self.operations.append(
            Operation(
                kind=kind,
                scope=scope,
                path=name if path else "",
                settings=dict(settings),
                arguments=arguments,
                results=results,
                weights=keys,
                line=node.name,
            )
        )

    def argument(self, name: str) -> dict[str, Any] | float:
        """What enters by a name, as an argument: a value, a number, or a tensor of the network's own."""
        if name in self._numbers:
            return {VALUE: self._numbers[name]}
        array = one_row_of(self._constants[name])
        if not array.ndim:
            return float(array)
        if array.size and not array.any():
            return {ZEROS: True, SIZES: list(as_dims(self._constants[name].shape)), FIXED: True}
        key = f"constant.{len(self.stored)}"
        self.stored[key] = _kept(array)
        same = bool((array == array.reshape(-1)[:1]).all()) and array.size > 1
        return {TENSOR: key, FIXED: True} if same or array.dtype.kind != "f" else {TENSOR: key}

    def _number(self, name: str, dims: Dims | None) -> int:
        self._numbers[name] = self._fresh(dims)
        return self._numbers[name]

    def _fresh(self, dims: Dims | None) -> int:
        self.values.append(dims)
        return len(self.values) - 1

    def _place(self, node: OnnxNode) -> tuple[int, str]:
        """The call of a module that a node belongs to, and the name of its own module: as torch's exporter noted it.

        A call that is left and entered again counts as two, so that no path leads out of a block and back in.
        """
        modules = list(node.module)
        path = ""
        if modules and modules[-1][1].startswith(OF_TORCH) and modules[-1][1].rpartition(".")[2] not in WRITTEN_OUT:
            path = modules.pop()[0]
        if not modules:
            modules = [("", "")]
        same = 0
        while same < min(len(modules), len(self._open)) and _is_one(modules[same], self._open[same]):
            same += 1
        del self._open[same:], self._places[same:]
        for place, kind in modules[same:]:
            parent = self._places[-1] if self._places else -1
            name = kind.rpartition(".")[2]
            self.scopes.append(Scope(path=place, kind=name, own=not kind.startswith(OF_TORCH), parent=parent))
            self._open.append((place, kind))
            self._places.append(len(self.scopes) - 1)
        return self._places[-1], path


def one_row_of(array: Any) -> Any:
    """A tensor that is the same for each row of the batch: for one of them."""
    for axis, size in enumerate(array.shape):
        first = array[(slice(None),) * axis + (slice(1),)]
        if size == STAND_IN and (not array.strides[axis] or (array == first).all()):
            array = first
    return array


def _is_one(module: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two modules are one. The whole network has an empty name, and its class is not noted at every node."""
    return module == other or module[0] == other[0] == ""


def _kept(array: Any) -> Any:
    """Weights as they are stored: a view of what the file holds, so that those that are used twice stay one.

    Of equal numbers, such as zeros, an exporter keeps one copy for all layers that start with them: each gets its own.
    """
    array = numpy.asarray(array)
    return array.copy() if array.size and bool((array == array.reshape(-1)[:1]).all()) else array
