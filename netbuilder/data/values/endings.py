"""Endings that multiply a number: 1.5M, 3 Mio., 20 lakh; and CR and DR, which say its sign."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

SIZES: Mapping[str, str] = {
    **dict.fromkeys(("k", "tsd", "thousand", "mille", "тыс", "\u5343"), "1e3"),
    **dict.fromkeys(("\u4e07", "\u842c", "\ub9cc"), "1e4"),
    **dict.fromkeys(("lakh", "lakhs", "lac"), "1e5"),
    **dict.fromkeys(("m", "mn", "mio", "mln", "million", "millions", "млн"), "1e6"),
    **dict.fromkeys(("cr", "crore", "crores"), "1e7"),
    **dict.fromkeys(("\u5104", "\u4ebf", "\uc5b5"), "1e8"),
    **dict.fromkeys(("b", "bn", "billion", "billions", "mrd", "mld", "mia", "млрд"), "1e9"),
    **dict.fromkeys(("t", "tn", "trillion", "trillions"), "1e12"),
}
"""By how much each multiplies, in small letters. Billions are those of English."""
SIGNED = {"cr": "1", "dr": "-1"}
"""Credit and debit."""
DOUBTFUL = frozenset({"m", "b", "t"})
"""Those that may as well be a unit: said alone they multiply an amount of money only."""
_ENDING = re.compile(rf"(?<=\d)\s*({'|'.join(sorted({*SIZES, *SIGNED}, key=len, reverse=True))})\.?$", re.IGNORECASE)


def without_endings(bare: Sequence[str], texts: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Numbers without the endings that multiply some or all of them, and these endings as "k=1e3"; as they are where
    there are none. ``texts``: the same with their currency."""
    found = [_ENDING.search(text) for text in bare]
    used = {match[1].casefold() for match in found if match}
    if not used or (len(used) == 1 and all(found)):
        return list(bare), ()
    money = all(re.search("[$€£¥₹₽₩₺₫฿]", text) for text in texts)
    if used <= DOUBTFUL and len(used) == 1 and not money:
        return list(bare), ()
    sizes = SIGNED if "dr" in used else SIZES
    if not used <= sizes.keys():
        return list(bare), ()
    whole = [text[: match.start()] if match else text for match, text in zip(found, bare, strict=True)]
    return whole, tuple(f"{ending}={sizes[ending]}" for ending in sorted(used, key=lambda one: (-len(one), one)))
