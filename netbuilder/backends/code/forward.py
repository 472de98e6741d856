"""The body of a network's method: the steps of a program as lines of source."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, count

from netbuilder.backends.code.dialect import Dialect
from netbuilder.graph.blocks import BlockId
from netbuilder.graph.graph import NodeId, Port
from netbuilder.graph.identifiers import free_name
from netbuilder.layers.calls import Several
from netbuilder.program.steps import Program, Step

PASSING = "x"
"""The name of a value that only the next line needs, unless nothing is computed for it: a parameter keeps its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of source and the node it comes from, so that a click on a node can light up its lines.

    ``block``: the block in whose drawing the node stands; None where that is the project's own.
    """

    text: str
    node: NodeId | None = None
    block: BlockId | None = None


def within(block: BlockId, lines: Iterable[Line]) -> list[Line]:
    """The same lines, whose nodes stand in the drawing of a block, or of one inside it."""
    return [line if line.node is None else replace(line, block=line.block or block) for line in lines]


def indented(lines: Iterable[Line], by: str) -> list[Line]:
    """The same lines further to the right."""
    return [replace(line, text=by + line.text) for line in lines]


class Forward:
    """One body: what each tensor is called, and the lines that compute it.

    ``module``: the source text of what a step calls; by default it is an attribute of the class; ``reserved``: names
    that no tensor gets, beside those of Python's own.
    """

    def __init__(
        self,
        program: Program,
        dialect: Dialect,
        module: Callable[[Step], str] | None = None,
        reserved: Set[str] = frozenset(),
    ) -> None:
        self._reserved = reserved
        self._program, self._dialect = program, dialect
        self._module = module or _attribute
        self._readers = _readers(program)
        names = (step.name for step in program.steps)
        self._taken = {*program.inputs.values(), *names, PASSING, "self", dialect.root}
        self.anchor = dialect.anchor
        self.names: dict[Port, str] = {}
        for port, name in program.inputs.items():
            needed_later = len(program.inputs) > 1 or not self._readers[port] <= {0}
            self.names[port] = self._argument(name) if needed_later else PASSING
        if self.anchor and program.inputs:
            self.anchor = self.names[next(iter(program.inputs))]
        for place, step in enumerate(program.steps):
            self._name(place, step)

    def _name(self, place: int, step: Step) -> None:
        used = [port for port in step.outputs if self._readers[port]]
        many, end = len(self._program.outputs) > 1, len(self._program.steps)
        for port in step.outputs:
            readers = self._readers[port]
            if len(used) > 1 or not readers:
                self.names[port] = self.free(f"{step.name}_{port.name}")
            elif not step.inputs or (many and end in readers) or not readers <= {place + 1}:
                self.names[port] = self.free(f"{step.name}_values") if self._hides(step.name) else step.name
            else:
                self.names[port] = PASSING

    def _argument(self, name: str) -> str:
        """A name for an argument that hides none of Python's own: the port "input" of a block becomes ``inputs``."""
        return self.free(f"{name}s") if self._hides(name) else name

    def _hides(self, name: str) -> bool:
        return hasattr(builtins, name) or name in self._reserved

    def free(self, stem: str) -> str:
        """A name that the body does not use yet, for one more value."""
        return free_name(stem, self._taken)

    def reads(self, port: Port) -> bool:
        """Whether anything is computed from what comes out of a port."""
        return bool(self._readers[port])

    def reader_count(self, port: Port) -> int:
        """How many steps read what comes out of a port; what is returned counts as one."""
        return len(self._readers[port])

    def arguments(self) -> list[str]:
        """The names of the tensors that ``forward`` takes."""
        return [self.names[port] for port in self._program.inputs]

    def lines(self, ending: str = "return") -> list[Line]:
        """The lines of the body. Its ending takes the last computation in, where that is a single expression."""
        found: list[Line] = []
        last = self._program.steps[-1] if self._program.steps else None
        for step in self._program.steps:
            if step is last and self._is_the_answer(step):
                return [*found, Line(f"{ending} {self._expression(step)}", step.node)]
            found += [Line(text, step.node) for text in self.computed(step)]
        answers = ", ".join(self.names[port] for port in self._program.outputs)
        return [*found, Line(f"{ending} {answers}", self._program.ends[0])]

    def _is_the_answer(self, step: Step) -> bool:
        """Whether what is returned is what the step computes, in one expression."""
        if step.block is not None:
            return step.block.repeat == 1 and len(step.outputs) == 1 and self._program.outputs == tuple(step.outputs)
        return (
            len(self._program.outputs) == 1 and self._program.outputs[0] in step.outputs and len(self._used(step)) == 1
        )

    def _used(self, step: Step) -> list[Port]:
        return [port for port in step.outputs if self._readers[port]]

    def _inputs(self, step: Step) -> list[str]:
        found = [self.names[port] for port in step.inputs if port is not None]
        return found or ([self.anchor] if self.anchor else [])

    def _expression(self, step: Step) -> str:
        """What the step computes, where one of its outputs is used."""
        if step.block is not None:
            return f"{self._module(step)}({', '.join(self._inputs(step))})"
        call = self._dialect.call(step)
        text = call.expression(self._module(step), self._inputs(step))
        if isinstance(call, Several):
            text = call.part(self._used(step)[0].name, self._module(step), text)
        return _bare(text)

    def computed(self, step: Step) -> Iterator[str]:
        """The lines of one step."""
        if step.block is not None:
            yield from self._block(step)
            return
        used = self._used(step)
        if len(used) == 1:
            yield f"{self.names[used[0]]} = {self._expression(step)}"
            return
        call = self._dialect.call(step)
        whole = self.free(f"{step.name}_outputs")
        yield f"{whole} = {call.expression(self._module(step), self._inputs(step))}"
        if isinstance(call, Several):
            yield from (f"{self.names[port]} = {call.part(port.name, self._module(step), whole)}" for port in used)

    def _block(self, step: Step) -> Iterator[str]:
        block, targets = step.block, [self.names[port] for port in step.outputs]
        if block is None or block.repeat == 1:
            kept = [self.names[port] if self._readers[port] else "_" for port in step.outputs]
            yield f"{', '.join(kept)} = {self._expression(step)}"
            return
        sources = self._inputs(step)
        if sources != targets:
            yield f"{', '.join(targets)} = {', '.join(sources)}"
        one = self._module(step) if block.shared else self._loop_name()
        yield f"for _ in range({block.repeat}):" if block.shared else f"for {one} in {self._module(step)}:"
        yield f"    {', '.join(targets)} = {one}({', '.join(targets)})"

    def _loop_name(self) -> str:
        """A name for one of several blocks: it may be used in loop after loop, but names no tensor."""
        names = {*self.names.values(), *self._taken}
        numbered = (f"block_{number}" for number in count(2))
        return next(name for name in chain(("block", "repetition", "one_block"), numbered) if name not in names)


def _attribute(step: Step) -> str:
    """A module that the constructor has made."""
    return f"self.{step.name}"


def _readers(program: Program) -> dict[Port, set[int]]:
    """The places of the steps that read each port; the number of steps stands for what is returned."""
    ports = [*program.inputs, *(port for step in program.steps for port in step.outputs)]
    readers: dict[Port, set[int]] = {port: set() for port in ports}
    for place, step in enumerate(program.steps):
        for port in _connected(step.inputs):
            readers[port].add(place)
    for port in program.outputs:
        readers[port].add(len(program.steps))
    return readers


def _connected(inputs: Sequence[Port | None]) -> Iterable[Port]:
    return (port for port in inputs if port is not None)


def _bare(expression: str) -> str:
    """The expression without the parentheses around the whole of it."""
    if not (expression.startswith("(") and expression.endswith(")")):
        return expression
    try:
        ast.parse(expression[1:-1], mode="eval")
    except SyntaxError:
        return expression
    return expression[1:-1]
