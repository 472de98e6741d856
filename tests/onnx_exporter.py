"""Torch's ONNX exporter in the process of the tests, without its warnings.

For every file it builds the table of all operators anew, which takes longer than the file: here that is done once.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch


@contextmanager
def quick_and_quiet() -> Iterator[None]:
    """While entered, the exporter takes the table that it has built first, and says nothing."""
    from torch.onnx._internal.exporter._registration import ONNXRegistry

    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(action="ignore"), patch.object(ONNXRegistry, "from_torchlib", _known_operators()):
            yield
    finally:
        logging.disable(logging.NOTSET)


@cache
def _known_operators() -> staticmethod[..., object]:
    from torch.onnx._internal.exporter._registration import ONNXRegistry

    return staticmethod(cache(ONNXRegistry.from_torchlib))
