"""One suite for every declared layer, over its parameter space: what it says of itself is what torch does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netbuilder.declaration import Kind, Parameter
from netbuilder.layers import Category, Layer, Shape
from netbuilder.layers.base import Fixed
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.lookups import TakeRows
from tests.layers.conftest import first_output

REFUSALS = (ShapeError, RuntimeError, ValueError, IndexError, TypeError, AssertionError)
BATCHES = (7, 11)
quick = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Case:
    """A layer with drawn parameters and a shape for each port, None where it stays unconnected."""

    layer: Layer
    shapes: tuple[Shape | None, ...]

    @property
    def shape(self) -> Shape | None:
        """What the layer says, None for a refusal."""
        try:
            return self.layer.shape(*self.shapes)
        except ShapeError:
            return None


@cache
def settings_of(kind: type[Layer]) -> st.SearchStrategy[Layer]:
    """One layer with parameters within their declared bounds."""
    drawn_here = [p for p in kind.parameters_declared() if p.name not in kind.brief]  # the others: test_starting
    return st.fixed_dictionaries({p.name: value(p) for p in drawn_here}).map(kind.parse)


@cache
def cases(kind: type[Layer]) -> st.SearchStrategy[Case]:
    """Cases of one layer: parameters within their declared bounds, shapes of rank 1 to 3, often alike."""
    drawing = anything(kind)

    @st.composite
    def case(draw: st.DrawFn) -> Case:
        layer = draw(settings_of(kind))
        first = draw(drawing)
        drawn: list[Shape | None] = []
        for port in layer.input_ports():
            choices = [st.just(first), st.just(first), alike(first) if first else drawing, drawing]
            choices += [st.none()] if port in layer.optional_inputs() else []
            drawn.append(draw(st.one_of(choices)) if drawn else first)
        return Case(layer, tuple(drawn))

    return case()


def anything(kind: type[Layer]) -> st.SearchStrategy[Shape]:
    """Shapes of rows; for operations also single numbers and values without rows."""
    whole = st.lists(st.integers(1, 8), max_size=3).map(Fixed)
    found = st.one_of(shapes, whole) if kind.takes_fixed else shapes
    return st.one_of(found, st.just(())) if kind.takes_single and kind.takes_fixed else found


shapes = st.lists(st.integers(1, 8), min_size=1, max_size=3).map(tuple)


def alike(shape: Shape) -> st.SearchStrategy[Shape]:
    """The shape with one size changed."""
    return st.tuples(st.integers(0, len(shape) - 1), st.integers(1, 8)).map(
        lambda change: type(shape)((*shape[: change[0]], change[1], *shape[change[0] + 1 :]))
    )


def value(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Values that a parameter allows, small ones."""
    drawn = st.none() if parameter.optional else st.nothing()
    match parameter.kind:
        case Kind.INTEGER:
            assert parameter.minimum is not None
            low = int(parameter.minimum)
            return drawn | st.integers(low, min(low + 5, int(parameter.maximum or low + 5)))
        case Kind.NUMBER:
            return drawn | number(parameter)
        case Kind.SWITCH:
            return drawn | st.booleans()
        case Kind.CHOICE:
            return drawn | st.sampled_from(parameter.choices)
        case Kind.SIZES:
            return drawn | anywhere | anywhere | orders
        case _:
            return drawn | st.just(parameter.default)


anywhere = st.lists(st.integers(-1, 8), max_size=3).map(tuple)
orders = st.integers(1, 3).flatmap(lambda count: st.permutations(range(count))).map(tuple)
"""Orders of axes, which would hardly ever come up by themselves."""


def number(parameter: Parameter) -> st.SearchStrategy[float]:
    low = next(bound for bound in (parameter.minimum, parameter.above) if bound is not None)
    high = next((bound for bound in (parameter.maximum, parameter.below) if bound is not None), low + 2.0)
    low, high = max(low, -1000.0), min(high, 1000.0)
    exclude_min, exclude_max = parameter.above is not None, parameter.below is not None
    return st.floats(low, high, exclude_min=exclude_min, exclude_max=exclude_max, width=16)


def inputs(case: Case, batch: int) -> list[torch.Tensor]:
    """A tensor for each connected port; the layers at which data enter are given the data themselves.

    Numbers from 0 to 1, so that they are codes too.
    """
    connected = [shape for shape in case.shapes if shape is not None] or [case.shape]
    whole = [shape if isinstance(shape, Fixed) else (batch, *shape) for shape in connected if shape is not None]
    return [torch.rand(shape) for shape in whole]


def answer(case: Case, run_printed: Any) -> Shape | None:
    """Torch's own answer on the processor, None for a refusal. (On the meta device, whose shapes are computed in
    Python, it takes ten times as long.)

    An answer that hangs on the batch's size is none, nor is an empty one.
    """
    found = set()
    for batch in BATCHES:
        try:
            result = run_printed(case.layer.torch(*case.shapes), inputs(case, batch))
        except REFUSALS:
            return None
        if without_rows(case) and case.layer.role != "input":
            found.add(Fixed(result.shape) if result.numel() else None)
        else:
            rows = result.numel() and result.ndim and result.shape[0] == batch
            found.add(tuple(result.shape[1:]) if rows else None)
    return found.pop() if len(found) == 1 else None


def without_rows(case: Case) -> bool:
    """Whether no row enters."""
    return all(isinstance(shape, Fixed) for shape in case.shapes)


@cache
def ranks(layer: Layer) -> frozenset[int]:
    """The ranks of which the layer, as it is set, takes any shape at all."""
    fewest = 0 if layer.takes_single else 1
    tried = (shape for rank in range(fewest, 4) for shape in product((1, 2, 3, 4, 6, 8, 12, 64), repeat=rank))
    free = [port in layer.optional_inputs() for port in layer.input_ports()]
    return frozenset(
        len(shape) for shape in tried if Case(layer, tuple(None if one else shape for one in free)).shape is not None
    )


@quick
@given(data=st.data())
def test_the_shape_is_torchs_own_or_both_refuse(kind: type[Layer], run_printed: Any, data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    if case.shape is not None:
        assert case.shape == answer(case, run_printed)
    elif {len(shape) for shape in case.shapes if shape is not None} & ranks(case.layer):
        assert answer(case, run_printed) is None


@settings(quick, max_examples=10)
@given(data=st.data())
def test_every_output_has_the_shape_that_is_said_of_it(kind: type[Layer], data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    if case.shape is None or len(ports := case.layer.output_ports()) < 2:
        return
    call, tensors = case.layer.torch(*case.shapes), inputs(case, 3)
    names = [f"input_{number}" for number in range(len(tensors))]
    part = SimpleNamespace(part=eval(call.creation(), {"torch": torch}))
    space = {"torch": torch, "self": part, **dict(zip(names, tensors, strict=True))}
    for port, shape in zip(ports, case.layer.shapes(*case.shapes), strict=True):
        assert tuple(eval(first_output(call, names, port), space).shape) == (3, *shape)


@quick
@given(data=st.data())
def test_the_parameter_count_is_torchs_own(kind: type[Layer], data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    if case.shape is None:
        return
    created = case.layer.torch(*case.shapes).creation()
    module = eval(created, {"torch": torch}) if created is not None else torch.nn.Identity()
    learned = module.parameters() if isinstance(module, torch.nn.Module) else [module]
    counted = sum(part.numel() for part in learned if isinstance(part, torch.nn.Parameter))
    assert case.layer.parameter_count(*case.shapes) == counted


@settings(quick, max_examples=10)
@given(data=st.data())
def test_the_printed_call_gives_every_bit_of_the_direct_one(
    kind: type[Layer], run_printed: Any, run_directly: Any, data: st.DataObject
) -> None:
    case = data.draw(cases(kind))
    if case.shape is None:
        return
    tensors, call = inputs(case, 3), case.layer.torch(*case.shapes)
    results = []
    for run in (run_printed, run_printed, run_directly):
        torch.manual_seed(5)
        results.append(run(call, tensors))
    assert torch.equal(results[0], results[1])
    assert torch.equal(results[0], results[2])


@settings(quick, max_examples=15)
@given(data=st.data())
def test_what_it_says_of_its_values_is_true(kind: type[Layer], run_printed: Any, data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    if case.shape is None:
        return
    tensors = inputs(case, 3)
    if not case.layer.parameter_count(*case.shapes) and kind is not TakeRows:  # whose numbers are those of rows
        tensors = [tensor * 8 - 4 for tensor in tensors]
    result = run_printed(case.layer.torch(*case.shapes), tensors)
    if kind.gives in ("positive", "unit", "distribution"):
        assert result.min() >= 0
    if kind.gives in ("unit", "distribution"):
        assert result.max() <= 1
    if kind.gives in ("distribution", "log-distribution"):
        shares = result.exp() if kind.gives == "log-distribution" else result
        total = shares.sum(dim=1 if len(case.shape) == 3 else -1)
        torch.testing.assert_close(total, torch.ones_like(total))
    if kind.keeps_values:
        assert torch.isin(result, tensors[0]).all()
        if result.numel() == tensors[0].numel():
            assert torch.equal(result.flatten().sort().values, tensors[0].flatten().sort().values)


@settings(quick, max_examples=10)
@given(data=st.data())
def test_only_what_says_so_behaves_otherwise_in_training(kind: type[Layer], data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    if case.shape is None or kind.differs_in_training:
        return
    call, tensors = case.layer.torch(*case.shapes), inputs(case, 3)
    created = call.creation()
    module = torch.nn.Module()
    module.part = eval(created, {"torch": torch}) if created is not None else torch.nn.Identity()
    names = [f"input_{number}" for number in range(len(tensors))]
    space = {"torch": torch, "self": module, **dict(zip(names, tensors, strict=True))}
    in_training = eval(first_output(call, names), space)
    module.eval()
    assert torch.equal(in_training, eval(first_output(call, names), space))


@quick
@given(data=st.data())
def test_a_project_file_gives_back_the_same_layer(kind: type[Layer], data: st.DataObject) -> None:
    layer = data.draw(settings_of(kind))
    assert kind.parse(json.loads(json.dumps(layer.values()))) == layer
    assert len(str(layer.summary())) < 60


def test_it_takes_some_shape_as_it_comes_from_the_palette(kind: type[Layer]) -> None:
    layer = kind()
    with_a_table = Case(layer, (Fixed((3, 2)), (4,))).shape if len(layer.input_ports()) == 2 else None
    assert not layer.input_ports() or ranks(layer) or with_a_table


def test_it_is_described_and_labelled(kind: type[Layer]) -> None:
    assert kind.title[0].isupper()
    assert isinstance(kind.category, Category)
    assert kind.description().endswith(".")
    assert len(kind.description()) <= 120
    assert len(kind().input_ports()) == len(set(kind().input_ports()))
    assert kind().optional_inputs() <= set(kind().input_ports())
    assert len(kind().output_ports()) == len(set(kind().output_ports()))
    declared = kind.parameters_declared()
    assert {parameter.name for parameter in declared} == set(kind.model_fields), "a parameter has no label"
    for parameter in declared:
        assert parameter.label[0].isupper()
        if parameter.kind in (Kind.INTEGER, Kind.NUMBER):
            assert parameter.minimum is not None or parameter.above is not None, f"{parameter.name} has no lower bound"


def test_values_out_of_bounds_are_refused_with_the_bound(kind: type[Layer]) -> None:
    from netbuilder.errors import UserError

    for parameter in kind.parameters_declared():
        if parameter.minimum is not None:
            with pytest.raises(UserError, match="at least"):
                kind().with_(**{parameter.name: parameter.minimum - 1})
