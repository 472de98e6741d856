"""A process that has imported what programs need, and becomes a program each time it is asked: run by ``forked``.

Every program is a process of its own, with its streams, signals, environment and exit code. Only the imports are done.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import random
import runpy
import signal
import socket
import sys
import time
from types import ModuleType
from typing import Any

STREAMS = 3
LONGEST = 1 << 20
"""Bytes of a job: arguments and environment."""


def main() -> None:
    """Serve until the other end is closed. Returns in the child that is to be a program, and once the program ends."""
    calls = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the tests and for the programs
    for name in sys.argv[2:]:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    while True:
        message, streams, _, _ = socket.recv_fds(calls, LONGEST, STREAMS)
        if not message:
            return
        job = json.loads(message)
        process = _forked(job["new_session"])
        if process is None:
            calls.close()
            _take(job, streams)
            _become(job["command"])
            return
        for stream in streams:
            os.close(stream)
        calls.sendall(process.to_bytes(4))


def _forked(new_session: bool) -> int | None:
    """The process of a new program, which is nobody's child, so that whoever asks to adopts it; None in the program."""
    reading, writing = os.pipe()
    between = os.fork()
    if between != 0:
        os.waitpid(between, 0)
    else:
        left = os.getpid()
        if os.fork() != 0:
            os._exit(0)
        while os.getppid() == left:  # a program may look who its parent is
            time.sleep(0.001)
        if new_session:
            os.setsid()
        os.write(writing, os.getpid().to_bytes(4))
    process = int.from_bytes(os.read(reading, 4)) if between != 0 else None
    os.close(reading)
    os.close(writing)
    return process


def _take(job: dict[str, Any], streams: list[int]) -> None:
    """Streams, terminal, folder, environment, signals and random numbers as a program finds them that is started."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in streams:
        if stream >= STREAMS:
            os.close(stream)
    if job["new_session"] and os.isatty(0):
        os.close(os.open(os.ttyname(0), os.O_RDWR))  # the terminal of this session from now on
    os.chdir(job["folder"])
    os.environ.clear()
    os.environ.update(job["environment"])
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN if number in job["ignored"] else signal.SIG_DFL)
    if signal.SIGINT not in job["ignored"]:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    sys.stdin, sys.stdout, sys.stderr = _text(0, "r"), _text(1, "w"), _text(2, "w")
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def _text(number: int, way: str) -> io.TextIOWrapper:
    errors = "backslashreplace" if number == 2 else "strict"
    text = open(number, way, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115  as long as the program
    text.reconfigure(line_buffering=number == 2 or text.isatty())
    return text


def _become(command: list[str]) -> None:
    """Run ``-m module``, ``-c code`` or a script as Python would."""
    kind, *words = command
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.path[:] = [*paths, *(path for path in sys.path[1:] if path not in paths)]
    if kind == "-c":
        sys.path.insert(0, "")
        sys.argv = ["-c", *words[1:]]
        space = sys.modules["__main__"] = ModuleType("__main__")
        exec(compile(words[0], "<string>", "exec"), vars(space))
    elif kind == "-m":
        sys.path.insert(0, os.getcwd())
        sys.argv = [words[0], *words[1:]]
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, os.path.dirname(os.path.abspath(kind)))
        sys.argv = [kind, *words]
        runpy.run_path(kind, run_name="__main__")


if __name__ == "__main__":
    with contextlib.suppress(ConnectionResetError):
        main()
