"""Reroute points in files: left out where there are none, read as written, nonsense refused, also inside blocks."""

from __future__ import annotations

import json

import pytest

from netbuilder.errors import FileError
from netbuilder.files.block_files import block_text, kept, parse_block
from netbuilder.files.fragments import fragment_text, parse_fragment
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.graph import Wire
from netbuilder.project import edits
from netbuilder.project.block_edits import closed, group, opened
from tests.drawing import drawn

POINTS = ((120.0, -40.5), (260.0, 90.0))


def bent(project, *wires):
    return edits.reroute(project, {**project.reroutes, **dict.fromkeys(wires, POINTS)})


@pytest.fixture
def chain():
    return drawn(("dense", {}), ("relu", {}), ("dense", {}))


def test_a_file_without_any_does_not_speak_of_them(chain):
    assert '"via"' not in dumps(chain, None)


def test_they_are_read_as_they_were_written_on_the_line_of_their_wire(chain):
    wire = Wire("dense_1", "relu_1")
    text = dumps(bent(chain, wire), None)
    assert [line for line in text.splitlines() if "via" in line] == [
        '    {"from": "dense_1", "to": "relu_1", "via": [[120, -40.5], [260, 90]]},'
    ]
    again = loads(text.encode(), None)
    assert again.reroutes == {wire: POINTS}
    assert dumps(again, None) == text
    assert again.graph.essence == chain.graph.essence


def test_those_of_wires_between_named_ports_are_kept():
    project = edits.connect(drawn(("dense", {}), ("add", {})), "input_1", "add_1", "input_2")
    wires = sorted(project.graph.wires)
    assert any(wire.target_port == "input_2" for wire in wires)
    assert loads(dumps(bent(project, *wires), None).encode(), None).reroutes == dict.fromkeys(wires, POINTS)


def test_those_in_blocks_are_kept_in_projects_block_files_and_on_the_clipboard(chain):
    project, use = group(chain, ["dense_1", "relu_1"], "Pair")
    block, inside = project.graph.nodes[use].layer.block, Wire("dense_1", "relu_1")
    project = closed(project, block, bent(opened(project, block), inside))
    assert loads(dumps(project, None).encode(), None).blocks[block].reroutes == {inside: POINTS}
    found = parse_block(block_text(kept(project.blocks, block)).encode(), name="pair")
    assert found.definition.reroutes == {inside: POINTS}
    outside = Wire(use, "dense_2", source_port="output")
    fragment = edits.copy(bent(project, outside), [use, "dense_2"])
    found = parse_fragment(fragment_text(fragment).encode())
    assert found.reroutes == {outside: POINTS}
    assert found.blocks[block].reroutes == {inside: POINTS}


@pytest.mark.parametrize("via", [[[0]], [[0, 1, 2]], [["0", 0]], [[1e300, 0]], [[None, 0]], [3], "points", {"x": 1}])
def test_nonsense_is_refused_with_a_short_sentence(chain, via):
    document = json.loads(dumps(chain, None))
    document["wires"][0]["via"] = via
    with pytest.raises(FileError, match="via") as refused:
        loads(json.dumps(document).encode(), None)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(chain, number):
    text = dumps(bent(chain, Wire("dense_1", "relu_1")), None).replace("-40.5", number)
    with pytest.raises(FileError):
        loads(text.encode(), None)
