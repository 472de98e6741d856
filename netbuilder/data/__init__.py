"""The data: declared sources of rows, and what happens to the rows before training."""
