"""The project, how it is edited, and how edits are undone."""
