"""Keras: the network as a functional model, its losses and optimizers as PyTorch computes them, carried weights."""
