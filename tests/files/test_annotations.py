"""Frames and notes in files: left out where there are none, read as written, nonsense refused, also inside blocks."""

from __future__ import annotations

import json

import pytest

from netbuilder.errors import FileError
from netbuilder.files.block_files import block_text, kept, parse_block
from netbuilder.files.fragments import fragment_text, parse_fragment
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.annotations import Annotation
from netbuilder.project import annotation_edits, edits
from netbuilder.project.block_edits import closed, group, opened
from tests.large import large_project

FRAME = Annotation("frame", -20.0, -60.0, 300.0, 200.0, "Encoder")
NOTE = Annotation("note", 0.5, 300.0, 100.0, 60.0, "first\n\nthird", "blue")


def annotated():
    project = large_project(4)
    for one in (FRAME, NOTE):
        project, _ = annotation_edits.annotate(project, one)
    return project


def test_a_file_without_any_does_not_speak_of_them():
    assert "annotations" not in json.loads(dumps(large_project(4), None))


def test_they_are_read_as_they_were_written_a_line_of_the_file_each():
    text = dumps(annotated(), None)
    assert loads(text.encode(), None).annotations == {"frame_1": FRAME, "note_1": NOTE}
    assert sum('"kind"' in line for line in text.splitlines()) == 2
    assert dumps(loads(text.encode(), None), None) == text


def test_those_in_blocks_are_kept_in_projects_block_files_and_on_the_clipboard():
    project, use = group(large_project(6), ["node_1", "node_2"], "Pair")
    block = project.graph.nodes[use].layer.block
    project = closed(project, block, annotation_edits.annotate(opened(project, block), NOTE)[0])
    project, _ = annotation_edits.annotate(project, FRAME)
    again = loads(dumps(project, None).encode(), None)
    assert list(again.blocks[block].annotations.values()) == [NOTE]
    assert list(again.annotations.values()) == [FRAME]
    found = parse_block(block_text(kept(project.blocks, block)).encode(), name="pair")
    assert list(found.definition.annotations.values()) == [NOTE]
    fragment = edits.copy(project, [use], ["frame_1"])
    found = parse_fragment(fragment_text(fragment).encode())
    assert found.annotations == (FRAME,)
    assert list(found.blocks[block].annotations.values()) == [NOTE]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "picture"},
        {"place": [0]},
        {"place": [1e300, 0]},
        {"place": ["0", 0]},
        {"size": [0, 100]},
        {"size": [100, -5]},
        {"size": [1e9, 100]},
        {"size": [100]},
        {"size": None},
        {"text": "one line"},
        {"text": ["x" * (10 * 2**20)]},
        {"text": ["x"] * 10_000},
        {"text": [3]},
        {"colour": "beige"},
        {"width": 3},
    ],
)
@pytest.mark.parametrize("name", ["frame_1", "note_1"])
def test_nonsense_is_refused_with_a_short_sentence(change, name):
    document = json.loads(dumps(annotated(), None))
    document["annotations"][name].update(change)
    with pytest.raises(FileError) as refused:
        loads(json.dumps(document).encode(), None)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(number):
    text = dumps(annotated(), None).replace("[300, 200]", f"[{number}, 200]")
    with pytest.raises(FileError):
        loads(text.encode(), None)


def test_far_places_and_large_sizes_are_kept_within_the_bounds_of_a_file():
    far, _ = annotation_edits.annotate(large_project(3), Annotation("note", 1e12, -1e12, 1e12, 50.0))
    found = loads(dumps(far, None).encode(), None).annotations["note_1"]
    assert (found.x, found.y, found.width, found.height) == (1e7, -1e7, 1e7, 50.0)


def test_the_colour_of_a_card_is_kept_and_the_usual_one_is_not_spoken_of():
    project = edits.colour(large_project(4), ["node_1"], "red")
    text = dumps(project, None)
    assert text.count('"colour"') == 1
    assert loads(text.encode(), None) == project
    assert edits.colour(project, ["node_1"], "red") is project
    assert project.graph.essence == large_project(4).graph.essence
    with pytest.raises(FileError):
        loads(text.replace('"red"', '"beige"').encode(), None)
