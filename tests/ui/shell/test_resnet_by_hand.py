"""A ResNet-18 drawn on an empty canvas with mouse and keys, as docs/canvas.md tells it, beside one written by hand."""

from __future__ import annotations

import torch
from PySide6.QtCore import Qt

from netbuilder.project.project import Project
from tests.interchange.networks.resnet import resnet18
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hands
from ui.shell.main_window import MainWindow

Key, Keys = Qt.Key, Qt.KeyboardModifier
A_KEY, A_CLICK, A_THOUGHT = 0.25, 1.2, 3.0
"""Seconds that they take; there is a thought before each layer."""


def add(hands: Hands, words: str) -> None:
    """Add a layer after the selected one."""
    hands.key(Key.Key_A)
    hands.type(words)
    hands.key(Key.Key_Return)


def fill(hands: Hands, *values: str | int, start: Key = Key.Key_Return, keys: Keys = Keys.NoModifier) -> None:
    """Type parameters from the first one on, Tab between them; a number stands for so many of it."""
    hands.key(start, keys)
    for number, value in enumerate(values):
        if isinstance(value, int):
            for _ in range(value):
                hands.key(Key.Key_Tab)
            continue
        if number and isinstance(values[number - 1], str):
            hands.key(Key.Key_Tab)
        hands.type(value)
    hands.key(Key.Key_Escape)


def drawn(window: MainWindow) -> tuple[Hands, int]:
    """Draw the network. Returns the hands, and how many layers and blocks were added."""
    hands, search = Hands(), window.views.palette.chooser.field
    hands.click(search, search.rect().center())
    hands.type("input")
    hands.key(Key.Key_Return)
    sheet = window.views.inspector.properties.sheet
    assert sheet is not None
    sizes = sheet.form.rows["sizes"].editor.field
    hands.click(sizes, sizes.rect().center())
    hands.type("3,224,224")
    hands.key(Key.Key_Escape)
    add(hands, "conv")
    fill(hands, "64", "7", "2", "s", 2, " ")
    add(hands, "bn")
    add(hands, "relu")
    add(hands, "maxp")
    fill(hands, "3", " ", "2", "1")
    add(hands, "resid")
    fill(hands, "2", keys=Keys.AltModifier)
    for filters in ("128", "256", "512"):
        add(hands, "residual s")
        fill(hands, 2, filters, 2, "2", keys=Keys.AltModifier)
        add(hands, "resid")
    add(hands, "gap")
    add(hands, "de")
    fill(hands, "1000")
    add(hands, "out")
    hands.key(Key.Key_L, Keys.ControlModifier)
    return hands, len(window.bridge.project.graph.nodes)


def test_a_resnet_18_is_drawn_in_less_than_two_minutes(open_window: OpenWindow) -> None:
    window = open_window()
    window.bridge.document.replace(Project())
    window.activateWindow()
    hands, layers = drawn(window)
    with torch.device("meta"):
        written = resnet18()
        answer = written(torch.empty(1, 3, 224, 224))
    check = window.bridge.check
    (output,) = check.graph.with_role("output")
    assert check.parameters == sum(weight.numel() for weight in written.parameters()) == 11_689_512
    assert check.shape(output.id) == tuple(answer.shape[1:]) == (1000,)
    (entry,) = check.graph.with_role("input")
    assert [problem.node for problem in check.problems] == [entry.id], "what is missing are the data"
    seconds = hands.keys * A_KEY + hands.clicks * A_CLICK + layers * A_THOUGHT
    assert (layers, hands.clicks) == (15, 2)
    assert seconds < 120, (hands.keys, hands.clicks)
