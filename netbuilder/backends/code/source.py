"""Classes as source text: one for each block of a program, and where a framework wants it one for the whole network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from netbuilder.backends.code.classes import BlockClass, Classes, OtherClass, Slot
from netbuilder.backends.code.creation import creation
from netbuilder.backends.code.dialect import Dialect
from netbuilder.backends.code.forward import Forward, Line, indented, within
from netbuilder.program import Program, Step

INDENT = "    "


def block_classes(classes: Classes) -> list[list[Line]]:
    """The lines of a class for each block, those inside others first."""
    return [within(block, _lines(found, classes)) for block, found in classes.by_block()]


def _lines(found: BlockClass | OtherClass, classes: Classes) -> Sequence[Line]:
    return _block_class(found, classes) if isinstance(found, BlockClass) else found.lines()


def network_class(name: str, program: Program, classes: Classes) -> list[Line]:
    """The lines of the class of the whole network; each knows its node.

    Its method takes one tensor for each input of the drawing and returns the output, or a tuple of the outputs.
    """
    return _class(name, "", program, classes, {})


def _block_class(found: BlockClass, classes: Classes) -> list[Line]:
    written = {slot: parameter.name for parameter in found.parameters for slot in parameter.slots}
    taken = "".join(f", {parameter.name}: {parameter.annotation}" for parameter in found.parameters)
    return _class(found.name, taken, found.programs[0], classes, written)


def _class(name: str, taken: str, program: Program, classes: Classes, written: Mapping[Slot, str]) -> list[Line]:
    dialect = classes.dialect
    forward = Forward(program, dialect)
    tensors = ", ".join(["self", *(f"{argument}: {dialect.tensor}" for argument in forward.arguments())])
    returns = dialect.tensor if len(program.outputs) == 1 else f"tuple[{dialect.tensor}, ...]"
    handed = "**options" if dialect.options else ""
    return [
        Line(f"class {name}({dialect.base}):"),
        Line(f"{INDENT}def __init__(self{taken}{', **options: Any' if handed else ''}) -> None:"),
        Line(f"{INDENT * 2}super().__init__({handed})"),
        *_created(program, classes, written),
        Line(""),
        Line(f"{INDENT}def {dialect.method}({tensors}) -> {returns}:"),
        *indented(forward.lines(), INDENT * 2),
    ]


def _created(program: Program, classes: Classes, written: Mapping[Slot, str]) -> Iterator[Line]:
    """What ``__init__`` makes; ``written``: the places at which a parameter of the constructor stands."""
    for step in program.steps:
        text = created(step, classes, written)
        if text is not None:
            yield Line(f"{INDENT * 2}self.{step.name} = {text}", step.node)
            for statement in classes.dialect.after(step):
                yield Line(INDENT * 2 + statement.replace("{module}", f"self.{step.name}"), step.node)


def created(step: Step, classes: Classes, written: Mapping[Slot, str]) -> str | None:
    """What makes the module or the blocks of a step, or None where it has none."""
    return _blocks(step, classes, written) if step.block is not None else _module(step, classes.dialect, written)


def _module(step: Step, dialect: Dialect, written: Mapping[Slot, str]) -> str | None:
    call = dialect.call(step)
    made = creation(call) if written else None
    text = call.creation()
    if made is not None:
        text = made.text({place: name for place in made.arguments if (name := written.get((step.name, place)))})
    return None if text is None else dialect.with_name(text, f'"{step.name}"')


def _blocks(step: Step, classes: Classes, written: Mapping[Slot, str]) -> str:
    """A block, or a list of them where it is repeated; equal ones after one another are made by a loop."""
    dialect = classes.dialect
    if step.block is not None and (step.block.repeat == 1 or step.block.shared):
        return dialect.with_name(_one(step, 0, classes, written), f'"{step.name}"')
    texts = [_one(step, number, classes, written) for number in range(len(step.repetitions))]
    if dialect.named:
        return _named_blocks(texts, step.name, dialect)
    runs = [(text, len(list(same))) for text, same in groupby(texts)]
    if len(runs) == 1:
        return f"{dialect.blocks}({texts[0]} for _ in range({len(texts)}))"
    return f"{dialect.blocks}([{', '.join(map(_run, runs))}])"


def _named_blocks(texts: Sequence[str], name: str, dialect: Dialect) -> str:
    """A list of blocks with a number in the name of each."""
    if len(set(texts)) == 1:
        one = dialect.with_name(texts[0], f'f"{name}.{{number}}"')
        return f"[{one} for number in range({len(texts)})]"
    return f"[{', '.join(dialect.with_name(text, _numbered(name, at)) for at, text in enumerate(texts))}]"


def _numbered(name: str, number: int) -> str:
    """The name of one of several blocks, as source text."""
    return f'"{name}.{number}"'


def _run(run: tuple[str, int]) -> str:
    text, count = run
    return text if count == 1 else f"*({text} for _ in range({count}))"


def _one(step: Step, number: int, classes: Classes, written: Mapping[Slot, str]) -> str:
    found = classes.of(step, number)
    values = found.arguments(step.repetitions[number])
    shown: Sequence[str] = [f"{name}={written.get((step.name, number, name), text)}" for name, text in values.items()]
    return f"{found.name}({', '.join(shown)})"
