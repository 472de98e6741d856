"""Machines with other fonts: none, DejaVu only, Noto Sans only. ``pytest --fonts noto`` runs as on such a machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {folder}
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont><glob>*/{files}</glob></acceptfont></selectfont>
</fontconfig>
"""

SETS = {
    "none": ("", "", "nothing"),
    "dejavu": ("matplotlib", "mpl-data/fonts/ttf", "DejaVu*.ttf"),
    "noto": ("fontpkg_noto_sans", "files", "NotoSans*.ttf"),
}
"""By name: the package of the tests that brings the fonts, the folder in it, and the files."""


def configured(name: str, folder: Path) -> Path:
    """Write the configuration of fontconfig that makes these the only fonts. Returns what FONTCONFIG_FILE names."""
    package, inside, files = SETS[name]
    where = ""
    if package:
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        fonts = Path(spec.origin).parent / inside
        assert any(fonts.glob(files))
        where = f"<dir>{fonts}</dir>"
    file = folder / f"{name}.conf"
    file.write_text(CONFIGURATION.format(folder=where, cache=folder / "cache", files=files), encoding="utf-8")
    return file
