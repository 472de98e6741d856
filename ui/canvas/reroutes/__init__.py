"""The points that wires pass through."""
