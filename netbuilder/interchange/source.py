"""What has been read of a network: what it computes, its weights, and what it answers to some rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netbuilder.interchange.traced import Trace


@dataclass(frozen=True, eq=False)
class Source:
    """``stored``: arrays by name; ``inputs``, ``outputs``: arrays of the same rows, none where they are not known;
    ``rounding``: by how much of their size the outputs are rounded in the original."""

    trace: Trace
    stored: Mapping[str, Any]
    inputs: Sequence[Any] = ()
    outputs: Sequence[Any] = ()
    rounding: float = 0.0
