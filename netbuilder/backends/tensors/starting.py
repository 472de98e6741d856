"""Starting values of every weight, as source text: what PyTorch's layers draw, weight by weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from netbuilder.backends.code.forward import Line, indented, within
from netbuilder.backends.tensors.functions import Functions
from netbuilder.backends.tensors.text import INDENT
from netbuilder.graph.blocks import BlockId
from netbuilder.layers.base import Layer
from netbuilder.layers.calls import literal
from netbuilder.layers.tensors.starting import Weighted, is_started
from netbuilder.operations.tensor import Entry, Language, Start, Tensor
from netbuilder.program.steps import Program, Step


def starting_values(program: Program, functions: Functions, language: Language) -> list[Line]:
    """The function ``starting_values``, which makes all weights."""
    chosen = any(isinstance(step.layer, Weighted) and step.layer.starts_chosen for _, step in program.walk())
    title = (
        "Every weight before the first step."
        if chosen
        else "Every weight, drawn as PyTorch draws its own (not the same random numbers)."
    )
    drawn = "generator: numpy.random.Generator" if language == "numpy" else ""
    return [
        Line(f"def starting_values({drawn}) -> Params:"),
        Line(f'{INDENT}"""{title}"""'),
        Line(f"{INDENT}params: Params = {{}}"),
        *indented(starting_lines(program, functions, language, "params"), INDENT),
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
                yield from (Line(text, step.node) for text in self._of_layer(step, f"{path}{step.name}."))
            elif block.repeat == 1 or block.shared:
                yield from within(block.block, self.lines(step.repetitions[0], f"{path}{step.name}.", depth))
            else:
                yield from self._repeated(step, block.block, f"{path}{step.name}.", depth)

    def _of_layer(self, step: Step, path: str) -> Iterator[str]:
        weights = self.functions.graph(step).weights
        chosen = _chosen(step.layer, weights)
        for tensor, found in weights:
            name = f"{path}{found.label}".removesuffix(".")
            value = _value(tensor, found, chosen.get(found.label, found.start), self.language)
            yield f'{self.holder}[{"f" if "{" in name else ""}"{name}"] = {value}'

    def _repeated(self, step: Step, block: BlockId, path: str, depth: int) -> Iterator[Line]:
        """A loop where all repetitions start in the same way, else one after another."""
        number = "number" if depth == 1 else f"number_{depth}"
        bodies = [list(self.lines(body, f"{path}{{{number}}}.", depth + 1)) for body in step.repetitions]
        if all([line.text for line in body] == [line.text for line in bodies[0]] for body in bodies):
            if bodies[0]:
                yield Line(f"for {number} in range({len(bodies)}):", step.node)
            yield from within(block, indented(bodies[0], INDENT))
            return
        for at, body in enumerate(step.repetitions):
            yield from within(block, self.lines(body, f"{path}{at}.", depth))


def _chosen(layer: Layer, weights: Sequence[tuple[Tensor, Entry]]) -> dict[str, Start]:
    """The starting values that the user has chosen."""
    if not isinstance(layer, Weighted) or not layer.starts_chosen:
        return {}
    return layer.starts({found.label: _sizes(tensor) for tensor, found in weights if is_started(found)})


def _sizes(tensor: Tensor) -> tuple[int, ...]:
    return tuple(size or 0 for size in tensor.shape)


def _value(tensor: Tensor, found: Entry, start: Start | None, language: Language) -> str:
    if start is None:
        raise ValueError(f"the weight {found.label} has no starting values")
    shape = literal(_sizes(tensor))
    if language == "numpy":
        return _numpy(start, shape)
    if language == "torch":
        return _torch(start, shape, found.learned)
    plain = {
        "zeros": f"tf.zeros({shape})",
        "ones": f"tf.ones({shape})",
        "constant": f"tf.fill({shape}, {start.reach})",
        "typed": f"tf.constant({start.reach})",
    }
    made = plain.get(start.kind) or _drawn(start, shape)
    return f"tf.Variable({made}{'' if found.learned else ', trainable=False'})"


def _numpy(start: Start, shape: str) -> str:
    if start.kind in ("zeros", "ones"):
        return f"{start.kind}({shape})"
    if start.kind in ("constant", "typed"):
        values = f"full({shape}, {start.reach}" if start.kind == "constant" else f"array({start.reach}"
        return f'numpy.{values}, "float32")'
    return _drawn(start, f"generator, {shape}")


def _torch(start: Start, shape: str, learned: bool) -> str:
    if start.kind in ("zeros", "ones"):
        return f"torch.{start.kind}({shape}{', requires_grad=True' if learned else ''})"
    if start.kind in ("constant", "typed"):
        values = f"full({shape}, {start.reach}" if start.kind == "constant" else f"tensor({start.reach}"
        return f"torch.{values}{', requires_grad=True' if learned else ''})"
    return _drawn(start, shape)


def _drawn(start: Start, given: str) -> str:
    return f"{start.kind}_values({given}{f', {start.reach}' if start.reach else ''})"
