"""The drawing for screen readers: a tree of nodes, ports and wires, and what they hear of changes."""
