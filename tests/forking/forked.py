"""Programs that begin with their imports done: real processes, forked from one that has imported torch or TensorFlow.

Importing torch takes a processor two seconds, TensorFlow six, and the tests start a hundred such programs. A test that
is about the imports, the interpreter's options or a shell starts a program of its own (``tests.programs``).
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
IMPORTS = {
    "torch": ("torch", "torch._dynamo", "sklearn.ensemble", "safetensors.torch", "rich.progress", "netbuilder.cli"),
    "tensorflow": ("tensorflow", "keras", "sklearn.datasets", "safetensors.numpy"),
}
ADOPTS = 36
"""PR_SET_CHILD_SUBREAPER of ``prctl``: whoever loses its parent becomes a child of this process."""
IGNORABLE = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)


class Parent:
    """The process that all programs of one framework are forked from."""

    def __init__(self, framework: str) -> None:
        self._calls, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, Path(__file__).with_name("parent.py"), str(theirs.fileno()), *IMPORTS[framework]]
        environment = {**os.environ, **QUIET, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = Popen(
            command, env=environment, pass_fds=[theirs.fileno()], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        """Let the process end: it does once nobody calls any more."""
        self._calls.close()
        self._process.wait()

    def forked(self, job: dict[str, Any], streams: Sequence[int]) -> int:
        """A new process, which is a child of this one."""
        adopt = ctypes.CDLL(None).prctl
        adopt(ADOPTS, 1, 0, 0, 0)
        try:
            socket.send_fds(self._calls, [json.dumps(job).encode()], streams)
            answer = self._calls.recv(4)
        finally:
            adopt(ADOPTS, 0, 0, 0, 0)
        if len(answer) < 4:
            raise ChildProcessError(f"the process that forks programs ended with code {self._process.wait()}")
        return int.from_bytes(answer)


_parent = cache(Parent)


class Forked(Popen[Any]):
    """As ``subprocess.Popen``; on Linux, a command that begins with this Python has its imports done.

    ``preexec_fn`` is not called; with ``start_new_session``, a terminal that is its input becomes that of the session.
    """

    framework = "torch"

    def _execute_child(self, args: Sequence[str], executable: Any, preexec_fn: Any, *others: Any) -> None:
        """What ``subprocess.Popen`` calls once the pipes are there, of which each program has its ends."""
        _close_fds, _pass_fds, folder, environment, _, _, _, *pipes = others[:13]
        if sys.platform != "linux" or args[0] != sys.executable:
            super()._execute_child(args, executable, preexec_fn, *others)
            return
        job = {
            "command": [os.fspath(word) for word in args[1:]],
            "folder": os.fspath(folder or os.getcwd()),
            "environment": dict(os.environ if environment is None else environment),
            "new_session": others[-2],
            "ignored": [number for number in IGNORABLE if signal.getsignal(number) is signal.SIG_IGN],
        }
        theirs = [own if end == -1 else end for own, end in enumerate((pipes[0], pipes[3], pipes[5]))]
        try:
            self.pid = _parent(self.framework).forked(job, theirs)
            self._child_created = True
        finally:
            self._close_pipe_fds(*pipes)


class ForkedTensorFlow(Forked):
    """The same, of a program of TensorFlow."""

    framework = "tensorflow"
