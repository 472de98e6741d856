"""Makes the files of ``resources/fonts`` from the packages that carry the fonts. Run by ``make fonts``.

The packages hold variable fonts. Qt 6.11 draws a variable font that a program brings in its default weight only, so
each weight that the window uses becomes a file of its own. Ligatures of code (``!=`` as one sign) are left out: text is
shown as it was typed. The outlines and the characters are unchanged.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import fontpkg_inter
import fontpkg_jetbrains_mono
import fontpkg_noto_sans_telugu
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

STYLES = {400: "Regular", 600: "SemiBold", 700: "Bold"}
LATIN = ("ccmp", "locl", "kern", "mark", "mkmk", "tnum")
"""The layout features kept: accents, kerning, and digits of one width."""
EVERY = ("*",)

Axes = Mapping[str, float]
FONTS: tuple[tuple[Path, str, Axes, tuple[int, ...], tuple[str, ...]], ...] = (
    (fontpkg_inter.ROOT, "Inter", {"opsz": 14}, (400, 600, 700), LATIN),
    (fontpkg_jetbrains_mono.ROOT, "JetBrainsMono", {}, (400, 600), LATIN),
    (fontpkg_noto_sans_telugu.ROOT, "NotoSansTelugu", {"wdth": 100}, (400, 600, 700), EVERY),
)
"""Of each package: its folder, the name of its upright font, the other axes' places, the weights, the features."""


def instance(source: Path, axes: Axes, features: tuple[str, ...]) -> TTFont:
    """The font at one place of its axes, with these layout features only."""
    font = TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, dict(axes), inplace=True, overlap=instancer.OverlapMode.REMOVE, static=True)
    _rename(font, STYLES[int(axes["wght"])])
    options = Options(layout_features=list(features), name_IDs=["*"], name_languages=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    return font


def _rename(font: TTFont, style: str) -> None:
    """Give the weight the names that systems look for: a family of four styles, and the family of all its weights."""
    names = font["name"]
    family, four = names.getDebugName(1), style in ("Regular", "Bold")
    wanted = {1: family if four else f"{family} {style}", 2: style if four else "Regular", 4: f"{family} {style}"}
    wanted[6] = f"{family.replace(' ', '')}-{style}"
    if not four:
        wanted |= {16: family, 17: style}
    for number, text in wanted.items():
        names.setName(text, number, 3, 1, 0x409)
    instancer.setRibbiBits(font)


def make(folder: Path) -> None:
    """Write every font and its licence into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for root, name, axes, weights, features in FONTS:
        (source,) = (file for file in (root / "files").iterdir() if file.name.startswith(f"{name}["))
        for weight in weights:
            made = instance(source, {**axes, "wght": weight}, features)
            made.save(folder / f"{name}-{STYLES[weight]}.ttf")
        shutil.copy(root / "LICENSE", folder / f"{name}-LICENSE.txt")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
