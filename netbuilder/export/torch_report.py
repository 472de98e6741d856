"""The part of the PyTorch script that reports: how good the finished network is, in units that people read."""

from __future__ import annotations

from netbuilder.backends.torch.losses import Objective, Target

PREDICT = '''
@torch.inference_mode()
def predict(network: Network, features: torch.Tensor) -> torch.Tensor:
    """What the network puts out for normalized features, in evaluation mode."""
    network.eval()
    return {answer}
'''

PREDICT_IN_PIECES = '''
@torch.inference_mode()
def predict(network: Network, features: torch.Tensor) -> torch.Tensor:
    """What the network puts out for normalized features, in evaluation mode."""
    network.eval()
    return torch.cat([{answer} for features in features.split({rows})])
'''

OF_CLASSES = '''
def report(name: str, network: Network, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    features, targets = rows[:2]
    chosen = {chosen}
    right = (chosen == targets).float()
    largest = targets.bincount().max().item() / len(targets)
    recalls = {{number: right[targets == number].mean().item() for number in targets.unique().tolist()}}
    print(f"{{name}}: loss {{evaluate(network, *rows):.4f}}, accuracy {{right.mean():.4f}}")
    print(f"{{name}}: balanced accuracy {{sum(recalls.values()) / len(recalls):.4f}}")
    print(f"{{name}}: recall by class", ", ".join(f"{{number}}: {{recall:.4f}}" for number, recall in recalls.items()))
    print(f"{{name}}: the largest class alone has a share of {{largest:.4f}}")
'''

OF_NUMBERS = '''
def report(name: str, network: Network, rows: Rows{parameter}) -> None:
    """Print the loss of some rows, and the error in units of the target."""
    features, targets = rows
    misses = {misses}
    rmse = misses.square().mean().sqrt().item()
    print(f"{{name}}: loss {{evaluate(network, *rows):.4f}}")
    print(f"{{name}}: root mean squared error {{rmse:.4g}}, in units of the target")
'''

ERROR_OF_ACCURACY = """\
    if name == "test":
        share = (right.sum() + 2) / (len(right) + 4)
        error = (share * (1 - share) / (len(right) + 4)).sqrt()
        print(f"test: standard error of the accuracy {error:.4f}")
"""

ERROR_OF_MISSES = """\
    if name == "test":
        squares = misses.square().mean(1)
        error = squares.std(correction=0).item() / max(len(squares) - 1, 1) ** 0.5 / (2 * rmse or 1.0)
        print(f"test: standard error of the root mean squared error {error:.2g}")
"""
"""That of a root is that of what stands under it, divided by twice the root (the delta method)."""

OF_LOSS = '''
def report(name: str, network: Network, rows: Rows) -> None:
    """Print the loss of some rows."""
    print(f"{name}: loss {evaluate(network, *rows):.6g}")
'''

CHOSEN: dict[Target, str] = {
    "classes": "predict(network, features).argmax(1)",
    "column": "(predict(network, features) > 0).squeeze(1).long()",
}
"""The predicted class of each row, by the form of the target that the loss compares with."""


def predict_text(answer: str, piece: int | None) -> str:
    """``predict``: what one output gives, as source text; ``piece``: rows at once."""
    return PREDICT.format(answer=answer) if piece is None else PREDICT_IN_PIECES.format(answer=answer, rows=piece)


def report_text(objective: Objective, scaled: bool, tested: bool) -> str:
    """``report``, for the kind of target. ``scaled``: numbers were scaled for training, and the misses go back;
    ``tested``: there are test rows, whose score is told with its standard error."""
    form = objective.form
    if form is None:
        return OF_LOSS
    if form != "numbers":
        return OF_CLASSES.format(chosen=CHOSEN[form]) + (ERROR_OF_ACCURACY if tested else "")
    away, error = "predict(network, features) - targets", ERROR_OF_MISSES if tested else ""
    if not scaled:
        return OF_NUMBERS.format(parameter="", misses=away) + error
    return OF_NUMBERS.format(parameter=", target_scale: torch.Tensor", misses=f"({away}) * target_scale") + error
