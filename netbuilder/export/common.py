"""What the scripts of all frameworks share: their options, and the losses as a file and as a picture."""

from __future__ import annotations

from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.layers.calls import literal
from netbuilder.project.training_settings import TrainingSettings

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
    axes.plot(epochs, [loss for _, _, loss in history], "--", label="validation")
    axes.set(xlabel="epoch", ylabel="loss")
    axes.legend()
    figure.savefig(path)
'''

_OPTIONS = '''
def parse_options() -> argparse.Namespace:
    """The options of the command line."""
    devices = {devices}
    parser = argparse.ArgumentParser(description="Train the network.")
    parser.add_argument("--epochs", type=int, default={epochs})
    parser.add_argument("--seed", type=int, default={seed})
    parser.add_argument("--device", choices=devices, default="{device}")
    parser.add_argument("--history", metavar="FILE.csv", help="write the losses")
    parser.add_argument("--plot", metavar="FILE.png", help="draw the losses")
    parser.add_argument("--weights", metavar="FILE.safetensors", help="start from them")
    options = parser.parse_args()
    if options.plot and find_spec("matplotlib") is None:
        parser.error("--plot needs matplotlib: python -m pip install matplotlib")
    return options
'''

_LAST = "    options = parser.parse_args()"

KEEP_LOSSES = (
    "if options.history:",
    "    write_history(options.history, history)",
    "if options.plot:",
    "    plot_losses(options.plot, history)",
)
"""The last statements of ``main`` in every script."""

HISTORY = "History = list[tuple[int, float, float]]"


def add_options(
    draft: Draft, settings: TrainingSettings, devices: tuple[str, ...], further: tuple[str, ...] = ()
) -> None:
    """Add ``write_history``, ``plot_losses`` and ``parse_options``.

    ``devices``: what ``--device`` may be, the default first; ``further``: statements that add other options.
    """
    draft.need("argparse", "csv")
    draft.imports.add(Import("importlib.util", "find_spec"))
    draft.add_text(_WRITE_HISTORY)
    draft.add_text(_PLOT_LOSSES)
    device = settings.device if settings.device in devices else devices[0]
    choices = literal(devices)
    text = _OPTIONS.format(devices=choices, epochs=settings.epochs, seed=settings.seed, device=device)
    draft.add_text(text.replace(_LAST, "".join(f"    {line}\n" for line in further) + _LAST))
