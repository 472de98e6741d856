"""The menu of actions that lay cards: arranged, aligned, distributed."""

from __future__ import annotations

from collections.abc import Callable

from ui.language.text import QT_TRANSLATE_NOOP
from ui.shell.action_rows import Menu, Row
from ui.shell.window_base import WindowBase


def _drawn(window: WindowBase) -> bool:
    return bool(window.bridge.level.project.graph.nodes)


def _several(least: int) -> Callable[[WindowBase], bool]:
    return lambda window: len(window.bridge.selection) >= least


LAYOUT = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Layout"),
    (
        Row(
            "arrange",
            QT_TRANSLATE_NOOP("Actions", "Arrange"),
            lambda w: w.canvas.arrange(),
            keys=("Ctrl+L",),
            when=_drawn,
        ),
        Row(
            "arrange_down",
            QT_TRANSLATE_NOOP("Actions", "Arrange from top to bottom"),
            lambda w: w.canvas.arrange_down(),
            keys=("Ctrl+Shift+L",),
            when=_drawn,
        ),
        Row(
            "arrange_selected",
            QT_TRANSLATE_NOOP("Actions", "Arrange selection"),
            lambda w: w.canvas.arrangement.arrange_selected(),
            when=_several(2),
        ),
        None,
        Row(
            "add_frame",
            QT_TRANSLATE_NOOP("Actions", "Add frame"),
            lambda w: w.canvas.annotating.add_frame(),
        ),
        Row(
            "add_note",
            QT_TRANSLATE_NOOP("Actions", "Add note"),
            lambda w: w.canvas.annotating.add_note(),
        ),
        None,
        Row(
            "align_left",
            QT_TRANSLATE_NOOP("Actions", "Align left"),
            lambda w: w.canvas.arrangement.align("left"),
            when=_several(2),
        ),
        Row(
            "align_centre",
            QT_TRANSLATE_NOOP("Actions", "Align centers"),
            lambda w: w.canvas.arrangement.align("centre"),
            when=_several(2),
        ),
        Row(
            "align_right",
            QT_TRANSLATE_NOOP("Actions", "Align right"),
            lambda w: w.canvas.arrangement.align("right"),
            when=_several(2),
        ),
        Row(
            "align_top",
            QT_TRANSLATE_NOOP("Actions", "Align top"),
            lambda w: w.canvas.arrangement.align("top"),
            when=_several(2),
        ),
        Row(
            "align_middle",
            QT_TRANSLATE_NOOP("Actions", "Align middles"),
            lambda w: w.canvas.arrangement.align("middle"),
            when=_several(2),
        ),
        Row(
            "align_bottom",
            QT_TRANSLATE_NOOP("Actions", "Align bottom"),
            lambda w: w.canvas.arrangement.align("bottom"),
            when=_several(2),
        ),
        None,
        Row(
            "distribute_across",
            QT_TRANSLATE_NOOP("Actions", "Distribute horizontally"),
            lambda w: w.canvas.arrangement.distribute(across=True),
            when=_several(3),
        ),
        Row(
            "distribute_down",
            QT_TRANSLATE_NOOP("Actions", "Distribute vertically"),
            lambda w: w.canvas.arrangement.distribute(across=False),
            when=_several(3),
        ),
    ),
)
