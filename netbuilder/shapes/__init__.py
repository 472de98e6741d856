"""A shape or a problem for every port, and what repairs a problem."""
