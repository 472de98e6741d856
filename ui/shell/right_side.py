"""The right side of the window: the inspector, and beneath it the problems, on one line until somebody asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.project.problems_panel import ProblemsPanel

LIST_HEIGHT, MAX_SHARE = 160, 0.42
"""The height that the list takes when the first problem comes, in pixels and at most of the whole."""
UNBOUNDED = 16_777_215
"""Qt's own word for a height without a limit."""


class RightSide(QSplitter):
    """Says on one line how many problems there are, so that a drawing can be drawn in peace.

    The list is given room by a click on that line, or by ``tell``, and gives it back once the last problem has gone.
    """

    def __init__(self, inspector: QWidget, problems: ProblemsPanel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent, childrenCollapsible=False)
        self._problems = problems
        self.heading = QPushButton()
        self.heading.setCheckable(True)
        self.heading.setFlat(True)
        self.heading.setObjectName("heading")
        self.heading.setToolTip(self.tr("Show or hide the list of problems"))
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
        self.heading.toggled.connect(self._unfold)
        problems.counted.connect(self._follow)
        problems.fold(True)
        self._follow(problems.count)

    def tell(self) -> None:
        """Somebody needs to know what is wrong now: show the list, if there is anything on it."""
        if self._problems.count:
            self.heading.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The one line may have become two."""
        super().resizeEvent(event)
        self._bound()

    def _follow(self, count: int) -> None:
        self.heading.setText(self.tr("Problems ({count})").format(count=count))
        self.heading.setVisible(count > 0)
        if not count:
            self.heading.setChecked(False)
        self._bound()

    def _unfold(self, unfolded: bool) -> None:
        self._problems.fold(not unfolded)
        self._bound()
        if unfolded:
            self._share(self._wanted or min(LIST_HEIGHT, round(MAX_SHARE * sum(self.sizes()))))

    def _bound(self) -> None:
        """One line has its own height; the list has what the user gives it."""
        if not self._problems.count:
            line = self._problems.empty.heightForWidth(self.width())
        else:
            line = 0 if self.heading.isChecked() else self.heading.sizeHint().height()
        self._lower.setMinimumHeight(line)
        self._lower.setMaximumHeight(line or UNBOUNDED)
        if line:
            self._share(line)

    def _share(self, lower: int) -> None:
        self.setSizes([sum(self.sizes()) - lower, lower])

    def _remember(self) -> None:
        """The user has chosen a height: it is the list's from now on."""
        if self.heading.isChecked():
            self._wanted = self.sizes()[1]
