"""What the window shows that is not code: icons, marks of the style sheet, translations."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder in which ``icons`` and ``translations`` lie."""
