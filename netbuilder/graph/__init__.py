"""What a drawing is: nodes, wires between ports, blocks."""
