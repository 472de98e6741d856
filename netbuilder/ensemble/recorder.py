"""Writes down what a function of tensors does: each operation that torch carries out for it, in order, as a graph.

torch's own tracer does the same, but imports torch's compiler for it, which takes a second or two.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import getitem
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.torch_internals import changes, gives_ones, is_random, reads_numbers, watching

if TYPE_CHECKING:
    import torch

Place = tuple[int, tuple[int, ...], tuple[int, ...], object]
"""Where in memory a tensor begins, how it is laid there, and of which type its numbers are."""


def recorded(function: Callable[..., tuple[torch.Tensor, ...]], tensors: tuple[torch.Tensor, ...]) -> Any:
    """What a function does with tensors of these shapes, as a ``torch.fx.GraphModule``. Only where ``can_trace``.

    The function is carried out once. Each node knows the shape and the type of what it gives (see ``result`` in
    ``torch_internals``). What is neither given nor computed from it, such as a table that a layer holds, or the
    derivative of a loss by itself, becomes a constant of the graph.

    Raises RuntimeError where the numbers in the tensors decide what the function does, or where it changes a constant.
    """
    written = _Written(tensors)
    with watching(written.note):
        results = function(*tensors)
    return written.finished(results)


class _Written:
    """The graph so far, and which of its nodes gave each tensor.

    Every tensor is kept until the end, so that no two are ever taken for one.
    """

    def __init__(self, tensors: tuple[torch.Tensor, ...]) -> None:
        from torch.fx import Graph

        self._graph = Graph()
        self._nodes: dict[int, torch.fx.Node] = {}
        self._at: dict[Place, torch.fx.Node] = {}
        self._kept = list[Any]()
        self._constants: dict[str, torch.Tensor] = {}
        for number, tensor in enumerate(tensors):
            self._gives(self._graph.placeholder(f"given_{number}"), tensor)

    def note(self, operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any], given: Any) -> None:
        """Add an operation that was carried out with these arguments, and what it gave.

        Raises RuntimeError where that is a number, or a constant that was changed."""
        if reads_numbers(operation):
            raise RuntimeError(f"{operation} asks for the numbers of a tensor")
        used = _tensors((args, kwargs))
        if changes(operation) and self._found(used[0]) is None:
            raise RuntimeError(f"{operation} changes a constant")
        if self._is_constant(operation, used):
            self._kept.append(given)
            return
        node = self._graph.call_function(operation, self._named(args), self._named(kwargs))
        if isinstance(given, (tuple, list)):
            parts = [(number, part) for number, part in enumerate(given) if _tensors(part)]
            for number, part in parts:
                self._gives(self._graph.call_function(getitem, (node, number)), part)
        elif _tensors(given):
            self._gives(node, given)

    def finished(self, results: tuple[torch.Tensor, ...]) -> Any:
        """The graph as a module that gives what the function gave."""
        from torch.fx import GraphModule

        self._graph.output(self._named(tuple(results)))
        return GraphModule(self._constants, self._graph)

    def _is_constant(self, operation: Any, used: list[torch.Tensor]) -> bool:
        """Whether an operation gives the same at every call: it has to do with constants alone."""
        if not used or is_random(operation):
            return False
        return gives_ones(operation) or all(self._found(tensor) is None for tensor in used)

    def _named(self, values: Any) -> Any:
        """Arguments with the nodes that gave them in the place of tensors."""
        import torch
        from torch.fx.node import map_aggregate

        return map_aggregate(values, lambda value: self._node(value) if isinstance(value, torch.Tensor) else value)

    def _node(self, tensor: torch.Tensor) -> torch.fx.Node:
        node = self._found(tensor)
        if node is None:
            name = f"constant_{len(self._constants)}"
            self._constants[name] = tensor.detach()
            node = self._graph.get_attr(name)
            self._gives(node, tensor)
        return node

    def _found(self, tensor: torch.Tensor) -> torch.fx.Node | None:
        """What gave a tensor; None where it is a constant. Automatic differentiation hands out what it has kept as
        another object at the same place."""
        return self._nodes.get(id(tensor)) or self._at.get(_place(tensor))

    def _gives(self, node: torch.fx.Node, tensor: torch.Tensor) -> None:
        import torch

        node.meta["val"] = torch.empty_like(tensor, device="meta")
        self._nodes[id(tensor)] = node
        if tensor.numel():
            self._at[_place(tensor)] = node
        self._kept.append(tensor)


def _tensors(values: Any) -> list[torch.Tensor]:
    """The tensors among arguments, in order."""
    import torch

    if isinstance(values, torch.Tensor):
        return [values]
    if isinstance(values, dict):
        return _tensors(list(values.values()))
    return [tensor for value in values for tensor in _tensors(value)] if isinstance(values, (tuple, list)) else []


def _place(tensor: torch.Tensor) -> Place:
    return tensor.data_ptr(), tuple(tensor.shape), tensor.stride(), tensor.dtype
