"""Functions of torch that are others put together: they are traced as those.

Each gives what the documentation of torch says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import torch

EUCLIDEAN = (None, 1, 2, "fro")
"""The lengths that need no other function."""


class Ends(NamedTuple):
    """What ``torch.aminmax`` gives."""

    min: torch.Tensor
    max: torch.Tensor


def rewritten(name: str, args: Sequence[Any], keywords: Mapping[str, Any]) -> Callable[..., Any] | None:
    """The function that computes the same of others, or None where a function stays as it is."""
    if name in ("addmm", "norm", "vector_norm", "movedim") and not _is_odd(name, args, keywords):
        return None
    return REWRITTEN.get(name)


def _is_odd(name: str, args: Sequence[Any], keywords: Mapping[str, Any]) -> bool:
    """Whether a function is called in a way in which it is others put together."""
    if name == "addmm":
        return any(keywords.get(factor, 1) != 1 for factor in ("beta", "alpha"))
    if name == "movedim":
        return len(args) > 1 and not isinstance(args[1], int)
    return (args[1] if len(args) > 1 else keywords.get("p", keywords.get("ord"))) not in EUCLIDEAN


def _part(x: torch.Tensor, dim: int, start: int | None, stop: int | None) -> torch.Tensor:
    return x[(*[slice(None)] * (dim % x.ndim), slice(start, stop))]


def _diff(x: torch.Tensor, n: int = 1, dim: int = -1) -> torch.Tensor:
    for _ in range(n):
        x = _part(x, dim, 1, None) - _part(x, dim, None, -1)
    return x


def _stacked(axis: int, rank: int) -> Callable[..., torch.Tensor]:
    """Tensors of fewer axes get more at their end (at the beginning for rows), and are joined along one."""

    def joined(tensors: Sequence[torch.Tensor]) -> torch.Tensor:
        import torch

        def wide(x: torch.Tensor) -> torch.Tensor:
            while x.ndim < rank:
                x = x.unsqueeze(0 if axis == 0 else -1)
            return x

        return torch.cat([wide(tensor) for tensor in tensors], axis)

    return joined


def _diagonal(x: torch.Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> torch.Tensor:
    import torch

    x = x.permute([*(axis for axis in range(x.ndim) if axis not in (dim1 % x.ndim, dim2 % x.ndim)), dim1, dim2])
    x = x[..., max(0, -offset) :, max(0, offset) :]
    side = min(x.shape[-2:])
    found: torch.Tensor = torch.einsum("...ii->...i", x[..., :side, :side])
    return found


def _triangle(name: str) -> Callable[..., torch.Tensor]:
    def kept(x: torch.Tensor, diagonal: int = 0) -> torch.Tensor:
        import torch

        ones: torch.Tensor = getattr(torch.ones(x.shape[-2:]), name)(diagonal)
        return x * ones

    return kept


def _product_and_sum(product: str) -> Callable[..., torch.Tensor]:
    def computed(
        x: torch.Tensor, first: torch.Tensor, second: torch.Tensor, *, beta: float = 1, alpha: float = 1
    ) -> torch.Tensor:
        import torch

        found: torch.Tensor = getattr(torch, product)(first, second)
        return x * beta + found * alpha

    return computed


def _tensordot(first: torch.Tensor, second: torch.Tensor, dims: Any = 2, **_: Any) -> torch.Tensor:
    import torch

    if isinstance(dims, int):
        dims = [list(range(first.ndim - dims, first.ndim)), list(range(dims))]
    letters = [chr(ord("a") + axis) for axis in range(first.ndim)]
    others = [chr(ord("n") + axis) for axis in range(second.ndim)]
    inner = [axis % first.ndim for axis in dims[0]]
    for mine, its in zip(inner, dims[1], strict=True):
        others[its % second.ndim] = letters[mine]
    kept = [letter for axis, letter in enumerate(letters) if axis not in inner]
    kept += [letter for letter in others if letter not in letters]
    found: torch.Tensor = torch.einsum(f"{''.join(letters)},{''.join(others)}->{''.join(kept)}", first, second)
    return found


def _distances(first: torch.Tensor, second: torch.Tensor, p: float = 2.0, **_: Any) -> torch.Tensor:
    import torch

    apart = first.unsqueeze(-2) - second.unsqueeze(-3)
    found: torch.Tensor = torch.linalg.vector_norm(apart, ord=p, dim=-1)
    return found


def _one_hot(codes: torch.Tensor, num_classes: int = -1) -> torch.Tensor:
    import torch

    return (codes.unsqueeze(-1) == torch.arange(num_classes)).long()


def _turned(x: torch.Tensor, k: int = 1, dims: Sequence[int] = (0, 1)) -> torch.Tensor:
    first, second = dims
    for _ in range(k % 4):
        x = x.flip([second]).transpose(first, second)
    return x


def _moved(x: torch.Tensor, source: Sequence[int], destination: Sequence[int]) -> torch.Tensor:
    order = {to % x.ndim: axis % x.ndim for axis, to in zip(source, destination, strict=True)}
    rest = iter(axis for axis in range(x.ndim) if axis not in order.values())
    return x.permute([order[place] if place in order else next(rest) for place in range(x.ndim)])


def _length(x: torch.Tensor, p: Any = 2, dim: Any = None, keepdim: bool = False, **_: Any) -> torch.Tensor:
    if abs(p) == float("inf"):
        return x.abs().amax(dim, keepdim) if p > 0 else x.abs().amin(dim, keepdim)
    return x.abs().pow(p).sum(dim, keepdim).pow(1 / p)


def _shuffled(x: torch.Tensor, groups: int) -> torch.Tensor:
    rows, channels, *places = x.shape
    return x.view(rows, groups, channels // groups, *places).transpose(1, 2).reshape(rows, channels, *places)


def _response(x: torch.Tensor, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> torch.Tensor:
    import torch

    places = x.flatten(2).square()
    padded = torch.nn.functional.pad(places, (0, 0, size // 2, (size - 1) // 2))
    means = padded.unfold(1, size, 1).mean(-1).reshape(x.shape)
    return x / (means * alpha + k).pow(beta)


REWRITTEN: Mapping[str, Callable[..., Any]] = {
    "diff": _diff,
    "narrow": lambda x, dim, start, length: _part(x, dim, start, start + length),
    "var_mean": lambda x, *args, **given: (x.var(*args, **given), _mean(x, *args, **given)),
    "std_mean": lambda x, *args, **given: (x.std(*args, **given), _mean(x, *args, **given)),
    "aminmax": lambda x, dim, keepdim=False: Ends(x.amin(dim, keepdim), x.amax(dim, keepdim)),
    "hstack": _stacked(1, 2),
    "column_stack": _stacked(1, 2),
    "vstack": _stacked(0, 2),
    "row_stack": _stacked(0, 2),
    "dstack": _stacked(2, 3),
    "diagonal": _diagonal,
    "tril": _triangle("tril"),
    "triu": _triangle("triu"),
    "addmm": _product_and_sum("mm"),
    "baddbmm": _product_and_sum("bmm"),
    "tensordot": _tensordot,
    "cdist": _distances,
    "one_hot": _one_hot,
    "rot90": _turned,
    "fliplr": lambda x: x.flip([1]),
    "movedim": _moved,
    "moveaxis": _moved,
    "norm": _length,
    "vector_norm": lambda x, ord=2, dim=None, keepdim=False, **_: _length(x, ord, dim, keepdim),
    "channel_shuffle": _shuffled,
    "local_response_norm": _response,
}
"""By the name of the function."""


def _mean(x: torch.Tensor, dim: Any = None, keepdim: bool = False, **_: Any) -> torch.Tensor:
    """The mean that stands beside a variance, whose further settings do not concern it."""
    return x.mean(dim, keepdim)
