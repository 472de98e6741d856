"""Pictures as small files: what is seen in a window needs few colours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

COLOURS = 256
STEP = 8
"""Colours that differ by less than so much in each of red, green and blue are taken for one at first."""


def write(image: QImage, path: Path) -> Path:
    """Write a PNG with at most 256 colours, those that are nearest to all in the picture. Raises OSError."""
    if not _indexed(image).save(str(path), "PNG", 0):  # type: ignore[call-overload]
        raise OSError(f"{path} could not be written")
    return path


def _indexed(image: QImage) -> QImage:
    import numpy
    from sklearn.cluster import KMeans

    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(image.height(), image.width(), 4)[..., :3]
    found, places, counts = numpy.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    if len(found) > COLOURS:
        means = KMeans(COLOURS, n_init=1, max_iter=10, random_state=0).fit(found, sample_weight=counts**0.5)
        found, places = means.cluster_centers_.round().astype(numpy.uint8), means.labels_[places]
    rows = numpy.zeros((image.height(), (image.width() + 3) // 4 * 4), numpy.uint8)  # Qt wants rows of whole words
    rows[:, : image.width()] = places.reshape(image.height(), image.width())
    made = QImage(rows.tobytes(), image.width(), image.height(), rows.shape[1], QImage.Format.Format_Indexed8)
    made.setColorTable([0xFF000000 | int(red) << 16 | int(green) << 8 | int(blue) for blue, green, red in found])
    return made.copy()
