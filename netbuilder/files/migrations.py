"""Older project files, made current: one small function from document to document for each step of the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netbuilder.errors import FileError

Document = dict[str, Any]
Step = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one version to the next, and why the format changed."""

    step: Step
    reason: str


class Migrations:
    """The steps by the version they start from. The current version follows from how many there are."""

    def __init__(self) -> None:
        self._steps: dict[int, Migration] = {}

    @property
    def current(self) -> int:
        """The version that is written."""
        return 1 + len(self._steps)

    def migration(self, version: int, reason: str) -> Callable[[Step], Step]:
        """Declare the step from ``version`` to the next one. Raises ValueError where it leaves a gap or repeats one."""
        if version != self.current:
            raise ValueError(f"the next migration starts from version {self.current}, not {version}")

        def declare(step: Step) -> Step:
            self._steps[version] = Migration(step, reason)
            return step

        return declare

    def migrate(self, document: Document, version: int) -> Document:
        """The document in the current version. Raises FileError where it does not hold what its version promises."""
        for number in range(version, self.current):
            migration = self._steps[number]
            try:
                document = migration.step(document)
            except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
                raise FileError(
                    "it calls itself version {version} of the format, but cannot be brought up to date ({reason}).",
                    version=number,
                    reason=migration.reason,
                ) from error
        return document


PROJECT = Migrations()
"""The steps of the project file. Add the next one below with ``@PROJECT.migration(1, "why the format changed")``."""
