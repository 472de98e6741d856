"""The optimizers in Keras, set so that they step as PyTorch's do.

Differences that arguments can mend are mended there: Adagrad starts from 0, and the epsilon of RMSprop and Adagrad,
which Keras adds under the root, is squared. Two need lines of their own: weight decay as a part of the gradient, and
momentum under a learning rate that changes.
"""

from __future__ import annotations

from typing import Any

from netbuilder.layers.calls import Module, literal
from netbuilder.project.training_settings import TrainingSettings

NAMES = {"sgd": "SGD", "adagrad": "Adagrad", "rmsprop": "RMSprop", "adam": "Adam", "adamw": "AdamW"}

_LIKE_PYTORCH: dict[str, dict[str, Any]] = {
    "sgd": {},
    "adagrad": {"initial_accumulator_value": 0.0, "epsilon": 1e-20},
    "rmsprop": {"rho": 0.99, "epsilon": 1e-16},
    "adam": {"epsilon": 1e-8},
    "adamw": {"epsilon": 1e-8},
}

_COUPLED = '''
class {name}(keras.optimizers.{name}):
    """{name} whose weight decay is part of the gradient, as in PyTorch."""

    def update_step(self, gradient, variable, learning_rate):
        gradient = gradient + {decay} * variable
        super().update_step(gradient, variable, learning_rate)
'''

_SET_RATE = '''
def set_rate(optimizer: keras.optimizers.Optimizer, rate: float) -> None:
    """Set the learning rate."""
    optimizer.learning_rate = rate
'''

_SET_RATE_WITH_MOMENTUM = '''
def set_rate(optimizer: keras.optimizers.Optimizer, rate: float) -> None:
    """Set the learning rate, and with it the momentum, which Keras keeps times the rate."""
    change = rate / float(optimizer.learning_rate)
    optimizer.learning_rate = rate
    for variable in optimizer.variables:
        if variable.path.endswith("_momentum"):
            variable.assign(change * variable)
'''

_RATE = '''
def learning_rate(epoch: int, epochs: int) -> float:
    """The learning rate of an epoch, counted from 0."""
    return {rate}
'''


def optimizer_text(settings: TrainingSettings) -> str:
    """The expression that makes the optimizer."""
    name = NAMES[settings.optimizer]
    given: dict[str, Any] = {}
    if _takes_momentum(settings):
        given["momentum"] = settings.momentum
    given |= _LIKE_PYTORCH[settings.optimizer]
    if settings.optimizer == "adamw":
        given["weight_decay"] = settings.weight_decay
    if settings.gradient_clip is not None:
        given["global_clipnorm"] = settings.gradient_clip
    path = name if _couples(settings) else f"keras.optimizers.{name}"
    return Module(path, settings.learning_rate, **given).creation()


def optimizer_class(settings: TrainingSettings) -> str | None:
    """The class of an optimizer with coupled weight decay, or None where Keras' own will do."""
    if not _couples(settings):
        return None
    return _COUPLED.format(name=NAMES[settings.optimizer], decay=literal(settings.weight_decay))


def rate_functions(settings: TrainingSettings) -> list[str]:
    """The functions by which the learning rate decays: ``learning_rate`` and ``set_rate``; none without decay."""
    rate = literal(settings.learning_rate)
    formulas = {
        "step": f"{rate} * {literal(settings.decay_factor)} ** (epoch // {settings.decay_every})",
        "exponential": f"{rate} * {literal(settings.decay_factor)}**epoch",
        "cosine": f"{rate} * (1 + math.cos(math.pi * epoch / epochs)) / 2",
    }
    if settings.decay not in formulas:
        return []
    keep = _SET_RATE_WITH_MOMENTUM if _takes_momentum(settings) else _SET_RATE
    return [_RATE.format(rate=formulas[settings.decay]), keep]


def _takes_momentum(settings: TrainingSettings) -> bool:
    return settings.optimizer in ("sgd", "rmsprop") and bool(settings.momentum)


def _couples(settings: TrainingSettings) -> bool:
    return settings.optimizer != "adamw" and bool(settings.weight_decay)
