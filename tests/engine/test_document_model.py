"""The document against a simple model of it: random edits, gestures, undo, redo, saving and opening."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from netbuilder.layers.core import Dense
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project

NODES = st.sampled_from(["dense_1", "dense_2"])
PLACES = st.sampled_from([0.0, 1.0, 2.0])
PATHS = st.lists(PLACES, min_size=1, max_size=3)
Value = tuple[tuple[tuple[str, float], ...], int]
"""Where each node lies, in the order of the file, and the number of epochs."""


def two_nodes() -> Project:
    project = Project()
    for _ in range(2):
        project, _ = edits.add_node(project, Dense(), (0.0, 0.0))
    return project


def value_of(project: Project) -> Value:
    return tuple((node, project.layout[node][0]) for node in project.graph.nodes), project.training.epochs


class Model(RuleBasedStateMachine):
    """``past`` ends with the current value. ``gesture``: the one that the next edit may continue; ``latest``: the one
    that was used last, whatever has happened since."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document(two_nodes())
        self.past = [value_of(self.document.project)]
        self.future: list[Value] = []
        self.gesture: int | None = None
        self.latest = 0
        self.saved: Value | None = self.past[-1]

    def edit(self, project: Project, gesture: int | None) -> None:
        if project is not self.document.project:
            if gesture is not None and gesture == self.gesture:
                self.past.pop()
            self.past.append(value_of(project))
            self.future, self.gesture = [], gesture
        self.document.edit(project, say("Edit"), gesture)

    @rule(node=NODES, x=PLACES)
    def move(self, node: str, x: float) -> None:
        self.edit(edits.move(self.document.project, {node: (x, 0.0)}), None)

    @rule(node=NODES, paths=st.lists(PATHS, min_size=1, max_size=2))
    def drag(self, node: str, paths: list[list[float]]) -> None:
        for path in paths:
            self.latest += 1
            self.drag_on(node, path)

    @rule(node=NODES, path=PATHS)
    def drag_on(self, node: str, path: list[float]) -> None:
        for x in path:
            self.edit(edits.move(self.document.project, {node: (x, 0.0)}), self.latest)

    @rule(epochs=st.integers(1, 3))
    def type_epochs(self, epochs: int) -> None:
        self.edit(edits.set_training(self.document.project, epochs=epochs), self.latest)

    @rule(node=NODES)
    def delete_and_add_again(self, node: str) -> None:
        place = self.document.project.layout[node]
        self.edit(edits.add_node(edits.remove(self.document.project, [node]), Dense(), place)[0], None)

    @rule(steps=st.lists(st.sampled_from(["undo", "redo"]), min_size=1, max_size=3))
    def undo_and_redo(self, steps: list[str]) -> None:
        for step in steps:
            getattr(self.document, step)()
            if step == "undo" and len(self.past) > 1:
                self.future.append(self.past.pop())
            elif step == "redo" and self.future:
                self.past.append(self.future.pop())
        self.gesture = None

    @rule()
    def save(self) -> None:
        self.document.mark_saved()
        self.saved, self.gesture = self.past[-1], None

    @rule(node=NODES, path=PATHS)
    def save_while_dragging(self, node: str, path: list[float]) -> None:
        written, self.saved = self.document.project, self.past[-1]
        self.drag_on(node, path)
        self.document.mark_saved(written)
        self.gesture = None

    @rule(saved=st.booleans())
    def open(self, saved: bool) -> None:
        self.document.replace(two_nodes(), saved=saved)
        self.past, self.future, self.gesture = [value_of(two_nodes())], [], None
        self.saved = self.past[-1] if saved else None

    @invariant()
    def agrees(self) -> None:
        assert value_of(self.document.project) == self.past[-1]
        assert (self.document.undo_label is not None) == (len(self.past) > 1)
        assert (self.document.redo_label is not None) == bool(self.future)
        assert self.document.modified == (self.past[-1] != self.saved)


TestDocumentAgainstItsModel = Model.TestCase
TestDocumentAgainstItsModel.settings = settings(
    max_examples=100, stateful_step_count=20, deadline=None, derandomize=True
)
