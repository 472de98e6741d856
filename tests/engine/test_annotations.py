"""Edits of frames and notes, in the project and in blocks; copied, unpacked; any of them undone exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.errors import EditError
from netbuilder.graph.annotations import LONGEST_NOTE, SMALLEST, Annotation
from netbuilder.graph.graph import LONGEST_NAME
from netbuilder.project import annotation_edits, edits
from netbuilder.project.block_edits import closed, group, opened, ungroup
from netbuilder.project.changes import difference
from tests.large import large_project

NOTE = Annotation("note", 0.0, 300.0, 100.0, 60.0, "a\nb", "blue")


def test_a_frame_holds_what_lies_in_it_other_frames_and_notes_too():
    project = large_project(6)
    project, outer = annotation_edits.annotate(project, Annotation("frame", -50.0, -80.0, 700.0, 600.0))
    project, inner = annotation_edits.annotate(project, Annotation("frame", -20.0, -40.0, 210.0, 150.0))
    project, note = annotation_edits.annotate(project, NOTE)
    project, aside = annotation_edits.annotate(project, Annotation("note", 2000.0, 0.0, 100.0, 60.0))
    nodes, marks = annotation_edits.held(project, [outer])
    assert nodes == {"node_0", "node_1", "node_2"}
    assert marks == {outer, inner, note}
    assert annotation_edits.held(project, [inner]) == ({"node_0"}, {inner})
    assert annotation_edits.held(project, [note, aside]) == (frozenset(), {note, aside})


def test_a_frame_around_nodes_holds_just_them():
    project = large_project(6)
    frame = annotation_edits.frame_around(project, ["node_1", "node_2"])
    project, name = annotation_edits.annotate(project, frame)
    assert annotation_edits.held(project, [name])[0] == {"node_1", "node_2"}
    assert annotation_edits.frame_around(project, []) is None


@pytest.mark.parametrize(("kind", "most"), [("frame", LONGEST_NAME), ("note", LONGEST_NOTE)])
def test_texts_have_an_end(kind, most):
    project, name = annotation_edits.annotate(large_project(3), Annotation(kind, 0, 0, 100, 100))
    assert annotation_edits.write_text(project, name, "x" * most).annotations[name].text == "x" * most
    with pytest.raises(EditError):
        annotation_edits.write_text(project, name, "x" * (most + 1))
    with pytest.raises(EditError):
        annotation_edits.annotate(project, Annotation(kind, 0, 0, 100, 100, "x" * (most + 1)))


def test_what_changes_nothing_is_the_same_project():
    project, name = annotation_edits.annotate(large_project(3), NOTE)
    assert annotation_edits.write_text(project, name, NOTE.text) is project
    assert annotation_edits.colour(project, [name], "blue") is project
    assert annotation_edits.erase(project, ["frame_9"]) is project
    assert annotation_edits.move_together(project, {}, {name: (NOTE.x, NOTE.y)}) is project
    assert annotation_edits.resize(project, name, (NOTE.x, NOTE.y, NOTE.width, NOTE.height)) is project


def test_annotations_change_nothing_that_is_computed():
    project = large_project(6)
    change = difference(project, annotation_edits.annotate(project, NOTE)[0])
    assert not change.structure
    assert not change.content


def test_a_block_has_its_own_and_unpacked_they_lie_in_the_drawing_for_each_repetition():
    project = large_project(6)
    project, use = group(project, ["node_1", "node_2"], "Pair")
    block = project.graph.nodes[use].layer.block
    inside, _ = annotation_edits.annotate(opened(project, block), NOTE)
    project = closed(project, block, inside)
    assert not project.annotations
    assert list(project.blocks[block].annotations.values()) == [NOTE]
    project = edits.set_layer(project, use, project.graph.nodes[use].layer.with_(repeat=2))
    unpacked, fresh = ungroup(project, use)
    assert len(unpacked.annotations) == 2
    definition, off = project.blocks[block], set()
    for node in definition.layout.keys() & fresh:
        off.add(
            (
                unpacked.layout[node][0] - definition.layout[node][0],
                unpacked.layout[node][1] - definition.layout[node][1],
            )
        )
    first = unpacked.annotations["note_1"]
    assert off == {(first.x - NOTE.x, first.y - NOTE.y)}


def test_pasted_with_nodes_they_keep_their_places_beside_them():
    project, name = annotation_edits.annotate(large_project(6), NOTE)
    fragment = edits.copy(project, ["node_0"], [name])
    pasted, renamed = edits.paste(project, fragment, (40.0, 24.0))
    assert pasted.layout[renamed["node_0"]] == (40.0, 24.0)
    assert (pasted.annotations["note_2"].x, pasted.annotations["note_2"].y) == (NOTE.x + 40, NOTE.y + 24)
    assert not edits.copy(project, [], [name]).empty
    assert edits.copy(project, []).empty


places = st.floats(-1e6, 1e6, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(places, places, st.floats(0, 1e4), st.floats(0, 1e4)), max_size=6), places, places)
def test_whatever_is_moved_keeps_its_size_and_what_is_held_keeps_its_place_in_it(boxes, across, down):
    project = large_project(12)
    for x, y, width, height in boxes:
        project, name = annotation_edits.annotate(project, Annotation("frame", x, y, SMALLEST, SMALLEST))
        project = annotation_edits.resize(project, name, (x, y, width, height))
        assert project.annotations[name].width >= SMALLEST
    nodes, marks = annotation_edits.held(project, list(project.annotations)[:1])
    moved = annotation_edits.move_together(
        project,
        {n: (project.layout[n][0] + across, project.layout[n][1] + down) for n in nodes},
        {m: (project.annotations[m].x + across, project.annotations[m].y + down) for m in marks},
    )
    for name, one in project.annotations.items():
        assert (moved.annotations[name].width, moved.annotations[name].height) == (one.width, one.height)
    assert moved.graph is project.graph
