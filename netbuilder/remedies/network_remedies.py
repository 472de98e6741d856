"""Remedies that change the drawing: layers put in, taken out, made narrower or wider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from netbuilder.graph.graph import Node, NodeId
from netbuilder.layers import layer_types
from netbuilder.layers.base import Layer, Purpose
from netbuilder.messages import say
from netbuilder.project.edits import set_parameter
from netbuilder.project.layer_edits import followers, hidden, put_behind, resized, take_out, width_of
from netbuilder.project.project import Project
from netbuilder.remedies.case import Case, Edit, Remedy, figure
from netbuilder.shapes.check import check as check_graph
from netbuilder.shapes.check_result import Check

NARROWER = 16
"""By how much inner layers are narrowed at once: with a quarter, what overfits still does, as measured on iris."""

WIDER = 4
"""By how much the narrowest inner layer is widened: less is hard to see in noisy curves."""

MIN_UNITS = 8
"""Below this a narrower layer is another network rather than a simpler one."""

MIN_ROWS = 10
"""Fewer are memorized by the narrowest network that can bend, and by one half of which is silent: as measured on
five points."""

MIN_IN_BATCH = 8
"""The mean and spread of fewer rows are mere noise, and training suffers from it."""

FIRST_UNITS = 32
"""The width of a first hidden layer."""


def dropout(case: Case) -> Iterator[Remedy]:
    """Before the layer with most weights: each of them is then absent half the time. Behind it, where it comes first:
    the data themselves stay whole. Half of a narrow layer would be too little."""
    layer = _first("silencing")
    for node in case.inner[:1] if case.rows >= MIN_ROWS else ():
        before = _way_back(case, node)
        place = before[0] if before else case.end_of(node)
        graph = case.check.graph
        passed = before or followers(graph, node.id)
        silenced = graph.nodes[before[-1] if before else node.id]
        narrow = silenced.layer.width and width_of(silenced) < 2 * MIN_UNITS
        if layer and not narrow and not any(graph.nodes[n].layer.purpose == "silencing" for n in passed):
            yield Remedy(
                say(layer.title),
                say(
                    "{layer} {how} after “{node}”",
                    layer=say(layer.title),
                    how=layer.summary(),
                    node=graph.called(place),
                ),
                say(
                    "“{node}” holds {share} of the {weights} weights, for only {rows} rows. With half of the numbers "
                    "set to zero at every step, no weight can rely on another to recognize a row.",
                    node=case.check.graph.called(node.id),
                    share=f"{case.check.nodes[node.id].parameters:,}",
                    weights=f"{case.check.parameters:,}",
                    rows=f"{case.rows:,}",
                ),
                _behind(place, layer),
            )


def _way_back(case: Case, node: Node) -> tuple[NodeId, ...]:
    """The nodes from before this one back to the next with weights; none where the data come first, or branches."""
    graph, passed = case.check.graph, list[NodeId]()
    here = node.id
    while len(graph.incoming[here]) == 1:
        here = graph.incoming[here][0].source
        passed.append(here)
        if graph.nodes[here] in case.weighty:
            return tuple(passed)
    return ()


def norm(case: Case) -> Iterator[Remedy]:
    """Batch norm behind the inner layer with most weights, before its activation, where there is none yet."""
    layer = _first("steadying")
    batch = min(case.rows, case.project.training.batch_size)
    if layer is None or case.has("steadying") or batch < MIN_IN_BATCH:
        return
    for node in case.inner[:1]:
        yield Remedy(
            say(layer.title),
            say("{layer} after “{node}”", layer=say(layer.title), node=case.check.graph.called(node.id)),
            say(
                "Each number is then centered and scaled by the {batch} rows of its batch, which keeps the gradients "
                "of all layers alike and lets larger steps go well.",
                batch=batch,
            ),
            _behind(node.id, layer),
        )


def narrower(case: Case) -> Iterator[Remedy]:
    """All inner layers at once: a single narrow one leaves the others wide enough to hold every row."""
    wide = {node.id: width_of(node) for node in case.inner if width_of(node) > MIN_UNITS}
    if not wide or case.rows < MIN_ROWS:
        return
    fewer = {node: max(MIN_UNITS, width // NARROWER) for node, width in wide.items()}
    edit = partial(_all_resized, widths=fewer)
    left = check_graph(edit(case.project).graph.active, case.check.signature).parameters
    names = " · ".join(f"“{case.check.graph.called(node)}” {width} → {fewer[node]}" for node, width in wide.items())
    yield Remedy(
        say("Fewer units"),
        say("Narrower: {names}", names=names),
        say(
            "{weights} weights are {ratio} for each of the {rows} rows; {left} cannot memorize them so easily.",
            weights=f"{case.check.parameters:,}",
            ratio=f"{case.check.parameters / max(1, case.rows):,.0f}",
            rows=f"{case.rows:,}",
            left=f"{left:,}",
        ),
        edit,
    )


def straighter(case: Case) -> Iterator[Remedy]:
    """Half of what lets a layer without weights bend, such as the degree of a polynomial."""
    for id_ in case.check.graph.order:
        node = case.check.graph.nodes[id_]
        name = node.layer.capacity
        value = node.layer.values().get(name, 0)
        half = value // 2
        if half and id_ in case.check.graph.used:
            label = next(say(one.label) for one in node.layer.parameters_declared() if one.name == name)
            yield Remedy(
                say("{parameter} {value}", parameter=label, value=half),
                say(
                    "{parameter} of “{node}” {value} → {half}",
                    parameter=label,
                    node=case.check.graph.called(id_),
                    value=value,
                    half=half,
                ),
                say(
                    "With {weights} weights the function can bend through each of the {rows} rows, noise included; "
                    "with half as many bends it must pass between them.",
                    weights=f"{case.check.parameters:,}",
                    rows=f"{case.rows:,}",
                ),
                partial(set_parameter, node=id_, name=name, value=half),
            )


def shallower(case: Case) -> Iterator[Remedy]:
    """One inner layer less: the heaviest that can be missed, and never the only one."""
    if len(case.inner) < 2:
        return
    for node in case.inner:
        remedy = Remedy(
            say("One fewer layer"),
            say("Without “{node}”", node=case.check.graph.called(node.id)),
            say(
                "It holds {share} of the {weights} weights; {rows} rows hardly need that many.",
                share=f"{case.check.nodes[node.id].parameters:,}",
                weights=f"{case.check.parameters:,}",
                rows=f"{case.rows:,}",
            ),
            partial(take_out, node=node.id),
        )
        if case.helps(remedy):
            yield remedy
            return


def wider(case: Case) -> Iterator[Remedy]:
    """The narrowest inner layer, several times as wide."""
    for node in sorted(case.inner, key=width_of)[:1]:
        width = width_of(node)
        yield Remedy(
            say("More units"),
            say(
                "“{node}” from {width} up to {more}",
                node=case.check.graph.called(node.id),
                width=width,
                more=WIDER * width,
            ),
            say(
                "Its width of {width} is the bottleneck: everything that the network knows about a row must "
                "pass through it.",
                width=width,
            ),
            partial(resized, node=node.id, width=WIDER * width),
        )


def deeper(case: Case) -> Iterator[Remedy]:
    """A copy of the last inner layer with its activation; before a lone layer, a first inner one."""
    bend = _first("bending")
    inner = hidden(case.check)
    if inner:
        known = [case.check.graph.nodes[n].layer for n in followers(case.check.graph, inner[-1].id)]
        bends = [layer for layer in known if layer.purpose == "bending"]
        yield _one_more(case, case.end_of(inner[-1]), inner[-1].layer, bends[0] if bends else bend)
        return
    first = first_inner(case.check)
    if first is not None:
        yield _one_more(case, *first, bend)


def first_inner(check: Check) -> tuple[NodeId, Layer] | None:
    """Of a network without inner layers: behind which node a first one fits, and that layer; None where none does."""
    for node in check.graph.order:
        layer, sources = check.graph.nodes[node].layer, check.graph.incoming[node]
        if layer.width and check.nodes[node].parameters and len(sources) == 1:
            return sources[0].source, layer.with_(**{layer.width: FIRST_UNITS})
    return None


def all_wider(check: Check) -> Edit | None:
    """All inner layers several times as wide; where there is none, a first one. None where neither can be done."""
    inner = {node.id: WIDER * width_of(node) for node in hidden(check)}
    if inner:
        return partial(_all_resized, widths=inner)
    first, bend = first_inner(check), _first("bending")
    return _behind(*first, *([bend] if bend else [])) if first is not None else None


def _one_more(case: Case, behind: str, layer: Layer, bend: Layer | None) -> Remedy:
    return Remedy(
        say("One more layer"),
        say("Another {layer} after “{node}”", layer=say(layer.title), node=case.check.graph.called(behind)),
        say(
            "Training loss does not come below {loss} with {weights} weights: the target may bend more often than "
            "they can.",
            loss=figure(case.records[-1].train_loss),
            weights=f"{case.check.parameters:,}",
        ),
        _behind(behind, layer, *([bend] if bend else [])),
    )


def _first(purpose: Purpose) -> Layer | None:
    """The first layer of the palette with this purpose, as it is dragged from there."""
    return next((kind() for kind in layer_types().values() if kind.purpose == purpose), None)


def _behind(node: NodeId, *layers: Layer) -> Edit:
    return lambda project: put_behind(project, node, *layers)


def _all_resized(project: Project, widths: Mapping[NodeId, int]) -> Project:
    for node, width in widths.items():
        project = resized(project, node, width)
    return project
