"""What the program is, its version, and what it stands on."""

from __future__ import annotations

import sys
from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import netbuilder
from ui.theme import icons

PARTS = ("PySide6_Essentials", "pyqtgraph", "torch", "scikit-learn", "numpy", "polars")


class AboutDialog(QDialog):
    """Closes with Esc or its button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About NetBuilder"))
        picture = QLabel(self)
        picture.setPixmap(icons.program_icon().pixmap(72, 72))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = QLabel(self.tr("NetBuilder {version}").format(version=netbuilder.__version__), self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        title.setFont(font)
        words = QLabel(
            self.tr("Draw a neural network, watch it learn, watch it overfit, leave with code."), self, wordWrap=True
        )
        parts = QLabel(_parts(), self)
        parts.setObjectName("muted")
        parts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout()
        for label in (title, words, parts):
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(picture)
        row.addLayout(column, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 20, 22, 16)
        whole.setSpacing(16)
        whole.addLayout(row)
        whole.addWidget(buttons)


def _parts() -> str:
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    return "\n".join((python, *(f"{name.replace('_', '-')} {version(name)}" for name in PARTS)))
