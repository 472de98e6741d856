"""The module that a Python file offers, and inputs that it may take."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

OF_TORCH = "torch.nn.modules."
SIDES = (32, 28, 64, 224, 8, 16, 96, 128, 256, 227, 299)
"""The sides of images that are tried, the usual ones first."""
LENGTH = 16
WIDTHS = {"Linear": "in_features", "LSTM": "input_size", "GRU": "input_size", "RNN": "input_size"}
ATTENTION = ("MultiheadAttention", "TransformerEncoderLayer")
MOST_MIXED = 3
FEWEST = 2


class RefusedError(Exception):
    """Something that the user can act on: which, with its values."""

    def __init__(self, kind: str, **values: str) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values


def imported(path: Path, mark: str) -> ModuleType:
    """The file, imported as a Python module whose neighbours can be imported too.

    ``mark``: the SHA-256 of the content that the user has allowed: it is read once, and nothing else runs.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != mark:
        raise RefusedError("changed")
    folder, name = path.parent, path.stem
    while (folder / "__init__.py").is_file():  # a part of a package, which may import its neighbors with a dot
        folder, name = folder.parent, f"{folder.name}.{name}"
    sys.path.insert(0, str(folder))
    if folder != path.parent:
        sys.path.insert(1, str(path.parent))
        importlib.import_module(name.rpartition(".")[0])
    sys.argv = [str(path)]  # a file that reads its arguments finds none
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None:
        raise RefusedError("no python")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    exec(compile(content, str(path), "exec"), vars(module))  # noqa: S102  what the user has allowed
    return module


def found(namespace: ModuleType, wanted: str) -> torch.nn.Module:
    """The module with this name, or the only one that the file offers. Raises RefusedError."""
    import torch

    if wanted:
        if not hasattr(namespace, wanted):
            raise RefusedError("no such class", name=wanted, known=", ".join(_classes(namespace)) or "–")
        return _made(getattr(namespace, wanted), wanted)
    instances = [name for name, value in vars(namespace).items() if isinstance(value, torch.nn.Module)]
    classes = _classes(namespace)
    ready = instances or [name for name in classes if _needs_nothing(classes[name])]
    if len(ready) == 1:
        return _made(getattr(namespace, ready[0]), ready[0])
    if len(ready) > 1:
        raise RefusedError("several", known=", ".join(ready))
    if classes:
        raise RefusedError("arguments", name=next(iter(classes)), arguments=_required(next(iter(classes.values()))))
    raise RefusedError("no module")


def _classes(namespace: ModuleType) -> dict[str, type[torch.nn.Module]]:
    import torch

    return {
        name: value
        for name, value in vars(namespace).items()
        if inspect.isclass(value) and issubclass(value, torch.nn.Module) and value.__module__ == namespace.__name__
    }


def _made(thing: Any, name: str) -> torch.nn.Module:
    import torch

    if not isinstance(thing, torch.nn.Module):
        if not callable(thing):
            raise RefusedError("not a module", name=name)
        if not _needs_nothing(thing):
            raise RefusedError("arguments", name=name, arguments=_required(thing))
        thing = thing()
    if not isinstance(thing, torch.nn.Module):
        raise RefusedError("not a module", name=name)
    return thing


def _needs_nothing(thing: Any) -> bool:
    return not _required(thing)


def _required(thing: Any) -> str:
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return ""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return ", ".join(p.name for p in parameters if p.kind in (*kinds, keyword) and p.default is p.empty)


def input_names(module: torch.nn.Module, given: int) -> list[str]:
    """The names of the inputs of its forward: as many as shapes are given, or those without a default."""
    parameters = list(inspect.signature(module.forward).parameters.values())
    plain = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    names = [p.name for p in plain if p.default is p.empty]
    if given:
        names = [p.name for p in plain][: max(given, len(names))]
        names += [f"input_{number}" for number in range(len(names) + 1, given + 1)]
    return names or ["x"]


def likely_shapes(module: torch.nn.Module) -> Iterator[tuple[int, ...]]:
    """Shapes of a row that the first layer may take, the batch left out."""
    parts: Iterator[Any] = module.modules()
    for part in parts:
        kind = next((cls.__name__ for cls in type(part).__mro__ if cls.__module__.startswith(OF_TORCH)), "")
        channels = getattr(part, "in_channels", 0)
        if kind in WIDTHS:
            width = getattr(part, WIDTHS[kind])
            yield from [(width,), (LENGTH, width)] if kind == "Linear" else [(LENGTH, width)]
        elif kind == "Conv2d":
            yield from ((channels, side, side) for side in SIDES)
        elif kind == "Conv1d":
            yield from ((channels, 2 * side) for side in SIDES)
        elif kind == "Embedding":
            yield (LENGTH,)
        elif kind in ATTENTION:
            yield (LENGTH, getattr(part, "embed_dim", 0) or part.self_attn.embed_dim)
        elif kind in ("BatchNorm1d", "BatchNorm2d"):
            yield (part.num_features,) if kind == "BatchNorm1d" else (part.num_features, SIDES[0], SIDES[0])
        else:
            continue
        return


def codes_of(module: torch.nn.Module, count: int) -> Iterator[tuple[int, ...]]:
    """For each input how many codes there are, 0 for numbers, less than 0 for codes among numbers, as columns of a
    table are: what is likely first, and in the end the two codes that each column has where all share one table."""
    import torch

    sizes = [part.num_embeddings for part in module.modules() if isinstance(part, torch.nn.Embedding)]
    if not sizes:
        yield (0,) * count
    elif count > MOST_MIXED:
        yield from ((min(sizes),) * count, (0,) * count, (FEWEST,) * count)
    else:
        yield from product((min(sizes), 0), repeat=count)
        yield from ((-min(sizes), *[0] * (count - 1)), *([(-min(sizes),) * count] if count > 1 else []))
        yield from ((FEWEST,) * count, (-FEWEST, *[0] * (count - 1)))


def rows(dims: Sequence[int], codes: int, batch: int, sign: float) -> torch.Tensor:
    """Random values for an input whose sizes are ``dims``, -1 for the batch; of numbers the mean is ``sign``.

    ``codes``: how many there are, below 0 where they are plain numbers that are whole.
    """
    import torch

    sizes = [batch if size == -1 else size for size in dims]
    if codes < 0:
        return torch.randint(-codes, sizes).float()
    return torch.randint(codes, sizes) if codes else torch.randn(sizes) + sign
