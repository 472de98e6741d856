"""The frameworks that a project can be exported to: known without loading what writes the code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FRAMEWORKS: Mapping[str, str] = MappingProxyType(
    {
        "pytorch": "PyTorch",
        "lightning": "Lightning",
        "keras": "Keras",
        "tensorflow": "TensorFlow",
        "pytorch-tensors": "PyTorch tensors",
        "tensorflow-tensors": "TensorFlow tensors",
        "numpy": "NumPy",
    }
)
"""Every format by its name, with its title."""
