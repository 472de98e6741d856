"""The optimizers in Keras, set so that they step as PyTorch's do.

Differences that arguments can mend are mended there: Adagrad starts from 0, and the epsilon of RMSprop and Adagrad,
which Keras adds under the root, is squared. Three need lines of their own: Adam's step, weight decay as a part of the
gradient, and momentum under a learning rate that changes. Keras adds Adam's epsilon before the bias is corrected (with
gradients near it, digits_cnn was 4e-3 away after five epochs), and computes 1 - 0.999^steps in 32 bits, which leaves it
five digits (with a learning rate of 0.5, losses were 3e-3 away).
"""

from __future__ import annotations

from typing import Any

from netbuilder.backends.code.rates import learning_rate_text
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

_CLASS = '''
class {name}(keras.optimizers.{name}):
    """{name} as PyTorch steps: {how}."""

    def update_step(self, gradient, variable, learning_rate):
{lines}
'''

_STEP = "        super().update_step(gradient, variable, learning_rate)"
_STEP_OF_ADAM = """\
        place = self._get_variable_index(variable)
        mean, square = self._momentums[place], self._velocities[place]
        steps = keras.ops.cast(self.iterations + 1, "float64")
        first = keras.ops.cast(1 - self.beta_1**steps, "float32")
        second = keras.ops.cast(1 - self.beta_2**steps, "float32")
        self.assign_add(mean, (1 - self.beta_1) * (gradient - mean))
        self.assign_add(square, (1 - self.beta_2) * (keras.ops.square(gradient) - square))
        root = keras.ops.sqrt(square / second) + self.epsilon
        self.assign_sub(variable, learning_rate * mean / first / root)"""
_COUPLED = "        gradient = gradient + {decay} * variable"

_SET_RATE_WITH_MOMENTUM = '''
def set_rate(optimizer: keras.optimizers.Optimizer, rate: float) -> None:
    """Set the learning rate, and with it the momentum, which Keras keeps times the rate."""
    change = rate / float(optimizer.learning_rate)
    optimizer.learning_rate = rate
    for variable in optimizer.variables:
        if variable.path.endswith("_momentum"):
            variable.assign(change * variable)
'''


def optimizer_text(settings: TrainingSettings) -> str:
    """The expression that makes the optimizer."""
    name = NAMES[settings.optimizer]
    given: dict[str, Any] = {}
    if takes_momentum(settings):
        given["momentum"] = settings.momentum
    given |= _LIKE_PYTORCH[settings.optimizer]
    if settings.optimizer == "adamw":
        given["weight_decay"] = settings.weight_decay
    if settings.gradient_clip is not None:
        given["global_clipnorm"] = settings.gradient_clip
    path = name if optimizer_class(settings) else f"keras.optimizers.{name}"
    return Module(path, settings.learning_rate, **given).creation()


def optimizer_class(settings: TrainingSettings) -> str | None:
    """The class of an optimizer with a step of its own, or None where Keras' will do."""
    hows, lines = [], []
    if _corrects(settings):
        hows.append("the bias is corrected in 64 bits, epsilon is added after that")
    if _couples(settings):
        hows.append("weight decay is part of the gradient")
        lines.append(_COUPLED.format(decay=literal(settings.weight_decay)))
    if not hows:
        return None
    lines.append(_STEP_OF_ADAM if _corrects(settings) else _STEP)
    return _CLASS.format(name=NAMES[settings.optimizer], how=", ".join(hows), lines="\n".join(lines))


def rate_functions(settings: TrainingSettings) -> list[str]:
    """The functions by which the learning rate decays; none without decay.

    They are ``learning_rate`` and, where the optimizer has momentum, ``set_rate``.
    """
    rate = learning_rate_text(settings)
    if rate is None:
        return []
    return [rate, _SET_RATE_WITH_MOMENTUM] if takes_momentum(settings) else [rate]


def takes_momentum(settings: TrainingSettings) -> bool:
    """Whether the optimizer has momentum, which Keras keeps times the learning rate."""
    return settings.optimizer in ("sgd", "rmsprop") and bool(settings.momentum)


def _corrects(settings: TrainingSettings) -> bool:
    return settings.optimizer in ("adam", "adamw")


def _couples(settings: TrainingSettings) -> bool:
    return settings.optimizer != "adamw" and bool(settings.weight_decay)
