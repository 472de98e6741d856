"""A piece of the drawing as text on the system's clipboard, so that it can be pasted in another window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from netbuilder.errors import FileError
from netbuilder.files.fragments import fragment_text, parse_fragment
from netbuilder.project.edits import Fragment

MIME = "application/x-netbuilder-fragment"
LIMIT = 16 * 1024 * 1024
"""Longer texts cannot come from a drawing, in bytes."""


def packed(fragment: Fragment) -> QMimeData:
    """The fragment as clipboard data: under a type of its own, and as plain text to read."""
    text = fragment_text(fragment)
    data = QMimeData()
    data.setData(MIME, text.encode())
    data.setText(text)
    return data


def unpacked(data: QMimeData | None) -> Fragment | None:
    """The fragment that lies on the clipboard, or None where there is none or it is not ours."""
    if data is None or not data.hasFormat(MIME):
        return None
    raw = bytes(data.data(MIME).data())
    if len(raw) > LIMIT:
        return None
    try:
        fragment = parse_fragment(raw)
    except FileError:
        return None
    return None if fragment.empty else fragment
