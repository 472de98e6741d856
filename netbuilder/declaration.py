"""What layers, data sets and settings share: a frozen value whose parameters are declared once.

From one ``param(...)`` come the row of the property form, the field of the project file and the validator.
"""

from __future__ import annotations

import json
import reprlib
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from netbuilder.errors import UserError
from netbuilder.messages import Message, say


class Kind(StrEnum):
    """How a parameter is edited."""

    INTEGER = "integer"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    TEXT = "text"
    SIZES = "sizes"
    FILE = "file"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter, as a form needs it. ``optional``: the value may also be None ("off")."""

    name: str
    label: str
    kind: Kind
    default: Any
    help: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False

    def means(self, other: Parameter) -> bool:
        """Whether another declaration means the same by it, within other bounds perhaps."""
        same = ("name", "label", "kind", "unit", "choices", "optional")
        return all(getattr(self, name) == getattr(other, name) for name in same)


def param(
    default: Any,
    label: str,
    *,
    min: float | None = None,
    max: float | None = None,
    above: float | None = None,
    below: float | None = None,
    help: str = "",
    unit: str = "",
    kind: Kind | None = None,
) -> Any:
    """Declare a parameter. Bounds: ``min``/``max`` are allowed values, ``above``/``below`` are not."""
    return Field(
        default,
        title=label,
        description=help or None,
        ge=min,
        le=max,
        gt=above,
        lt=below,
        allow_inf_nan=False if isinstance(default, float) else None,
        json_schema_extra={"unit": unit, "kind": kind.value if kind else ""},
    )


class Declared(BaseModel):
    """A frozen value with declared parameters. Equal parameters make equal values."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=False,
        arbitrary_types_allowed=False,
        allow_inf_nan=False,
        defer_build=True,  # a class that no project has need not be checked at the start
    )

    @classmethod
    def parameters_declared(cls) -> tuple[Parameter, ...]:
        """The parameters in the order of their declaration."""
        return _parameters(cls)

    def with_(self, **changes: Any) -> Self:
        """A copy with some parameters changed, validated.

        Raises UserError, naming the parameter, what it allows and what it got.
        """
        return self.parse({**self.values(), **changes})

    @classmethod
    def parse(cls, values: dict[str, Any]) -> Self:
        """Build from plain values, as a form gives them. Raises UserError on the first value that does not fit."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise _readable(cls, error) from error

    @classmethod
    def from_file(cls, values: dict[str, Any]) -> Self:
        """Build from the values of a JSON file, where a text is no number and 1 is not true. Raises as ``parse``."""
        try:
            return cls.model_validate_json(json.dumps(values), strict=True)
        except ValidationError as error:
            raise _readable(cls, error) from error

    def values(self) -> dict[str, Any]:
        """The parameters as plain values, in the order of their declaration."""
        return {name: getattr(self, name) for name in type(self).model_fields}


def shared_parameters(types: Sequence[type[Declared]]) -> tuple[Parameter, ...]:
    """The parameters that all of these declarations have, of the same name and kind, within the bounds of each.

    They stand in the order of the first one, whose default and help they have.
    """
    first, *others = (type_.parameters_declared() for type_ in types)
    found: list[Parameter] = []
    for parameter in first:
        alike = [next((one for one in other if one.means(parameter)), None) for other in others]
        if None not in alike:
            found.append(_within_all([parameter, *(one for one in alike if one is not None)]))
    return tuple(found)


def _within_all(parameters: Sequence[Parameter]) -> Parameter:
    """The first of some parameters that mean the same, with bounds that all of them allow."""

    def bound(name: str, choose: Callable[[Iterable[float]], float]) -> float | None:
        known = [value for one in parameters if (value := getattr(one, name)) is not None]
        return choose(known) if known else None

    return replace(
        parameters[0],
        minimum=bound("minimum", max),
        above=bound("above", max),
        maximum=bound("maximum", min),
        below=bound("below", min),
    )


class Catalogued(Declared):
    """A declared value that a user chooses from a catalogue: a layer, a data set, an optimizer."""

    type: ClassVar[str]
    title: ClassVar[str]

    @classmethod
    def description(cls) -> str:
        """The first line of the declaration's docstring: tooltip and help."""
        return (cls.__doc__ or "").strip().partition("\n")[0]


@cache
def _parameters(declared: type[Declared]) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, info) for name, info in declared.model_fields.items() if info.title)


def _parameter(name: str, info: FieldInfo) -> Parameter:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    annotation, optional = _without_none(info.annotation)
    bounds: dict[str, float] = {}
    for constraint in info.metadata:
        for attribute in ("ge", "le", "gt", "lt"):
            if getattr(constraint, attribute, None) is not None:
                bounds[attribute] = getattr(constraint, attribute)
    choices = tuple(typing.get_args(annotation)) if typing.get_origin(annotation) is Literal else ()
    return Parameter(
        name=name,
        label=info.title or name,
        kind=Kind(str(extra["kind"])) if extra.get("kind") else _kind(annotation),
        default=info.default,
        help=info.description or "",
        unit=str(extra.get("unit", "")),
        minimum=bounds.get("ge"),
        maximum=bounds.get("le"),
        above=bounds.get("gt"),
        below=bounds.get("lt"),
        choices=choices,
        optional=optional,
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        others = [part for part in typing.get_args(annotation) if part is not type(None)]
        if len(others) == 1:
            return others[0], True
    return annotation, False


def _kind(annotation: Any) -> Kind:
    if typing.get_origin(annotation) is Literal:
        return Kind.CHOICE
    if typing.get_origin(annotation) is tuple:
        return Kind.SIZES
    kinds = {bool: Kind.SWITCH, int: Kind.INTEGER, float: Kind.NUMBER, str: Kind.TEXT}
    return kinds[annotation]


def _readable(cls: type[Declared], error: ValidationError) -> UserError:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        return UserError(
            "“{owner}” has no parameter “{name}”. Remove it, or check its spelling.",
            owner=_owner(cls),
            name=name,
        )
    if name not in cls.model_fields:
        return UserError("“{owner}” is inconsistent: {reason}", owner=_owner(cls), reason=first["msg"])
    parameter = _parameter(name, cls.model_fields[name])
    return UserError(
        "“{label}” of {owner} must be {expected}, but got {value}.",
        label=say(parameter.label),
        owner=_owner(cls),
        expected=expectation(parameter),
        value=reprlib.repr(first["input"]),
    )


def _owner(cls: type[Declared]) -> Message:
    return say(getattr(cls, "title", cls.__name__))


def expectation(parameter: Parameter) -> Message:
    """What a parameter accepts, in words: "a whole number from 1"."""
    if parameter.kind is Kind.CHOICE:
        return say("one of: {choices}", choices=", ".join(parameter.choices))
    nouns = {
        Kind.INTEGER: say("a whole number"),
        Kind.NUMBER: say("a number"),
        Kind.SWITCH: say("true or false"),
        Kind.SIZES: say("a list of whole numbers"),
    }
    noun = nouns.get(parameter.kind, say("text"))
    return _with_bounds(noun, parameter)


def _with_bounds(noun: Message, parameter: Parameter) -> Message:
    if parameter.minimum is not None:
        noun = say("{noun} of at least {bound}", noun=noun, bound=_number(parameter.minimum))
    elif parameter.above is not None:
        noun = say("{noun} above {bound}", noun=noun, bound=_number(parameter.above))
    if parameter.maximum is not None:
        return say("{noun}, at most {bound}", noun=noun, bound=_number(parameter.maximum))
    if parameter.below is not None:
        return say("{noun}, below {bound}", noun=noun, bound=_number(parameter.below))
    return noun


def _number(value: float) -> str:
    """A bound as users write it: 1,000,000 rather than 1e+06."""
    return f"{int(value):,}" if value == int(value) else f"{value:g}"
