"""A layer is declared in one place: no other source file knows it by name."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import get_args

import netbuilder
from netbuilder.layers import layer_types
from netbuilder.layers.base import Role

ROOT = Path(netbuilder.__file__).parents[1]


def test_no_other_source_file_quotes_the_type_of_a_layer() -> None:
    """The roles "input" and "output" are words of their own: the engine asks for a role, not for a layer.

    Migrations do: what a type was called in an older format stays so, whatever becomes of the layer.
    """
    home = {name: Path(str(sys.modules[kind.__module__].__file__)) for name, kind in layer_types().items()}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} quotes “{node.value}”"
        for package in ("netbuilder", "ui")
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in get_args(Role)
        if node.value in home and path not in (home[node.value], ROOT / "netbuilder/files/migrations.py")
    ]
    assert found == []


def test_types_and_titles_are_each_given_once() -> None:
    titles = [kind.title for kind in layer_types().values()]
    assert len(titles) == len(set(titles))


def test_the_layers_of_the_first_version_are_there() -> None:
    """What is saved under these names must be read for ever."""
    assert set(layer_types()) >= {
        *("input", "dense", "flatten", "reshape", "dropout", "output"),
        *("conv1d", "conv2d", "conv_transpose2d", "max_pool", "average_pool", "global_average_pool"),
        *("global_max_pool", "upsample", "batch_norm", "layer_norm", "relu", "leaky_relu", "elu", "gelu", "silu"),
        *("sigmoid", "tanh", "softmax", "log_softmax", "add", "multiply", "concatenate", "embedding", "lstm", "gru"),
        *("multi_head_attention", "transformer_encoder", "polynomial_basis"),
    }
