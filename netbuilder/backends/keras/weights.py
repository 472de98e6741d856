"""The weights of a PyTorch network as those of its Keras twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netbuilder.backends.keras.names import with_safe_names
from netbuilder.program import Program, Step, lower
from netbuilder.shapes.check_result import Check


def keras_weights(check: Check, weights: Mapping[str, Any]) -> dict[str, Any]:
    """Arrays by the path of each Keras variable, from NumPy arrays by PyTorch's names (a state dict)."""
    program = lower(check)
    return dict(_carried(program, with_safe_names(program), weights, "", ""))


def _carried(
    program: Program, renamed: Program, weights: Mapping[str, Any], prefix: str, path: str
) -> Iterator[tuple[str, Any]]:
    """``prefix``, ``path``: what the names begin with in PyTorch and in Keras."""
    for step, twin in zip(program.steps, renamed.steps, strict=True):
        if step.block is None:
            yield from _of_layer(step, weights, f"{prefix}{step.name}.", f"{path}{twin.name}/")
            continue
        single = step.block.repeat == 1 or step.block.shared
        bodies = zip(step.repetitions, twin.repetitions, strict=True)
        for number, (body, twin_body) in enumerate(bodies):
            source, target = (step.name, twin.name) if single else (f"{step.name}.{number}", f"{twin.name}.{number}")
            yield from _carried(body, twin_body, weights, f"{prefix}{source}.", f"{path}{target}/")


def _of_layer(step: Step, weights: Mapping[str, Any], prefix: str, path: str) -> Iterator[tuple[str, Any]]:
    carried = step.layer.keras_weights(*step.shapes)
    if carried:
        own = {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}
        yield from ((f"{path}{name}", made(own)) for name, made in carried.items())
