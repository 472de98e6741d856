"""The nodes that answer a search, in the project's own drawing and in those of its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from netbuilder.graph.blocks import BlockId, BlockUse
from netbuilder.graph.graph import Graph, Node, NodeId
from netbuilder.messages import say
from netbuilder.project.levels import Level
from netbuilder.shapes.check_result import Problem
from ui.finding.matching import ranked
from ui.language.text import shown, translated
from ui.palette.synonyms import ALSO_CALLED
from ui.project.bridge import Bridge

PROBLEM = say("problem")
"""The word that lists the nodes with one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node and the drawing in which it is."""

    level: Level
    node: NodeId


def find(bridge: Bridge, words: str) -> list[Place]:
    """The nodes that answer these words, best first, then in the order in which the network computes.

    What only resembles the words is found where nothing contains them. Among equals, those that have the very words
    come first; of ``units=2``, they alone are found where there are any. The inside of a block is looked through once,
    where its first use is, with the values that it has there.
    """
    wrong = _problems(bridge)
    entries = [
        (place, _title(node), _more(node, wrong.get(place, "")))
        for place, node in _nodes(bridge.project.graph, (), set())
    ]
    if _asks_for_problems(words):
        return [place for place, _, _ in entries if place in wrong]
    found = ranked(words, [(title, more) for _, title, more in entries]) if words.strip() else []
    literal = [match for match in found if match.literal]
    wanted = words.casefold().split()
    exact = {match.place for match in literal if _has_words(wanted, *entries[match.place][1:])}
    if exact and any("=" in word for word in wanted):
        literal = [match for match in literal if match.place in exact]
    literal.sort(key=lambda match: (-match.score, match.place not in exact))
    return [entries[match.place][0] for match in literal or found]


def _has_words(wanted: Iterable[str], *texts: str) -> bool:
    """Whether each of these words stands whole in the texts: 2 does not in 256."""
    return {word for text in texts for word in text.casefold().split()}.issuperset(wanted)


def _nodes(graph: Graph, level: Level, met: set[BlockId]) -> Iterator[tuple[Place, Node]]:
    """Every node with its place; those inside a block come after the block's first use."""
    for node in (*graph.order, *graph.tangled):
        found = graph.nodes[node]
        yield Place(level, node), found
        if isinstance(found.layer, BlockUse) and found.layer.block not in met:
            met.add(found.layer.block)
            yield from _nodes(found.layer.inside, (*level, node), met)


def _asks_for_problems(words: str) -> bool:
    wanted = words.strip().casefold()
    return wanted in {word + ending for word in ("problem", shown(PROBLEM).casefold()) for ending in ("", "s")}


def _problems(bridge: Bridge) -> Mapping[Place, str]:
    """What is wrong with each node that has a problem, where the fault itself is."""
    found: dict[Place, str] = {}
    for problem in bridge.found:
        place = _place_of(problem)
        if place is not None:
            found[place] = f"{found.get(place, '')} {shown(problem.message)}"
    return found


def _place_of(problem: Problem) -> Place | None:
    if problem.path is not None:
        return Place(tuple(use for use, _ in problem.path.within), problem.path.node)
    return Place((), problem.node) if problem.node is not None else None


def _title(node: Node) -> str:
    layer = node.layer
    return node.name or (layer.definition.name if isinstance(layer, BlockUse) else translated(layer.title))


def _more(node: Node, wrong: str) -> str:
    """What a node is found by beside its title: its type, what that is called elsewhere, parameters, problems."""
    layer = node.layer
    parts = [node.id, translated(layer.title), layer.title, *ALSO_CALLED.get(layer.title, ()), shown(layer.summary())]
    if isinstance(layer, BlockUse):
        parts.append(layer.definition.name)
        for name in layer.definition.parameters:
            value = layer.value(name)
            parts += [f"{name} {value}", f"{name}={value}"]
    idle = layer.idle_parameters()
    for parameter in layer.parameters_declared():
        if parameter.name not in idle:
            value = getattr(layer, parameter.name)
            parts += [f"{translated(parameter.label)} {value}", f"{parameter.name}={value}"]
    return " ".join([*parts, wrong])
