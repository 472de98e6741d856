"""Operations that behave otherwise while training: random masks, and the mean and variance of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.operations.reductions import Like, without
from netbuilder.operations.tensor import Operation, Sizes, Tensor


@dataclass(frozen=True)
class Mask(Operation):
    """While training, 0 for a random share of the numbers and 1 / (1 - share) for the others; otherwise 1."""

    rate: float
    free = ("rate",)
    template, stem, in_training = "mask({0}, {rate}, training)", "kept", True

    def shape(self, *shapes: Sizes) -> Sizes:
        """The same."""
        return shapes[0]


@dataclass(frozen=True)
class Moments(Operation):
    """Mean and variance of a batch while training, which move the running ones; otherwise the running ones.

    Reads the tensor, the running mean and the running variance. ``axes``: those over which numbers are compared.
    """

    axes: tuple[int, ...]
    momentum: float
    free = ("momentum",)
    outputs = 2
    template, in_training = "moments({0}, {1}, {2}, {axes}, {momentum}, training)", True

    def shapes(self, *shapes: Sizes) -> tuple[Sizes, ...]:
        """Both with a side of 1 in place of those axes."""
        return (without(shapes[0], self.axes, keep=True),) * 2

    def derivatives(self, outputs: Sequence[Tensor], upstream: Sequence[Tensor | None]) -> Sequence[Tensor | None]:
        """Of the batch's mean, an equal share; of its variance, 2 (x - mean) / n. None of it for the running ones."""
        mean, variance = upstream
        source = outputs[0].inputs[0].inputs[0]
        if mean is None or variance is None:
            raise ValueError("both mean and variance are used wherever moments are")
        return MomentSlopes()(mean, source, variance, outputs[0]), None, None


@dataclass(frozen=True)
class MomentSlopes(Like):
    """What mean and variance of a batch pass to each of its numbers: reads slope, numbers, slope, mean."""

    template, stem, in_training = "moment_slopes({0}, {1}, {2}, {3}, training)", "slopes", True
