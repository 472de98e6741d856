"""PyTorch: a program as the source of ``nn.Module`` classes, and as the live network that is compiled from it."""
