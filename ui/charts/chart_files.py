"""Curves as files: a picture of dots, a picture of lines, or the numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter

from netbuilder.pictures.svg_text import FAMILIES
from netbuilder.training.history import EpochRecord
from ui.theme import fonts

COLUMNS = ("epoch", "train_loss", "validation_loss", "train_metric", "validation_metric", "seconds", "learning_rate")
SHARPNESS = 2.0
"""Dots of a saved picture for each dot on the screen."""
Paint = Callable[[QPainter], None]


def png(size: QSize, paint: Paint) -> bytes:
    """The picture, twice as sharp as on the screen."""
    image = QImage(size * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def svg(size: QSize, paint: Paint, title: str) -> bytes:
    """The same as lines and text, for print."""
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))  # text as on the screen
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setTitle(title)
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    ours, everywhere = (f'font-family="{names}"'.encode() for names in (",".join(fonts.TEXT), FAMILIES))
    return bytes(content.data()).replace(ours, everywhere)


def table(runs: Iterable[tuple[str, list[EpochRecord]]]) -> bytes:
    """The numbers as CSV, one line for each epoch of each run, with all the digits that they have."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("run", *COLUMNS))
    for run, records in runs:
        writer.writerows([run, *(getattr(record, name) for name in COLUMNS)] for record in records)
    return text.getvalue().encode()
