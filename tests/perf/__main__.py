"""Run every benchmark, each in a process of its own so that none disturbs another; exit 0 if all bars were met."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich.console import Console


def main() -> int:
    """Run ``bench_*.py`` one after another; each prints its table and ends with 0 if its bars were met."""
    console, missed = Console(), []
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        name = path.stem.removeprefix("bench_")
        console.rule(name)
        if subprocess.run([sys.executable, "-W", "ignore", "-m", f"tests.perf.{path.stem}"], check=False).returncode:
            missed.append(name)
    console.rule()
    console.print(f"A bar was missed in: {', '.join(missed)}." if missed else "All bars were met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
