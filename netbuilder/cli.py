"""The command line: everything the window does to a project file, a command does too.

Exit codes: 0 good, 1 the project has problems (a file that cannot be read among them), 2 wrong use.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from netbuilder import __version__
from netbuilder.commands.bias_variance import bias_variance
from netbuilder.commands.check import check
from netbuilder.commands.data import data
from netbuilder.commands.diagnose import diagnose
from netbuilder.commands.export import export
from netbuilder.commands.gradients import gradients
from netbuilder.commands.import_network import import_network
from netbuilder.commands.predict import predict
from netbuilder.commands.restore import restore
from netbuilder.commands.runs import runs
from netbuilder.commands.step import step
from netbuilder.commands.terminal.output import complain, tell
from netbuilder.commands.test import open_test_rows
from netbuilder.commands.train import train
from netbuilder.commands.verify import verify
from netbuilder.commands.window import window
from netbuilder.errors import UserError
from netbuilder.messages import say
from netbuilder.system_errors import why_not_written

WINDOW = "window"


class Commands(TyperGroup):
    """The commands; what is no command is the file to open in the window. Problems become one sentence."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Understand ``netbuilder`` and ``netbuilder FILE`` as the command that opens the window."""
        if not args or (args[0] not in self.commands and not args[0].startswith("-")):
            args = [WINDOW, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command. What the user can fix is said in one sentence, and the exit code is 1."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            complain(error.message)
        except KeyboardInterrupt:
            complain(say("Interrupted."))
        raise typer.Exit(1)


app = typer.Typer(
    name="netbuilder",
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    subcommand_metavar="[FILE] | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(WINDOW)(window)
_COMMANDS = (check, train, diagnose, runs, predict, bias_variance, restore, export, verify, step, gradients, data)
for command in _COMMANDS:
    app.command()(command)
app.command("import")(import_network)
app.command("test")(open_test_rows)


def _say_version(asked: bool) -> None:
    if asked:
        tell(say("netbuilder {version}", version=__version__))
        raise typer.Exit


@app.callback()
def _netbuilder(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Draw a neural network, watch it learn, watch it overfit, leave with code.

    Without a command, the window opens: with FILE, or with what was open last.
    """


def main() -> None:
    """Run the program with the arguments and the streams of this process."""
    _prepare_streams()
    try:
        try:
            app(prog_name="netbuilder")
        finally:
            sys.stdout.flush()  # here, and not as the last act of Python, which would say it in words of its own
    except OSError as error:
        if error.filename is not None:
            raise
        _end_of_output(error)


def _prepare_streams() -> None:
    """A stream that was closed leads nowhere, and a terminal that lacks a letter gets a question mark, not a crash."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _end_of_output(error: OSError) -> NoReturn:
    """A stream takes no more (only a file that is opened has a name in its error): said once, if that can be heard."""
    with contextlib.suppress(OSError):
        complain(say("The output cannot be written: {reason}", reason=why_not_written(error)))
        sys.stderr.flush()
    os._exit(1)
