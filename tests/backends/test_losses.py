"""Which loss is chosen, and in which words one is refused."""

from __future__ import annotations

import pytest
import torch

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import LOSSES, Objective, Term, resolve_loss
from netbuilder.data.base import Signature
from netbuilder.errors import TrainingError
from netbuilder.messages import say
from netbuilder.project.training_settings import TrainingSettings

TWO = Signature((2,), "classification", 10, ("a", "b"))
THREE = Signature((2,), "classification", 10, ("a", "b", "c"))
NUMBER = Signature((2,), "regression", 10)
PAIR = Signature((2,), "regression", 10, targets=2)


@pytest.mark.parametrize(
    ("signature", "output", "expected"),
    [
        (TWO, (1,), "binary cross-entropy"),
        (TWO, (2,), "cross-entropy"),
        (THREE, (3,), "cross-entropy"),
        (NUMBER, (1,), "mse"),
        (PAIR, (2,), "mse"),
    ],
)
def test_auto_follows_target_and_output(signature: Signature, output: tuple[int, ...], expected: str) -> None:
    assert resolve_loss(TrainingSettings(), signature, output).name == expected


@pytest.mark.parametrize(
    ("loss", "signature", "output", "sentence"),
    [
        ("auto", THREE, (2,), "Cross-entropy needs one output for each of the 3 classes, but “Answer” gives 2. "
         "Set the units of the last layer to 3, or put a Dense layer with 3 units behind it."),
        ("auto", THREE, (1,), "one output for each of the 3 classes, but “Answer” gives 1."),
        ("cross-entropy", TWO, (1,), "one output for each of the 2 classes, but “Answer” gives 1."),
        ("cross-entropy", THREE, (4, 3), "but “Answer” gives 4 × 3."),
        ("cross-entropy", NUMBER, (1,), "needs classes to predict, but the target of the data is numeric."),
        ("nll", NUMBER, (1,), "needs classes to predict"),
        ("binary cross-entropy", THREE, (1,), "needs two classes, but the data have 3."),
        ("binary cross-entropy", TWO, (2,), "needs a single output, but “Answer” gives 2."),
        ("mse", TWO, (1,), "needs numbers to predict, but the data have 2 classes."),
        ("mae", PAIR, (1,), "one output for each number to predict (2), but “Answer” gives 1."),
        ("huber", NUMBER, (5, 1), "but “Answer” gives 5 × 1."),
    ],
)  # fmt: skip
def test_a_loss_that_does_not_fit_is_refused_in_words(
    loss: str, signature: Signature, output: tuple[int, ...], sentence: str
) -> None:
    settings = TrainingSettings().with_(loss=loss)
    with pytest.raises(TrainingError) as caught:
        resolve_loss(settings, signature, output, say("Answer"))
    assert sentence in str(caught.value)


def test_the_printed_objective_computes_what_the_live_one_computes() -> None:
    terms = (Term("a", LOSSES["cross-entropy"]), Term("b", LOSSES["nll"], 0.5), Term("c", LOSSES["mse"], 2.0))
    goal = Objective(terms, "accuracy")
    outputs = tuple(torch.randn(6, 3).log_softmax(1) for _ in terms)
    targets = {"classes": torch.randint(0, 3, (6,)), "numbers": torch.randn(6, 3)}
    printed = goal.expression(("x", "y", "z"), {"classes": "classes", "numbers": "numbers"})
    names = dict(zip("xyz", outputs, strict=True))
    assert torch.equal(eval(printed, {"torch": torch, **names, **targets}), Criterion(goal).loss(outputs, targets))
