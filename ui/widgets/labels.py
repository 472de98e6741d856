"""Small parts that several panels share: labels by role, sentences with an icon, and what an empty panel says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from netbuilder.shapes.check_result import Severity
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes

MARGIN = 12
GAP = 8
ICON_SIZE = 16
CAPTION = "Learning-rate decay"
"""The longest caption of the forms: it stands on one line, and a longer translation on two."""


def label(role: str, text: str = "") -> QLabel:
    """A label that wraps and looks as its role says."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setIndent(0)  # otherwise a padding in the style sheet moves the text aside
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def caption(text: str, field: QWidget) -> QLabel:
    """The label of a row: as wide as those of all other forms, so that their fields stand in one column."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setBuddy(field)
    made.setFixedWidth(made.fontMetrics().horizontalAdvance(CAPTION))
    return made


def colour_of(severity: Severity, theme: Theme) -> str:
    """The colour in which a problem of this severity is marked. Words always go with it."""
    return theme.danger if severity is Severity.ERROR else theme.warning


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet looks at, and have the widget drawn again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def scrolled(content: QWidget | None = None) -> QScrollArea:
    """The content, which may follow later, in a frame that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if content is not None:
        area.setWidget(content)
    return area


def column(widget: QWidget, *, margin: int = MARGIN, gap: int = GAP) -> QVBoxLayout:
    """A vertical layout on the widget with the panel's margins."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


class Sentence(QWidget):
    """A sentence about something wrong, with an icon before it. Hidden while there is none."""

    def __init__(self, themes: Themes, severity: Severity = Severity.ERROR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._severity = themes, severity
        self._icon, self._text = QLabel(), label(severity.value)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self._draw()
        themes.changed.connect(self._draw)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty where there is none."""
        return self._text.text()

    def say(self, text: str, severity: Severity | None = None) -> None:
        """Show this sentence; an empty one hides the widget."""
        if severity is not None and severity is not self._severity:
            self._severity = severity
            restyle(self._text, "role", severity.value)
            self._draw()
        self._text.setText(text)
        self.setVisible(bool(text))

    def _draw(self) -> None:
        tint = colour_of(self._severity, self._themes.theme)
        self._icon.setPixmap(icon(self._severity.value, tint).pixmap(ICON_SIZE, ICON_SIZE))


class Empty(QWidget):
    """What a panel shows while it has nothing: a quiet icon and a sentence that says what to do next."""

    def __init__(self, themes: Themes, icon_name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._name = themes, icon_name
        self._icon, self.words = QLabel(), label("empty", text)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = column(self, margin=20, gap=10)
        box.addStretch(1)
        box.addWidget(self._icon)
        box.addWidget(self.words)
        box.addStretch(1)
        self._draw()
        themes.changed.connect(self._draw)

    def say(self, text: str, icon_name: str) -> None:
        """Say something else from now on, beneath the icon that goes with it."""
        self._name = icon_name
        self.words.setText(text)
        self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(icon(self._name, self._themes.theme.muted).pixmap(32, 32))
