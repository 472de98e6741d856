"""The expression that makes a module, taken apart: what of it a block's constructor may take instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netbuilder.layers.calls import Call

Place = int | str
"""An argument: by position, by keyword, or "name/0" for one inside ``**name(…)``."""


@dataclass(frozen=True, slots=True)
class Creation:
    """``arguments``: by place, as source text; ``plain``: those that are plain values, not calls."""

    function: str
    arguments: Mapping[Place, str]
    plain: frozenset[Place]
    spread: Mapping[str, tuple[Place, ...]]

    def text(self, names: Mapping[Place, str]) -> str:
        """The expression, with names in place of some arguments."""
        inside = {place for places in self.spread.values() for place in places}
        shown = {where: names.get(where, text) for where, text in self.arguments.items()}
        parts = [
            text if isinstance(where, int) else f"{where}={text}"
            for where, text in shown.items()
            if where not in inside
        ]
        parts += [f"**{name}({', '.join(shown[place] for place in places)})" for name, places in self.spread.items()]
        return f"{self.function}({', '.join(parts)})"

    def label(self, where: Place, positional: Mapping[str, tuple[str, ...]]) -> str:
        """What an argument is called. ``positional``: the names of the positional ones of each function."""
        function, _, number = where.rpartition("/") if isinstance(where, str) else (self.function, "", str(where))
        if isinstance(where, str) and not function:
            return where
        known = positional.get(function, ())
        return known[int(number)] if int(number) < len(known) else f"argument_{int(number) + 1}"


def creation(call: Call) -> Creation | None:
    """What makes the module of a call, or None where it has none."""
    text = call.creation()
    if text is None:
        return None
    made = ast.parse(text, mode="eval").body
    if not isinstance(made, ast.Call):
        return Creation(text, {}, frozenset(), {})
    places, spread = dict(_places(made)), dict(_spread(made))
    arguments = {where: ast.get_source_segment(text, value) or ast.unparse(value) for where, value in places.items()}
    plain = frozenset(
        where for where, value in places.items() if not any(isinstance(node, ast.Call) for node in ast.walk(value))
    )
    return Creation(ast.unparse(made.func), arguments, plain, spread)


def _places(made: ast.Call) -> Iterator[tuple[Place, ast.expr]]:
    yield from enumerate(made.args)
    for word in made.keywords:
        if word.arg is not None:
            yield word.arg, word.value
        elif isinstance(word.value, ast.Call):
            name = ast.unparse(word.value.func)
            yield from ((f"{name}/{number}", value) for number, value in enumerate(word.value.args))


def _spread(made: ast.Call) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for word in made.keywords:
        if word.arg is None and isinstance(word.value, ast.Call):
            name = ast.unparse(word.value.func)
            yield name, tuple(f"{name}/{number}" for number in range(len(word.value.args)))
