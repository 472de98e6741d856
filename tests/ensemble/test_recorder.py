"""What a function of tensors does, written down: the same numbers for other tensors, without torch's compiler."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy
import pytest
import torch

from netbuilder.ensemble.recorder import recorded
from netbuilder.ensemble.rewriting import rewrite

Tensors = tuple[torch.Tensor, ...]


def random(seed: int, *shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def slope(loss: Callable[[torch.Tensor], torch.Tensor]) -> Callable[[torch.Tensor], Tensors]:
    """The gradient of a loss, as an ensemble takes it."""

    def found(given: torch.Tensor) -> Tensors:
        leaf = given.detach().requires_grad_()
        return torch.autograd.grad(loss(leaf).sum(), [leaf], materialize_grads=True)

    return found


ARRAY = numpy.arange(4.0, dtype=numpy.float32)
TABLE = torch.arange(12.0).view(3, 4)
FUNCTIONS: dict[str, Callable[[torch.Tensor], Tensors]] = {
    "several results": lambda x: (*x.split(2, dim=1), x.max(dim=1).values),
    "one of its arguments": lambda x: (x, x),
    "nothing": lambda x: (),
    "views": lambda x: (x.T[1:, None].expand(-1, 2, -1).reshape(-1) * x.flatten()[:1],),
    "written over": lambda x: (torch.zeros_like(x).add_(x).mul_(2.0).sub_(x[0]),),
    "written over in part": lambda x: (x.clone().index_fill_(0, torch.tensor([1]), 7.0),),
    "a table that is not given": lambda x: (x * TABLE + TABLE[0].exp(),),
    "a constant made at every call": lambda x: (x + torch.arange(4) + torch.tensor([1.0]),),
    "the same memory by another object": lambda x: (2.0 * torch.from_numpy(x.numpy()) + x.data,),
    "many that are soon gone": lambda x: (sum((x + n).sum() * torch.from_numpy(ARRAY + n) for n in range(50)),),
    "kept for the gradient": slope(lambda x: x.tanh().sigmoid() * x.softmax(1)),
    "gradients that add up": slope(lambda x: x.exp() + x[0] * x[:, :1] + x.cumsum(1)),
    "no part of the loss": slope(lambda x: torch.ones(3, requires_grad=True) + 0.0 * x.detach().sum()),
    "mapped": slope(torch.func.vmap(lambda row: torch.relu(row @ TABLE.T).log1p().mean())),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_graph_gives_for_other_tensors_what_the_function_gives(name: str) -> None:
    function = FUNCTIONS[name]
    graph = recorded(function, (random(0, 3, 4),))
    rewrite(graph)
    for seed in (1, 2, 3):
        given = random(seed, 3, 4)
        wanted, found = function(given.clone()), graph(given.clone())
        assert len(wanted) == len(found)
        assert all(torch.allclose(one, other, atol=1e-6) for one, other in zip(found, wanted, strict=True))
    assert TABLE.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]


def test_what_hangs_on_nothing_given_is_computed_once() -> None:
    graph = recorded(slope(lambda x: (x * TABLE.sqrt()).mean(0)), (random(0, 3, 4),))
    operations = " ".join(str(node.target) for node in graph.graph.nodes if node.op == "call_function")
    assert "sqrt" not in operations
    assert "ones" not in operations


@pytest.mark.parametrize(
    "function",
    [
        lambda x: (x + 1 if x.sum() > 0 else x - 1,),
        lambda x: (x * x.mean().item(),),
        lambda x: (x if torch.equal(x, TABLE) else -x,),
        lambda x: (x[x > 0].sum() * float(x[0, 0]),),
        lambda x: (TABLE.clone().detach().add_(0.0) * x, counter.add_(1.0))[:1],
    ],
    ids=["if", "item", "equal", "float", "a count of its own"],
)
def test_a_function_that_decides_by_the_numbers_or_keeps_a_count_is_refused(function: Any) -> None:
    with pytest.raises(RuntimeError, match=r"asks for the numbers|changes a constant"):
        recorded(function, (random(0, 3, 4),))


counter = torch.zeros(())

TOGETHER = """
import sys, torch, samples
from netbuilder.ensemble.strategy import faster_way
from netbuilder.files.read import read
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from tests.ensemble.groups import after, plans
factory, members, _ = plans(read(samples.path("moons_overfit")), 3)
group = VmapEnsemble(factory, members)
after(group, 1)
group.judged(factory.rows_on_device(members[0]))
assert None not in factory.traces.values() and factory.traces
print([name for name in ("torch._dynamo", "sympy") if name in sys.modules])
"""


def test_networks_that_train_together_import_no_compiler() -> None:
    """It would take longer than all else of a short experiment."""
    done = subprocess.run([sys.executable, "-c", TOGETHER], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
