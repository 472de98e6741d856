"""Colours and sizes of the window, light and dark, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from netbuilder.layers import Category


@dataclass(frozen=True)
class Theme:
    """A set of colours as ``#rrggbb``. Text on ``window``, ``surface`` and ``raised`` has a contrast of at least 4.5:1.

    Curves and classes use the palette of Okabe and Ito (2008), which colour-blind people can tell apart.
    """

    name: str
    window: str
    surface: str
    raised: str
    hover: str
    canvas: str
    grid: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    danger: str
    warning: str
    good: str
    training: str
    validation: str
    wire: str
    classes: tuple[str, ...]
    categories: Mapping[Category, str]


LIGHT = Theme(
    name="light",
    window="#f3f4f7",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e9edf5",
    canvas="#f8f9fb",
    grid="#e3e7ee",
    border="#d3d9e2",
    text="#1a2230",
    muted="#566072",
    accent="#2a5bd7",
    on_accent="#ffffff",
    danger="#b3261e",
    warning="#8a5600",
    good="#00734f",
    training="#0072b2",
    validation="#d55e00",
    wire="#8792a5",
    classes=(
        "#0072b2",
        "#e69f00",
        "#009e73",
        "#cc79a7",
        "#56b4e9",
        "#d55e00",
        "#8c7b00",
        "#6b6b6b",
        "#8a5ad0",
        "#4b8b3b",
    ),
    categories={
        Category.CORE: "#3d6bdc",
        Category.CONVOLUTION: "#00875f",
        Category.POOLING: "#2f9db5",
        Category.NORMALIZATION: "#a8791a",
        Category.ACTIVATION: "#cf5a17",
        Category.MERGE: "#7a55c7",
        Category.RECURRENT: "#bf4f8f",
        Category.ATTENTION: "#b03a48",
        Category.OPERATIONS: "#5c6b7a",
    },
)

DARK = Theme(
    name="dark",
    window="#15181d",
    surface="#1b1f26",
    raised="#252b34",
    hover="#2c333e",
    canvas="#171a20",
    grid="#232830",
    border="#363e4a",
    text="#e7ebf1",
    muted="#9ba7b8",
    accent="#7aa7ff",
    on_accent="#0c1424",
    danger="#ff8f85",
    warning="#f0b64a",
    good="#4fd1a5",
    training="#56b4e9",
    validation="#f0a33a",
    wire="#6c788b",
    classes=(
        "#56b4e9",
        "#e69f00",
        "#22c08f",
        "#e79ac3",
        "#3d8fd1",
        "#ff7a2f",
        "#d8c93a",
        "#a0a0a0",
        "#b08cf0",
        "#8cc870",
    ),
    categories={
        Category.CORE: "#6f97ff",
        Category.CONVOLUTION: "#35c394",
        Category.POOLING: "#54bdd4",
        Category.NORMALIZATION: "#d9a73c",
        Category.ACTIVATION: "#f58a4b",
        Category.MERGE: "#a887ee",
        Category.RECURRENT: "#e57fb7",
        Category.ATTENTION: "#e8707d",
        Category.OPERATIONS: "#9fb0c0",
    },
)


class Themes(QObject):
    """The theme in force: the system's choice, or the one that the user picked."""

    changed = Signal(object)
    """Theme: every view repaints itself with it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = "system"
        self.theme = self._wanted()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: str) -> None:
        """Use "light", "dark" or the "system" choice."""
        self.choice = choice
        self._follow()

    def _wanted(self) -> Theme:
        if self.choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self.choice == "dark" else LIGHT

    def _follow(self) -> None:
        theme = self._wanted()
        if theme is not self.theme:
            self.theme = theme
            self.changed.emit(theme)
