"""What could come in wrong without a word comes in right, or is refused in words that say why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.interchange.imported import Imported
from netbuilder.interchange.report import in_short, lines, remarks
from netbuilder.interchange.traced import Dims
from tests.interchange.conftest import NETWORKS, Tracing, titles

Import = Callable[..., Imported]
WHOLE: dict[str, tuple[Dims, ...]] = {
    "InPlace": ((-1, 6),),
    "TwoBatches": ((-1, 6), (-1, 6)),
    "Table": ((-1, 5),),
    "Packed": ((-1, 7, 5),),
    "Picked": ((-1, 4, 8),),
}


@pytest.mark.parametrize("name", WHOLE)
def test_it_comes_in_whole(trace: Import, name: str) -> None:
    found = trace("silence.py", name, *WHOLE[name])
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6
    assert "changed in place" not in " ".join(map(str, remarks(found)))


def test_sequences_of_several_lengths_are_refused_by_name(child: Tracing) -> None:
    refusal = child(NETWORKS / "silence.py", "Lengths", [(-1, 7)]).refusal
    assert refusal is not None
    assert refusal.kind == "packed"
    assert refusal.values["line"].startswith("silence.py:")


def test_what_mixes_rows_or_cuts_off_is_a_placeholder_with_its_reason(trace: Import) -> None:
    reasons = {became.what: str(became.reason) for became in trace("silence.py", "Refused", (-1, 6)).missing}
    assert "mean and variance of each batch" in reasons["BatchNorm1d"]
    assert "rounds or cuts off" in reasons["float"]
    assert "a layer sees one row at a time" in reasons["softmax"]
    assert "axes swapped" in reasons["view"]


def test_a_buffer_that_changes_with_each_call_is_no_constant(trace: Import) -> None:
    (missing,) = trace("silence.py", "Counting", (-1, 6)).missing
    assert "another one each time" in str(missing.reason)


def test_what_layers_make_of_weights_alone_is_trained_and_that_it_was_computed_is_said(trace: Import) -> None:
    found = trace("silence.py", "OfWeights", (-1, 5))
    assert found.whole
    assert "are computed from others" in " ".join(map(str, remarks(found)))
    assert "Constant" not in titles(found)


def test_many_layers_of_one_operation_are_counted(trace: Import) -> None:
    found = trace("states.py", "Cells", (-1, 4, 4), (-1, 3, 3))
    shown = [in_short(line, str) for line in lines(found)]
    assert all(text.count(" + ") <= 16 for text in shown)
    assert any("Sigmoid × " in text for text in shown)


def test_what_is_not_trained_in_the_original_is_said_and_what_is_not_used_is_not_drawn(trace: Import) -> None:
    found = trace("silence.py", "NotTrained", (-1, 4))
    said = " ".join(map(str, remarks(found)))
    assert said.count("no gradient goes further back") == 2
    assert "that are trained here: layers.2." in said
    assert titles(found).count("Dense") == 3
