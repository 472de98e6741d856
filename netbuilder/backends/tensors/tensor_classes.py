"""Blocks written in tensors: a class for each, whose weights are its own, for scripts whose other parts are layers."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from netbuilder.backends.code.classes import Parameter
from netbuilder.backends.code.forward import Line, indented
from netbuilder.backends.tensors.forward_function import ForwardFunction
from netbuilder.backends.tensors.network import BlockFunctions
from netbuilder.backends.tensors.starting import starting_lines
from netbuilder.backends.tensors.text import INDENT, TENSOR, hint
from netbuilder.graph.graph import Port
from netbuilder.graph.identifiers import free_name
from netbuilder.layers.base import Fixed, Shape
from netbuilder.operations.tensor import Language
from netbuilder.program.steps import Program

WEIGHTS = "Weights"
"""What the classes derive from: a module or layer that has its weights by names such as "dense.weight"."""
_NUMBER = re.compile(r"(?<![\w.\"])\d+(?![\w.\"])")
"""A whole number that stands alone: a size."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a framework writes such a class. ``method``: what computes; ``layers``: whether it is a layer of Keras, which
    hands options on, is told whether it trains, and has the channels of images last; else a module of PyTorch.
    """

    language: Language
    method: str
    layers: bool


PYTORCH = Words("torch", "forward", layers=False)
KERAS = Words("tf", "call", layers=True)


class TensorClass:
    """The class of a block, and the programs that it stands for: they differ in sizes of weights alone."""

    def __init__(self, name: str, owner: TensorBlocks) -> None:
        self.name, self._owner = name, owner
        self.programs: list[Program] = []

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The sizes that differ between its programs; those that always agree with each other are one parameter."""
        columns: dict[tuple[str, ...], list[Hashable]] = {}
        for place, column in enumerate(zip(*map(self._owner.sizes, self.programs), strict=True)):
            if len(set(column)) > 1:
                columns.setdefault(column, []).append(place)
        taken = {"self", "options", "number"}
        return tuple(
            Parameter(free_name("size", taken), "int", tuple((place,) for place in places))
            for places in columns.values()
        )

    def arguments(self, program: Program) -> dict[str, str]:
        """The sizes that the constructor gets for one of its programs, as source text by name."""
        sizes = self._owner.sizes(program)
        return {one.name: sizes[self._places(one)[0]] for one in self.parameters}

    def lines(self) -> list[Line]:
        """The whole class."""
        words, program = self._owner.words, self.programs[0]
        taken = "".join(f", {one.name}: {one.annotation}" for one in self.parameters)
        return [
            Line(f"class {self.name}({WEIGHTS}):"),
            Line(f'{INDENT}"""A block written in tensors: its own weights, and what is computed with them."""'),
            Line(""),
            Line(f"{INDENT}def __init__(self{taken}{', **options: Any' if words.layers else ''}) -> None:"),
            Line(f"{INDENT * 2}super().__init__({'**options' if words.layers else ''})"),
            *(Line(INDENT * 2 + text) for text in self._starts(program)),
            Line(""),
            *indented(self._owner.method(program), INDENT),
        ]

    def _places(self, parameter: Parameter) -> list[int]:
        return [place for slot in parameter.slots for place in slot if isinstance(place, int)]

    def _starts(self, program: Program) -> Iterator[str]:
        """The lines that make the weights, with parameters in place of sizes that differ."""
        names = {place: one.name for one in self.parameters for place in self._places(one)}
        count = 0
        for text in self._owner.starts(program):
            target, _, value = text.partition(" = ")
            parts, end = [], 0
            for found in _NUMBER.finditer(value):
                parts += [value[end : found.start()], names.get(count, found.group())]
                end, count = found.end(), count + 1
            yield f"{target} = {''.join(parts)}{value[end:]}" if value else text


class TensorBlocks:
    """The classes of all blocks of a program that are written in tensors. ``taken``: names that are not free."""

    def __init__(self, program: Program, words: Words, taken: Iterable[str]) -> None:
        self.words = words
        self._bodies = list(_outermost(program, set()))
        self._functions = BlockFunctions(self._bodies, words.language, set(taken), WEIGHTS)
        self._known: dict[int, tuple[list[str], list[Line]]] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._bodies)

    def made(self, name: str) -> TensorClass:
        """A class that has no programs yet."""
        return TensorClass(name, self)

    def key(self, program: Program) -> Hashable:
        """What two programs must have in common to be of one class: all but the sizes of their weights."""
        starts = tuple(_NUMBER.sub("0", text.partition(" = ")[2]) for text in self.starts(program))
        return starts, tuple(line.text for line in self.method(program))

    def sizes(self, program: Program) -> list[str]:
        """Every size in the lines that make its weights."""
        return [size for text in self.starts(program) for size in _NUMBER.findall(text.partition(" = ")[2])]

    def starts(self, program: Program) -> list[str]:
        """The lines that make its weights."""
        return self._written(program)[0]

    def method(self, program: Program) -> list[Line]:
        """The lines of the method that computes."""
        return self._written(program)[1]

    def helpers(self) -> list[list[Line]]:
        """The functions that the classes call, once the classes are written."""
        return list(self._functions.sections())

    def _written(self, program: Program) -> tuple[list[str], list[Line]]:
        if id(program) not in self._known:
            functions, language = self._functions.functions, self.words.language
            lines = starting_lines(program, functions, language, "self")
            self._known[id(program)] = ([line.text for line in lines], self._method(program))
        return self._known[id(program)]

    def _method(self, program: Program) -> list[Line]:
        words, tensor = self.words, TENSOR[self.words.language]
        writer = ForwardFunction(self._functions, program, '"{}', "self")
        names, body = writer.names.names, writer.body()
        arguments = [f"{name}: {tensor}" for name in writer.names.arguments()]
        entering, answers = list[str](), writer.answers
        if words.layers:
            arguments += ["training: bool = False"] if writer.training else []
            images = [names[port] for port in program.inputs if writer.names.reads(port) and _is_image(program, port)]
            entering += [f"{name} = tf.transpose({name}, (0, 3, 1, 2))" for name in images]
            answers = [
                f"tf.transpose({name}, (0, 2, 3, 1))" if _is_image(program, port) else name
                for port, name in zip(program.outputs, answers, strict=True)
            ]
        elif writer.training:
            entering.append("training = self.training")
        return [
            Line(f"def {words.method}({', '.join(['self', *arguments])}) -> {hint(tensor, len(answers))}:"),
            *(Line(INDENT + text) for text in entering),
            *indented(writer.ended(body, answers), INDENT),
        ]


def _is_image(program: Program, port: Port) -> bool:
    """Whether what comes out of a port has channels and two sides."""
    found = program.specs.get(port)
    shapes = (step.outputs[port].shape for step in program.steps if port in step.outputs)
    shape: Shape = found.shape if found is not None else next(shapes)
    return len(shape) == 3 and not isinstance(shape, Fixed)


def _outermost(program: Program, known: set[int]) -> Iterator[Program]:
    """The bodies of blocks that are written in tensors; those inside them go with them."""
    for step in program.steps:
        for body in step.repetitions:
            if id(body) in known:
                continue
            known.add(id(body))
            if step.block is not None and step.block.definition.in_tensors:
                yield body
            else:
                yield from _outermost(body, known)
