"""A script put together from its parts: one head of imports, then the sections, spaced as a formatter spaces them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from netbuilder.backends.code.forward import Line
from netbuilder.export.layout.statements import WIDTH, wrapped
from netbuilder.export.printed import Import, with_needs

_UNTYPED = frozenset(["keras", "scipy", "sklearn", "tensorflow"])
"""Packages that come without types."""


@dataclass(frozen=True, slots=True)
class Script:
    """A finished script. Each line knows the node that it comes from, if it comes from one."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The whole script, ending with a line break."""
        return "\n".join(line.text for line in self.lines) + "\n"


@dataclass(slots=True)
class Draft:
    """A script that is being written. Sections appear in the order in which they were added."""

    docstring: list[str]
    imports: set[Import] = field(default_factory=set)
    constants: list[str] = field(default_factory=list)
    sections: list[list[Line]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def need(self, *modules: str) -> None:
        """Import whole modules."""
        self.imports |= {Import(module) for module in modules}

    def add(self, lines: Iterable[Line]) -> None:
        """Add a class or a function."""
        self.sections.append([part for line in lines for part in _wrapped(line)])

    def add_text(self, text: str) -> None:
        """Add a class or a function given as text."""
        self.add(Line(line) for line in text.strip().splitlines())

    def add_functions(self, functions: Iterable[Callable[..., Any]], unused: frozenset[str] = frozenset()) -> None:
        """Add functions of the program with all that they need, unless they are there already.

        ``unused``: functions that are left out with the branches that call them.
        """
        for function in with_needs(functions, unused):
            if function.name not in self.names:
                self.names.add(function.name)
                self.imports |= function.imports
                self.sections.append([Line(text) for text in function.lines])

    def finished(self, *, runs: bool = True) -> Script:
        """The script as it stands. ``runs``: it has a ``main``, and ends with the call of it."""
        head = [*self.docstring, "", *import_lines(self.imports)]
        if self.constants:
            head += ["", *self.constants]
        lines = [Line(text) for text in head]
        for section in self.sections:
            lines += [Line(""), Line(""), *section]
        main = ["", "", 'if __name__ == "__main__":', "    main()"] if runs else []
        return Script((*lines, *map(Line, main)))


def import_lines(imports: Iterable[Import]) -> list[str]:
    """The imports merged and sorted: Python's own, a blank line, then the others; whole modules first in each."""
    found = set(imports)
    standard = _block({one for one in found if one.standard})
    others = _block({one for one in found if not one.standard})
    return [*standard, *([""] if standard and others else []), *others]


def _block(imports: set[Import]) -> list[str]:
    whole = sorted(one.module + (f" as {one.known_as}" if one.known_as else "") for one in imports if not one.name)
    names: dict[str, list[str]] = {}
    for one in sorted(imports):
        if one.name:
            names.setdefault(one.module, []).append(one.name)
    lines = [f"import {module}{_unchecked(module)}" for module in whole]
    for module, wanted in sorted(names.items()):
        # Constants, then classes, then the rest: the order that linters ask for.
        ordered = sorted(wanted, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
        first, *rest = wrapped(f"from {module} import {', '.join(ordered)}")
        lines += [first + _unchecked(module), *rest]
    return lines


def _unchecked(module: str) -> str:
    """The comment for a type checker behind the import of a package that says nothing about its types."""
    package = re.split(r"\W", module, maxsplit=1)[0]
    return "  # type: ignore[import-untyped]" if package in _UNTYPED else ""


def _wrapped(line: Line) -> list[Line]:
    if len(line.text) <= WIDTH or line.text.lstrip().startswith(('"', "#")):
        return [line]
    return [replace(line, text=text) for text in wrapped(line.text)]
