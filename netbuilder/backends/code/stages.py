"""The stages of a training, found in the text of any script: what one framework writes out, another does in ``fit``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
        re.compile(r"\.zero_grad\("),
    ),
    Stage(
        say("Gradient"),
        say("How much the loss changes with every weight."),
        re.compile(r"\.backward\(\)|tape\.gradient\(|autograd\.grad\(|\bbackward\(d_|loss_of_backward\(numpy"),
    ),
    Stage(
        say("Update"),
        say("The optimizer changes every weight a little against its gradient."),
        re.compile(r"optimizer\.step\(|optimizer\.apply\(|\bupdate\(params"),
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
        re.compile(r"network\(features|\bforward\(params|self\.network, \*batch"),
    ),
    Stage(
        say("Batches"),
        say("A few rows at a time, in a new order every epoch."),
        re.compile(
            r"order\.split\(|part\.split\(BATCH_SIZE|start : start \+ BATCH_SIZE|batch_size=BATCH_SIZE|sampler=batches"
        ),
    ),
    Stage(
        say("Epochs"),
        say("All training rows once, and again."),
        re.compile(r"for epoch in range\(|(network|trainer)\.fit\("),
    ),
    Stage(
        say("Measuring"),
        say("The loss of all rows after an epoch, with nothing learned from them."),
        re.compile(r"= evaluate\("),
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
_LEARNED_FROM = (
    r"^(?!\s*return loss_of\(|\s*loss, _ = ).*\bloss_of\(|loss=keras\.losses|\bloss=(negative|squashed)|\bloss=\["
)
"""The loss of a batch, and not that of rows that are measured after an epoch."""
OF_PHASES: Mapping[str, Stage] = MappingProxyType(
    {
        "zero": STAGES[0],
        "loss": replace(STAGES[3], pattern=re.compile(_LEARNED_FROM)),
        "backward": STAGES[1],
        "update": STAGES[2],
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
