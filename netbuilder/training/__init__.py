"""Training: a generator that knows no thread and no window."""
