"""What a script of PyTorch tensors computes with beyond torch itself. Scripts print what they use of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

Params = dict[str, torch.Tensor]


def uniform_values(shape: tuple[int, ...], reach: float) -> torch.Tensor:
    """Random numbers between -reach and reach."""
    return torch.empty(shape).uniform_(-reach, reach).requires_grad_()


def normal_values(shape: tuple[int, ...], deviation: float = 1.0) -> torch.Tensor:
    """Random numbers of the normal distribution around zero."""
    return torch.empty(shape).normal_(std=deviation).requires_grad_()


def merged(x: torch.Tensor, first: int, end: int | None = None) -> torch.Tensor:
    """The same numbers; axes from ``first`` up to ``end`` become one."""
    return x.flatten(first, end - 1 if end else -1)


def split_axis(x: torch.Tensor, axis: int, parts: int) -> torch.Tensor:
    """The same numbers; an axis becomes two: the parts, and what each holds."""
    return x.unflatten(axis, (parts, -1))


def pad(
    x: torch.Tensor,
    sides: Sequence[tuple[int, int]],
    value: float = 0.0,
) -> torch.Tensor:
    """Numbers added at the ends of the last axes."""
    ends = [end for side in reversed(sides) for end in side]
    return torch.nn.functional.pad(x, ends, value=value)


def windows(
    x: torch.Tensor,
    axis: int,
    size: int,
    stride: int,
    dilation: int,
) -> torch.Tensor:
    """Windows that slide along an axis, which becomes two: places and numbers."""
    reach = dilation * (size - 1) + 1
    return x.unfold(axis, reach, stride)[..., ::dilation].movedim(-1, axis + 1)


def overlay(x: torch.Tensor, axis: int, stride: int, extra: int) -> torch.Tensor:
    """Windows laid over each other and summed: two axes become one."""
    places, size = x.shape[axis : axis + 2]
    length = (places - 1) * stride + size + extra
    result = x.new_zeros((*x.shape[:axis], length, *x.shape[axis + 2 :]))
    front = (slice(None),) * axis
    for number in range(size):
        where = slice(number, number + (places - 1) * stride + 1, stride)
        result[(*front, where)] += x.select(axis + 1, number)
    return result


def first_largest(x: torch.Tensor) -> torch.Tensor:
    """The largest number along the last axis; the first of several gets the gradient."""
    return x.gather(-1, x.argmax(dim=-1, keepdim=True)).squeeze(-1)


def whole_numbers(x: torch.Tensor) -> torch.Tensor:
    """The numbers as whole numbers."""
    return x.long()


def picked(x: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """One number of each row."""
    return x.gather(1, places[:, None])[:, 0]


def interpolation(size: int, factor: int) -> torch.Tensor:
    """The matrix that makes a side longer and blends between neighbors."""
    places = torch.arange(size * factor)
    at = ((places + 0.5) / factor - 0.5).clamp(0, size - 1)
    below = at.floor().long()
    share = at - below
    result = torch.zeros(size * factor, size)
    result.index_put_((places, below), 1 - share, accumulate=True)
    above = (below + 1).clamp(max=size - 1)
    return result.index_put_((places, above), share, accumulate=True)


def zero_state(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """The state before the first step."""
    return x.new_zeros(len(x), weight.shape[1])


def mask(x: torch.Tensor, rate: float, training: bool) -> torch.Tensor:
    """While training, zeros for a random share, and the others larger by as much."""
    if not training:
        return x.new_ones(())
    return (torch.rand_like(x) >= rate) / (1 - rate)


def moments(
    x: torch.Tensor,
    running_mean: torch.Tensor,
    running_variance: torch.Tensor,
    axes: tuple[int, ...],
    momentum: float,
    training: bool,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and variance of the batch while training, else the running ones."""
    shape = [1 if axis in axes else size for axis, size in enumerate(x.shape)]
    if not training:
        return running_mean.view(shape), running_variance.view(shape)
    mean, variance = x.mean(dim=axes), x.var(dim=axes, correction=0)
    count = x.numel() // mean.numel()
    with torch.no_grad():
        running_mean.lerp_(mean, momentum)
        running_variance.lerp_(variance * count / max(count - 1, 1), momentum)
    return mean.view(shape), variance.view(shape)


def scan(
    step: Callable[..., Any],
    sequence: torch.Tensor,
    first: tuple[torch.Tensor, ...],
    constants: tuple[torch.Tensor, ...],
) -> tuple[torch.Tensor, torch.Tensor]:
    """Repeat a step along a sequence: the states after each, and the last one."""
    state, states = first, []
    for now in sequence.unbind(1):
        state = step(now, *state, *constants)
        states.append(state[0])
    return torch.stack(states, dim=1), state[0]
