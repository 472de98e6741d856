"""The canvas: the drawing, seen and edited."""
