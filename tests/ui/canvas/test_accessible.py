"""The canvas read back as a screen reader does: children, names, roles, states, focus and places."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from netbuilder.project.annotation_edits import annotate
from tests.blocks import laid_out, residual
from ui.canvas.accessible.canvas_interface import CanvasInterface
from ui.canvas.accessible.parts import MarkPart, NodePart, PointPart, WirePart

BENT = Wire("input_1", "dense_1")
Role, Name, Description = QAccessible.Role, QAccessible.Text.Name, QAccessible.Text.Description


def read(canvas) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(canvas)
    assert isinstance(found, CanvasInterface)
    return found


def children(found: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [found.child(number) for number in range(found.childCount())]


def nodes(canvas) -> dict[str, NodePart]:
    return {part.node: part for part in children(read(canvas)) if isinstance(part, NodePart)}


def wires(canvas) -> list[WirePart]:
    return [part for part in children(read(canvas)) if isinstance(part, WirePart)]


@pytest.fixture
def canvas(open_canvas, network):
    return open_canvas(network("input", "dense", "relu", "output"))


@pytest.fixture
def heard(canvas, monkeypatch) -> Iterator[list[tuple[QAccessible.Event, str]]]:
    """What a screen reader that listens is told: the event, and the name of what it is about."""
    told: list[tuple[QAccessible.Event, str]] = []
    real = QAccessible.updateAccessibility

    def tell(event) -> None:
        about = event.accessibleInterface()
        told.append((event.type(), about.text(Name) if about is not None else ""))
        real(event)

    QAccessible.setActive(True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", tell)
    yield told
    QAccessible.setActive(False)


def test_every_node_and_wire_is_a_child_in_the_order_of_the_network(canvas) -> None:
    found = read(canvas)
    assert found.role() == Role.Canvas
    assert found.text(Name) == "Canvas"
    parts = [part for part in children(found) if isinstance(part, NodePart | WirePart)]
    assert [part.text(Name) for part in parts] == [
        "Input", "Dense", "ReLU", "Output", "Wire from Dense to ReLU", "Wire from Input to Dense",
        "Wire from ReLU to Output",
    ]  # fmt: skip
    assert [part.role() for part in parts] == [Role.ListItem] * 4 + [Role.Graphic] * 3
    for number, part in enumerate(children(found)):
        assert found.indexOfChild(part) == number
        assert part.isValid()
    assert all(part.parent() is found for part in parts)
    assert found.child(found.childCount()) is None


def test_a_node_says_what_it_is_and_its_ports_what_they_are_connected_to(canvas) -> None:
    dense = nodes(canvas)["dense_1"]
    assert dense.text(Description) == "32 units, output 32, 96 parameters, connected from Input, connected to ReLU"
    ports = children(dense)
    assert [(port.text(Name), port.text(Description), port.role()) for port in ports] == [
        ("Input", "connected from Input", Role.StaticText),
        ("Output", "connected to ReLU, 32", Role.StaticText),
    ]
    assert all(port.state().linked for port in ports)
    assert all(port.parent() is dense for port in ports)
    assert dense.child(2) is None
    assert dense.indexOfChild(ports[1]) == 1


def test_a_free_port_says_so_and_several_are_told_apart(canvas) -> None:
    project, node = edits.add_node(canvas.bridge.project, layer_types()["add"](), (0, 300))
    canvas.bridge.edit(project, say("Add"))
    ports = children(nodes(canvas)[node])
    assert [(port.text(Name), port.text(Description)) for port in ports] == [
        ("Input “input 1”", "not connected"), ("Input “input 2”", "not connected"), ("Output", "not connected"),
    ]  # fmt: skip
    assert not any(port.state().linked for port in ports)


def test_a_problem_is_told(canvas) -> None:
    (wire,) = canvas.bridge.project.graph.incoming["dense_1"]
    canvas.bridge.edit(edits.disconnect(canvas.bridge.project, wire), say("Disconnect"))
    assert "problem: Nothing is connected to its input." in nodes(canvas)["dense_1"].text(Description)


def test_states_follow_selection_focus_and_what_is_seen(canvas) -> None:
    canvas.bridge.select(["dense_1"])
    states = {node: part.state() for node, part in nodes(canvas).items()}
    assert [node for node, state in states.items() if state.selected] == ["dense_1"]
    assert [node for node, state in states.items() if state.focused] == ["dense_1"]
    assert all(state.selectable and state.focusable for state in states.values())
    focus = read(canvas).focusChild()
    assert focus is not None
    assert focus.text(Name) == "Dense"
    canvas.bridge.select(["dense_1", "relu_1"])
    states = {node: part.state() for node, part in nodes(canvas).items()}
    assert [node for node, state in states.items() if state.selected] == ["dense_1", "relu_1"]
    assert not any(state.focused for state in states.values())
    canvas.clearFocus()
    canvas.bridge.select(["dense_1"])
    assert not nodes(canvas)["dense_1"].state().focused
    assert not nodes(canvas)["dense_1"].state().offscreen
    canvas.look_at(canvas.drawing.node_items["dense_1"].card.center() * 100)
    assert nodes(canvas)["dense_1"].state().offscreen


def test_a_selected_wire_is_selected_for_screen_readers(canvas) -> None:
    wire = wires(canvas)[0]
    assert not wire.state().selected
    canvas.drawing.select_wires([wire.wire])
    assert wire.state().selected
    assert wire.text(Description) == "32"
    assert not wire.state().offscreen
    middle = wire.rect().center()
    assert read(canvas).childAt(middle.x(), middle.y()) is wire


def test_places_are_those_on_the_screen_at_every_zoom_and_lead_back(canvas) -> None:
    for zoom in (1.0, 0.5):
        canvas.set_zoom(zoom)
        for node, part in nodes(canvas).items():
            card = canvas.drawing.node_items[node].card
            corner = canvas.viewport().mapToGlobal(canvas.viewportTransform().map(card.topLeft()).toPoint())
            assert (part.rect().topLeft() - corner).manhattanLength() <= 2
            assert abs(part.rect().width() - card.width() * zoom) <= 2
            middle = part.rect().center()
            assert read(canvas).childAt(middle.x(), middle.y()) is part
            for port in children(part):
                at = port.rect().center()
                assert part.childAt(at.x(), at.y()) is port
    empty = canvas.viewport().mapToGlobal(QPoint(3, canvas.height() - 3))
    assert not isinstance(read(canvas).childAt(empty.x(), empty.y()), NodePart | WirePart)


def test_a_block_can_be_expanded_and_its_drawing_takes_the_place_of_the_other(open_canvas) -> None:
    canvas = open_canvas(laid_out(residual()))
    before = nodes(canvas)
    assert [node for node, part in before.items() if part.state().expandable] == ["residual_1"]
    canvas.bridge.enter(["residual_1"])
    inside = nodes(canvas)
    assert set(inside) == set(canvas.bridge.level.project.graph.nodes)
    assert not before["residual_1"].isValid()
    assert before["residual_1"].text(Name) == ""
    assert before["residual_1"].rect().isNull()
    assert before["residual_1"].childCount() == 0


def test_what_is_deleted_is_not_valid_any_more_and_undo_makes_it_anew(canvas) -> None:
    part, wire = nodes(canvas)["relu_1"], wires(canvas)[0]
    canvas.bridge.edit(edits.remove(canvas.bridge.project, ["relu_1"]), say("Delete"))
    assert not part.isValid()
    assert not wire.isValid()
    assert part.state().invalid
    assert "relu_1" not in nodes(canvas)
    canvas.bridge.document.undo()
    assert "relu_1" in nodes(canvas)


def test_a_muted_node_and_a_renamed_one_are_told(canvas) -> None:
    project = edits.rename(edits.mute(canvas.bridge.project, ["relu_1"]), "dense_1", "first")
    canvas.bridge.edit(project, say("Mute"))
    assert nodes(canvas)["relu_1"].text(Description).startswith("muted")
    assert nodes(canvas)["dense_1"].text(Name) == "first"


def test_walking_with_tab_tells_focus_and_selection(canvas, hands, heard) -> None:
    events = QAccessible.Event
    hand, told = hands(canvas), (events.SelectionRemove, events.SelectionAdd, events.Focus)
    canvas.bridge.select([])
    hand.key(Qt.Key.Key_Tab)
    assert (events.SelectionAdd, "Input") in heard
    assert (events.Focus, "Input") in heard
    heard.clear()
    hand.key(Qt.Key.Key_Tab)
    assert [one for one in heard if one[0] in told] == [
        (events.SelectionRemove, "Input"),
        (events.SelectionAdd, "Dense"),
        (events.Focus, "Dense"),
    ]


def test_other_nodes_wires_and_names_are_told(canvas, heard) -> None:
    canvas.bridge.edit(edits.rename(canvas.bridge.project, "dense_1", "first"), say("Rename"))
    assert (QAccessible.Event.NameChanged, "first") in heard
    heard.clear()
    canvas.bridge.edit(edits.remove(canvas.bridge.project, ["relu_1"]), say("Delete"))
    assert (QAccessible.Event.ObjectReorder, "Canvas") in heard
    heard.clear()
    project, _ = block_edits.group(canvas.bridge.project, ["dense_1"], "one")
    canvas.bridge.edit(project, say("Make block"))
    canvas.bridge.enter([next(n for n, one in project.graph.nodes.items() if one.name == "one")])
    assert (QAccessible.Event.ObjectReorder, "Canvas") in heard


def test_the_focus_is_told_when_the_canvas_gets_it(canvas, heard) -> None:
    canvas.bridge.select(["relu_1"])
    canvas.clearFocus()
    heard.clear()
    canvas.setFocus()
    assert (QAccessible.Event.Focus, "ReLU") in heard


@pytest.fixture
def annotated(canvas):
    """A frame around two layers, whose id is that of a node, and a note."""
    canvas.bridge.edit(edits.add_node(canvas.bridge.project, layer_types()["relu"](), (0, 300))[0], say("Add"))
    project = replace(canvas.bridge.project, annotations={"relu_1": Annotation("frame", 200, -60, 500, 200, "Middle")})
    canvas.bridge.edit(annotate(project, Annotation("note", 0, 160, 120, 60, "look"))[0], say("Annotate"))
    return canvas


def marks(canvas) -> list[MarkPart]:
    return [part for part in children(read(canvas)) if isinstance(part, MarkPart)]


def test_frames_and_notes_are_children_between_nodes_and_wires(annotated) -> None:
    found = read(annotated)
    frame, note = marks(annotated)
    assert (frame.role(), frame.text(Name), frame.text(Description)) == (
        Role.Grouping, "Frame: Middle", "around Dense, ReLU (relu_1)",
    )  # fmt: skip
    assert (note.role(), note.text(Name), note.text(Description)) == (Role.Note, "Note: look", "")
    numbers = [found.indexOfChild(part) for part in (*nodes(annotated).values(), frame, note, *wires(annotated))]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 5 + 2 + 3
    corner, inside = frame.rect().topLeft() + QPoint(12, 10), note.rect().center()
    assert found.childAt(corner.x(), corner.y()) is frame
    assert found.childAt(inside.x(), inside.y()) is note
    assert nodes(annotated)["relu_1"].text(Name) == "ReLU (relu_1)"


def test_the_state_of_a_note_follows_selection_and_focus_and_its_end(annotated) -> None:
    _, note = marks(annotated)
    assert note.state().selectable
    assert not note.state().selected
    annotated.annotating.go("note_1")
    assert note.state().selected
    assert note.state().focused
    assert read(annotated).focusChild() is note
    annotated.delete()
    assert not note.isValid()
    assert note.state().invalid
    assert len(marks(annotated)) == 1


def test_frames_and_notes_that_are_reached_written_and_deleted_are_told(annotated, hands, heard) -> None:
    events, hand = QAccessible.Event, hands(annotated)
    annotated.annotating.go("relu_1")
    hand.key(Qt.Key.Key_Tab)
    assert (events.SelectionRemove, "Frame: Middle") in heard
    assert heard.index((events.SelectionAdd, "Note: look")) < heard.index((events.Focus, "Note: look"))
    annotated.commands.write("note_1", "there")
    assert (events.NameChanged, "Note: there") in heard
    heard.clear()
    hand.key(Qt.Key.Key_Delete)
    assert (events.ObjectReorder, "Canvas") in heard


@pytest.fixture
def bent(canvas):
    """Its first wire passes through two reroute points."""
    bent = edits.reroute(canvas.bridge.project, {BENT: ((200.0, 300.0), (260.0, 300.0))})
    canvas.bridge.edit(bent, say("Bend"))
    return canvas


def points(canvas) -> list[PointPart]:
    (wire,) = [part for part in wires(canvas) if part.wire == BENT]
    return [part for part in children(wire) if isinstance(part, PointPart)]


def test_reroute_points_are_children_of_their_wire_where_they_are_seen(bent) -> None:
    first, second = points(bent)
    assert (first.text(Name), first.text(Description)) == ("Reroute point 1", "Wire from Input to Dense")
    assert second.text(Name) == "Reroute point 2"
    assert first.role() == Role.ListItem
    assert isinstance(first.parent(), WirePart)
    assert first.parent().indexOfChild(second) == 1
    at = bent.viewport().mapToGlobal(bent.viewportTransform().map(QPointF(260, 300)).toPoint())
    assert second.rect().contains(at)
    met = read(bent).childAt(at.x(), at.y())
    assert isinstance(met, WirePart)
    assert met.childAt(at.x(), at.y()) is second


def test_the_focus_goes_to_a_reroute_point_that_is_reached_and_its_end_is_told(bent, hands, heard) -> None:
    first, second = points(bent)
    bent.setFocus()
    bent.rerouting.go(ReroutePoint(BENT, 1))
    assert (QAccessible.Event.Focus, "Reroute point 2") in heard
    assert (QAccessible.Event.SelectionAdd, "Reroute point 2") in heard
    assert second.state().selected
    assert second.state().focused
    assert not first.state().selected
    assert read(bent).focusChild() is second
    heard.clear()
    hands(bent).key(Qt.Key.Key_Delete)
    assert [event for event, _ in heard if event == QAccessible.Event.ObjectReorder]
    assert first.isValid()
    assert not second.isValid()
    bent.rerouting.go(ReroutePoint(BENT, 0))
    bent.bridge.edit(edits.disconnect(bent.bridge.project, BENT), say("Cut"))
    assert not first.isValid()
    assert read(bent)._wires.keys() <= bent.bridge.project.graph.wires, "nothing is kept of it"


def test_while_nobody_listens_nothing_is_made(canvas, hands) -> None:
    assert not QAccessible.isActive()
    for _ in range(3):
        hands(canvas).key(Qt.Key.Key_Tab)
    assert canvas.announcer.interface is None


def test_parts_end_with_their_canvas_without_a_trace(open_canvas, network, qtbot) -> None:
    canvas = open_canvas(network("input", "dense", "output"))
    found = read(canvas)
    ids = [QAccessible.uniqueId(part) for part in children(found) if isinstance(part, NodePart | WirePart)]
    assert len(ids) == 5
    assert all(QAccessible.accessibleInterface(one) is not None for one in ids)
    for node in list(canvas.bridge.project.graph.nodes):
        canvas.bridge.edit(edits.remove(canvas.bridge.project, [node]), say("Delete"))
    gc.collect()
    QAccessible.setActive(True)
    canvas.drawing.turned.emit()
    QAccessible.setActive(False)
    assert [one for one in ids if QAccessible.accessibleInterface(one) is not None] == []
    QTest.qWait(0)
