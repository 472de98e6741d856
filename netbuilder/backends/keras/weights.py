"""The weights of a PyTorch network as those of its Keras twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netbuilder.backends.keras.names import with_safe_names
from netbuilder.backends.tensors.graphs import opened
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
            inside = f"{prefix}{source}.", f"{path}{target}/"
            if step.block.definition.in_tensors:
                yield from _as_they_are(body, twin_body, weights, *inside)
            else:
                yield from _carried(body, twin_body, weights, *inside)


def _as_they_are(
    program: Program, renamed: Program, weights: Mapping[str, Any], prefix: str, path: str
) -> Iterator[tuple[str, Any]]:
    """The weights of a block that is written in tensors: PyTorch's own, by names with dots."""
    for step, twin in zip(program.steps, renamed.steps, strict=True):
        if step.block is None:
            for _, found in opened(step.layer, step.shapes, step.used).weights:
                name, label = f"{prefix}{step.name}.{found.label}", f"{path}{twin.name}.{found.label}"
                if name.removesuffix(".") in weights:
                    yield label.removesuffix("."), weights[name.removesuffix(".")]
            continue
        single = step.block.repeat == 1 or step.block.shared
        for number, (body, twin_body) in enumerate(zip(step.repetitions, twin.repetitions, strict=True)):
            at = "" if single else f".{number}"
            inside = f"{prefix}{step.name}{at}.", f"{path}{twin.name}{at}."
            yield from _as_they_are(body, twin_body, weights, *inside)


def _of_layer(step: Step, weights: Mapping[str, Any], prefix: str, path: str) -> Iterator[tuple[str, Any]]:
    carried = step.layer.keras_weights(*step.shapes)
    if carried:
        own = {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}
        if prefix.removesuffix(".") in weights:  # a parameter is its own weight
            own[""] = weights[prefix.removesuffix(".")]
        yield from ((f"{path}{name}", made(own)) for name, made in carried.items())
