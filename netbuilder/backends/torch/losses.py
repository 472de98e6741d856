"""Which loss compares which output with the target, as named calls that are both run and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.base import Signature
from netbuilder.data.preparation import class_weights
from netbuilder.errors import TrainingError
from netbuilder.graph.graph import NodeId
from netbuilder.layers.base import Shape, describe
from netbuilder.layers.calls import Function
from netbuilder.messages import Message, say
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check_result import Check

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

ResolvedLoss = Literal["cross-entropy", "binary cross-entropy", "nll", "mse", "mae", "huber", "drawn"]
Target = Literal["classes", "column", "numbers", "weights"]
Metric = Literal["accuracy", "R²"]


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss: ``call(output, target)`` is the mean over rows.

    ``target`` is the form it compares with: "classes": int64 (rows,) class numbers; "column": float32 (rows, 1),
    0 or 1; "numbers": float32 (rows, targets). Beside one of these, rows of weighted classes have "weights": float32
    (rows,), how much each row counts.
    """

    name: ResolvedLoss
    title: Message
    call: Function
    target: Target

    @property
    def drawn(self) -> bool:
        """Whether the output is the loss itself, of each row or of all; the target is then not looked at."""
        return self.name == "drawn"


@dataclass(frozen=True, slots=True)
class Term:
    """The loss of one output node and how much it counts; 0: it is measured only."""

    node: NodeId
    loss: Loss
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Objective:
    """What training makes small: the weighted sum over the outputs, in the order in which ``forward`` returns them.

    ``class_weights``: how much a row of each class counts; empty where every row counts once. The loss of some rows is
    then the sum of weight × loss divided by the number of rows (not by the sum of their weights), for every loss.
    """

    terms: tuple[Term, ...]
    metric: Metric
    class_weights: tuple[float, ...] = ()

    def expression(self, outputs: tuple[str, ...], targets: Mapping[Target, str]) -> str:
        """The sum as source text over the names of the outputs and of the target in each form."""
        parts = [
            ("" if term.weight == 1.0 else f"{term.weight!r} * ")
            + term.loss.call.expression("", [output, targets[term.loss.target]])
            for term, output in zip(self.terms, outputs, strict=True)
        ]
        return " + ".join(parts)

    @property
    def answer(self) -> int | None:
        """The place of the output that predicts: the first that is no loss itself; None where there is none."""
        return next((place for place, term in enumerate(self.terms) if not term.loss.drawn), None)

    @property
    def form(self) -> Target | None:
        """With what the output that predicts is compared; None where there is none."""
        return None if self.answer is None else self.terms[self.answer].loss.target

    @property
    def drawn(self) -> bool:
        """Whether a loss that is drawn by hand counts, of which nobody knows what is low."""
        return any(term.loss.drawn for term in self.terms)


LOSSES: Mapping[ResolvedLoss, Loss] = {
    loss.name: loss
    for loss in (
        Loss("cross-entropy", say("Cross-entropy"), Function("torch.nn.functional.cross_entropy"), "classes"),
        Loss(
            "binary cross-entropy",
            say("Binary cross-entropy"),
            Function("torch.nn.functional.binary_cross_entropy_with_logits"),
            "column",
        ),
        Loss("nll", say("Negative log-likelihood"), Function("torch.nn.functional.nll_loss"), "classes"),
        Loss("mse", say("Mean squared error"), Function("torch.nn.functional.mse_loss"), "numbers"),
        Loss("mae", say("Mean absolute error"), Function("torch.nn.functional.l1_loss"), "numbers"),
        Loss("huber", say("Huber loss"), Function("torch.nn.functional.huber_loss"), "numbers"),
    )
}


OUTPUT = say("Output")


def resolve_loss(settings: TrainingSettings, signature: Signature, output: Shape, title: Message = OUTPUT) -> Loss:
    """The loss for an output of this shape; ``title`` names the output node in errors.

    Auto takes mean squared error for numbers, binary cross-entropy for two classes with one output, and
    cross-entropy otherwise. Raises TrainingError where the loss does not fit the target or the output.
    """
    loss = LOSSES[_automatic(signature, output) if settings.loss == "auto" else settings.loss]
    if loss.target == "numbers":
        _require_numbers(loss, signature, output, title)
    else:
        _require_classes(loss, signature)
        if loss.target == "column":
            _require_two_classes(loss, signature, output, title)
        else:
            _require_an_output_per_class(loss, signature, output, title)
    return loss


def objective(check: Check, settings: TrainingSettings, learned: Array | None = None) -> Objective:
    """The losses of all outputs of a sound drawing. Raises TrainingError as ``resolve_loss`` does.

    ``learned``: the targets of the training rows, from which class weights follow; None where only the terms are
    wanted.
    """
    if check.signature is None:
        raise TrainingError("There are no data to learn from. Choose data.")
    outputs = check.graph.with_role("output")
    terms = []
    for node in outputs:
        loss = drawn_loss(check.signature)
        if not node.layer.minimized:
            loss = resolve_loss(settings, check.signature, check.shape(node.id) or (), check.graph.called(node.id))
        terms.append(Term(node.id, loss, node.layer.values().get("weight", 1.0) if len(outputs) > 1 else 1.0))
    if terms and not any(term.weight for term in terms):
        raise TrainingError("No output counts in the loss. Give one of them a loss weight above 0.")
    weighted = learned is not None and weighs_classes(settings, check.signature)
    weights = class_weights(learned, len(check.signature.classes)).tolist() if weighted else ()
    return Objective(tuple(terms), metric_of(check.signature), tuple(weights))


def drawn_loss(signature: Signature) -> Loss:
    """The loss of an output that is a loss itself: its mean."""
    form: Target = "classes" if signature.task == "classification" else "numbers"
    return Loss("drawn", say("Drawn loss"), Function("torch.mean"), form)


def weighs_classes(settings: TrainingSettings, signature: Signature) -> bool:
    """Whether the rows of some classes count more than those of others."""
    return settings.class_weights == "balanced" and signature.task == "classification"


def metric_of(signature: Signature) -> Metric:
    """What is told of such data beside the loss."""
    return "accuracy" if signature.task == "classification" else "R²"


def _automatic(signature: Signature, output: Shape) -> ResolvedLoss:
    if signature.task == "regression":
        return "mse"
    return "binary cross-entropy" if len(signature.classes) == 2 and output == (1,) else "cross-entropy"


def _require_numbers(loss: Loss, signature: Signature, output: Shape, title: Message) -> None:
    if signature.task != "regression":
        raise TrainingError(
            "{loss} needs numbers to predict, but the data have {count} classes. Choose cross-entropy, or Auto.",
            loss=loss.title,
            count=len(signature.classes),
        )
    if output != (signature.targets,):
        raise TrainingError(
            "{loss} needs one output for each number to predict ({count}), but “{node}” gives {shape}. "
            "Set the units of the last layer to {count}, or put a Dense layer with {count} units behind it.",
            loss=loss.title,
            count=signature.targets,
            node=title,
            shape=describe(output),
        )


def _require_classes(loss: Loss, signature: Signature) -> None:
    if signature.task != "classification":
        raise TrainingError(
            "{loss} needs classes to predict, but the target of the data is numeric. Choose mean squared error, or "
            "Auto.",
            loss=loss.title,
        )


def _require_two_classes(loss: Loss, signature: Signature, output: Shape, title: Message) -> None:
    if len(signature.classes) != 2:
        raise TrainingError(
            "{loss} needs two classes, but the data have {count}. Choose cross-entropy, or Auto.",
            loss=loss.title,
            count=len(signature.classes),
        )
    if output != (1,):
        raise TrainingError(
            "{loss} needs a single output, but “{node}” gives {shape}. Set the units of the last layer to 1, put a "
            "Dense layer with 1 unit behind it, or choose cross-entropy.",
            loss=loss.title,
            node=title,
            shape=describe(output),
        )


def _require_an_output_per_class(loss: Loss, signature: Signature, output: Shape, title: Message) -> None:
    if output != (len(signature.classes),):
        raise TrainingError(
            "{loss} needs one output for each of the {count} classes, but “{node}” gives {shape}. "
            "Set the units of the last layer to {count}, or put a Dense layer with {count} units behind it.",
            loss=loss.title,
            count=len(signature.classes),
            node=title,
            shape=describe(output),
        )
