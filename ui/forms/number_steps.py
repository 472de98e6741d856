"""How numbers are read, written and stepped in a form. Knows parameters, but no widget."""

from __future__ import annotations

import math
import re

from netbuilder.declaration import Kind, Parameter

MAX_WHOLE = 2**31 - 1
FAR = 30
"""Powers of ten beyond which no step leads."""


def written(value: object) -> str:
    """A value as the field shows it: the fewest digits that read back as the same number."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        short = f"{value:g}"
        return short if float(short) == value else repr(value)
    return str(value)


def read(parameter: Parameter, text: str) -> object:
    """The value that a text means, or the text itself where it means none: the declaration then refuses it."""
    try:
        if parameter.kind is Kind.INTEGER:
            return _whole(text)
        if parameter.kind is Kind.NUMBER:
            return float(text.replace(",", "."))
        if parameter.kind is Kind.SIZES:
            return tuple(int(part) for part in re.split(r"[\s,;×x]+", text.strip()) if part)
    except (ValueError, OverflowError):
        return text
    return text


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        number = float(text)
        if number != math.floor(number):
            raise
        return int(number)


def stepped(parameter: Parameter, text: str, steps: int) -> str:
    """The text after so many steps, kept within the bounds; an unreadable text stays."""
    value = read(parameter, text)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return text
    if parameter.kind is Kind.INTEGER:
        return written(_within_whole(parameter, int(value) + steps))
    wanted = _climbed(value, steps) if is_logarithmic(parameter) else _tidy(value + steps * linear_step(parameter))
    return written(_within(parameter, float(wanted), float(value)))


def is_logarithmic(parameter: Parameter) -> bool:
    """Whether the number lives on a scale of powers of ten, as a learning rate does."""
    upper = parameter.maximum if parameter.maximum is not None else parameter.below
    if upper is not None and upper <= 1:
        return False
    if parameter.above == 0:
        return True
    return parameter.minimum == 0 and not parameter.default


def linear_step(parameter: Parameter) -> float:
    """The step of a number on an even scale: half a power of ten below what it usually is."""
    usual = abs(parameter.default) if isinstance(parameter.default, int | float) else 0.0
    return 0.5 * 10.0 ** math.floor(math.log10(usual)) if usual else 0.05


def suggestion(parameter: Parameter) -> object:
    """A first value for an optional parameter that is switched on: ten of something, or the least allowed."""
    if parameter.kind is Kind.INTEGER:
        return _within_whole(parameter, 10 if parameter.maximum is None else 0)
    if parameter.kind is Kind.NUMBER:
        return _within(parameter, 1.0, 0.5)
    return {Kind.SWITCH: False, Kind.SIZES: (1,), Kind.CHOICE: next(iter(parameter.choices), "")}.get(
        parameter.kind, ""
    )


def _climbed(value: float, steps: int) -> float:
    """Along 1, 2, 5, 10, … in both directions; nothing lies between 0.0001 and 0."""
    for _ in range(abs(steps)):
        if value <= 0:
            value = 1e-4 if steps > 0 else 0.0
            continue
        exponent = math.floor(math.log10(value) + 1e-9)
        if abs(exponent) > FAR:
            break
        rungs = [_tidy(m * 10.0**e) for e in (exponent - 1, exponent, exponent + 1) for m in (1, 2, 5)]
        if steps > 0:
            value = next(rung for rung in rungs if rung > value * 1.0001)
        else:
            value = next(rung for rung in reversed(rungs) if rung < value * 0.9999)
    return value


def _tidy(value: float) -> float:
    return float(f"{value:.9g}")


def _within_whole(parameter: Parameter, value: int) -> int:
    low = -MAX_WHOLE
    if parameter.minimum is not None:
        low = math.ceil(parameter.minimum)
    elif parameter.above is not None:
        low = math.floor(parameter.above) + 1
    high = MAX_WHOLE
    if parameter.maximum is not None:
        high = math.floor(parameter.maximum)
    elif parameter.below is not None:
        high = math.ceil(parameter.below) - 1
    return max(low, min(high, value))


def _within(parameter: Parameter, value: float, fallback: float) -> float:
    """The value moved to the nearest allowed bound; at a bound that is itself not allowed it stays ``fallback``."""
    if parameter.minimum is not None:
        value = max(value, float(parameter.minimum))
    if parameter.maximum is not None:
        value = min(value, float(parameter.maximum))
    if parameter.above is not None and value <= parameter.above:
        return fallback
    if parameter.below is not None and value >= parameter.below:
        return fallback
    return value
