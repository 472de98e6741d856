"""A graph of tensor operations, written as an expression: ``x @ weight.T + bias`` is such a graph.

Nothing is computed here. A layer's ``operations`` builds the graph from its inputs; the text of a script, the
derivative of every value and (one day) the steps of a debugger are read from it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

Size = int | None
Sizes = tuple[Size, ...]
"""The shape of a tensor with its batch; None where it counts rows, which is known only when it is computed."""

Language = Literal["numpy", "torch", "tf"]
"""In which package an operation is written. The names are those of the packages in the scripts."""

Drawn = Literal["uniform", "normal"]
"""How random numbers are spread."""


class Operation:
    """One operation. Subclasses are frozen dataclasses: their fields are its settings.

    ``template``: its text over ``{0}``, ``{1}``, … (the inputs), the names of its settings and ``{lib}`` (the
    package); ``templates``: by language where they differ; ``strength``: how strongly its outermost operator binds, as
    in Python's grammar; ``free``: the settings that a function may take as parameters; ``stem``: what a value
    that it computes is called; ``outputs``: how many values it gives; ``recomputed``: it costs nothing, so that
    backward computes it again instead of keeping it; ``in_training``: it behaves otherwise while training and its text
    names ``training``; ``operator``: which of Python's operators writes it.
    """

    template: ClassVar[str] = ""
    templates: ClassVar[Mapping[Language, str]] = {}
    strength: ClassVar[int] = 9
    free: ClassVar[tuple[str, ...]] = ()
    stem: ClassVar[str] = "value"
    outputs: ClassVar[int] = 1
    recomputed: ClassVar[bool] = False
    in_training: ClassVar[bool] = False
    operator: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        if cls.__dict__.get("operator"):
            OPERATORS[cls.operator] = cls

    def __call__(self, *inputs: Tensor | float) -> Tensor:
        """The value that the operation gives for some inputs. Plain numbers become constants."""
        tensors = tuple(as_tensor(value) for value in inputs)
        return Tensor(self, tensors, self.shape(*(tensor.shape for tensor in tensors)))

    def several(self, *inputs: Tensor, names: Sequence[str] = ()) -> tuple[Tensor, ...]:
        """All values of an operation that gives several, with the names that they have in code."""
        whole = Tensor(self, inputs, ())
        shapes = self.shapes(*(tensor.shape for tensor in inputs))
        parts = tuple(Tensor(Part(number), (whole,), shape) for number, shape in enumerate(shapes))
        for part, name in zip(parts, names, strict=False):
            part.name = name
        return parts

    def shape(self, *shapes: Sizes) -> Sizes:
        """The shape of what it gives for inputs of these shapes."""
        raise NotImplementedError

    def shapes(self, *shapes: Sizes) -> tuple[Sizes, ...]:
        """The shapes of all that it gives."""
        return (self.shape(*shapes),)

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What each input contributes: the derivative of the output times ``upstream``; None where there is none."""
        return [None] * len(output.inputs)

    def derivatives(self, outputs: Sequence[Tensor], upstream: Sequence[Tensor | None]) -> Sequence[Tensor | None]:
        """The same of an operation that gives several values; of those that nothing reads, ``upstream`` is None."""
        raise NotImplementedError

    def settings(self) -> dict[str, Any]:
        """Its settings by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """Its source text."""
        return self.templates.get(language, self.template).format(*inputs, lib=language, **settings)

    def lowest(self, place: int, language: Language) -> int:
        """How strongly what stands at a place must bind to need no parentheses; 0 inside brackets."""
        return 0

    def binds(self, language: Language) -> int:
        """How strongly its text binds."""
        return self.strength


class Tensor:
    """A value: the operation that gives it, what that reads, and its shape. Two are never equal but the same.

    ``name``: what it is called in code; ``origin``: the value to whose derivative it belongs, if to any.
    """

    __slots__ = ("inputs", "name", "operation", "origin", "shape")

    def __init__(self, operation: Operation, inputs: tuple[Tensor, ...], shape: Sizes) -> None:
        self.operation, self.inputs, self.shape = operation, inputs, shape
        self.name: str | None = None
        self.origin: Tensor | None = None

    def called(self, name: str) -> Tensor:
        """The same value, which gets a line of its own in code, under this name."""
        self.name = name
        return self

    @property
    def rank(self) -> int:
        """How many axes it has."""
        return len(self.shape)

    def __add__(self, other: Tensor | float) -> Tensor:
        return OPERATORS["+"]()(self, other)

    def __radd__(self, other: float) -> Tensor:
        return OPERATORS["+"]()(other, self)

    def __sub__(self, other: Tensor | float) -> Tensor:
        return OPERATORS["-"]()(self, other)

    def __rsub__(self, other: float) -> Tensor:
        return OPERATORS["-"]()(other, self)

    def __mul__(self, other: Tensor | float) -> Tensor:
        return OPERATORS["*"]()(self, other)

    def __rmul__(self, other: float) -> Tensor:
        return OPERATORS["*"]()(other, self)

    def __truediv__(self, other: Tensor | float) -> Tensor:
        return OPERATORS["/"]()(self, other)

    def __matmul__(self, other: Tensor) -> Tensor:
        return OPERATORS["@"]()(self, other)

    def __gt__(self, other: Tensor | float) -> Tensor:
        return OPERATORS[">"]()(self, other)

    def __neg__(self) -> Tensor:
        return OPERATORS["negative"]()(self)

    @property
    def T(self) -> Tensor:
        """Its last two axes exchanged."""
        *front, first, second = range(self.rank)
        order = (*front, second, first)
        if getattr(self.operation, "order", None) == order:
            return self.inputs[0]
        return OPERATORS["transpose"](order)(self)


OPERATORS: dict[str, Callable[..., Operation]] = {}
"""The operation behind each of Python's operators; those that have one say so in their declaration."""


@dataclass(frozen=True)
class Part(Operation):
    """One of several values that an operation gives."""

    number: int


@dataclass(frozen=True)
class Entry(Operation):
    """A value from outside: an input of a layer, a weight of it, or what arrives from above in backward.

    ``start``: of a weight, its starting values; ``learned``: whether training changes it by its gradient.
    """

    label: str
    start: Start | None = None
    learned: bool = False


@dataclass(frozen=True)
class Constant(Operation):
    """A number. ``label``: what it is called where it differs from use to use."""

    value: float
    label: str = "number"
    free: ClassVar[tuple[str, ...]] = ("value",)
    template: ClassVar[str] = "{value}"

    def shape(self, *shapes: Sizes) -> Sizes:
        """That of a single number."""
        return ()


@dataclass(frozen=True)
class Start:
    """Starting values: ``kind`` and how far they reach (uniform) or spread (normal), as source text over numbers; of a
    constant its value, of typed numbers nested lists. ``discarded``: the random numbers that PyTorch's module draws for
    the weight before it sets these values."""

    kind: Literal["uniform", "normal", "zeros", "ones", "constant", "typed"]
    reach: str = ""
    discarded: Drawn | None = None

    @property
    def number(self) -> float:
        """How far they reach or spread, or the value of a constant; 1 where nothing is said."""
        return _value(ast.parse(self.reach or "1", mode="eval").body)


def _value(node: ast.expr) -> float:
    """The value of numbers, quotients and powers of them. Raises TypeError for anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.Pow):
        left, right = _value(node.left), _value(node.right)
        return left / right if isinstance(node.op, ast.Div) else float(left**right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    raise TypeError(f"a number was expected, but “{ast.unparse(node)}” was met")


ZEROS, ONES, NORMAL = Start("zeros"), Start("ones"), Start("normal")


def uniform(fan_in: int) -> Start:
    """PyTorch's usual: uniform within ±1/√fan_in."""
    return Start("uniform", f"{fan_in}**-0.5")


def entry(label: str, shape: Sizes) -> Tensor:
    """A value from outside."""
    return Tensor(Entry(label), (), shape)


def weight(label: str, shape: Sequence[int], start: Start) -> Tensor:
    """A weight that is learned, by the name that PyTorch's layer gives it."""
    return Tensor(Entry(label, start, learned=True), (), tuple(shape))


def statistic(label: str, shape: Sequence[int], start: Start) -> Tensor:
    """A value that is kept with the weights, and that training does not learn by a gradient."""
    return Tensor(Entry(label, start), (), tuple(shape))


def as_tensor(value: Tensor | float) -> Tensor:
    """The tensor itself, or a plain number as a constant."""
    return value if isinstance(value, Tensor) else Tensor(Constant(float(value)), (), ())


def setting(value: float, label: str) -> Tensor:
    """A setting of a layer; ``label``: what it is called where it differs from use to use."""
    return Tensor(Constant(value, label), (), ())


def ordered(*outputs: Tensor) -> list[Tensor]:
    """All that the outputs are computed from and they themselves, each after what it reads."""
    found: dict[int, Tensor] = {}
    waiting: list[tuple[Tensor, bool]] = [(tensor, False) for tensor in reversed(outputs)]
    while waiting:
        tensor, ready = waiting.pop()
        if ready:
            found[id(tensor)] = tensor
        elif id(tensor) not in found:
            waiting.append((tensor, True))
            waiting.extend((source, False) for source in reversed(tensor.inputs))
    return list(found.values())


def entries(*outputs: Tensor) -> Iterator[tuple[Tensor, Entry]]:
    """The values from outside that the outputs are computed from, in the order in which they are read."""
    for tensor in ordered(*outputs):
        if isinstance(tensor.operation, Entry):
            yield tensor, tensor.operation
