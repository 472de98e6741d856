"""Predictions: what a network makes of its data, worked out to be drawn."""
