"""A file that is to be imported: which kind it is, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from netbuilder.errors import FileError
from netbuilder.interchange.modules.module_process import traced
from netbuilder.interchange.modules.permission import is_allowed
from netbuilder.interchange.onnx.reader import read_onnx
from netbuilder.interchange.source import Source
from netbuilder.interchange.traced import Dims

PYTHON, ONNX = ".py", ".onnx"
SAVED = (".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".bin", ".safetensors", ".joblib")
"""Weights, and modules as Python pickles them."""
OTHER_FRAMEWORKS = (".keras", ".h5", ".hdf5", ".pb", ".tflite", ".mlmodel")


def read_source(
    file: Path, name: str = "", inputs: Sequence[Dims] = (), stopping: Callable[[], bool] = lambda: False
) -> Source:
    """What a file holds: of a Python file the module that it defines, which must have been allowed.

    Raises FileError where it cannot be read, StoppedError where ``stopping`` says so.
    """
    if not file.is_file():
        raise FileError("There is no file “{file}”.", file=str(file))
    if file.suffix == ONNX:
        return read_onnx(file, inputs)
    if file.suffix in SAVED:
        raise FileError(
            "“{file}” is not opened: it holds weights without the network, or a pickled module, which could run any "
            "code. Write a function that makes the module and loads the file into a Python file, and import that.",
            file=file.name,
        )
    if file.suffix in OTHER_FRAMEWORKS:
        raise FileError(
            "“{file}” is a network of another framework. Make an ONNX file of it, for example with tf2onnx, and import "
            "that.",
            file=file.name,
        )
    if file.suffix != PYTHON:
        raise FileError(
            "“{file}” is neither a Python file (*.py) nor an ONNX file (*.onnx). Choose one of these.", file=file.name
        )
    if not is_allowed(file):
        raise FileError("“{file}” has not been allowed to run. Allow it first.", file=file.name)
    return traced(file, name, inputs, stopping)


def runs_code(file: Path) -> bool:
    """Whether reading a file runs code in it."""
    return file.suffix == PYTHON
