"""The application that windows of a benchmark belong to."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The one of this process; made where there is none yet."""
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else QApplication([])
