"""Errors meant for the user at the screen: what was expected, what was met, and what to do.

Like ``say``, the literal first argument of each constructor is collected into the translation catalogue.
"""

from __future__ import annotations

from typing import Any

from netbuilder.messages import Message, say


class UserError(Exception):
    """Something the user can act on. ``message`` is the sentence to show."""

    def __init__(self, template: str, /, **values: Any) -> None:
        self.message: Message = say(template, **values)
        super().__init__(template, values)

    def __str__(self) -> str:
        return str(self.message)


class EditError(UserError):
    """An edit of the drawing was refused: a loop, an occupied port, a node that is not there."""


class FileError(UserError):
    """A file cannot be read, written or understood."""


class MissingFileError(FileError):
    """There is no such file."""


class DataError(UserError):
    """The data cannot be loaded, or do not fit what is asked of them."""


class ProjectError(UserError):
    """The project cannot be built, trained or exported as it stands."""


class ExportError(ProjectError):
    """A framework cannot express what is drawn."""


class TrainingError(UserError):
    """Training cannot start or cannot go on."""


class DisplayError(UserError):
    """No window can be shown, for there is nothing to show it on."""


class DeviceError(TrainingError):
    """The chosen device is not there."""
