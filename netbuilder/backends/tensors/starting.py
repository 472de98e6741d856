"""Starting values of every weight, as source text: what PyTorch's layers draw, weight by weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netbuilder.backends.code.forward import Line
from netbuilder.backends.tensors.functions import Functions
from netbuilder.backends.tensors.text import INDENT
from netbuilder.layers.calls import literal
from netbuilder.operations.tensor import Entry, Language, Start, Tensor
from netbuilder.program.steps import Program, Step


def starting_values(program: Program, functions: Functions, language: Language) -> list[Line]:
    """The function ``starting_values``, which makes all weights."""
    drawn = "generator: numpy.random.Generator" if language == "numpy" else ""
    return [
        Line(f"def starting_values({drawn}) -> Params:"),
        Line(f'{INDENT}"""Every weight, drawn as PyTorch draws its own (not the same random numbers)."""'),
        Line(f"{INDENT}params: Params = {{}}"),
        *(Line(INDENT + line.text, line.node) for line in starting_lines(program, functions, language, "params")),
        Line(f"{INDENT}return params"),
    ]


def starting_lines(program: Program, functions: Functions, language: Language, holder: str) -> Iterator[Line]:
    """A line for each weight of a program; ``holder``: what has the weights by their names."""
    return _Starts(functions, language, holder).lines(program, "", 1)


@dataclass(frozen=True, slots=True)
class _Starts:
    """Writes the line of each weight."""

    functions: Functions
    language: Language
    holder: str

    def lines(self, program: Program, path: str, depth: int) -> Iterator[Line]:
        """``path``: what names begin with, with the names of loops over repetitions in braces."""
        for step in program.steps:
            block = step.block
            if block is None:
                for tensor, found in self.functions.graph(step).weights:
                    name = f"{path}{step.name}.{found.label}"
                    place = f'{self.holder}[{"f" if "{" in name else ""}"{name}"]'
                    yield Line(f"{place} = {_value(tensor, found, self.language)}", step.node)
            elif block.repeat == 1 or block.shared:
                yield from self.lines(step.repetitions[0], f"{path}{step.name}.", depth)
            else:
                yield from self._repeated(step, f"{path}{step.name}.", depth)

    def _repeated(self, step: Step, path: str, depth: int) -> Iterator[Line]:
        """A loop where all repetitions start in the same way, else one after another."""
        number = "number" if depth == 1 else f"number_{depth}"
        bodies = [list(self.lines(body, f"{path}{{{number}}}.", depth + 1)) for body in step.repetitions]
        if all([line.text for line in body] == [line.text for line in bodies[0]] for body in bodies):
            if bodies[0]:
                yield Line(f"for {number} in range({len(bodies)}):", step.node)
            yield from (Line(INDENT + line.text, step.node) for line in bodies[0])
            return
        for at, body in enumerate(step.repetitions):
            yield from self.lines(body, f"{path}{at}.", depth)


def _value(tensor: Tensor, found: Entry, language: Language) -> str:
    start = found.start
    if start is None:
        raise ValueError(f"the weight {found.label} has no starting values")
    shape = literal(tuple(size or 0 for size in tensor.shape))
    if language == "numpy":
        return _numpy(start, shape)
    if language == "torch":
        return _torch(start, shape, found.learned)
    made = {"zeros": f"tf.zeros({shape})", "ones": f"tf.ones({shape})"}.get(start.kind) or _drawn(start, shape)
    return f"tf.Variable({made}{'' if found.learned else ', trainable=False'})"


def _numpy(start: Start, shape: str) -> str:
    if start.kind in ("zeros", "ones"):
        return f"{start.kind}({shape})"
    return _drawn(start, f"generator, {shape}")


def _torch(start: Start, shape: str, learned: bool) -> str:
    if start.kind in ("zeros", "ones"):
        return f"torch.{start.kind}({shape}{', requires_grad=True' if learned else ''})"
    return _drawn(start, shape)


def _drawn(start: Start, given: str) -> str:
    return f"{start.kind}_values({given}{f', {start.reach}' if start.reach else ''})"
