"""What was measured as files: the board as a picture of dots or of lines, the figures as tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from netbuilder.files.atomic import write_atomically
from ui.lab.findings import Findings
from ui.panels import saving

SUFFIXES = {"png": ".png", "svg": ".svg", "csv": ".csv", "epochs": ".csv"}


def save(path: Path, what: str, findings: Findings, board: QWidget) -> None:
    """Write one of ``SUFFIXES``, whole or not at all. Raises FileError where the disk refuses."""

    def paint(painter: QPainter) -> None:
        painter.fillRect(board.rect(), board.palette().window().color())
        board.render(painter, QPoint())

    contents: dict[str, Callable[[], bytes]] = {
        "png": lambda: saving.png(board.size(), paint),
        "svg": lambda: saving.svg(board.size(), paint, board.accessibleName()),
        "csv": lambda: findings.report().settings_csv().encode(),
        "epochs": lambda: findings.report().per_epoch_csv().encode(),
    }
    write_atomically(path, contents[what]())
