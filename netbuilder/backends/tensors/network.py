"""The network as functions: a function for each layer and each block, and one that puts them in their order.

In NumPy every function has its derivative beside it, and the network's runs them from the last to the first.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from netbuilder.backends.code.dialect import Dialect
from netbuilder.backends.code.forward import Forward, Line
from netbuilder.backends.tensors import parts
from netbuilder.backends.tensors.functions import INDENT, TENSOR, Functions, identifier, step_function
from netbuilder.graph.graph import Port
from netbuilder.operations.tensor import Entry, Language
from netbuilder.program.steps import Program, Step

NAMES: dict[Language, str] = {"numpy": "numpy", "torch": "torch", "tf": "tf"}
FORWARD, BACKWARD = "forward", "backward"
RESERVED = frozenset(
    ["params", "features", "at", "training", "kept", "slopes", "number", "more", "one", "name", "slope"]
)
"""What the functions call their own."""


@dataclass(slots=True)
class Part:
    """A block, or the whole network: its function's name, the lines, and whether it names ``training``."""

    name: str
    lines: list[Line]
    back: list[Line] = field(default_factory=list)
    training: bool = False


class Network:
    """The functions of a program. ``entries``: what enters each input, as source text over ``features``."""

    def __init__(self, program: Program, language: Language, entries: Sequence[str], taken: set[str]) -> None:
        self.language = language
        self._program, self._entries = program, entries
        self._taken = {
            *taken,
            *parts.names(language),
            *keyword.kwlist,
            *dir(builtins),
            FORWARD,
            BACKWARD,
            *RESERVED,
        }
        self._taken |= _local_names(program, language)
        self._functions = Functions(program, language, self._taken)
        self._blocks: dict[tuple[str, ...], Part] = {}
        self._known: dict[int, Part] = {}
        self.whole = self._network()

    @property
    def in_training(self) -> bool:
        """Whether it behaves otherwise while training."""
        return self.whole.training

    def sections(self) -> Iterator[list[Line]]:
        """The lines of every function, each after those that it calls."""
        steps: set[str] = set()
        for function in self._functions:
            for step in function.steps:
                if step.name not in steps:
                    steps.add(step.name)
                    yield from _split(step_function(step, self.language).lines())
            yield from _split(function.lines())
        for part in (*self._blocks.values(), self.whole):
            yield part.lines
            if part.back:
                yield part.back

    def _network(self) -> Part:
        arguments = f"params: Params, features: {TENSOR[self.language]}"
        writer = _Writer(self, self._program, '"{}', arguments)
        for port, text in zip(self._program.inputs, self._entries, strict=True):
            if text == "features":
                writer.names.names[port] = "features"
            elif writer.names.reads(port):
                writer.forward.append(Line(f"{writer.names.names[port]} = {text}", port.node))
        return writer.written(FORWARD, "What the network computes from rows of features.", inputs=False)

    def block(self, program: Program, step: Step) -> Part:
        """The function of one repetition of a block; those with the same lines share it."""
        if id(program) not in self._known:
            writer = _Writer(self, program, 'f"{{at}}.{}', "params: Params, at: str")
            title = f"The block {step.block.definition.name}; ``at``: what the names of its weights begin with."  # type: ignore[union-attr]
            part = writer.written("", title, inputs=True)
            key = tuple(line.text for line in (*part.lines[1:], *part.back[1:]))
            if key not in self._blocks:
                part.name = self._free(identifier(step.block.definition.name).lower().strip("_") or "block")  # type: ignore[union-attr]
                for lines in (part.lines, part.back):
                    lines[:] = [
                        Line(
                            line.text.replace("def (", f"def {part.name}(").replace(
                                "def _backward(", f"def {part.name}_backward("
                            ),
                            line.node,
                        )
                        for line in lines
                    ]
                self._blocks[key] = part
            self._known[id(program)] = self._blocks[key]
        return self._known[id(program)]

    def _free(self, stem: str) -> str:
        if not (stem.isidentifier() and stem.isascii()) or stem.startswith(("kept_", "d_")):
            stem = f"block_{stem}" if f"block_{stem}".isidentifier() and stem.isascii() else "block"
        name, number = stem, 2
        while name in self._taken:
            name, number = f"{stem}_{number}", number + 1
        self._taken.add(name)
        return name

    @property
    def functions(self) -> Functions:
        """The functions of the layers."""
        return self._functions


def _local_names(program: Program, language: Language) -> set[str]:
    """What tensors are called in any function, so that no function is called so."""
    names = set(Forward(program, _dialect(language), reserved=RESERVED).names.values())
    inside = {id(body): body for step in program.steps for body in step.repetitions}
    return names.union(*(_local_names(body, language) for body in inside.values()))


class _Writer:
    """Writes one function: forward, and in NumPy backward."""

    def __init__(self, network: Network, program: Program, path: str, arguments: str) -> None:
        self.network, self.program, self.path, self.arguments = network, program, path, arguments
        self.names = Forward(program, _dialect(network.language), reserved=RESERVED)
        self.numpy = network.language == "numpy"
        self.forward: list[Line] = []
        self.backward: list[Line] = []
        self.training = False
        self._kept: list[str] = []
        self._unread: list[str] = []
        self._entered: dict[Port, str] = {}
        self._arrived: set[Port] = set()
        self._slopes: dict[Port, str] = {}

    def written(self, name: str, title: str, inputs: bool) -> Part:
        """The finished function. ``inputs``: whether the program's inputs are arguments and get a gradient."""
        tensor = TENSOR[self.network.language]
        needed = self._needed(inputs)
        if self.numpy and inputs:
            self._keep_what_is_not_passed_back()
        body = [*self.forward]
        for step in self.program.steps:
            body += [Line(text, step.node) for text in self._step(step)]
        answers = [self.names.names[port] for port in self.program.outputs]
        given = [f"{argument}: {tensor}" for argument in self.names.arguments()] if inputs else []
        many = tensor if len(answers) == 1 else f"tuple[{', '.join([tensor] * len(answers))}]"
        if self.numpy:
            many = f"tuple[{', '.join([tensor] * len(answers))}, Any]"
            answers = [*answers, _packed([*self._kept, *self._unread])]
        training = ["training: bool"] if self.training else []
        end = self.program.ends[0]
        lines = [
            Line(f"def {name}({', '.join([self.arguments, *given, *training])}) -> {many}:"),
            Line(f'{INDENT}"""{title}"""'),
            *(Line(INDENT + line.text, line.node) for line in body),
            Line(f"{INDENT}return {', '.join(answers)}", end),
        ]
        back = self._derivative(name, inputs, needed) if self.numpy else []
        return Part(name, lines, back, self.training)

    def _path(self, label: str) -> str:
        return self.path.format(label) + '"'

    def _step(self, step: Step) -> Iterator[str]:
        sources = [self.names.names[port] for port in step.inputs if port is not None]
        used = [port for port in step.outputs if self.names.reads(port)]
        targets = [self.names.names[port] for port in used]
        if step.block is not None:
            yield from self._block(step, sources)
            return
        function = self.network.functions.of(step)
        graph = self.network.functions.graph(step)
        self.training = self.training or graph.in_training
        weights = [f"params[{self._path(f'{step.name}.{found.label}')}]" for _, found in graph.weights]
        if self.numpy:
            targets.append(self._keep(step))
        yield f"{', '.join(targets)} = {function.call(graph, sources, weights)}"

    def _keep(self, step: Step) -> str:
        self._kept.append(self.names.free(f"kept_{step.name}"))
        return self._kept[-1]

    def _block(self, step: Step, sources: list[str]) -> Iterator[str]:
        block = step.block
        functions = [self.network.block(program, step) for program in step.repetitions]
        self.training = self.training or any(part.training for part in functions)
        targets = [self.names.names[port] for port in step.outputs]
        kept = self._keep(step) if self.numpy else ""
        if self.numpy and len(step.outputs) > 1:
            self._unread += [self.names.names[port] for port in step.outputs if not self.names.reads(port)]
        if block is None or block.repeat == 1:
            named = self.numpy and len(step.outputs) > 1
            shown = [self.names.names[port] if named or self.names.reads(port) else "_" for port in step.outputs]
            yield f"{', '.join([*shown, *([kept] if kept else [])])} = {self._call(functions[0], step, self._path(step.name), sources)}"
            return
        if sources != targets:
            yield f"{', '.join(targets)} = {', '.join(sources)}"
        if kept:
            yield f"{kept} = []"
        more = ["more"] if kept else []
        for at, part, loop in self._repeated(step, functions):
            call = self._call(part, step, at, targets)
            lines = [f"{', '.join([*targets, *more])} = {call}", *([f"{kept}.append(more)"] if kept else [])]
            yield from ([loop, *(INDENT + line for line in lines)] if loop else lines)

    def _repeated(self, step: Step, functions: Sequence[Part]) -> list[tuple[str, Part, str]]:
        """The repetitions: one line in a loop where all are the same function, else one after another."""
        block = step.block
        shared = block is not None and block.shared
        if all(part is functions[0] for part in functions):
            number = "_" if shared else "number"
            path = self._path(step.name) if shared else self._numbered(step, "{number}")
            return [(path, functions[0], f"for {number} in range({len(functions)}):")]
        return [
            (self._path(step.name) if shared else self._numbered(step, str(at)), part, "")
            for at, part in enumerate(functions)
        ]

    def _numbered(self, step: Step, number: str) -> str:
        text = self._path(f"{step.name}.{number}")
        return text if text.startswith("f") or "{" not in text else f"f{text}"

    def _call(self, part: Part, step: Step, at: str, sources: Sequence[str]) -> str:
        training = ["training=training"] if part.training else []
        return f"{part.name or '(pending)'}({', '.join(['params', at, *sources, *training])})"

    # Backward, in NumPy.

    def _needed(self, inputs: bool) -> set[Port]:
        """The ports whose gradient is needed: something before them learns, or they are inputs of a block."""
        found = set(self.program.inputs) if inputs else set()
        for step in self.program.steps:
            if self._learns(step) or any(port in found for port in step.inputs if port is not None):
                found |= set(step.outputs)
        return found

    def _learns(self, step: Step) -> bool:
        if step.block is not None:
            return True
        return any(found.learned for _, found in self.network.functions.graph(step).weights)

    def _derivative(self, name: str, inputs: bool, needed: set[Port]) -> list[Line]:
        arguments, lines = [], list[str]()
        for number, port in enumerate(self.program.outputs, start=1):
            argument = "d_outputs" if len(self.program.outputs) == 1 else f"d_outputs_{number}"
            arguments.append(argument)
            if port in needed and port not in self._arrived:
                self._slopes[port] = argument
            lines += self._arrive(port, argument) if port in needed else []
        body = [Line(text) for text in lines]
        for step, kept in zip(reversed(self.program.steps), reversed(self._kept), strict=True):
            if any(port in self._arrived for port in step.outputs) and set(step.outputs) & needed:
                body += [Line(text, step.node) for text in self._back(step, kept, needed)]
        hints = (
            [f"{argument}: Array" for argument in arguments]
            + ["kept: Any", "slopes: Params"]
            + (["at: str"] if inputs else [])
        )
        ports = list(self.program.inputs) if inputs else []
        answers = [self._slope(port) if port in self._arrived else self._zeros(port) for port in ports]
        gives = "None" if not inputs else "Array" if len(ports) == 1 else f"tuple[{', '.join(['Array'] * len(ports))}]"
        kept_values = [*self._kept, *self._unread]
        targets = _packed(kept_values) if len(kept_values) == 1 else ", ".join(kept_values)
        return [
            Line(f"def {_backward(name)}({', '.join(hints)}) -> {gives}:"),
            Line(
                f'{INDENT}"""The derivative of {"the block" if inputs else f"``{name}``"}: the gradient of every weight goes into ``slopes``."""'
            ),
            *([Line(f"{INDENT}{targets} = kept")] if self._kept else []),
            *(Line(INDENT + line.text, line.node) for line in body),
            *([Line(f"{INDENT}return {', '.join(answers)}")] if inputs else []),
        ]

    def _slope(self, port: Port) -> str:
        return self._slopes.get(port, f"d_{self.names.names[port]}")

    def _arrive(self, port: Port, text: str) -> list[str]:
        """What arrives at a port: the first time it is named, then added."""
        name = self._slope(port)
        if port in self._arrived:
            return [f"{name} = {name} + {text}"]
        self._arrived.add(port)
        return [f"{name} = {text}"] if name != text else []

    def _zeros(self, port: Port) -> str:
        """What arrives at a port that nothing with a gradient reads."""
        return f"numpy.zeros_like({self._entered.get(port, self.names.names[port])})"

    def _keep_what_is_not_passed_back(self) -> None:
        """Keep the inputs that get no gradient inside the block, for zeros in their shape are returned for them."""
        for port in self.program.inputs:
            readers = [step for step in self.program.steps if port in step.inputs and step.block is None]
            labels = (
                (self.network.functions.of(step), label)
                for step in readers
                for label, source in zip(step.layer.input_ports(), step.inputs, strict=True)
                if source == port
            )
            if not self.names.reads(port) or not all(function.passed_back(label) for function, label in labels):
                name = self.names.free(f"entered_{self.names.names[port]}")
                self.forward.append(Line(f"{name} = {self.names.names[port]}", port.node))
                self._unread.append(name)
                self._entered[port] = name

    def _receive(self, ports: Sequence[Port], needed: set[Port]) -> tuple[list[str], list[str]]:
        """The targets for the gradients of some inputs, and the lines that add those that come again."""
        targets, after = [], list[str]()
        for port in ports:
            if port not in needed:
                targets.append("_")
            elif port in self._arrived:
                extra = self.names.free(f"more_{len(after) + 1}") if after else "more"
                targets.append(extra)
                after += self._arrive(port, extra)
            else:
                self._arrived.add(port)
                targets.append(self._slope(port))
        return targets, after

    def _back(self, step: Step, kept: str, needed: set[Port]) -> Iterator[str]:
        used = [port for port in step.outputs if self.names.reads(port) or step.block is not None]
        slopes = [self._slope(port) if port in self._arrived else self._zeros(port) for port in used]
        ports = [port for port in step.inputs if port is not None]
        if step.block is not None:
            yield from self._block_back(step, kept, slopes, ports, needed)
            return
        function = self.network.functions.of(step)
        labels = [name for name, port in zip(step.layer.input_ports(), step.inputs, strict=True) if port is not None]
        passed = [port for label, port in zip(labels, ports, strict=True) if function.passed_back(label)]
        targets, after = self._receive(passed, needed)
        graph = self.network.functions.graph(step)
        targets += [
            f"slopes[{self._path(f'{step.name}.{found.label}')}]"
            for _, found in graph.weights
            if isinstance(found, Entry) and found.learned
        ]
        yield f"{', '.join(targets)} = {function.name}_backward({', '.join([*slopes, kept])})"
        yield from after

    def _block_back(
        self, step: Step, kept: str, slopes: list[str], ports: list[Port], needed: set[Port]
    ) -> Iterator[str]:
        block = step.block
        functions = [self.network.block(program, step) for program in step.repetitions]
        if block is None or block.repeat == 1:
            targets, after = self._receive(ports, needed)
            yield f"{', '.join(targets)} = {functions[0].name}_backward({', '.join([*slopes, kept, 'slopes', self._path(step.name)])})"
            yield from after
            return
        for number, (port, slope) in enumerate(zip(step.outputs, slopes, strict=True)):
            if port not in self._arrived:
                slopes[number] = self._slope(port)
                yield f"{slopes[number]} = {slope}"
        for at, part, loop in reversed(self._repeated(step, functions)):
            where = "number" if loop else at.rstrip('"').rpartition(".")[2]
            where = where if where.isdecimal() or loop else str(functions.index(part))
            store = "one" if block.shared else "slopes"
            call = f"{part.name}_backward({', '.join([*slopes, f'{kept}[{where}]', store, at])})"
            lines = [f"{', '.join(slopes)} = {call}"]
            if block.shared:
                lines = [
                    "one: Params = {}",
                    *lines,
                    "for name, slope in one.items():",
                    "    slopes[name] = slopes.get(name, 0) + slope",
                ]
            if loop:
                yield f"for number in reversed(range({len(functions)})):"
            yield from ((INDENT if loop else "") + line for line in lines)
        for port, slope in zip(ports, slopes, strict=True):
            if port in needed:
                yield from self._arrive(port, slope)


def _packed(names: Sequence[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _backward(name: str) -> str:
    return BACKWARD if name == FORWARD else f"{name}_backward"


def _dialect(language: Language) -> Dialect:
    """What ``Forward`` needs to find names."""
    return Dialect(lambda step: step.layer.torch(*step.shapes), NAMES[language], "", "", "", "", {})


def _split(lines: list[str]) -> Iterator[list[Line]]:
    """Functions that were written below each other, one by one."""
    section: list[Line] = []
    for line in lines:
        if line.startswith("def ") and section:
            yield _trimmed(section)
            section = []
        section.append(Line(line))
    yield _trimmed(section)


def _trimmed(section: list[Line]) -> list[Line]:
    while section and not section[-1].text:
        section.pop()
    return section
