"""One function of the network, forward: a line for each layer, a call or a loop for each block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from netbuilder.backends.code.dialect import Dialect
from netbuilder.backends.code.forward import Forward, Line, indented
from netbuilder.backends.tensors.functions import Functions
from netbuilder.backends.tensors.graphs import weight_name
from netbuilder.backends.tensors.text import INDENT, TENSOR, hint, packed
from netbuilder.graph.blocks import BlockUse
from netbuilder.operations.tensor import Language
from netbuilder.program.steps import Program, Step

RESERVED = frozenset(
    [
        *("params", "features", "targets", "at", "training", "kept", "slopes"),
        *("number", "more", "one", "name", "slope", "self"),
    ]
)
"""What the functions, and the methods that call them, call their own."""


@dataclass(slots=True)
class BlockFunction:
    """The function of a block: its name, whether it names ``training``, its lines and in NumPy its derivative's."""

    name: str
    training: bool
    lines: list[Line]
    back: list[Line]


class Known(Protocol):
    """What a function needs to know of the network around it."""

    language: Language
    functions: Functions

    def block(self, program: Program, use: BlockUse) -> BlockFunction:
        """The function of one repetition of a block."""

    def names_of(self, program: Program) -> Forward:
        """What each value of a program is called in its function."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """Calls of a block in a row: ``path``: what its weights' names begin with, as source text; ``place``: which of the
    kept values is its own; ``loop``: the head of a loop over all of them, or nothing."""

    path: str
    place: str
    function: BlockFunction
    loop: str = ""


class ForwardFunction:
    """The lines of one function. ``path``: the source text of a weight's name, up to the part that is its own;
    ``holder``: what has the weights by their names.

    ``kept``: in NumPy, what each step leaves for backward; ``shapes``: values kept for their shape alone.
    """

    def __init__(self, known: Known, program: Program, path: str, holder: str = "params") -> None:
        self.known, self.program = known, program
        self.names = known.names_of(program)
        self.numpy = known.language == "numpy"
        self.first: list[Line] = []
        self.kept: list[str] = []
        self.shapes: list[str] = []
        self.training = False
        self._path, self._holder = path, holder

    def written(self, name: str, title: str, arguments: Sequence[str]) -> list[Line]:
        """The finished function."""
        tensor, body = TENSOR[self.known.language], [*self.first, *self.body()]
        answers = self.answers
        gives = hint(tensor, len(answers))
        if self.numpy:
            gives = f"tuple[{', '.join([tensor] * len(answers))}, Any]"
            answers = [*answers, packed([*self.kept, *self.shapes])]
        taken = [*arguments, *(["training: bool"] if self.training else [])]
        return [
            Line(f"def {name}({', '.join(taken)}) -> {gives}:"),
            Line(f'{INDENT}"""{title}"""'),
            *indented(self.ended(body, answers), INDENT),
        ]

    def ended(self, body: Sequence[Line], answers: Sequence[str]) -> list[Line]:
        """The lines with what is returned at their end; what the last of them computes is returned at once."""
        only = f"{answers[0]} = " if len(answers) == 1 else ""
        if only and body and body[-1].text.startswith(only):
            return [*body[:-1], replace(body[-1], text=f"return {body[-1].text.removeprefix(only)}")]
        return [*body, Line(f"return {', '.join(answers)}", self.program.ends[0])]

    def body(self) -> list[Line]:
        """The lines of every step."""
        return [Line(text, step.node) for step in self.program.steps for text in self._step(step)]

    @property
    def answers(self) -> list[str]:
        """What the outputs are called."""
        return [self.names.names[port] for port in self.program.outputs]

    def path(self, label: str) -> str:
        """The name of a weight, or what the names inside a block begin with, as source text."""
        return self._path.format(label) + '"'

    def repeated(self, step: Step, use: BlockUse) -> list[Repetition]:
        """The repetitions of a block: one in a loop where all are the same function, else one after another."""
        functions = [self.known.block(program, use) for program in step.repetitions]
        if all(function is functions[0] for function in functions):
            path = self.path(step.name) if use.shared else self._numbered(step, "{number}")
            return [Repetition(path, "number", functions[0], f"for number in range({len(functions)}):")]
        paths = [self.path(step.name) if use.shared else self._numbered(step, str(at)) for at in range(len(functions))]
        return [
            Repetition(path, str(at), function)
            for at, (path, function) in enumerate(zip(paths, functions, strict=True))
        ]

    def _step(self, step: Step) -> Iterator[str]:
        if isinstance(step.layer, BlockUse):
            yield from self._block(step, step.layer)
            return
        function, graph = self.known.functions.of(step), self.known.functions.graph(step)
        self.training = self.training or graph.in_training
        weights = [f"{self._holder}[{self.path(weight_name(step.name, found.label))}]" for _, found in graph.weights]
        targets = [self.names.names[port] for port in step.outputs if self.names.reads(port)]
        targets += self._keep(step)
        yield f"{', '.join(targets)} = {function.call(graph, self._sources(step), weights)}"

    def _sources(self, step: Step) -> list[str]:
        return [self.names.names[port] for port in step.inputs if port is not None]

    def _keep(self, step: Step) -> list[str]:
        """The target for what backward needs of a step."""
        if not self.numpy:
            return []
        self.kept.append(self.names.free(f"kept_{step.name}"))
        return self.kept[-1:]

    def _block(self, step: Step, use: BlockUse) -> Iterator[str]:
        repetitions = self.repeated(step, use)
        self.training = self.training or any(one.function.training for one in repetitions)
        targets, kept = [self.names.names[port] for port in step.outputs], self._keep(step)
        unread = [port for port in step.outputs if not self.names.reads(port)]
        if self.numpy:
            self.shapes += [self.names.names[port] for port in unread]
        if use.repeat == 1:
            shown = ["_" if port in unread and not self.numpy else self.names.names[port] for port in step.outputs]
            call = self._call(repetitions[0].function, self.path(step.name), self._sources(step))
            yield f"{', '.join([*shown, *kept])} = {call}"
            return
        if self._sources(step) != targets:
            yield f"{', '.join(targets)} = {', '.join(self._sources(step))}"
        yield from (f"{name} = []" for name in kept)
        for one in repetitions:
            call = self._call(one.function, one.path, targets)
            lines = [f"{', '.join([*targets, *(['more'] if kept else [])])} = {call}"]
            lines += [f"{name}.append(more)" for name in kept]
            head = one.loop.replace("number", "_", 1) if use.shared else one.loop
            yield from ([head, *(INDENT + line for line in lines)] if head else lines)

    def _call(self, function: BlockFunction, path: str, sources: Sequence[str]) -> str:
        training = ["training=training"] if function.training else []
        return f"{function.name}({', '.join([self._holder, path, *sources, *training])})"

    def _numbered(self, step: Step, number: str) -> str:
        text = self.path(f"{step.name}.{number}")
        return text if text.startswith("f") or "{" not in text else f"f{text}"


def value_names(program: Program, language: Language) -> Forward:
    """What each value of a program is called."""
    dialect = Dialect(lambda step: step.layer.torch(*step.shapes), language, "", "", "", "", {})
    return Forward(program, dialect, reserved=RESERVED)
