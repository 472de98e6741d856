"""Exported PyTorch scripts run in the process of the tests: what another one would import is there already.

TensorFlow beside torch can crash a process, so its scripts have processes of their own: ``tests.programs``.
"""

from __future__ import annotations

import os
import runpy
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import torch


def run_as_program(script: Path, *options: str) -> None:
    """Run a script as the main program; a picture that it shows opens no window.

    Torch's threads, denormal and random numbers stay as they were. Whatever the script raises, its exit too, comes out
    of it.
    """
    words, threads, state = sys.argv, torch.get_num_threads(), torch.get_rng_state()
    sys.argv = [str(script), *options]
    try:
        with patch.dict(os.environ, MPLBACKEND="Agg"):
            runpy.run_path(str(script), run_name="__main__")
    finally:
        sys.argv = words
        torch.set_num_threads(threads)
        torch.set_flush_denormal(False)
        torch.set_rng_state(state)


def printed(script: Path, *options: str) -> str:
    """What a script prints that runs as the main program."""
    with redirect_stdout(StringIO()) as told:
        run_as_program(script, *options)
    return told.getvalue()
