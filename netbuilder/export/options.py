"""The options of a script, checked before anything is trained, and what they name: weights, losses, a picture."""

from __future__ import annotations

from collections.abc import Sequence

from netbuilder.export.common import is_validated
from netbuilder.export.data_part import add_stop
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.layers.calls import literal
from netbuilder.project.project import Project

_WRITE_HISTORY = '''
def write_history(path: str, history: History) -> None:
    """Write the losses of every epoch as a CSV file."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("epoch", "train_loss", "validation_loss"))
        writer.writerows(history)
'''

_PLOT_LOSSES = '''
def plot_losses(path: str, history: History) -> None:
    """Draw the losses of every epoch as a picture."""
    from matplotlib.figure import Figure

    epochs = [epoch for epoch, _, _ in history]
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.plot(epochs, [loss for _, loss, _ in history], label="training")
    {validation}
    axes.set(xlabel="epoch", ylabel="loss")
    axes.legend()
    figure.savefig(path)
'''

_VALIDATION_LINE = 'axes.plot(epochs, [loss for _, _, loss in history], "--", label="validation")'

_PICTURE_SUFFIXES = '''
def picture_suffixes() -> set[str]:
    """The suffixes of the files that matplotlib draws; it adds one to a name that has none."""
    from matplotlib.figure import Figure

    return {"", *(f".{suffix}" for suffix in Figure().canvas.get_supported_filetypes())}
'''

_FILES = '''
def file_to_read(path: str) -> str:
    """The path of a file that is there."""
    if not Path(path).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {path!r}")
    return path


def file_to_write(path: str) -> str:
    """A path at which a file can be written."""
    place = Path(path)
    there = place if place.exists() else place.parent
    if place.is_dir() or not os.access(there, os.W_OK):
        raise argparse.ArgumentTypeError(f"no file can be written at {path!r}")
    return path
'''

_OPTIONS = '''
def parse_options() -> argparse.Namespace:
    """The options of the command line, checked before anything is trained."""
    devices = {devices}
    parser = argparse.ArgumentParser(description="Train the network.")
    parser.add_argument("--epochs", type=int, default={epochs})
    parser.add_argument("--seed", type=int, default={seed})
    parser.add_argument("--device", choices=devices, default="{device}")
    parser.add_argument("--history", type=file_to_write, metavar="FILE.csv", help="write the losses")
    parser.add_argument("--plot", type=file_to_write, metavar="FILE.png", help="draw the losses")
    parser.add_argument("--weights", type=file_to_read, metavar="FILE.safetensors", help="start from them")
{further}
    options = parser.parse_args()
    if options.epochs < 0:
        parser.error(f"--epochs must be 0 or more, not {{options.epochs}}")
    if not 0 <= options.seed < 2**32:
        parser.error(f"--seed must be from 0 to {{2**32 - 1}}, not {{options.seed}}")
{checks}
    if options.plot and find_spec("matplotlib") is None:
        parser.error("--plot needs matplotlib: python -m pip install matplotlib")
    if options.plot and Path(options.plot).suffix.lower() not in picture_suffixes():
        parser.error(f"--plot: matplotlib draws no {{Path(options.plot).suffix}} file; name one such as losses.png")
    return options
'''

_READ_WEIGHTS = '''
def read_weights(path: str, own: dict[str, Any]) -> dict[str, Any]:
    """The weights in a safetensors file, which must be those of the network."""
    try:
        weights = load_file(path)
    except (OSError, SafetensorError) as error:
        stop(f"{path} is not a safetensors file that can be read: {error}")
    for name in [*own, *weights]:
        here, there = (tuple(each[name].shape) if name in each else "missing" for each in (own, weights))
        if here != there:
            stop(f"{path}: {name} is {there} in it, but {here} in this network")
    return weights
'''

_COUNTED = "        weights = load_file(path)\n"
_NOT_COUNTED = """\
        found = load_file(path).items()
        weights = {name: value for name, value in found if name in own or not name.endswith(".num_batches_tracked")}
"""

FIND_A_DEVICE = (
    'if options.device not in ("auto", "cpu", fastest_device()):',
    '    parser.error(f"--device {options.device} is not here: torch finds none; choose auto or cpu")',
)
"""The check of ``--device`` of a script that has ``fastest_device``."""

KEEP_LOSSES = (
    "if options.history:",
    "    write_history(options.history, history)",
    "if options.plot:",
    "    plot_losses(options.plot, history)",
)
"""The last statements of ``main`` in every script."""


def add_read_weights(draft: Draft, loader: str, *, uncounted: bool = False) -> None:
    """Add ``read_weights``. ``loader``: the module of safetensors whose ``load_file`` reads them; ``uncounted``:
    the counts of batches that batch norm keeps as a layer may be in the file and not in the script.
    """
    add_stop(draft)
    draft.imports |= {Import(loader, "load_file"), Import("safetensors", "SafetensorError"), Import("typing", "Any")}
    draft.add_text(_READ_WEIGHTS.replace(_COUNTED, _NOT_COUNTED) if uncounted else _READ_WEIGHTS)


def add_options(
    draft: Draft,
    project: Project,
    devices: tuple[str, ...],
    further: Sequence[str] = (),
    checks: Sequence[str] = (),
) -> None:
    """Add ``write_history``, ``plot_losses`` and ``parse_options``.

    ``devices``: what ``--device`` may be, the default first; ``further``: statements that add other options;
    ``checks``: statements that check them once they are read.
    """
    settings = project.training
    draft.need("argparse", "csv", "os")
    draft.imports |= {Import("importlib.util", "find_spec"), Import("pathlib", "Path")}
    draft.add_text(_WRITE_HISTORY)
    line = f"    {_VALIDATION_LINE}\n" if is_validated(project) else ""
    draft.add_text(_PLOT_LOSSES.replace("    {validation}\n", line))
    draft.add_text(_PICTURE_SUFFIXES)
    draft.add_text(_FILES)
    device = settings.device if settings.device in devices else devices[0]
    text = _OPTIONS.format(
        devices=literal(devices),
        epochs=settings.epochs,
        seed=settings.seed,
        device=device,
        further=_indented(further),
        checks=_indented(checks),
    )
    draft.add_text("\n".join(line for line in text.splitlines() if line))


def _indented(lines: Sequence[str]) -> str:
    return "\n".join(f"    {line}" for line in lines)
