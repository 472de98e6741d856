"""Blocks in and out of the window: imported, exported, kept among one's own, deleted; and the palette that follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QUrl
from PySide6.QtWidgets import QMessageBox

from netbuilder.files.block_files import kept, read_block, write_block
from netbuilder.project import block_edits, edits
from tests.blocks import laid_out, nested, residual
from tests.ui.window_parts import answer, choose_file, drop, drop_layer
from ui.palette.layer_list import LAYER_MIME
from ui.shell.block_menus import current_block, palette_menu
from ui.shell.main_window import MainWindow


def shown(window: MainWindow, project=None) -> MainWindow:
    window.bridge.document.replace(laid_out(project or residual()))
    window.canvas.fit()
    return window


def offers(window: MainWindow, kind: str) -> dict:
    return {action.text(): action for action in palette_menu(window, kind).actions()}


def test_a_block_is_exported_and_imported_in_another_project(window, tmp_path, monkeypatch):
    shown(window, nested())
    assert not window.actions_["export_block"].isEnabled()
    window.bridge.select(["outer_1"])
    assert window.actions_["export_block"].isEnabled()
    choose_file(monkeypatch, tmp_path / "stack")
    window.actions_["export_block"].trigger()
    path = tmp_path / "stack.netblock"
    assert set(read_block(path).blocks) == {"outer", "middle", "residual"}
    assert str(path) in window.banners.shown()[0].text
    shown(window, residual())
    choose_file(monkeypatch, path)
    window.actions_["import_block"].trigger()
    assert {block.name for block in window.bridge.project.blocks.values()} == {"residual", "outer", "middle"}
    (node,) = window.bridge.selection
    assert window.bridge.project.graph.nodes[node].name == "outer"


def dropped(window: MainWindow, path: Path, at: QPointF | None = None) -> None:
    """Drag a file in from outside, to a place on the canvas, or to the tool bar."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window if at is None else window.canvas.viewport(), data, at or QPointF(400, 20))


def on_screen(window: MainWindow, point: QPointF) -> QPointF:
    return QPointF(window.canvas.mapFromScene(point))


def test_a_block_file_from_outside_is_dropped_where_it_is_let_go_and_into_the_wire_that_lights_up(window, tmp_path):
    write_block(tmp_path / "stack.netblock", kept(nested().blocks, "outer"))
    before = shown(window).bridge.project
    below = window.canvas.drawing.drawing_rect().bottomLeft() + QPointF(100, 60)
    dropped(window, tmp_path / "stack.netblock", on_screen(window, below))
    (node,) = window.bridge.selection
    card = window.canvas.drawing.node_items[node].card
    assert card.adjusted(-12, -12, 12, 12).contains(below)
    assert window.bridge.project.graph.nodes[node].name == "outer"
    window.bridge.document.undo()
    assert window.bridge.project is before
    wire = next(iter(window.bridge.project.graph.wires))
    middle = window.canvas.drawing.wire_items[wire].path.pointAtPercent(0.5)
    dropped(window, tmp_path / "stack.netblock", on_screen(window, middle))
    (node,) = window.bridge.selection
    (arriving,) = window.bridge.project.graph.incoming[node]
    assert arriving.source == wire.source
    assert wire not in window.bridge.project.graph.wires


def test_a_block_file_is_taken_anywhere_and_one_that_cannot_be_used_says_why_until_the_next_succeeds(
    window, qtbot, tmp_path
):
    window.banners.clear()
    project = shown(window).bridge.project
    good, bad = tmp_path / "good.netblock", tmp_path / "bad.netblock"
    write_block(good, kept(project.blocks, "residual"))
    bad.write_text(good.read_text("utf-8").replace('"version": 3', '"version": 4'), "utf-8")
    dropped(window, bad, QPointF(30, 30))
    qtbot.waitUntil(lambda: bool(window.banners.shown()))
    (banner,) = window.banners.shown()
    assert banner.text.startswith("“bad.netblock” cannot be used: it was saved by a newer NetBuilder (format 4; ")
    assert banner.text.endswith("Update NetBuilder, or use the block in the one that saved it.")
    assert window.bridge.project is project
    dropped(window, good)
    qtbot.waitUntil(lambda: window.bridge.project is not project)
    assert window.banners.shown() == ()


def test_what_is_carried_as_if_from_the_palette_names_no_file(window, tmp_path):
    project = shown(window).bridge.project
    write_block(tmp_path / "r.netblock", kept(project.blocks, "residual"))
    data = QMimeData()
    data.setData(LAYER_MIME, f"block/file/{tmp_path / 'r.netblock'}".encode())
    drop(window.canvas.viewport(), data, QPointF(30, 30))
    assert window.bridge.project is project


def test_an_imported_block_of_the_same_name_is_a_renamed_copy(window, tmp_path, monkeypatch):
    project = shown(window).bridge.project
    other = block_edits.edit_definition(project, "residual", lambda p: edits.set_parameter(p, "dense_2", "bias", False))
    write_block(tmp_path / "r.netblock", kept(other.blocks, "residual"))
    choose_file(monkeypatch, tmp_path / "r.netblock")
    window.actions_["import_block"].trigger()
    assert [block.name for block in window.bridge.project.blocks.values()] == ["residual", "residual 2"]
    window.bridge.document.undo()
    assert window.bridge.project is project


def test_a_file_of_a_newer_version_is_refused_in_one_sentence(window, tmp_path, monkeypatch):
    project = shown(window).bridge.project
    path = tmp_path / "new.netblock"
    write_block(path, kept(project.blocks, "residual"))
    path.write_text(path.read_text("utf-8").replace('"version": ', '"version": 9'), "utf-8")
    choose_file(monkeypatch, path)
    window.actions_["import_block"].trigger()
    assert window.bridge.project is project
    assert "“new.netblock” cannot be used: it was saved by a newer NetBuilder" in window.banners.shown()[0].text


def test_the_open_block_is_the_current_one_where_none_is_selected(window):
    shown(window, nested())
    assert current_block(window) is None
    window.bridge.enter(["outer_1"])
    assert current_block(window) == "outer"
    window.bridge.select(["middle_1"])
    assert current_block(window) == "middle"


def test_a_block_is_kept_among_ones_own_dragged_from_the_palette_and_forgotten(window, monkeypatch):
    shown(window)
    window.bridge.select(["residual_1"])
    window.actions_["keep_block"].trigger()
    assert "block/own/residual" not in window.views.palette.list.kinds()  # it stands in the project
    shown(window, edits.remove(residual(), ["residual_1"]))
    window.bridge.edit(block_edits_without_blocks(window), "Delete")
    node = drop_layer(window, "block/own/residual", 300, 60)
    assert window.bridge.project.graph.nodes[node].name == "residual"
    window.bridge.document.undo()
    asked = answer(monkeypatch, QMessageBox.StandardButton.No)
    offers(window, "block/own/residual")["Delete from my blocks…"].trigger()
    assert "cannot be undone" in asked[0]
    assert "block/own/residual" in window.views.palette.list.kinds()
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    offers(window, "block/own/residual")["Delete from my blocks…"].trigger()
    assert "block/own/residual" not in window.views.palette.list.kinds()


def block_edits_without_blocks(window: MainWindow):
    from netbuilder.project.block_definitions import delete_block

    return delete_block(window.bridge.project, "residual")


def test_a_definition_that_is_used_is_not_deleted_and_one_that_is_not_used_is(window):
    shown(window)
    offers(window, "block/project/residual")["Delete from the project"].trigger()
    assert "residual" in window.bridge.project.blocks
    assert "still used by “residual”" in window.banners.shown()[0].text
    window.canvas.commands.remove(["residual_1"])
    offers(window, "block/project/residual")["Delete from the project"].trigger()
    assert window.bridge.project.blocks == {}
    assert "block/project/residual" not in window.views.palette.list.kinds()
    window.bridge.document.undo()
    assert "block/project/residual" in window.views.palette.list.kinds()


def test_the_palette_offers_ports_inside_a_block(window):
    shown(window)
    before = set(window.views.palette.list.kinds())
    window.bridge.enter(["residual_1"])
    assert set(window.views.palette.list.kinds()) != before
    window.bridge.enter(())
    assert set(window.views.palette.list.kinds()) == before


@pytest.mark.parametrize("kind", ["dense", "block/bundled/dense_stage"])
def test_the_menu_of_what_comes_with_the_program_only_adds(window, kind):
    shown(window)
    (add,) = offers(window, kind).values()
    add.trigger()
    assert len(window.bridge.project.graph.nodes) == 6


def test_importing_what_is_no_block_says_so(window, tmp_path: Path, monkeypatch):
    shown(window)
    (tmp_path / "x.netblock").write_text("hello")
    choose_file(monkeypatch, tmp_path / "x.netblock")
    window.actions_["import_block"].trigger()
    assert "“x.netblock” cannot be used" in window.banners.shown()[0].text
