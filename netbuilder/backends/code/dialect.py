"""What differs between frameworks in the text of a network: how a class, its method and a list of blocks are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from netbuilder.layers.calls import Call
from netbuilder.program.steps import Step


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one framework.

    ``call``: what a step calls; ``root``: the name of the framework's package in the script; ``base``: the class that
    blocks derive from; ``options``: what its constructor takes beside the parameters of a block, and hands on;
    ``method``: what computes; ``tensor``: the type of what it takes and gives; ``blocks``: what holds several blocks,
    or empty for a plain list; ``positional``: the names of the positional arguments of its functions;
    ``named``: whether what a constructor makes is given the name of its step.
    """

    call: Callable[[Step], Call]
    root: str
    base: str
    method: str
    tensor: str
    blocks: str
    positional: Mapping[str, tuple[str, ...]]
    options: bool = False
    named: bool = False

    def with_name(self, creation: str, name: str) -> str:
        """The expression that makes something, which gets a name where the framework wants one."""
        if not self.named:
            return creation
        head = creation.removesuffix(")")
        return f"{head}{'' if head.endswith('(') else ', '}name={name})"
