"""Functions and classes of a module that is not imported here, added to a script as far as it uses them."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType

from netbuilder.export.printed import Import, imported
from netbuilder.export.script import Draft

KERAS_PARTS = "netbuilder.backends.keras.parts"
TORCH_PARTS = "netbuilder.backends.torch.parts"


def add_parts(draft: Draft, module: str, used: Iterable[str]) -> None:
    """Add the functions and classes of these names with all that they need, the needed before what needs them."""
    found = _parts(module)
    wanted = _with_needs(module, [name for name in found if name in set(used)])
    for name in found:
        if name in wanted and name not in draft.names:
            draft.names.add(name)
            draft.add_text(found[name])
            draft.imports |= {known for word, known in _imports(module).items() if word in _words(found[name])}


def _with_needs(module: str, names: Iterable[str]) -> set[str]:
    found, wanted, waiting = _parts(module), set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += [other for other in found if other in _words(found[name])]
    return wanted


@cache
def _words(text: str) -> frozenset[str]:
    """The plain names in a source text."""
    return frozenset(node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name))


@cache
def _parts(module: str) -> MappingProxyType[str, str]:
    """The text of each function and class by its name, in the order of the file."""
    source = _source(module)
    nodes = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return MappingProxyType({node.name: _text(source.splitlines(), node) for node in nodes})


def _text(lines: list[str], node: ast.FunctionDef | ast.ClassDef) -> str:
    """The lines of a function or class, its decorators among them."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(lines[first - 1 : node.end_lineno])


@cache
def _imports(module: str) -> MappingProxyType[str, Import]:
    """What the module imports, by the name it gets there."""
    body = ast.parse(_source(module)).body
    return MappingProxyType(imported(node for node in body if isinstance(node, ast.Import | ast.ImportFrom)))


def _source(module: str) -> str:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ImportError(f"the module {module} is not where it was")
    return Path(spec.origin).read_text(encoding="utf-8")
