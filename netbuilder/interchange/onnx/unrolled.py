"""A plain recurrent layer that an exporter has written out step by step, put together again.

torch's newer exporter writes an RNN so: the sums of the inputs of all steps, a slice of them for each step, and for
each step after the first the product of the state before with the same matrix, the same bias, and the activation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from netbuilder.interchange.onnx.node import OnnxNode
from netbuilder.interchange.onnx.patterns import SUMS, Links
from netbuilder.interchange.traced import Dims

ACTIVATIONS = ("Tanh", "Relu")
"""What ONNX calls the two that torch's layer knows, by these names in small letters."""
STEPS_OF_RNN = "RecurrentSteps"
"""What the node is called that stands for the steps."""


@dataclass(frozen=True)
class Chain:
    """``states``: the nodes that give the state after each step, in the order in which they are computed; ``places``:
    the step of the sequence that each reads; ``parts``: all nodes that belong to the chain; ``source``: the name of the
    sequence; ``weights``: by torch's names."""

    states: Sequence[OnnxNode]
    places: Sequence[int]
    parts: Sequence[OnnxNode]
    source: str
    weights: Mapping[str, Any]


def with_recurrent_steps(
    nodes: Sequence[OnnxNode], links: Links, constants: dict[str, Any], dims: dict[str, Dims]
) -> list[OnnxNode]:
    """The nodes, with one in place of the steps of each plain recurrent layer, and slices of it for who reads a step.

    ``constants``, ``dims``: take those of the new nodes.
    """
    begins, gone = dict[int, list[OnnxNode]](), set[int]()
    for node in nodes:
        chain = _chain(node, links) if node.kind in ACTIVATIONS and id(node) not in gone else None
        if chain is not None:
            begins[id(node)] = _put_together(chain, links, constants, dims)
            gone |= {id(part) for part in chain.parts}
    return [one for node in nodes for one in begins.get(id(node), [] if id(node) in gone else [node])]


def _chain(first: OnnxNode, links: Links) -> Chain | None:
    """The chain that begins with the activation of a first step; None where it is none."""
    start = links.source(first.inputs[0])
    taken = _step_of(start, links) if start is not None else None
    if start is None or taken is None or len(taken.rest) != 1:
        return None
    bias = start.constant(start.inputs.index(taken.rest[0]))
    sums = links.source(taken.sums)
    turned = sums if sums is not None and _turns_steps(sums) else None
    sums = sums if turned is None else links.source(turned.inputs[0])
    product = _other_source(sums, links) if sums is not None and sums.kind == SUMS else None
    if bias is None or sums is None or product is None or product.kind != "MatMul" or product.constant(1) is None:
        return None
    units = product.constant(1).shape[-1]
    rows = bias.reshape(-1, units)
    if (rows != rows[:1]).any():
        return None  # it starts from another state than zeros
    states, places, parts = [first], [taken.place], [start, first, *taken.parts]
    matrix: Any = None
    while (following := _next(states[-1], links)) is not None:
        inner, step, state = following
        same = step.sums == taken.sums and state.kind == first.kind and _is(inner[1], rows[0])
        if not same or (matrix is not None and not numpy.array_equal(matrix, inner[0].constant(1))):
            break
        matrix = inner[0].constant(1)
        states, places, parts = [*states, state], [*places, step.place], [*parts, *inner, *step.parts, state]
    if matrix is None or len(links.readers(taken.sums)) != len(states) or places != list(range(len(states))):
        return None
    if turned is not None:
        places, parts = places[::-1], [turned, *parts]
    own = next(array for at in (0, 1) if (array := sums.constant(at)) is not None)
    names = {"weight_ih": product.constant(1).T, "weight_hh": matrix.T, "bias_ih": own.reshape(-1), "bias_hh": rows[0]}
    weights = {f"{name}_l0": numpy.ascontiguousarray(array) for name, array in names.items()}
    return Chain(states, places, [product, sums, *parts], product.inputs[0], weights)


def _turns_steps(node: OnnxNode) -> bool:
    """Whether a node turns the steps of a sequence around."""
    axes, steps = node.constant(3), node.constant(4)
    if node.kind != "Slice" or axes is None or steps is None:
        return False
    return (axes.tolist(), steps.tolist()) == ([0], [-1])


@dataclass(frozen=True)
class Step:
    """What a step reads of the sums of the inputs. ``rest``: the other inputs of its sum."""

    sums: str
    place: int
    parts: Sequence[OnnxNode]
    rest: Sequence[str]


def _step_of(total: OnnxNode, links: Links) -> Step | None:
    """The slice of a sum of the inputs that a sum takes, None where it takes none."""
    if total.kind != SUMS:
        return None
    for name in total.inputs:
        squeezed = links.source(name)
        cut = links.source(squeezed.inputs[0]) if squeezed is not None and squeezed.kind == "Squeeze" else None
        if squeezed is None or cut is None or cut.kind != "Slice":
            continue
        starts, ends, axes = (cut.constant(place) for place in (1, 2, 3))
        if starts is not None and ends is not None and axes is not None and axes.tolist() == [0]:
            rest = [other for other in total.inputs if other != name]
            return Step(cut.inputs[0], int(starts[0]), [cut, squeezed], rest)
    return None


def _next(state: OnnxNode, links: Links) -> tuple[list[OnnxNode], Step, OnnxNode] | None:
    """The nodes between a state and the next, what that reads of the inputs, and its activation."""
    for product in links.readers(state.outputs[0]):
        biased = links.only_reader(product) if product.kind == "MatMul" and product.constant(1) is not None else None
        total = links.only_reader(biased) if biased is not None and biased.kind == SUMS else None
        step = _step_of(total, links) if total is not None else None
        following = links.only_reader(total) if total is not None else None
        if biased is not None and total is not None and step is not None and following is not None:
            return [product, biased, total], step, following
    return None


def _other_source(total: OnnxNode, links: Links) -> OnnxNode | None:
    """The node of the one input of a sum that is no constant."""
    names = [name for place, name in enumerate(total.inputs) if total.constant(place) is None]
    return links.source(names[0]) if len(names) == 1 else None


def _is(total: OnnxNode, bias: Any) -> bool:
    """Whether a sum adds this bias."""
    arrays = [array for place in (0, 1) if (array := total.constant(place)) is not None]
    return len(arrays) == 1 and numpy.array_equal(arrays[0].reshape(-1), bias)


def _put_together(chain: Chain, links: Links, constants: dict[str, Any], dims: dict[str, Dims]) -> list[OnnxNode]:
    """The layer and a slice of its result for each step that is read; one that reads backwards is turned around."""
    first, count = chain.states[0], len(chain.states)
    name = f"{first.outputs[0]}.steps"
    _, rows, units = dims[first.outputs[0]]
    settings = {"hidden_size": units, "num_layers": 1, "nonlinearity": first.kind.lower(), "batch_first": False}
    constants.update({f"{name}.{place}": numpy.array([place]) for place in (-count - 1, -1, *range(count + 1))})

    def made(kind: str, inputs: Sequence[str], output: str) -> OnnxNode:
        from onnx import helper

        node = OnnxNode(helper.make_node(kind, inputs, [output]), constants, dims)
        node.module, node.name = first.module, first.name
        return node

    def turned(source: str, output: str) -> OnnxNode:
        dims[output] = (count, *dims[source][1:])
        return made("Slice", [source, *(f"{name}.{place}" for place in (-1, -count - 1, 0, -1))], output)

    backwards = chain.places[0] != 0
    entering, leaving = (f"{name}.entering", f"{name}.leaving") if backwards else (chain.source, name)
    steps = made(STEPS_OF_RNN, [entering], leaving)
    dims[name] = dims[leaving] = (count, rows, units)
    steps.attributes = {"settings": settings, "weights": chain.weights}
    found = [turned(chain.source, entering), steps, turned(leaving, name)] if backwards else [steps]
    ordered = [state.outputs[0] for _, state in sorted(zip(chain.places, chain.states, strict=True), key=_place)]
    inside = {id(part) for part in chain.parts}
    for place, output in enumerate(ordered):
        read = [reader for reader in links.readers(output) if id(reader) not in inside]
        for whole in [reader for reader in read if reader.kind == "Concat" and reader.inputs == ordered]:
            if whole.get("axis") == 0:
                whole.kind, whole.inputs = "Identity", [name]
                read.remove(whole)
        if any(reader.inputs != [name] for reader in read) or links.leaves(output):
            found.append(made("Slice", [name, *(f"{name}.{end}" for end in (place, place + 1, 0))], output))
    return found


def _place(pair: tuple[int, OnnxNode]) -> int:
    return pair[0]
