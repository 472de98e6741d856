"""What is saved is what is opened: every layer, data set and setting, names in any script, unknown parts."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.data.unknown import UnknownDataset
from netbuilder.declaration import Declared, Kind, Parameter
from netbuilder.errors import UserError
from netbuilder.files.read import loads, read
from netbuilder.files.write import dumps, write
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers import UnknownLayer, layer_types
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings

BASE = Path("/somewhere/else").absolute()

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
positions = st.integers(-4000, 4000).map(lambda half: half / 2)


def numbers(row: Parameter) -> st.SearchStrategy[Any]:
    """Any allowed number, near the allowed end where there is only one."""
    lowest = row.minimum if row.minimum is not None else row.above if row.above is not None else -1000
    highest = row.maximum if row.maximum is not None else row.below if row.below is not None else lowest + 1000
    if row.kind is Kind.INTEGER:
        return st.integers(math.ceil(lowest), math.floor(highest))
    return st.floats(
        lowest, highest, exclude_min=row.above == lowest, exclude_max=row.below == highest, allow_nan=False
    )


def values(row: Parameter) -> st.SearchStrategy[Any]:
    """Values that the parameter allows."""
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.SWITCH: st.booleans(),
        Kind.CHOICE: st.sampled_from(row.choices or ("",)),
        Kind.SIZES: st.lists(st.integers(1, 64), max_size=4).map(tuple),
        Kind.FILE: st.sampled_from(["a.csv", "daten/ü b.csv", "../c.csv", ""]).map(
            lambda name: str((BASE / name).resolve()) if name else ""
        ),
    }
    found = numbers(row) if row.kind in (Kind.INTEGER, Kind.NUMBER) else kinds.get(row.kind, st.text(max_size=20))
    return st.none() | found if row.optional else found


@st.composite
def declared(draw: st.DrawFn, kind: type[Declared]) -> Declared:
    """A declaration with allowed parameters; those that do not go together are left at their defaults."""
    chosen: dict[str, Any] = {}
    for row in kind.parameters_declared():
        tried = {**chosen, row.name: draw(values(row))}
        try:
            kind.parse(tried)
        except UserError:
            continue
        chosen = tried
    return kind.parse(chosen)


input_names = st.sampled_from(["input", "query", "side", "input_1"])
output_names = st.sampled_from(["output", "last", "sequence"])


def in_order(names: set[str]) -> tuple[str, ...]:
    """As a file that is read orders the ports of a layer that it does not know."""
    return tuple(sorted(names, key=lambda name: (len(name), name)))


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Any project, sound or not: loops, double wires and unknown parts among them."""
    ids = draw(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=6))
    ends = st.sampled_from(ids) if ids else st.nothing()
    wires = (
        draw(st.frozensets(st.builds(Wire, ends, ends, input_names, output_names), max_size=8)) if ids else frozenset()
    )
    entries = {node: in_order({wire.target_port for wire in wires if wire.target == node}) for node in ids}
    exits = {node: tuple(sorted({wire.source_port for wire in wires if wire.source == node})) for node in ids}
    known = st.sampled_from(list(layer_types().values())).flatmap(declared)
    nodes = {}
    for node in ids:
        unknown = st.builds(
            UnknownLayer,
            original_type=st.text(min_size=1, max_size=9).map(lambda text: "unknown " + text),
            original_values=st.dictionaries(st.text(), plain, max_size=3),
            inputs=st.just(entries[node] or ("input",)),
            outputs=st.just(exits[node] or ("output",)),
        )
        nodes[node] = Node(node, draw(known | unknown), draw(st.text(max_size=20)))
    foreign = st.builds(
        UnknownDataset,
        original_type=st.just("from the future"),
        original_values=st.dictionaries(st.text(), plain, max_size=3),
    )
    dataset = draw(st.sampled_from(list(dataset_types().values())).flatmap(declared) | foreign)
    return Project(
        graph=Graph(nodes, wires),
        layout={node: (draw(positions), draw(positions)) for node in ids},
        data=draw(declared(DataSettings)).with_(dataset=dataset),
        training=draw(declared(TrainingSettings)),
        notes=draw(st.text(max_size=40)),
    )


@given(projects())
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_project_comes_back_equal_and_its_text_stays_the_same_to_the_byte(project: Project) -> None:
    text = dumps(project, BASE)
    opened = loads(text.encode(), BASE)
    assert opened == project
    assert list(opened.graph.nodes) == list(project.graph.nodes)
    assert dumps(opened, BASE) == text


def test_a_project_saved_to_a_file_comes_back_equal(example: Project, tmp_path: Path) -> None:
    write(tmp_path / "éxample.netb", example)
    assert read(tmp_path / "éxample.netb") == example


def test_moving_a_node_changes_one_line_and_a_parameter_another(example: Project) -> None:
    before = dumps(example, None).splitlines()
    moved = replace(example, layout={**example.layout, "relu_1": (3.3, 4.2)})
    after = dumps(moved, None).splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ('    "relu_1": [361, -80],', '    "relu_1": [3.5, 4],')
    ]
    trained = replace(example, training=example.training.with_(epochs=9))
    after = dumps(trained, None).splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == ['    "epochs": 9,']


def test_noise_adds_a_line_to_the_file_only_where_there_is_some(example: Project) -> None:
    before = dumps(example, None).splitlines()
    assert not any("noise_seed" in line or "input_noise" in line for line in before)
    noisy = replace(example, data=example.data.with_(input_noise=0.25))
    after = dumps(noisy, None).splitlines()
    assert [line for line in after if line not in before] == [
        '    "target_normalisation": "z-score",',
        '    "input_noise": 0.25',
    ]
    assert len(after) == len(before) + 1
    assert loads("\n".join(after).encode(), None) == noisy


def test_a_file_that_does_not_say_whether_targets_are_scaled_keeps_them_as_they_are(example: Project) -> None:
    plain = replace(example, data=example.data.with_(target_normalisation="none"))
    text = dumps(plain, None)
    assert "target_normalisation" not in text
    assert loads(text.encode(), None) == plain
    assert loads(dumps(example, None).encode(), None).data.target_normalisation == "z-score"


def test_every_node_wire_and_place_has_its_own_line(example: Project) -> None:
    lines = dumps(example, None).splitlines()
    for node in example.graph.nodes:
        assert sum(f'{{"id": "{node}"' in line for line in lines) == 1
        assert sum(line.startswith(f'    "{node}": [') for line in lines) == 1
    assert sum('{"from": ' in line for line in lines) == len(example.graph.wires)


def test_half_a_character_in_a_name_does_not_make_a_file_that_cannot_be_opened(example: Project) -> None:
    node = replace(example.graph.nodes["dense_1"], name="broken \ud83d paste")
    project = replace(example, graph=example.graph.replacing(node))
    assert loads(dumps(project, None).encode(), None).graph.nodes["dense_1"].name == "broken \ufffd paste"
