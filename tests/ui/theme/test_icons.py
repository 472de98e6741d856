"""Icons: each has a glyph, in its colours, sharp at every size, and none loads what is not needed to draw it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from ui.theme.icons import icon, names

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(image: QImage) -> set[str]:
    """The colours of the pixels that are covered wholly."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in pixels if colour.alpha() == 255}


def test_every_icon_has_a_glyph_of_its_own() -> None:
    pictures = {name: icon(name, "#ff0000").pixmap(QSize(32, 32)).toImage() for name in names()}
    assert all(drawn(picture) == {"#ff0000"} for picture in pictures.values())
    alike = {bytes(picture.constBits()) for picture in pictures.values()}
    assert len(alike) >= len(names()) - 4, "a few glyphs serve two icons"


def test_a_disabled_icon_has_its_other_colour() -> None:
    one = icon("train", "#102030", "#c0d0e0")
    for mode, colour in ((QIcon.Mode.Normal, "#102030"), (QIcon.Mode.Disabled, "#c0d0e0")):
        assert drawn(one.pixmap(QSize(32, 32), mode).toImage()) == {QColor(colour).name()}


def test_an_icon_is_drawn_anew_for_a_fine_screen() -> None:
    fine = icon("save", "#000000").pixmap(QSize(16, 16), 2.0)
    assert (fine.width(), fine.devicePixelRatio()) == (32, 2.0)
    assert fine.toImage() != icon("save", "#000000").pixmap(QSize(16, 16)).toImage().scaled(32, 32)


def test_drawing_an_icon_does_not_load_the_package_that_brings_the_font() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]); "
        "from ui.theme.icons import icon; icon('open').pixmap(16, 16); "
        "print([name for name in ('qtawesome', 'qtpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
