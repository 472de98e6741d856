"""What Python throws away is taken up by the thread of the window alone."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.application.garbage_collection import GarbageCollection


class Knot:
    """An object that only a collection can free, and that tells on which thread it went."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        self.me, self.gone = self, gone

    def __del__(self) -> None:
        self.gone.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: object) -> Iterator[GarbageCollection]:
    garbage = GarbageCollection()
    yield garbage
    garbage.close()


def test_garbage_of_another_thread_is_collected_by_the_window(qtbot: QtBot, garbage: GarbageCollection) -> None:
    gone: list[threading.Thread] = []

    def litter() -> None:
        kept = [Knot(gone) for _ in range(20_000)]
        kept.clear()

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert not gone
    qtbot.waitUntil(lambda: len(gone) == 20_000)
    assert set(gone) == {threading.main_thread()}


def test_python_collects_by_itself_again_when_the_window_is_gone(garbage: GarbageCollection) -> None:
    assert not gc.isenabled()
    garbage.close()
    assert gc.isenabled()
