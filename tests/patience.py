"""How long a test waits for what must happen, before it fails and says what did not."""

from __future__ import annotations

SECONDS = 60.0
MILLISECONDS = 60_000
"""For what happens in the test's own process: some waits are for real trainings, which take 20 s on a busy machine."""

PROGRAM_SECONDS = 120.0
"""For a program that a test starts: on a busy machine importing torch alone takes half a minute."""
