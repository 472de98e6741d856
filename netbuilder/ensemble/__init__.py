"""Many networks of one drawing, trained at once or one after another, with the same numbers."""
