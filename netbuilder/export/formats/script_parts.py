"""A finished script taken apart: imports, constants, definitions and the statements of its ``main``, for a notebook.

Any script of the registry will do that keeps its options in ``parse_options`` and whose ``main`` loads the data with
``load_data`` and keeps the losses as ``history``.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from netbuilder.export.printed import Import
from netbuilder.layers.calls import literal

OPTION = re.compile(r"\boptions\.(\w+)")
NOTHING = "None"


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or a class of a script."""

    name: str
    text: str
    words: frozenset[str]


@dataclass(frozen=True)
class ScriptParts:
    """The text of a script. ``given``: source texts to use for options instead of their defaults."""

    text: str
    given: Mapping[str, str]

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> dict[str, Import]:
        """What the script imports at its head, by the name it gets."""
        found: dict[str, Import] = {}
        for node in self._tree.body:
            if isinstance(node, ast.Import):
                found |= {
                    alias.asname or alias.name.partition(".")[0]: Import(alias.name, "", alias.asname or "")
                    for alias in node.names
                }
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.name: Import(node.module or "", alias.name) for alias in node.names}
        return found

    @cached_property
    def constants(self) -> dict[str, str]:
        """The assignments at the head, by the name that they set."""
        found = [node for node in self._tree.body if isinstance(node, ast.Assign)]
        return {target.id: self._of(node) for node in found for target in node.targets if isinstance(target, ast.Name)}

    @cached_property
    def definitions(self) -> list[Definition]:
        """Every function and class, in the order of the script."""
        found = [node for node in self._tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        return [Definition(node.name, self._of(node), words(node)) for node in found]

    @cached_property
    def statements(self) -> list[str]:
        """What ``main`` does without a command line: options are constants, and what needs one that has no value is
        left out, as is what ends it early."""
        body = self._function("main").body[1:]
        return [text for node in body for text in self._told(node)]

    @cached_property
    def options(self) -> dict[str, str]:
        """The value of each option that the statements ask for, as source text by its constant's name."""
        asked = {name for text in self._asking for name in OPTION.findall(text)}
        known = sorted(asked, key=[*self._defaults, *asked].index)
        return {name.upper(): self._value(name) for name in known}

    @cached_property
    def _asking(self) -> list[str]:
        """The statements of ``main`` before their options became constants."""
        return [text for node in self._function("main").body[1:] for text in self._kept(node)]

    def _told(self, node: ast.stmt) -> list[str]:
        return [OPTION.sub(lambda found: found[1].upper(), text) for text in self._kept(node)]

    def _kept(self, node: ast.stmt) -> list[str]:
        if "parse_options" in words(node) or any(isinstance(part, ast.Return) for part in ast.walk(node)):
            return []
        if isinstance(node, ast.If) and isinstance(node.test, ast.Attribute):
            return [self._of(inner) for inner in node.body] if self._value(node.test.attr) != NOTHING else []
        return [self._of(node)]

    def _value(self, option: str) -> str:
        return self.given.get(option, self._defaults.get(option, NOTHING))

    @cached_property
    def _defaults(self) -> dict[str, str]:
        calls = [node for node in ast.walk(self._function("parse_options")) if isinstance(node, ast.Call)]
        found: dict[str, str] = {}
        for call in calls:
            given = [word.value for word in call.keywords if word.arg == "default"]
            if given and isinstance(call.func, ast.Attribute) and call.func.attr == "add_argument":
                name = ast.literal_eval(call.args[0]).removeprefix("--").replace("-", "_")
                found[name] = literal(ast.literal_eval(given[0]))
        return found

    def _function(self, name: str) -> ast.FunctionDef:
        return next(node for node in self._tree.body if isinstance(node, ast.FunctionDef) and node.name == name)

    def _of(self, node: ast.stmt) -> str:
        """The whole lines of a statement, comments at their ends included, moved to the left."""
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        return textwrap.dedent("\n".join(self._lines[first - 1 : node.end_lineno]))


def words(node: ast.AST) -> frozenset[str]:
    """The plain names in a piece of a program."""
    return frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name))


def needed(definitions: Iterable[Definition], asked: Iterable[str]) -> list[Definition]:
    """Those of the definitions that these names ask for, and what they need themselves, in their order."""
    known = {one.name: one for one in definitions}
    wanted, waiting = set[str](), [name for name in asked if name in known]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += [word for word in known[name].words if word in known]
    return [one for one in known.values() if one.name in wanted]


def beside_the_notebook(text: str) -> str:
    """A script that finds its files from where it runs: a notebook runs in its folder, and does not know its file."""
    places = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.BinOp) and ast.unparse(node.left) == "Path(__file__).parent"
    ]
    lines = text.splitlines()
    for node in sorted(places, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        file = ast.get_source_segment(text, node.right)
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        # Columns are counted in bytes.
        before, after = (lines[first].encode()[: node.col_offset], lines[last].encode()[node.end_col_offset :])
        lines[first : last + 1] = [f"{before.decode()}Path({file}){after.decode()}"]
    return "\n".join([*lines, ""])
