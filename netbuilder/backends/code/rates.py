"""The learning rate of each epoch as a formula, where it decays."""

from __future__ import annotations

from netbuilder.layers.calls import literal
from netbuilder.project.training_settings import TrainingSettings

_RATE = '''
def learning_rate(epoch: int, epochs: int) -> float:
    """The learning rate of an epoch, counted from 0."""
    return {rate}
'''


def learning_rate_text(settings: TrainingSettings) -> str | None:
    """The function ``learning_rate``, or None where the rate stays the same. It may need ``math``."""
    rate = literal(settings.learning_rate)
    formulas = {
        "step": f"{rate} * {literal(settings.decay_factor)} ** (epoch // {settings.decay_every})",
        "exponential": f"{rate} * {literal(settings.decay_factor)}**epoch",
        "cosine": f"{rate} * (1 + math.cos(math.pi * epoch / epochs)) / 2",
    }
    found = formulas.get(settings.decay)
    return None if found is None else _RATE.format(rate=found)
