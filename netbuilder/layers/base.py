"""What a layer is: one declaration from which palette, form, file format, shape check, module and code follow."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, Literal, Self

from netbuilder.declaration import Catalogued
from netbuilder.errors import ExportError
from netbuilder.layers.calls import Call, Carried
from netbuilder.messages import Message, say
from netbuilder.operations.tensor import Sizes, Tensor

Shape = tuple[int, ...]
"""The shape of one row, without the batch: (features,), (length, features) or (channels, height, width)."""


class Fixed(tuple[int, ...]):
    """The shape of a value that is the same for all rows, such as a parameter: of the whole tensor, as it has no rows.

    It is never equal to the shape of a row.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fixed) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((Fixed, tuple(self)))


Role = Literal["input", "output", "entry", "exit", "hidden"]
"""Where data enter and leave the network, where values enter and leave a block, and everything between."""
Values = Literal["any", "positive", "unit", "distribution", "log-distribution"]
Purpose = Literal["computing", "bending", "silencing", "steadying"]


class Category(StrEnum):
    """The palette's groups, in their order. The value is the title shown."""

    CORE = "Core"
    CONVOLUTION = "Convolution"
    POOLING = "Pooling"
    NORMALIZATION = "Normalization"
    ACTIVATION = "Activation"
    MERGE = "Merge"
    RECURRENT = "Sequence"
    ATTENTION = "Attention"
    OPERATIONS = "Tensor operations"


INPUT, OUTPUT = "input", "output"
"""The names of the ports of a layer that has one of a kind."""


def numbered_inputs(count: int) -> tuple[str, ...]:
    """The names of ``count`` input ports of one kind: "input_1", "input_2", …"""
    return tuple(f"input_{number}" for number in range(1, count + 1))


def port_label(name: str) -> Message:
    """A port's name as the user reads it: "input_2" is shown as "input 2"."""
    word, _, number = name.rpartition("_")
    return say("input {number}", number=number) if word == INPUT and number.isdecimal() else say(name)


class Layer(Catalogued):
    """One layer. Subclasses that set ``type`` are registered.

    Class attributes: ``type`` (name in files), ``title`` and ``category`` (palette), ``role`` (whether it is where
    data enter or leave), ``gives`` (what is known of the values it puts out, for the advice on losses),
    ``keeps_values`` (it puts out what it gets, so that what is known of them holds on), ``saturates`` (far from zero it
    is flat, so that hardly any gradient passes),
    ``differs_in_training`` (dropout, batch norm: behaves otherwise while training), ``compares_rows`` (it needs several
    rows in a batch while training, as batch norm does), ``purpose`` (whether it computes,
    bends what another has computed, silences some of it against overfitting, or steadies it: the last three are put
    into a wire and taken out without another change), ``width`` (the parameter by which it grows and shrinks, empty
    where there is none), ``capacity`` (a whole number with two bounds by which a layer without weights lets
    the network bend more; empty likewise), ``in_palette`` (whether users may choose it),
    ``stands_in`` (it computes nothing: it keeps the place of what no layer here does), ``brief`` (the parameters that
    files leave out while they have these values, which a file that lacks them means), ``takes_fixed`` (it computes on
    values without rows, too), ``takes_single`` (it computes on single numbers, one a row, too),
    ``of_targets`` (an input where not the features but the targets enter), ``minimized`` (an output that is a loss).
    """

    category: ClassVar[Category]
    role: ClassVar[Role] = "hidden"
    gives: ClassVar[Values] = "any"
    keeps_values: ClassVar[bool] = False
    saturates: ClassVar[bool] = False
    differs_in_training: ClassVar[bool] = False
    compares_rows: ClassVar[bool] = False
    purpose: ClassVar[Purpose] = "computing"
    width: ClassVar[str] = ""
    capacity: ClassVar[str] = ""
    in_palette: ClassVar[bool] = True
    stands_in: ClassVar[bool] = False
    brief: ClassVar[Mapping[str, Any]] = {}
    takes_fixed: ClassVar[bool] = False
    takes_single: ClassVar[bool] = False
    of_targets: ClassVar[bool] = False
    minimized: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        if "type" in cls.__dict__:
            DECLARED[cls.type] = cls

    def input_ports(self) -> tuple[str, ...]:
        """Names of the input ports, in order. Wires refer to ports by these names, so they must never change."""
        return (INPUT,)

    def output_ports(self) -> tuple[str, ...]:
        """Names of the output ports, in order: likewise fixed for good."""
        return () if self.role == "output" else (OUTPUT,)

    def port_label(self, name: str) -> Message:
        """What the user reads of one of the ports."""
        return port_label(name)

    def optional_inputs(self) -> frozenset[str]:
        """The ports that may stay unconnected; their shape then arrives as None."""
        return frozenset()

    def shape(self, *inputs: Any) -> Shape:
        """The shape of the first output for the input shapes, one a port. Raises ShapeError where they do not fit."""
        raise NotImplementedError

    def shapes(self, *inputs: Any) -> tuple[Shape, ...]:
        """The shape of every output port (of the answer, for an output layer). Raises what ``shape`` raises."""
        return (self.shape(*inputs),)

    def require_usable(self, *inputs: Any) -> None:
        """Raise ShapeError where a setting that does not bear on the shape cannot be used with such inputs."""

    def idle_parameters(self) -> frozenset[str]:
        """The parameters that have no effect as the others are set: forms leave them out."""
        return frozenset()

    def torch(self, *inputs: Any) -> Call:
        """The PyTorch call for inputs of these shapes (which ``shape`` has accepted)."""
        raise NotImplementedError

    def keras(self, *inputs: Any) -> Call:
        """The Keras call for inputs of these shapes, which computes the same on images with their channels last.

        Raises ExportError where Keras cannot express it.
        """
        raise ExportError("Keras has no layer for it. Export to PyTorch, or replace it.")

    def keras_weights(self, *inputs: Any) -> Carried:
        """How the variables of the Keras layer are made from the weights of PyTorch's; see ``keras_calls``."""
        return {}

    def operations(self, *inputs: Any) -> Tensor | dict[str, Tensor]:
        """The same layer as a graph of tensor operations over inputs of shape (rows, …): its output, or one a port.

        Weights have the names that PyTorch's module gives them.
        """
        raise NotImplementedError

    def without_chance(self) -> Self:
        """The same layer without the share of numbers that is silenced at random while training."""
        return self

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
    """A shape as users read it: "64" or "3 × 32 × 32"; in brackets where the value has no rows."""
    text = " × ".join(map(str, shape)) if shape else "one number"
    return f"[{text}]" if isinstance(shape, Fixed) else text


def sizes_of(shape: Shape) -> Sizes:
    """The sizes of a whole tensor, with None for the rows, if it has any."""
    return tuple(shape) if isinstance(shape, Fixed) else (None, *shape)
