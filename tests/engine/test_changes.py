"""The difference of two projects: a view that follows it shows the new one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from netbuilder.layers.core import Dense, Input
from netbuilder.messages import say
from netbuilder.project.changes import Change, difference
from netbuilder.project.document import Document
from netbuilder.project.edits import add_and_connect, add_node, connect, move, remove, rename, set_data, set_training
from netbuilder.project.project import Project


class Mirror:
    """A view as simple as can be: it looks only at what a change names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes, self.wires, self.layout = {}, set(), {}
        document.listen(self.follow)

    def follow(self, change: Change) -> None:
        project = self.document.project
        assert change.disconnected <= self.wires
        assert not change.connected & self.wires
        for node in change.removed:
            del self.nodes[node], self.layout[node]
        for node in change.added | change.changed:
            assert (node in change.changed) == (node in self.nodes)
            self.nodes[node] = project.graph.nodes[node]
        for node in change.added | change.moved:
            self.layout[node] = project.layout[node]
        self.wires = self.wires - change.disconnected | change.connected


@pytest.mark.parametrize("seed", range(4))
def test_a_view_that_follows_every_change_shows_the_project(random_edit, seed) -> None:
    random, document = Random(seed), Document()
    mirror = Mirror(document)
    for _ in range(200):
        turn = random.random()
        if turn < 0.15:
            document.undo()
        elif turn < 0.25:
            document.redo()
        else:
            document.edit(random_edit(document.project, random), say("Edit"))
        assert mirror.nodes == document.project.graph.nodes
        assert mirror.wires == document.project.graph.wires
        assert mirror.layout == document.project.layout


@pytest.fixture
def project() -> Project:
    project, entry = add_node(Project(), Input(), (0.0, 0.0))
    return add_and_connect(project, Dense(), (1.0, 0.0), entry)[0]


def test_equal_projects_do_not_differ(project: Project) -> None:
    change = difference(project, project)
    assert not change.structure
    assert change == difference(project, replace(project))


def test_only_structure_and_data_call_for_new_shapes(project: Project) -> None:
    moved = difference(project, move(project, {"dense_1": (5.0, 5.0)}))
    assert moved.moved == {"dense_1"}
    assert not moved.structure
    trained = difference(project, set_training(project, epochs=3))
    assert trained.training
    assert not trained.structure
    assert difference(project, set_data(project, split_seed=3)).structure
    assert difference(project, rename(project, "dense_1", "head")).changed == {"dense_1"}


def test_a_removed_node_takes_its_wires_along(project: Project) -> None:
    change = difference(project, remove(project, ["dense_1"]))
    assert change.removed == {"dense_1"}
    assert change.disconnected == project.graph.wires


def test_a_rewired_port_is_a_wire_less_and_a_wire_more(project: Project) -> None:
    project, other = add_node(project, Input(), (0.0, 9.0))
    change = difference(project, connect(project, other, "dense_1"))
    assert len(change.connected) == len(change.disconnected) == 1
