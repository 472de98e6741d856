"""Where a hand finds the ports of a card."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from ui.canvas.items.node_item import NodeItem
from ui.canvas.wire_targets import Socket


def place(card: NodeItem, port: int | str = 0, *, output: bool = False) -> QPointF:
    """The middle of a port in the scene: by its name, or by its number among those of its kind.

    The number after the last stands for the input that the layer would get if it grew.
    """
    if isinstance(port, str):
        return card.port_point(Socket(port, output=output))
    found = [socket for socket in card.sockets if socket.output == output]
    return card.port_point(found[port] if port < len(found) else Socket("the next", output=output))
