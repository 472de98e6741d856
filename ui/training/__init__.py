"""Training from the window: the thread, its controls, and the sliders that train again."""
