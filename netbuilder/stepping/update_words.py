"""The update of one weight written out with its numbers, as the optimizer computes it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from netbuilder.messages import Message, say
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.step_record import WeightUpdate

ADAGRAD_EPSILON, EPSILON = 1e-10, 1e-8
RMS_SHARE = 0.99
ADAM_SHARES = (0.9, 0.999)
"""PyTorch's defaults, which the program leaves as they are."""


@dataclass(frozen=True, slots=True)
class Written:
    """``lines``: the update step by step; ``result``: the weight that they lead to."""

    lines: tuple[Message, ...]
    result: float


def update_in_words(settings: TrainingSettings, rate: float, weight: WeightUpdate, at: tuple[int, ...]) -> Written:
    """How one number of a weight was updated. ``at``: its place; ``rate``: the learning rate of the step.

    The formulas are those of PyTorch's documentation (torch.optim: SGD, Adagrad, RMSprop, Adam, AdamW).
    """
    before = _number(weight.before, at)
    if weight.gradient is None:
        return Written((say("No gradient came back, so {weight} stays as it is.", weight=_short(before)),), before)
    gradient = _number(weight.gradient, at)
    lines = [say("The gradient is {gradient}.", gradient=_short(gradient))]
    decay = settings.weight_decay
    if decay and settings.optimizer == "adamw":
        shrunk = before * (1 - rate * decay)
        lines.append(
            say(
                "Weight decay: {before} × (1 − {rate} × {decay}) = {shrunk}",
                before=_short(before),
                rate=_short(rate),
                decay=_short(decay),
                shrunk=_short(shrunk),
            )
        )
        before = shrunk
    elif decay:
        with_decay = gradient + decay * before
        lines.append(
            say(
                "Weight decay is added to it: {gradient} + {decay} × {before} = {sum}",
                gradient=_short(gradient),
                decay=_short(decay),
                before=_signed(before),
                sum=_short(with_decay),
            )
        )
        gradient = with_decay
    step = _STEPS[settings.optimizer](settings, weight, at, gradient, lines)
    after = before - rate * step
    lines.append(
        say(
            "{before} − {rate} × {step} = {after}",
            before=_short(before),
            rate=_short(rate),
            step=_signed(step),
            after=_short(after),
        )
    )
    return Written(tuple(lines), after)


def _sgd(
    settings: TrainingSettings, weight: WeightUpdate, at: tuple[int, ...], gradient: float, lines: list[Message]
) -> float:
    return _with_momentum(settings, weight, at, gradient, lines)


def _adagrad(
    _settings: TrainingSettings, weight: WeightUpdate, at: tuple[int, ...], gradient: float, lines: list[Message]
) -> float:
    total = _earlier(weight, "sum", at) + gradient**2
    lines.append(say("Sum of squared gradients so far: {total}", total=_short(total)))
    return _divided(gradient, total, ADAGRAD_EPSILON, lines)


def _rmsprop(
    settings: TrainingSettings, weight: WeightUpdate, at: tuple[int, ...], gradient: float, lines: list[Message]
) -> float:
    squares = _mean(weight, "square_avg", at, gradient**2, RMS_SHARE, say("Running mean of squares"), lines)
    return _with_momentum(settings, weight, at, _divided(gradient, squares, EPSILON, lines), lines)


def _adam(
    _settings: TrainingSettings, weight: WeightUpdate, at: tuple[int, ...], gradient: float, lines: list[Message]
) -> float:
    first, second = ADAM_SHARES
    mean = _mean(weight, "exp_avg", at, gradient, first, say("Running mean of gradients"), lines)
    squares = _mean(weight, "exp_avg_sq", at, gradient**2, second, say("Running mean of squares"), lines)
    count = float(weight.state["step"].array)
    corrected, corrected_squares = mean / (1 - first**count), squares / (1 - second**count)
    lines.append(
        say(
            "Bias correction at step {count}: {mean} / (1 − {first}^{count}) = {corrected}, "
            "{squares} / (1 − {second}^{count}) = {corrected_squares}",
            count=int(count),
            mean=_short(mean),
            first=first,
            corrected=_short(corrected),
            squares=_short(squares),
            second=second,
            corrected_squares=_short(corrected_squares),
        )
    )
    return _divided(corrected, corrected_squares, EPSILON, lines)


_STEPS = {"sgd": _sgd, "adagrad": _adagrad, "rmsprop": _rmsprop, "adam": _adam, "adamw": _adam}


def _with_momentum(
    settings: TrainingSettings, weight: WeightUpdate, at: tuple[int, ...], step: float, lines: list[Message]
) -> float:
    if not settings.momentum:
        return step
    if "momentum_buffer" not in weight.state_before and settings.optimizer == "sgd":
        lines.append(say("The momentum buffer starts at {step}.", step=_short(step)))
        return step
    before = _earlier(weight, "momentum_buffer", at)
    gathered = settings.momentum * before + step
    lines.append(
        say(
            "Momentum: {share} × {before} + {step} = {gathered}",
            share=_short(settings.momentum),
            before=_signed(before),
            step=_signed(step),
            gathered=_short(gathered),
        )
    )
    return gathered


def _mean(
    weight: WeightUpdate,
    name: str,
    at: tuple[int, ...],
    new: float,
    share: float,
    title: Message,
    lines: list[Message],
) -> float:
    """A running mean with one more value."""
    before = _earlier(weight, name, at)
    mean = share * before + (1 - share) * new
    lines.append(
        say(
            "{title}: {share} × {before} + {rest} × {new} = {mean}",
            title=title,
            share=share,
            before=_signed(before),
            rest=_short(1 - share),
            new=_signed(new),
            mean=_short(mean),
        )
    )
    return mean


def _divided(step: float, squares: float, epsilon: float, lines: list[Message]) -> float:
    found = step / (math.sqrt(squares) + epsilon)
    lines.append(
        say(
            "{step} / (√{squares} + {epsilon}) = {found}",
            step=_short(step),
            squares=_short(squares),
            epsilon=epsilon,
            found=_short(found),
        )
    )
    return found


def _earlier(weight: WeightUpdate, name: str, at: tuple[int, ...]) -> float:
    """A number of the optimizer's state before the step; 0 where there was none yet."""
    return _number(weight.state_before[name], at) if name in weight.state_before else 0.0


def _number(found: Numbers, at: tuple[int, ...]) -> float:
    return float(found.array[at])


def _short(value: float) -> str:
    return f"{value + 0.0:.4g}"  # zero has no sign


def _signed(value: float) -> str:
    """In parentheses where a sign would meet an operator."""
    return _short(value) if value >= 0 else f"({_short(value)})"
