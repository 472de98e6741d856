"""The document: undo and redo step through the very projects that were there."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from netbuilder.layers.core import Dense
from netbuilder.messages import say
from netbuilder.project.changes import Change
from netbuilder.project.document import KEPT_STEPS, Document
from netbuilder.project.edits import add_node, move, remove, set_training
from netbuilder.project.project import Project
from tests.blocks import nested


@pytest.mark.parametrize("seed", range(8))
def test_300_random_edits_are_undone_to_the_very_same_project_and_redone_to_the_very_end(random_edit, seed) -> None:
    random, document = Random(seed), Document()
    states = [document.project]
    before = [snapshot(document.project)]
    for number in range(300):
        document.edit(random_edit(document.project, random), say("Edit {number}", number=number))
        states.append(document.project)
        before.append(snapshot(document.project))
    for number in range(300, 0, -1):
        assert str(document.undo_label) == f"Edit {number - 1}"
        document.undo()
        assert document.project is states[number - 1]
    assert document.undo_label is None
    for number in range(300):
        assert str(document.redo_label) == f"Edit {number}"
        document.redo()
        assert document.project is states[number + 1]
    assert document.redo_label is None
    assert [snapshot(state) for state in states] == before, "an edit changed a project in place"


@pytest.mark.parametrize("part", range(10))
def test_500_walks_from_blocks_three_deep_lead_back_to_the_very_same_project_and_on_to_the_last(random_edit, part):
    start = nested()
    before = snapshot(start), snapshot_of_blocks(start)
    for walk in range(50):
        random, document = Random(50 * part + walk), Document(start)
        for number in range(40):
            document.edit(random_edit(document.project, random), say("Edit {number}", number=number))
        last, kept = document.project, snapshot(document.project)
        while document.undo_label is not None:
            document.undo()
        assert document.project is start
        while document.redo_label is not None:
            document.redo()
        assert document.project is last
        assert snapshot(last) == kept
    assert (snapshot(start), snapshot_of_blocks(start)) == before, "an edit changed a project in place"


def snapshot_of_blocks(project: Project) -> dict[str, tuple[object, ...]]:
    """What its blocks hold, in containers of their own."""
    return {
        name: (dict(block.graph.nodes), set(block.graph.wires), dict(block.layout), dict(block.parameters))
        for name, block in project.blocks.items()
    }


def snapshot(project: Project) -> tuple[object, ...]:
    """What a project holds, in containers of its own."""
    graph = project.graph
    return dict(graph.nodes), set(graph.wires), dict(project.layout), project.data, project.training


@pytest.fixture
def document() -> Document:
    return Document(add_node(Project(), Dense(), (0.0, 0.0))[0])


def drag(document: Document, x: float, gesture: object) -> None:
    document.edit(move(document.project, {"dense_1": (x, 0.0)}), say("Move"), gesture)


def test_a_drag_is_one_step(document: Document) -> None:
    start = document.project
    for x in (1.0, 2.0, 3.0):
        drag(document, x, "first drag")
    drag(document, 4.0, "second drag")
    document.undo()
    assert document.project.layout["dense_1"] == (3.0, 0.0)
    document.undo()
    assert document.project is start
    document.redo()
    assert document.project.layout["dense_1"] == (3.0, 0.0)


def test_edits_without_a_gesture_never_merge(document: Document) -> None:
    start = document.project
    drag(document, 1.0, None)
    between = document.project
    drag(document, 2.0, None)
    document.undo()
    assert document.project is between
    document.undo()
    assert document.project is start


def test_a_gesture_that_goes_on_after_something_else_is_a_new_step(document: Document) -> None:
    drag(document, 1.0, "drag")
    document.edit(set_training(document.project, epochs=7), say("Epochs"))
    between = document.project
    drag(document, 2.0, "drag")
    document.undo()
    assert document.project is between


def test_the_opened_project_is_never_merged_into_a_gesture(document: Document) -> None:
    start = document.project
    drag(document, 1.0, "drag")
    document.undo()
    drag(document, 2.0, "drag")
    document.undo()
    assert document.project is start


def test_an_edit_after_undo_forgets_what_was_undone(document: Document) -> None:
    drag(document, 1.0, None)
    document.undo()
    drag(document, 2.0, None)
    assert document.redo_label is None
    document.redo()
    assert document.project.layout["dense_1"] == (2.0, 0.0)


@pytest.mark.parametrize("end", ["save", "undo and redo", "open"])
def test_saving_undo_and_redo_and_opening_end_a_gesture(document: Document, end: str) -> None:
    drag(document, 1.0, "drag")
    match end:
        case "save":
            document.mark_saved()
        case "undo and redo":
            document.undo()
            document.redo()
        case _:
            document.replace(document.project)
    between = document.project
    drag(document, 2.0, "drag")
    document.undo()
    assert document.project is between


def test_a_gesture_that_goes_on_after_undo_forgets_what_was_undone(document: Document) -> None:
    for x, gesture in ((1.0, "first"), (2.0, "second")):
        drag(document, x, gesture)
    document.undo()
    between = document.project
    for x in (3.0, 4.0):
        drag(document, x, "first")
        assert document.redo_label is None
    document.undo()
    assert document.project is between


def test_an_edit_that_changes_nothing_is_no_step(document: Document) -> None:
    drag(document, 0.0, None)
    document.edit(set_training(document.project, epochs=document.project.training.epochs), say("Epochs"))
    assert document.undo_label is None


def test_modified_means_other_than_the_saved_project(document: Document) -> None:
    assert not document.modified
    drag(document, 1.0, None)
    written = document.project
    drag(document, 2.0, None)
    document.mark_saved(written)
    assert document.modified
    document.undo()
    assert not document.modified
    document.undo()
    assert document.modified


def test_what_is_undone_by_hand_or_done_again_by_hand_does_not_count_as_modified(document: Document) -> None:
    for x in (1.0, 0.0):
        drag(document, x, None)
    assert not document.modified
    drag(document, 1.0, None)
    document.mark_saved()
    document.undo()
    assert document.modified
    drag(document, 1.0, None)
    assert not document.modified


def test_another_order_of_the_nodes_is_a_change(document: Document) -> None:
    """It is the order of the file and of the weights drawn."""
    document.edit(add_node(document.project, Dense(), (0.0, 100.0))[0], say("Add"))
    document.mark_saved()
    place = document.project.layout["dense_1"]
    again, node = add_node(remove(document.project, ["dense_1"]), Dense(), place)
    document.edit(again, say("Add"))
    assert node == "dense_1"
    assert document.modified


def test_opening_starts_a_new_history(document: Document) -> None:
    drag(document, 1.0, None)
    other = Project(notes="another")
    document.replace(other)
    assert (document.project, document.undo_label, document.modified) == (other, None, False)
    document.replace(Project(notes="recovered"), saved=False)
    assert document.modified


def test_listeners_hear_each_change_until_they_stop(document: Document) -> None:
    heard: list[Change] = []
    stop = document.listen(heard.append)
    drag(document, 1.0, None)
    document.undo()
    document.redo()
    stop()
    document.undo()
    assert [change.moved for change in heard] == [frozenset({"dense_1"})] * 3


def test_a_listener_may_stop_listening_while_it_is_told(document: Document) -> None:
    heard: list[str] = []
    stop = document.listen(lambda change: (heard.append("once"), stop()))
    document.listen(lambda change: heard.append("always"))
    drag(document, 1.0, None)
    drag(document, 2.0, None)
    assert heard == ["once", "always", "always"]


def test_the_history_forgets_the_oldest_steps(document: Document) -> None:
    for number in range(KEPT_STEPS + 5):
        document.edit(replace(document.project, notes=str(number)), say("Notes"))
    for _ in range(KEPT_STEPS + 5):
        document.undo()
    assert document.project.notes == "4"


def test_what_a_gesture_has_edited_can_be_forgotten_as_if_it_had_not_begun(document: Document) -> None:
    drag(document, 1.0, None)
    before, label = document.project, document.undo_label
    gesture = object()
    drag(document, 2.0, gesture)
    drag(document, 3.0, gesture)
    document.take_back(gesture)
    assert document.project is before
    assert document.undo_label == label
    assert document.redo_label is None
    drag(document, 4.0, gesture)
    document.undo()
    assert document.project is before


def test_a_gesture_that_was_not_the_last_to_edit_is_not_taken_back(document: Document) -> None:
    gesture = object()
    drag(document, 1.0, gesture)
    drag(document, 2.0, None)
    kept = document.project
    document.take_back(gesture)
    document.take_back(None)
    assert document.project is kept
    drag(document, 3.0, gesture)
    document.mark_saved()
    kept = document.project
    document.take_back(gesture)
    assert document.project is kept
