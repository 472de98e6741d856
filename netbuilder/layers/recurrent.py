"""Sequences: codes become vectors, and recurrent layers read them step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, ClassVar, Literal

from netbuilder.declaration import param
from netbuilder.layers.activation import relu
from netbuilder.layers.base import INPUT, Category, Fixed, Shape, describe
from netbuilder.layers.calls import (
    Arrays,
    Call,
    Carried,
    Chain,
    Function,
    Identity,
    Item,
    Joined,
    Method,
    Module,
    Several,
)
from netbuilder.layers.core import Flatten, row_shape
from netbuilder.layers.keras_calls import under
from netbuilder.layers.kinds import sequence
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.starting import Biased, Weighted, is_bias
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Concatenate, Split, reversed_along
from netbuilder.operations.elementwise import Sigmoid, Tanh
from netbuilder.operations.lookups import TakeRows, WholeNumbers, ZeroState
from netbuilder.operations.scan import Scan, StepFunction
from netbuilder.operations.tensor import NORMAL, Tensor, entry, uniform, weight

Nonlinearity = Literal["Tanh", "ReLU"]
"""The activation functions that PyTorch's RNN knows."""

FIRST_STATES = ("state", "cell")
"""The ports at which first states enter."""


@dataclass(frozen=True)
class Started:
    """A recurrent module called with its first states.

    ``text``: the call, with ``{module}`` for the module, ``{0}`` for the sequence and ``{1}``, ``{2}`` for the states.
    """

    module: Module
    text: str

    def creation(self) -> str | None:
        return self.module.creation()

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return self.text.format(*inputs, module=module)


class Embedding(Weighted):
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

    def keras(self, x: Shape) -> Call:
        return Module("Embedding", self.codes, self.features).spreading("standard_normal")

    def keras_weights(self, x: Shape) -> Carried:
        return {"embeddings": itemgetter("weight")}

    def operations(self, x: Tensor) -> Tensor:
        return TakeRows()(weight("weight", (self.codes, self.features), NORMAL), WholeNumbers()(x))

    def parameter_count(self, x: Shape) -> int:
        return self.codes * self.features

    def summary(self) -> str:
        return f"{self.codes} → {self.features}"


class Recurrent(Biased):
    """What recurrent layers share: the state after the last step, and the states after every step.

    ``gates``: how many weighted sums each unit has; ``state``: the index of h in what torch returns; ``states``:
    what is handed on from step to step, the hidden state first, each with a port for its first value, which is zeros
    where nothing is connected; ``keras_path``, ``keras_cell``: the Keras layer, and
    the name of its cell.
    """

    category = Category.RECURRENT
    width = "units"
    path: ClassVar[str]
    keras_path: ClassVar[str]
    keras_cell: ClassVar[str]
    gates: ClassVar[int]
    state: ClassVar[tuple[int, ...]]
    states: ClassVar[tuple[str, ...]]

    units: int = param(32, "Units", min=1, max=100_000)
    layers: int = param(1, "Layers", min=1, max=100, help="How many are stacked on top of each other.")
    bidirectional: bool = param(False, "Bidirectional", help="Reads the sequence forwards and backwards.")

    def input_ports(self) -> tuple[str, ...]:
        return (INPUT, *FIRST_STATES[: len(self.states)])

    def optional_inputs(self) -> frozenset[str]:
        return frozenset(self.input_ports()[1:])

    def output_ports(self) -> tuple[str, ...]:
        return ("last", "sequence")

    def shape(self, x: Shape, *first: Shape | None) -> Shape:
        return self.shapes(x, *first)[0]

    def shapes(self, x: Shape, *first: Shape | None) -> tuple[Shape, ...]:
        length, _ = sequence(x)
        width = self.units * (1 + self.bidirectional)
        self._require_first((width,), first)
        return (width,), (length, width)

    def _require_first(self, wanted: Shape, first: Sequence[Shape | None]) -> None:
        """Raise ShapeError where the first states are not those of one layer."""
        given = [shape for shape in first if shape is not None]
        if not given:
            return
        if self.layers > 1:
            raise ShapeError(
                "Only a single layer can be given its first state, but it has {layers} on top of each other. Put as "
                "many layers one after another.",
                layers=self.layers,
            )
        if len(given) < len(self.states):
            raise ShapeError("It starts from a state and a cell: connect both, or neither to start from zeros.")
        for shape in given:
            if isinstance(shape, Fixed):
                raise ShapeError(
                    "Its first state must come for each row, but {shape} is the same for all rows. Put an Expand "
                    "before it.",
                    shape=describe(shape),
                )
            if shape != wanted:
                raise ShapeError(
                    "Its first state must be as wide as what it puts out, {wanted}, but gets {shape}. Change its "
                    "units, or put a Dense before it.",
                    wanted=describe(wanted),
                    shape=describe(shape),
                )

    def torch(self, x: Shape, *first: Shape | None) -> Call:
        _, features = x
        changed: dict[str, Any] = {"num_layers": self.layers} if self.layers > 1 else {}
        if self.bidirectional:
            changed["bidirectional"] = True
        module = Module(self.path, features, self.units, batch_first=True, **changed, **self._torch_settings())
        state = [Item(index) for index in self.state]
        if self.bidirectional:
            final: tuple[Call, ...] = (Item("-2:"), Method("transpose", 0, 1), Function("torch.flatten", start_dim=1))
        else:
            final = (Item(-1),)
        call: Call = Started(module, self._torch_call()) if any(first) else module
        return Several(call, {"last": Chain(*state, *final), "sequence": Item(0)})

    def _torch_call(self) -> str:
        """The call of the module with its first states, whose first axis is that of the directions in PyTorch."""
        way = "torch.stack({{{0}}}.chunk(2, dim=-1))" if self.bidirectional else "{{{0}}}.unsqueeze(0)"
        states = ", ".join(way.format(number) for number in range(1, 1 + len(self.states)))
        return f"{{module}}({{0}}, {f'({states})' if len(self.states) > 1 else states})"

    def _torch_settings(self) -> dict[str, Any]:
        """The further keywords of the module."""
        return {}

    def keras(self, x: Shape, *first: Shape | None) -> Call:
        if self.bidirectional:
            halves = Item(f":, -1, :{self.units}"), Item(f":, 0, {self.units}:")
            last: Call = Joined(halves, "keras.ops.concatenate", "axis")
        else:
            last = Item(":, -1")
        whole, alone = (self._keras_stack(sequences=sequences) for sequences in (True, False))
        parts: dict[str, Call] = {"last": last, "sequence": Identity()}
        if any(first):
            return Several(Started(whole, self._keras_call()), parts, {"last": Started(alone, self._keras_call())})
        return Several(whole, parts, {"last": alone})

    def _keras_call(self) -> str:
        """The call of the Keras layer with its first states, those of each direction together."""
        sides = (f"[:, :{self.units}]", f"[:, {self.units}:]") if self.bidirectional else ("",)
        states = [f"{{{number}}}{side}" for side in sides for number in range(1, 1 + len(self.states))]
        return f"{{module}}({{0}}, initial_state=[{', '.join(states)}])"

    def _keras_stack(self, sequences: bool) -> Module:
        """The layers on top of each other; ``sequences``: whether the last gives the states after every step."""
        if self.layers == 1:
            return self._keras_layer(sequences)
        stacked = [self._keras_layer(sequences or number < self.layers - 1, number) for number in range(self.layers)]
        return Module("keras.Sequential", stacked)

    def _keras_layer(self, sequences: bool, number: int | None = None) -> Module:
        given: dict[str, Any] = {"return_sequences": True} if sequences else {}
        outer = {} if number is None else {"name": f"layer_{number}"}
        inner = {"name": "half"} if self.bidirectional else outer
        layer = self._keras_single({**given, **inner})
        return Module("keras.layers.Bidirectional", layer, **outer) if self.bidirectional else layer

    def _keras_single(self, given: dict[str, Any]) -> Module:
        """One layer that reads in one direction, with these keywords."""
        return Module(self.keras_path, self.units, **given)

    def keras_weights(self, x: Shape, *first: Shape | None) -> Carried:
        found: dict[str, Callable[[Arrays], Any]] = {}
        for number in range(self.layers):
            outer = f"layer_{number}/" if self.layers > 1 else ""
            for inner, suffix in (("forward_half/", ""), ("backward_half/", "_reverse"))[: 1 + self.bidirectional]:
                path = f"{outer}{inner if self.bidirectional else ''}{self.keras_cell}"
                found |= under(path, self._carried_cell(f"l{number}{suffix}"))
        return found

    def drawing_order(self, names: Sequence[str]) -> Sequence[str]:
        """Of each level and direction the two matrices first (``torch.nn.RNNBase.reset_parameters``)."""
        runs = list(dict.fromkeys(_run_of(name) for name in names))
        return sorted(names, key=lambda name: (runs.index(_run_of(name)), is_bias(name)))

    def operations(self, x: Tensor, *first: Tensor | None) -> dict[str, Tensor]:
        sequence, last = x, x
        sides = list(zip(*(self._sides(state) for state in first if state is not None), strict=True))
        for level in range(self.layers):
            runs = [
                self._run(sequence, level, backwards, sides[backwards] if sides else ())
                for backwards in (False, True)[: 1 + self.bidirectional]
            ]
            sequences, lasts = zip(*runs, strict=True)
            sequence, last = (Concatenate(-1)(*part) if self.bidirectional else part[0] for part in (sequences, lasts))
        return {"last": last, "sequence": sequence}

    def _sides(self, state: Tensor) -> Sequence[Tensor]:
        """A first state for each direction."""
        return Split(2, -1).several(state, names=("forwards", "backwards")) if self.bidirectional else (state,)

    def _run(self, x: Tensor, level: int, backwards: bool, first: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """One layer in one direction: the states after each step and the last, in the order of the sequence.

        ``first``: the first states, none for zeros.
        """
        suffix, start, width = (
            f"l{level}{'_reverse' if backwards else ''}",
            uniform(self.units),
            self.gates * self.units,
        )
        inputs = weight(f"weight_ih_{suffix}", (width, row_shape(x)[-1]), start)
        hidden = weight(f"weight_hh_{suffix}", (width, self.units), start)
        sums = (reversed_along(x, 1) if backwards else x) @ inputs.T + weight(f"bias_ih_{suffix}", (width,), start)
        sums = sums.called("sums")
        states = first or (ZeroState()(x, hidden).called("zeros"),) * len(self.states)
        scan = Scan(self._step(width)).several(
            sums, *states, hidden, weight(f"bias_hh_{suffix}", (width,), start), names=("states", "last")
        )
        return (reversed_along(scan[0], 1) if backwards else scan[0]), scan[1]

    def _step(self, width: int) -> StepFunction:
        now, kernel, bias = entry("sums", (None, width)), entry("weight", (width, self.units)), entry("bias", (width,))
        states = tuple(entry(name, (None, self.units)) for name in self.states)
        return StepFunction(f"{self.type}_step", (now, *states, kernel, bias), self._next(now, states, kernel, bias))

    def _next(self, sums: Tensor, states: tuple[Tensor, ...], kernel: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        """The states after one step, from what the inputs add up to and the states before."""
        raise NotImplementedError

    def _carried_cell(self, suffix: str) -> Carried:
        """The weights of one layer in one direction."""
        raise NotImplementedError

    def parameter_count(self, x: Shape, *first: Shape | None) -> int:
        directions = 1 + self.bidirectional
        inputs = [x[1], *[directions * self.units] * (self.layers - 1)]
        return sum(directions * self.gates * self.units * (size + self.units + 2) for size in inputs)

    def summary(self) -> Message:
        if self.bidirectional:
            return say("{units} units, bidirectional", units=self.units)
        return say("{units} units", units=self.units)


class RNN(Recurrent):
    """Reads a sequence step by step with one activation: simpler than a GRU or LSTM, and forgets sooner."""

    type, title = "simple_rnn", "RNN"
    path, gates, state = "torch.nn.RNN", 1, (1,)
    states = ("hidden",)
    keras_path, keras_cell = "two_bias_rnn", "rnn_cell"

    activation: Nonlinearity = param("Tanh", "Activation")

    def _torch_settings(self) -> dict[str, Any]:
        return {"nonlinearity": self.activation.lower()} if self.activation != "Tanh" else {}

    def _keras_single(self, given: dict[str, Any]) -> Module:
        return Module(self.keras_path, self.units, self.activation.lower(), **given)

    def _carried_cell(self, suffix: str) -> Carried:
        return _two_biases(suffix)

    def _next(self, sums: Tensor, states: tuple[Tensor, ...], kernel: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        (hidden,) = states
        total = (sums + hidden @ kernel.T + bias).called("total")
        return (Tanh()(total) if self.activation == "Tanh" else relu(total),)


def _two_biases(suffix: str) -> Carried:
    """The weights of a Keras cell of ours, which has PyTorch's two biases."""
    return {
        "kernel": lambda arrays: arrays[f"weight_ih_{suffix}"].T,
        "recurrent_kernel": lambda arrays: arrays[f"weight_hh_{suffix}"].T,
        "bias": itemgetter(f"bias_ih_{suffix}"),
        "recurrent_bias": itemgetter(f"bias_hh_{suffix}"),
    }


def _run_of(name: str) -> str:
    """To which level and direction a weight belongs: the end of its name."""
    return name.partition("_l")[2]


class LSTM(Recurrent):
    """Reads a sequence step by step, with a long and a short memory."""

    type, title = "lstm", "LSTM"
    path, gates, state = "torch.nn.LSTM", 4, (1, 0)
    states = ("hidden", "cell")
    keras_path, keras_cell = "two_bias_lstm", "lstm_cell"

    def _carried_cell(self, suffix: str) -> Carried:
        return _two_biases(suffix)

    def _next(self, sums: Tensor, states: tuple[Tensor, ...], kernel: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        hidden, cell = states
        to_input, to_forget, to_cell, to_output = Split(4, -1).several(
            (sums + hidden @ kernel.T + bias).called("gates"), names=("to_input", "to_forget", "to_cell", "to_output")
        )
        forget, enter = Sigmoid()(to_forget).called("forget"), Sigmoid()(to_input).called("enter")
        leave, candidate = Sigmoid()(to_output).called("leave"), Tanh()(to_cell).called("candidate")
        cell = (forget * cell + enter * candidate).called("new_cell")
        return leave * Tanh()(cell).called("bent"), cell


class GRU(Recurrent):
    """Reads a sequence step by step, with one memory: lighter than an LSTM."""

    type, title = "gru", "GRU"
    path, gates, state = "torch.nn.GRU", 3, (1,)
    states = ("hidden",)
    keras_path, keras_cell = "keras.layers.GRU", "gru_cell"

    def _keras_single(self, given: dict[str, Any]) -> Module:
        return super()._keras_single(given).spreading("uniform_gru", self.units)

    def _carried_cell(self, suffix: str) -> Carried:
        def ordered(array: Any) -> Any:
            """PyTorch's gates are reset, update, new; those of Keras update, reset, new."""
            gates = array.reshape(3, self.units, *array.shape[1:])
            return gates[[1, 0, 2]].reshape(array.shape).T

        return {
            "kernel": lambda arrays: ordered(arrays[f"weight_ih_{suffix}"]),
            "recurrent_kernel": lambda arrays: ordered(arrays[f"weight_hh_{suffix}"]),
            "bias": lambda arrays: [ordered(arrays[f"bias_{kind}_{suffix}"]) for kind in ("ih", "hh")],
        }

    def _next(self, sums: Tensor, states: tuple[Tensor, ...], kernel: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        (hidden,) = states
        names = ("reset", "update", "new")
        from_hidden = (hidden @ kernel.T + bias).called("from_hidden")
        reset, update, new = Split(3, -1).several(sums, names=names)
        reset_too, update_too, new_too = Split(3, -1).several(from_hidden, names=[f"{name}_too" for name in names])
        update = Sigmoid()(update + update_too).called("keep_share")
        candidate = Tanh()(new + Sigmoid()(reset + reset_too).called("let_through") * new_too).called("candidate")
        return ((1 - update) * candidate + update * hidden,)
