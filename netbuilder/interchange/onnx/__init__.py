"""ONNX files read in: their operators become the operations of a trace."""
