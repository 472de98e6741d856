"""Files that do not say where their nodes lie, as one writes them by hand."""

from __future__ import annotations

import json

import pytest

from netbuilder.errors import FileError
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.project.arrange import arranged
from tests.large import large_project


def text(**changes: object) -> bytes:
    document = json.loads(dumps(large_project(40), None))
    return json.dumps({**document, **changes}).encode()


def test_a_drawing_without_places_is_arranged():
    project = loads(text(layout={}), None)
    assert project.layout == arranged(project.graph)


def test_what_has_no_place_is_arranged_below_the_others():
    project = loads(text(layout={"node_0": [40, 60], "node_1": [400, -20]}), None)
    assert project.layout["node_0"] == (40, 60)
    assert project.layout["node_1"] == (400, -20)
    others = [place for node, place in project.layout.items() if node not in ("node_0", "node_1")]
    assert min(y for _, y in others) > 60 + 84
    assert min(x for x, _ in others) == 40
    assert len(set(others)) == 38


@pytest.mark.parametrize("place", ["[NaN, 0]", "[1e300, 0]", "[1e999, 0]", "[0]", "[0, 0, 0]", '["0", 0]', "null"])
def test_places_of_nonsense_are_refused(place):
    raw = text(layout={"node_0": "HERE"}).replace(b'"HERE"', place.encode())
    with pytest.raises(FileError):
        loads(raw, None)
