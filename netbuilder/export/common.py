"""What the scripts of all frameworks share: their options, and the losses as a file and as a picture."""

from __future__ import annotations

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

_VALIDATION_LINE = 'axes.plot(epochs, [loss for _, _, loss in history], "--", label="validation")'


def is_validated(project: Project) -> bool:
    """Whether some rows validate. Without any, the best epoch is chosen by the training loss."""
    return project.data.validation > 0


def learned_parts(project: Project) -> str:
    """The parts of the rows that ``train`` takes."""
    return "training, validation" if is_validated(project) else "training"


def learned_parameters(project: Project) -> str:
    """The same as parameters."""
    return ", ".join(f"{part}: Rows" for part in learned_parts(project).split(", "))


def measuring(project: Project, training: str, validation: str) -> list[str]:
    """The lines that measure the losses; given are the calls that do."""
    return [f"train_loss = {training}", *([f"validation_loss = {validation}"] if is_validated(project) else [])]


def noting(project: Project, epoch: str) -> str:
    """The line that puts the losses of an epoch into the history."""
    return f"history.append(({epoch}, train_loss, {'validation_loss' if is_validated(project) else 'math.nan'}))"


def measuring_start(project: Project, training: str, validation: str) -> list[str]:
    """The lines that measure the starting weights, as epoch 0, where the project asks for that."""
    if not project.training.measure_start:
        return []
    return [*measuring(project, training, validation), noting(project, "0")]


def keeping(project: Project, copied: str) -> list[str]:
    """What follows from the losses of an epoch: an end, a record, new best weights, a line on the screen.

    ``copied``: the weights as they are.
    """
    judged = "validation_loss" if is_validated(project) else "train_loss"
    total = "train_loss + validation_loss" if is_validated(project) else "train_loss"
    return [
        f"if not math.isfinite({total}):",
        '    print(f"{epoch}: the loss is no longer a number")',
        "    break",
        noting(project, "epoch"),
        f"if {judged} < best_loss:",
        f"    best_epoch, best_loss = epoch, {judged}",
        f"    best = {copied}",
        "if epoch in (1, epochs) or epoch % math.ceil(epochs / 20) == 0:",
        f'    print(f"{losses_told(project)}")',
        *(["if epoch - best_epoch >= PATIENCE:", "    break"] if project.training.patience is not None else []),
    ]


def losses_told(project: Project) -> str:
    """The line on the screen about an epoch, as the inside of a formatted text."""
    validation = ", validation {validation_loss:.4f}" if is_validated(project) else ""
    return f"{{epoch}}: loss {{train_loss:.4f}}{validation}"


def best_part(project: Project) -> str:
    """By which rows the best epoch is chosen."""
    return "validation" if is_validated(project) else "training"


def reported(project: Project, parts: list[str]) -> list[str]:
    """The parts on whose rows the finished network is judged: those that were not learned from, where there are any."""
    return parts[1:] or parts


def add_options(draft: Draft, project: Project, devices: tuple[str, ...], further: tuple[str, ...] = ()) -> None:
    """Add ``write_history``, ``plot_losses`` and ``parse_options``.

    ``devices``: what ``--device`` may be, the default first; ``further``: statements that add other options.
    """
    settings = project.training
    draft.need("argparse", "csv")
    draft.imports.add(Import("importlib.util", "find_spec"))
    draft.add_text(_WRITE_HISTORY)
    line = f"    {_VALIDATION_LINE}\n" if is_validated(project) else ""
    draft.add_text(_PLOT_LOSSES.replace("    {validation}\n", line))
    device = settings.device if settings.device in devices else devices[0]
    choices = literal(devices)
    text = _OPTIONS.format(devices=choices, epochs=settings.epochs, seed=settings.seed, device=device)
    draft.add_text(text.replace(_LAST, "".join(f"    {line}\n" for line in further) + _LAST))
