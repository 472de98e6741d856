"""In what runs differ from one another, in a few words: "Dropout 0.5 · Seed 3".

A run is compared with what is usual: the commonest value of every setting and the commonest drawing. So a line says
what is special about its run, whatever lines stand above and below it, and most lines are short. Compared with the run
before, a line would mean something else in every order of the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from netbuilder.data.base import Dataset
from netbuilder.declaration import Declared, Kind, Parameter
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.layers.base import Layer, describe
from netbuilder.messages import Message, say
from netbuilder.project.project import Project

T = TypeVar("T")
LAST = "seed"
"""It has a column of its own, and is named after everything else."""
NAMED = 3
"""Of more layers that only one of two drawings has, their number is said and not their names."""


@dataclass(frozen=True)
class Usual:
    """The commonest drawing, data set and settings of several projects; of equally common ones, the earliest."""

    graph: Graph
    dataset: type[Dataset]
    source: Mapping[str, Any]
    data: Mapping[str, Any]
    training: Mapping[str, Any]


def usual(projects: Sequence[Project]) -> Usual:
    """What most of the projects have, the earliest first. There must be one."""
    essences = [project.graph.essence for project in projects]
    kind = _commonest([type(project.data.dataset) for project in projects])
    return Usual(
        graph=projects[essences.index(_commonest(essences))].graph,
        dataset=kind,
        source=_commonest_values([p.data.dataset for p in projects if type(p.data.dataset) is kind]),
        data=_commonest_values([project.data for project in projects]),
        training=_commonest_values([project.training for project in projects]),
    )


def differences(project: Project, most: Usual, *, seed: bool = False) -> tuple[Message, ...]:
    """In what a project differs from what is usual: its drawing, its data, its training, and last its seed.

    ``seed``: it is named even where it is the usual one.
    """
    found = [*_in_drawings(most.graph, project.graph), *_in_data(project, most)]
    usual = {**most.training, LAST: None} if seed else most.training
    for parameter, value in sorted(_changed(project.training, usual), key=lambda pair: pair[0].name == LAST):
        found.append(_set(parameter, value))
    return tuple(found)


def apart(old: Project, new: Project) -> Message | None:
    """Whether two projects have other drawings or other data, as far as curves and weights depend on them; or None."""
    drawing, data = old.graph.essence != new.graph.essence, old.data != new.data
    if drawing and data:
        return say("another network, other data")
    if drawing:
        return say("another network")
    return say("other data") if data else None


def _commonest(values: Sequence[T]) -> T:
    """The value that most are equal to, the first of equally common ones. It need not be hashable."""
    counts: list[tuple[T, int]] = []
    for value in values:
        place = next((place for place, (known, _) in enumerate(counts) if known == value), None)
        if place is None:
            counts.append((value, 1))
        else:
            counts[place] = (value, counts[place][1] + 1)
    return max(counts, key=lambda pair: pair[1])[0]


def _commonest_values(settings: Sequence[Declared]) -> dict[str, Any]:
    names = settings[0].parameters_declared()
    return {one.name: _commonest([getattr(value, one.name) for value in settings]) for one in names}


def _changed(settings: Declared, most: Mapping[str, Any]) -> Iterator[tuple[Parameter, Any]]:
    values = settings.values()
    names = {name for name, usual in most.items() if name in values and values[name] != usual}
    if names:  # to ask for the declaration takes longer than all the rest
        yield from ((one, values[one.name]) for one in settings.parameters_declared() if one.name in names)


def _in_data(project: Project, most: Usual) -> Iterator[Message]:
    dataset = project.data.dataset
    if type(dataset) is most.dataset:
        yield from (_set(parameter, value) for parameter, value in _changed(dataset, most.source))
    else:
        yield say("{data} data", data=say(dataset.title))
    yield from (_set(parameter, value) for parameter, value in _changed(project.data, most.data))


def _in_drawings(old: Graph, new: Graph) -> Iterator[Message]:
    (before, wires_before), (after, wires_after) = old.essence, new.essence
    if before.keys() == after.keys() and wires_before != wires_after:
        yield say("wired differently")
    gone = [node for node in old.nodes if node in before.keys() - after.keys()]
    come = [node for node in new.nodes if node in after.keys() - before.keys()]
    if len(gone) > NAMED and len(come) > NAMED:
        yield say("another network, of {layers} layers", layers=len(after))
        return
    yield from _come(new, come)
    yield from _gone(old, gone)
    changed = [node for node in new.nodes if node in before.keys() & after.keys() and before[node] != after[node]]
    titles = Counter(new.nodes[node].title for node in changed)
    for node in changed:
        alone = titles[new.nodes[node].title] == 1 and not new.nodes[node].name
        yield from _in_layers(say(after[node].title) if alone else new.called(node), before[node], after[node])


def _come(graph: Graph, nodes: Sequence[NodeId]) -> Iterator[Message]:
    if len(nodes) > NAMED:
        yield say("{layers} more layers", layers=len(nodes))
        return
    for layer in (graph.nodes[node].layer for node in nodes):
        title, summary = say(layer.title), layer.summary()
        yield say("{layer} {summary}", layer=title, summary=summary) if summary else title


def _gone(graph: Graph, nodes: Sequence[NodeId]) -> Iterator[Message]:
    if len(nodes) > NAMED:
        yield say("{layers} fewer layers", layers=len(nodes))
        return
    for node in nodes:
        yield say("no {layer}", layer=graph.called(node))


def _in_layers(name: Message, old: Layer, new: Layer) -> Iterator[Message]:
    if type(old) is not type(new):
        yield say("{new} instead of {old}", new=say(new.title), old=say(old.title))
        return
    changed = list(_changed(new, old.values()))
    before, after = old.summary(), new.summary()
    if len(changed) == 1 and str(before) != str(after) and before and after:
        yield say("{node}: {old} → {new}", node=name, old=before, new=after)
        return
    for parameter, value in changed:
        was = _value(parameter, getattr(old, parameter.name))
        yield say(
            "{node}: {label} {old} → {new}",
            node=name,
            label=say(parameter.label),
            old=was,
            new=_value(parameter, value),
        )


def _set(parameter: Parameter, value: Any) -> Message:
    label, words = say(parameter.label), _value(parameter, value)
    if value is None or parameter.kind is Kind.SWITCH:
        return say("{label}: {value}", label=label, value=words)
    return say("{label} {value}", label=label, value=words)


def _value(parameter: Parameter, value: Any) -> Message | str:
    """A value of a parameter as users read it."""
    if value is None:
        return say("none")
    match parameter.kind:
        case Kind.SWITCH:
            return say("on") if value else say("off")
        case Kind.INTEGER:
            return str(value)
        case Kind.NUMBER:
            return f"{value:g}"
        case Kind.SIZES:
            return describe(tuple(value))
        case Kind.FILE:
            return Path(value).name
        case Kind.CHOICE:
            return say(value)
        case _:
            return f"“{value}”"
