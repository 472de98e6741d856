"""Definitions of blocks: named, coloured, annotated, saved, deleted; and counted where they are used."""

from __future__ import annotations

import pytest

from netbuilder.errors import EditError, FileError
from netbuilder.files.fragments import fragment_text, parse_fragment
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.project import block_definitions, block_edits, edits
from tests.blocks import nested, residual, uses_that_differ


def test_uses_are_counted_inside_blocks_too() -> None:
    project = nested()
    assert block_definitions.use_counts(project) == {"residual": 1, "middle": 2, "outer": 1}
    assert block_definitions.use_counts(uses_that_differ())["path"] == 2


def test_a_renamed_block_renames_the_uses_that_were_called_as_it_was() -> None:
    project = edits.rename(uses_that_differ(), "path_2", "wide")
    project = block_definitions.rename_block(project, "path", "  stage ")
    assert project.blocks["path"].name == "stage"
    assert [project.graph.nodes[node].name for node in ("path_1", "path_2")] == ["stage", "wide"]
    assert project.graph.nodes["path_2"].layer.definition is project.blocks["path"]


def test_a_renamed_block_renames_its_uses_inside_other_blocks() -> None:
    project = block_definitions.rename_block(nested(), "residual", "unit")
    assert project.blocks["middle"].graph.nodes["residual_1"].name == "unit"
    assert project.graph.nodes["outer_1"].layer.definition is project.blocks["outer"]


@pytest.mark.parametrize(("name", "words"), [(" ", "needs a name"), ("x" * 201, "can have 200 characters")])
def test_names_that_are_no_names_are_refused(name: str, words: str) -> None:
    with pytest.raises(EditError, match=words):
        block_definitions.rename_block(residual(), "residual", name)


def test_colour_and_note_are_saved_and_copied_and_left_out_of_files_that_have_none() -> None:
    project = residual()
    assert "note" not in dumps(project, None).split('"data"')[0].replace('"notes"', "")
    project = block_definitions.set_colour(project, "residual", "violet")
    project = block_definitions.set_note(project, "residual", "He et al., 2015.\nWith a shortcut.")
    again = loads(dumps(project, None).encode(), None).blocks["residual"]
    assert (again.colour, again.note) == ("violet", "He et al., 2015.\nWith a shortcut.")
    copied = parse_fragment(fragment_text(edits.copy(project, ["residual_1"])).encode())
    assert copied.blocks["residual"].colour == "violet"


def test_a_colour_that_there_is_not_is_named_in_the_sentence() -> None:
    text = dumps(block_definitions.set_colour(residual(), "residual", "red"), None).replace('"red"', '"beige"')
    with pytest.raises(FileError, match=r"blocks\.residual\.colour” must be one of .*but it is 'beige'"):
        loads(text.encode(), None)


def test_a_block_that_is_used_is_not_deleted_and_its_uses_are_named() -> None:
    project = nested()
    with pytest.raises(EditError, match="still used by “residual” in “middle”"):
        block_definitions.delete_block(project, "residual")
    with pytest.raises(EditError, match=r"still used by “outer”\. Delete or unpack these first"):
        block_definitions.delete_block(project, "outer")
    free = edits.remove(project, ["outer_1"])
    assert set(block_definitions.delete_block(free, "outer").blocks) == {"residual", "middle"}


def test_settings_that_do_not_change_are_no_edit() -> None:
    project = residual()
    assert block_definitions.set_note(project, "residual", "") is project
    assert block_definitions.rename_block(project, "residual", "residual") is project
    with pytest.raises(EditError, match="no block “x”"):
        block_definitions.delete_block(project, "x")


def test_independent_blocks_keep_colour_and_note() -> None:
    project = block_definitions.set_note(uses_that_differ(), "path", "wide or narrow")
    project = block_edits.make_independent(project, "path_2")
    assert project.blocks[project.graph.nodes["path_2"].layer.block].note == "wide or narrow"
