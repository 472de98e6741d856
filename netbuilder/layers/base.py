"""What a layer is: one declaration from which palette, form, file format, shape check, module and code follow."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Literal, Self

from netbuilder.declaration import Catalogued
from netbuilder.layers.calls import Call
from netbuilder.messages import Message, say

Shape = tuple[int, ...]
"""The shape of one row, without the batch: (features,), (length, features) or (channels, height, width)."""

Role = Literal["input", "output", "hidden"]
Values = Literal["any", "positive", "unit", "distribution", "log-distribution"]
Purpose = Literal["computing", "bending", "silencing", "steadying"]


class Category(StrEnum):
    """The palette's groups, in their order. The value is the title shown."""

    CORE = "Core"
    CONVOLUTION = "Convolution"
    POOLING = "Pooling"
    NORMALIZATION = "Normalisation"
    ACTIVATION = "Activation"
    MERGE = "Merge"
    RECURRENT = "Sequence"
    ATTENTION = "Attention"


def numbered_ports(count: int) -> tuple[str, ...]:
    """The names of so many input ports of one kind."""
    return tuple(f"input {number}" for number in range(1, count + 1))


def port_title(name: str) -> Message:
    """What people read of an input port: one sentence for all that are numbered, however many there are."""
    word, _, number = name.rpartition(" ")
    return say("input {number}", number=number) if word and number.isdecimal() else say(name)


class Layer(Catalogued):
    """One layer. Subclasses that set ``type`` are registered.

    Class attributes: ``type`` (name in files), ``title`` and ``category`` (palette), ``role`` (whether it is where
    data enter or leave), ``gives`` (what is known of the values it puts out, for the advice on losses),
    ``keeps_values`` (it puts out what it gets, so that what is known of them holds on),
    ``differs_in_training`` (dropout, batch norm: behaves otherwise while training), ``purpose`` (whether it computes,
    bends what another has computed, silences some of it against overfitting, or steadies it: the last three are put
    into a wire and taken out without another change), ``width`` (the parameter by which it grows and shrinks, empty
    where there is none), ``capacity`` (a whole number with two bounds by which a layer without weights lets the network
    bend more; empty likewise).
    """

    category: ClassVar[Category]
    role: ClassVar[Role] = "hidden"
    gives: ClassVar[Values] = "any"
    keeps_values: ClassVar[bool] = False
    differs_in_training: ClassVar[bool] = False
    purpose: ClassVar[Purpose] = "computing"
    width: ClassVar[str] = ""
    capacity: ClassVar[str] = ""

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        if "type" in cls.__dict__:
            DECLARED[cls.type] = cls

    def ports(self) -> tuple[str, ...]:
        """Names of the input ports, in order."""
        return ("input",)

    def optional_ports(self) -> frozenset[str]:
        """The ports that may stay unconnected; their shape then arrives as None."""
        return frozenset()

    def shape(self, *inputs: Any) -> Shape:
        """The output shape for the input shapes, one a port. Raises ShapeError where they do not fit."""
        raise NotImplementedError

    def torch(self, *inputs: Any) -> Call:
        """The PyTorch call for inputs of these shapes (which ``shape`` has accepted)."""
        raise NotImplementedError

    def with_another_port(self) -> Self | None:
        """The same layer with one input port more, or None where their number is fixed."""
        return None

    def parameter_count(self, *inputs: Any) -> int:
        """Number of trainable parameters for inputs of these shapes."""
        return 0

    def summary(self) -> Message | str:
        """One short line for the node: what distinguishes this layer, such as "64 units". Words make it a message."""
        return ""


DECLARED: dict[str, type[Layer]] = {}
"""Every layer declared so far, by type; see ``catalogue.layer_types`` for all of them."""


def describe(shape: Shape) -> str:
    """A shape as people read it: "64" or "3 × 32 × 32"."""
    return " × ".join(map(str, shape)) if shape else "one number"
