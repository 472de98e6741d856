"""Panels on an open document: see ``tests.ui.panel_parts``."""

from tests.ui.panel_parts import (  # noqa: F401  fixtures
    _no_threads_left,
    bridge,
    curves,
    show,
    themes,
    worker,
)
