"""The runs of the project: table, actions, repeats."""
