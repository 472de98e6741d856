"""How long a test waits for what must happen, before it fails and says what did not."""

from __future__ import annotations

SECONDS = 20.0
MILLISECONDS = 20_000
"""For what happens in the test's own process: ten times what the slowest wait takes on a busy machine."""

PROGRAM_SECONDS = 120.0
"""For a program that a test starts: on a busy machine importing torch alone takes half a minute."""
