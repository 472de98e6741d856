"""Experiments saved beside the runs of a project, and read again."""
