"""The process that traces a module, as the program starts it: with a time limit, and stopped when the user wants it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from pydantic import ValidationError

from netbuilder.errors import FileError
from netbuilder.interchange.modules.job import ANSWER, JOB, SAMPLES, Answer, Job
from netbuilder.interchange.modules.permission import mark_of
from netbuilder.interchange.modules.stored_weights import stored_weights
from netbuilder.interchange.source import Source
from netbuilder.interchange.traced import Dims, Remark
from netbuilder.messages import Message, say

SECONDS = 60.0
"""A module that takes longer is given up."""
POLL_SECONDS = 0.02
LINES_OF_ERROR = 3


class StoppedError(Exception):
    """The user has stopped the import."""


def traced(
    file: Path,
    name: str = "",
    inputs: Sequence[Dims] = (),
    stopping: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
) -> Source:
    """Run the module of a file in a process of its own, and return what it computes, with its weights.

    ``stopping``: asked again and again whether to stop. Raises FileError where it cannot be traced, StoppedError.
    """
    from safetensors.numpy import load_file

    with TemporaryDirectory(prefix="netbuilder-import-") as folder:
        place = Path(folder)
        job = Job(file=os.path.realpath(file), mark=mark_of(file), name=name, inputs=list(inputs))
        (place / JOB).write_text(job.model_dump_json(), encoding="utf-8")
        _run(place, stopping, seconds)
        answer = _answer(place)
        if answer.trace is None:
            raise _refused(file, answer.refusal or Remark(kind="no output"))
        samples = load_file(place / SAMPLES)
        return Source(
            answer.trace,
            stored_weights(place, answer.trace),
            [samples[f"input.{number}"] for number in range(len(answer.trace.inputs))],
            [samples[f"output.{number}"] for number in range(len(answer.trace.outputs))],
        )


def _run(folder: Path, stopping: Callable[[], bool], seconds: float) -> None:
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "netbuilder.interchange.modules.trace_child", str(folder)]
    with open(folder / "stderr.txt", "wb") as said:
        process = subprocess.Popen(  # noqa: S603  the program's own child; the user has allowed the file that it runs
            command,
            env={**os.environ, "PYTHONPATH": paths, "CUDA_VISIBLE_DEVICES": "-1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        try:
            import torch  # noqa: F401  it is needed soon, and would be waited for then

            _wait(process, stopping, monotonic() + seconds, seconds)
        finally:
            _end(process)
    if process.returncode:
        told = (folder / "stderr.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise FileError(
            "The process that ran the module ended with code {code}. Its last words: {error}",
            code=process.returncode,
            error=" ".join(told[-LINES_OF_ERROR:]) or "–",
        )


def _wait(process: subprocess.Popen[bytes], stopping: Callable[[], bool], until: float, seconds: float) -> None:
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(POLL_SECONDS)
            return
        if stopping():
            raise StoppedError
        if monotonic() > until:
            raise FileError(
                "The module did not finish within {seconds:g} seconds, so it was stopped. "
                "Look for an endless loop, or import a smaller network.",
                seconds=seconds,
            )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with all that it has started."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answer(folder: Path) -> Answer:
    try:
        return Answer.model_validate_json((folder / ANSWER).read_bytes())
    except (OSError, ValidationError) as error:
        raise FileError("The module ended the process that ran it, so nothing was found out.") from error


def _refused(file: Path, refusal: Remark) -> FileError:
    """Why a module was not traced, in a sentence."""
    template = REFUSALS.get(refusal.kind)
    if template is None:
        return FileError("“{file}” cannot be imported: {reason}", file=file.name, reason=refusal.kind)
    return FileError("“{file}”: {problem}", file=file.name, problem=Message(template.template, refusal.values))


REFUSALS: Mapping[str, Message] = {
    "changed": say("it was changed while it was imported. Import it again."),
    "no python": say("it is no Python file."),
    "no such class": say("there is no “{name}” in it. Its modules: {known}.", name="", known=""),
    "several": say("it has several modules: {known}. Say which one with --class, or choose it.", known=""),
    "no module": say("it has no class derived from torch.nn.Module, and no instance of one."),
    "not a module": say("“{name}” is no torch.nn.Module, and gives none.", name=""),
    "arguments": say(
        "“{name}” needs arguments to be made: {arguments}. Write a function without arguments that returns the module "
        "or an instance into the file, and name it with --class.",
        name="",
        arguments="",
    ),
    "inputs": say(
        "{given} shapes were given, but its forward takes: {names}. Give one shape for each.", given="", names=""
    ),
    "unknown inputs": say(
        "the shape of what it takes ({names}) does not follow from its layers. Give it, for example --input 3x32x32.",
        names="",
    ),
    "guessed inputs": say(
        "the shapes that its first layer takes ({names}) were tried, but it failed: {reason} "
        "Give the shape of one row, for example --input 3x32x32.",
        names="",
        reason="",
    ),
    "scripted": say(
        "“{path}” is a module of TorchScript (torch.jit), which does not show what it calls. Import the module that it "
        "was made from.",
        path="",
    ),
    "no output": say("what it returns does not depend on what it is given."),
    "output": say("it returns a {type}, not tensors.", type=""),
    "raises": say("line {line} raises {error}: {reason}", line="", error="", reason=""),
    "packed": say(
        "at {line} it packs sequences of several lengths (pack_padded_sequence). Here all rows have the same length: "
        "import a version that reads them whole.",
        line="",
    ),
    "differs": say(
        "it computes something else for other values: from line {line} on, {first} with one input and {second} with "
        "another. A drawing computes the same for all. Move the branch out of forward.",
        line="",
        first="",
        second="",
    ),
}
"""The sentences for the refusals of ``trace_child``."""
