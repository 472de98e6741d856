"""What differs between frameworks in the text of a network: how a class, a method and a list of blocks are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from netbuilder.layers.calls import Call, Several
from netbuilder.program.steps import Step


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one framework.

    ``layer_call``: what the layer of a step calls; ``root``: the name of the framework's package in the script;
    ``base``: the class that blocks derive from; ``method``: what computes; ``tensor``: the type of what it takes and
    gives; ``blocks``: what holds several blocks, or empty for a plain list; ``positional``: the names of the positional
    arguments of its functions; ``options``: whether constructors take further options and hand them on; ``named``:
    whether what is made is given the name of its step; ``anchor``: where the framework must be shown to which network
    a step belongs that reads nothing, such as a parameter, the name of what it is handed; ``after``: the statements
    that follow what makes the module of a step, over ``{module}``.
    """

    layer_call: Callable[[Step], Call]
    root: str
    base: str
    method: str
    tensor: str
    blocks: str
    positional: Mapping[str, tuple[str, ...]]
    options: bool = False
    named: bool = False
    anchor: str = ""
    after: Callable[[Step], Sequence[str]] = lambda step: ()

    def call(self, step: Step) -> Call:
        """What a step calls: of several outputs, what computes the only one that is read."""
        call = self.layer_call(step)
        if isinstance(call, Several) and len(step.used) == 1:
            return call.alone.get(next(iter(step.used)), call)
        return call

    def with_name(self, creation: str, name: str) -> str:
        """The expression that makes something, which gets a name where the framework wants one."""
        if not self.named:
            return creation
        head = creation.removesuffix(")")
        return f"{head}{'' if head.endswith('(') else ', '}name={name})"
