"""A pytest plugin that makes Qt unimportable: ``pytest -p tests.without_qt`` shows that the engine needs none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

FORBIDDEN = frozenset({"PySide6", "shiboken6", "pyqtgraph", "qtawesome", "qtpy", "pytestqt", "ui"})


class Refusal(MetaPathFinder):
    """Stands before all other finders and refuses Qt and the window."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in FORBIDDEN:
            raise ModuleNotFoundError(f"{fullname} is made unimportable: the engine must not need it", name=fullname)
        return None


loaded = sorted(FORBIDDEN & {name.partition(".")[0] for name in sys.modules})
if loaded:
    raise RuntimeError(f"already imported: {', '.join(loaded)}; run with -p no:pytest-qt")
sys.meta_path.insert(0, Refusal())
