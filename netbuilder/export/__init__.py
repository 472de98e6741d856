"""A drawing as a program of its own."""
