"""The network as functions of tensors, in NumPy, PyTorch or TensorFlow: printed from the layers' operations."""
