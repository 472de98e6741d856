"""The learning rate of each epoch as a formula, where it decays."""

from __future__ import annotations

from netbuilder.layers.calls import literal
from netbuilder.project.training_settings import TrainingSettings

_RATE = '''
def learning_rate({taken}) -> float:
    """The learning rate of an epoch, counted from 0."""
    return {rate}
'''


def learning_rate_text(settings: TrainingSettings) -> str | None:
    """The function ``learning_rate``, or None where the rate stays the same. It may need ``math``."""
    rate = literal(settings.learning_rate)
    steps = f" ** (epoch // {settings.decay_every})" if settings.decay_every > 1 else "**epoch"
    formulas = {
        "step": f"{rate} * {literal(settings.decay_factor)}{steps}",
        "exponential": f"{rate} * {literal(settings.decay_factor)}**epoch",
        "cosine": f"{rate} * (1 + math.cos(math.pi * epoch / epochs)) / 2",
    }
    found = formulas.get(settings.decay)
    taken = "epoch: int, epochs: int" if _counts_epochs(settings) else "epoch: int"
    return None if found is None else _RATE.format(taken=taken, rate=found)


def learning_rate_call(settings: TrainingSettings, epoch: str) -> str:
    """The call of ``learning_rate`` for an epoch."""
    return f"learning_rate({epoch}, epochs)" if _counts_epochs(settings) else f"learning_rate({epoch})"


def _counts_epochs(settings: TrainingSettings) -> bool:
    """Whether the learning rate depends on how many epochs there are."""
    return settings.decay == "cosine"
