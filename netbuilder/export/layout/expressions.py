"""Expressions with the places at which ruff breaks them (its style of 2025, the rules of Black).

``inside``: whether the expression stands in brackets, so that it may be broken between operators, too.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.export.layout.documents import Break, Comma, Group, Part, bracketed, listed

_SPACE = Break(" ")
_PRECEDENCES: tuple[tuple[type[ast.AST], ...], ...] = (
    (ast.Pow,),
    (ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.MatMult),
    (ast.Add, ast.Sub),
    (ast.LShift, ast.RShift),
    (ast.BitAnd,),
    (ast.BitXor,),
    (ast.BitOr,),
    (ast.cmpop,),
    (ast.boolop,),
)
"""Operators from those that bind most strongly on."""
_CHAINED = 2
"""A chain of as many calls of methods is broken before each."""


class Expressions:
    """The expressions of one source text. Leaves are written as they stand there."""

    def __init__(self, source: str) -> None:
        self._source = source.encode()

    def text(self, node: ast.expr | ast.arg, last: ast.expr | ast.arg | None = None) -> str:
        """A node as it stands in the source, or all from it to the last."""
        return self._source[node.col_offset : (last or node).end_col_offset].decode()

    def in_parentheses(self, node: ast.expr) -> bool:
        """Whether the source has parentheses around a node that are no part of it."""
        before = self._source[: node.col_offset].rstrip()
        after = self._source[node.end_col_offset or 0 :].lstrip()
        if not (before.endswith(b"(") and after.startswith(b")")):
            return False
        head = before[:-1].rstrip()
        is_call = head[-1:].isalnum() or head[-1:] in (b"_", b")", b"]")
        return not is_call or head.split()[-1] in (b"return", b"in", b"if", b"and", b"or", b"not", b"else")

    def document(self, node: ast.expr, inside: bool) -> Part:
        """The expression, in the parentheses that it has."""
        if self.in_parentheses(node):
            return bracketed("(", self.bare(node, inside=True), ")")
        return self.bare(node, inside)

    def bare(self, node: ast.expr, inside: bool) -> Part:
        """The expression without parentheses around the whole of it."""
        match node:
            case ast.Call() | ast.Attribute() | ast.Subscript():
                chain = self._chain(node, inside and self.is_fluent(node))
                return Group(chain) if inside else chain
            case ast.BinOp() | ast.BoolOp() | ast.Compare():
                return self._operands(node, inside)
            case ast.Tuple():
                return bracketed("(", self.items(node.elts, single=len(node.elts) == 1), ")")
            case ast.List() | ast.Set():
                opening, closing = ("[", "]") if isinstance(node, ast.List) else ("{", "}")
                return bracketed(opening, self.items(node.elts), closing)
            case ast.Dict():
                return bracketed("{", self._dictionary(node), "}")
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self._comprehension(node)
            case ast.Starred():
                return ("*", self.document(node.value, inside))
            case ast.IfExp():
                return self._conditional(node, inside)
            case ast.UnaryOp():
                sign = "not " if isinstance(node.op, ast.Not) else self.text(node)[0]
                return (sign, self.document(node.operand, inside))
        return self.text(node)

    def items(self, nodes: Sequence[ast.expr], single: bool = False) -> Part:
        """Values between commas, as they stand in brackets. ``single``: with a comma after the only one."""
        return listed([self.document(node, inside=True) for node in nodes], "," if single else Comma())

    def is_fluent(self, node: ast.expr) -> bool:
        """Whether a chain of calls is broken before each of its methods."""
        count, inner = 0, node
        while isinstance(inner, ast.Call | ast.Attribute | ast.Subscript):
            below = inner.func if isinstance(inner, ast.Call) else inner.value
            is_value = isinstance(below, ast.Call | ast.Subscript) or self.in_parentheses(below)
            count += isinstance(inner, ast.Attribute) and is_value
            if self.in_parentheses(below):
                break
            inner = below
        return count >= _CHAINED

    def _chain(self, node: ast.expr, fluent: bool) -> tuple[Part, ...]:
        """What a chain of calls, indices and attributes consists of, from its first value on."""
        if self.in_parentheses(node):
            return (self.document(node, inside=True),)
        if isinstance(node, ast.Call):
            return (*self._chain_on(node.func, fluent), self._arguments(node))
        if isinstance(node, ast.Subscript):
            return (*self._chain_on(node.value, fluent), self.index(node))
        if isinstance(node, ast.Attribute):
            new_line = fluent and (isinstance(node.value, ast.Call | ast.Subscript) or self.in_parentheses(node.value))
            return (*self._chain_on(node.value, fluent), *([Break()] if new_line else []), f".{node.attr}")
        return (self.bare(node, inside=True),)

    def _chain_on(self, node: ast.expr, fluent: bool) -> tuple[Part, ...]:
        if self.in_parentheses(node):
            return (self.document(node, inside=True),)
        return self._chain(node, fluent)

    def _arguments(self, node: ast.Call) -> Part:
        if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.GeneratorExp):
            return bracketed("(", self._inner(node.args[0]), ")")
        return bracketed("(", self.arguments(node), ")")

    def arguments(self, node: ast.Call) -> Part:
        """What a call is given."""
        values = [self.document(value, inside=True) for value in node.args]
        values += [(f"{one.arg}=" if one.arg else "**", self.document(one.value, inside=True)) for one in node.keywords]
        return listed(values)

    def index(self, node: ast.Subscript) -> Group:
        """The index of a value, with its brackets."""
        inner = node.slice
        if isinstance(inner, ast.Tuple) and not self.text(inner).startswith("("):
            return bracketed("[", self.items(inner.elts), "]")
        return bracketed("[", self.document(inner, inside=True), "]")

    def _dictionary(self, node: ast.Dict) -> Part:
        keys = [("**" if key is None else f"{self.text(key)}: ") for key in node.keys]
        pairs = zip(keys, node.values, strict=True)
        return listed([Group((key, self.document(value, inside=True))) for key, value in pairs])

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Part:
        opening, closing = {ast.ListComp: ("[", "]"), ast.GeneratorExp: ("(", ")")}.get(type(node), ("{", "}"))
        return bracketed(opening, self._inner(node), closing)

    def _inner(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Part:
        """A comprehension without its brackets."""
        if isinstance(node, ast.DictComp):
            made: Part = Group((f"{self.text(node.key)}: ", self.document(node.value, inside=True)))
        else:
            made = self.document(node.elt, inside=True)
        clauses: list[Part] = []
        for one in node.generators:
            clauses += [_SPACE, "for ", self.text(one.target), " in ", self.document(one.iter, inside=True)]
            for condition in one.ifs:
                clauses += [_SPACE, "if ", self.document(condition, inside=True)]
        return Group((Group(made), *clauses))

    def _conditional(self, node: ast.IfExp, inside: bool) -> Part:
        test, other = self.document(node.test, inside), self.document(node.orelse, inside)
        space: Part = _SPACE if inside else " "
        parts = (self.document(node.body, inside), space, "if ", test, space, "else ", other)
        return Group(parts) if inside else parts

    # Operators

    def _operands(self, node: ast.expr, inside: bool) -> Part:
        """Operands and operators between them, those that bind more strongly in groups of their own."""
        operands, operators = self.operands(node)
        parts = self._grouped([self.document(one, inside) for one in operands], operators, inside)
        return Group(parts) if inside else parts

    def _grouped(self, operands: Sequence[Part], operators: Sequence[Operator], inside: bool) -> Part:
        if not operators:
            return operands[0]
        weakest = max(operator.strength for operator in operators)
        ends = [place for place, operator in enumerate(operators) if operator.strength == weakest]
        parts, start = list[Part](), 0
        for end in [*ends, len(operators)]:
            one = self._grouped(operands[start : end + 1], operators[start:end], inside)
            parts.append(Group(one) if inside else one)
            if end < len(operators):
                parts += operators[end].parts(inside)
            start = end + 1
        return tuple(parts)

    def operands(self, node: ast.expr) -> tuple[list[ast.expr], list[Operator]]:
        """Operands, and the operators between them, as deep as no parentheses stand around a part."""
        match node:
            case ast.BinOp():
                tight = isinstance(node.op, ast.Pow) and _is_simple(node.left) and _is_simple(node.right)
                values, words = [node.left, node.right], [Operator(node.op, tight)]
            case ast.BoolOp():
                values, words = node.values, [Operator(node.op)] * (len(node.values) - 1)
            case ast.Compare():
                values, words = [node.left, *node.comparators], [Operator(one) for one in node.ops]
            case _:
                return [node], []
        operands, operators = list[ast.expr](), list[Operator]()
        for place, value in enumerate(values):
            some, between = ([value], []) if self.in_parentheses(value) else self.operands(value)
            operands += some
            operators += [*between, *words[place : place + 1]]
        return operands, operators


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator between two operands; ``tight``: without spaces around it."""

    symbol: ast.operator | ast.boolop | ast.cmpop
    tight: bool = False

    @property
    def strength(self) -> int:
        """How weakly it binds."""
        return next(n for n, kinds in enumerate(_PRECEDENCES) if isinstance(self.symbol, kinds))

    def parts(self, inside: bool) -> list[Part]:
        """The operator, which begins a line where its group is broken."""
        text = _symbol(self.symbol)
        if self.tight:
            return [Break() if inside else "", text]
        return [_SPACE if inside else " ", f"{text} "]


def _symbol(operator: ast.operator | ast.boolop | ast.cmpop) -> str:
    """An operator as source text."""
    left, right = ast.Name("a"), ast.Name("b")
    if isinstance(operator, ast.operator):
        node: ast.expr = ast.BinOp(left, operator, right)
    elif isinstance(operator, ast.boolop):
        node = ast.BoolOp(operator, [left, right])
    else:
        node = ast.Compare(left, [operator], [right])
    return ast.unparse(node)[2:-2]


def _is_simple(node: ast.expr) -> bool:
    """Whether a power of it, or to it, is written without spaces: names, attributes of names, numbers."""
    if isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.Not):
        node = node.operand
    while isinstance(node, ast.Attribute):
        node = node.value
        if not isinstance(node, ast.Name | ast.Attribute):
            return False
    return isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and isinstance(node.value, int | float))
