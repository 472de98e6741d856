"""Every declared data set keeps the promises of the base class, over its parameters and not only its defaults."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from netbuilder.data import preparation, sources
from netbuilder.data.base import DataCategory, Dataset
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import load
from netbuilder.data.settings import DataSettings
from netbuilder.data.tables import file_sources, json_sources, moment_sources, table_sources
from netbuilder.declaration import Kind, Parameter
from netbuilder.errors import DataError, UserError
from tests.programs import finished

READY = {name: kind for name, kind in dataset_types().items() if kind.category is not DataCategory.OWN}
SEEDED = {name: kind for name, kind in READY.items() if "seed" in kind.model_fields}

ready = pytest.mark.parametrize("kind", READY.values(), ids=READY)
seeded = pytest.mark.parametrize("kind", SEEDED.values(), ids=SEEDED)


def values_of(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Values that the declaration allows, its bounds among them, small enough to be quick."""
    if parameter.kind is Kind.CHOICE:
        return st.sampled_from(parameter.choices)
    if parameter.kind is Kind.SWITCH:
        return st.booleans()
    if parameter.kind is Kind.SIZES:
        return st.lists(st.integers(0, 5), max_size=3).map(tuple)
    low = parameter.minimum if parameter.minimum is not None else parameter.above
    high = parameter.maximum if parameter.maximum is not None else parameter.below
    assert low is not None
    assert high is not None
    if parameter.kind is Kind.INTEGER:
        return st.integers(int(low), min(int(high), int(low) + 40)) | (
            st.just(int(high)) if parameter.name == "seed" else st.nothing()
        )
    return st.floats(low, high, exclude_min=parameter.minimum is None, exclude_max=parameter.maximum is None, width=32)


def chosen(kind: type[Dataset]) -> st.SearchStrategy[Dataset]:
    return st.fixed_dictionaries({p.name: values_of(p) for p in kind.parameters_declared()}).map(kind.parse)


@ready
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_rows_are_as_the_signature_says(kind: type[Dataset], data: st.DataObject) -> None:
    dataset = data.draw(chosen(kind))
    try:
        signature = dataset.signature()
    except DataError:
        with pytest.raises(DataError):
            dataset.source()
        return
    table = load(DataSettings(dataset=dataset))
    assert table.signature == signature
    assert table.features.shape == (signature.rows, *signature.features)
    assert table.features.dtype == numpy.float64
    assert numpy.isfinite(table.features).all()
    assert len(signature.feature_names) in (0, numpy.prod(signature.features))
    if signature.task == "classification":
        assert table.targets.shape == (signature.rows,)
        assert table.targets.dtype == numpy.int64
        assert table.targets.min() >= 0
        assert table.targets.max() < len(signature.classes)
        assert len(set(signature.classes)) == len(signature.classes) >= 2
    else:
        assert signature.classes == ()
        assert table.targets.shape == (signature.rows, signature.targets)
        assert table.targets.dtype == numpy.float64


@ready
def test_the_defaults_hold_every_class(kind: type[Dataset]) -> None:
    table = load(DataSettings(dataset=kind()))
    if table.signature.task == "classification":
        assert set(table.targets.tolist()) == set(range(len(table.signature.classes)))


@ready
def test_equal_declarations_give_equal_rows_bit_for_bit(kind: type[Dataset]) -> None:
    first, second = (kind().source()() for _ in range(2))
    for one, other in zip(first, second, strict=True):
        assert one.tobytes() == other.tobytes()


@seeded
def test_another_seed_gives_other_rows(kind: type[Dataset]) -> None:
    first = kind().source()()
    second = kind().with_(seed=1).source()()
    assert not all(numpy.array_equal(one, other) for one, other in zip(first, second, strict=True))


@seeded
def test_drawing_rows_leaves_the_global_generator_of_numpy_alone(kind: type[Dataset]) -> None:
    numpy.random.seed(5)
    before = numpy.random.get_state()[1].tobytes()
    kind().source()()
    assert numpy.random.get_state()[1].tobytes() == before


@ready
def test_a_declaration_cannot_be_changed_and_its_rows_cannot_be_written(kind: type[Dataset]) -> None:
    dataset = kind()
    for name in kind.model_fields:
        with pytest.raises(ValidationError):
            setattr(dataset, name, getattr(dataset, name))
    table = load(DataSettings(dataset=dataset))
    for array in (table.features, table.targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@ready
def test_the_form_has_a_title_a_tooltip_and_labels(kind: type[Dataset]) -> None:
    assert kind.title
    assert kind.description().endswith((".", ")."))
    assert len(kind.parameters_declared()) == len(kind.model_fields)
    assert all(parameter.label for parameter in kind.parameters_declared())


PRINTED = [
    found
    for module in (preparation, sources, file_sources, json_sources, moment_sources, table_sources)
    for found in vars(module).values()
    if inspect.isfunction(found) and found.__module__ == module.__name__
]


@ready
def test_the_arguments_of_a_source_are_plain_values(kind: type[Dataset]) -> None:
    source = kind().source()
    assert source.function in PRINTED
    values = [one for value in source.arguments.values() for one in (value if isinstance(value, tuple) else (value,))]
    assert all(isinstance(value, int | float | str | bool) for value in values)


@pytest.mark.parametrize("function", PRINTED, ids=lambda function: function.__name__)
def test_a_function_that_scripts_contain_stands_by_itself(function: Callable[..., Any]) -> None:
    used = inspect.getclosurevars(function)
    assert not used.nonlocals
    assert all(neighbour in PRINTED for neighbour in used.globals.values())


@pytest.mark.parametrize("function", PRINTED, ids=lambda function: function.__name__)
def test_its_docstring_fits_into_a_script(function: Callable[..., Any]) -> None:
    source = inspect.getsource(function)
    [definition] = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef)
    docstring = definition.body[0]
    assert ast.get_docstring(definition)
    assert all(len(line) <= 88 for line in source.splitlines()[docstring.lineno - 1 : docstring.end_lineno])


def test_signatures_import_neither_numpy_nor_scikit_learn_nor_polars() -> None:
    script = (
        "import sys\n"
        "from netbuilder.data.base import DataCategory\n"
        "from netbuilder.data.catalogue import dataset_types\n"
        "for kind in dataset_types().values():\n"
        "    if kind.category is not DataCategory.OWN:\n"
        "        kind().signature()\n"
        "assert not {'numpy', 'sklearn', 'polars', 'torch', 'scipy'} & sys.modules.keys(), sys.modules.keys()\n"
    )
    assert finished([sys.executable, "-c", script]).stderr == ""


def test_bundled_names_are_those_of_scikit_learn() -> None:
    from sklearn import datasets

    loaders = {
        "iris": datasets.load_iris,
        "wine": datasets.load_wine,
        "breast_cancer": datasets.load_breast_cancer,
        "diabetes": datasets.load_diabetes,
        "digits": datasets.load_digits,
    }
    assert loaders.keys() == {name for name, kind in READY.items() if kind.category is DataCategory.BUNDLED}
    for name, loader in loaders.items():
        original = loader()
        signature = READY[name]().signature()
        if signature.feature_names:
            assert signature.feature_names == tuple(map(str, original.feature_names))
        assert signature.classes == tuple(map(str, getattr(original, "target_names", ())))


def test_digits_are_images_or_rows_of_the_same_pixels() -> None:
    images = load(DataSettings(dataset=READY["digits"]())).features
    flat = load(DataSettings(dataset=READY["digits"]().with_(rows_as="flat"))).features
    assert images.shape == (1797, 1, 8, 8)
    assert numpy.array_equal(images.reshape(-1, 64), flat)


def test_the_line_of_the_lesson_can_be_drawn() -> None:
    expected = 2 * numpy.linspace(0, 3, 120) + 0.9 + 0.5 * numpy.random.RandomState(13).randn(120)
    features, targets = READY["line"]().with_(seed=13).source()()
    assert numpy.array_equal(features[:, 0], numpy.linspace(0, 3, 120))
    assert numpy.array_equal(targets[:, 0], expected)


def test_curves_without_noise_lie_on_the_curve() -> None:
    sine = READY["curve"]().with_(noise=0.0, periods=2.0)
    x, y = sine.source()()
    assert numpy.allclose(y, numpy.sin(2 * numpy.pi * x))
    x, y = sine.with_(curve="polynomial", degree=3).source()()
    assert numpy.allclose(y, 4 * x**3 - 3 * x)


def test_xor_without_noise_is_told_by_the_signs() -> None:
    points, classes = READY["xor"]().with_(noise=0.0).source()()
    assert numpy.array_equal(classes == 1, points[:, 0] * points[:, 1] < 0)


def test_spirals_wind_apart() -> None:
    points, classes = READY["spirals"]().with_(noise=0.0, arms=3).source()()
    distances = numpy.linalg.norm(points[:, None] - points[None], axis=2)
    numpy.fill_diagonal(distances, numpy.inf)
    outer = numpy.linalg.norm(points, axis=1) > 0.3
    assert (classes[distances.argmin(axis=1)] == classes)[outer].all()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"informative": 2, "redundant": 1}, "more than the 2 features"),
        ({"classes": 5}, "5 clusters do not fit at the 4 corners"),
    ],
)
def test_clusters_without_room_are_refused_in_words(changes: dict[str, int], words: str) -> None:
    dataset = READY["clusters"]().with_(**changes)
    for ask in (dataset.signature, dataset.source):
        with pytest.raises(DataError, match=words):
            ask()


@seeded
@pytest.mark.parametrize("changes", [{"rows": 1}, {"seed": -1}, {"rows": "many"}, {"colour": "red"}])
def test_parameters_out_of_bounds_are_refused(kind: type[Dataset], changes: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"must be|no parameter"):
        kind().with_(**changes)
