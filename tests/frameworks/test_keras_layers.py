"""Every layer computes in Keras what it computes in PyTorch, over its whole parameter space."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import prod
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from netbuilder.backends.keras.source import Entry
from netbuilder.errors import ExportError
from netbuilder.layers import Category, Layer, layer_types
from netbuilder.layers.base import Fixed
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from tests.frameworks.keras_networks import ROWS, Distance, distances, keras_source
from tests.layers.test_conformance import Case, cases

OUTPUTS, GRADIENTS = 1e-5, 1e-4
A_KIND = 8


def computing() -> dict[str, type[Layer]]:
    """The layers that compute something of rows alone: all but what needs a table that is the same for all rows."""
    kinds = {name: kind for name, kind in layer_types().items() if kind.role == "hidden" and kind().input_ports()}
    return {name: kind for name, kind in kinds.items() if name not in ("take_rows", "expand_to_rows")}


def alone(case: Case) -> tuple[Check, Entry] | None:
    """The layer with inputs of its own, all of one shape, and an output for each of its own; None where it refuses."""
    types = layer_types()
    shape = case.shapes[0]
    if not shape or isinstance(shape, Fixed) or any(other not in (shape, None) for other in case.shapes):
        return None
    project, layer = edits.add_node(Project(), case.layer, (0, 0))
    for port, wanted in zip(case.layer.input_ports(), case.shapes, strict=True):
        if wanted is not None:
            project, entry = edits.add_node(project, types["input"](sizes=shape), (0, 0))
            project = edits.connect(project, entry, layer, port)
    for port in case.layer.output_ports():
        project, end = edits.add_node(project, types["output"](), (0, 0))
        if case.layer.takes_single and case.shape == ():
            project, row = edits.add_and_connect(project, types["reshape"](sizes=(1,)), (0, 0), layer)
            project = edits.connect(project, row, end)
            continue
        project = edits.connect(project, layer, end, source_port=port)
    found = check(project.graph, None)
    inputs = len(found.graph.with_role("input"))
    return (found, Entry(shape, (None,) * inputs)) if found.sound else None


Possible = Callable[[Case], tuple[Check, Entry] | None]


def drawn(kind: type[Layer], name: str, possible: Possible, count: int = A_KIND) -> dict[str, tuple[Check, Entry]]:
    """Some cases of a layer that are possible, by name."""
    found = {f"{name}_{number}": possible(_drawn(kind, possible, number)) for number in range(count)}
    return {name: one for name, one in found.items() if one is not None}


@cache
def _drawn(kind: type[Layer], possible: Possible, number: int) -> Case:
    """The first case that is possible. Searching takes long, so what is the first with fewer demands is tried first."""
    if possible is not alone:
        first = _drawn(kind, alone, number)
        if possible(first) is not None:
            return first
    how = settings(
        max_examples=3000,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    # What is found first is as small as can be; of operations, larger rows are wanted too.
    least = 5 if number and kind.category is Category.OPERATIONS else 0
    return find(
        cases(kind),
        lambda case: prod(case.shapes[0] or ()) >= least and possible(case) is not None,
        settings=how,
        random=Random(number),
    )


def expressed(case: Case) -> tuple[Check, Entry] | None:
    """The layer alone, or None where it refuses its inputs or Keras cannot express it."""
    one = alone(case)
    if one is None:
        return None
    try:
        keras_source(*one)
    except ExportError:
        return None
    return one


def test_every_layer_is_equal_in_outputs_and_gradients(tmp_path: Path) -> None:
    everything: dict[str, tuple[Check, Entry]] = {}
    for name, kind in computing().items():
        everything |= drawn(kind, name, expressed)
    for heads, shape in ((5, (3, 5)), (5, (6, 5)), (5, (5, 10)), (1, (1, 5)), (1, (5, 1))):
        one = alone(Case(layer_types()["multi_head_attention"](heads=heads), (shape, None)))
        assert one is not None
        everything[f"heads_with_one_feature_or_as_many_as_steps_{heads}_{shape[0]}_{shape[1]}"] = one
    for stride, padding in ((1, "same"), (2, "same"), (2, "valid")):
        filters = {"filters": 2, "kernel": 2, "kernel_width": 5, "stride": stride, "padding": padding}
        one = alone(Case(layer_types()["conv2d"].parse(filters), ((2, 7, 8),)))
        assert one is not None
        everything[f"filters_that_are_wider_than_high_{stride}_{padding}"] = one
    everything |= {**with_first_states(), **expanded(), "called_as_an_operation": called_as_an_operation()}
    apart = distances(everything, tmp_path)
    assert [far for far in apart if not near(far)] == []


def with_first_states() -> dict[str, tuple[Check, Entry]]:
    """Recurrent layers that start from what a Dense makes of the sequence, in one direction and in two."""
    types, found = layer_types(), dict[str, tuple[Check, Entry]]()
    for kind in ("simple_rnn", "lstm", "gru"):
        for both in (False, True):
            layer = types[kind](units=3, bidirectional=both)
            project, node = edits.add_node(Project(), layer, (0, 0))
            project, entry = edits.add_node(project, types["input"](sizes=(4, 5)), (0, 0))
            project = edits.connect(project, entry, node, "input")
            for port in layer.input_ports()[1:]:
                project, flat = edits.add_and_connect(project, types["flatten"](), (0, 0), entry)
                project, state = edits.add_and_connect(project, types["dense"](units=3 * (1 + both)), (0, 0), flat)
                project = edits.connect(project, state, node, port)
            for port in layer.output_ports():
                project, end = edits.add_node(project, types["output"](), (0, 0))
                project = edits.connect(project, node, end, source_port=port)
            found[f"{kind}_from_a_state_{both}"] = check(project.graph, None), Entry((4, 5), (None,))
    return found


def expanded() -> dict[str, tuple[Check, Entry]]:
    """A parameter for each row: of some of them the last side, or the first, is as long as there are rows."""
    types, found = layer_types(), dict[str, tuple[Check, Entry]]()
    for sizes in ((ROWS,), (2, ROWS), (ROWS, 4), (2, 5)):
        project, own = edits.add_node(Project(), types["parameter"](sizes=sizes, start="normal"), (0, 0))
        project, entry = edits.add_node(project, types["input"](sizes=(2, 4)), (0, 0))
        project, last = edits.add_node(project, types["expand_to_rows"](), (0, 0))
        project = edits.connect(edits.connect(project, own, last, "input_1"), entry, last, "input_2")
        project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
        found[f"expanded_{'_'.join(map(str, sizes))}"] = check(project.graph, None), Entry((2, 4), (None,))
    return found


def called_as_an_operation() -> tuple[Check, Entry]:
    """Reshapes beside Overlays, whose expressions call an operation that Keras calls as the Reshapes are called."""
    project, last = edits.add_node(Project(), layer_types()["input"](sizes=(6,)), (0, 0))
    shaped = [("reshape", {"sizes": sizes}) for sizes in ((3, 2), (2, 2))]
    kinds = [shaped[0], ("overlaid_windows", {}), shaped[1], ("overlaid_windows", {}), ("output", {})]
    for kind, given in kinds:
        project, last = edits.add_and_connect(project, layer_types()[kind].parse(given), (0, 0), last)
    return check(project.graph, None), Entry((6,), (None,))


def near(far: Distance) -> bool:
    """Whether a network is as near as is promised."""
    return far.outputs <= OUTPUTS and far.gradients <= GRADIENTS


def test_a_setting_that_keras_has_not_is_refused_with_the_name_of_the_node() -> None:
    layer = layer_types()["conv2d"](stride=2, dilation=2, filters=3)
    one = alone(Case(layer, ((3, 9, 9),)))
    assert one is not None
    with pytest.raises(ExportError, match=r"conv2d_1.*stride \(2\).*dilation \(2\)"):
        keras_source(*one)


@pytest.mark.parametrize("kind", ["multi_head_attention", "transformer_encoder"])
def test_heads_whose_biases_keras_would_take_for_those_of_steps_are_refused(kind: str) -> None:
    layer = layer_types()[kind](heads=5)
    one = alone(Case(layer, ((5, 5), None)[: len(layer.input_ports())]))
    assert one is not None
    with pytest.raises(ExportError, match=r"5 heads with one feature each.*Use fewer heads"):
        keras_source(*one)
