"""Statements of a script that are too long for a line, broken as ruff breaks them."""

from __future__ import annotations

import ast
from functools import lru_cache

from netbuilder.export.layout.documents import Part, bracketed, flat, listed, opened_first, rendered
from netbuilder.export.layout.expressions import Expressions
from netbuilder.export.layout.parentheses import Need, Parentheses

WIDTH = 88


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A line of source as lines of at most ``width`` characters, where there is a place to break it."""
    return [text] if len(text) <= width else list(_broken(text, width))


@lru_cache(maxsize=8192)  # after an edit, nearly all lines of a script are those from before
def _broken(text: str, width: int) -> list[str]:
    bare = text.strip()
    indent = len(text) - len(bare)
    if bare.endswith(","):
        return _items(bare, indent, width) or [text]
    before = "el" if bare.startswith("elif ") else ""  # only after an "if" would it be a statement
    source = bare.removeprefix(before)
    try:
        (node,) = ast.parse(source + (" pass" if bare.endswith(":") else "")).body
    except SyntaxError:  # no statement by itself
        return [text]
    first, *rest = _Statement(source, indent + len(before), indent, width).lines(node)
    return [" " * indent + before + first, *rest]


def _items(bare: str, indent: int, width: int) -> list[str]:
    """Arguments, or the items of a list, in a bracket that is broken already; none where they are something else."""
    source = f"_({bare})"
    try:
        call = ast.parse(source, mode="eval").body
    except SyntaxError:
        return []
    if not isinstance(call, ast.Call):
        return []
    first, *rest = rendered(Expressions(source).arguments(call), indent, width, indent)
    return [" " * indent + first, *rest]


class _Statement:
    """One statement: its source, the column at which that begins, and how far its other lines are indented."""

    def __init__(self, source: str, column: int, indent: int, width: int) -> None:
        self._source, self._column, self._indent, self._width = source, column, indent, width
        self._expressions = Expressions(source)

    def lines(self, node: ast.stmt) -> list[str]:
        """The statement as lines, the first of them without indentation."""
        match node:
            case ast.Assign(targets=[ast.Tuple() | ast.Subscript() as target]):
                return self._assigned(target, node.value)
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                return self._with_value(self._before(value), value)
            case ast.Return(value=ast.expr() as value) | ast.Expr(value=value):
                return self._with_value(self._before(value), value)
            case ast.For(target=target, iter=value):
                return self._loop(target, value)
            case ast.If(test=value) | ast.While(test=value):
                return self._with_value(self._before(value), value, ":")
        return self._without_value(node)

    def _without_value(self, node: ast.stmt) -> list[str]:
        match node:
            case ast.ImportFrom():
                names = bracketed("(", listed([one.name for one in node.names]), ")")
                return self._printed(f"from {node.module} import ", names)
            case ast.ClassDef():
                bases = bracketed("(", self._expressions.items(node.bases), ")")
                return self._printed(f"class {node.name}", bases, ":")
            case ast.FunctionDef():
                return self._function(node)
        return [self._source]

    def _function(self, node: ast.FunctionDef) -> list[str]:
        """The head of a function: a parameter a line where it is too long."""
        given, defaults = node.args.args, node.args.defaults
        ends: list[ast.expr | ast.arg] = [*given[: len(given) - len(defaults)], *defaults]
        parameters = [self._expressions.text(first, last) for first, last in zip(given, ends, strict=True)]
        parameters += [f"**{self._expressions.text(node.args.kwarg)}"] if node.args.kwarg else []
        gives = f" -> {self._expressions.text(node.returns)}" if node.returns else ""
        if not parameters:
            return [self._source]
        return self._printed(f"def {node.name}", bracketed("(", listed(parameters), ")").content, f"{gives}:")

    def _before(self, value: ast.expr) -> str:
        """What stands before a value in the source."""
        return self._source[: value.col_offset] if not self._expressions.in_parentheses(value) else ""

    def _printed(self, head: str, document: Part, tail: str = "", expanded: bool = False) -> list[str]:
        """Lines of a document between two texts. ``expanded``: all its groups are broken."""
        column = self._column + len(head)
        first, *rest = rendered((document, tail), self._indent, self._width, column, expanded)
        return [head + first, *rest]

    def _fit(self, lines: list[str]) -> bool:
        return all(len(line) + (0 if place else self._column) <= self._width for place, line in enumerate(lines))

    def _with_value(self, head: str, value: ast.expr, tail: str = "") -> list[str]:
        """A value after a text that is never broken."""
        if isinstance(value, ast.Tuple) and not self._expressions.text(value).startswith("("):
            return self._tuple(head, value.elts, tail)
        bare = self._expressions.bare(value, inside=False)
        own = self._printed(head, bare, tail)
        whole = f"{head}{flat(bare)}{tail}"
        if self._fit([whole]):
            return [whole]
        match Parentheses(self._expressions).needed(value):
            case Need.NEVER:
                return own
            case Need.WHERE_IT_FITS:
                first = self._printed(head, opened_first(bare), tail)
                if self._fit(first):
                    return first
                within = self._printed(head, bracketed("(", bare, ")").content, tail)
                return within if self._fit(within) and not self._fit(own[:1]) else own
            case Need.LAST if self._fit(self._printed(head, bare, tail, expanded=True)):
                return own
        return self._printed(head, bracketed("(", self._expressions.bare(value, inside=True), ")"), tail)

    def _tuple(self, head: str, values: list[ast.expr], tail: str) -> list[str]:
        """Several values without brackets. The brackets of a last one are broken where that is enough."""
        match values:
            case [first, ast.Tuple() as last]:
                parts = (self._expressions.text(first), ", ", opened_first(self._expressions.bare(last, inside=True)))
                lines = self._printed(head, parts, tail)
                if self._fit(lines):
                    return lines
        return self._printed(head, bracketed("(", self._expressions.items(values), ")"), tail)

    def _assigned(self, target: ast.Tuple | ast.Subscript, value: ast.expr) -> list[str]:
        """An assignment to several, or to an item: the value is broken, and the target where that is not enough."""
        head = f"{self._expressions.text(target)} = "
        whole = self._with_value(head, value)
        if self._fit(whole[:1]):
            return whole
        within = self._printed(head, bracketed("(", self._expressions.bare(value, inside=False), ")").content)
        if self._fit(within[:1]):
            return within
        if isinstance(target, ast.Tuple):
            before, bracket = "", bracketed("(", self._expressions.items(target.elts), ")")
        else:
            before, bracket = self._expressions.text(target.value), self._expressions.index(target)
        *lines, last = self._printed(before, bracket.content)
        first, *rest = self._with_value(f"{last.strip()} = ", value)
        return [*lines, " " * self._indent + first, *rest]

    def _loop(self, target: ast.expr, value: ast.expr) -> list[str]:
        """The head of a loop: where its values begin too far to the right, its target is in parentheses."""
        head = f"for {self._expressions.text(target)} in "
        plain = self._with_value(head, value, ":")
        own = self._printed(head, self._expressions.bare(value, inside=False), ":")
        if self._fit(own[:1]) or Parentheses(self._expressions).needed(value) is not Need.WHERE_IT_FITS:
            return plain
        *lines, last = self._printed("for ", bracketed("(", self._expressions.text(target), ")").content)
        first, *rest = self._with_value(f"{last.strip()} in ", value, ":")
        broken = [*lines, " " * self._indent + first, *rest]
        return broken if self._fit(broken[: len(lines) + 1]) else plain
