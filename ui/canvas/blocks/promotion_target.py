"""Where a parameter is dropped to promote it: a place at the edge of the canvas, seen while one is dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from netbuilder.graph.blocks import Target
from netbuilder.graph.graph import NodeId
from netbuilder.project.block_definitions import promoted_as
from ui.canvas.items.painting import mixed
from ui.language.text import translated
from ui.project.bridge import PARAMETER_MIME, Bridge
from ui.theme.themes import Themes

WIDTH, MARGIN = 176, 12


class PromotionTarget(QLabel):
    """Takes what ``Bridge.parameter_dragged`` tells of, and says beforehand what follows from dropping it here.

    ``top``: the height in pixels at the upper edge that something else covers.
    """

    def __init__(
        self,
        bridge: Bridge,
        themes: Themes,
        promote: Callable[[NodeId, str], None],
        top: Callable[[], int],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._bridge, self._themes, self._promote, self._top, self._over = bridge, themes, promote, top, over
        self._target: Target | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAcceptDrops(True)
        self.hide()
        bridge.parameter_dragged.connect(self._show_for)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Stand out: it would be taken."""
        if self._target is not None and not self._taken and event.mimeData().hasFormat(PARAMETER_MIME):
            self._wear(strength=0.24)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was carried on."""
        self._wear()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let each use set it."""
        if self._target is not None:
            self._promote(*self._target)
            event.acceptProposedAction()

    @property
    def _taken(self) -> bool:
        """Whether each use sets it already."""
        block = self._bridge.level.block
        return block is None or self._target is None or promoted_as(block, self._target) is not None

    def _show_for(self, target: Target | None) -> None:
        block = self._bridge.level.block
        self._target = target if block is not None else None
        if self._target is None or block is None:
            self.hide()
            return
        node, name = self._target
        layer = self._bridge.level.project.graph.nodes[node].layer
        labels = {parameter.name: translated(parameter.label) for parameter in layer.parameters_declared()}
        text = self.tr("Drop {parameter} here: each use of “{block}” can then have its own.")
        if self._taken:
            text = self.tr("Each use of “{block}” can have its own {parameter} already.")
        self.setText(text.format(parameter=labels.get(name, name), block=block.name))
        self._wear()
        top = self._top() + MARGIN
        self.setGeometry(self._over.width() - WIDTH - MARGIN, top, WIDTH, self._over.height() - top - MARGIN)
        self.show()
        self.raise_()

    def _wear(self, strength: float = 0.1) -> None:
        theme = self._themes.theme
        ground = mixed(theme.raised, theme.accent, strength).name()
        self.setStyleSheet(
            f"background: {ground}; color: {theme.text}; border: 2px dashed {theme.accent}; border-radius: 8px;"
            " padding: 12px;"
        )
