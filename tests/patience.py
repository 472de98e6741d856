"""How long the suite waits for what must happen: far longer than a slow and busy machine needs, but not for ever."""

from __future__ import annotations

SECONDS = 300.0
MILLISECONDS = 300_000
