"""Runs: what was trained, kept beside the project, compared and listed."""
