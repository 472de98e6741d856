"""The losses in Keras, on logits as PyTorch takes them, and the weights of several outputs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netbuilder.backends.torch.losses import Objective, ResolvedLoss
from netbuilder.layers.calls import Module, literal

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


def loss_texts(objective: Objective) -> list[str]:
    """The loss of each output, as source text."""
    return [TEXTS[term.loss.name] for term in objective.terms]


def weights_text(objective: Objective) -> str:
    """The weights of the outputs, as source text."""
    return literal([term.weight for term in objective.terms])
