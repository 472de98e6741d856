"""Reroute points: kept with their wires, moved with the ends, copied, grouped, unpacked; a curve without a corner."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from netbuilder.errors import EditError
from netbuilder.graph import reroutes
from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.project import annotation_edits, block_edits, edits
from netbuilder.project.arrange import CARD_WIDTH, card_height
from netbuilder.project.changes import difference
from netbuilder.project.layer_edits import make_room
from netbuilder.project.routes import route
from tests.drawing import drawn

FIRST, SECOND = Wire("dense_1", "relu_1"), Wire("relu_1", "dense_2")
A, B = (100.0, 200.0), (150.0, 250.0)


@pytest.fixture
def bent():
    project = drawn(("dense", {}), ("relu", {}), ("dense", {}))
    return edits.reroute(project, {FIRST: (A, B), SECOND: (A,)})


def test_points_are_added_moved_and_taken_away_by_their_number(bent):
    found = reroutes.with_point(bent.reroutes, ReroutePoint(FIRST, 1), (9.0, 9.0))
    assert found[FIRST] == (A, (9.0, 9.0), B)
    assert reroutes.moved(found, {ReroutePoint(FIRST, 2): (1.0, 1.0)})[FIRST] == (A, (9.0, 9.0), (1.0, 1.0))
    assert reroutes.without_points(found, [ReroutePoint(FIRST, 0), ReroutePoint(SECOND, 0)]) == {FIRST: ((9.0, 9.0), B)}
    with pytest.raises(EditError, match="no longer there"):
        reroutes.moved(bent.reroutes, {ReroutePoint(SECOND, 1): A})


def test_those_of_a_wire_that_is_taken_away_go_with_it_and_do_not_come_back_with_it(bent):
    cut = edits.disconnect(bent, FIRST)
    assert cut.reroutes == {SECOND: (A,)}
    assert edits.draw(cut, FIRST).reroutes == {SECOND: (A,)}
    assert edits.remove(bent, ["relu_1"]).reroutes == {}


def test_a_change_names_the_wires_that_stay_and_lead_elsewhere_and_is_no_other_network(bent):
    straight = edits.reroute(bent, {SECOND: (A,)})
    change = difference(bent, straight)
    assert change.rerouted == {FIRST}
    assert not change.content
    assert straight.graph is bent.graph
    cut = difference(bent, edits.disconnect(bent, FIRST))
    assert (cut.rerouted, cut.disconnected) == (frozenset(), {FIRST})


def test_they_go_along_where_both_ends_move_by_the_same_amount_only(bent):
    def places(**off):
        return {node: (bent.layout[node][0] + dx, bent.layout[node][1] + dy) for node, (dx, dy) in off.items()}

    assert edits.move(bent, places(dense_1=(8.0, 16.0))).reroutes == bent.reroutes
    assert edits.move(bent, places(dense_1=(8.0, 0.0), relu_1=(0.0, 8.0))).reroutes == bent.reroutes
    both = edits.move(bent, places(dense_1=(8.0, 16.0), relu_1=(8.0, 16.0)))
    assert both.reroutes == {FIRST: ((108.0, 216.0), (158.0, 266.0)), SECOND: (A,)}
    roomy = make_room(bent, "dense_1", (40.0, 0.0))
    assert roomy.reroutes == {FIRST: (A, B), SECOND: ((140.0, 200.0),)}


def test_a_frame_carries_the_points_in_it_and_a_selection_those_between_its_nodes(bent):
    project, frame = annotation_edits.annotate(bent, Annotation("frame", 140.0, 240.0, 60.0, 60.0))
    assert annotation_edits.carried_points(project, frozenset(), [frame]) == {ReroutePoint(FIRST, 1)}
    assert annotation_edits.carried_points(project, {"relu_1", "dense_2"}, []) == {ReroutePoint(SECOND, 0)}
    moved = annotation_edits.move_together(project, {}, {frame: (0.0, 0.0)}, {ReroutePoint(FIRST, 1): (10.0, 10.0)})
    assert moved.reroutes[FIRST] == (A, (10.0, 10.0))


def test_a_copy_has_those_between_its_nodes_moved_as_it_is(bent):
    project, renamed = edits.paste(bent, edits.copy(bent, ["dense_1", "relu_1"]), (10.0, 20.0))
    copied = Wire(renamed["dense_1"], renamed["relu_1"])
    assert project.reroutes == {**bent.reroutes, copied: ((110.0, 220.0), (160.0, 270.0))}


def test_grouped_and_unpacked_a_wire_keeps_its_points_beside_its_nodes(bent):
    project, use = block_edits.group(bent, ["dense_1", "relu_1"], "Pair")
    block = project.graph.nodes[use].layer.block
    assert project.blocks[block].reroutes == {FIRST: (A, B)}
    assert project.reroutes == {Wire(use, "dense_2"): (A,)}
    again, _ = block_edits.ungroup(project, use)
    (x, y), (was_x, was_y) = again.layout["dense_1"], bent.layout["dense_1"]
    off = x - was_x, y - was_y
    assert again.reroutes == {FIRST: reroutes.shifted((A, B), off), SECOND: (A,)}


def test_a_layer_replaced_by_another_type_keeps_the_points_of_its_wires(bent):
    from netbuilder.layers import layer_types

    layer = layer_types()["multi_head_attention"]()
    assert layer.input_ports()[0] != FIRST.target_port
    project = edits.replace_layer(bent, "relu_1", layer)
    assert sorted(project.reroutes.values()) == [(A,), (A, B)]


@pytest.mark.parametrize(
    "via", [[(50.0, 80.0)], [(50.0, 80.0), (20.0, -60.0), (50.0, 80.0)], [(0.0, 0.0)], [(-300.0, 0.0), (-300.0, 0.0)]]
)
def test_the_way_goes_through_every_point_in_order_without_a_corner(via):
    start, end = (0.0, 0.0), (200.0, 40.0)
    curves = route(start, end, via)
    assert [to for _, _, to in curves] == [*via, end]
    assert curves[0][0][1] == start[1]
    assert curves[-1][1][1] == end[1]
    for (_, arriving, at), (leaving, _, _) in pairwise(curves):
        before, behind = (at[0] - arriving[0], at[1] - arriving[1]), (leaving[0] - at[0], leaving[1] - at[1])
        assert before[0] * behind[1] == pytest.approx(before[1] * behind[0], abs=1e-6 * hypot(*before) * hypot(*behind))
        assert before[0] * behind[0] + before[1] * behind[1] >= 0


def row(project):
    """The nodes from left to right, 300 apart."""
    return edits.move(project, {node: (300.0 * place, 0.0) for place, node in enumerate(project.graph.order)})


@pytest.mark.parametrize(
    ("middle", "before", "behind"), [((600.0, -100.0), 2, 2), ((500.0, -100.0), 1, 2), ((234.0, 0.0), 0, 0)]
)
def test_a_layer_put_into_a_wire_leaves_the_points_before_it_on_the_first_half_and_those_behind_on_the_second(
    middle, before, behind
):
    project = edits.move(drawn(("dense", {})), {"input_1": (0.0, 0.0), "dense_1": (1000.0, 0.0)})
    cut, points = Wire("input_1", "dense_1"), ((300.0, -100.0), (500.0, -100.0), (700.0, -100.0))
    project = edits.reroute(project, {cut: points})
    layer = project.graph.nodes["dense_1"].layer
    place = middle[0] - CARD_WIDTH / 2, middle[1] - card_height(layer) / 2
    longer, node = edits.insert_on_wire(project, cut, layer, place)
    longer = annotation_edits.divide_points(project, longer, cut, node)
    halves = {Wire("input_1", node): points[:before], Wire(node, "dense_1"): points[behind:]}
    assert longer.reroutes == {wire: found for wire, found in halves.items() if found}


def test_a_layer_taken_out_leaves_the_points_of_both_its_wires_to_the_one_that_closes_the_gap(bent):
    joined = Wire("dense_1", "dense_2")
    assert edits.take_out(bent, ["relu_1"]).reroutes == {joined: (A, B, A)}
    chain = edits.reroute(bent, {**bent.reroutes, Wire("input_1", "dense_1"): (B,)})
    assert edits.take_out(chain, ["dense_1", "relu_1"]).reroutes == {Wire("input_1", "dense_2"): (B, A, B, A)}


def test_wires_into_a_block_and_out_of_it_are_cut_between_their_points_and_joined_again():
    project = row(drawn(("dense", {}), ("relu", {}), ("dense", {})))
    entering, leaving = Wire("input_1", "dense_1"), Wire("relu_1", "dense_2")
    outside, inside, beyond = (230.0, -80.0), (310.0, 20.0), (850.0, 90.0)
    project = edits.reroute(project, {entering: (outside, inside), leaving: ((690.0, 40.0), beyond)})
    grouped, use = block_edits.group(project, ["dense_1", "relu_1"], "Pair")
    assert grouped.reroutes == {
        Wire("input_1", use, "input"): (outside,),
        Wire(use, "dense_2", "input", "output"): (beyond,),
    }
    block = grouped.blocks[grouped.graph.nodes[use].layer.block]
    assert block.reroutes == {Wire("input", "dense_1"): (inside,), Wire("relu_1", "output"): ((690.0, 40.0),)}
    again, _ = block_edits.ungroup(grouped, use)
    (x, y), (was_x, was_y) = again.layout["dense_1"], project.layout["dense_1"]
    off = x - was_x, y - was_y
    assert again.reroutes == {
        entering: (outside, *reroutes.shifted([inside], off)),
        leaving: (*reroutes.shifted([(690.0, 40.0)], off), beyond),
    }
    repeated = edits.set_parameter(grouped, use, "repeat", 2)
    twice, fresh = block_edits.ungroup(repeated, use)
    assert len(fresh) == 4
    assert sorted(len(points) for points in twice.reroutes.values()) == [2, 2, 2]
