"""The colours of code: those that Python's own tokenizer would find, and found once for a line."""

from __future__ import annotations

import io
import keyword
import random
import tokenize
from collections.abc import Iterator

import pytest

from netbuilder.export import EXPORTERS, export
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn
from ui.code.highlighting import Span, colours_of
from ui.code.written_program import replacements, write_program

ODD = r'''
def self_made(self, x: int) -> str:
    """Several lines,

    with "quotes" \""" and a number, 1.
    """
    text = f"{x:.2f} of {self!r}\"" + rb'\'' .decode() + ''
    long = """in one line""", \'\'\'
def no_definition(): 3\'\'\', "def also_none"
    return (0xFF, 1_000.5e-3, 2**-0.5, .5, 3j, x1, _2)  # not "text", 4
class Größe: pass
'''.replace("\\'\\'\\'", "'''")


def tokenized(source: str) -> Iterator[tuple[int, Span]]:
    """What Python's tokenizer finds: the row of each part, and the part."""
    defines, begun = False, (0, 0)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind, start = "", token.start
        name = tokenize.tok_name[token.type]
        if name == "FSTRING_START":
            begun = token.start
        if name == "NAME" and (defines or keyword.iskeyword(token.string) or token.string == "self"):
            kind = "definition" if defines else "keyword"
        elif name == "STRING":
            kind = "comment" if token.string.endswith('"""') else "text"
        elif name == "FSTRING_END":
            kind, start = "text", begun
        elif name in ("NUMBER", "COMMENT"):
            kind = name.lower()
        defines = token.string in ("def", "class") and name == "NAME"
        for row in range(start[0], token.end[0] + 1) if kind else ():
            first = start[1] if row == start[0] else 0
            last = token.end[1] if row == token.end[0] else len(source.split("\n")[row - 1])
            if last > first:
                yield row - 1, (first, last - first, kind)


def outermost(found: list[tuple[int, Span]]) -> set[tuple[int, Span]]:
    """Without the parts inside of formatted texts, which come apart from Python 3.12 on."""
    texts = [(row, start, start + length) for row, (start, length, kind) in found if kind == "text"]
    return {
        (row, span)
        for row, span in found
        if not any(row == at and start < span[0] and sum(span[:2]) < end for at, start, end in texts)
    }


def coloured(source: str) -> set[tuple[int, Span]]:
    lines, within, found = source.split("\n"), 0, set()
    colours = colours_of(lines)
    for row, text in enumerate(lines):
        parts, within = colours[text, within]
        found |= {(row, span) for span in parts}
    return found


def network(units: int) -> Project:
    return drawn(("dense", {"units": units}), ("relu", {}), ("dense", {"units": 2}))


@pytest.mark.parametrize("target", EXPORTERS)
def test_every_script_has_the_colours_that_pythons_tokenizer_finds(target: str) -> None:
    source = export(network(8), target).text
    assert coloured(source) == outermost(list(tokenized(source)))


def test_odd_lines_have_them_too() -> None:
    assert coloured(ODD) == outermost(list(tokenized(ODD)))


def test_a_text_that_does_not_end_is_coloured_up_to_the_end() -> None:
    assert coloured('x = """a\n\nb') == {(0, (4, 4, "comment")), (2, (0, 1, "comment"))}


def test_after_an_edit_only_the_lines_that_changed_are_coloured() -> None:
    before = write_program(network(8), "numpy", None)
    edited = edits.set_parameter(network(8), "dense_1", "units", 9)
    after = write_program(edited, "numpy", None, [line.text for line in before.lines], before.colours)
    new = {text for text, _ in after.colours.keys() - before.colours.keys()}
    assert new
    assert new <= {line for one in after.replacements for line in one.lines}
    kept = after.colours.keys() & before.colours.keys()
    assert all(after.colours[line] is before.colours[line] for line in kept)


def test_replacements_turn_any_lines_into_any_others() -> None:
    chance = random.Random(0)
    for _ in range(300):
        before, after = (chance.choices("abc", k=chance.randrange(8)) for _ in range(2))
        lines = list(before)
        for one in replacements(before, after):
            lines[one.row : one.row + one.removed] = one.lines
        assert lines == after


def test_what_is_replaced_is_what_lies_between_the_lines_that_stay() -> None:
    before = ["x = relu(x)"] * 5_000
    after = [*before[:2_500], "x = tanh(x)", *before[2_501:]]
    (one,) = replacements(before, after)
    assert (one.row, one.removed, one.lines) == (2_500, 1, ("x = tanh(x)",))
