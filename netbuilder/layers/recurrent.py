"""Sequences: codes become vectors, and recurrent layers read them step by step."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from netbuilder.declaration import param
from netbuilder.errors import ShapeError
from netbuilder.layers.base import Category, Layer, Shape, describe
from netbuilder.layers.calls import Call, Chain, Function, Item, Method, Module
from netbuilder.layers.core import Flatten
from netbuilder.layers.kinds import sequence
from netbuilder.messages import Message, say


class Embedding(Layer):
    """Looks up a learned vector for each whole number, such as the code of a word or a category."""

    type, title, category = "embedding", "Embedding", Category.RECURRENT
    width = "features"

    codes: int = param(
        100, "Codes", min=1, max=10_000_000, help="How many there are. The data hold whole numbers from 0 to one less."
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
    """What recurrent layers share. ``gates`` is how many weighted sums each unit has; ``state``: where h lies."""

    category = Category.RECURRENT
    width = "units"
    path: ClassVar[str]
    gates: ClassVar[int]
    state: ClassVar[tuple[int, ...]]

    units: int = param(32, "Units", min=1, max=100_000)
    returns: Literal["last", "sequence"] = param(
        "last", "Returns", help="What it knows after the last step, or after every step."
    )
    layers: int = param(1, "Layers", min=1, max=100, help="How many are stacked on top of each other.")
    bidirectional: bool = param(False, "Bidirectional", help="Reads the sequence forwards and backwards.")

    def shape(self, x: Shape) -> Shape:
        length, _ = sequence(x)
        width = self.units * (1 + self.bidirectional)
        return (length, width) if self.returns == "sequence" else (width,)

    def torch(self, x: Shape) -> Call:
        _, features = x
        changed: dict[str, Any] = {"num_layers": self.layers} if self.layers > 1 else {}
        if self.bidirectional:
            changed["bidirectional"] = True
        module = Module(self.path, features, self.units, batch_first=True, **changed)
        if self.returns == "sequence":
            return Chain(module, Item(0))
        state = [Item(index) for index in self.state]
        if not self.bidirectional:
            return Chain(module, *state, Item(-1))
        both = (Item("-2:"), Method("transpose", 0, 1), Function("torch.flatten", start_dim=1))
        return Chain(module, *state, *both)

    def parameter_count(self, x: Shape) -> int:
        directions = 1 + self.bidirectional
        inputs = [x[1], *[directions * self.units] * (self.layers - 1)]
        return sum(directions * self.gates * self.units * (size + self.units + 2) for size in inputs)

    def summary(self) -> Message:
        if self.bidirectional:
            return say("{units} units, both ways", units=self.units)
        return say("{units} units", units=self.units)


class LSTM(Recurrent):
    """Reads a sequence step by step, with a long and a short memory."""

    type, title = "lstm", "LSTM"
    path, gates, state = "torch.nn.LSTM", 4, (1, 0)


class GRU(Recurrent):
    """Reads a sequence step by step, with one memory: lighter than an LSTM."""

    type, title = "gru", "GRU"
    path, gates, state = "torch.nn.GRU", 3, (1,)
