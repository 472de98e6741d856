"""Predictions: what a network makes of its data, computed to be drawn."""
