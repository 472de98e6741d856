"""Whether two projects train the same network on the same rows, and are judged by the same."""

from __future__ import annotations

from netbuilder.graph import Graph
from netbuilder.messages import Message, say
from netbuilder.project import Project


def difference(old: Project, new: Project) -> Message | None:
    """What is another than it was, as far as curves and weights depend on it; None where they may be compared.

    The settings of the training are not looked at: with others, the same network learns the same rows differently.
    """
    drawing, data = _essence(old.graph) != _essence(new.graph), old.data != new.data
    if drawing and data:
        return say("another drawing, other data")
    if drawing:
        return say("another drawing")
    return say("other data") if data else None


OF_TRAINING = {"training_rows": None, "input_noise": 0.0, "label_noise": 0.0, "noise_seed": 0}
"""Settings of the data that concern the training rows alone, and what they are where nothing is set."""


def judged_alike(old: Project, new: Project) -> bool:
    """Whether the same rows validate both, so that their validation losses can be compared number by number."""
    return old.data.with_(**OF_TRAINING) == new.data.with_(**OF_TRAINING)


def _essence(graph: Graph) -> object:
    """What of a drawing makes its network: neither titles nor cards that lead to no output."""
    used = graph.used
    return {node: graph.nodes[node].layer for node in used}, {wire for wire in graph.wires if wire.target in used}
