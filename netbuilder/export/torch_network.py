"""The network in a PyTorch or Lightning script: its classes, and what blocks written in tensors call."""

from __future__ import annotations

from netbuilder.backends.tensors.tensor_classes import PYTORCH, WEIGHTS, TensorBlocks
from netbuilder.backends.torch.source import network_classes
from netbuilder.export.parts import TORCH_PARTS, add_parts
from netbuilder.export.script import Draft
from netbuilder.export.tensors.functions import add_functions, names_taken
from netbuilder.program import lower
from netbuilder.shapes.check_result import Check

_LOAD = ["network.load_state_dict(load_file(options.weights))"]
_LOAD_WHAT_IT_HAS = [
    "weights = load_file(options.weights)",
    "network.load_state_dict({name: weights[name] for name in network.state_dict()})",
]
"""Batch norm counts batches as a layer; written in tensors it does not."""


def load_lines(check: Check) -> list[str]:
    """The statements that load weights into the network."""
    return _LOAD_WHAT_IT_HAS if has_blocks_in_tensors(check) else _LOAD


def has_blocks_in_tensors(check: Check) -> bool:
    """Whether some block of a sound drawing is written in tensors."""
    steps = (step for _, step in lower(check).walk())
    return any(step.block is not None and step.block.definition.in_tensors for step in steps)


def add_network(draft: Draft, check: Check) -> None:
    """Add the classes of a sound drawing, those inside others first."""
    program = lower(check)
    blocks = TensorBlocks(program, PYTORCH, names_taken(draft))
    sections = network_classes(program, blocks)
    if blocks:
        add_parts(draft, TORCH_PARTS, {WEIGHTS})
        add_functions(draft, blocks.helpers(), PYTORCH.language, sections)
    for lines in sections:
        draft.add(lines)
