"""The program around its window: start, signals, preferences, and what is drawn without a window."""
