"""What was measured as files: the board as a picture of dots or of lines, the figures as tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from netbuilder.files.atomic import write_atomically
from ui.lab.findings import Findings
from ui.panels.saving import SHARPNESS

SUFFIXES = {"png": ".png", "svg": ".svg", "csv": ".csv", "epochs": ".csv"}


def save(path: Path, what: str, findings: Findings, board: QWidget) -> None:
    """Write one of ``SUFFIXES``, whole or not at all. Raises FileError where the disk refuses."""
    contents: dict[str, Callable[[], bytes]] = {
        "png": lambda: _png(board),
        "svg": lambda: _svg(board),
        "csv": lambda: findings.report().settings_csv().encode(),
        "epochs": lambda: findings.report().per_epoch_csv().encode(),
    }
    write_atomically(path, contents[what]())


def _png(board: QWidget) -> bytes:
    image = QImage(board.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(_ground(board))
    board.render(image)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def _svg(board: QWidget) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    generator = QSvgGenerator()
    buffer = QBuffer(content)
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(board.width(), board.height()))
    generator.setViewBox(board.rect())
    generator.setTitle(board.accessibleName())
    painter = QPainter(generator)
    painter.fillRect(board.rect(), _ground(board))
    board.render(painter, QPoint())
    painter.end()
    return bytes(content.data())


def _ground(board: QWidget) -> QColor:
    return board.palette().window().color()
