"""Blocks in and out of the window: imported, exported, kept among one's own, deleted; and the palette that follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from netbuilder.files.block_files import kept, read_block, write_block
from netbuilder.project import block_edits, edits
from tests.blocks import laid_out, nested, residual
from tests.ui.window_parts import answer, choose_file, drop_layer
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
    assert "“new.netblock” cannot be used: it was saved by another version" in window.banners.shown()[0].text


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
