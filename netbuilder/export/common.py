"""What the training loops of all frameworks share: how losses are measured and kept, and the best epoch."""

from __future__ import annotations

from netbuilder.backends.torch.losses import Objective
from netbuilder.project.project import Project

HISTORY = "History = list[tuple[int, float, float]]"


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


def decays_idle_outputs(project: Project, wanted: Objective) -> list[str]:
    """The comment on what only an output with a weight of 0 is made of, where weight decay reaches it all the same."""
    idle = any(not term.weight for term in wanted.terms)
    if not idle or not project.training.weight_decay:
        return []
    return [
        "# Here weight decay also shrinks layers that lead only to outputs with a",
        "# weight of 0 in the loss. NetBuilder leaves them as they are.",
    ]


def telling_best(project: Project) -> list[str]:
    """The lines that say which epoch was the best, if there was one."""
    return ["if best_epoch:", f'    print(f"best: epoch {{best_epoch}}, {best_part(project)} loss {{best_loss:.4f}}")']


def best_part(project: Project) -> str:
    """By which rows the best epoch is chosen."""
    return "validation" if is_validated(project) else "training"


def reported(project: Project, parts: list[str]) -> list[str]:
    """The parts on whose rows the finished network is judged: those that were not learned from, where there are any."""
    return parts[1:] or parts
