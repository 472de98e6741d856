"""A layer replaced by one of another type: wires and what both know stay, what does not fit is not offered."""

from __future__ import annotations

from itertools import product

import pytest

from netbuilder.declaration import param, shared_parameters
from netbuilder.errors import UserError
from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.layers.activation import ReLU
from netbuilder.layers.base import Category, Layer
from netbuilder.layers.core import Dense
from netbuilder.layers.merge import Add
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.project.replacing import in_place_of, like, replaced
from tests.blocks import residual
from tests.drawing import checked, drawn

TYPES = layer_types()


def forked() -> Project:
    """Dense, then a ReLU beside it, both added."""
    project = drawn(("dense", {"units": 4}), ("relu", {}), ("add", {}), ("dense", {"units": 2}))
    return edits.connect(project, "dense_1", "add_1", "input_2")


def put(project: Project, node: str, kind: str) -> Project:
    layer = in_place_of(checked(project), node, TYPES[kind]())
    assert layer is not None
    return replaced(project, node, layer)


def test_parameters_of_the_same_name_and_kind_are_kept_as_far_as_they_are_allowed() -> None:
    wide = TYPES["conv1d"](filters=24, kernel=5, stride=2, bias=False)  # type: ignore[call-arg]
    other = like(TYPES["conv2d"](), wide).values()
    assert (other["filters"], other["kernel"], other["stride"], other["bias"]) == (24, 5, 2, False)
    assert like(TYPES["lstm"](), Dense(units=7)).values()["units"] == 7
    assert like(Dense(), TYPES["lstm"](units=9)).values()["units"] == 9  # type: ignore[call-arg]
    assert like(ReLU(), wide) == ReLU()


class Heavy(Layer):
    """A layer of a test, with numbers of its own."""

    category = Category.CORE
    title = "Heavy"

    units: float = param(1.5, "Units")
    inputs: int = param(4, "Inputs", min=3, max=20)


class Light(Layer):
    """Another one."""

    category = Category.CORE
    title = "Light"

    units: float = param(2.5, "Units")
    inputs: int = param(2, "Inputs", min=1, max=10)


def test_what_two_types_call_alike_but_is_of_another_kind_is_not_kept() -> None:
    assert like(Heavy(), Dense(units=7)).values()["units"] == 1.5
    assert like(Dense(units=9), Heavy(units=7.0)).values()["units"] == 9


def test_a_value_that_the_other_does_not_allow_is_not_kept() -> None:
    assert like(Heavy(), Light(inputs=2)) == Heavy(units=2.5)
    assert like(Heavy(), Light(inputs=5)) == Heavy(units=2.5, inputs=5)


def test_bounds_of_several_types_are_the_narrowest() -> None:
    (units, inputs) = shared_parameters((Heavy, Light))
    assert (units.minimum, units.maximum) == (None, None)
    assert (inputs.minimum, inputs.maximum, inputs.default) == (3, 10, 4)
    assert [one.name for one in shared_parameters((Heavy, Dense))] == []


def test_what_a_layer_takes_over_is_always_allowed() -> None:
    for old, new in product(TYPES.values(), repeat=2):
        found = like(new(), old())
        assert type(found).parse(found.values()) == found


def test_wires_place_and_name_stay_and_ports_go_by_their_places() -> None:
    project = edits.rename(forked(), "add_1", "joined")
    after = put(project, "add_1", "concatenate")
    assert after.graph.wires == project.graph.wires
    assert after.layout == project.layout
    assert after.graph.nodes["add_1"].name == "joined"
    assert checked(put(project, "relu_1", "tanh")).sound


def test_a_merging_layer_grows_for_all_wires() -> None:
    project = edits.connect(forked(), "dense_1", "add_1", "input_3")
    after = put(project, "add_1", "multiply")
    assert len(after.graph.incoming["add_1"]) == 3


def test_what_has_other_ports_or_takes_other_shapes_does_not_fit() -> None:
    project = forked()
    found = checked(project)
    fits = {kind for kind, type_ in TYPES.items() if in_place_of(found, "relu_1", type_()) is not None}
    assert {"tanh", "sigmoid", "dropout", "dense", "batch_norm"} <= fits
    assert not fits & {"input", "output", "add", "matmul", "conv2d", "lstm"}
    merges = {kind for kind, type_ in TYPES.items() if in_place_of(found, "add_1", type_()) is not None}
    assert {"multiply", "concatenate"} <= merges
    assert not merges & {"relu", "dense", "dropout"}
    assert in_place_of(found, "output_1", ReLU()) is None


def test_whatever_fits_can_be_put_there_without_losing_a_wire() -> None:
    for project, node in ((forked(), "relu_1"), (forked(), "add_1"), (forked(), "dense_1"), (residual(), "residual_1")):
        found = checked(project)
        for type_ in TYPES.values():
            layer = in_place_of(found, node, type_())
            if layer is not None:
                after = replaced(project, node, layer)
                assert len(after.graph.wires) == len(project.graph.wires)
                assert checked(after).nodes[node].problem is None


def test_a_layer_alone_can_be_replaced_by_another_with_as_many_ports() -> None:
    project, alone = edits.add_node(Project(), ReLU(), (0.0, 0.0))
    found = checked(project)
    assert in_place_of(found, alone, TYPES["dense"]()) is not None
    assert in_place_of(found, alone, Add()) is None


def test_a_free_port_that_was_free_before_may_stay_free() -> None:
    project = drawn(("dense", {}), ("add", {}))
    assert in_place_of(checked(project), "add_1", TYPES["multiply"]()) is not None


def test_a_block_and_a_layer_take_each_others_place_with_the_name_of_the_block() -> None:
    project = residual()
    use = project.graph.nodes["residual_1"].layer
    after = replaced(project, "residual_1", in_place_of(checked(project), "residual_1", ReLU()) or use)
    assert after.graph.nodes["residual_1"].name == ""
    back = replaced(after, "residual_1", in_place_of(checked(after), "residual_1", use) or ReLU())
    assert back.graph == project.graph
    assert Wire("dense_1", "residual_1", "input") in back.graph.wires


def test_a_promoted_parameter_follows_where_the_new_layer_has_it_and_goes_where_it_has_not() -> None:
    def swap(kind: str) -> Project:
        return block_edits.edit_definition(
            residual(), "residual", lambda level: replaced(level, "dense_2", like(TYPES[kind](), Dense()))
        )

    assert swap("relu").blocks["residual"].parameters == {}
    assert swap("gru").blocks["residual"].parameters == {"units": (("dense_2", "units"),)}


def test_a_muted_layer_stays_muted() -> None:
    project = edits.mute(forked(), ["relu_1"])
    assert put(project, "relu_1", "tanh").graph.nodes["relu_1"].muted


def test_types_share_what_means_the_same_within_the_bounds_of_all() -> None:
    names = [parameter.name for parameter in shared_parameters((TYPES["conv2d"], TYPES["conv_transpose2d"]))]
    assert {"filters", "kernel", "stride", "bias"} <= set(names)
    assert "padding" not in names
    assert shared_parameters((Dense, ReLU)) == ()
    assert shared_parameters((Dense,)) == Dense.parameters_declared()


@pytest.mark.parametrize(
    "others", [("dense", "lstm"), ("conv1d", "conv2d"), ("dropout", "lstm"), ("max_pool", "average_pool")]
)
def test_the_bounds_of_a_shared_number_are_accepted_by_each_type(others: tuple[str, str]) -> None:
    types = [TYPES[kind] for kind in others]
    for parameter in shared_parameters(types):
        for bound in (parameter.minimum, parameter.maximum):
            for type_ in types:
                if bound is not None:
                    try:
                        type_().with_(**{parameter.name: bound})
                    except UserError as error:
                        raise AssertionError(f"{type_.title}.{parameter.name} {bound}") from error
