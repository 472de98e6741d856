"""Forms: the parameters of layers, data and training, generated from their declarations."""
