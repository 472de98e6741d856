"""The network as source text: the classes that the live module is compiled from and that every script contains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from netbuilder.backends.torch.classes import BlockClass, Classes, Slot, creation
from netbuilder.backends.torch.forward import Forward, Line
from netbuilder.program import Program, Step, lower
from netbuilder.shapes.check_result import Check

CLASS_NAME = "Network"
INDENT = "    "


def network_source(check: Check) -> str:
    """All classes as one text, ending with a line break. The drawing must be sound."""
    return "\n\n\n".join("\n".join(line.text for line in lines) for lines in network_classes(check)) + "\n"


def network_classes(check: Check) -> list[list[Line]]:
    """The lines of an ``nn.Module`` class for each block, those inside others first, and of the network's own last.

    ``forward`` takes one tensor for each input of the drawing and returns the output, or a tuple of the outputs.
    """
    program = lower(check)
    classes = Classes(program, CLASS_NAME)
    blocks = [[Line(line.text) for line in _block_class(found, classes)] for found in classes]
    return [*blocks, _class(CLASS_NAME, "", program, _created(program, classes, {}))]


def _block_class(found: BlockClass, classes: Classes) -> list[Line]:
    written = {slot: parameter.name for parameter in found.parameters for slot in parameter.slots}
    taken = "".join(f", {parameter.name}: {parameter.annotation}" for parameter in found.parameters)
    program = found.programs[0]
    return _class(found.name, taken, program, _created(program, classes, written))


def _class(name: str, taken: str, program: Program, created: Iterator[Line]) -> list[Line]:
    forward = Forward(program)
    tensors = ", ".join(f"{argument}: torch.Tensor" for argument in forward.arguments())
    returns = "torch.Tensor" if len(program.outputs) == 1 else "tuple[torch.Tensor, ...]"
    return [
        Line(f"class {name}(torch.nn.Module):"),
        Line(f"{INDENT}def __init__(self{taken}) -> None:"),
        Line(f"{INDENT * 2}super().__init__()"),
        *created,
        Line(""),
        Line(f"{INDENT}def forward(self, {tensors}) -> {returns}:"),
        *(Line(INDENT * 2 + line.text, line.node) for line in forward.lines()),
    ]


def _created(program: Program, classes: Classes, written: Mapping[Slot, str]) -> Iterator[Line]:
    """What ``__init__`` makes; ``written``: the places at which a parameter of the constructor stands."""
    for step in program.steps:
        text = _blocks(step, classes, written) if step.block is not None else _module(step, written)
        if text is not None:
            yield Line(f"{INDENT * 2}self.{step.name} = {text}", step.node)


def _module(step: Step, written: Mapping[Slot, str]) -> str | None:
    """What makes the module of a layer, or None where it has none."""
    call = step.layer.torch(*step.shapes)
    made = creation(call) if written else None
    if made is None:
        return call.creation()
    return made.text({place: name for place in made.arguments if (name := written.get((step.name, place)))})


def _blocks(step: Step, classes: Classes, written: Mapping[Slot, str]) -> str:
    """A block, or a list of them where it is repeated; equal ones after one another are made by a loop."""
    if step.block is not None and (step.block.repeat == 1 or step.block.shared):
        return _one(step, 0, classes, written)
    texts = [_one(step, number, classes, written) for number in range(len(step.repetitions))]
    runs = [(text, len(list(same))) for text, same in groupby(texts)]
    if len(runs) == 1:
        return f"torch.nn.ModuleList({texts[0]} for _ in range({len(texts)}))"
    return f"torch.nn.ModuleList([{', '.join(map(_run, runs))}])"


def _run(run: tuple[str, int]) -> str:
    text, count = run
    return text if count == 1 else f"*({text} for _ in range({count}))"


def _one(step: Step, number: int, classes: Classes, written: Mapping[Slot, str]) -> str:
    found = classes.of(step, number)
    values = found.arguments(step.repetitions[number])
    shown: Sequence[str] = [f"{name}={written.get((step.name, number, name), text)}" for name, text in values.items()]
    return f"{found.name}({', '.join(shown)})"
