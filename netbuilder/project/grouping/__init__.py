"""Drawings cut in two, and put together again: a selection as a block, and what a block holds in its place."""
