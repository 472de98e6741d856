"""Blocks on the canvas: made, opened and left, their path shown, their parameters promoted."""
