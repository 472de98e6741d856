"""Sequences: codes become vectors, and recurrent layers read them step by step."""

from __future__ import annotations

from typing import Any, ClassVar

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Layer, Shape, describe
from netbuilder.layers.calls import Call, Chain, Function, Item, Method, Module, Several
from netbuilder.layers.core import Flatten
from netbuilder.layers.kinds import sequence
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import Message, say


class Embedding(Layer):
    """Looks up a learned vector for each whole number, such as the code of a word or a category."""

    type, title, category = "embedding", "Embedding", Category.RECURRENT
    width = "features"

    codes: int = param(
        100,
        "Codes",
        min=1,
        max=10_000_000,
        help="How many codes there are. The data must hold whole numbers from 0 to one less than this.",
    )
    features: int = param(16, "Features", min=1, max=100_000, help="The length of each vector.")

    def shape(self, x: Shape) -> Shape:
        if len(x) != 1:
            raise ShapeError(
                "It needs one row of whole numbers, but gets {shape}. Put a Flatten before it.",
                shape=describe(x),
                insert=Flatten(),
            )
        return x[0], self.features

    def torch(self, x: Shape) -> Call:
        return Chain(Method("long"), Module("torch.nn.Embedding", self.codes, self.features))

    def parameter_count(self, x: Shape) -> int:
        return self.codes * self.features

    def summary(self) -> str:
        return f"{self.codes} → {self.features}"


class Recurrent(Layer):
    """What recurrent layers share: the state after the last step, and the states after every step.

    ``gates``: how many weighted sums each unit has; ``state``: the index of h in what torch returns.
    """

    category = Category.RECURRENT
    width = "units"
    path: ClassVar[str]
    gates: ClassVar[int]
    state: ClassVar[tuple[int, ...]]

    units: int = param(32, "Units", min=1, max=100_000)
    layers: int = param(1, "Layers", min=1, max=100, help="How many are stacked on top of each other.")
    bidirectional: bool = param(False, "Bidirectional", help="Reads the sequence forwards and backwards.")

    def output_ports(self) -> tuple[str, ...]:
        return ("last", "sequence")

    def shape(self, x: Shape) -> Shape:
        return self.shapes(x)[0]

    def shapes(self, x: Shape) -> tuple[Shape, ...]:
        length, _ = sequence(x)
        width = self.units * (1 + self.bidirectional)
        return (width,), (length, width)

    def torch(self, x: Shape) -> Call:
        _, features = x
        changed: dict[str, Any] = {"num_layers": self.layers} if self.layers > 1 else {}
        if self.bidirectional:
            changed["bidirectional"] = True
        module = Module(self.path, features, self.units, batch_first=True, **changed)
        state = [Item(index) for index in self.state]
        if self.bidirectional:
            final: tuple[Call, ...] = (Item("-2:"), Method("transpose", 0, 1), Function("torch.flatten", start_dim=1))
        else:
            final = (Item(-1),)
        return Several(module, {"last": Chain(*state, *final), "sequence": Item(0)})

    def parameter_count(self, x: Shape) -> int:
        directions = 1 + self.bidirectional
        inputs = [x[1], *[directions * self.units] * (self.layers - 1)]
        return sum(directions * self.gates * self.units * (size + self.units + 2) for size in inputs)

    def summary(self) -> Message:
        if self.bidirectional:
            return say("{units} units, bidirectional", units=self.units)
        return say("{units} units", units=self.units)


class LSTM(Recurrent):
    """Reads a sequence step by step, with a long and a short memory."""

    type, title = "lstm", "LSTM"
    path, gates, state = "torch.nn.LSTM", 4, (1, 0)


class GRU(Recurrent):
    """Reads a sequence step by step, with one memory: lighter than an LSTM."""

    type, title = "gru", "GRU"
    path, gates, state = "torch.nn.GRU", 3, (1,)
