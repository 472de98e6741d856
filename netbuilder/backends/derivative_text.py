"""The derivative of a layer as it is declared, as a line of NumPy over what arrives (``upstream``); that of a loss."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netbuilder.backends.tensors.body import Body
from netbuilder.backends.tensors.graphs import opened
from netbuilder.backends.tensors.naming import identifier
from netbuilder.backends.torch.losses import Objective, ResolvedLoss
from netbuilder.operations.gradient import gradient
from netbuilder.operations.tensor import Entry, Tensor, entry
from netbuilder.program import Step

UPSTREAM = "upstream"
LONGEST = 120
"""Characters. What is longer says less than the numbers do."""


_OF_LOSSES: Mapping[ResolvedLoss, str] = MappingProxyType(
    {
        "cross-entropy": "(softmax(outputs) - one_hot(targets)) / rows",
        "binary cross-entropy": "(sigmoid(outputs) - targets) / rows",
        "nll": "-one_hot(targets) / rows",
        "mse": "2 * (outputs - targets) / outputs.size",
        "mae": "sign(outputs - targets) / outputs.size",
        "huber": "clip(outputs - targets, -1, 1) / outputs.size",
        "drawn": "1 / outputs.size",
    }
)
"""How the mean over the rows changes with the outputs; a loss that is drawn is its own output. Tests compare."""


def loss_derivative_text(objective: Objective, place: int) -> str:
    """The gradient of the loss for one of the outputs; empty where rows count by their classes."""
    term = objective.terms[place]
    if objective.class_weights or not term.weight:
        return ""
    weight = "" if term.weight == 1.0 else f"{term.weight:g} * "
    return f"{weight}{_OF_LOSSES[term.loss.name]}"


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
