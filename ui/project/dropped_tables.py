"""A table that is dropped on the window: read beside it, then taken as the project's data, if it is one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from netbuilder.data.tables.file_kinds import table_file
from netbuilder.data.tables.user_tables import TableFile
from netbuilder.messages import Message, say
from netbuilder.project import edits
from ui.project.bridge import Bridge
from ui.threads.background_work import BackgroundWork


class DroppedTables(QObject):
    """Takes one at a time. What cannot be read as a table is refused through the bridge, and the data stay."""

    taken = Signal(str)
    """The data are those of this file now."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._wanted: TableFile | None = None
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._answer)

    @property
    def busy(self) -> bool:
        """Whether a table is still being read."""
        return self._background.busy

    def take(self, path: Path) -> None:
        """Make this file the data, once it has been read."""
        self._wanted = wanted = table_file(path)
        if wanted is not None:
            self._background.ask(wanted.whole)

    def forget(self) -> None:
        """Another project is open: it keeps its own data."""
        self._wanted = None

    def _answer(self, answer: object) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if isinstance(answer, Message):
            self._bridge.refused.emit(answer)
            return
        project = self._bridge.project
        if not _same_file(project.data.dataset, wanted):  # which keeps what was chosen of its columns
            self._bridge.edit(edits.set_dataset(project, wanted), say("Choose data"))
        self.taken.emit(Path(wanted.path).name)


def _same_file(present: object, wanted: TableFile) -> bool:
    return isinstance(present, type(wanted)) and present.path == wanted.path
