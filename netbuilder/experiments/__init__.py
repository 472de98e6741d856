"""Experiments: the same drawing trained many times, to measure what a single training cannot show."""
