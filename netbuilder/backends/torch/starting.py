"""Starting values that are not PyTorch's own, as the statements that follow the module's creation."""

from __future__ import annotations

from netbuilder.layers.calls import literal
from netbuilder.layers.tensors.starting import Weighted, typed_numbers, weights_of
from netbuilder.layers.tensors.values import Parameter
from netbuilder.program.steps import Step

_BY_NAME = {
    "zeros": "torch.nn.init.zeros_({target})",
    "constant": "torch.nn.init.constant_({target}, {number})",
    "uniform": "torch.nn.init.uniform_({target}, -{number}, {number})",
    "normal": "torch.nn.init.normal_({target}, std={number})",
    "1/sqrt(n)": "torch.nn.init.normal_({target}, std={target}[0].numel() ** -0.5)",
    "xavier uniform": "torch.nn.init.xavier_uniform_({target})",
    "xavier normal": "torch.nn.init.xavier_normal_({target})",
    "he uniform": 'torch.nn.init.kaiming_uniform_({target}, nonlinearity="relu")',
    "he normal": 'torch.nn.init.kaiming_normal_({target}, nonlinearity="relu")',
}

_DECLARED = frozenset(["", "weight", "bias", "in_proj_weight", "in_proj_bias"])
"""The weights that classes of PyTorch declare. Those of a recurrent layer are made as it is."""


def starting_statements(step: Step) -> tuple[str, ...]:
    """What is done to the weights of a step's module, ``{module}`` in the text; nothing where they are PyTorch's."""
    layer = step.layer
    if not isinstance(layer, Weighted):
        return ()
    skipping = _skipping(layer) if isinstance(layer, Parameter) else ()
    return (*skipping, *_chosen(layer, step)) if layer.starts_chosen else skipping


def _skipping(layer: Parameter) -> tuple[str, ...]:
    """Random numbers that are drawn and not used, as PyTorch's module does of the layer that was opened."""
    made = "rand" if layer.skipped_kind == "uniform" else "randn"
    return (f"torch.{made}({layer.skipped})  # drawn, but not used",) if layer.skipped else ()


def _chosen(layer: Weighted, step: Step) -> tuple[str, ...]:
    weights = weights_of(layer, *step.shapes)
    found = []
    for name, way in layer.ways(weights).items():
        number, typed = layer.given(name)
        if way == "typed in":
            values = literal(typed_numbers(typed, weights[name]))
            found.append(f"{_attribute(name)} = {layer.holder}(torch.tensor({values}))")
        else:
            text = _BY_NAME[way].replace("{target}", _weight(name))
            found.append(text.replace("{number}", literal(number)))
    return tuple(found)


def _attribute(name: str) -> str:
    return "{module}" + (f".{name}" if name else "")


def _weight(name: str) -> str:
    """A weight of the module; where its class does not declare it, by a method that says what it is."""
    declared = name.rpartition(".")[2] in _DECLARED
    return _attribute(name) if declared else f'{{module}}.get_parameter("{name}")'
