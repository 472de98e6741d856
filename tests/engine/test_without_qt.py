"""The engine's tests run where Qt cannot be imported (see the Makefile); here the engine itself is asked."""

from __future__ import annotations

import sys

from tests.programs import finished

PROGRAM = """
import pkgutil, sys
import tests.without_qt
import netbuilder
texts = ("__main__", "keras.parts", "torch.parts", "_parts")  # printed into scripts
for module in pkgutil.walk_packages(netbuilder.__path__, "netbuilder."):
    if not module.name.endswith(texts):
        __import__(module.name)
late = {"torch", "sklearn", "polars", "networkx", "PySide6"} & set(sys.modules)
sys.exit(f"imported too early: {sorted(late)}" if late else 0)
"""


def test_every_module_of_the_engine_is_imported_without_qt_and_without_torch() -> None:
    result = finished([sys.executable, "-c", PROGRAM])
    assert result.returncode == 0, result.stderr
