"""What the process that traces a module is asked, and what it answers."""

from __future__ import annotations

from netbuilder.interchange.traced import Entry, Remark, Trace

JOB, ANSWER, WEIGHTS, SAMPLES = "job.json", "answer.json", "weights.safetensors", "samples.safetensors"


class Job(Entry):
    """``file``: the Python file; ``mark``: the SHA-256 of its content, which alone may run; ``name``: the class,
    instance or function, empty for the only one; ``inputs``: the sizes of each input with -1 for the batch, empty where
    they are to be guessed."""

    file: str
    mark: str
    name: str = ""
    inputs: list[tuple[int, ...]] = []


class Answer(Entry):
    """The trace, or why there is none."""

    trace: Trace | None = None
    refusal: Remark | None = None
