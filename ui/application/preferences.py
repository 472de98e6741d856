"""What the program remembers from one start to the next: the window, recent files, the theme, the last project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

RECENT = 10
"""So many recent files are kept."""


def config_folder() -> Path:
    """Where the settings lie."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)) / "netbuilder"


def data_folder() -> Path:
    """Where recovery files, and the runs of projects without a file, lie."""
    return (
        Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation))
        / "netbuilder"
        / "data"
    )


class Preferences:
    """The remembered values, in an ini file. What cannot be read there counts as not remembered."""

    def __init__(self, file: Path | None = None) -> None:
        self._values = QSettings(str(_ordinary(file or config_folder() / "window.ini")), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        choice = str(self._values.value("theme", "system"))
        return choice if choice in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._values.setValue("theme", choice)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened or saved, the latest first."""
        kept = self._values.value("recent", [])
        names = kept if isinstance(kept, list) else [kept] if isinstance(kept, str) else []  # of one, Qt keeps the text
        return tuple(Path(name) for name in names)

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        files = [path, *(other for other in self.recent if other != path)]
        self._values.setValue("recent", [str(file) for file in files[:RECENT]])

    def forget(self, path: Path) -> None:
        """Take a file out of the recent ones."""
        self._values.setValue("recent", [str(other) for other in self.recent if other != path])

    def forget_all(self) -> None:
        """Empty the list of recent files."""
        self._values.setValue("recent", [])

    @property
    def last(self) -> Path | None:
        """The project that was open last, even if the program was killed then; None where it had no file."""
        name = str(self._values.value("last", ""))
        return Path(name) if name else None

    @last.setter
    def last(self, path: Path | None) -> None:
        self._values.setValue("last", str(path) if path else "")

    @property
    def first_start(self) -> bool:
        """Whether the program has never shown a project before."""
        return not self._values.contains("last")

    def bytes(self, name: str) -> QByteArray:
        """A kept state of Qt's own, empty where none is kept."""
        value = self._values.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, state: QByteArray) -> None:
        """Keep a state of Qt's own, such as the geometry of the window."""
        self._values.setValue(name, state)

    def sync(self) -> None:
        """Write everything now."""
        self._values.sync()


def _ordinary(file: Path) -> Path:
    """The file, or one beside it where Qt would wait for what has its name: a pipe, or a device. A link is followed, as
    some keep their settings elsewhere."""
    return file if file.is_file() or not file.exists() else file.with_name(f"{file.stem}-1{file.suffix}")
