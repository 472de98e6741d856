"""SVG drawn as PNG, for the command line: by Qt without a display, in a process of its own, which may fail alone."""

from __future__ import annotations

import os
import subprocess
import sys

from netbuilder.errors import DisplayError


def png(svg: bytes) -> bytes:
    """The picture as a PNG file. Raises DisplayError where Qt cannot draw here."""
    command = [sys.executable, "-m", __name__]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, input=svg, capture_output=True, env=environment, check=False)  # noqa: S603  ourselves
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [str(done.returncode)]
        raise DisplayError("Qt cannot draw it here ({reason}).", reason=said[-1])
    return done.stdout


def drawn(svg: bytes) -> bytes:
    """The picture as a PNG file, drawn in this process."""
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtSvg import QSvgRenderer

    from ui.charts import chart_files
    from ui.theme import fonts

    application = QGuiApplication(["netbuilder"])
    fonts.install(application)
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    found = chart_files.png(size, lambda painter: renderer.render(painter, QRectF(0, 0, size.width(), size.height())))
    del application
    return found


if __name__ == "__main__":
    sys.stdout.buffer.write(drawn(sys.stdin.buffer.read()))
