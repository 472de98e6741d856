"""What an import says: what became what, what is missing, what may differ, and what is left to do."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.data.generated import RandomNumbers
from netbuilder.interchange.drawing.placed import ROWS
from netbuilder.interchange.traced import Remark
from netbuilder.layers.base import Layer, describe
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    from netbuilder.interchange.imported import Imported


MOST_TITLES = 8
"""More layers than these are counted where a line of the report is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report. ``what``: the class or function; ``count``: how often it came; ``became``: the titles of
    the layers, empty where nothing is drawn; ``where``: of one that has no layer or is not the same, its place;
    ``reason``: why; ``nearest``: the layer that may take its place; ``number``: its operation; ``mended``: whether the
    nearest layer stands there."""

    what: str
    count: int
    became: tuple[str, ...]
    where: str = ""
    reason: Message | None = None
    nearest: Layer | None = None
    number: int = -1
    mended: bool = False


def lines(found: Imported) -> list[Line]:
    """What became what: those that have no layer first, each by itself, then the others by their kind."""
    odd = [became for became in found.drawing.became if became.reason is not None]
    counts = Counter(
        (became.what, tuple(layer.title for layer in became.layers))
        for became in found.drawing.became
        if became.reason is None
    )
    return [
        *(
            Line(
                *(one.what, 1, tuple(layer.title for layer in one.layers), one.where, one.reason, one.nearest),
                number=one.number,
                mended=one.mended,
            )
            for one in odd
        ),
        *(Line(what, count, titles) for (what, titles), count in counts.items()),
    ]


def in_short(line: Line, word: Callable[[str], str]) -> str:
    """The layers of a line, each in words; where they are many, how often each comes."""
    if len(line.became) <= MOST_TITLES:
        return " + ".join(map(word, line.became))
    counts = Counter(line.became)
    return " + ".join(f"{word(title)} × {count}" if count > 1 else word(title) for title, count in counts.items())


def remarks(found: Imported) -> Iterator[Message]:
    """What the user should know of the import, most important first."""
    if math.isnan(found.difference):
        if found.missing:
            yield say("Its outputs are compared with the original's only once nothing is missing.")
        else:
            yield say("Its outputs could not be compared with the original's.")
    elif not found.close:
        yield say(
            "It does not compute the same as the original: the largest difference of its outputs is {difference:.1e}.",
            difference=found.difference,
        )
    elif not found.difference:
        yield say("Its outputs are exactly those of the original.")
    else:
        yield say(
            "Largest difference of its outputs from the original's: {difference:.1e}.", difference=found.difference
        )
    yield from (_remark(remark) for remark in found.source.trace.remarks)
    yield from _turned(found)
    uses = found.drawing.uses
    if uses.together:
        yield say(
            "With weights that are used several times: {names}. They are one set of weights here, too: a Parameter "
            "that each use reads, or a block that repeats with shared weights.",
            names=", ".join(uses.together),
        )
    if uses.apart:
        yield say(
            "With weights that are used several times: {names}. Here each use has weights of its own, which start "
            "equal and are trained apart.",
            names=", ".join(uses.apart),
        )
    shape = ", ".join(describe(value.shape) for value in found.drawing.entering)
    if isinstance(found.project.data.dataset, RandomNumbers) and not found.missing:
        yield say("Its data are random numbers, from which there is nothing to learn, so that it runs at once.")
    yield say(
        "Choose data whose rows have the shape of its input ({shape}). They are not normalized, as it is not known how "
        "the original's were.",
        shape=shape,
    )


def _remark(remark: Remark) -> Message:
    template = REMARKS[remark.kind]
    return Message(template.template, remark.values)


def _turned(found: Imported) -> Iterator[Message]:
    """Inputs and outputs that have their axes in another order than in the imported network."""
    for value, word in [
        *((value, say("input")) for value in found.drawing.entering),
        *((value, say("output")) for value in found.drawing.leaving),
    ]:
        parts = [part for part in value.parts(value.row_axes) if part != ROWS]
        if parts != sorted(parts):
            yield say(
                "Its {end} is {shape}: length × features, as everywhere here. The original has the features first.",
                end=word,
                shape=describe(value.shape),
            )


REMARKS: dict[str, Message] = {
    "reads a value": say(
        "The value of a tensor is read in Python at {line}. What follows from it is drawn as it came out while it was "
        "imported.",
        line="",
    ),
    "altered": say("At {line} a tensor is used that was changed in place under another name.", line=""),
    "detached": say(
        "At {line} no gradient goes further back (detach, no_grad). In the drawing it does: what is before it is "
        "trained, too.",
        line="",
    ),
    "frozen": say("Weights that the original does not train, and that are trained here: {paths}.", paths=""),
    "computed weights": say("The weights of “{path}” are computed from others; here they are plain weights.", path=""),
    "other type": say("It computed in {types}; here it computes in float32.", types=""),
    "not computed": say(
        "The outputs are compared with those of onnxruntime, which does not run this file: {reason}", reason=""
    ),
}
"""The sentences for the remarks of a trace."""
