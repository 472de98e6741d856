"""The stages of a training, found in the text of any script: what one framework writes out, another does in ``fit``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from netbuilder.messages import Message, say


@dataclass(frozen=True, slots=True)
class Stage:
    """``title``: its name in this field; ``words``: what happens, in a sentence; ``pattern``: how its lines read."""

    title: Message
    words: Message
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a stage is in a script. ``rows``: its lines, counted from 0; ``by_fit``: they are the call of ``fit``."""

    rows: tuple[int, ...]
    by_fit: bool


STAGES = (
    Stage(
        say("Clearing the gradient"),
        say("PyTorch adds to the gradient that is there; what the last batch left has to go first."),
        re.compile(r"\bzero_grad\(|for parameter in parameters:"),
    ),
    Stage(
        say("Gradient clipping"),
        say("A gradient that is longer than the limit is scaled down to it."),
        re.compile(r"clip_grad_norm_\(|gradient_clip_val=|global_clipnorm=|\bclipped\("),
    ),
    Stage(
        say("Gradient"),
        say("How much the loss changes with every weight."),
        re.compile(
            r"\.backward\(\)|tape\.gradient\(|autograd\.grad\(|\bbackward\(d_|loss_of_backward\(numpy|= gradients\("
        ),
    ),
    Stage(
        say("Update"),
        say("The optimizer changes every weight a little against its gradient."),
        re.compile(r"optimizer\.step\(|optimizer\.apply\(|\bupdate\(params|\bstep \+= 1"),
    ),
    Stage(
        say("Learning-rate decay"),
        say("The learning rate shrinks from epoch to epoch."),
        re.compile(
            r"\.lr_scheduler\.|schedule\.step\(|\[schedule\]|\blearning_rate\(epoch|\bset_rate\(|on_epoch_begin=decay"
            r"|LearningRateScheduler|optimizer\.learning_rate = "
        ),
    ),
    Stage(
        say("Early stopping"),
        say("The training ends once the loss has not improved for a number of epochs."),
        re.compile(r">= PATIENCE|patience=PATIENCE|lightning\.pytorch\.callbacks\.EarlyStopping\("),
    ),
    Stage(
        say("Best weights"),
        say("The weights of the best epoch are kept, and put back at the end."),
        re.compile(
            r"\bbest(_epoch|_loss)?\b(, [\w.]+)* =|< (self\.)?best_loss|\bbest\)|\bbest: |restore_best"
            r"|if (task\.)?best_epoch:|= task\.best_epoch|if losses\.history"
            r"|keras\.callbacks\.EarlyStopping\("
        ),
    ),
    Stage(
        say("Divergence"),
        say("The training ends where the loss is no longer a number."),
        re.compile(r"isfinite\(|no longer a number|\.stop_training = |\.should_stop = "),
    ),
    Stage(
        say("Progress"),
        say("About twenty of the epochs are printed."),
        re.compile(r"\bepochs(\"\])? / 20\)|% step == 0|: loss \{train_loss"),
    ),
    Stage(
        say("History"),
        say("The losses of every epoch are kept, for a file and a picture."),
        re.compile(r"\bhistory\.append\(|\bhistory: History = |return (\w+\.)?history"),
    ),
    Stage(
        say("Optimizer"),
        say("The rule by which the weights change, with what it remembers of earlier gradients."),
        re.compile(
            r"\boptimizer ?= ?[\w.]+\(|\bparameters = list\(|optimizer\.build\(|return \[?optimizer|network\.compile\("
            r"|return torch\.optim\."
            r"|= empty_memory\(|\bstep = 0"
        ),
    ),
    Stage(
        say("Loss"),
        say("One number that says how wrong the outputs are."),
        re.compile(
            r"= loss_of\(|return loss_of\(|\* loss_of\(|^\s+loss_of\(network, \*batch\)"
            r"|loss=keras\.losses|\bloss=(negative|squashed)|\bloss=\["
        ),
    ),
    Stage(
        say("Forward"),
        say("The outputs, computed from the inputs layer by layer."),
        re.compile(r"network\(features|\bforward\(params|self\.network, \*batch|GradientTape\("),
    ),
    Stage(
        say("Batches"),
        say("A few rows at a time, in a new order every epoch."),
        re.compile(
            r"order\.split\(|part\.split\(BATCH_SIZE|start : start \+ BATCH_SIZE|batch_size=BATCH_SIZE|sampler=batches"
            r"|, BATCH_SIZE\)|\border = |\bshuffled = |\bbatches = "
        ),
    ),
    Stage(
        say("Epochs"),
        say("All training rows once, and again."),
        re.compile(r"for epoch in range\(|(network|trainer)\.fit\(|\.Trainer\("),
    ),
    Stage(
        say("Measuring"),
        say("The loss of all rows after an epoch, with nothing learned from them."),
        re.compile(
            r"\bevaluate\((network|params|self)|= judged\(|= Losses\(|validation_data=|\"val_loss\"\]"
            r"|self\.log\(|callback_metrics|(measured|validation)_rows\)"
        ),
    ),
    Stage(
        say("Training mode"),
        say("Dropout and batch normalization work as they do while training."),
        re.compile(r"network\.train\(\)|training=True"),
    ),
    Stage(
        say("Starting weights"),
        say("Random numbers, before anything is learned."),
        re.compile(r"= Network\(\)|= build_network\(\)|= starting_values\("),
    ),
    Stage(
        say("Rows"),
        say("The same rows in every script, split and prepared in the same way."),
        re.compile(r"= load_data\("),
    ),
)
"""The most particular first: a line that does several things at once belongs to the first that it shows."""


def _named(title: str) -> Stage:
    return next(stage for stage in STAGES if str(stage.title) == title)


_LEARNED_FROM = (
    r"^(?!\s*return loss_of\(|\s*loss, _ = ).*\bloss_of\(|loss=keras\.losses|\bloss=(negative|squashed)|\bloss=\["
)
"""The loss of a batch, and not that of rows that are measured after an epoch."""
OF_PHASES: Mapping[str, Stage] = MappingProxyType(
    {
        "zero": _named("Clearing the gradient"),
        "loss": replace(_named("Loss"), pattern=re.compile(_LEARNED_FROM)),
        "backward": _named("Gradient"),
        "update": _named("Update"),
    }
)
"""What the phases of a minibatch execute, besides the lines of the node that a moment is about."""

_FIT = re.compile(r"(network|trainer)\.fit\(")
_DERIVATIVE = re.compile(r"def (\w+_)?backward\(")
_NO_CODE = re.compile(r"\s*(def |class |#|\"\"\"|import |from )")


def stage_of(line: str) -> Stage | None:
    """The stage that a line of a script belongs to, or None."""
    if _NO_CODE.match(line):
        return None
    return next((stage for stage in STAGES if stage.pattern.search(line)), None)


def stage_at(row: int, lines: Sequence[str]) -> Stage | None:
    """The stage that a line belongs to by what it says or by what it stands in: a call, a loop, a condition, or a
    function that a stage calls. None for a line that belongs to none.
    """
    if _NO_CODE.match(lines[row]):
        return None
    for text in _outwards(row, lines):
        within, is_head, head = text.partition("def ")
        stage = stage_of(head if is_head and not within.strip() else text)
        if stage is not None or is_head:
            return stage
    return None


def _outwards(row: int, lines: Sequence[str]) -> Iterator[str]:
    """A line, and those that it stands in, from the innermost on: scripts are indented as a formatter does it."""
    yield lines[row]
    depth = _depth(lines[row]) + lines[row].lstrip().startswith((")", "]", "}"))
    for text in reversed(lines[:row]):
        if text and _depth(text) < depth and not text.lstrip().startswith("#"):
            yield text
            depth = _depth(text)


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())


def found(stage: Stage, lines: Sequence[str]) -> Found:
    """Where a stage is in a script: its own lines, or the call of ``fit``; no rows where it is not needed."""
    own = _rows(stage.pattern, lines)
    return Found(own, by_fit=False) if own else Found(_rows(_FIT, lines), by_fit=True)


def _rows(pattern: re.Pattern[str], lines: Sequence[str]) -> tuple[int, ...]:
    return tuple(row for row, line in enumerate(lines) if pattern.search(line) and not _NO_CODE.match(line))


def derivative_rows(lines: Sequence[str]) -> frozenset[int]:
    """The rows of functions that compute a derivative: scripts that write backward out have one for each function."""
    found, inside = set[int](), False
    for row, text in enumerate(lines):
        if text[:1].isalpha():
            inside = _DERIVATIVE.match(text) is not None
        if inside:
            found.add(row)
    return frozenset(found)
