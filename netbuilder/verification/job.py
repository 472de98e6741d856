"""What a process is asked that runs one script: the names of its files, and what to do with them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Family = Literal["torch", "keras", "tensors"]
SCRIPT, JOB, ORDER, ANSWERS = "exported.py", "job.json", "order.npy", "answers.npz"


@dataclass(frozen=True, slots=True)
class Job:
    """``family``: whose weights and rows the script takes; ``weights``: the file's name in the folder of the job;
    ``rows``: how many training rows outputs and gradients are compared on; ``answer``: which output predicts, None
    where none does and the loss stands for it; ``other_kernels``: torch computes without oneDNN.
    """

    family: Family
    weights: str
    epochs: int
    seed: int
    rows: int
    answer: int | None = 0
    other_kernels: bool = False

    @classmethod
    def read(cls, path: Path) -> Job:
        """The job that was written."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        """Write it for the process that does it."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
