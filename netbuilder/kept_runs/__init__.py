"""What a kept run is used for: its network with its weights, and its figure on the test rows."""
