"""What a hand does in the window, counted, and where it finds the ports of a card."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.canvas.items.node_item import NodeItem
from ui.canvas.wire_targets import Socket

Key, Keys, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton


def place(card: NodeItem, port: int | str = 0, *, output: bool = False) -> QPointF:
    """The middle of a port in the scene: by its name, or by its number among those of its kind.

    The number after the last stands for the input that the layer would get if it grew.
    """
    if isinstance(port, str):
        return card.port_point(Socket(port, output=output))
    found = [socket for socket in card.sockets if socket.output == output]
    return card.port_point(found[port] if port < len(found) else Socket("the next", output=output))


class Hands:
    """Strokes of keys and clicks of the mouse, counted: a chord is one stroke, a double click two clicks, and what is
    dragged is pressed and let go."""

    def __init__(self) -> None:
        self.keys = self.clicks = 0

    @property
    def count(self) -> int:
        return self.keys + self.clicks

    def holder(self) -> QWidget:
        """What has the keys, once the program has done what was asked of it before."""
        QApplication.processEvents()
        found = QApplication.activePopupWidget() or QApplication.activeWindow()
        assert found is not None
        return found.focusWidget() or found

    def key(self, key: Key, keys: Keys = Keys.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(self.holder(), key, keys)

    def type(self, text: str) -> None:
        for letter in text:
            self.keys += 1
            QTest.keyClick(self.holder(), letter)

    def click(self, widget: QWidget, at: QPoint, button: Button = Button.LeftButton) -> None:
        self.clicks += 1
        QTest.mouseClick(widget, button, Keys.NoModifier, at)

    def double_click(self, widget: QWidget, at: QPoint) -> None:
        self.clicks += 2
        QTest.mouseClick(widget, Button.LeftButton, Keys.NoModifier, at)
        QTest.mouseDClick(widget, Button.LeftButton, Keys.NoModifier, at)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        self.clicks += 2
        QTest.mousePress(widget, Button.LeftButton, Keys.NoModifier, start)
        QTest.mouseMove(widget, (start + end) / 2)
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, Button.LeftButton, Keys.NoModifier, end)
