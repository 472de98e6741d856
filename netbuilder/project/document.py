"""The one mutable thing: which project is current, the ones before and after it, and who wants to hear of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from netbuilder.messages import Message, say
from netbuilder.project.changes import Change, difference
from netbuilder.project.project import Project

Listener = Callable[[Change], None]
KEPT_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """A project in the history and what was done to reach it."""

    project: Project
    label: Message


class Document:
    """The current project with its history. Undo steps back in a list; no inverse edit is ever computed."""

    def __init__(self, project: Project | None = None) -> None:
        self._steps: list[Step] = [Step(project or Project(), say("Open"))]
        self._at = 0
        self._gesture: object = None
        self._saved: Project | None = self.project
        self._modified: bool | None = None
        self._listeners: list[Listener] = []

    @property
    def project(self) -> Project:
        """The current project."""
        return self._steps[self._at].project

    @property
    def modified(self) -> bool:
        """Whether the current project differs from the saved one by value, however it was reached."""
        if self._modified is None:  # compared once for each change, as many ask
            self._modified = self._saved is None or not _equal(self.project, self._saved)
        return self._modified

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back, or None."""
        return self._steps[self._at].label if self._at > 0 else None

    @property
    def redo_label(self) -> Message | None:
        """What redo would do again, or None."""
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every change. Returns the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def edit(self, project: Project, label: Message, gesture: object = None) -> None:
        """Make ``project`` the current one.

        Edits with the same gesture, one right after another, undo as one step. Undo, redo, saving, opening and any
        other edit end a gesture: what comes after them is a step of its own.
        """
        if project is self.project:
            return
        old, step = self.project, Step(project, label)
        del self._steps[self._at + 1 :]
        if gesture is not None and gesture == self._gesture:
            self._steps[self._at] = step
        else:
            self._steps.append(step)
            del self._steps[: max(0, len(self._steps) - 1 - KEPT_STEPS)]
            self._at = len(self._steps) - 1
        self._gesture = gesture
        self._announce(old)

    def take_back(self, gesture: object) -> None:
        """Forget what this gesture has edited, as if it had not begun; nothing where it was not the last to edit."""
        if gesture is not None and gesture == self._gesture:
            old = self.project
            del self._steps[self._at]
            self._at, self._gesture = self._at - 1, None
            self._announce(old)

    def undo(self) -> None:
        """Step back, if there is a step."""
        self._go(self._at - 1)

    def redo(self) -> None:
        """Step forward, if there is a step."""
        self._go(self._at + 1)

    def replace(self, project: Project, *, saved: bool = True) -> None:
        """Open another project: the history starts again. ``saved``: it equals what lies in its file."""
        old = self.project
        self._steps, self._at, self._gesture = [Step(project, say("Open"))], 0, None
        self._saved = project if saved else None
        self._announce(old)

    def mark_saved(self, project: Project | None = None) -> None:
        """The current project (or the one given, if edits came while it was written) is what lies in the file."""
        self._saved, self._gesture, self._modified = project or self.project, None, None

    def _go(self, index: int) -> None:
        self._gesture = None
        if 0 <= index < len(self._steps):
            old, self._at = self.project, index
            self._announce(old)

    def _announce(self, old: Project) -> None:
        self._modified = None
        change = difference(old, self.project)
        for listener in tuple(self._listeners):
            listener(change)


def _equal(one: Project, other: Project) -> bool:
    """Whether both would be saved as the same file: the order of the nodes counts, as it decides the weights drawn."""
    return one is other or (one == other and list(one.graph.nodes) == list(other.graph.nodes))
