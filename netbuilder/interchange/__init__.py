"""Networks that come from elsewhere: PyTorch modules and ONNX files become drawings with their weights."""
