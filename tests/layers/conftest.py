"""What the tests of layers share: every declared layer, drawn over its whole parameter space."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import numpy  # noqa: F401  for the text of an index
import pytest
import torch

from netbuilder.layers import calls, layer_types

Run = Callable[[calls.Call, Sequence[torch.Tensor]], torch.Tensor]


OPERATORS = {"+": torch.add, "*": torch.mul, "-": torch.sub, "/": torch.div, "@": torch.matmul}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``kind`` runs once for every declared layer."""
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", layer_types().values(), ids=layer_types().keys())


def first_output(call: calls.Call, names: Sequence[str], port: str = "") -> str:
    """The expression for one output of a call whose module is called "part": for the first one, if none is named."""
    text = call.expression("self.part", names)
    if isinstance(call, calls.Several):
        return call.part(port or next(iter(call.parts)), "self.part", text)
    return text


@pytest.fixture(scope="session")
def run_printed() -> Run:
    """Runs the text of a call, as an exported script would."""

    def run(call: calls.Call, inputs: Sequence[torch.Tensor]) -> torch.Tensor:
        names = [f"input_{number}" for number in range(len(inputs))]
        created = call.creation()
        module = SimpleNamespace(part=None if created is None else eval(created, {"torch": torch}))
        text = first_output(call, names)
        return eval(text, {"torch": torch, "self": module, **dict(zip(names, inputs, strict=True))})

    return run


@pytest.fixture(scope="session")
def run_directly(run_printed: Run) -> Run:
    """Runs a call without printing it: a second, independent reading of what calls mean.

    A kind of call that a layer brings along has no second reading here: such a layer wants a test of its own.
    """

    def run(call: calls.Call, inputs: Sequence[torch.Tensor]) -> torch.Tensor:
        return _direct(call, inputs) if type(call).__module__ == calls.__name__ else run_printed(call, inputs)

    return run


def _direct(call: calls.Call, inputs: Sequence[Any]) -> Any:
    match call:
        case calls.Module():
            module = _named(call.path)(*call.positional, **call.keywords)
            chosen = inputs if call.order is None else [inputs[index] for index in call.order]
            return module(*chosen, **call.extra)
        case calls.Function():
            tensors = [tuple(inputs)] if call.packed else inputs
            return _named(call.path)(*tensors, *call.positional, **call.keywords)
        case calls.Operator():
            return reduce(OPERATORS[call.symbol], inputs)
        case calls.Several():
            return _direct(next(iter(call.parts.values())), [_direct(call.call, inputs)])
        case calls.Chain():
            for part in call.calls:
                inputs = [_direct(part, inputs)]
            return inputs[0]
    return _of_one(call, inputs[0])


def _of_one(call: calls.Call, x: Any) -> Any:
    match call:
        case calls.Method():
            return getattr(x, call.name)(*call.positional, **call.keywords)
        case calls.Item():
            return x[call.index] if isinstance(call.index, int) else x[eval(f"numpy.s_[{call.index}]")]
        case calls.Polynomials():
            return torch.cat([_polynomial(c, x) for c in call.coefficients], dim=-1)
        case calls.Identity():
            return x
    raise AssertionError(f"a kind of call that this test does not know: {call}")


def _polynomial(coefficients: Sequence[int], x: torch.Tensor) -> torch.Tensor:
    terms = [factor * x**power for power, factor in enumerate(coefficients) if factor]
    total = terms.pop()
    while terms:
        total = total + terms.pop()
    return total


def _named(path: str) -> Any:
    return attrgetter(path.removeprefix("torch."))(torch)
