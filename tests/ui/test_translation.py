"""A language is a file: with a made-up one, nothing that a person sees stays English."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QTabBar,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
import samples
from ui import catalogue, languages
from ui.dialogs.about import About
from ui.dialogs.shortcuts import Shortcuts
from ui.window import Window

QTS_OWN = {"qt_dockwidget_floatbutton", "qt_dockwidget_closebutton", "ScrollLeftButton", "ScrollRightButton"}
"""Hidden parts of Qt's widgets, which Qt's own translations name."""
NAMES = {"NetBuilder", "PyTorch", "netbuilder", *(name.replace("_", " ") for name in samples.names())}
"""Names that are the same in every language, and the samples' file names."""


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("catalogue") / "netbuilder.ts"
    assert catalogue.collect(file) > 300
    return file


@pytest.fixture
def pseudo_language(
    collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[None]:
    """Esperanto, as nobody speaks it: every text between ⟦ and ⟧."""
    tree = ElementTree.parse(collected)
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.text = f"⟦{message.findtext('source')}⟧"
        del translation.attrib["type"]
    folder = tmp_path / "translations"
    folder.mkdir()
    source = folder / "netbuilder_eo.ts"
    tree.write(source, encoding="utf-8", xml_declaration=True)
    compiled = [catalogue.tool("lrelease"), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))]
    subprocess.run(compiled, check=True)
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    translators = languages.install(qapp, QLocale(QLocale.Language.Esperanto))
    monkeypatch.undo()
    assert translators
    yield
    for translator in translators:
        qapp.removeTranslator(translator)


def texts(widget: QWidget) -> Iterator[str]:
    """Everything that a person reads, or is read to, on one widget."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.whatsThis())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QTreeWidget):
        yield from (widget.headerItem().text(column) for column in range(widget.columnCount()))
    elif isinstance(widget, QListView):
        rows = range(widget.model().rowCount())
        yield from (str(widget.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole)) for row in rows)
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def english(widget: QWidget) -> set[str]:
    """The texts of a widget and of all in it that are not translated."""
    parts = (part for part in (widget, *widget.findChildren(QWidget)) if part.objectName() not in QTS_OWN)
    seen = (text for part in parts for text in texts(part))
    return {text for text in seen if text not in NAMES and re.search(r"[^\W\d_]{2,}", _without_translated(text))}


def _without_translated(text: str) -> str:
    """What is left of a text outside ⟦…⟧, without key names in brackets at its end."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return re.sub(r"\((Ctrl|Shift|F\d|Del|Alt|Esc|\W|\w)+\)$", "", text)


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_in_the_window_stays_english(qtbot: QtBot, window: Window) -> None:
    nodes = window.bridge.project.graph.order
    for chosen in ([], *([node] for node in nodes), nodes):
        window.bridge.select(chosen)
        assert english(window) == set()
    window.files.new()
    qtbot.wait(50)
    assert english(window) == set()


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("dialog", [About, Shortcuts])
def test_nothing_in_the_dialogs_stays_english(window: Window, dialog: Callable[[QWidget], QDialog]) -> None:
    shown = dialog(window)
    parts = {label.text() for label in shown.findChildren(QLabel) if label.objectName() == "muted"}
    own = {"Close", "&Close"}  # Qt's own button, translated by Qt's own files
    keys = {text for text in english(shown) if re.fullmatch(r"((Ctrl|Shift|Del|F\d+|.)(\+|, |$))+", text)}
    assert english(shown) - own - parts - keys == set()


def test_the_catalogue_in_the_tree_is_complete(collected: Path) -> None:
    assert catalogue.FILE.read_text("utf-8") == collected.read_text("utf-8"), "run: python -m ui.catalogue"


def test_every_translation_keeps_the_fields_of_its_text(collected: Path) -> None:
    fields = re.compile(r"\{(\w*)[^{}]*\}")
    for file in (resources.FOLDER / "translations").glob("netbuilder_*.ts"):
        for message in ElementTree.parse(file).getroot().iter("message"):
            source, target = message.findtext("source") or "", message.findtext("translation") or ""
            assert not target or sorted(fields.findall(source)) == sorted(fields.findall(target)), source
