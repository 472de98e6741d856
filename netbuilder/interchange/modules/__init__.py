"""PyTorch modules read in: run once in a process of their own, and written down as a trace."""
