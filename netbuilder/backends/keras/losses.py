"""The losses in Keras, on logits as PyTorch takes them, and the weights of several outputs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netbuilder.backends.torch.losses import Objective, ResolvedLoss
from netbuilder.graph.graph import Port
from netbuilder.layers.base import Values
from netbuilder.layers.calls import Module, literal
from netbuilder.program import Program, Step

NLL = "negative_log_likelihood"
"""The part of a script (see ``parts``) that Keras has no loss for."""
DRAWN = "computed_loss"
"""The part of a script with ``fit`` that stands for the loss where the network computes it."""

TEXTS: Mapping[ResolvedLoss, str] = MappingProxyType(
    {
        "cross-entropy": Module("keras.losses.SparseCategoricalCrossentropy", from_logits=True).creation(),
        "binary cross-entropy": Module("keras.losses.BinaryCrossentropy", from_logits=True).creation(),
        "nll": NLL,
        "mse": Module("keras.losses.MeanSquaredError").creation(),
        "mae": Module("keras.losses.MeanAbsoluteError").creation(),
        "huber": Module("keras.losses.Huber").creation(),
        "drawn": DRAWN,
    }
)
"""What ``compile`` takes as the loss, or calls with (targets, outputs): the mean over rows."""

_SQUASHED: Mapping[tuple[ResolvedLoss, Values], str] = MappingProxyType(
    {
        ("cross-entropy", "distribution"): "squashed_cross_entropy",
        ("binary cross-entropy", "unit"): "squashed_binary_cross_entropy",
    }
)
"""Losses of probabilities taken as logits, as PyTorch does: Keras' own look behind a softmax or sigmoid at the end."""
PARTS = frozenset({NLL, *_SQUASHED.values()})
"""The parts of a script that stand for losses."""


def loss_texts(objective: Objective, program: Program) -> list[str]:
    """The loss of each output of a lowered drawing, as source text."""
    return [
        _SQUASHED.get((term.loss.name, _given(program, place)), TEXTS[term.loss.name])
        for place, term in enumerate(objective.terms)
    ]


def _given(program: Program, place: int) -> Values:
    """What is known of the values of an output: of the last layer that changes them, inside blocks, too."""
    port = program.outputs[place]
    while True:
        step = next((step for step in program.steps if port in step.outputs), None)
        if step is None:
            return "any"
        if step.repetitions:
            program, port = step.repetitions[-1], step.repetitions[-1].outputs[list(step.outputs).index(port)]
        elif (source := _kept(step)) is not None:
            port = source
        else:
            return step.layer.gives


def _kept(step: Step) -> Port | None:
    """The port whose values a step puts out as they are, in evaluation mode at least; None where it changes them."""
    keeps = step.layer.keeps_values or step.layer.purpose == "silencing"
    return step.inputs[0] if keeps and len(step.inputs) == 1 else None


def weights_text(objective: Objective) -> str:
    """The weights of the outputs, as source text."""
    return literal([term.weight for term in objective.terms])
