"""Tab through a window, area by area. Qt would take what is made later, such as the fields of a form, at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

SAME_ROW = 12
"""Widgets whose middles are no farther apart in height, in pixels, stand beside each other."""


def step(window: QWidget, areas: Sequence[QWidget], *, forwards: bool) -> bool:
    """Give the focus to what follows on the widget that has it, or precedes it. Returns False where that is none that
    Tab reaches.

    ``areas``: in the order in which Tab goes through them, in each as the eye does; what is in several belongs to the
    last of them, and what is in none comes at the end.
    """
    groups: dict[QWidget | None, list[QWidget]] = {area: [] for area in (*areas, None)}
    for widget in _stops(window):
        around = (area for area in reversed(areas) if area is widget or area.isAncestorOf(widget))
        groups[next(around, None)].append(widget)
    order = [widget for group in groups.values() for widget in _by_rows(window, group)]
    held = window.focusWidget()
    if held not in order or len(order) < 2:
        return False
    following = order[(order.index(held) + (1 if forwards else -1)) % len(order)]
    following.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(following)
    return True


def chain(*stops: QWidget) -> None:
    """Have Tab go through these widgets of a dialog one after the other, whenever they were made."""
    for stop, following in pairwise(stops):
        QWidget.setTabOrder(stop, following)


def _stops(window: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in a window.

    Not by ``nextInFocusChain``: PySide takes what that gives for a child of the widget that was asked, and lets go of
    living menus and their actions with it.
    """
    for widget in window.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if reached and widget.isEnabled() and widget.isVisibleTo(window) and widget.window() is window:
            yield widget


def _by_rows(window: QWidget, widgets: Sequence[QWidget]) -> list[QWidget]:
    """From the top to the bottom, and from left to right where several stand in a row."""
    middles = {widget: widget.mapTo(window, QPoint(widget.width() // 2, widget.height() // 2)) for widget in widgets}
    rows: list[list[QWidget]] = []
    for widget in sorted(widgets, key=lambda one: middles[one].y()):
        if rows and middles[widget].y() - middles[rows[-1][0]].y() <= SAME_ROW:
            rows[-1].append(widget)
        else:
            rows.append([widget])
    return [widget for row in rows for widget in sorted(row, key=lambda one: middles[one].x())]


def _bring_into_sight(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
