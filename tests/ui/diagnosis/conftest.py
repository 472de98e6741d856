"""What is said of a run here is said once further trainings have told what they can."""

from __future__ import annotations

import pytest


@pytest.fixture
def further_trained() -> bool:
    return True
