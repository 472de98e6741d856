"""The tab with the loss over a plane of weights, and the paths of optimizers over it."""
