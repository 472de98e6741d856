"""A line of values that is said more shortly where there is less room, and not at all rather than cut."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class AdaptiveLabel(QLabel):
    """Shows the longest of several forms of one text that fits, or none; the whole text is in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: tuple[str, ...] = ("",)
        self.setProperty("role", "value")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, *forms: str) -> None:
        """Show one of these, the longest first."""
        self._forms = forms
        self.setToolTip(forms[0])
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another form."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        room = self.contentsRect().width()
        fitting = (form for form in self._forms if self.fontMetrics().horizontalAdvance(form) <= room)
        self.setText(next(fitting, ""))
