"""What an action is: a row of data, of which menus consist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.shell.window_base import WindowBase


def always(window: WindowBase) -> bool:
    """An action that can be used at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Row:
    """One action. ``keys``: its shortcuts, the first of which is shown. ``when``: whether it can be used now."""

    id: str
    text: str
    run: Callable[[WindowBase], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    when: Callable[[WindowBase], bool] = always
    checked: Callable[[WindowBase], bool] | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu. A string among the rows is the name of a submenu that the window fills; None is a line."""

    title: str
    rows: tuple[Row | str | None, ...]
