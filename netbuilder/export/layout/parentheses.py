"""Which expression that is too long for a line gets parentheses of its own, and which is broken in brackets it has.

The rules of Black's "right hand split" (https://black.readthedocs.io, "The Black code style"), as ruff has them.
"""

from __future__ import annotations

import ast
from enum import Enum, auto

from netbuilder.export.layout.expressions import Expressions

_ATTRIBUTE, _OPERATOR, _CONDITION = 0, 1, 100


class Need(Enum):
    """When an expression gets parentheses around the whole of it."""

    NEVER = auto()
    WHERE_IT_FITS = auto()
    """Where it is too long without them, and fits in them."""
    LAST = auto()
    """Where it is too long even if all the brackets that it has are broken."""
    ALWAYS = auto()


class Parentheses:
    """Decides for the expressions of one source text."""

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions

    def needed(self, node: ast.expr) -> Need:
        """When an expression, the value of a statement, gets parentheses."""
        need = self._alone(node)
        return self._of_outline(node) if need is Need.ALWAYS else need

    def _alone(self, node: ast.expr) -> Need:
        match node:
            case ast.Call(func=below) | ast.Subscript(value=below) | ast.Attribute(value=below):
                if self._expressions.is_fluent(node):
                    return Need.ALWAYS
                return Need.NEVER if self._expressions.in_parentheses(below) else self._alone(below)
            case ast.BinOp() | ast.BoolOp() | ast.Compare() | ast.IfExp():
                return Need.ALWAYS
            case ast.UnaryOp(operand=below):
                return Need.NEVER if self._expressions.in_parentheses(below) else self._alone(below)
            case ast.Name() | ast.Constant() | ast.JoinedStr():
                return Need.WHERE_IT_FITS
        return Need.NEVER

    def _of_outline(self, node: ast.expr) -> Need:
        """Whether an expression may be broken in brackets of its own at its beginning or its end."""
        found = _Outline(self._expressions)
        found.enter(node)
        if not found.brackets or found.count > 1:
            return Need.ALWAYS
        ends = found.weakest == _ATTRIBUTE or self._opens(found.last or node) or self._opens(found.first)
        return Need.LAST if ends else Need.ALWAYS

    def _opens(self, node: ast.expr | None) -> bool:
        """Whether an expression is in brackets that hold something; an index does not count."""
        if node is not None and self._expressions.in_parentheses(node):
            return True
        match node:
            case ast.Call():
                return bool(node.args or node.keywords)
            case ast.List() | ast.Set() | ast.Tuple():
                return bool(node.elts)
            case ast.Dict():
                return bool(node.keys)
        return isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)


class _Outline:
    """What an expression shows outside its brackets: its first and its last part, and its weakest operators.

    ``weakest``, ``count``: how weakly those bind, and how many there are.
    """

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions
        self.brackets, self.weakest, self.count = False, -1, 0
        self.first: ast.expr | None = None
        self.last: ast.expr | None = None

    def enter(self, node: ast.expr) -> None:
        """Look at an expression, and at what it consists of outside brackets."""
        match node:
            case ast.BinOp() | ast.BoolOp() | ast.Compare():
                self._enter_operands(node)
            case ast.IfExp(body=body, test=test, orelse=other):
                self._operator(_CONDITION)
                self._visit(body)
                self._visit(test)
                self._visit(other)
            case ast.UnaryOp(operand=operand):
                self._visit(operand)
            case ast.Call() | ast.Subscript():
                self.brackets = True
                self._visit(node.func if isinstance(node, ast.Call) else node.value)
                self.last = node
            case ast.Attribute():
                self._visit(node.value)
                if isinstance(node.value, ast.Call | ast.Subscript) or self._expressions.in_parentheses(node.value):
                    self._operator(_ATTRIBUTE)
                self.last = node
            case ast.Name() | ast.Constant() | ast.JoinedStr():
                pass
            case _:
                self.brackets = True

    def _enter_operands(self, node: ast.expr) -> None:
        operands, operators = self._expressions.operands(node)
        for operator in operators:
            self._operator(_OPERATOR + operator.strength)
        for operand in operands:
            self._visit(operand)

    def _visit(self, node: ast.expr) -> None:
        self.last = node
        if self._expressions.in_parentheses(node):
            self.brackets = True
        else:
            self.enter(node)
        self.first = self.first or node

    def _operator(self, strength: int) -> None:
        if strength > self.weakest:
            self.weakest, self.count = strength, 0
        self.count += strength == self.weakest
