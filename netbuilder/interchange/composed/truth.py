"""What is true or not, as the numbers 1 and 0: unequal, not, and, or."""

from __future__ import annotations

from collections.abc import Sequence

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.formulas import Term
from netbuilder.interchange.drawing.operation_layers import added, operands, rows_port, single
from netbuilder.interchange.drawing.placed import Port
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Multiply
from netbuilder.layers.tensors.arithmetic import Compare, Subtract
from netbuilder.layers.tensors.values import ConstantNumbers


def is_truth(drawer: Drawer, port: Port) -> bool:
    """Whether the numbers of a port are 1 and 0 alone: those of a comparison, what is left of them to 1, a part."""
    node = drawer.flat.nodes[port.node]
    if isinstance(node.layer, Compare):
        return True
    before = [source for source in node.inputs if source is not None]
    passing = isinstance(node.layer, Subtract | Multiply) or node.layer.keeps_values
    return passing and bool(before) and all(is_truth(drawer, source) or _is_one(drawer, source) for source in before)


def _is_one(drawer: Drawer, port: Port) -> bool:
    layer = drawer.flat.nodes[port.node].layer
    return isinstance(layer, ConstantNumbers) and layer.numbers in ("1", "1.0")


def unequal(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """1 where two operands are not equal, or where the only one is not 0."""
    dims = known_dims(call.leaving[0])
    ports = operands(drawer, call, len(dims))
    equal = added(drawer, Compare.parse({"relation": "="}), *(ports if len(ports) > 1 else [*ports, single(drawer, 0)]))
    node = drawer.draw(Subtract(), [single(drawer, 1), equal], call, {})
    return [drawer.plain(drawer.flat.only(node), dims)]


def negated(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """1 where the value is 0."""
    port = rows_port(drawer, entered(drawer, call))
    node = drawer.draw(Subtract(), [single(drawer, 1), port], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def combined(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Of two truths whether both hold (their product), one of them (their sum less that), or only one of them."""
    dims = known_dims(call.leaving[0])
    terms = [Term(drawer, port) for port in operands(drawer, call, len(dims))]
    if len(terms) != 2:
        raise NoLayerError(CONSTANT)
    both = terms[0] * terms[1]
    either = terms[0] + terms[1] - both
    found = {"And": both, "Or": either, "Xor": either - both}
    return [drawer.plain(found[call.kind].port, dims)]
