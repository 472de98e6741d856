"""The network in a PyTorch or Lightning script: its classes, and what blocks written in tensors call."""

from __future__ import annotations

from netbuilder.backends.tensors.tensor_classes import PYTORCH, WEIGHTS, TensorBlocks
from netbuilder.backends.torch.source import network_classes
from netbuilder.export.parts import TORCH_PARTS, add_parts
from netbuilder.export.script import Draft
from netbuilder.export.tensors.functions import add_functions, names_taken
from netbuilder.program import lower
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import compares_rows

LOAD_WEIGHTS = "network.load_state_dict(read_weights(options.weights, network.state_dict()))"
"""The statement that loads weights into the network."""


def has_blocks_in_tensors(check: Check) -> bool:
    """Whether some block of a sound drawing is written in tensors."""
    steps = (step for _, step in lower(check).walk())
    return any(step.block is not None and step.block.definition.in_tensors for step in steps)


def forgets_counts(check: Check) -> bool:
    """Whether a file of the drawing's weights may hold counts of batches that the script has no use for: batch norm
    counts them as a layer; in a block written in tensors it does not.
    """
    return has_blocks_in_tensors(check) and compares_rows(check.graph)


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
