"""The live network: the printed source of a drawing, compiled. What runs is what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.source import network_source
from netbuilder.errors import ProjectError
from netbuilder.shapes.check_result import Check, Severity

if TYPE_CHECKING:
    import torch


def build(check: Check) -> torch.nn.Module:
    """The module for a drawing. Weights are drawn from torch's global generator.

    Raises ProjectError with the first problem if the drawing is not sound.
    """
    import torch

    require_sound(check)
    namespace: dict[str, Any] = {"torch": torch}
    exec(compile(network_source(check), "<network>", "exec"), namespace)  # noqa: S102  our own text: see layers.calls
    network: torch.nn.Module = namespace["Network"]()
    return network


def require_sound(check: Check) -> None:
    """Raise ProjectError with the first problem that keeps the network from being built."""
    for problem in check.problems:
        if problem.severity is not Severity.ERROR:
            continue
        if problem.node is None:
            raise ProjectError("{problem}", problem=problem.message)
        name = check.graph.called(problem.node)
        raise ProjectError("“{node}”: {problem}", node=name, problem=problem.message)
