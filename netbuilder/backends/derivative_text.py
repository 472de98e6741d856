"""The derivative of a layer as it is declared, as a line of NumPy over what arrives (``upstream``)."""

from __future__ import annotations

from netbuilder.backends.tensors.body import Body
from netbuilder.backends.tensors.graphs import opened
from netbuilder.backends.tensors.naming import identifier
from netbuilder.operations.gradient import gradient
from netbuilder.operations.tensor import Entry, Tensor, entry
from netbuilder.program import Step

UPSTREAM = "upstream"
LONGEST = 120
"""Characters. What is longer says less than the numbers do."""


def derivative_text(step: Step, source: str, port: str) -> str:
    """The gradient of an input, by the name of its port, or of a weight, by its name in the layer, from what arrives at
    an output; empty where none is declared or it takes more than a line.
    """
    try:
        graph = opened(step.layer, step.shapes, step.used)
    except NotImplementedError:
        return ""
    weights = {found.label: tensor for tensor, found in graph.weights}
    wanted = graph.inputs.get(source, weights.get(source))
    output = graph.outputs.get(port)
    if wanted is None or output is None:
        return ""
    arriving = entry(UPSTREAM, output.shape)
    slope = gradient([output], [arriving]).get(id(wanted))
    return "" if slope is None else _line(slope, [*graph.inputs.values(), *weights.values(), arriving])


def _line(slope: Tensor, given: list[Tensor]) -> str:
    names = {id(tensor): identifier(tensor.operation.label) for tensor in given if isinstance(tensor.operation, Entry)}
    body = Body("numpy", names)
    (text,) = body.compute([slope])
    written = "; ".join([*body.lines, text])
    return written if len(body.lines) < 2 and len(written) <= LONGEST else ""
