"""Tensors that show the numbers of others: what is changed in one is changed in both.

A drawing changes nothing in place. Where a view is changed, its origin is written down anew, with the view put back at
its place; a view whose origin has changed is taken from it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

_ARRANGED = "view reshape flatten unflatten unsqueeze squeeze view_as reshape_as"
ARRANGED = frozenset(_ARRANGED.split())
"""Functions that show the same numbers in other sizes."""
SWAPPED = frozenset(["transpose", "swapaxes", "swapdims", "t", "T.__get__", "mT.__get__", "permute", "movedim"])
"""Functions that show them with axes in another order."""
PARTS = frozenset(["__getitem__", "select", "narrow", "split", "chunk", "unbind", "tensor_split", "split_with_sizes"])
"""Functions that show some of them."""


@dataclass(frozen=True)
class Origin:
    """Where a view comes from: ``tensor``: the view; ``parent``: what it shows; ``name``, ``rest``: how it was made."""

    tensor: torch.Tensor
    parent: torch.Tensor
    name: str
    rest: tuple[Any, ...]

    @property
    def put_back(self) -> tuple[str, Sequence[Any]]:
        """The function, with its arguments, that gives the parent with the view at its place."""
        if self.name in PARTS:
            return "__setitem__", [self.parent, self.index, self.tensor]
        if self.name in ARRANGED:
            return "view", [self.tensor, *self.parent.shape]
        order = self._order
        return "permute", [self.tensor, [order.index(axis) for axis in range(len(order))]]

    @property
    def again(self) -> tuple[str, Sequence[Any]]:
        """The function, with its arguments, that gives the view."""
        if self.name in PARTS:
            return "__getitem__", [self.parent, self.index]
        if self.name in ARRANGED:
            return "view", [self.parent, *self.tensor.shape]
        return "permute", [self.parent, self._order]

    @property
    def _order(self) -> list[int]:
        """The axis of the parent that each axis of the view is: they step equally far."""
        import torch

        probe = torch.empty(self.parent.shape, device="meta")
        axes = {stride: axis for axis, stride in enumerate(probe.stride())}
        function = getattr(torch.Tensor, self.name.removesuffix(".__get__"))
        shown = function.__get__(probe) if self.name.endswith("__get__") else function(probe, *self.rest)
        return [axes[stride] for stride in shown.stride()]

    @property
    def index(self) -> Any:
        """The index of the view in its parent."""
        if self.name == "__getitem__":
            return self.rest[0]
        axis = (
            self.rest[0] if self.name in ("select", "narrow", "unbind") and self.rest else self._axis
        ) % self.parent.ndim
        step = self.parent.stride(axis)
        start = (self.tensor.storage_offset() - self.parent.storage_offset()) // step
        whole = [slice(None)] * axis
        gone = self.tensor.ndim < self.parent.ndim
        return (*whole, start if gone else slice(start, start + self.tensor.shape[axis]))

    @property
    def _axis(self) -> int:
        """The axis along which ``split`` and its like have cut; the first without one."""
        return self.rest[1] if len(self.rest) > 1 else 0


class Views:
    """The origins of all views of a run."""

    def __init__(self) -> None:
        self._origins: dict[int, Origin] = {}

    def note(self, name: str, args: Sequence[Any], keywords: Any, results: Iterator[torch.Tensor]) -> None:
        """Take note of what a function has shown of its first argument."""
        import torch

        if name not in ARRANGED | SWAPPED | PARTS or not args or not isinstance(args[0], torch.Tensor):
            return
        memory = args[0].untyped_storage().data_ptr()
        for result in results:
            if result is not args[0] and result.untyped_storage().data_ptr() == memory:
                rest = (*args[1:], *keywords.values())
                self._origins[id(result)] = Origin(result, args[0], name, rest)

    def of(self, tensor: torch.Tensor) -> Origin | None:
        """Where a tensor comes from, if it is a view."""
        found = self._origins.get(id(tensor))
        return found if found is not None and found.tensor is tensor else None
