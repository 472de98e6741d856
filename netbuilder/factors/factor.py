"""One overfitting factor on a slider: where it can stand, and the edit that puts it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from netbuilder.messages import Message, say
from netbuilder.project.project import Project

Value = int | float | None


@dataclass(frozen=True)
class Factor:
    """One factor in one project, ``base``. ``values``: where it can stand, rising; ``at``: its place among them.

    ``load_weights`` makes the project with another value of one that has the drawing and the data of ``base``.
    ``why_not``: the reason, where there is nothing to move; ``values`` are then those that there are, or none.
    """

    name: str
    title: Message
    help: Message
    base: Project
    values: tuple[Value, ...] = ()
    at: int = 0
    put: Callable[[Project, Any], Project] | None = None
    said: Callable[[Any, Project], Message] | None = None
    why_not: Message | None = None

    def project(self, place: int, base: Project | None = None) -> Project:
        """``base`` with the factor at this place; where it stands already, ``base`` itself.

        Without one, of the project that the factor was found in. Raises UserError where the drawing cannot be so.
        """
        base = base or self.base
        if place == self.at or self.put is None:
            return base
        return self.put(base, self.values[place])

    def words(self, place: int, project: Project) -> Message:
        """What stands beside the slider at this place. ``project``: what ``project`` gives for it."""
        return self.said(self.values[place], project) if self.said else say("–")


def with_current_value(values: Iterable[int | float], value: int | float) -> tuple[tuple[Value, ...], int]:
    """The values with the one at which it stands among them, and its place."""
    places = tuple(sorted({*values, value}))
    return places, places.index(value)
