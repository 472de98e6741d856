"""NetBuilder's engine: draw a neural network, train it, measure it, export it. It knows no Qt."""

__version__ = "0.1.0"
