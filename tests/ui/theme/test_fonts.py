"""The program's own fonts: loaded everywhere, with every character, weight and digit that the window shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication

from netbuilder.pictures.svg_text import FAMILIES
from ui.charts import chart_files
from ui.code.code_view import CodeView
from ui.theme import fonts

pytestmark = pytest.mark.look

ROOT = Path(__file__).parents[3]
TELUGU = "క్షేత్రం స్త్రీ జ్ఞానం"


def in_weight(weight: int, family: str = "Inter") -> QFont:
    font = QFont(QApplication.font())
    font.setFamilies([family])
    font.setPixelSize(40)
    font.setWeight(QFont.Weight(weight))
    return font


def ink(text: str, font: QFont) -> int:
    """The darkness of all dots of a text."""
    image = QImage(QSize(1600, 80), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(10, 55, text)
    painter.end()
    return sum(255 - value for value in bytes(image.constBits()))


def test_the_window_is_written_in_inter_and_code_in_a_font_of_one_width() -> None:
    assert QFontInfo(QApplication.font()).family() == "Inter"
    view = CodeView()
    metrics = QFontMetricsF(view.font())
    assert QFontInfo(view.font()).family() == "JetBrains Mono"
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("MMMM")
    view.deleteLater()


def test_the_size_of_letters_is_the_systems_choice(qapp: QApplication) -> None:
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(14.5)
    try:
        qapp.setFont(larger)
        fonts.install(qapp)
        assert qapp.font().pointSizeF() == 14.5
        assert fonts.code().pointSizeF() == 14.5
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("family", ["Inter", "Noto Sans Telugu"])
def test_each_weight_has_outlines_of_its_own(family: str) -> None:
    text = "Hamburgefonstiv 512" if family == "Inter" else TELUGU
    regular, half, bold = (ink(text, in_weight(weight, family)) for weight in (400, 600, 700))
    assert regular * 1.15 < half < bold
    widths = [QFontMetricsF(in_weight(weight, family)).horizontalAdvance(text) for weight in (400, 600, 700)]
    assert widths == sorted(set(widths)), "a weight that Qt makes up is as wide as the one it is made from"


@pytest.mark.parametrize("weight", [400, 600])
def test_digits_have_one_width(weight: int) -> None:
    metrics = QFontMetricsF(in_weight(weight))
    assert len({metrics.horizontalAdvance(digit * 8) for digit in "0123456789"}) == 1


def test_what_is_typed_is_shown_as_typed() -> None:
    for family in ("Inter", "JetBrains Mono"):
        metrics = QFontMetricsF(in_weight(400, family))
        for text in ("!=", "->", ">=", "3x3"):
            assert metrics.horizontalAdvance(text) == pytest.approx(sum(map(metrics.horizontalAdvance, text)), abs=1.5)


def test_every_character_that_the_program_says_is_in_its_own_fonts() -> None:
    faces = [QRawFont(str(file), 12) for file in fonts.FILES if "Regular" in file.name]
    sources = [file for folder in ("ui", "netbuilder", "samples") for file in (ROOT / folder).rglob("*.py")]
    said = {letter for file in sources for letter in file.read_text("utf-8") if letter.isprintable()}
    assert "−" in said
    assert sorted(letter for letter in said if not any(face.supportsCharacter(ord(letter)) for face in faces)) == []


def test_telugu_is_written_without_a_font_of_the_system() -> None:
    faces = {Path(file).name: QRawFont(str(file), 12) for file in fonts.FILES}
    assert all(faces["NotoSansTelugu-Regular.ttf"].supportsCharacter(ord(letter)) for letter in TELUGU)
    own = QFont(QApplication.font())
    alone = in_weight(400, "Noto Sans Telugu")
    own.setPixelSize(40)
    assert ink(TELUGU, own) == ink(TELUGU, alone)


def test_a_damaged_font_is_named_and_the_others_are_used(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "Inter-Regular.ttf"
    damaged.write_bytes(b"no font")
    monkeypatch.setattr(fonts, "FILES", (damaged,))
    fonts.install(qapp)
    assert str(damaged) in capfd.readouterr().err
    assert qapp.font().families() == list(fonts.TEXT)


def test_a_drawing_that_is_saved_names_fonts_that_other_machines_have() -> None:
    def paint(painter: QPainter) -> None:
        painter.drawText(10, 30, 'font-family="Inter"')

    drawn = chart_files.svg(QSize(200, 50), paint, "A title").decode()
    assert f'font-family="{FAMILIES}"' in drawn
    assert ",".join(fonts.TEXT) not in drawn
    assert FAMILIES.startswith("Inter, ")
    assert FAMILIES.endswith("sans-serif")


def test_every_font_has_its_licence_beside_it() -> None:
    families = {file.name.partition("-")[0] for file in fonts.FILES}
    assert len(families) == 3
    for family in families:
        assert "SIL OPEN FONT LICENSE" in (fonts.FILES[0].parent / f"{family}-LICENSE.txt").read_text("utf-8").upper()


def test_every_family_is_loaded() -> None:
    assert set(fonts.TEXT) <= set(QFontDatabase.families())
