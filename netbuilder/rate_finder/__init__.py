"""The learning-rate finder: the loss while the learning rate grows with every minibatch."""
