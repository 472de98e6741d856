"""Which functions the layers of a network become. Layers that compute in the same way share one.

What differs between them, such as a stride, is a parameter of the function; sizes never are, for the weights have them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property

from netbuilder.backends.tensors import parts
from netbuilder.backends.tensors.body import Body
from netbuilder.backends.tensors.graphs import OperationGraph, Slot, opened, slots, structure
from netbuilder.layers.calls import literal
from netbuilder.operations.gradient import gradient
from netbuilder.operations.scan import Scan, StepFunction
from netbuilder.operations.tensor import Entry, Language, Tensor, entry
from netbuilder.program.steps import Program, Step

TENSOR: Mapping[Language, str] = {"numpy": "Array", "torch": "torch.Tensor", "tf": "tf.Tensor"}
INDENT = "    "


class Function:
    """One function: ``name``, what it is for, and the graphs that it computes, all of one structure.

    ``packed``: it gives a tuple even of a single value.
    """

    def __init__(self, name: str, title: str, language: Language) -> None:
        self.name, self.title, self.language = name, title, language
        self.graphs: list[OperationGraph] = []
        self.packed = False

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
                    columns[column] = _free(self._label(slot), taken)
                found[slot] = columns[column]
        return found

    def _label(self, slot: Slot) -> str:
        place, name = slot
        settings = self.graph.values[place].operation.settings()
        return str(settings.get("label", name))

    @cached_property
    def _labels(self) -> dict[int, str]:
        """The names of what it is given as tensors."""
        inputs = {id(tensor): identifier(tensor.operation.label) for tensor in self.graph.inputs.values()}  # type: ignore[attr-defined]
        return inputs | {id(tensor): identifier(found.label) for tensor, found in self.graph.weights}

    @cached_property
    def learned(self) -> list[tuple[Tensor, Entry]]:
        """The weights that have a gradient."""
        return [(tensor, found) for tensor, found in self.graph.weights if found.learned]

    @cached_property
    def slopes(self) -> Mapping[int, Tensor]:
        """The gradient of everything that has one."""
        return gradient(list(self.graph.outputs.values()), self._upstream)

    @cached_property
    def _upstream(self) -> list[Tensor]:
        outputs = self.graph.outputs
        names = [f"d_{identifier(port)}" for port in outputs]
        return [entry(name, tensor.shape) for name, tensor in zip(names, outputs.values(), strict=True)]

    def passed_back(self, port: str) -> bool:
        """Whether an input has a gradient."""
        return id(self.graph.inputs[port]) in self.slopes and port not in self.graph.fixed

    def call(self, graph: OperationGraph, inputs: Sequence[str], weights: Sequence[str]) -> str:
        """The call for one of its graphs, over source texts of the inputs and the weights."""
        values = dict(slots(graph))
        given = {name: literal(values[slot]) for slot, name in self.parameters.items()}
        settings = [f"{name}={text}" for name, text in given.items()]
        training = ["training=training"] if graph.in_training else []
        return f"{self.name}({', '.join([*inputs, *weights, *settings, *training])})"

    def _setting(self, tensor: Tensor, name: str) -> str | None:
        place = self._places.get(id(tensor), self._places.get(id(tensor.origin)))
        return None if place is None else self.parameters.get((place, name))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(tensor): place for place, tensor in enumerate(self.graph.values)}

    @cached_property
    def steps(self) -> list[StepFunction]:
        """The steps that it repeats along sequences; equal ones are printed once."""
        found = {
            tensor.operation.step.name: tensor.operation.step
            for tensor in self.graph.values
            if isinstance(tensor.operation, Scan)
        }
        return list(found.values())

    def lines(self) -> list[str]:
        """The function, and in NumPy its derivative after it."""
        if self.language != "numpy":
            body = Body(self.language, self._labels, self._taken, self._setting)
            answers = body.compute(list(self.graph.outputs.values()))
            hint = _hint(TENSOR[self.language], len(answers))
            if self.packed and len(answers) == 1:
                hint, answers = f"tuple[{hint}]", [_tuple(answers)]
            return [*self._head(hint), *_indented(body.lines), _returned(answers)]
        return self._with_derivative()

    @property
    def _taken(self) -> set[str]:
        return {
            *self.parameters.values(),
            *parts.names(self.language),
            "training",
            "numpy",
            "torch",
            "tf",
            "math",
            "erf",
        }

    def _head(self, gives: str, taken: str = "") -> Iterator[str]:
        tensor = TENSOR[self.language]
        arguments = [f"{name}: {tensor}" for name in self._labels.values()]
        tables = dict(slots(self.graph))
        hints = {name: _kind(tables[slot]) for slot, name in self.parameters.items()}
        arguments += [f"{name}: {hint}" for name, hint in hints.items()]
        arguments += ["training: bool"] if self.graph.in_training else []
        yield f"def {self.name}({', '.join(arguments)}) -> {gives}:"
        yield f'{INDENT}"""{self.title}"""'

    def _with_derivative(self) -> list[str]:
        outputs = list(self.graph.outputs.values())
        wanted = [tensor for tensor, _ in self._with_slopes()]
        slopes = [self.slopes[id(tensor)] for tensor in wanted]
        inside = {id(tensor) for tensor in self.graph.values}
        needed = _boundary(slopes, inside)
        forward = Body("numpy", self._labels, self._taken, self._setting, needed)
        answers = forward.compute(outputs)
        known = {
            **forward.names,
            **{
                id(tensor): answer
                for tensor, answer in zip(outputs, answers, strict=True)
                if id(tensor) in forward.names
            },
        }
        names = {number: known[number] for number in needed}
        arriving = {id(tensor): tensor.operation.label for tensor in self._upstream}  # type: ignore[attr-defined]
        for tensor in self.graph.values:
            alone = len(wanted) == 1 and tensor is wanted[0]
            slope = self.slopes.get(id(tensor))
            if slope is not None and not alone and id(tensor) in known and id(slope) not in arriving:
                slope.name = f"d_{known[id(tensor)]}"
        backward = Body("numpy", {**names, **arriving}, self._taken | set(known.values()), self._setting)
        given = backward.compute(slopes)
        kept = [name for name in (*known.values(), *self.parameters.values(), "training") if name in backward.used]
        kept = list(dict.fromkeys(kept))
        return [
            *self._head(f"tuple[{', '.join(['Array'] * len(outputs))}, Any]"),
            *_indented(forward.lines),
            _returned([*answers, _tuple(kept)]),
            "",
            "",
            f"def {self.name}_backward({', '.join(f'{name}: Array' for name in arriving.values())}, kept: Any) -> {_hint('Array', len(given))}:",
            f'{INDENT}"""The derivative of ``{self.name}``."""',
            *([f"{INDENT}{_targets(kept)} = kept"] if kept else []),
            *_indented(backward.lines),
            _returned(given),
        ]

    def _with_slopes(self) -> Iterator[tuple[Tensor, str]]:
        """What has a gradient, in the order in which the derivative returns it: inputs, then weights."""
        for port, tensor in self.graph.inputs.items():
            if self.passed_back(port):
                yield tensor, port
        for tensor, found in self.learned:
            yield tensor, found.label


class Functions:
    """The functions of all layers of a program."""

    def __init__(self, program: Program, language: Language, taken: set[str]) -> None:
        self.language = language
        self._taken = taken
        self._found: dict[Hashable, Function] = {}
        self._graphs: dict[int, OperationGraph] = {}
        self._steps: list[Step] = []
        self._gather(program, set())

    def __iter__(self) -> Iterator[Function]:
        return iter(self._found.values())

    def graph(self, step: Step) -> OperationGraph:
        """The operations of a step that is a layer."""
        if id(step) not in self._graphs:
            self._graphs[id(step)] = opened(step)
            self._steps.append(step)  # so that its identity is never given to another
        return self._graphs[id(step)]

    def of(self, step: Step) -> Function:
        """The function of a step that is a layer."""
        return self._found[self._key(step)]

    def _gather(self, program: Program, known: set[int]) -> None:
        if id(program) in known:
            return
        known.add(id(program))
        for step in program.steps:
            for body in step.repetitions:
                self._gather(body, known)
            if step.block is None:
                key = self._key(step)
                if key not in self._found:
                    self._found[key] = Function(_free(step.layer.type, self._taken), _title(step), self.language)
                self._found[key].graphs.append(self.graph(step))

    def _key(self, step: Step) -> Hashable:
        return step.layer.type, structure(self.graph(step))


def step_graph(step: StepFunction) -> OperationGraph:
    """What is repeated along a sequence, as a graph of its own; its constants are inputs like the others."""
    inputs = {tensor.operation.label: tensor for tensor in step.inputs}  # type: ignore[attr-defined]
    outputs = {f"new_{tensor.operation.label}": made for tensor, made in zip(step.inputs[1:], step.state, strict=False)}  # type: ignore[attr-defined]
    return OperationGraph(inputs, outputs)


def step_function(step: StepFunction, language: Language) -> Function:
    """The function of a step that is repeated along a sequence."""
    found = Function(step.name, "One step along the sequence: the new state.", language)
    found.graphs.append(step_graph(step))
    found.packed = language != "numpy"
    return found


def identifier(label: str) -> str:
    """The name of an argument for a weight such as "self_attn.in_proj_weight"."""
    return re.sub(r"\W", "_", label)


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
        again = tensor.operation.recomputed or (not tensor.inputs and not isinstance(tensor.operation, Entry))
        if id(tensor) in inside and not again:
            found[id(tensor)] = None
        else:
            waiting.extend(tensor.inputs)
    return found


def _title(step: Step) -> str:
    text = (step.layer.__doc__ or "").strip().splitlines()[0]
    return text if text.endswith(".") else f"{text}."


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    taken.add(name)
    return name


def _kind(value: object) -> str:
    return (
        "Sequence[tuple[int, int]]"
        if isinstance(value, tuple) and isinstance(value[0], tuple)
        else ("tuple[int, ...]" if isinstance(value, tuple) else "float" if isinstance(value, float) else "int")
    )


def _hint(tensor: str, count: int) -> str:
    return tensor if count == 1 else f"tuple[{', '.join([tensor] * count)}]"


def _tuple(names: Sequence[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _targets(names: Sequence[str]) -> str:
    return _tuple(names) if len(names) == 1 else ", ".join(names)


def _returned(answers: Sequence[str]) -> str:
    return f"{INDENT}return {', '.join(answers)}"


def _indented(lines: Sequence[str]) -> list[str]:
    return [INDENT + line for line in lines]
