"""What a user can do: every action is a row of data, from which menus, tool bar, shortcuts and help are made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from ui.language.text import QT_TRANSLATE_NOOP
from ui.shell import block_menus
from ui.shell.action_rows import Menu, Row
from ui.shell.layout_actions import LAYOUT
from ui.shell.window_base import WindowBase
from ui.training.train_actions import TRAIN, has_network

CONTEXT = "Actions"


def _selected(window: WindowBase) -> bool:
    return bool(window.bridge.selection)


def _copyable(window: WindowBase) -> bool:
    return window.canvas.can_copy


def _deletable(window: WindowBase) -> bool:
    return window.canvas.can_delete


def _block(window: WindowBase) -> bool:
    return block_menus.current_block(window) is not None


def _drawn(window: WindowBase) -> bool:
    return bool(window.bridge.level.project.graph.nodes)


FILE = Menu(
    QT_TRANSLATE_NOOP("Actions", "&File"),
    (
        Row("new", QT_TRANSLATE_NOOP("Actions", "New"), lambda w: w.files.new(), "new", ("Ctrl+N",)),
        Row("open", QT_TRANSLATE_NOOP("Actions", "Open…"), lambda w: w.files.ask_and_open(), "open", ("Ctrl+O",)),
        "recent",
        "samples",
        None,
        Row("save", QT_TRANSLATE_NOOP("Actions", "Save"), lambda w: w.files.save(), "save", ("Ctrl+S",)),
        Row("save_as", QT_TRANSLATE_NOOP("Actions", "Save as…"), lambda w: w.files.save_as(), keys=("Ctrl+Shift+S",)),
        None,
        Row("import", QT_TRANSLATE_NOOP("Actions", "Import…"), lambda w: w.import_network(), keys=("Ctrl+I",)),
        Row(
            "export",
            QT_TRANSLATE_NOOP("Actions", "Export…"),
            lambda w: w.export(),
            "export",
            ("Ctrl+E",),
            has_network,
        ),
        None,
        Row("import_block", QT_TRANSLATE_NOOP("Actions", "Import block…"), block_menus.import_block),
        Row(
            "export_block",
            QT_TRANSLATE_NOOP("Actions", "Export block…"),
            block_menus.export_current,
            when=_block,
        ),
        Row(
            "keep_block",
            QT_TRANSLATE_NOOP("Actions", "Add block to my blocks"),
            block_menus.keep_current,
            when=_block,
        ),
        None,
        Row("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), lambda w: w.close(), keys=("Ctrl+Q",)),
    ),
)

EDIT = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    (
        Row(
            "undo",
            QT_TRANSLATE_NOOP("Actions", "Undo"),
            lambda w: w.bridge.document.undo(),
            "undo",
            ("Ctrl+Z",),
            lambda w: w.bridge.document.undo_label is not None,
        ),
        Row(
            "redo",
            QT_TRANSLATE_NOOP("Actions", "Redo"),
            lambda w: w.bridge.document.redo(),
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            lambda w: w.bridge.document.redo_label is not None,
        ),
        None,
        Row("cut", QT_TRANSLATE_NOOP("Actions", "Cut"), lambda w: w.canvas.cut(), "cut", ("Ctrl+X",), _copyable),
        Row("copy", QT_TRANSLATE_NOOP("Actions", "Copy"), lambda w: w.canvas.copy(), "copy", ("Ctrl+C",), _copyable),
        Row("paste", QT_TRANSLATE_NOOP("Actions", "Paste"), lambda w: w.canvas.paste(), "paste", ("Ctrl+V",)),
        Row(
            "duplicate",
            QT_TRANSLATE_NOOP("Actions", "Duplicate"),
            lambda w: w.canvas.duplicate(),
            keys=("Ctrl+D",),
            when=_copyable,
        ),
        Row(
            "delete",
            QT_TRANSLATE_NOOP("Actions", "Delete"),
            lambda w: w.canvas.delete(),
            "delete",
            ("Del",),
            _deletable,
        ),
        None,
        Row(
            "select_all",
            QT_TRANSLATE_NOOP("Actions", "Select all"),
            lambda w: w.canvas.select_all(),
            keys=("Ctrl+A",),
            when=_drawn,
        ),
        Row(
            "find",
            QT_TRANSLATE_NOOP("Actions", "Find…"),
            lambda w: w.views.find_bar.open(),
            "find",
            ("Ctrl+F",),
            _drawn,
        ),
        Row(
            "group",
            QT_TRANSLATE_NOOP("Actions", "Make block"),
            lambda w: w.canvas.blocks.group(),
            keys=("Ctrl+G",),
            when=_selected,
        ),
        Row(
            "replace",
            QT_TRANSLATE_NOOP("Actions", "Replace…"),
            lambda w: w.canvas.offer_replacements(),
            keys=("Ctrl+H",),
            when=_selected,
            tip=QT_TRANSLATE_NOOP("Actions", "Put another layer in the place of the selected ones, keeping the wires"),
        ),
        Row(
            "mute",
            QT_TRANSLATE_NOOP("Actions", "Mute"),
            lambda w: w.canvas.toggle_muted(),
            keys=("Ctrl+M",),
            when=_selected,
            checked=lambda w: w.canvas.commands.all_muted(w.bridge.selection),
            tip=QT_TRANSLATE_NOOP(
                "Actions", "The network does without the selected layers: what arrives passes them by"
            ),
        ),
        Row(
            "unpack",
            QT_TRANSLATE_NOOP("Actions", "Unpack block"),
            lambda w: w.canvas.blocks.unpack(),
            keys=("Ctrl+Shift+G",),
            when=lambda w: w.canvas.blocks.current is not None,
        ),
        Row(
            "leave_block",
            QT_TRANSLATE_NOOP("Actions", "Leave block"),
            lambda w: w.canvas.blocks.leave(),
            keys=("Alt+Up",),
            when=lambda w: bool(w.bridge.level.path),
        ),
    ),
)

VIEW = Menu(
    QT_TRANSLATE_NOOP("Actions", "&View"),
    (
        Row(
            "zoom_in",
            QT_TRANSLATE_NOOP("Actions", "Zoom in"),
            lambda w: w.canvas.zoom_in(),
            "zoom in",
            ("Ctrl++", "Ctrl+="),
        ),
        Row(
            "zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), lambda w: w.canvas.zoom_out(), "zoom out", ("Ctrl+-",)
        ),
        Row(
            "zoom_reset", QT_TRANSLATE_NOOP("Actions", "Actual size"), lambda w: w.canvas.zoom_reset(), keys=("Ctrl+0",)
        ),
        Row("fit", QT_TRANSLATE_NOOP("Actions", "Fit to window"), lambda w: w.canvas.fit(), "fit", ("Ctrl+9",)),
        None,
        "panels",
        "theme",
        None,
        Row(
            "class_view",
            QT_TRANSLATE_NOOP("Actions", "Class view"),
            lambda w: w.class_view.toggle(),
            "class view",
            keys=("F12",),
            checked=lambda w: w.class_view.on,
            tip=QT_TRANSLATE_NOOP(
                "Actions", "Only curves and predictions, large enough for a projector; press Esc to leave"
            ),
        ),
        Row(
            "full_screen",
            QT_TRANSLATE_NOOP("Actions", "Full screen"),
            lambda w: w.toggle_full_screen(),
            keys=("F11",),
            checked=lambda w: w.isFullScreen(),
        ),
    ),
)

HELP = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Help"),
    (
        Row("commands", QT_TRANSLATE_NOOP("Actions", "All commands…"), lambda w: w.open_commands(), keys=("Ctrl+K",)),
        "lessons",
        None,
        Row(
            "shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), lambda w: w.show_shortcuts(), keys=("F1",)
        ),
        Row("about", QT_TRANSLATE_NOOP("Actions", "About NetBuilder"), lambda w: w.show_about()),
    ),
)


def _panel(number: int, name: str, text: str) -> Row:
    return Row(
        f"panel_{name}",
        text,
        lambda w: w.toggle_panel(name),
        keys=(f"Ctrl+{number}",),
        when=lambda w: not w.class_view.on,
        checked=lambda w: w.panels[name].isVisibleTo(w),
    )


def _theme(choice: str, text: str) -> Row:
    return Row(f"theme_{choice}", text, lambda w: w.choose_theme(choice), checked=lambda w: w.themes.choice == choice)


PANELS = (
    _panel(1, "palette", QT_TRANSLATE_NOOP("Actions", "Layers")),
    _panel(2, "inspector", QT_TRANSLATE_NOOP("Actions", "Inspector")),
    _panel(3, "curves", QT_TRANSLATE_NOOP("Actions", "Curves")),
    _panel(4, "results", QT_TRANSLATE_NOOP("Actions", "Code and runs")),
)

THEMES = (
    _theme("system", QT_TRANSLATE_NOOP("Actions", "Follow the system")),
    _theme("light", QT_TRANSLATE_NOOP("Actions", "Light")),
    _theme("dark", QT_TRANSLATE_NOOP("Actions", "Dark")),
)

TOGGLE_THEME = Row(
    "theme",
    QT_TRANSLATE_NOOP("Actions", "Light or dark"),
    lambda w: w.choose_theme("light" if w.themes.theme.name == "dark" else "dark"),
    "theme",
    ("Ctrl+T",),
)

MENUS = (FILE, EDIT, LAYOUT, TRAIN, VIEW, HELP)
TOOLBAR = (
    ("new", "open", "save", None, "undo", "redo", None, "train", "pause", "step", "stop"),
    ("zoom_out", "zoom_in", "fit", None, "theme"),
)
"""The tool bar before and after the fields for epochs and device."""


def by_menu() -> Iterator[tuple[Menu, Row]]:
    """Every action with the menu in which it is."""
    for menu in MENUS:
        within = (*PANELS, *THEMES, TOGGLE_THEME) if menu is VIEW else ()
        yield from ((menu, row) for row in (*menu.rows, *within) if isinstance(row, Row))


def rows() -> Iterator[Row]:
    """Every action."""
    return (row for _, row in by_menu())


def text(template: str) -> str:
    """A text of this table in the user's language."""
    return QCoreApplication.translate(CONTEXT, template) if template else ""
