"""The curves as files: a picture of dots, a picture of lines, or the numbers."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QGraphicsView

from netbuilder.training.history import EpochRecord

COLUMNS = ("epoch", "train_loss", "validation_loss", "train_metric", "validation_metric", "seconds", "learning_rate")
SHARPNESS = 2.0
"""Dots of a saved picture for each dot on the screen."""


def png(view: QGraphicsView) -> bytes:
    """The picture of a view, twice as sharp as on the screen."""
    image = QImage(view.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    image.fill(view.backgroundBrush().color())
    view.render(painter, QRectF(0, 0, view.width(), view.height()), view.viewport().rect())
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def svg(view: QGraphicsView, title: str) -> bytes:
    """The same as lines and letters, for print."""
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(view.width(), view.height()))
    generator.setViewBox(view.viewport().rect())
    generator.setTitle(title)
    painter = QPainter(generator)
    painter.fillRect(view.viewport().rect(), view.backgroundBrush())
    view.render(painter, QRectF(0, 0, view.width(), view.height()), view.viewport().rect())
    painter.end()
    return bytes(content.data())


def table(records: list[EpochRecord]) -> bytes:
    """The numbers as CSV, one line an epoch, with all the digits that they have."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(record, name) for name in COLUMNS] for record in records)
    return text.getvalue().encode()
