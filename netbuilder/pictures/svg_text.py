"""Text in an SVG file: its font, and what of it XML allows."""

from __future__ import annotations

import re
from html import escape

FAMILIES = "Inter, 'Noto Sans Telugu', 'Noto Sans', 'DejaVu Sans', sans-serif"
"""The font of the window, and what to use where it is not installed. An SVG file cannot carry its fonts."""


def plain_text(text: str) -> str:
    """Text for XML, without the characters that XML does not allow."""
    return escape(re.sub("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text), quote=False)
