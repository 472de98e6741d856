"""What an export gives: the content of one or several files, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from netbuilder.files.atomic import write_atomically
from netbuilder.messages import Message
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.backends.torch.weights import Weights
    from netbuilder.data.pipeline import Prepared

Kind = Literal["script", "notebook", "markup", "picture", "tensors"]
"""How a file is looked at: as Python, as cells, as other text, as a picture, as a list of what is in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The weights of a kept run at one of its epochs; ``project`` and ``prepared`` are what they were trained with,
    ``difference`` what of it is another in the project as it is now."""

    run: int
    epoch: int
    project: Project
    weights: Weights
    prepared: Prepared
    difference: Message | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is exported. ``folder``: where the file will lie, None where that is not known yet; ``stem``: its name
    without the suffix; ``kept``: the weights to write, None for those that training starts from; ``words``: sentences
    in the user's language; ``given_up``: asked now and then, whether nobody waits for it any more."""

    project: Project
    folder: Path | None = None
    stem: str = "network"
    kept: Kept | None = None
    words: Callable[[Message], str] = str
    given_up: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Artifact:
    """``content``: of the file that was asked for; ``beside``: of files of the same name with other suffixes;
    ``facts``: what is in the file, each with its words; ``notes``: what its user should know."""

    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    facts: tuple[tuple[Message, str], ...] = ()
    notes: tuple[Message, ...] = ()

    def write(self, path: Path) -> list[Path]:
        """Write all files, and give their paths, what was asked for first. Raises FileError."""
        files = {path: self.content, **{path.with_suffix(suffix): content for suffix, content in self.beside.items()}}
        for file, content in files.items():
            write_atomically(file, content)
        return list(files)


@dataclass(frozen=True, slots=True)
class Format:
    """One thing that a project can be exported as.

    ``kind``: how it is looked at; ``weights``: whether it never holds those of a kept run, may hold them, or always
    does; ``placed``: whether it says where other files lie, so that it is another in each folder and under each name;
    ``textual``: whether the file is text.
    """

    name: str
    title: str
    suffix: str
    kind: Kind
    make: Callable[[Request], Artifact]
    weights: Literal["never", "maybe", "always"] = "never"
    placed: bool = False
    textual: bool = True
