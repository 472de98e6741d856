"""What the scripts of several frameworks share: their options, and the file of losses."""

from __future__ import annotations

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

_OPTIONS = '''
def parse_options() -> argparse.Namespace:
    """The options of the command line."""
    devices = {devices}
    parser = argparse.ArgumentParser(description="Train the network.")
    parser.add_argument("--epochs", type=int, default={epochs})
    parser.add_argument("--seed", type=int, default={seed})
    parser.add_argument("--device", choices=devices, default="{device}")
    parser.add_argument("--history", metavar="FILE.csv", help="write the losses")
    parser.add_argument("--weights", metavar="FILE.safetensors", help="start from them")
    return parser.parse_args()
'''

_LAST = "    return parser.parse_args()"

HISTORY = "History = list[tuple[int, float, float]]"


def add_options(
    draft: Draft, settings: TrainingSettings, devices: tuple[str, ...], further: tuple[str, ...] = ()
) -> None:
    """Add ``write_history`` and ``parse_options``.

    ``devices``: what ``--device`` may be, the default first; ``further``: statements that add other options.
    """
    draft.need("argparse", "csv")
    draft.add_text(_WRITE_HISTORY)
    device = settings.device if settings.device in devices else devices[0]
    choices = literal(devices)
    text = _OPTIONS.format(devices=choices, epochs=settings.epochs, seed=settings.seed, device=device)
    draft.add_text(text.replace(_LAST, "".join(f"    {line}\n" for line in further) + _LAST))
