"""The network in Keras: a class for each block, and a function that builds the functional model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from netbuilder.backends.code.classes import Classes, OtherClasses
from netbuilder.backends.code.dialect import Dialect
from netbuilder.backends.code.forward import Forward, Line, indented
from netbuilder.backends.code.source import INDENT, block_classes, created
from netbuilder.backends.keras.starting import starting_lines
from netbuilder.errors import ExportError
from netbuilder.layers.base import Fixed, Shape
from netbuilder.layers.calls import Call, literal
from netbuilder.layers.keras_calls import channels_last
from netbuilder.program import Program, Step

BUILDER = "build_network"
_CALLED = re.compile(r"(?<![\w.\"'])([A-Za-z_]\w*)\(")
"""A plain name before an opening bracket."""
_CONVOLUTION = ("filters", "kernel_size")
POSITIONAL: dict[str, tuple[str, ...]] = {
    "keras.layers.Dense": ("units",),
    **{f"keras.layers.{kind}": _CONVOLUTION for kind in ("Conv1D", "Conv2D", "Conv2DTranspose")},
    "keras.layers.Dropout": ("rate",),
    "Embedding": ("input_dim", "output_dim"),
    "two_bias_lstm": ("units",),
    "two_bias_rnn": ("units", "activation"),
    "keras.layers.GRU": ("units",),
    "keras.layers.MultiHeadAttention": ("num_heads", "key_dim"),
    "keras.layers.Reshape": ("target_shape",),
    "keras.layers.UpSampling2D": ("size",),
    "TransformerEncoder": ("features", "heads", "units"),
    "Parameter": ("shape",),
    "Constant": ("numbers",),
    "uniform": ("fan_in",),
    "uniform_gru": ("state_size",),
}
"""As in ``backends.torch.signatures``."""

Columns = tuple[int, ...] | None
"""The features that enter at an input; None for all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What enters the network: the shape of a row of the data, and of each input the columns that it takes.

    ``targets``: the shape of a row of the targets, where they enter, too; ``forms``: the text over ``targets`` that
    enters at each input, empty where features do.
    """

    features: Shape
    columns: tuple[Columns, ...]
    targets: Shape | None = None
    forms: tuple[str, ...] = ()


def _call(step: Step) -> Call:
    try:
        return step.layer.keras(*step.shapes)
    except ExportError as error:
        raise ExportError("“{node}”: {problem}", node=step.name, problem=error.message) from error


KERAS = Dialect(
    layer_call=_call,
    root="keras",
    base="keras.layers.Layer",
    method="call",
    tensor="keras.KerasTensor",
    blocks="",
    positional=POSITIONAL,
    options=True,
    named=True,
    anchor="inputs",
)


def network_parts(program: Program, entry: Entry, in_tensors: OtherClasses | None = None) -> list[list[Line]]:
    """The lines of a class for each block, those inside others first, and of ``build_network`` last.

    ``program``: with names that are safe in Keras; ``in_tensors``: writes the blocks that are marked.
    The model takes all features of the data, (rows, *features) with the channels of images last, and gives the output
    or a tuple of the outputs. Raises ExportError where a node cannot be expressed in Keras.
    """
    classes = Classes(program, BUILDER, KERAS, in_tensors)
    starts = list(starting_lines(program))
    return [*block_classes(classes), list(_builder(program, classes, entry, starts))]


def _builder(program: Program, classes: Classes, entry: Entry, starts: Sequence[Line]) -> Iterator[Line]:
    shared: dict[str, str] = {}

    def module(step: Step) -> str:
        return shared.get(step.name) or created(step, classes, {}) or ""

    forward = Forward(program, KERAS, module)
    named = (step.name for step in program.steps if step.block and step.block.shared)
    shared |= {name: forward.free(f"{name}_block") for name in named}
    yield Line(f"def {BUILDER}() -> keras.Model:")
    drawn = "the starting values that were chosen" if starts else "starting values as PyTorch draws them"
    yield Line(f'{INDENT}"""The network, with {drawn}."""')
    forward.anchor = "inputs"
    yield Line(f"{INDENT}inputs = keras.Input({literal(channels_last(entry.features))})")
    if entry.targets is not None:
        yield Line(f"{INDENT}targets = keras.Input({literal(entry.targets)})")
    forms = entry.forms or ("",) * len(entry.columns)
    for port, columns, form in zip(program.inputs, entry.columns, forms, strict=True):
        text = form or ("inputs" if columns is None else taken(columns))
        if text in ("inputs", "targets"):
            forward.names[port] = text
        elif forward.reads(port):
            yield Line(f"{INDENT}{forward.names[port]} = {text}", port.node)
    for step in program.steps:
        if step.name in shared:
            yield Line(f"{INDENT}{shared[step.name]} = {created(step, classes, {})}", step.node)
    yield from indented(forward.lines("outputs ="), INDENT)
    yield from _given_to_rows(program)
    entering = "inputs" if entry.targets is None else "[inputs, targets]"
    if not starts:
        yield Line(f"{INDENT}return keras.Model({entering}, outputs)")
        return
    yield Line(f"{INDENT}network = keras.Model({entering}, outputs)")
    yield from indented(starts, INDENT)
    yield Line(f"{INDENT}return network")


def _given_to_rows(program: Program) -> Iterator[Line]:
    """The line that gives a drawn loss that is one number for all rows to each of them, if there is one."""
    specs = {**program.specs, **{port: spec for step in program.steps for port, spec in step.outputs.items()}}
    fixed = [isinstance(specs[port].shape, Fixed) for port in program.outputs]
    if not any(fixed):
        return
    names = ["outputs"] if len(fixed) == 1 else [f"outputs[{place}]" for place, _ in enumerate(fixed)]
    given = [f"EachRow()({name}, inputs)" if one else name for name, one in zip(names, fixed, strict=True)]
    yield Line(f"{INDENT}outputs = {', '.join(given)}", program.ends[fixed.index(True)])


def taken(columns: Sequence[int]) -> str:
    """Some columns of the inputs, as source text."""
    first, last = columns[0], columns[-1] + 1
    if tuple(columns) == tuple(range(first, last)):
        return f"inputs[:, {first}:{last}]"
    return f"keras.ops.take(inputs, {literal(list(columns))}, axis=1)"


def names_used(sections: Iterable[Iterable[Line]]) -> frozenset[str]:
    """The plain names that the text of a network calls: among them the parts that the script must bring along."""
    return frozenset(name for lines in sections for line in lines for name in _CALLED.findall(line.text))
