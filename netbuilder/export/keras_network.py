"""What the Keras and the TensorFlow script share: data, the functional model, optimizer, measures, weights."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from netbuilder.backends.keras.losses import PARTS, loss_texts
from netbuilder.backends.keras.names import with_safe_names
from netbuilder.backends.keras.optimizers import optimizer_class, rate_functions
from netbuilder.backends.keras.source import Entry, names_used, network_parts
from netbuilder.backends.tensors.tensor_classes import KERAS, WEIGHTS, TensorBlocks
from netbuilder.backends.torch.losses import Objective, objective
from netbuilder.data.base import Signature
from netbuilder.export.common import HISTORY, learned_parts, reported
from netbuilder.export.data_part import NUMPY_CHANNELS_LAST, add_data, loaded_parts, targets_scaled
from netbuilder.export.options import KEEP_LOSSES, add_options, add_read_weights
from netbuilder.export.parts import KERAS_PARTS, add_parts
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.export.tensors.functions import add_functions, names_taken
from netbuilder.export.tensors.words import ERROR_OF_ACCURACY, ERROR_OF_MISSES
from netbuilder.layers.base import Shape
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import input_columns, target_inputs

DEVICES = ("auto", "cpu")
PIECE = 4096
"""Rows that are measured at once."""

_LOAD_WEIGHTS = '''
def load_weights(network: keras.Model, path: str) -> None:
    """Start from the weights in a safetensors file, named as Keras names them."""
    variables = {variable.path: variable for variable in network.weights}
    for name, value in read_weights(path, variables).items():
        variables[name].assign(value)
'''

_OF_CLASSES = '''
def report(name: str, network: keras.Model, rows: Rows) -> None:
    """Print the loss of some rows, and how many are right, in all and of each class."""
    features, targets = rows[:2]
    right = {chosen} == targets
    largest = numpy.bincount(targets).max() / len(targets)
    recalls = {{number: right[targets == number].mean() for number in numpy.unique(targets)}}
    print(f"{{name}}: loss {{evaluate(network, rows):.4f}}, accuracy {{right.mean():.4f}}")
    print(f"{{name}}: balanced accuracy {{sum(recalls.values()) / len(recalls):.4f}}")
    print(f"{{name}}: recall by class", ", ".join(f"{{number}}: {{recall:.4f}}" for number, recall in recalls.items()))
    print(f"{{name}}: the largest class alone has a share of {{largest:.4f}}")
'''

_OF_LOSS = '''
def report(name: str, network: keras.Model, rows: Rows) -> None:
    """Print the loss of some rows."""
    print(f"{name}: loss {evaluate(network, rows):.6g}")
'''

_OF_NUMBERS = '''
def report(name: str, network: keras.Model, rows: Rows{parameter}) -> None:
    """Print the loss of some rows, and the error in units of the target."""
    features, targets = rows
    misses = {misses}
    rmse = numpy.sqrt(numpy.square(misses).mean())
    print(f"{{name}}: loss {{evaluate(network, rows):.4f}}")
    print(f"{{name}}: root mean squared error {{rmse:.4g}}, in units of the target")
'''


def begin(draft: Draft, project: Project, check: Check, data_base: Path | None) -> Objective:
    """Add all up to the network, and give what is to become small. Raises ExportError and TrainingError."""
    settings = project.training
    wanted = objective(check, settings)
    draft.need("keras", "numpy")
    add_data(draft, project, data_base, NUMPY_CHANNELS_LAST)
    draft.constants += [HISTORY, "", f"BATCH_SIZE = {settings.batch_size}"]
    draft.constants.append(f"PIECE = {PIECE}  # rows that are measured at once")
    if settings.patience is not None:
        draft.constants.append(f"PATIENCE = {settings.patience}")
    add_network(draft, check, PARTS & set(loss_texts(wanted, with_safe_names(lower(check)))))
    add_read_weights(draft, "safetensors.numpy")
    draft.add_text(_LOAD_WEIGHTS)
    if optimizer := optimizer_class(settings):
        draft.add_text(optimizer)
    rates = rate_functions(settings)
    if any("math." in text for text in rates):
        draft.need("math")
    for text in rates:
        draft.add_text(text)
    return wanted


def add_network(draft: Draft, check: Check, further: Iterable[str] = ()) -> None:
    """Add the classes of a sound drawing and the function that builds its model. ``further``: other parts to add."""
    program = with_safe_names(lower(check))
    blocks = TensorBlocks(program, KERAS, names_taken(draft))
    sections = network_parts(program, entry(check), blocks)
    add_parts(draft, KERAS_PARTS, {*names_used(sections), *further, *({WEIGHTS} if blocks else set())})
    if blocks:
        add_functions(draft, blocks.helpers(), KERAS.language, sections)
    for lines in sections:
        section = list(lines)
        if any("Any" in line.text for line in section):
            draft.imports.add(Import("typing", "Any"))
        draft.add(section)


def entry(check: Check) -> Entry:
    """What enters the network of a project with data."""
    signature = check.signature
    features = signature.features if isinstance(signature, Signature) else ()
    texts = tuple(
        _entering(check.shape(node.id) or (), form)
        for node, form in zip(check.graph.with_role("input"), target_inputs(check), strict=True)
    )
    return Entry(features, tuple(input_columns(check)), _targets_shape(check) if any(texts) else None, texts)


def _entering(shape: Shape, form: str) -> str:
    """What enters where targets do, as source text; nothing where features do."""
    if form == "one-hot":
        return f'keras.ops.one_hot(keras.ops.cast(targets, "int32"), {shape[0]})'
    return "targets" if form else ""


def _targets_shape(check: Check) -> Shape:
    """The shape of the targets of a row, as the script has them."""
    signature = check.signature
    return (signature.targets,) if isinstance(signature, Signature) and signature.task == "regression" else ()


def given(check: Check) -> str:
    """What the network is called with, of some rows."""
    return "[features, targets]" if any(target_inputs(check)) else "features"


def finish(draft: Draft, project: Project, check: Check, wanted: Objective, told: str) -> None:
    """Add the report, the options and ``main``. ``evaluate`` and ``train`` stand already.

    ``told``: what ``train`` is told beside the network and the rows.
    """
    draft.imports.add(Import("tensorflow", "", "tf"))
    scaled = targets_scaled(project.data) is not None
    draft.add_text(_report(wanted, given(check), scaled, bool(project.data.test)))
    add_options(draft, project, DEVICES)
    draft.add_text(_main(project, scaled, told))


def _report(wanted: Objective, features: str, scaled: bool, tested: bool) -> str:
    form = wanted.form
    if form is None:
        return _OF_LOSS
    predicted = f"network.predict({features}, verbose=0)" + (f"[{wanted.answer}]" if len(wanted.terms) > 1 else "")
    if form == "classes":
        return _OF_CLASSES.format(chosen=f"{predicted}.argmax(axis=1)") + (ERROR_OF_ACCURACY if tested else "")
    if form == "column":
        return _OF_CLASSES.format(chosen=f"({predicted}[:, 0] > 0)") + (ERROR_OF_ACCURACY if tested else "")
    away, error = f"{predicted} - targets", ERROR_OF_MISSES if tested else ""
    if not scaled:
        return _OF_NUMBERS.format(parameter="", misses=away) + error
    return _OF_NUMBERS.format(parameter=", target_scale: numpy.ndarray", misses=f"({away}) * target_scale") + error


def _main(project: Project, scaled: bool, told: str) -> str:
    parts = loaded_parts(project.data)
    loaded, scale = ", ".join([*parts, *(["target_scale"] if scaled else [])]), ", target_scale" if scaled else ""
    lines = [
        '"""Train with the options of the command line."""',
        "options = parse_options()",
        'if options.device == "cpu":',
        '    tf.config.set_visible_devices([], "GPU")',
        f"{loaded} = load_data()",
        "keras.utils.set_random_seed(options.seed)",
        "network = build_network()",
        "if options.weights:",
        "    load_weights(network, options.weights)",
        f"history = train(network, {learned_parts(project)}, {told})",
        *(f'report("{part}", network, {part}{scale})' for part in reported(project, parts)),
        *KEEP_LOSSES,
    ]
    return "\n".join(["def main() -> None:", *(f"    {line}" for line in lines)])
