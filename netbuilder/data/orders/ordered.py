"""Categories that have an order: answers from "strongly disagree" to "strongly agree", sizes, levels, ranges."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from itertools import pairwise

from netbuilder.data.orders.scales import NO_ANSWER, scales

FEWEST = 3
"""Of two texts, each tells the other: their order says nothing more."""
_SURE_LETTERS = ({"s", "m", "l"}, {"l", "m", "h"})
"""Single letters that are rather sizes or levels than names."""
_EMPTY_STAR = "\u2606"
_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"
_UNIT = r"\s*(?:%|[^\W\d_]{0,6}\.?)"
_SIGN = r"\s*[$€£]?\s*"
_BELOW = re.compile(
    rf"(?:<|≤|<=|under|below|less than|up to|until|unter|bis|bis zu|moins de|menos de){_SIGN}({_NUMBER}){_UNIT}"
)
_BETWEEN = re.compile(rf"{_SIGN}({_NUMBER}){_UNIT}\s*(?:-|–|—|to|bis|à|a|\.\.)\s*{_SIGN}(\+?\d+(?:[.,]\d+)*){_UNIT}")
_ABOVE = re.compile(
    rf"(?:>|≥|>=|over|above|more than|at least|über|ab|mehr als|plus de|más de){_SIGN}({_NUMBER}){_UNIT}"
    rf"|{_SIGN}({_NUMBER}){_UNIT}\s*(?:\+|plus|and over|and above|and older|or more|or older|und mehr|und älter|et plus"
    r"|y más)"
)
_NUMBERED = re.compile(r"(\d{1,2})(?:\s*[-–.:=)]\s*|(?:st|nd|rd|th)\b\s*)(?:\D.*)?")
_WITH_NUMBER = re.compile(rf"(\D*?)({_NUMBER})(\D*)")


def order_of(texts: Collection[str], *, asked: bool = False) -> tuple[str, ...]:
    """The texts from the lowest to the highest, without answers that are no step; empty where no order is known.

    ``asked``: the user has said that there is one, so texts that only a number tells apart are in its order, too.
    """
    if len(texts) >= FEWEST and (order := _order(texts, asked)):
        return order
    steps = [text for text in texts if _bare(text) not in NO_ANSWER]
    return _order(steps, asked) if FEWEST <= len(steps) < len(texts) else ()


def _order(texts: Collection[str], asked: bool) -> tuple[str, ...]:
    places = _on_a_scale(texts, asked) or _repeated(texts) or _ranges(texts) or _numbered(texts)
    places = places or (_by_number(texts) if asked else {})
    return tuple(sorted(texts, key=places.__getitem__)) if len(set(places.values())) == len(texts) else ()


def _bare(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("_", " ").split())


def _on_a_scale(texts: Collection[str], asked: bool) -> dict[str, float]:
    """The place of each text where all are on one scale, whatever word, such as "stage", they begin with."""
    bare = {text: _bare(text) for text in texts}
    word = next(iter(bare.values())).split(" ")[0] + " "
    if all(text.startswith(word) for text in bare.values()) and not _known(bare.values(), asked):
        bare = {text: rest.removeprefix(word) for text, rest in bare.items()}
    scale = _known(bare.values(), asked)
    return {text: float(scale[rest]) for text, rest in bare.items()} if scale else {}


def _known(texts: Collection[str], asked: bool = False) -> dict[str, int]:
    """The scale that all texts are on, each on a step of its own; empty where there is none.

    ``asked``: letters alone, such as the grades from A to F, are in order, too.
    """
    wanted = set(texts)
    if not asked and all(len(text) == 1 for text in wanted) and not any(sure <= wanted for sure in _SURE_LETTERS):
        return {}
    likely = (scale for scale in scales() if wanted <= scale.keys())
    return next((scale for scale in likely if len({scale[text] for text in wanted}) == len(wanted)), {})


def _repeated(texts: Collection[str]) -> dict[str, float]:
    """The place of each text where all repeat one sign: *, **, ***."""
    signs = {sign for text in texts for sign in text.strip(_EMPTY_STAR)}
    lengths = {text: float(len(text.strip(_EMPTY_STAR))) for text in texts}
    return lengths if len(signs) == 1 and not signs.pop().isalnum() else {}


def _ranges(texts: Collection[str]) -> dict[str, float]:
    """The place of each range of numbers, such as 10-20 or 65+, where they do not overlap."""
    ends = {text: _ends(_bare(text)) for text in texts}
    found = sorted(pair for pair in ends.values() if pair is not None)
    if len(found) < len(texts) or not any(math.isfinite(low + high) and low < high for low, high in found):
        return {}
    apart = all(one[1] <= other[0] and one != other for one, other in pairwise(found))
    return {text: float(found.index(pair)) for text, pair in ends.items() if pair is not None} if apart else {}


def _ends(text: str) -> tuple[float, float] | None:
    """The lowest and the highest number of a range; None where a text is none."""
    if found := _BETWEEN.fullmatch(text):
        low, high = _value(found[1]), _value(found[2])
        return (low, high) if low <= high else None
    if found := _BELOW.fullmatch(text):
        return -math.inf, _value(found[1])
    if found := _ABOVE.fullmatch(text):
        return _value(found[1] or found[2]), math.inf
    return (_value(text), _value(text)) if re.fullmatch(_NUMBER, text) else None


def _value(text: str) -> float:
    """A number in which points or commas that stand before three digits set thousands apart."""
    plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", text).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return math.nan


def _numbered(texts: Collection[str]) -> dict[str, float]:
    """The number in front of each text: "1 = never", "2nd"."""
    found = {text: _NUMBERED.fullmatch(text.strip()) for text in texts}
    return {text: float(match[1]) for text, match in found.items() if match} if all(found.values()) else {}


def _by_number(texts: Collection[str]) -> dict[str, float]:
    """The one number of each text, where nothing else differs."""
    found = [(text, _WITH_NUMBER.fullmatch(_bare(text))) for text in texts]
    around = {(match[1], match[3]) if match else None for _, match in found}
    return {text: _value(match[2]) for text, match in found if match} if len(around) == 1 and None not in around else {}
