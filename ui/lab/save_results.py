"""What was measured as files: the board as a picture of dots or of lines, the figures as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyqtgraph
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView, QWidget

from netbuilder.files.atomic import write_atomically
from ui.charts import chart_files
from ui.lab.findings import Findings

SUFFIXES = {"png": ".png", "svg": ".svg", "csv": ".csv", "epochs": ".csv"}


def save(path: Path, what: str, findings: Findings, board: QWidget) -> None:
    """Write one of ``SUFFIXES``, whole or not at all. Raises FileError where the disk refuses."""

    def paint(painter: QPainter) -> None:
        painter.fillRect(board.rect(), board.palette().window().color())
        with _drawn_again(board):
            board.render(painter, QPoint())

    contents: dict[str, Callable[[], bytes]] = {
        "png": lambda: chart_files.png(board.size(), paint),
        "svg": lambda: chart_files.svg(board.size(), paint, board.accessibleName()),
        "csv": lambda: findings.report().settings_csv().encode(),
        "epochs": lambda: findings.report().per_epoch_csv().encode(),
    }
    write_atomically(path, contents[what]())


@contextmanager
def _drawn_again(board: QWidget) -> Iterator[None]:
    """Have everything drawn by itself: on the screen points are copied from one image, which a drawing of lines cuts,
    and the grounds are images too."""
    views = board.findChildren(pyqtgraph.GraphicsView)
    points = [item for view in views for item in view.scene().items() if isinstance(item, pyqtgraph.ScatterPlotItem)]
    kept = [view.cacheMode() for view in views]
    for view in views:
        view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
    for item in points:
        item.setExportMode(True)
    try:
        yield
    finally:
        for item in points:
            item.setExportMode(False)
        for view, mode in zip(views, kept, strict=True):
            view.setCacheMode(mode)
