"""Optimizer, learning-rate decay and gradient clipping as named calls that are both run and printed."""

from __future__ import annotations

from typing import Any

from netbuilder.layers.calls import Function
from netbuilder.project.training_settings import TrainingSettings

FUSED = frozenset({"sgd", "adagrad", "adam", "adamw"})
"""The optimizers for which torch has one kernel over all weights; it saves most of the time of a small step."""

PATHS = {
    "sgd": "torch.optim.SGD",
    "adagrad": "torch.optim.Adagrad",
    "rmsprop": "torch.optim.RMSprop",
    "adam": "torch.optim.Adam",
    "adamw": "torch.optim.AdamW",
}


CONDITIONAL = {"momentum": (0.25, 0.5), "decay_factor": (0.25, 0.5), "decay_every": (2, 3)}
"""Settings that only some optimizers or decays look at, and two values of each that tell which do."""


def has_effect(settings: TrainingSettings, name: str) -> bool:
    """Whether a conditional setting changes optimizer or decay: its calls, not a second list, say so."""

    def calls(value: float) -> tuple[Function | None, ...]:
        changed = settings.with_(**{name: value})
        return optimizer_call(changed, "cpu"), schedule_call(changed)

    one, other = CONDITIONAL[name]
    return calls(one) != calls(other)


def optimizer_call(settings: TrainingSettings, device: str) -> Function:
    """The optimizer over the network's parameters: ``torch.optim.Adam(network.parameters(), lr=0.01, fused=True)``."""
    arguments: dict[str, Any] = {"lr": settings.learning_rate}
    if settings.optimizer in ("sgd", "rmsprop") and settings.momentum:
        arguments["momentum"] = settings.momentum
    if settings.weight_decay or settings.optimizer == "adamw":
        arguments["weight_decay"] = settings.weight_decay
    if _has_one_kernel(settings.optimizer, device):
        arguments["fused"] = True
    return Function(PATHS[settings.optimizer], **arguments)


def schedule_call(settings: TrainingSettings) -> Function | None:
    """The learning-rate decay over the optimizer, stepped once after each epoch; None where there is none."""
    name = "torch.optim.lr_scheduler."
    if settings.decay == "step":
        return Function(name + "StepLR", step_size=settings.decay_every, gamma=settings.decay_factor)
    if settings.decay == "exponential":
        return Function(name + "ExponentialLR", gamma=settings.decay_factor)
    if settings.decay == "cosine":
        return Function(name + "CosineAnnealingLR", T_max=settings.epochs)
    return None


def clip_call(settings: TrainingSettings) -> Function | None:
    """The clipping of the gradient of the network's parameters, between ``backward`` and the step; None for none."""
    if settings.gradient_clip is None:
        return None
    return Function("torch.nn.utils.clip_grad_norm_", settings.gradient_clip)


def _has_one_kernel(optimizer: str, device: str) -> bool:
    return optimizer in FUSED and (optimizer != "adagrad" or device == "cpu")
