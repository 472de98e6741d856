"""The right side of the window: the inspector, and beneath it the problems, on one line while there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from ui.project.problems_panel import ProblemsPanel

LIST_HEIGHT, MAX_SHARE = 160, 0.42
"""The height that the list takes when the first problem comes, in pixels and at most of the whole."""
UNBOUNDED = 16_777_215
"""Qt's own word for a height without a limit."""


class RightSide(QSplitter):
    """Gives the list its room when a problem comes, and takes it back for the inspector when the last one has gone."""

    def __init__(self, inspector: QWidget, problems: ProblemsPanel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent, childrenCollapsible=False)
        self._problems = problems
        self.heading = QLabel()
        self.heading.setObjectName("heading")
        self._lower = QWidget()
        self._wanted: int | None = None
        column = QVBoxLayout(self._lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(problems, 1)
        self.addWidget(inspector)
        self.addWidget(self._lower)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._remember)
        problems.counted.connect(self._follow)
        self._follow(problems.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The one line may have become two."""
        super().resizeEvent(event)
        self._bound()

    def _follow(self, count: int) -> None:
        self.heading.setText(self.tr("Problems ({count})").format(count=count))
        self.heading.setVisible(count > 0)
        collapsed = self._lower.maximumHeight() != UNBOUNDED
        self._bound()
        if count and collapsed:
            self._share(self._wanted or min(LIST_HEIGHT, round(MAX_SHARE * sum(self.sizes()))))

    def _bound(self) -> None:
        line = 0 if self._problems.count else self._problems.empty.heightForWidth(self.width())
        self._lower.setMinimumHeight(line)
        self._lower.setMaximumHeight(line or UNBOUNDED)
        if line:
            self._share(line)

    def _share(self, lower: int) -> None:
        self.setSizes([sum(self.sizes()) - lower, lower])

    def _remember(self) -> None:
        """The user has chosen a height: it is the list's from now on."""
        if self._problems.count:
            self._wanted = self.sizes()[1]
