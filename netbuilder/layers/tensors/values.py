"""Values that do not come from the data: parameters, which training changes, and constants."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Fixed, Shape, describe
from netbuilder.layers.calls import Call, Carried, Module
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation
from netbuilder.layers.tensors.starting import Weighted, typed_numbers
from netbuilder.operations.literals import Numbers
from netbuilder.operations.tensor import ZEROS, Drawn, Tensor, statistic, weight

LARGEST = 10_000_000
"""So many numbers a parameter or a constant may have."""
MOST_SKIPPED = 1_000_000_000
TURN_HELP = (
    "Parameters with a turn draw their starting values in the order of their turns, that of turn 1 first: an opened "
    "layer draws them in the order of PyTorch's. 0: in the order of computation."
)
SKIPPED_HELP = (
    "PyTorch's layers draw some random numbers that they do not use. An opened layer skips as many, so that what is "
    "drawn next stays the same."
)


class Parameter(Weighted):
    """Numbers that are the same for every row and that training changes. By default they start at 0."""

    type, title, category = "parameter", "Parameter", Category.OPERATIONS
    takes_fixed = True
    brief: ClassVar[Mapping[str, Any]] = {**Weighted.brief, "turn": 0, "skipped": 0, "skipped_kind": "uniform"}

    sizes: tuple[int, ...] = param((1,), "Shape", help="Such as 2, 3 for a matrix of two rows; empty for one number.")
    trainable: bool = param(True, "Trainable", help="Off: it keeps its starting values.")
    turn: int = param(0, "Turn", min=0, max=MOST_SKIPPED, help=TURN_HELP)
    skipped: int = param(0, "Random numbers skipped", min=0, max=MOST_SKIPPED, help=SKIPPED_HELP)
    skipped_kind: Drawn = param("uniform", "Kind of those skipped", help=SKIPPED_HELP)

    def input_ports(self) -> tuple[str, ...]:
        return ()

    def shape(self) -> Shape:
        return _checked(self.sizes)

    def torch(self) -> Call:
        return Held(Module(self.holder, Module("torch.zeros", self.sizes)))

    def idle_parameters(self) -> frozenset[str]:
        turn = frozenset() if self.turn else frozenset({"turn"})
        skipping = frozenset() if self.skipped else frozenset({"skipped", "skipped_kind"})
        return super().idle_parameters() | turn | skipping

    @property
    def holder(self) -> str:
        """What keeps it: its gradient is wanted, or not."""
        return "torch.nn.Parameter" if self.trainable else "torch.nn.Buffer"

    def keras(self) -> Call:
        return Module("Parameter", self.sizes, **({} if self.trainable else {"trainable": False}))

    def keras_weights(self, *inputs: Any) -> Carried:
        return {"value": lambda arrays: arrays[""]}

    def operations(self) -> Tensor:
        return weight("", self.sizes, ZEROS) if self.trainable else statistic("", self.sizes, ZEROS)

    def parameter_count(self) -> int:
        return math.prod(self.sizes) if self.trainable else 0

    def summary(self) -> str:
        return describe(self.sizes)


class ConstantNumbers(TensorOperation):
    """Numbers that are the same for every row and never change."""

    type, title = "tensor_constant", "Constant"

    sizes: tuple[int, ...] = param((), "Shape", help="Such as 2, 3 for a matrix of two rows; empty for one number.")
    numbers: str = param("1", "Numbers", help="All of them, row by row: 1 2; 3 4. A single one fills the shape.")

    def input_ports(self) -> tuple[str, ...]:
        return ()

    def shape(self) -> Shape:
        shape = _checked(self.sizes)
        self.nested_numbers()
        return shape

    def torch(self) -> Call:
        made = Module("torch.tensor", self.nested_numbers())
        return Held(Module("torch.nn.Buffer", made))

    def keras(self, *inputs: Shape) -> Call:
        return Module("Constant", self.nested_numbers())

    def operations(self) -> Tensor:
        return Numbers(_frozen(self.nested_numbers()))()

    def nested_numbers(self) -> Any:
        """The numbers as nested lists. Raises ShapeError."""
        if self.sizes and len(self.numbers.split()) == 1:
            (number,) = typed_numbers(self.numbers, (1,))
            return typed_numbers(" ".join([repr(number)] * math.prod(self.sizes)), self.sizes)
        return typed_numbers(self.numbers, self.sizes)

    def summary(self) -> str:
        return self.numbers if len(self.numbers) < 20 else describe(self.sizes)


@dataclass(frozen=True)
class Held:
    """A tensor that the module keeps: it is made once, and read as it is.

    ``Held(Module("torch.nn.Parameter", Module("torch.zeros", (2,))))`` prints as ``self.parameter_1``.
    """

    made: Module
    order: ClassVar[None] = None

    def creation(self) -> str | None:
        return self.made.creation()

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return module


def _checked(sizes: tuple[int, ...]) -> Fixed:
    if any(size < 1 for size in sizes) or math.prod(sizes) > LARGEST:
        raise ShapeError(
            "Each side must be at least 1, and all numbers together at most {most}, but the shape is {shape}.",
            most=f"{LARGEST:,}",
            shape=describe(sizes),
        )
    return Fixed(sizes)


def _frozen(values: Any) -> Any:
    return tuple(map(_frozen, values)) if isinstance(values, list) else values
