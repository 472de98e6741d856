"""A traced function rewritten, so that it does the same in fewer and quicker operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from netbuilder.backends.torch.torch_internals import operation, plain_function, result
from netbuilder.ensemble.fast_ops import (
    by_sigmoid_in_place,
    narrow_product,
    outer_product,
    quicker,
    slope_in_place,
)

if TYPE_CHECKING:
    import torch


def rewrite(module: torch.fx.GraphModule) -> None:
    """Leave out what gives back what it got, what was computed before, and what nobody uses; put what is quicker for
    what is slow."""
    in_place, fresh = _over_an_argument(), _fresh()
    before: dict[Any, torch.fx.Node] = {}
    for node in list(module.graph.nodes):
        same = _unchanged(node) or before.setdefault(_computation(node), node)
        if same is not node:
            node.replace_all_uses_with(same)
    module.graph.eliminate_dead_code()
    for node in module.graph.nodes:
        over = next((place for place in in_place.get(node.target, ()) if _is_free(node, place, fresh)), None)
        if over is not None:
            node.args = (node.args[over], *node.args[:over], *node.args[over + 1 :])
            node.target = in_place[node.target][over]
        else:
            node.target = quicker(node) or node.target
    for node in module.graph.nodes:
        node.target = plain_function(node.target)
    module.recompile()


def _unchanged(node: torch.fx.Node) -> torch.fx.Node | None:
    """What a node gives back as it was; None where it does something."""
    if _does_nothing(node):
        return cast("torch.fx.Node", node.args[0])
    swap = operation("transpose.int")
    if node.target is not swap or (first := cast("torch.fx.Node", node.args[0])).target is not swap:
        return None
    return cast("torch.fx.Node", first.args[0]) if _swapped(node) == _swapped(first) else None


def _swapped(node: torch.fx.Node) -> set[int]:
    """The two dimensions that a transposition swaps."""
    return {cast("int", dimension) % result(node).dim() for dimension in node.args[1:]}


def _computation(node: torch.fx.Node) -> Any:
    """What is equal for nodes that compute the same; of a view or a comparison, which can be shared. Any other is
    one of a kind, as its result may be overwritten."""
    shared = map(operation, ("transpose.int", "view.default", "unsqueeze.default", "ne.Scalar", "gt.Scalar"))
    return (node.target, str(node.args), str(node.kwargs)) if node.target in shared else node


def _does_nothing(node: torch.fx.Node) -> bool:
    """Whether it gives back its first argument: the same shape again, or once as much."""
    if node.target is operation("mul.Scalar"):
        again = bool(node.args[1] == 1)
    else:
        views = ("expand.default", "view.default", "_unsafe_view.default", "detach.default")
        again = node.target in map(operation, views)
    return again and _are_alike(node, node.args[0])


def _is_free(node: torch.fx.Node, place: int, fresh: frozenset[Any]) -> bool:
    """Whether an argument may be overwritten with the result: made for this node alone, and as large."""
    import torch

    source = node.args[place]
    if not isinstance(source, torch.fx.Node) or node.kwargs:
        return False
    return source.target in fresh and len(source.users) == 1 and _are_alike(node, source)


def _are_alike(node: torch.fx.Node, other: Any) -> bool:
    """Whether two results have the same shape and kind of numbers."""
    one, two = result(node), result(other)
    return one is not None and two is not None and (one.shape, one.dtype) == (two.shape, two.dtype)


def _over_an_argument() -> dict[Any, dict[int, Any]]:
    """What does the same over one of its arguments, by the number of that argument, which then comes first."""
    add_in_place = operation("add_.Tensor")
    return {
        operation("add.Tensor"): {0: add_in_place, 1: add_in_place},
        operation("tanh.default"): {0: by_sigmoid_in_place},
        operation("tanh_backward.default"): {0: slope_in_place},
    }


def _fresh() -> frozenset[Any]:
    """What gives a new tensor that is no view of another. Memory that is new costs more than what is done with it."""
    of_torch = map(operation, ("bmm.default", "add_.Tensor", "add.Tensor"))
    return frozenset({*of_torch, outer_product, narrow_product})
