"""A language is a file: with a made-up one, nothing that a user sees stays English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, QPointF, Qt
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
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from tests.programs import finished
from tests.ui.lab.lab_parts import lab_on, measure
from ui.canvas.context_menus import canvas_menu, node_menu, wire_menu
from ui.canvas.pointer import Pointer
from ui.code.export_dialog import ExportDialog
from ui.language import translation_catalogue, translations
from ui.shell.about_dialog import AboutDialog
from ui.shell.main_window import MainWindow
from ui.shell.shortcuts_dialog import ShortcutsDialog

QTS_OWN = {"qt_dockwidget_floatbutton", "qt_dockwidget_closebutton", "ScrollLeftButton", "ScrollRightButton"}
"""Hidden parts of Qt's widgets, which Qt's own translations name."""
SAMPLES = {spelt for name in samples.names() for spelt in (name, name.replace("_", " "))}
NAMES = {"NetBuilder", "PyTorch", "netbuilder", *SAMPLES}
"""Names that are the same in every language, and the samples' file names."""


@pytest.fixture
def remedies_tried() -> bool:
    return True


@pytest.fixture
def further_trained() -> bool:
    return True


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("catalogue") / "netbuilder.ts"
    assert translation_catalogue.collect(file) > 300
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
    compiled = [translation_catalogue.tool("lrelease"), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))]
    finished(compiled, check=True)
    with monkeypatch.context() as patched:
        patched.setattr(resources, "FOLDER", tmp_path)
        translators = translations.install(qapp, QLocale(QLocale.Language.Esperanto))
    assert translators
    yield
    for translator in translators:
        qapp.removeTranslator(translator)


def texts(widget: QWidget) -> Iterator[str]:
    """Everything that a user reads, or is read to, on one widget."""
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
    elif isinstance(widget, QTreeView):
        columns = range(widget.model().columnCount())
        yield from (str(widget.model().headerData(column, Qt.Orientation.Horizontal)) for column in columns)
    elif isinstance(widget, QListView):
        rows = range(widget.model().rowCount())
        yield from (str(widget.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole)) for row in rows)
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def english(widget: QWidget) -> set[str]:
    """The texts of a widget and of all in it that are not translated."""
    return {text for part in (widget, *widget.findChildren(QWidget)) for text in english_of(part)}


def english_of(part: QWidget) -> set[str]:
    """The texts of one widget that are not translated."""
    seen = texts(part) if part.objectName() not in QTS_OWN else ()
    return {text for text in seen if text not in NAMES and re.search(r"[^\W\d_]{2,}", _without_translated(text))}


def _without_translated(text: str) -> str:
    """What is left of a text outside ⟦…⟧, without its marks of bold letters and new lines and the keys at its end."""
    text = re.sub(r"</?\w+>", "", text)
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return re.sub(r"\((Ctrl|Shift|F\d|Del|Alt|Esc|\W|\w)+\)$", "", text)


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_in_the_window_stays_english(qtbot: QtBot, window: MainWindow) -> None:
    nodes = window.bridge.project.graph.order
    for chosen in ([], *([node] for node in nodes), nodes):
        window.bridge.select(chosen)
        assert english(window) == set()
    window.files.new()
    qtbot.wait(50)
    assert english(window) == set()


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_in_the_menus_of_the_canvas_stays_english(window: MainWindow) -> None:
    canvas, wire = window.canvas, min(window.bridge.project.graph.wires)
    window.bridge.select([wire.source])
    pointer = Pointer(QPointF(), QPointF())
    for menu in (node_menu(canvas, wire.source), wire_menu(canvas, wire), canvas_menu(canvas, pointer)):
        assert menu.actions()
        assert english(menu) == set()


def test_every_context_is_one_that_is_looked_up(collected: Path) -> None:
    """Qt's lupdate files ``canvas.tr(…)`` under "canvas", where nothing ever looks: the class is ``Canvas``."""
    contexts = {context.findtext("name") for context in ElementTree.parse(collected).iter("context")}
    assert sorted(name for name in contexts - {"netbuilder"} if not re.fullmatch(r"[A-Z]\w*", name or "")) == []


def visible_english(window: QWidget) -> set[str]:
    """What can be read in a window now and is not translated."""
    found: set[str] = set()
    for part in (window, *window.findChildren(QWidget)):
        if part.isVisible():
            found |= english_of(part)
    return found


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_stays_english_while_and_after_a_network_is_trained(qtbot: QtBot, window: MainWindow) -> None:
    project = edits.set_training(window.bridge.project, epochs=60)
    window.bridge.edit(project, say("Rename"))
    window.actions_["train"].trigger()
    qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) > 5)
    assert visible_english(window) == set()
    qtbot.waitUntil(lambda: window.worker.state == "idle")
    qtbot.waitUntil(lambda: window.views.predictions.view is not None)
    tabs, inspector = window.views.results, window.views.inspector.tabs
    for place in range(max(tabs.count(), inspector.count())):
        tabs.setCurrentIndex(place)
        inspector.setCurrentIndex(place)
        qtbot.wait(400)
        assert visible_english(window) == set(), place
    tabs.setCurrentIndex(0)
    window.class_view.enter()
    assert visible_english(window) == set()


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("sample", ["digits_cnn", "line", "iris_15_rows"])
def test_nothing_of_a_fit_stays_english(qtbot: QtBot, window: MainWindow, sample: str) -> None:
    window.files.open_sample(sample)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=2), say("Rename"))
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["train"].trigger()
    qtbot.waitUntil(
        lambda: window.views.predictions.displayed is not None and window.views.predictions.displayed.run is not None
    )
    assert visible_english(window) == set()


@pytest.mark.usefixtures("pseudo_language")
def test_no_problem_stays_english(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("x,y\n1,a\n2,a\n3,a\n")
    project = window.bridge.project
    wide = next(node.id for node in project.graph.nodes.values() if node.layer.width)
    broken = edits.disconnect(project, project.graph.incoming[wide][0])
    broken, merging = edits.add_node(broken, layer_types()["add"](), (0.0, 400.0))
    missing = dataset_types()["csv"].parse({"path": str(tmp_path / "one.csv")})
    for wrong in (broken, edits.set_dataset(project, missing), edits.set_training(project, loss="mse")):
        window.bridge.edit(wrong, say("Delete"))
        qtbot.waitUntil(lambda: window.views.problems.count > 0 and not window.bridge.data.reading)
        window.actions_["train"].trigger()
        assert window.banners.shown()
        assert visible_english(window) == set()
        window.bridge.document.undo()
    assert merging in broken.graph.nodes


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_of_the_export_stays_english(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ExportDialog(window.bridge.project, None, "moons", window.themes.theme, parent=window)
    dialog.show()
    for name in ("pytorch", "keras", "notebook", "weights", "svg", "tikz"):
        dialog.format.setCurrentIndex(dialog.format.findData(name))
        qtbot.waitUntil(lambda: not dialog.busy)
        assert {text for text in english(dialog) if "Close" not in text} == set()  # a button of Qt's own
        assert "⟦" in dialog.words.text()


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_in_the_lab_stays_english(qtbot: QtBot, window: MainWindow) -> None:
    lab_on(window, "five_points", epochs=2)
    window.views.lab.window.controls.hyperparameter.clear()  # names of layers and settings are tested with the forms
    assert _words(english(window.views.lab.window)) == set()
    lab = measure(qtbot, window, 3)
    assert _words(english(lab)) == set()


def _words(texts: set[str]) -> set[str]:
    """Texts with words of their own, apart from formulas and samples of lines."""
    plain = {text: _without_translated(re.sub(r"<[^>]*>|&\w+;", " ", text)) for text in texts}
    return {text for text, rest in plain.items() if re.search(r"[^\W\d_]{2,}", rest)}


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("dialog", [AboutDialog, ShortcutsDialog])
def test_nothing_in_the_dialogs_stays_english(window: MainWindow, dialog: Callable[[QWidget], QDialog]) -> None:
    shown = dialog(window)
    parts = {label.text() for label in shown.findChildren(QLabel) if label.objectName() == "muted"}
    own = {"Close", "&Close"}  # Qt's own button, translated by Qt's own files
    keys = {text for text in english(shown) if re.fullmatch(r"((Ctrl|Shift|Alt|Up|Del|F\d+|.)(\+|, |$))+", text)}
    assert english(shown) - own - parts - keys == set()


def test_the_catalogue_in_the_tree_is_complete(collected: Path) -> None:
    assert translation_catalogue.FILE.read_text("utf-8") == collected.read_text("utf-8"), (
        "run: python -m ui.language.translation_catalogue"
    )


def with_other_fields(file: Path) -> list[str]:
    """The texts of a catalogue whose translation has other fields than they have themselves."""
    fields = re.compile(r"\{(\w*)[^{}]*\}")
    texts = [
        (m.findtext("source") or "", m.findtext("translation") or "") for m in ElementTree.parse(file).iter("message")
    ]
    return [one for one, other in texts if other and sorted(fields.findall(one)) != sorted(fields.findall(other))]


def test_a_translation_that_loses_or_makes_up_a_field_is_found(tmp_path: Path) -> None:
    file = tmp_path / "netbuilder_de.ts"
    texts = {
        "{count} rows": "{count} Zeilen",
        "run {number}": "Lauf",
        "Stop": "{x}",
        "{loss:.2f}": "{loss}",
        "Open": "",
    }
    messages = (
        f"<message><source>{one}</source><translation>{other}</translation></message>" for one, other in texts.items()
    )
    file.write_text(f"<TS><context>{''.join(messages)}</context></TS>", encoding="utf-8")
    assert with_other_fields(file) == ["run {number}", "Stop"]


def test_every_translation_in_the_tree_keeps_the_fields_of_its_text() -> None:
    files = (resources.FOLDER / "translations").glob("netbuilder_*.ts")
    assert {file.name: wrong for file in files if (wrong := with_other_fields(file))} == {}
