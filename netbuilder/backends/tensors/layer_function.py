"""One function: a graph of operations that several layers share, and in NumPy its derivative beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property

from netbuilder.backends.tensors import parts
from netbuilder.backends.tensors.body import Body
from netbuilder.backends.tensors.graphs import OperationGraph, Slot, label_of, slots
from netbuilder.backends.tensors.naming import derivative_name, identifier
from netbuilder.backends.tensors.text import INDENT, TENSOR, hint, indented, packed, returned, targets
from netbuilder.graph.identifiers import free_name
from netbuilder.layers.calls import literal
from netbuilder.operations.gradient import gradient
from netbuilder.operations.scan import Scan, StepFunction
from netbuilder.operations.tensor import Entry, Language, Tensor, entry

_WIDTH = 88 - len(INDENT)
_PACKAGES = frozenset(["training", "numpy", "torch", "tf", "math", "erf"])


class LayerFunction:
    """One function: ``name``, what it is for, and the graphs that it computes, all of one structure.

    ``in_tuple``: it gives a tuple even of a single value.
    """

    def __init__(self, name: str, title: str, language: Language, in_tuple: bool = False) -> None:
        self.name, self.title, self.language = name, title, language
        self.graphs: list[OperationGraph] = []
        self._in_tuple = in_tuple

    @property
    def graph(self) -> OperationGraph:
        """One of the graphs, which stands for all."""
        return self.graphs[0]

    @cached_property
    def parameters(self) -> dict[Slot, str]:
        """The settings that differ between its uses, by the name of the parameter; what always agrees shares one."""
        tables = [dict(slots(graph)) for graph in self.graphs]
        columns: dict[Hashable, str] = {}
        found: dict[Slot, str] = {}
        taken = set(self._labels.values())
        for slot in tables[0]:
            column = tuple(table[slot] for table in tables)
            if len(set(column)) > 1:
                if column not in columns:
                    columns[column] = free_name(self._called(slot), taken)
                found[slot] = columns[column]
        return found

    @cached_property
    def steps(self) -> list[StepFunction]:
        """The steps that it repeats along sequences; equal ones are printed once."""
        operations = (tensor.operation for tensor in self.graph.values)
        return list({one.step.name: one.step for one in operations if isinstance(one, Scan)}.values())

    def passed_back(self, port: str) -> bool:
        """Whether an input gets a gradient."""
        return id(self.graph.inputs[port]) in self._slopes and port not in self.graph.fixed

    def call(self, graph: OperationGraph, inputs: Sequence[str], weights: Sequence[str]) -> str:
        """The call for one of its graphs, over source texts of the inputs and the weights."""
        values = dict(slots(graph))
        given = {name: literal(values[slot]) for slot, name in self.parameters.items()}
        settings = [f"{name}={text}" for name, text in given.items()]
        training = ["training=training"] if graph.in_training else []
        return f"{self.name}({', '.join([*inputs, *weights, *settings, *training])})"

    def sections(self) -> list[list[str]]:
        """The lines of the function, and in NumPy those of its derivative after them."""
        if self.language == "numpy":
            return self._with_derivative()
        body = Body(self.language, self._labels, self._taken, self._setting)
        answers = body.compute(list(self.graph.outputs.values()))
        gives = hint(TENSOR[self.language], len(answers))
        if self._in_tuple and len(answers) == 1:
            gives, answers = f"tuple[{gives}]", [packed(answers)]
        return [[*self._head(gives), *indented(body.lines), returned(answers)]]

    def _called(self, slot: Slot) -> str:
        place, name = slot
        settings = self.graph.values[place].operation.settings()
        return str(settings.get("label", name))

    @cached_property
    def _labels(self) -> dict[int, str]:
        """The names of what it is given as tensors."""
        weights = {id(tensor): identifier(found.label or "value") for tensor, found in self.graph.weights}
        return {id(tensor): identifier(label_of(tensor)) for tensor in self.graph.inputs.values()} | weights

    @property
    def _taken(self) -> set[str]:
        return {*self.parameters.values(), *parts.names(self.language), *_PACKAGES}

    def _setting(self, tensor: Tensor, name: str) -> str | None:
        """The parameter that a setting is given by; a derivative has the settings of what it is the derivative of."""
        place = self._places.get(id(tensor), self._places.get(id(tensor.origin)))
        return None if place is None else self.parameters.get((place, name))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(tensor): place for place, tensor in enumerate(self.graph.values)}

    def _head(self, gives: str) -> Iterator[str]:
        table = dict(slots(self.graph))
        arguments = [f"{name}: {TENSOR[self.language]}" for name in self._labels.values()]
        kinds = {name: _kind(table[slot]) for slot, name in self.parameters.items()}
        arguments += [f"{name}: {kind}" for name, kind in kinds.items()]
        arguments += ["training: bool"] if self.graph.in_training else []
        yield f"def {self.name}({', '.join(arguments)}) -> {gives}:"
        yield from indented(_docstring(self.title))

    # The derivative.

    @cached_property
    def _upstream(self) -> dict[str, Tensor]:
        """What arrives from above at each output, by name."""
        outputs = self.graph.outputs.items()
        return {f"d_{identifier(port)}": entry(f"d_{identifier(port)}", tensor.shape) for port, tensor in outputs}

    @cached_property
    def _slopes(self) -> Mapping[int, Tensor]:
        """The gradient of everything that has one."""
        return gradient(list(self.graph.outputs.values()), list(self._upstream.values()))

    def _with_derivative(self) -> list[list[str]]:
        outputs = list(self.graph.outputs.values())
        wanted = [tensor for port, tensor in self.graph.inputs.items() if self.passed_back(port)]
        wanted += [tensor for tensor, found in self.graph.weights if found.learned]
        if not wanted:
            return [self._forward_alone(outputs)]
        slopes = [self._slopes[id(tensor)] for tensor in wanted]
        needed = _boundary(slopes, {id(tensor) for tensor in self.graph.values})
        forward = Body("numpy", self._labels, self._taken, self._setting, needed)
        answers = forward.compute(outputs)
        self._name_slopes(forward.names, None if len(wanted) > 1 else wanted[0])
        arriving = {id(tensor): name for name, tensor in self._upstream.items()}
        given = {**{place: forward.names[place] for place in needed}, **arriving}
        backward = Body("numpy", given, self._taken | set(forward.names.values()), self._setting)
        results = backward.compute(slopes)
        known = dict.fromkeys([*forward.names.values(), *self.parameters.values(), "training"])
        kept = [name for name in known if name in backward.used]
        taken = ", ".join([*(f"{name}: Array" for name in self._upstream), "kept: Any"])
        return [
            [
                *self._head(f"tuple[{', '.join(['Array'] * len(outputs))}, Any]"),
                *indented(forward.lines),
                returned([*answers, packed(kept)]),
            ],
            [
                f"def {derivative_name(self.name)}({taken}) -> {hint('Array', len(results))}:",
                f'{INDENT}"""The derivative of ``{self.name}``."""',
                *([f"{INDENT}{targets(kept)} = kept"] if kept else []),
                *indented(backward.lines),
                returned(results),
            ],
        ]

    def _forward_alone(self, outputs: Sequence[Tensor]) -> list[str]:
        """The function where nothing before it gets a gradient: nothing is kept."""
        body = Body("numpy", self._labels, self._taken, self._setting)
        answers = body.compute(outputs)
        gives = f"tuple[{', '.join(['Array'] * len(outputs))}, Any]"
        return [*self._head(gives), *indented(body.lines), returned([*answers, packed([])])]

    def _name_slopes(self, names: Mapping[int, str], unnamed: Tensor | None) -> None:
        """Call the slope of every value that has a name after it: ``d_weight``."""
        arriving = {id(tensor) for tensor in self._upstream.values()}
        for tensor in self.graph.values:
            slope = self._slopes.get(id(tensor))
            if slope is not None and tensor is not unnamed and id(tensor) in names and id(slope) not in arriving:
                slope.name = f"d_{names[id(tensor)]}"


def _boundary(slopes: Sequence[Tensor], inside: set[int]) -> dict[int, None]:
    """The values of forward from which slopes are computed; what costs nothing is computed again instead."""
    found: dict[int, None] = {}
    seen: set[int] = set()
    waiting = list(slopes)
    while waiting:
        tensor = waiting.pop()
        if id(tensor) in seen:
            continue
        seen.add(id(tensor))
        constant = not tensor.inputs and not isinstance(tensor.operation, Entry)
        if id(tensor) in inside and not tensor.operation.recomputed and not constant:
            found[id(tensor)] = None
        else:
            waiting.extend(tensor.inputs)
    return found


def _docstring(title: str) -> list[str]:
    """A docstring, on several lines where it is long."""
    if len(title) + 6 <= _WIDTH:
        return [f'"""{title}"""']
    first, *rest = textwrap.wrap(title, _WIDTH - 3, break_long_words=False, break_on_hyphens=False)
    return [f'"""{first}', *rest, '"""'] if rest else [f'"""{first}"""']


def _kind(value: object) -> str:
    """The type of a setting."""
    if isinstance(value, tuple):
        return "Sequence[tuple[int, int]]" if value and isinstance(value[0], tuple) else "tuple[int, ...]"
    return "float" if isinstance(value, float) else "int"
