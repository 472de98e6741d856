"""Depth as one number: how often a stretch of layers comes one after another, read from the drawing and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from netbuilder.errors import EditError
from netbuilder.graph.graph import Graph, NodeId, Wire
from netbuilder.graph.wiring import require_nodes
from netbuilder.project import edits
from netbuilder.project.layer_edits import STEP, followers, make_room
from netbuilder.project.project import Position, Project

MIN_DEPTH, MAX_DEPTH = 1, 50


@dataclass(frozen=True, slots=True)
class Stretch:
    """Layers of a drawing that can be repeated: all that enters them comes from the node ``source``, all that leaves
    them leaves from ``end``. ``entries``: the wires by which it enters. A skip connection may run inside."""

    nodes: frozenset[NodeId]
    source: NodeId
    end: NodeId
    entries: frozenset[Wire]


def stretch(graph: Graph, first: NodeId, last: NodeId) -> Stretch:
    """All layers on the ways from ``first`` to ``last``. Raises EditError where they cannot be repeated."""
    require_nodes(graph, first, last)
    nodes = (graph.descendants(first) | {first}) & (graph.ancestors(last) | {last})
    found = _closed(graph, nodes, last)
    if found is None:
        raise EditError(
            "The layers from “{first}” to “{last}” cannot be repeated. Choose a range with one wire in and one wire "
            "out.",
            first=graph.called(first),
            last=graph.called(last),
        )
    return found


def stretch_of(graph: Graph, node: NodeId) -> Stretch:
    """A layer with its activation, norm and dropout. Raises EditError where they cannot be repeated."""
    require_nodes(graph, node)
    return stretch(graph, node, (node, *followers(graph, node))[-1])


def usual_stretch(graph: Graph) -> Stretch:
    """The last hidden layer that has a width, with what belongs to it; of equal ones, the first.

    Raises EditError where there is none.
    """
    return usual_repeats(graph)[0]


def usual_repeats(graph: Graph) -> tuple[Stretch, ...]:
    """The usual stretch and its equals right behind it. Raises EditError where there is none."""
    sized = [node for node in graph.order if node in graph.used and graph.nodes[node].layer.width]
    before = graph.ancestors(*sized)
    for node in reversed(sized):
        block = (node, *followers(graph, node))
        if block[-1] in before:
            found = _closed(graph, {*block}, block[-1])
            if found:
                return copies(graph, found)
    raise EditError("There is no hidden layer that could be repeated to make the network deeper. Add one.")


def copies(graph: Graph, chosen: Stretch) -> tuple[Stretch, ...]:
    """The stretch and its equals right before and behind it, in the order in which they compute."""
    before, behind = [chosen], list[Stretch]()
    while (found := _equal(graph, before[-1], before[-1].source)) and _feeds_alone(graph, found, before[-1]):
        before.append(found)
    import networkx

    network = graph.network
    wires = networkx.shortest_path_length(network, chosen.source, chosen.end)
    last = chosen
    while found := _behind(graph, last, networkx.descendants_at_distance(network, last.end, wires)):
        behind.append(found)
        last = found
    return (*reversed(before), *behind)


def depth(graph: Graph, chosen: Stretch) -> int:
    """How often the stretch comes one after another: 1 where nothing equal stands beside it.

    Raises EditError where it is no longer in the drawing.
    """
    require_nodes(graph, *chosen.nodes)
    return len(copies(graph, chosen))


def repeated(project: Project, chosen: Stretch, times: int) -> Project:
    """Let the stretch come so often: copies are put behind the last one, or taken out from there; the first one stays.

    What follows is moved by the room that they take. Raises EditError where that cannot be.
    """
    require_nodes(project.graph, *chosen.nodes)
    if not MIN_DEPTH <= times <= MAX_DEPTH:
        raise EditError(
            "A range of layers can be repeated {least} to {most} times, but got {times}.",
            least=MIN_DEPTH,
            most=MAX_DEPTH,
            times=times,
        )
    there = copies(project.graph, chosen)
    room = _room(project, chosen)
    across, down = (times - len(there)) * room[0], (times - len(there)) * room[1]
    project = make_room(project, there[-1].end, (across, down))
    project = _without(project, there[min(times, len(there)) - 1], there[times:])
    last = there[-1]
    for _ in range(times - len(there)):
        project, last = _one_more(project, last, room)
    return project


def _room(project: Project, chosen: Stretch) -> Position:
    """How far the end of the stretch lies from what feeds it."""
    (left, top), (right, bottom) = project.layout[chosen.source], project.layout[chosen.end]
    across, down = right - left, bottom - top
    return (across, down) if abs(across) + abs(down) >= STEP / 2 else (STEP, 0.0)


def _without(project: Project, last: Stretch, spare: Sequence[Stretch]) -> Project:
    """The project without the stretches at the end: the last one that stays feeds what they have fed."""
    if not spare:
        return project
    leaving = project.graph.outgoing[spare[-1].end]
    project = edits.remove(project, [node for one in spare for node in one.nodes])
    for wire in leaving:
        project = edits.connect(project, last.end, wire.target, wire.target_port)
    return project


def _one_more(project: Project, last: Stretch, room: Position) -> tuple[Project, Stretch]:
    """A copy of the last of the stretches put behind it. It feeds what that has fed."""
    leaving = project.graph.outgoing[last.end]
    fragment = edits.copy(project, last.nodes)
    unnamed = tuple(replace(node, name="") for node in fragment.nodes)  # two nodes of one name are hard to tell apart
    project, fresh = edits.paste(project, replace(fragment, nodes=unnamed), room)
    project = edits.remove(project, wires=leaving)
    for wire in last.entries:
        project = edits.connect(project, last.end, fresh[wire.target], wire.target_port, wire.source_port)
    for wire in leaving:
        project = edits.connect(project, fresh[last.end], wire.target, wire.target_port, wire.source_port)
    entries = frozenset(replace(wire, source=last.end, target=fresh[wire.target]) for wire in last.entries)
    return project, Stretch(frozenset(fresh.values()), last.end, fresh[last.end], entries)


def _closed(graph: Graph, nodes: Set[NodeId], end: NodeId) -> Stretch | None:
    """These nodes as a stretch; None where more than one node feeds them, or more than the end is used outside."""
    entries = {wire for node in nodes for wire in graph.incoming[node] if wire.source not in nodes}
    sources = {wire.source for wire in entries}
    leaving = {wire.source for node in nodes for wire in graph.outgoing[node] if wire.target not in nodes}
    if len(sources) != 1 or leaving != {end} or any(graph.nodes[node].layer.role != "hidden" for node in nodes):
        return None
    return Stretch(frozenset(nodes), sources.pop(), end, frozenset(entries))


def _behind(graph: Graph, chosen: Stretch, ends: Set[NodeId]) -> Stretch | None:
    """The stretch that is equal to this one and is all that it feeds; None where there is none.

    ``ends``: the nodes as many wires behind the end of this one as that is behind what feeds it. One of them is the
    end that is sought.
    """
    others = (_equal(graph, chosen, node) for node in sorted(ends - chosen.nodes))
    return next((found for found in others if found and _feeds_alone(graph, chosen, found)), None)


def _feeds_alone(graph: Graph, one: Stretch, other: Stretch) -> bool:
    """Whether all that leaves the one stretch enters the other."""
    return other.source == one.end and other.entries == frozenset(graph.outgoing[one.end])


def _equal(graph: Graph, chosen: Stretch, end: NodeId) -> Stretch | None:
    """The stretch with this end whose layers and wires are those of the chosen one, or None."""
    others: dict[NodeId, NodeId] = {}
    waiting = [(chosen.end, end)]
    while waiting:
        mine, other = waiting.pop()
        if others.setdefault(mine, other) != other:
            return None
        if mine in chosen.nodes:
            if graph.nodes[mine].layer != graph.nodes[other].layer:
                return None
            pairs = _matched(graph, mine, other)
            if pairs is None:
                return None
            waiting += pairs.items()
    nodes = {others[node] for node in chosen.nodes}
    found = _closed(graph, nodes, end) if len(nodes) == len(chosen.nodes) else None
    return found if found and found.source == others[chosen.source] else None


def _matched(graph: Graph, mine: NodeId, other: NodeId) -> Mapping[NodeId, NodeId] | None:
    """What feeds the one node, port by port, with what feeds the other; None where the ports in use differ."""
    ours, theirs = graph.incoming[mine], graph.incoming[other]
    if [(w.target_port, w.source_port) for w in ours] != [(w.target_port, w.source_port) for w in theirs]:
        return None
    pairs = {one.source: two.source for one, two in zip(ours, theirs, strict=True)}
    consistent = all(pairs[one.source] == two.source for one, two in zip(ours, theirs, strict=True))
    return pairs if consistent else None
