"""Runs that are written without delay."""

from __future__ import annotations

import pytest

from netbuilder.runs import recording


@pytest.fixture
def written_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a training is written after each step, however short it is."""
    monkeypatch.setattr(recording, "HISTORY_SECONDS", 0.0)
    monkeypatch.setattr(recording, "WEIGHTS_SECONDS", 0.0)
    monkeypatch.setattr(recording, "SHARE_OF_TIME", 1e9)
