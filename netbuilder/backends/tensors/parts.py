"""Where the functions lie that scripts of tensors bring along, and what they are called."""

from __future__ import annotations

import ast
import importlib.util
from functools import cache
from pathlib import Path

from netbuilder.operations.tensor import Language

MODULES: dict[Language, str] = {
    "numpy": "netbuilder.backends.tensors.numpy_parts",
    "torch": "netbuilder.backends.tensors.torch_parts",
    "tf": "netbuilder.backends.tensors.tensorflow_parts",
}


@cache
def names(language: Language) -> frozenset[str]:
    """The names of the functions, so that nothing else in a script gets one."""
    spec = importlib.util.find_spec(MODULES[language])
    if spec is None or spec.origin is None:
        raise ImportError(f"the module {MODULES[language]} is not where it was")
    body = ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef))
