"""Work beside the window's own thread."""
