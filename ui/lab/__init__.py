"""The bias–variance lab: the drawing trained many times, seen while it happens."""
