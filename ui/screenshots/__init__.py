"""For developers: the pictures of README and tour (``python -m ui.screenshots FOLDER [NAME …]``), light and dark."""
