"""The loss over a plane through the weights, and the paths that optimizers take on it."""
