"""What all items of a drawing share when they are painted: ink, and the states that concern every card at once."""

from __future__ import annotations

from collections.abc import Mapping

from netbuilder.graph.blocks import BlockId
from netbuilder.graph.graph import NodeId
from ui.canvas.items.painting import Ink
from ui.canvas.wire_targets import Socket, WireTargets
from ui.project.bridge import Bridge
from ui.theme.themes import Theme


class Look:
    """What all items share: the ink of the theme, and the states that concern every card at once."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        self._bridge = bridge
        self.ink = Ink(theme)
        self.fitting: WireTargets | None = None
        self.running = False
        self.focused = False
        self.keeps_pictures = False
        """Whether Qt keeps what items painted (see ``KeptPictures``)."""
        self.uses: Mapping[BlockId, int] = {}

    def is_wired(self, node: NodeId, socket: Socket) -> bool:
        """Whether a wire ends or starts at this port."""
        graph = self._bridge.level.project.graph
        if node not in graph.nodes:
            return False
        if socket.output:
            return any(wire.source_port == socket.name for wire in graph.outgoing[node])
        return any(wire.target_port == socket.name for wire in graph.incoming[node])
