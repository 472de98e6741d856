"""The network as functions: a function for each layer and each block, and one that puts them in their order.

In NumPy every function has its derivative beside it, and the network's runs them from the last to the first.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterator, Sequence
from functools import cached_property

from netbuilder.backends.code.forward import Forward, Line, within
from netbuilder.backends.tensors import parts
from netbuilder.backends.tensors.backward_function import BackwardFunction
from netbuilder.backends.tensors.forward_function import RESERVED, BlockFunction, ForwardFunction, value_names
from netbuilder.backends.tensors.functions import Functions, step_function
from netbuilder.backends.tensors.naming import block_stem, derivative_name, function_name
from netbuilder.backends.tensors.text import TENSOR
from netbuilder.graph.blocks import BlockUse
from netbuilder.operations.tensor import Language
from netbuilder.program.steps import Program

FORWARD, BACKWARD = "forward", "backward"
_PENDING = "block"
"""The name of a block's function while its lines are compared with others'."""


class BlockFunctions:
    """The functions of all layers and blocks in some programs. ``taken``: names that are not free; theirs are added.

    ``params``: the type of what has the weights by their names.
    """

    def __init__(
        self, programs: Sequence[Program], language: Language, taken: set[str], params: str = "Params"
    ) -> None:
        self.language, self._params = language, params
        self._taken = taken
        self._taken |= {*parts.names(language), *keyword.kwlist, *dir(builtins), FORWARD, BACKWARD, *RESERVED}
        self._names: dict[int, Forward] = {}
        self._taken |= set[str]().union(*map(self._value_names, programs))
        self.functions = Functions(programs, language, self._taken)
        self._blocks: dict[tuple[str, ...], BlockFunction] = {}
        self._of_programs: dict[int, BlockFunction] = {}

    def sections(self) -> Iterator[list[Line]]:
        """The lines of every function that has been asked for, each after those that it calls."""
        steps = {step.name: step for function in self.functions for step in function.steps}
        for function in (*(step_function(step, self.language) for step in steps.values()), *self.functions):
            yield from ([Line(text) for text in lines] for lines in function.sections())
        for part in self._blocks.values():
            yield part.lines
            if part.back:
                yield part.back

    def names_of(self, program: Program) -> Forward:
        """What each value of a program is called in its function."""
        if id(program) not in self._names:
            self._names[id(program)] = value_names(program, self.language)
        return self._names[id(program)]

    def _value_names(self, program: Program) -> set[str]:
        """What values are called in any function, so that no function is called so."""
        inside = {id(body): body for step in program.steps for body in step.repetitions}
        names = set(self.names_of(program).names.values())
        return names.union(*(self._value_names(body) for body in inside.values()))

    def block(self, program: Program, use: BlockUse) -> BlockFunction:
        """The function of one repetition of a block; those with the same lines share it."""
        if id(program) not in self._of_programs:
            writer = ForwardFunction(self, program, 'f"{{at}}.{}')
            arguments = [f"{name}: {TENSOR[self.language]}" for name in writer.names.arguments()]
            back = BackwardFunction(writer, block=True) if writer.numpy else None
            title = f"The block {shown(use)}; ``at``: what the names of its weights begin with."
            lines = writer.written(_PENDING, title, [f"params: {self._params}", "at: str", *arguments])
            title = f"The derivative of the block {shown(use)}: its gradients go into ``slopes``."
            slopes = back.written(_PENDING, title) if back else []
            key = (use.block, *(line.text for line in (*lines, *slopes)))
            if key not in self._blocks:
                name = function_name(block_stem(use.definition.name), self._taken)
                named = _named(lines, name), _named(slopes, derivative_name(name))
                lines, slopes = (within(use.block, part) for part in named)
                self._blocks[key] = BlockFunction(name, writer.training, lines, slopes)
            self._of_programs[id(program)] = self._blocks[key]
        return self._of_programs[id(program)]


class Network(BlockFunctions):
    """The functions of a whole network. ``entries``: what enters each input, as source text over ``features`` and
    ``targets``."""

    def __init__(self, program: Program, language: Language, entries: Sequence[str], taken: set[str]) -> None:
        super().__init__([program], language, taken)
        self._program = program
        self.whole = self._whole(program, entries)

    @property
    def in_training(self) -> bool:
        """Whether it behaves otherwise while training."""
        return self.whole.training

    @cached_property
    def cuts_gradient(self) -> bool:
        """Whether some layer behind another passes no gradient back, as one that looks up codes does.

        What enters a block comes from a layer, although its port may be called as one of the network's inputs is.
        """
        outer, inputs = set(map(id, self._program.steps)), set(self._program.inputs)
        return any(
            port is not None
            and not (port in inputs and id(step) in outer)
            and not self.functions.of(step).passed_back(label)
            for _, step in self._program.walk()
            if step.block is None
            for label, port in zip(step.layer.input_ports(), step.inputs, strict=True)
        )

    def sections(self) -> Iterator[list[Line]]:
        """The lines of every function, each after those that it calls."""
        yield from super().sections()
        yield self.whole.lines
        if self.whole.back:
            yield self.whole.back

    def _whole(self, program: Program, entries: Sequence[str]) -> BlockFunction:
        writer = ForwardFunction(self, program, '"{}')
        for port, text in zip(program.inputs, entries, strict=True):
            if text in ("features", "targets"):
                writer.names.names[port] = text
            elif writer.names.reads(port):
                writer.first.append(Line(f"{writer.names.names[port]} = {text}", port.node))
        back = BackwardFunction(writer, block=False) if writer.numpy else None
        title = "What the network computes from rows of features."
        taken = ["features", *(["targets"] if any("targets" in text for text in entries) else [])]
        lines = writer.written(
            FORWARD, title, ["params: Params", *(f"{name}: {TENSOR[self.language]}" for name in taken)]
        )
        title = "The derivative of ``forward``: the gradient of every weight goes into ``slopes``."
        return BlockFunction(FORWARD, writer.training, lines, back.written(BACKWARD, title) if back else [])


def _named(lines: list[Line], name: str) -> list[Line]:
    """The same function under its own name."""
    return [Line(lines[0].text.replace(f"def {_PENDING}(", f"def {name}(", 1)), *lines[1:]] if lines else []


def shown(use: BlockUse) -> str:
    """The name of a block as it stands in a docstring."""
    return block_stem(use.definition.name)
