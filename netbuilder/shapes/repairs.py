"""Repairs: what fixes a problem in one step, as data. ``edits.apply_repair`` carries them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netbuilder.choice_labels import choice_label
from netbuilder.layers.base import Layer
from netbuilder.messages import Message, say


@dataclass(frozen=True, slots=True)
class Insertion:
    """Put this layer into the wire that ends at this port of the node with the problem."""

    layer: Layer
    port: str

    def in_words(self) -> Message:
        """What a button says."""
        return say("Insert {layer}", layer=say(self.layer.title))


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put this layer in the place of the node with the problem; its wires and its name stay."""

    layer: Layer

    def in_words(self) -> Message:
        """What a button says."""
        return say("Replace with {layer}", layer=say(self.layer.title))


@dataclass(frozen=True, slots=True)
class Setting:
    """Give a parameter of a node, or of the training where ``node`` is None, this value."""

    node: str | None
    parameter: str
    label: str
    value: int | str

    def in_words(self) -> Message:
        """What a button says."""
        value = choice_label(self.value) if isinstance(self.value, str) else self.value
        return say("Set {parameter} to {value}", parameter=say(self.label), value=value)


@dataclass(frozen=True, slots=True)
class Removal:
    """Take this node out; what fed it then feeds what it has fed. ``name`` is what sentences call it."""

    node: str
    name: Message | str

    def in_words(self) -> Message:
        """What a button says."""
        return say("Remove {layer}", layer=self.name)


@dataclass(frozen=True, slots=True)
class DataChange:
    """Give the data settings these values, by name. ``words``: what a button says."""

    changes: Mapping[str, Any]
    words: Message

    def in_words(self) -> Message:
        """What a button says."""
        return self.words


Repair = Insertion | Replacement | Setting | Removal | DataChange
