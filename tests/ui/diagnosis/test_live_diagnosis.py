"""When the window says what a network that learns is at: at once what it finds first, and no passing doubt."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.diagnosis import rules
from netbuilder.files.read import read
from netbuilder.project.document import Document
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Started
from ui.diagnosis.live_diagnosis import LiveDiagnosis
from ui.project.bridge import Bridge
from ui.training.worker import Worker


def test_too_early_is_said_without_a_count_and_no_longer_than_to_the_next_look(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    diagnose = rules.diagnose
    monkeypatch.setattr(
        rules, "diagnose", lambda records, *how: (looks.append(len(records)), diagnose(records, *how))[1]
    )
    bridge, worker = Bridge(Document(read(samples.path(samples.OPENED_FIRST)))), Worker()
    diagnosing = LiveDiagnosis(bridge, worker)
    said: list[tuple[int, str, str]] = []
    diagnosing.found.connect(
        lambda found: found and said.append((len(looks), found.diagnosis.state, str(found.diagnosis.why)))
    )
    worker.started.emit(Started("cpu", 42, 40, 200, 1, 400, 3, "accuracy"))
    assert said == [(1, "early", "the curves need at least 10 epochs.")]
    parting = [
        EpochRecord(k, math.exp(-k / 20), 0.5 + abs(k - 30) / 100, 0.9, 0.9, k / 100, 0.01) for k in range(1, 121)
    ]
    with qtbot.waitSignal(diagnosing.found):
        worker.progressed.emit([EpochDone(record, best=False) for record in parting])
    assert [(count, state) for count, state, _ in said] == [(1, "early"), (2, "overfitting")]
    worker.close()
