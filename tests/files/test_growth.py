"""Files made to be slow: what they cost grows with their size, not with its square; no sentence is longer than read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.data.tables.file_sources import column_names
from netbuilder.errors import EditError, FileError
from netbuilder.files.parse import _once_each
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.graph import LONGEST_NAME, Graph, Node
from netbuilder.graph.identifiers import identifiers
from netbuilder.layers.activation import ReLU
from netbuilder.messages import LONGEST_VALUE, say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.growth import grows_linearly


class Compared(str):
    """A text that counts how often it is compared."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__

    def strip(self, *_: object) -> Compared:
        return self


def texts(count: int) -> list[Compared]:
    """So many texts, the last of which is there twice."""
    Compared.times = 0
    return [*(Compared(f"key {number}") for number in range(count)), Compared(f"key {count - 1}")]


def test_a_key_that_comes_twice_is_found_without_comparing_each_with_each() -> None:
    with pytest.raises(FileError, match="the key “key 999” twice"):
        _once_each([(key, 0) for key in texts(1000)])
    assert Compared.times < 5000


def test_a_column_that_comes_twice_is_found_without_comparing_each_with_each() -> None:
    assert column_names(texts(1000))[-1] == "key 999 (2)"
    assert Compared.times < 5000


def test_many_nodes_of_one_name_are_named_in_proportion_to_their_number() -> None:
    def prepared(nodes: int) -> Callable[[], object]:
        graph = Graph({f"relu_{number}": Node(f"relu_{number}", ReLU(), "stage") for number in range(nodes)})
        return lambda: identifiers(graph)

    assert grows_linearly(prepared)


def test_namesakes_are_numbered_in_the_order_of_the_drawing() -> None:
    nodes = [Node("a", ReLU(), "x 2"), Node("b", ReLU(), "x"), Node("c", ReLU(), "x"), Node("d", ReLU(), "x_2")]
    assert list(identifiers(Graph({node.id: node for node in nodes})).values()) == [
        "x_2",
        "layer_x",
        "layer_x_2",
        "x_2_2",
    ]


def test_a_name_that_is_too_long_is_refused_in_files_and_edits() -> None:
    project, node = edits.add_node(Project(), ReLU(), (0.0, 0.0))
    long = edits.rename(project, node, "n" * LONGEST_NAME)
    assert loads(dumps(long, None).encode(), None) == long
    with pytest.raises(EditError, match=f"can have {LONGEST_NAME} characters, but this one has {LONGEST_NAME + 1}"):
        edits.rename(project, node, "n" * (LONGEST_NAME + 1))
    text = dumps(long, None).replace("n" * LONGEST_NAME, "n" * 10**6)
    with pytest.raises(FileError, match=r"“nodes\[1\].name”") as refused:
        loads(text.encode(), None)
    assert len(str(refused.value)) < 300


def test_a_value_that_is_too_long_to_be_read_is_cut_in_the_middle() -> None:
    sentence = str(say("There is no node “{node}”.", node="a" * 10**6 + "z"))
    assert len(sentence) < LONGEST_VALUE + 40
    assert sentence.startswith("There is no node “aaa")
    assert sentence.endswith("aaz”.")
    assert str(say("“{node}”", node="n" * LONGEST_VALUE)) == f"“{'n' * LONGEST_VALUE}”"
