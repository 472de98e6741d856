"""The starting values of a layer's weights: as PyTorch draws them, or as the user says."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from netbuilder.declaration import Parameter, param
from netbuilder.layers.base import Layer, describe, sizes_of
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import say
from netbuilder.operations.tensor import Entry, Start, entries, entry

Way = Literal[
    "default",
    "zeros",
    "constant",
    "uniform",
    "normal",
    "1/sqrt(n)",
    "xavier uniform",
    "xavier normal",
    "he uniform",
    "he normal",
    "typed in",
]
BiasWay = Literal["default", "zeros", "constant", "uniform", "normal", "typed in"]
BY_FANS = frozenset({"1/sqrt(n)", "xavier uniform", "xavier normal", "he uniform", "he normal"})
"""The ways that go by how many numbers a matrix takes in and gives out."""
WITH_NUMBER = frozenset({"constant", "uniform", "normal"})
HELP = (
    "Default: as PyTorch draws them. 1/√n: normal, with a deviation of 1/√n for n inputs. Xavier and He go by the "
    "numbers of inputs and outputs. Typed in: every number by hand."
)
NUMBER_HELP = "Constant: the value. Uniform: from minus this number to this number. Normal: the standard deviation."
TYPED_HELP = "All numbers in PyTorch's order, row by row: a Dense of 2 units on 3 features has 1 2 3; 4 5 6."


class Weighted(Layer):
    """A layer with weights, whose starting values can be chosen.

    Where it has matrices, ``start`` is for these: the scale of a norm inside a larger layer stays 1.
    """

    brief: ClassVar[Mapping[str, Any]] = {"start": "default", "start_number": 1.0, "start_typed": ""}

    start: Way = param("default", "Starting weights", help=HELP)
    start_number: float = param(1.0, "Starting number", min=-1e6, max=1e6, help=NUMBER_HELP)
    start_typed: str = param("", "Starting numbers", help=TYPED_HELP)

    @classmethod
    def parameters_declared(cls) -> tuple[Parameter, ...]:
        """The layer's own parameters first."""
        declared = super().parameters_declared()
        return tuple(sorted(declared, key=lambda parameter: parameter.name in cls.brief))

    def values(self) -> dict[str, Any]:
        """The layer's own parameters first, as in its form."""
        found = super().values()
        return {**{name: found[name] for name in found if name not in self.brief}, **found}

    def idle_parameters(self) -> frozenset[str]:
        return super().idle_parameters() | _idle("start", self.start)

    def require_usable(self, *inputs: Any) -> None:
        if self.starts_chosen:
            self.starts(weights_of(self, *inputs))

    @property
    def starts_chosen(self) -> bool:
        """Whether some starting values are not PyTorch's."""
        return self.start != "default"

    def ways(self, weights: Mapping[str, tuple[int, ...]]) -> dict[str, Way]:
        """How each weight is drawn that is not drawn as PyTorch does; given are the shapes by name."""
        if self.start == "default":
            return {}
        others = {name: shape for name, shape in weights.items() if not is_bias(name)}
        matrices = {name for name, shape in others.items() if len(shape) > 1}
        return dict.fromkeys((name for name in others if name in matrices or not matrices), self.start)

    def drawing_order(self, names: Sequence[str]) -> Sequence[str]:
        """The weights in the order in which PyTorch's module draws them; ``names``: as the operations read them."""
        return names

    @property
    def holder(self) -> str:
        """What keeps a weight in a module of PyTorch."""
        return "torch.nn.Parameter"

    def given(self, name: str) -> tuple[float, str]:
        """The number and the typed numbers for a weight of this name."""
        return self.start_number, self.start_typed

    def starts(self, weights: Mapping[str, tuple[int, ...]]) -> dict[str, Start]:
        """The starting values that are not PyTorch's, by name; given are the shapes. Raises ShapeError."""
        return {name: _start(way, weights[name], *self.given(name)) for name, way in self.ways(weights).items()}


class Biased(Weighted):
    """A layer with weights and biases."""

    brief: ClassVar[Mapping[str, Any]] = {
        **Weighted.brief,
        "bias_start": "default",
        "bias_number": 0.0,
        "bias_typed": "",
    }

    bias_start: BiasWay = param("default", "Starting biases", help="Default: as PyTorch draws them.")
    bias_number: float = param(0.0, "Starting bias", min=-1e6, max=1e6, help=NUMBER_HELP)
    bias_typed: str = param("", "Starting bias numbers", help="All biases, one after the other.")

    def idle_parameters(self) -> frozenset[str]:
        if self.values().get("bias") is False:
            return super().idle_parameters() | {"bias_start", "bias_number", "bias_typed"}
        return super().idle_parameters() | _idle("bias", self.bias_start)

    @property
    def starts_chosen(self) -> bool:
        return super().starts_chosen or self.bias_start != "default"

    def ways(self, weights: Mapping[str, tuple[int, ...]]) -> dict[str, Way]:
        found = super().ways(weights)
        if self.bias_start == "default":
            return found
        return {**found, **dict.fromkeys(filter(is_bias, weights), self.bias_start)}

    def given(self, name: str) -> tuple[float, str]:
        return (self.bias_number, self.bias_typed) if is_bias(name) else super().given(name)


def is_bias(name: str) -> bool:
    """Whether a weight of this name is added to sums."""
    return "bias" in name.rpartition(".")[2]


def weights_of(layer: Layer, *shapes: Any) -> dict[str, tuple[int, ...]]:
    """The shapes of what a layer learns, and of a parameter that may not, by PyTorch's names, for these inputs."""
    ports = zip(layer.input_ports(), shapes, strict=True)
    inputs = [None if shape is None else entry(port, sizes_of(shape)) for port, shape in ports]
    result = layer.operations(*inputs)
    outputs = result.values() if isinstance(result, dict) else (result,)
    started = ((tensor, found.label) for tensor, found in entries(*outputs) if is_started(found))
    return {label: tuple(size or 0 for size in tensor.shape) for tensor, label in started}


def is_started(found: Entry) -> bool:
    """Whether the starting values of a weight can be chosen: not those of what a layer counts along."""
    return found.learned or not found.label


def _idle(stem: str, way: str) -> frozenset[str]:
    shown = {f"{stem}_number": way in WITH_NUMBER, f"{stem}_typed": way == "typed in"}
    return frozenset(name for name, used in shown.items() if not used)


def _start(way: str, shape: tuple[int, ...], number: float, typed: str) -> Start:
    """Starting values as numbers, whatever they are called."""
    if way == "zeros":
        return Start("zeros")
    if way == "typed in":
        return Start("typed", repr(typed_numbers(typed, shape)))
    if way == "constant":
        return Start("constant", repr(number))
    if way not in BY_FANS:
        if number <= 0:
            raise ShapeError("Its starting number must be above 0 here, but is {number}.", number=f"{number:g}")
        return Start("uniform" if way == "uniform" else "normal", repr(number))
    return _by_fans(way, shape)


def _by_fans(way: str, shape: tuple[int, ...]) -> Start:
    """By the numbers of inputs and outputs of a matrix or of filters, as ``torch.nn.init`` counts them.

    Xavier: Glorot and Bengio (2010), 12 and 16. He: He et al. (2015), 10.
    """
    if len(shape) < 2:
        raise ShapeError(
            "It has no matrix, so there are no numbers of inputs and outputs to go by. Choose other starting weights."
        )
    places = math.prod(shape[2:])
    fan_in, fan_out = shape[1] * places, shape[0] * places
    wide = {"xavier": (6, fan_in + fan_out), "he": (6, fan_in)}
    narrow = {"xavier": (2, fan_in + fan_out), "he": (2, fan_in), "1/sqrt(n)": (1, fan_in)}
    name, _, kind = way.partition(" ")
    over, under = (wide if kind == "uniform" else narrow)[name]
    return Start("uniform" if kind == "uniform" else "normal", f"({over} / {under}) ** 0.5")


def typed_numbers(text: str, shape: tuple[int, ...]) -> Any:
    """Typed numbers as nested lists of this shape; brackets, commas and semicolons are spaces. Raises ShapeError."""
    words = re.sub(r"[\[\](),;]", " ", text).split()
    try:
        numbers = [float(word) for word in words]
    except ValueError as error:
        raise ShapeError("“{text}” is not a list of numbers. Type them like this: 1 2; 3 4.", text=text) from error
    if len(numbers) != math.prod(shape) or not all(map(math.isfinite, numbers)):
        raise ShapeError(
            "It needs {count} starting numbers ({shape}), but {typed} are typed in.",
            count=math.prod(shape),
            shape=describe(shape),
            typed=say("none") if not numbers else len(numbers),
        )
    return _nested(numbers, shape)


def _nested(numbers: list[float], shape: tuple[int, ...]) -> Any:
    if not shape:
        return numbers[0]
    if len(shape) == 1:
        return numbers
    step = len(numbers) // shape[0]
    return [_nested(numbers[at : at + step], shape[1:]) for at in range(0, len(numbers), step)]
