"""What is known of the open project's data: at once where that is quick, else read on a thread beside the window."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from netbuilder.data.base import DataCategory, Note, Signature
from netbuilder.data.notes import notes_of_refused
from netbuilder.data.settings import DataSettings
from netbuilder.data.split_check import known_data
from netbuilder.errors import UserError
from netbuilder.messages import Message, say
from ui.forms.preview_rows import LARGEST
from ui.threads.background_work import BackgroundWork

AT_ONCE = 0.05
"""Seconds that the window waits for a file. Most are read by then, and nobody sees that they were waited for."""
READING = say("The data are still being read. Wait a moment.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file or a generator says of itself before its rows are made. ``notes``: of data that cannot be used."""

    settings: DataSettings
    signature: Signature | None = None
    problem: Message | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """What is wrong with the rows of these settings, and to be said of them, as far as only loading them can tell."""

    settings: DataSettings
    stamp: tuple[object, ...] | None
    problem: Message | None
    notes: tuple[Note, ...] = ()


class KnownData(QObject):
    """Follows the data settings (``read``). Files are read on a thread of their own; the last one asked for counts."""

    told = Signal()
    """Something else is known than before, though the settings are the same."""
    looked = Signal()
    """Somebody has looked at the rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reading = False
        self._facts = Facts(DataSettings())
        self._stamp: tuple[object, ...] | None = None
        self._rows: Rows | None = None
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._learn)

    @property
    def signature(self) -> Signature | None:
        """Shapes and kind of the data; None where they are not known."""
        return self._facts.signature

    @property
    def problem(self) -> Message | None:
        """What keeps the data from being used. What the rows of the settings before were found to lack is held against
        them until theirs are looked at, so that a sentence does not come and go with every key."""
        return self._facts.problem or (self._rows.problem if self._rows is not None else None)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be said of data that cannot be used; else of the rows of these very settings, once they were
        looked at."""
        if self._facts.problem is not None:
            return self._facts.notes
        known = self._rows is not None and self._rows.settings == self._facts.settings
        return self._rows.notes if self._rows is not None and known else ()

    @property
    def to_load(self) -> bool:
        """Whether the data could be used, for all that is known, and nobody has looked at the rows yet. Rows too many
        for a preview are left to the training."""
        signature = self.signature
        if signature is None or self._facts.problem is not None:
            return False
        if signature.rows * math.prod(signature.features) > LARGEST:
            return False
        return self._rows is None or (self._rows.settings, self._rows.stamp) != (self._facts.settings, self._stamp)

    @property
    def awaited(self) -> bool:
        """Whether the rows of a file are still to be looked at, which other settings have not been either."""
        if not self.to_load or self._facts.settings.dataset.category is not DataCategory.OWN:
            return False
        return self._rows is None or self._rows.settings.dataset != self._facts.settings.dataset

    def read(self, settings: DataSettings) -> None:
        """Find out about these data. ``told`` follows where it takes longer than a moment."""
        if self._rows is not None and type(self._rows.settings.dataset) is not type(settings.dataset):
            self._rows = None
        self._stamp = _stamp(settings)
        self.reading = settings.dataset.category is DataCategory.OWN
        if not self.reading:
            self._facts = facts(settings)
            return
        self._facts = Facts(settings, problem=READING)
        self._background.ask(lambda: facts(settings))
        with QSignalBlocker(self):
            self._background.wait(AT_ONCE)

    def learn_rows(self, settings: DataSettings, problem: Message | None, notes: tuple[Note, ...] = ()) -> None:
        """Loading the rows of these settings has told this; of no interest any more if there are others now."""
        if settings == self._facts.settings and not self.reading:
            before = self.problem, self.notes
            self._rows = Rows(settings, self._stamp, problem, notes)
            self.looked.emit()
            if (self.problem, self.notes) != before:
                self.told.emit()

    def refresh(self) -> None:
        """Read again a file that is another by now, and forget what was said of rows that nobody has looked at."""
        if self.to_load or _stamp(self._facts.settings) != self._stamp:
            before, self._rows = (self.signature, self.problem), None
            self.read(self._facts.settings)
            if (self.signature, self.problem) != before:
                self.told.emit()

    def _learn(self, found: object) -> None:
        """The thread has read. Not of interest any more where other data are chosen by now."""
        if isinstance(found, Facts) and self.reading and found.settings == self._facts.settings:
            self.reading, self._facts = False, found
            self.told.emit()


def facts(settings: DataSettings) -> Facts:
    """What is known of data before they are loaded. A large file takes seconds."""
    signature, problem = known_data(settings)
    return Facts(settings, signature, problem, notes_of_refused(settings.dataset) if problem is not None else ())


def _stamp(settings: DataSettings) -> tuple[object, ...] | None:
    """What tells a file from the same file changed; None where there is none."""
    try:
        return settings.dataset.stamp()
    except UserError:
        return None
