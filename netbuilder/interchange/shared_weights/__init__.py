"""Weights that a network uses several times, drawn once."""
