"""Where the ports of a card are, worked out once for all layers with the same ports: of most cards of a drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF

from netbuilder.graph.blocks import BlockUse
from netbuilder.layers.base import Layer
from netbuilder.project.arrange import card_height
from ui.canvas.geometry import port_place
from ui.canvas.wire_targets import Socket, sockets

MOST_KNOWN = 1000


class PortLayout(NamedTuple):
    """The ports of a card, its height, and the middle of each port from its top left corner."""

    sockets: tuple[Socket, ...]
    height: float
    places: Mapping[Socket, QPointF]


_known: dict[tuple[tuple[str, ...], tuple[str, ...], bool], PortLayout] = {}


def port_layout(layer: Layer) -> PortLayout:
    """The ports of a layer's card."""
    key = (layer.input_ports(), layer.output_ports(), isinstance(layer, BlockUse))
    found = _known.get(key)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        ports = sockets(layer)
        places = {socket: port_place(layer, socket) for socket in ports}
        found = _known[key] = PortLayout(ports, card_height(layer), places)
    return found
