"""Where torch's internal interfaces are gone, its public ones give the same numbers."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch
from torch.optim import adam
from torch.utils import _python_dispatch

import netbuilder
from netbuilder.backends.torch import torch_internals
from netbuilder.backends.torch.fast_adam import AdamStep, step_function
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.project import edits
from netbuilder.training import learner
from netbuilder.training.trainer import Training
from tests.drawing import Draw
from tests.ensemble.groups import DENSE, after, plans, trace_at_once
from tests.weights import same

Hide = Callable[[pytest.MonkeyPatch], None]


class Without:
    """A namespace of torch that lacks a name."""

    def __init__(self, real: Any, missing: str, **others: Any) -> None:
        self._real, self._missing, self._others = real, missing, others

    def __getattr__(self, name: str) -> Any:
        if name == self._missing:
            raise AttributeError(name)
        return self._others[name] if name in self._others else getattr(self._real, name)


def without_operation(name: str) -> Hide:
    packet, overload = name.split(".")
    aten = torch.ops.aten
    lacking = Without(aten, "", **{packet: Without(getattr(aten, packet), overload)})
    return lambda patch: patch.setattr(torch.ops, "aten", lacking)


def another_signature(patch: pytest.MonkeyPatch) -> None:
    """Adam's function takes its arguments in another way; the optimizer itself knows how."""
    real = adam.adam

    def another(*lists: Any, **options: Any) -> None:
        real(*lists, **options)

    patch.setattr(adam, "adam", another)


def no_function(patch: pytest.MonkeyPatch) -> None:
    """The module has no such function; the optimizer itself knows another."""
    module = ModuleType(torch_internals.ADAM)
    module.__spec__ = adam.__spec__
    patch.setitem(sys.modules, torch_internals.ADAM, module)


def another_state(patch: pytest.MonkeyPatch) -> None:
    """Adam keeps its means under other names."""
    patch.setattr(torch_internals, "ADAM_STATE", ("first_moment", "second_moment", "step"))


def another_group(patch: pytest.MonkeyPatch) -> None:
    """Adam keeps its options under other names."""
    patch.setattr(torch_internals, "ADAM_OPTIONS", (*torch_internals.ADAM_OPTIONS, "grad_scale"))


TRACING: dict[str, Hide] = {
    **{name: without_operation(name) for name in torch_internals.OPERATIONS},
    "all operations of a kind": lambda patch: patch.setattr(torch.ops, "aten", Without(torch.ops.aten, "tanh")),
    "TorchDispatchMode": lambda patch: patch.delattr(_python_dispatch, "TorchDispatchMode"),
    "its module": lambda patch: patch.setitem(sys.modules, torch_internals.DISPATCH, None),
}
ADAM: dict[str, Hide] = {
    "the module": lambda patch: patch.setitem(sys.modules, torch_internals.ADAM, None),
    "the function": no_function,
    "its signature": another_signature,
    "the state of a weight": another_state,
    "the options of a group": another_group,
}


@pytest.fixture
def looked_for_again() -> Iterator[None]:
    """What torch has is looked for once; a test that hides something has it looked for again."""
    caches = (torch_internals._operations, torch_internals.can_trace, torch_internals.adam_function)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("looked_for_again")
def test_this_torch_has_them_all() -> None:
    assert torch_internals.can_trace()
    assert torch_internals.adam_function() is adam.adam


@pytest.mark.parametrize("missing", TRACING)
def test_what_cannot_be_traced_is_mapped_as_it_stands_bit_for_bit(
    draw: Draw, monkeypatch: pytest.MonkeyPatch, looked_for_again: None, missing: str
) -> None:
    project = draw(*DENSE, ("dense", {"units": 2}), data="moons", rows=40, batch_size=8)
    factory, members, _ = plans(project, 2)
    mapped = after(VmapEnsemble(factory, members), 1)
    with monkeypatch.context() as patch:
        trace_at_once(patch)
        TRACING[missing](patch)
        assert torch.equal(after(VmapEnsemble(factory, members), 1), mapped)
    assert set(factory.traces.values()) == {None}


@pytest.mark.usefixtures("looked_for_again")
def test_traced_numbers_are_those_of_what_is_mapped_to_the_rounding_of_its_operations(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = draw(*DENSE, ("dense", {"units": 2}), data="moons", rows=40, batch_size=8)
    factory, members, _ = plans(project, 2)
    mapped = after(VmapEnsemble(factory, members), 3)
    trace_at_once(monkeypatch)
    traced = after(VmapEnsemble(factory, members), 3)
    assert None not in factory.traces.values() != []
    assert torch.allclose(traced, mapped, rtol=0.0, atol=1e-5)


@pytest.mark.parametrize("missing", ADAM)
def test_where_adams_function_is_another_the_optimizers_own_step_gives_the_same_bit_for_bit(
    draw: Draw, monkeypatch: pytest.MonkeyPatch, looked_for_again: None, missing: str
) -> None:
    project = draw(*DENSE, ("dense", {"units": 1}), optimizer="adamw", weight_decay=0.1)
    quick, plain = Training(project), Training(project)
    list(quick.run())
    with monkeypatch.context() as patch:
        torch_internals.adam_function.cache_clear()
        ADAM[missing](patch)
        assert not isinstance(step_function(torch.optim.Adam([torch.zeros(1, requires_grad=True)])), AdamStep)
        list(plain.run())
    assert [record.train_loss for record in plain.records] == [record.train_loss for record in quick.records]
    assert same(plain.last_weights, quick.last_weights)


OPTIMIZERS: dict[str, dict[str, Any]] = {
    "sgd": {"optimizer": "sgd", "momentum": 0.9, "decay": "exponential", "gradient_clip": 0.5},
    "adagrad": {"optimizer": "adagrad", "weight_decay": 0.01},
    "rmsprop": {"optimizer": "rmsprop", "momentum": 0.5, "decay": "step"},
    "adam": {"optimizer": "adam", "weight_decay": 0.01, "decay": "cosine"},
    "adamw": {"optimizer": "adamw"},
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_training_and_its_continuation_import_no_compiler_and_their_numbers_are_the_same(
    draw: Draw, monkeypatch: pytest.MonkeyPatch, looked_for_again: None, name: str
) -> None:
    project = draw(*DENSE, ("dense", {"units": 1}), **OPTIMIZERS[name])
    with monkeypatch.context() as patch:
        patch.setattr(learner, "without_compiler", lambda make: make)
        usual = Training(project)
        list(usual.run())
    for function in torch_internals._hidden_from_compiler():
        monkeypatch.delattr(function, torch_internals.TOLD, raising=False)
    torch_internals.adam_function.cache_clear()
    monkeypatch.setitem(sys.modules, "torch._dynamo", None)
    whole = Training(project)
    list(whole.run())
    assert [record.train_loss for record in whole.records] == [record.train_loss for record in usual.records]
    assert same(whole.last_weights, usual.last_weights)
    first = Training(edits.set_training(project, epochs=2))
    list(first.run())
    second = Training(project, resume=first.standing())
    list(second.run())
    assert len(second.records) == 3
    if project.training.decay != "cosine":  # whose rate hangs on the number of epochs
        assert same(second.last_weights, usual.last_weights)


def internal(name: str) -> bool:
    """Whether a dotted name leads to what torch does not promise to keep."""
    root, *parts = name.split(".")
    return root == "torch" and any(part.startswith("_") or part in ("ops", "experimental", "adam") for part in parts)


def dotted(node: ast.AST) -> str:
    """``torch.ops.aten`` for such an expression; nothing where it is another."""
    if isinstance(node, ast.Name):
        return node.id
    before = dotted(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{before}.{node.attr}" if before and isinstance(node, ast.Attribute) else ""


def names(tree: ast.AST) -> Iterator[str]:
    """What is imported, and every dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield dotted(node)


def test_one_file_alone_touches_torchs_internal_interfaces() -> None:
    root = Path(netbuilder.__file__).parents[1]
    files = [*root.glob("netbuilder/**/*.py"), *root.glob("ui/**/*.py")]
    found = {path.name for path in files if any(map(internal, names(ast.parse(path.read_text(encoding="utf-8")))))}
    assert found == {"torch_internals.py"}
