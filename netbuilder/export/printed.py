"""Functions of the program printed into a script: their own source, and the imports that it needs."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from netbuilder.export.layout.statements import WIDTH, wrapped


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """``import module``, or ``from module import name`` where there is a name; ``known_as``: its name in the script."""

    module: str
    name: str = ""
    known_as: str = ""

    @property
    def standard(self) -> bool:
        """Whether the module comes with Python."""
        return self.module.partition(".")[0] in sys.stdlib_module_names

    @property
    def printed(self) -> bool:
        """Whether what is imported is the program's own, and printed itself."""
        return self.module.partition(".")[0] == "netbuilder"


@dataclass(frozen=True, slots=True)
class Printed:
    """A function as text: its lines, the imports it needs, and the functions of the program that it calls."""

    name: str
    lines: tuple[str, ...]
    imports: frozenset[Import]
    needs: tuple[Callable[..., Any], ...]


@cache
def printed(function: Callable[..., Any], unused: frozenset[str] = frozenset()) -> Printed:
    """The source of a module-level function as a script needs it.

    The imports in its body are taken out for the head of the script; annotations that say no more than ``Any`` are
    left out, and so are branches that call functions named in ``unused``; what is wider than the script is broken.
    """
    source = _without_branches(_without_any(inspect.getsource(function)), unused)
    tree = ast.parse(source)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    module = sys.modules[function.__module__]
    outer = {name: found for name, found in _module_imports(module).items() if name in used and not found.printed}
    return Printed(
        name=function.__name__,
        lines=tuple(_narrowed(_without(source, imports))),
        imports=frozenset(imported(imports).values()) | frozenset(outer.values()),
        needs=tuple(_neighbours(module, used - {function.__name__})),
    )


def with_needs(functions: Iterable[Callable[..., Any]], unused: frozenset[str] = frozenset()) -> list[Printed]:
    """The functions with those that they call, each once, the called before the caller."""
    found: dict[str, Printed] = {}

    def visit(function: Callable[..., Any]) -> None:
        if function.__name__ not in found:
            this = printed(function, unused)
            for needed in this.needs:
                visit(needed)
            found[this.name] = this

    for function in functions:
        visit(function)
    return list(found.values())


def _without_any(source: str) -> str:
    """The source without annotations in which ``Any`` appears: they tell a reader nothing."""
    (function,) = ast.parse(source).body
    if not isinstance(function, ast.FunctionDef):
        raise TypeError("only functions can be printed")
    lines = source.splitlines()
    arguments = [argument.annotation for argument in (*function.args.args, *function.args.kwonlyargs)]
    for annotation in (function.returns, *reversed(arguments)):
        if annotation is not None and any(
            isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(annotation)
        ):
            row = annotation.lineno - 1
            head, tail = lines[row][: annotation.col_offset], lines[row][annotation.end_col_offset :]
            lines[row] = re.sub(r"( ->|:) $", "", head) + tail
    return "\n".join(lines)


def _without_branches(source: str, unused: frozenset[str]) -> str:
    """The source without the branches, of which nothing else depends, that call these functions."""
    branches = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.If) and not node.orelse]
    gone = set[int]()
    for branch in branches:
        called = {inner.id for part in branch.body for inner in ast.walk(part) if isinstance(inner, ast.Name)}
        if called & unused:
            gone |= set(range(branch.lineno, (branch.end_lineno or branch.lineno) + 1))
    return "\n".join(line for number, line in enumerate(source.splitlines(), start=1) if number not in gone)


def _without(source: str, imports: Iterable[ast.Import | ast.ImportFrom]) -> str:
    """The source without these statements, and without the blank line that follows the last of them."""
    gone = {number for node in imports for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    lines = list(enumerate(source.splitlines(), start=1))
    return "\n".join(line for number, line in lines if number not in gone and (line or number - 1 not in gone))


def _narrowed(source: str) -> Iterator[str]:
    """The lines of a function, the statements and docstrings among them broken that are too wide."""
    lines = source.splitlines()
    heads = {node.lineno: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)}
    number = 1
    while number <= len(lines):
        node = heads.get(number)
        last = _end_of_head(node) if node else number
        part = lines[number - 1 : last]
        if node is None or max(map(len, part)) <= WIDTH:
            yield from part
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield from _refilled(part)
        else:
            yield from wrapped(_joined(part))
        number = last + 1


def _end_of_head(node: ast.stmt) -> int:
    """The last line of a statement; of one that holds others, the last line before them."""
    body = getattr(node, "body", None)
    return body[0].lineno - 1 if body else node.end_lineno or node.lineno


def _joined(lines: list[str]) -> str:
    """A statement of several lines as one line."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    text = " ".join(line.strip() for line in lines)
    return indent + re.sub(r",? ([)\]}])", r"\1", re.sub(r"([(\[{]) ", r"\1", text))


def _refilled(lines: list[str]) -> Iterator[str]:
    """A docstring set again to the width of the script."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    text = textwrap.dedent("\n".join([indent + lines[0].strip()[3:], *lines[1:]])).strip().removesuffix('"""')
    paragraphs = [textwrap.wrap(part, WIDTH - len(indent) - 6) for part in text.strip().split("\n\n")]
    first, *rest = [line for paragraph in paragraphs for line in [*paragraph, ""]][:-1]
    if not rest:
        yield f'{indent}"""{first}"""'
        return
    yield f'{indent}"""{first}'
    yield from (indent + line if line else "" for line in rest)
    yield f'{indent}"""'


@cache
def _module_imports(module: ModuleType) -> dict[str, Import]:
    """What the module imports at its head, those for type checking included, by the name it gets there."""
    tree = ast.parse(inspect.getsource(module))
    body = [*tree.body, *(inner for node in tree.body if isinstance(node, ast.If) for inner in node.body)]
    return imported(node for node in body if isinstance(node, ast.Import | ast.ImportFrom))


def imported(nodes: Iterable[ast.Import | ast.ImportFrom]) -> dict[str, Import]:
    """What import statements bring in, by the name it gets."""
    found: dict[str, Import] = {}
    for node in nodes:
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                found[alias.asname or alias.name] = Import(node.module or "", alias.name)
            else:
                found[alias.name.partition(".")[0]] = Import(alias.name)
    return found


def _neighbours(module: ModuleType, names: set[str]) -> Iterable[Callable[..., Any]]:
    """The program's functions that go by these names in the module: those it imports, and then its own."""
    for name, value in vars(module).items():
        if name in names and inspect.isfunction(value) and value.__module__.startswith("netbuilder."):
            yield value
