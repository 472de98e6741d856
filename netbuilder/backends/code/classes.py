"""Which classes the blocks of a program become, and what their constructors take.

Uses of a block share a class where they compute in the same way. What differs between them, such as the number of
features that enter, is a parameter of the constructor; what is the same everywhere stands in the class.
"""

from __future__ import annotations

import ast
import builtins
import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from netbuilder.backends.code.creation import creation
from netbuilder.backends.code.dialect import Dialect
from netbuilder.backends.code.forward import Line
from netbuilder.graph.blocks import BlockId
from netbuilder.program.steps import Program, Step

_OF_SCRIPTS = """
Adagrad Adam AdamW Any Batches BatchNorm Constant EachRow Embedding History Iterator LSTMCell Losses
MisconfigurationException NoReturn Parameter Path RMSprop RNNCell Rows SafetensorError SGD Task
TransformerEncoder Weights
"""
RESERVED = frozenset(dir(builtins)) | frozenset(_OF_SCRIPTS.split())
"""What the scripts around the network call their own; a test compares."""

Key = tuple[BlockId, bool, Hashable]
"""What the programs of one class have in common: the block, whether it is written in tensors, and how it computes."""

Slot = tuple[Hashable, ...]
"""A place in the constructor of a class where a value is written: the name of a step, then where in it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a constructor, and the places of the class at which its value is written."""

    name: str
    annotation: str
    slots: tuple[Slot, ...]


class BlockClass:
    """One class: the programs that it stands for, all of which compute in the same way."""

    def __init__(self, name: str, owner: Classes) -> None:
        self.name = name
        self.programs: list[Program] = []
        self._owner = owner

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What differs between its programs; values that always agree with each other are one parameter."""
        tables = [dict(self._owner.values(program)) for program in self.programs]
        columns: dict[tuple[str, ...], list[Slot]] = {}
        for slot in tables[0]:
            column = tuple(table[slot] for table in tables)
            if len(set(column)) > 1:
                columns.setdefault(column, []).append(slot)
        names = self._names(list(columns.values()))
        return tuple(
            Parameter(name, _annotation(column), tuple(slots))
            for name, (column, slots) in zip(names, columns.items(), strict=True)
        )

    def _names(self, groups: Sequence[Sequence[Slot]]) -> Iterator[str]:
        """A name for each group: that of its first argument, led by its step's where it would be given twice."""
        labels = [self._owner.label(self.programs[0], slots[0]) for slots in groups]
        taken: set[str] = set()
        for slots, label in zip(groups, labels, strict=True):
            name = stem = label if labels.count(label) == 1 else f"{slots[0][0]}_{label}"
            number = 2
            while name in taken:
                name, number = f"{stem}_{number}", number + 1
            taken.add(name)
            yield name

    def arguments(self, program: Program) -> dict[str, str]:
        """The values that the constructor gets for one of its programs, as source text by name."""
        values = dict(self._owner.values(program))
        return {parameter.name: values[parameter.slots[0]] for parameter in self.parameters}


class OtherClass(Protocol):
    """A class that is written in another way than layer by layer."""

    name: str
    programs: list[Program]

    def arguments(self, program: Program) -> dict[str, str]:
        """The values that the constructor gets for one of its programs, as source text by name."""

    def lines(self) -> list[Line]:
        """The whole class."""


class OtherClasses(Protocol):
    """What writes the classes of the blocks that are marked."""

    def key(self, program: Program) -> Hashable:
        """What two programs must have in common to be of one class."""

    def made(self, name: str) -> OtherClass:
        """A class that has no programs yet."""


class Classes:
    """The classes of all blocks of a program, those inside others first.

    ``in_tensors``: writes the blocks that are marked as written in tensors; without it they are written as the others.
    """

    def __init__(self, program: Program, taken: str, dialect: Dialect, in_tensors: OtherClasses | None = None) -> None:
        self._in_tensors = in_tensors
        self._keys: dict[int, Hashable] = {}
        self._tables: dict[int, tuple[tuple[Slot, str], ...]] = {}
        self._found: dict[Key, BlockClass | OtherClass] = {}
        self._taken = {taken, *RESERVED}
        self.dialect = dialect
        self._gather(program)

    def by_block(self) -> Iterator[tuple[BlockId, BlockClass | OtherClass]]:
        """Every class with the block that it is of."""
        return ((block, found) for (block, *_), found in self._found.items())

    def of(self, step: Step, number: int) -> BlockClass | OtherClass:
        """The class of one repetition of a block."""
        return self._found[self._key(step, step.repetitions[number])]

    def _gather(self, program: Program) -> None:
        for step in program.steps:
            for body in step.repetitions:
                key = self._key(step, body)
                if key in self._found and any(body is known for known in self._found[key].programs):
                    continue
                other = self._other(step)
                if other is None:
                    self._gather(body)
                if key not in self._found:
                    name = self._free_name(step)
                    self._found[key] = BlockClass(name, self) if other is None else other.made(name)
                self._found[key].programs.append(body)

    def _free_name(self, step: Step) -> str:
        stem = _camel(step.block.definition.name) if step.block else ""
        name, number = stem or "Block", 2
        while name in self._taken:
            name, number = f"{stem or 'Block'}{number}", number + 1
        self._taken.add(name)
        return name

    def _key(self, step: Step, body: Program) -> Key:
        """What two repetitions must have in common to be of one class."""
        other = self._other(step)
        structure = self._structure(body) if other is None else other.key(body)
        return (step.block.block if step.block else "", other is not None, structure)

    def _other(self, step: Step) -> OtherClasses | None:
        """What writes the class of a block that is marked."""
        return self._in_tensors if step.block is not None and step.block.definition.in_tensors else None

    def _structure(self, program: Program) -> Hashable:
        if id(program) not in self._keys:
            ports = (tuple(program.inputs), program.outputs)
            self._keys[id(program)] = (ports, tuple(self._outline(step) for step in program.steps))
        return self._keys[id(program)]

    def _outline(self, step: Step) -> Hashable:
        block = step.block
        if block is not None:
            inner = tuple(self._key(step, body) for body in step.repetitions)
            return (step.name, step.inputs, inner, block.repeat, block.shared)
        call = self.dialect.call(step)
        made = creation(call)
        free = tuple((where, where in made.plain or text) for where, text in made.arguments.items()) if made else ()
        places = [f"value_{number}" for number, port in enumerate(step.inputs) if port is not None]
        text = call.expression(step.name, places)
        return (step.name, step.inputs, made.function if made else None, free, text, *self.dialect.after(step))

    def values(self, program: Program) -> tuple[tuple[Slot, str], ...]:
        """What is written into the constructor for this program, place by place."""
        if id(program) not in self._tables:
            self._tables[id(program)] = tuple(pair for step in program.steps for pair in self._written(step))
        return self._tables[id(program)]

    def _written(self, step: Step) -> Iterator[tuple[Slot, str]]:
        if step.block is not None:
            for number, body in enumerate(step.repetitions):
                for name, text in self.of(step, number).arguments(body).items():
                    yield (step.name, number, name), text
            return
        made = creation(self.dialect.call(step))
        if made is not None:
            yield from (((step.name, where), text) for where, text in made.arguments.items() if where in made.plain)

    def label(self, program: Program, slot: Slot) -> str:
        """What the value at a place is called."""
        step = next(step for step in program.steps if step.name == slot[0])
        made = creation(self.dialect.call(step)) if step.block is None else None
        last: Any = slot[-1]
        return made.label(last, self.dialect.positional) if made is not None else str(last)


def _annotation(column: Sequence[str]) -> str:
    """The type of values that are given as source text."""
    kinds = {type(ast.literal_eval(text)) for text in column}
    if kinds == {int, float}:
        return "float"
    if kinds == {tuple}:
        return "tuple[int, ...]"
    return " | ".join(sorted("None" if kind is type(None) else kind.__name__ for kind in kinds))


def _camel(text: str) -> str:
    """A class name from what the user calls a block: "residual stage" is ResidualStage. Empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    name = "".join(word.capitalize() if word.isupper() else word[:1].upper() + word[1:] for word in words)
    return name if name[:1].isalpha() else f"Block{name}" if name else ""
