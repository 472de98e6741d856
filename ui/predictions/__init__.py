"""What the network predicts, drawn over its data."""
