"""Remedies that take away what holds learning back: offered before a larger network, which would be held back, too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from netbuilder.graph.graph import NodeId
from netbuilder.layers import layer_types
from netbuilder.layers.base import Layer
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.edits import set_data
from netbuilder.project.layer_edits import followers, hidden, put_behind
from netbuilder.project.project import Project
from netbuilder.remedies.case import Case, Remedy, figure
from netbuilder.training.project_problems import working_against

MOSTLY_DROPPED = 0.5
"""Of a layer that drops more than this, the rest has to do the work of all."""
DEEP = 3
"""Through so many saturating activations in a row hardly any gradient is left."""


def against_the_loss(case: Case) -> Iterator[Remedy]:
    """Without a last layer that works against the loss, such as a softmax before cross-entropy."""
    for node in working_against(case.project, case.check):
        name = case.check.graph.called(node)
        yield Remedy(
            say("No “{node}”", node=name),
            say("Without “{node}”", node=name),
            say(
                "The loss takes the outputs as they are, but “{node}” squeezes them first, so the gradients stay "
                "small.",
                node=name,
            ),
            partial(_without, nodes=(node,)),
        )


def undropped(case: Case) -> Iterator[Remedy]:
    """Without dropout."""
    graph, dropped = case.check.graph, _dropping(case)
    if dropped:
        rate = max(float(graph.nodes[n].layer.values().get("rate", 0.0)) for n in dropped)
        yield Remedy(
            say("No dropout"),
            say("Without {names}", names=" · ".join(f"“{graph.called(n)}”" for n in dropped)),
            say(
                "Up to {percent}% of the numbers are set to zero at every step: what is left is too little to learn "
                "with, and training loss stays high.",
                percent=f"{100 * rate:.0f}",
            ),
            partial(_without, nodes=dropped),
        )


def less_dropped(case: Case) -> Iterator[Remedy]:
    """Half of the numbers dropped, where most are."""
    graph = case.check.graph
    rates = {n: float(graph.nodes[n].layer.values().get("rate", 0.0)) for n in _dropping(case)}
    most = {n: rate for n, rate in rates.items() if rate > MOSTLY_DROPPED}
    if most:
        yield Remedy(
            say("Less dropout"),
            say(
                "Dropout {rate} in {names}", rate=MOSTLY_DROPPED, names=" · ".join(f"“{graph.called(n)}”" for n in most)
            ),
            say(
                "Up to {percent}% of the numbers are set to zero at every step. The run fits, but with more of them "
                "left the network may learn more.",
                percent=f"{100 * max(most.values()):.0f}",
            ),
            partial(_dropping_half, nodes=tuple(most)),
        )


def unclipped(case: Case) -> Iterator[Remedy]:
    """Without clipping of gradients."""
    clip = case.project.training.gradient_clip
    if clip is not None:
        yield Remedy(
            say("No clipping"),
            say("Do not clip the gradients"),
            say("Gradients longer than {clip} are shortened to that: the steps may be too small to learn.",
                clip=figure(clip)),
            partial(edits.set_training, gradient_clip=None),
        )  # fmt: skip


def steady_rate(case: Case) -> Iterator[Remedy]:
    """Without a learning rate that decays, where little of it is left at the end."""
    settings = case.project.training
    if settings.decay == "none" or not case.records:
        return
    last = case.records[-1].learning_rate
    yield Remedy(
        say("Steady learning rate"),
        say("No learning-rate decay"),
        say(
            "The learning rate came down from {first} to {last}: too early, if there was more to learn.",
            first=figure(settings.learning_rate),
            last=figure(last),
        ),
        partial(edits.set_training, decay="none"),
    )


def bent(case: Case) -> Iterator[Remedy]:
    """An activation behind each inner layer, where there is none in the whole network."""
    layer, inner = _open_activation(), tuple(node.id for node in hidden(case.check))
    if not inner or case.has("bending"):
        return
    names = " · ".join(f"“{case.check.graph.called(node)}”" for node in inner)
    yield Remedy(
        say("Activations"),
        say("{layer} after {names}", layer=say(layer.title), names=names),
        say(
            "Without an activation between them, layers one after another compute no more than a single one: a "
            "straight line, a flat boundary."
        ),
        partial(_bent, nodes=inner, kind=layer.type),
    )


def unsaturated(case: Case) -> Iterator[Remedy]:
    """ReLU in place of a deep chain of activations that saturate."""
    graph = case.check.graph
    flat = tuple(n for n in graph.order if n in graph.used and graph.nodes[n].layer.saturates)
    if len(flat) < DEEP:
        return
    layer = _open_activation()
    yield Remedy(
        say(layer.title),
        say("{layer} in place of {count} activations", layer=say(layer.title), count=len(flat)),
        say(
            "“{first}” and its kind hardly pass on a gradient, and through {count} of them almost none arrives at the "
            "first layers.",
            first=graph.called(flat[0]),
            count=len(flat),
        ),
        partial(_replaced, nodes=flat, kind=layer.type),
    )


def clean_labels(case: Case) -> Iterator[Remedy]:
    """Without the noise that was added to the training rows."""
    data = case.project.data
    if data.label_noise or data.input_noise:
        yield Remedy(
            say("No added noise"),
            say("Add no noise to the training rows"),
            say("Noise was added to the training rows only: it hides from the network what the validation rows show."),
            partial(set_data, label_noise=0.0, input_noise=0.0),
        )


def _dropping(case: Case) -> tuple[NodeId, ...]:
    graph = case.check.graph
    return tuple(n for n in graph.order if n in graph.used and graph.nodes[n].layer.purpose == "silencing")


def _dropping_half(project: Project, nodes: tuple[NodeId, ...]) -> Project:
    for node in nodes:
        project = edits.set_parameter(project, node, "rate", MOSTLY_DROPPED)
    return project


def _without(project: Project, nodes: tuple[NodeId, ...]) -> Project:
    return edits.take_out(project, nodes)


def _bent(project: Project, nodes: tuple[NodeId, ...], kind: str) -> Project:
    for node in nodes:
        behind = (node, *followers(project.graph, node))[-1]
        project = put_behind(project, behind, layer_types()[kind]())
    return project


def _open_activation() -> type[Layer]:
    """The first activation of the palette that does not saturate."""
    return next(kind for kind in layer_types().values() if kind.purpose == "bending" and not kind.saturates)


def _replaced(project: Project, nodes: tuple[NodeId, ...], kind: str) -> Project:
    for node in nodes:
        project = put_behind(project, node, layer_types()[kind]())
        project = edits.take_out(project, (node,))
    return project
