"""The training settings of a project: optimizer, loss, length, and when to stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from netbuilder.declaration import Declared, param

OptimizerName = Literal["sgd", "adagrad", "rmsprop", "adam", "adamw"]
LossName = Literal["auto", "cross-entropy", "binary cross-entropy", "nll", "mse", "mae", "huber"]
ClassWeights = Literal["none", "balanced"]
Decay = Literal["none", "step", "exponential", "cosine"]


class TrainingSettings(Declared):
    """How the network learns. One epoch is one pass over the training rows.

    ``brief``: as in ``DataSettings``.
    """

    title: ClassVar[str] = "Training"
    brief: ClassVar[Mapping[str, Any]] = {"class_weights": "none", "shuffle": True, "measure_start": False}

    epochs: int = param(200, "Epochs", min=1, max=1_000_000)
    batch_size: int = param(32, "Batch size", min=1, max=1_000_000, unit="rows")
    shuffle: bool = param(
        True, "Shuffle", help="A new order of the training rows every epoch. Off: always in the order of the data."
    )
    optimizer: OptimizerName = param("adam", "Optimizer")
    learning_rate: float = param(0.003, "Learning rate", above=0.0, max=1000.0)
    momentum: float = param(0.0, "Momentum", min=0.0, below=1.0, help="Used by SGD and RMSProp.")
    weight_decay: float = param(0.0, "Weight decay", min=0.0, max=10.0, help="Pulls the weights toward zero.")
    gradient_clip: float | None = param(
        None, "Clip gradients", above=0.0, help="The largest norm of the gradient; larger gradients are scaled down."
    )
    decay: Decay = param("none", "Learning-rate decay")
    decay_factor: float = param(0.5, "Decay factor", above=0.0, max=1.0, help="Used by step and exponential decay.")
    decay_every: int = param(50, "Decay every", min=1, unit="epochs", help="Used by step decay.")
    loss: LossName = param("auto", "Loss", help="Auto: the one that suits the target.")
    class_weights: ClassWeights = param(
        "none",
        "Class weights",
        help="Balanced: in training and validation loss every class counts the same, however few rows it has. Accuracy "
        "still counts rows.",
    )
    patience: int | None = param(
        None,
        "Early stopping after",
        min=1,
        unit="epochs",
        help="Stop when validation loss has not improved for this many epochs.",
    )
    measure_start: bool = param(
        False,
        "Measure epoch 0",
        help="Also measures the losses of the starting weights, before the first step: the curves begin at epoch 0.",
    )
    seed: int = param(
        0, "Seed", min=0, max=2**31 - 1, help="For the initial weights, the order of the batches and dropout."
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = param("auto", "Device")
