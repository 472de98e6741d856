"""Packed sequences (``torch.nn.utils.rnn``) whose lengths are all the whole: they are sequences as any other."""

from __future__ import annotations

from collections.abc import Sequence

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Value, entered
from netbuilder.interchange.drawing.placed import ROWS
from netbuilder.layers.base import Layer
from netbuilder.messages import say

LENGTHS = say("it packs sequences of several lengths. Every row here has the same length.")


def packed(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """What is packed, the rows first: each step of each row. Raises NoLayerError."""
    value, first = entered(drawer, call), bool(call.settings.get("batch_first"))
    if len(value.axes) != 3 or value.axes[0 if first else 1] != (ROWS,):
        raise NoLayerError(BATCH)
    value = value if first else value.permuted([1, 0, 2])
    if len(call.inputs) > 1 or -value.size([1]) != (call.leaving[0] or (0,))[0]:
        raise NoLayerError(LENGTHS)
    return [value]


def unpacked(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The sequence again."""
    value = entered(drawer, call)
    return [value if call.settings.get("batch_first") else value.permuted([1, 0, 2])]
