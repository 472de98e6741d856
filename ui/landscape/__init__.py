"""The tab with the loss over a plane of weights, and the ways of optimizers on it."""
