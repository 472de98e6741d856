"""Named calls: one description of an operation that is both run and printed, so that the two cannot differ.

A call is printed in two parts: what ``__init__`` creates (for modules with state) and the expression that
``forward`` evaluates. The live network is the printed source, compiled (see ``netbuilder.backends.code.source``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Arrays = Mapping[str, Any]
"""The weights of one layer as NumPy arrays, by PyTorch's names."""
Carried = Mapping[str, Callable[[Arrays], Any]]
"""How each of Keras' variables is made from PyTorch's weights, by its path below the layer."""


class Call(Protocol):
    """An operation on tensors that can be printed."""

    def creation(self) -> str | None:
        """The expression that creates the module, or None where nothing is created."""

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        """The expression over ``inputs`` (names of tensors); ``module``: source text of the created module."""


def arguments(positional: Sequence[Any], keywords: dict[str, Any]) -> str:
    """Arguments as source text. Only plain values are printed, through ``repr``: text cannot become code."""
    return ", ".join([*map(literal, positional), *(f"{name}={literal(value)}" for name, value in keywords.items())])


def literal(value: Any) -> str:
    """Source text of a plain value or of a module inside another. Raises TypeError on anything else."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Module):
        return value.creation()
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, tuple):
        inner = ", ".join(map(literal, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(name)}: {literal(inner)}" for name, inner in value.items()) + "}"
    raise TypeError(f"only plain values can be printed, not {type(value).__name__}")


def quoted(text: str) -> str:
    """Source text of a text: in double quotes, as formatters want it, unless single ones need fewer backslashes."""
    body = "".join(letter if letter in "'\"" else repr(letter)[1:-1] for letter in text)
    single, double = body.replace("'", "\\'"), body.replace('"', '\\"')
    return f"'{single}'" if len(single) < len(double) else f'"{double}"'


class Module:
    """A torch (or Keras) module, created once and called in ``forward``.

    ``Module("torch.nn.Linear", 2, 64)`` prints as ``torch.nn.Linear(2, 64)``.
    """

    def __init__(self, path: str, /, *positional: Any, **keywords: Any) -> None:
        self.path, self.positional, self.keywords = path, positional, keywords
        self.order: tuple[int, ...] | None = None
        self.extra: dict[str, Any] = {}
        self.spread: tuple[Function, ...] = ()

    def called(self, *order: int, **extra: Any) -> Module:
        """The same module, called with its inputs in this order (they may repeat) and extra keywords."""
        module = Module(self.path, *self.positional, **self.keywords)
        module.order, module.extra, module.spread = order, extra, self.spread
        return module

    def spreading(self, path: str, /, *positional: Any) -> Module:
        """The same module, given also the keywords that a function returns: ``**uniform(2)``."""
        module = self.called(*self.order or (), **self.extra)
        module.order, module.spread = self.order, (*self.spread, Function(path, *positional))
        return module

    def creation(self) -> str:
        spread = [f"**{given.path}({arguments(given.positional, given.keywords)})" for given in self.spread]
        plain = arguments(self.positional, self.keywords)
        return f"{self.path}({', '.join([*([plain] if plain else []), *spread])})"

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        chosen = list(inputs) if self.order is None else [inputs[i] for i in self.order]
        if self.extra:
            chosen.append(arguments((), self.extra))
        return f"{module}({', '.join(chosen)})"


@dataclass(frozen=True, init=False)
class Function:
    """A function of the framework: ``Function("torch.flatten", start_dim=1)``.

    ``packed``: the tensors go in as one tuple, as ``torch.cat`` wants them.
    Positional arguments follow the tensors.
    """

    path: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]
    packed: bool

    def __init__(self, path: str, /, *positional: Any, packed: bool = False, **keywords: Any) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "positional", positional)
        object.__setattr__(self, "keywords", keywords)
        object.__setattr__(self, "packed", packed)

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        tensors = f"({', '.join(inputs)})" if self.packed else ", ".join(inputs)
        rest = arguments(self.positional, self.keywords)
        return f"{self.path}({tensors}{', ' + rest if rest else ''})"


@dataclass(frozen=True)
class Operator:
    """An infix operator over all inputs: ``Operator("+")`` prints ``a + b + c``."""

    symbol: str

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return "(" + f" {self.symbol} ".join(inputs) + ")" if len(inputs) > 1 else inputs[0]


@dataclass(frozen=True, init=False)
class Method:
    """A method of the tensor: ``Method("reshape", -1, 8, 8)`` prints ``x.reshape(-1, 8, 8)``."""

    name: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]

    def __init__(self, name: str, /, *positional: Any, **keywords: Any) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "positional", positional)
        object.__setattr__(self, "keywords", keywords)

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return f"{inputs[0]}.{self.name}({arguments(self.positional, self.keywords)})"


@dataclass(frozen=True)
class Item:
    """An index: ``Item(0)`` prints ``x[0]``; ``Item(":, -1")`` prints ``x[:, -1]``. Written by declarations only."""

    index: int | str

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return f"{inputs[0]}[{self.index}]"


@dataclass(frozen=True, init=False)
class Chain:
    """Calls one after another, at most one with state.

    ``Chain(Method("long"), Module("torch.nn.Embedding", 10, 4))`` prints as ``self.embedding(x.long())``.
    """

    calls: tuple[Call, ...]

    def __init__(self, *calls: Call) -> None:
        object.__setattr__(self, "calls", calls)
        if sum(call.creation() is not None for call in calls) > 1:
            raise TypeError("a chain holds at most one module with state")

    def creation(self) -> str | None:
        return next((text for call in self.calls if (text := call.creation()) is not None), None)

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        for call in self.calls:
            inputs = [call.expression(module, inputs)]
        return inputs[0]


@dataclass(frozen=True)
class Polynomials:
    """Several polynomials of every number, side by side; ``coefficients``: of each, from that of the constant upwards.

    ``path``, ``axis``: the framework's function that puts them there, and its keyword for where.

    ``Polynomials(((0, 1), (-1, 0, 2)))`` prints ``torch.cat((x, 2 * x**2 - 1), dim=-1)``.
    """

    coefficients: tuple[tuple[int, ...], ...]
    path: str = "torch.cat"
    axis: str = "dim"

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        sums = [_sum(coefficients, inputs[0]) for coefficients in self.coefficients]
        return f"{self.path}(({', '.join(sums)}), {self.axis}=-1)"


def _sum(coefficients: Sequence[int], name: str) -> str:
    """A polynomial as users write it, the highest power first. That has a positive coefficient."""
    terms = []
    for power, factor in reversed(list(enumerate(coefficients))):
        if factor:
            what = name if power == 1 else f"{name}**{power}"
            size = str(abs(factor)) if not power else what if abs(factor) == 1 else f"{abs(factor)} * {what}"
            terms.append(f" {'-' if factor < 0 else '+'} {size}")
    return "".join(terms).removeprefix(" + ")


@dataclass(frozen=True)
class Joined:
    """Several calls on the same value, their results side by side by a function of the framework."""

    calls: tuple[Call, ...]
    path: str
    axis: str

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return f"{self.path}(({', '.join(call.expression(module, inputs) for call in self.calls)}), {self.axis}=-1)"


@dataclass(frozen=True)
class Several:
    """A call with several outputs: what each port takes from what the call returns.

    Where one port is used, its part is printed in one expression with the call; where several are, the call is
    computed once and named. ``alone``: what computes one port by itself more plainly, where there is such a call.
    """

    call: Call
    parts: Mapping[str, Call]
    alone: Mapping[str, Call] = field(default_factory=dict)

    def creation(self) -> str | None:
        return self.call.creation()

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return self.call.expression(module, inputs)

    def part(self, port: str, module: str, value: str) -> str:
        """The output of a port, taken from ``value``: the call's expression, or the name of what it returned."""
        return self.parts[port].expression(module, [value])


class Identity:
    """Nothing happens: the input is the output."""

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return inputs[0]
