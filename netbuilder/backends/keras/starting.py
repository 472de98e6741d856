"""Starting values that are not PyTorch's own, as statements over the finished Keras model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netbuilder.backends.code.forward import Line, within
from netbuilder.layers.calls import literal
from netbuilder.layers.tensors.starting import Weighted, typed_numbers, weights_of
from netbuilder.operations.tensor import Start
from netbuilder.program import Program, Step

_INITIALIZERS = {
    "zeros": "Zeros()",
    "constant": "Constant({reach})",
    "uniform": "RandomUniform(-({reach}), {reach})",
    "normal": "RandomNormal(stddev={reach})",
}


def starting_lines(program: Program, path: str = "") -> Iterator[Line]:
    """A line for each variable. ``path``: what the paths of variables begin with."""
    for step in program.steps:
        if step.block is None:
            yield from (Line(text, step.node) for text in _of_layer(step, f"{path}{step.name}/"))
        elif not step.block.definition.in_tensors:  # its class has starting values of its own
            single = step.block.repeat == 1 or step.block.shared
            for number, body in enumerate(step.repetitions):
                inside = starting_lines(body, f"{path}{step.name if single else f'{step.name}.{number}'}/")
                yield from within(step.block.block, inside)


def _of_layer(step: Step, path: str) -> Iterator[str]:
    layer = step.layer
    if not isinstance(layer, Weighted) or not layer.starts_chosen:
        return
    shapes = weights_of(layer, *step.shapes)
    starts, carried = layer.starts(shapes), layer.keras_weights(*step.shapes)
    for name, source in _sources(carried, shapes).items():
        if source in starts:
            values = _values(layer, starts[source], source, shapes, carried[name])
            yield f'set_start(network, "{path}{name}", {values})'


def _sources(carried: Mapping[str, Any], shapes: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """From which weight of PyTorch each variable is made: told by what it becomes of weights that are told apart."""
    import numpy

    names = list(shapes)
    marked = {name: numpy.full(shapes[name], place, numpy.int64) for place, name in enumerate(names)}
    unlearned = {"running_mean": numpy.full((1,), -1), "running_var": numpy.full((1,), -1)}
    made = {path: numpy.asarray(make({**unlearned, **marked})) for path, make in carried.items()}
    return {path: names[int(array.flat[0])] for path, array in made.items() if array.flat[0] >= 0}


def _values(layer: Weighted, start: Start, source: str, shapes: Mapping[str, tuple[int, ...]], make: Any) -> str:
    """The initializer; typed numbers in the order in which Keras keeps them."""
    if start.kind != "typed":
        reach = start.reach
        if start.kind == "uniform" and " " not in reach:
            return f"keras.initializers.RandomUniform(-{reach}, {reach})"
        return f"keras.initializers.{_INITIALIZERS[start.kind].format(reach=reach)}"
    import numpy

    arrays = {name: numpy.zeros(shape) for name, shape in shapes.items()}
    arrays[source] = numpy.array(typed_numbers(layer.given(source)[1], shapes[source]))
    return f"keras.initializers.Constant({literal(numpy.asarray(make(arrays)).tolist())})"
