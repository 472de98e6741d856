"""Modules that raise, hang, end their process or branch on values: a sentence, and nothing of them runs here."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from netbuilder.errors import FileError
from netbuilder.interchange.imported import Imported
from netbuilder.interchange.modules.found_module import RefusedError, imported
from netbuilder.interchange.modules.job import Answer
from netbuilder.interchange.modules.module_process import REFUSALS, StoppedError, traced
from netbuilder.interchange.modules.permission import mark_of
from netbuilder.interchange.report import remarks
from tests.interchange.conftest import NETWORKS

BAD = NETWORKS / "bad.py"


def kind(child: Callable[..., Answer], name: str, *inputs: tuple[int, ...]) -> str:
    refusal = child(BAD, name, inputs).refusal
    return refusal.kind if refusal is not None else ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Raises", "raises"),
        ("Leaves", "raises"),
        ("Branches", "differs"),
        ("Constant", "no output"),
        ("Words", "output"),
        ("NeedsSizes", "arguments"),
        ("number", "not a module"),
        ("Nowhere", "no such class"),
        ("NoLayers", "unknown inputs"),
        ("", "several"),
    ],
)
def test_a_bad_module_is_refused_for_its_reason(child: Callable[..., Answer], name: str, wanted: str) -> None:
    inputs = [(-1, 4)] if name in ("Raises", "Leaves") else []
    assert kind(child, name, *inputs) == wanted
    assert wanted in REFUSALS


def test_a_file_with_an_error_in_it_is_refused_with_its_line(child: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import torch\nclass Net(\n")
    refusal = child(tmp_path / "broken.py").refusal
    assert refusal is not None
    assert (refusal.kind, refusal.values["error"], refusal.values["line"]) == ("raises", "SyntaxError", "2")
    (tmp_path / "empty.py").write_text("x = 1\n")
    refusal = child(tmp_path / "empty.py").refusal
    assert refusal is not None
    assert refusal.kind == "no module"


def test_rows_chosen_by_their_values_are_never_drawn_as_if_all_were_taken(child: Callable[..., Answer]) -> None:
    answer = child(BAD, "Selects")
    if answer.trace is not None:  # by chance as many rows were chosen in both runs: then the choice has no layer
        assert [operation.kind for operation in answer.trace.operations][-2:] == ["f.__getitem__", "Linear"]
    else:
        assert answer.refusal is not None
        assert answer.refusal.kind == "differs"


def test_only_the_content_that_was_allowed_runs(tmp_path: Path) -> None:
    """The file changes after it has been looked at, and before the other process reads it."""
    file, trail = tmp_path / "net.py", tmp_path / "trail"
    file.write_text("x = 1\n")
    mark = mark_of(file)
    file.write_text(f"open({str(trail)!r}, 'w')\n")
    with pytest.raises(RefusedError, match="changed"):
        imported(file, mark)
    assert not trail.exists()


def test_the_number_of_shapes_must_be_that_of_the_inputs(child: Callable[..., Answer]) -> None:
    assert kind(child, "NoLayers", (-1, 4), (-1, 4)) == ""
    assert kind(child, "NoLayers", (-1, 4)) == "inputs"


def test_a_value_that_is_read_in_python_is_told_even_where_both_inputs_go_one_way(
    trace: Callable[..., Imported],
) -> None:
    found = trace("bad.py", "Frozen")
    assert any("is read in Python at bad.py:" in str(remark) for remark in remarks(found))


def test_an_error_of_the_module_is_told_with_its_line(traced_here: None) -> None:
    with pytest.raises(FileError, match=r"“bad.py”: line \d+ raises ZeroDivisionError: the module's own error"):
        traced(BAD, "Raises", [(-1, 4)])


def test_both_ways_of_a_branch_are_told(traced_here: None) -> None:
    with pytest.raises(FileError, match=r"from line bad.py:\d+ on, layer with one input and other with another"):
        traced(BAD, "Branches", [(-1, 4)])


def test_a_module_that_hangs_is_given_up_and_its_process_is_gone(forked: None) -> None:
    began = time.monotonic()
    with pytest.raises(FileError, match="did not finish within 3 seconds"):
        traced(BAD, "Hangs", [(-1, 4)], seconds=3)
    assert time.monotonic() - began < 30


def test_an_import_is_stopped_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(StoppedError):
        traced(BAD, "Hangs", [(-1, 4)], stopping=lambda: True)
    assert time.monotonic() - began < 20


def test_a_module_that_ends_its_process_ends_no_more_than_that(forked: None) -> None:
    with pytest.raises(FileError, match="ended with code 3"):
        traced(BAD, "Ends", [(-1, 4)])


def test_nothing_of_the_module_runs_in_this_process(capfd: pytest.CaptureFixture[str]) -> None:
    before = set(sys.modules)
    assert traced(BAD, "Speaks", [(-1, 4)]).trace.title == "Speaks"
    assert "bad" not in set(sys.modules) - before
    assert "on standard output" not in capfd.readouterr().out
