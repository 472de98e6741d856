"""What each layer of a trained network has learned: figures of weights, gradients and activations, and their arrays."""
