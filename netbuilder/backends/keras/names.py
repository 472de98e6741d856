"""Names of steps that Keras accepts: what its layers call their own is out, as are the words of the scripts."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from netbuilder.graph.identifiers import free_name
from netbuilder.layers.merge import Merge
from netbuilder.layers.tensors.operation import TensorOperation
from netbuilder.program.steps import Program, Step

_WORDS = """
activity_regularizer add_loss add_metric add_variable add_weight autocast build build_from_config built call
call_signature_parameters clear_losses_and_metrics
compute_dtype compute_mask compute_output_shape compute_output_spec count_params dtype dtype_policy
enable_lora from_config get_build_config get_config get_weights input input_dtype input_spec load_own_variables losses
metrics metrics_variables name non_trainable_variables non_trainable_weights output path quantization_mode quantize
quantized_build quantized_call rematerialized_call save_own_variables set_weights stateless_call
supports_jit supports_masking symbolic_call trainable trainable_variables trainable_weights variable_dtype variables
weights
"""
OF_LAYERS = frozenset(_WORDS.split())
"""What ``keras.layers.Layer`` calls its own. Written down, because asking Keras means importing it; a test compares."""

_OF_SCRIPTS = """
block inputs keras numpy one_block outputs repetition standard_normal targets tf two_bias_lstm two_bias_rnn uniform
uniform_gru
"""
OF_SCRIPTS = frozenset(_OF_SCRIPTS.split())

_OF_OPERATIONS = """
absolute add arange argmax broadcast_to cast concatenate copy each_row erf exp flip get_item greater greater_equal
input_layer less less_equal equal log matmul max maximum mean minimum moveaxis multiply pad power repeat reshape
sigmoid softmax split sqrt square squeeze subtract sum take take_along_axis tanh transpose true_divide divide negative
"""
_BY_KERAS = re.compile(f"({'|'.join(_OF_OPERATIONS.split())})(_[0-9]+)?")
"""What Keras itself calls operations that are no layers; no two of a model may have one name."""


def with_safe_names(program: Program) -> Program:
    """The same program; steps whose names would break a Keras layer or hide a name of the script get others."""
    return _renamed(program, {})


def _renamed(program: Program, known: dict[int, Program]) -> Program:
    if id(program) not in known:
        taken = {*(step.name for step in program.steps), *program.inputs.values(), *OF_LAYERS, *OF_SCRIPTS}
        steps, called = [], _operations_called(program)
        for step in program.steps:
            name = step.name
            while _is_taken(name) or (_BY_KERAS.fullmatch(name) and not _after_its_kind(step, called)):
                name = free_name(f"{name}_layer", taken)
            inside = tuple(_renamed(body, known) for body in step.repetitions)
            steps.append(replace(step, name=name, repetitions=inside))
        inputs = {
            port: free_name(f"{name}_values", taken) if _is_taken(name) else name
            for port, name in program.inputs.items()
        }
        known[id(program)] = replace(program, steps=tuple(steps), inputs=inputs)
    return known[id(program)]


def _operations_called(program: Program) -> frozenset[str]:
    """The operations of Keras that are called in the expressions of tensor operations, such as "reshape"."""
    operations = [step for step in program.steps if step.block is None and isinstance(step.layer, TensorOperation)]
    found = set[str]()
    for step in operations:
        names = [f"v{number}" for number, shape in enumerate(step.shapes) if shape is not None]
        found.update(re.findall(r"keras\.ops\.(\w+)", step.layer.keras(*step.shapes).expression("layer", names)))
    return frozenset(found)


def _after_its_kind(step: Step, called: Set[str]) -> bool:
    """Whether a step is called as its kind of layer is: then it is that operation, or no operation is called so.

    ``called``: the operations that are called within others.
    """
    if step.block is not None:
        return False
    if isinstance(step.layer, Merge):
        return True
    return step.layer.type not in called and re.fullmatch(f"{step.layer.type}(_[0-9]+)?", step.name) is not None


def _is_taken(name: str) -> bool:
    return name in OF_LAYERS or name in OF_SCRIPTS
