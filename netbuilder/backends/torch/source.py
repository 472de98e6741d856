"""The network in PyTorch: the classes that the live module is compiled from and that every script contains."""

from __future__ import annotations

from netbuilder.backends.code.classes import Classes, OtherClasses
from netbuilder.backends.code.dialect import Dialect
from netbuilder.backends.code.forward import Line
from netbuilder.backends.code.source import block_classes, network_class
from netbuilder.backends.torch.signatures import POSITIONAL
from netbuilder.backends.torch.starting import starting_statements
from netbuilder.program import Program, lower
from netbuilder.shapes.check_result import Check

CLASS_NAME = "Network"

PYTORCH = Dialect(
    layer_call=lambda step: step.layer.torch(*step.shapes),
    root="torch",
    base="torch.nn.Module",
    method="forward",
    tensor="torch.Tensor",
    blocks="torch.nn.ModuleList",
    positional=POSITIONAL,
    after=starting_statements,
)


def network_source(check: Check) -> str:
    """All classes as one text, ending with a line break. The drawing must be sound."""
    classes = network_classes(lower(check))
    return "\n\n\n".join("\n".join(line.text for line in lines) for lines in classes) + "\n"


def network_classes(program: Program, in_tensors: OtherClasses | None = None) -> list[list[Line]]:
    """The lines of an ``nn.Module`` class for each block, those inside others first, and of the network's own last.

    ``in_tensors``: writes the blocks that are marked as written in tensors; without it they are layers as all others.
    """
    classes = Classes(program, CLASS_NAME, PYTORCH, in_tensors)
    return [*block_classes(classes), network_class(CLASS_NAME, program, classes)]
