"""Whether the code of every framework computes and learns what the program does: run side by side, and compared."""
