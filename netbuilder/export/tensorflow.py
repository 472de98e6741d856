"""The TensorFlow script: Keras layers, and a loop of its own with ``GradientTape``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from netbuilder.backends.code.rates import learning_rate_call
from netbuilder.backends.keras.losses import DRAWN, loss_texts
from netbuilder.backends.keras.optimizers import optimizer_text, rate_functions, takes_momentum
from netbuilder.backends.torch.losses import Objective
from netbuilder.export import keras_network
from netbuilder.export.common import keeping, learned_parameters, measuring, measuring_start, telling_best
from netbuilder.export.data_part import row_tensors
from netbuilder.export.pytorch import docstring
from netbuilder.export.script import Draft, Script
from netbuilder.export.torch_training import may_leave_single
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check

_EVALUATE = '''
def evaluate(network: keras.Model, rows: Rows) -> float:
    """The mean loss of some rows, with the network in evaluation mode."""
    losses = []
    for at in range(0, len(rows[0]), PIECE):
        piece = [part[at : at + PIECE] for part in rows]
        losses.append(float(measure(network, *piece)) * len(piece[0]))
    return math.fsum(losses) / len(rows[0])
'''

_MEASURE = '''
@tf.function(reduce_retracing=True)
def measure(network: keras.Model, {parameters}) -> tf.Tensor:
    """The mean loss of rows that fit in memory together."""
    return loss_of(network({features}, training=False), {others})
'''

_STEP = '''
@tf.function(reduce_retracing=True)
def learn(network: keras.Model, optimizer: keras.optimizers.Optimizer, {parameters}) -> None:
    """One step: the loss of a batch, its gradient, new weights."""
    with tf.GradientTape() as tape:
        loss = loss_of(network({features}, training=True), {others})
    gradients = tape.gradient(loss, network.trainable_variables)
{apply}
'''

_APPLY = "    optimizer.apply(gradients, network.trainable_variables)"
_APPLY_WHERE_LEARNED = """\
    pairs = zip(gradients, network.trainable_variables, strict=True)
    learned = [pair for pair in pairs if pair[0] is not None]
    optimizer.apply(*zip(*learned, strict=True))"""
"""Where an output does not count: the weights that lead to it alone have no gradient."""


def write(project: Project, check: Check, data_base: Path | None) -> Script:
    """The script of a project whose check has no errors. Raises ExportError and TrainingError."""
    draft = Draft(docstring(project))
    wanted = keras_network.begin(draft, project, check, data_base)
    draft.need("math")
    names = row_tensors(project)
    texts = {"parameters": ", ".join(f"{name}: tf.Tensor" for name in names), "others": ", ".join(names[1:])}
    texts["features"] = keras_network.given(check)
    draft.add_text(_loss(wanted, loss_texts(wanted, lower(check)), names))
    draft.add_text(_EVALUATE)
    draft.add_text(_MEASURE.format(**texts))
    counts = all(term.weight for term in wanted.terms)
    draft.add_text(_STEP.format(**texts, apply=_APPLY if counts else _APPLY_WHERE_LEARNED))
    draft.add_text(_train(project))
    keras_network.finish(draft, project, check, wanted, "options.epochs, options.seed")
    return draft.finished()


def _loss(wanted: Objective, losses: Sequence[str], names: list[str]) -> str:
    """``loss_of``: the loss of what the network puts out."""
    weighted = "weights" in names
    if len(losses) == 1:
        body = [f"return {_compared(losses[0], 'outputs', weighted)}"]
    else:
        counted = [(at, text) for at, text in enumerate(losses) if wanted.terms[at].weight]
        body = [f"loss_{at + 1} = {_compared(text, f'outputs[{at}]', weighted)}" for at, text in counted]
        parts = [(f"loss_{at + 1}", wanted.terms[at].weight) for at, _ in counted]
        body.append("return " + " + ".join(part if share == 1.0 else f"{share!r} * {part}" for part, share in parts))
    title = f"The loss of the network's {'outputs' if len(losses) == 1 else 'several outputs'}, the mean over the rows."
    lines = [f'"""{title}"""', *body]
    taken = ", ".join(f"{name}: tf.Tensor" for name in names[1:])
    return "\n".join([f"def loss_of(outputs: tf.Tensor, {taken}) -> tf.Tensor:", *(f"    {line}" for line in lines)])


def _compared(loss: str, outputs: str, weighted: bool) -> str:
    """The mean loss of one output. A loss object gives the mean; a function gives each row's."""
    if loss.endswith(")"):
        return f"{loss}(targets, {outputs}{', weights' if weighted else ''})"
    rows = outputs if loss == DRAWN else f"{loss}(targets, {outputs})"
    return f"tf.reduce_mean({f'weights * {rows}' if weighted else rows})"


def _single() -> list[str]:
    return [
        "        if len(rows) == 1 < len(order):",
        "            continue  # a single row has no variance to normalize by",
    ]


def _train(project: Project) -> str:
    settings, names = project.training, row_tensors(project)
    rate = learning_rate_call(settings, "epoch - 1")
    setting = f"set_rate(optimizer, {rate})" if takes_momentum(settings) else f"optimizer.learning_rate = {rate}"
    measures = "evaluate(network, training)", "evaluate(network, validation)"
    body = [
        '"""Train, and leave the network with the weights of its best epoch."""',
        f"{', '.join(names)} = training",
        f"optimizer = {optimizer_text(settings)}",
        "optimizer.build(network.trainable_variables)",
        *(["batches = numpy.random.default_rng(seed)"] if settings.shuffle else []),
        "history: History = []",
        "best_epoch, best_loss, best = 0, math.inf, network.get_weights()",
        *measuring_start(project, *measures),
        "for epoch in range(1, epochs + 1):",
        *([f"    {setting}"] if rate_functions(settings) else []),
        f"    order = {'batches.permutation' if settings.shuffle else 'numpy.arange'}(len(features))",
        "    for start in range(0, len(order), BATCH_SIZE):",
        "        rows = order[start : start + BATCH_SIZE]",
        *(_single() if may_leave_single(project) else []),
        f"        learn(network, optimizer, {', '.join(f'{name}[rows]' for name in names)})",
        *(f"    {line}" for line in measuring(project, *measures)),
        *(f"    {line}" for line in keeping(project, "network.get_weights()")),
        "network.set_weights(best)",
        *telling_best(project),
        "return history",
    ]
    head = f"def train(network: keras.Model, {learned_parameters(project)}, epochs: int, seed: int) -> History:"
    return "\n".join([head, *(f"    {line}" for line in body)])
