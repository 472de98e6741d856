"""What is said of a project before it trains: losses that do not fit, and last layers that work against their loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netbuilder.backends.torch.losses import Loss, resolve_loss
from netbuilder.data.base import Note
from netbuilder.errors import TrainingError
from netbuilder.graph.graph import Graph, Node, NodeId
from netbuilder.layers.base import Category, Layer, Values
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check, Problem, Severity
from netbuilder.shapes.repairs import DataChange
from netbuilder.training.loss_repairs import with_repairs

STOPS_BLINDLY = say(
    "Early stopping watches the validation loss, but the validation share is 0. Set a validation share, or turn early "
    "stopping off."
)


def project_problems(
    project: Project, check: Check, data_problem: Message | None = None, notes: Iterable[Note] = ()
) -> tuple[Problem, ...]:
    """All problems of a project: those of the drawing, and that of the data or those of loss and last layer.

    The problem of the data comes first, then errors before warnings in the order of the drawing. What a loss wants of
    the network, and that an input waits for the data, is not to be told from data that cannot be used. ``notes``: of
    the data; those that warn are problems.
    """
    if data_problem is not None:
        return problems_found(project, check, data_problem, notes)
    network = check.active
    found = tuple(_of_the_loss(project, network))
    repaired = with_repairs(project, network, found, lambda *changed: tuple(_of_the_loss(*changed)))
    others = (*_of_single_rows(project, network), *_of_stopping(project), *_of_notes(notes))
    return _in_order(check, (*check.problems, *repaired, *others))


def problems_found(
    project: Project, check: Check, data_problem: Message | None = None, notes: Iterable[Note] = ()
) -> tuple[Problem, ...]:
    """The same problems in the same order, without the repairs that only trying out finds: soon known."""
    if data_problem is not None:
        others = (*_told_apart_from_data(check), *_of_notes(notes))
        return (Problem(None, data_problem), *_in_order(check, others))
    network = check.active
    found = (
        *_of_the_loss(project, network),
        *_of_single_rows(project, network),
        *_of_stopping(project),
        *_of_notes(notes),
    )
    return _in_order(check, (*check.problems, *found))


def _of_notes(notes: Iterable[Note]) -> Iterator[Problem]:
    for note in notes:
        if note.warning:
            repair = DataChange(note.changes, note.words) if note.words is not None else None
            yield Problem(None, note.message, Severity.WARNING, repair)


def _in_order(check: Check, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings, each as the network computes; what concerns the whole drawing last."""
    found = tuple(problems)
    places = {node: place for place, node in enumerate(check.graph.order)} if len(found) > 1 else {}
    last = len(check.graph.nodes)
    return tuple(sorted(found, key=lambda p: (p.severity is Severity.WARNING, places.get(p.node or "", last))))


def _told_apart_from_data(check: Check) -> Iterator[Problem]:
    """The problems of a drawing, without those of inputs that only wait for the data."""
    for problem in check.problems:
        found = check.nodes.get(problem.node or "")
        waits = found is not None and found.problem is problem and found.node.layer.role == "input"
        if check.signature is not None or not waits:
            yield problem


def warnings(project: Project, check: Check) -> tuple[Problem, ...]:
    """What may be trained all the same, but hardly as meant."""
    return tuple(problem for problem in project_problems(project, check) if problem.severity is Severity.WARNING)


def working_against(project: Project, check: Check) -> tuple[NodeId, ...]:
    """The last layers that work against their loss, such as a softmax before cross-entropy."""
    return tuple(
        problem.node
        for problem in _of_the_loss(project, check)
        if problem.severity is Severity.WARNING and problem.node is not None
    )


def _of_the_loss(project: Project, check: Check) -> Iterator[Problem]:
    signature = check.signature
    if signature is None or len(signature.classes) == 1:
        return
    for node in check.graph.with_role("output"):
        shape = check.shape(node.id)
        if shape is None or node.layer.minimized:
            continue
        try:
            loss = resolve_loss(project.training, signature, shape, check.graph.called(node.id))
        except TrainingError as error:
            yield Problem(node.id, error.message)
            continue
        last = deciding(check.graph, node)
        message = _disagreement(loss, last.layer, check.graph.called(last.id))
        if message:
            yield Problem(last.id, message, Severity.WARNING)
    if check.sound and check.parameters == 0:
        yield Problem(
            None,
            say(
                "The network has nothing to learn: none of its layers has weights. "
                "Put a layer with weights between input and output."
            ),
        )


def _of_single_rows(project: Project, check: Check) -> Iterator[Problem]:
    """Layers that centre each feature by the rows of a batch, where a batch is one row with one value of each."""
    if project.training.batch_size > 1:
        return
    for node in check.graph.nodes.values():
        shape = check.shape(node.id)
        if node.layer.compares_rows and shape is not None and len(shape) == 1:
            yield Problem(
                node.id,
                say(
                    "It compares the rows of a batch, but each batch has a single row. Set the batch size to 2 or more."
                ),
            )


def _of_stopping(project: Project) -> Iterator[Problem]:
    """Early stopping that has no loss to go by."""
    if project.training.patience is not None and not project.data.validation:
        yield Problem(None, STOPS_BLINDLY)


def deciding(graph: Graph, output: Node) -> Node:
    """The layer that decides which values an output gives: the first, walking back, that changes them."""
    node = output
    while node.layer.keeps_values:
        sources = [source for source in graph.sources(node.id) if source is not None]
        if len(sources) != 1:
            break
        node = graph.nodes[sources[0].node]
    return node


def _disagreement(loss: Loss, last: Layer, name: Message) -> Message | None:
    """Why the values of the last layer do not suit the loss, or None."""
    gives = last.gives
    if last.category is Category.OPERATIONS and gives == "any":
        return None  # drawn by hand
    if loss.name == "nll":
        return _no_log_probabilities(name) if gives != "log-distribution" else None
    if gives == "any":
        return None
    if loss.target == "numbers":
        return _narrow(name, gives)
    if gives == "log-distribution" and loss.name == "cross-entropy":
        return None  # the logarithm of a softmax, taken twice, is the same
    if gives in ("distribution", "log-distribution", "unit"):
        return say(
            "{loss} turns the outputs into probabilities itself, but “{node}” already does so, which slows learning. "
            "Remove “{node}”.",
            loss=loss.title,
            node=name,
        )
    return say(
        "{loss} expects numbers of both signs, but “{node}” gives none below zero. Remove “{node}”.",
        loss=loss.title,
        node=name,
    )


def _no_log_probabilities(name: Message) -> Message:
    return say(
        "Negative log-likelihood expects logarithms of probabilities, but “{node}” does not give them. "
        "Choose cross-entropy, which takes the outputs as they are.",
        node=name,
    )


def _narrow(name: Message, gives: Values) -> Message:
    if gives == "positive":
        return say(
            "“{node}” gives no number below zero, so the network cannot predict one. Remove “{node}”, "
            "unless the target is never negative.",
            node=name,
        )
    if gives == "log-distribution":
        return say(
            "“{node}” gives no number above zero, so the network cannot predict one. Remove “{node}”.", node=name
        )
    return say(
        "“{node}” gives only numbers between 0 and 1, so the network cannot predict others. Remove “{node}”, unless "
        "the target is between 0 and 1.",
        node=name,
    )
