"""What is wrong with a file, in words: of a value that the format does not allow, and of text that is no JSON."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from netbuilder.errors import FileError
from netbuilder.messages import Message, say

_EXPECTED: Mapping[str, Message] = {
    "list_type": say("a list"),
    "dict_type": say("an object in braces"),
    "model_type": say("an object in braces"),
    "model_attributes_type": say("an object in braces"),
    "string_type": say("text"),
    "int_type": say("a whole number"),
    "float_type": say("a number"),
    "finite_number": say("a finite number"),
    "bool_type": say("true or false"),
}
"""What a value should be, by the type of pydantic's error."""
_BOUNDED: Mapping[str, tuple[Message, str]] = {
    "string_too_short": (say("text of {bound} or more characters"), "min_length"),
    "string_too_long": (say("text of at most {bound} characters"), "max_length"),
    "too_short": (say("a list of {bound} or more entries"), "min_length"),
    "too_long": (say("a list of at most {bound} entries"), "max_length"),
    "greater_than_equal": (say("a number of at least {bound}"), "ge"),
    "less_than_equal": (say("a number of at most {bound}"), "le"),
    "literal_error": (say("one of {bound}"), "expected"),
}
"""The same where the error names a bound, and what pydantic calls that."""
JSON_REASONS: Mapping[str, Message] = {
    "expected `:`": say("a colon is expected"),
    "expected `,` or `]`": say("a comma or a closing bracket is expected"),
    "expected `,` or `}`": say("a comma or a closing brace is expected"),
    "expected ident": say("true, false or null is expected"),
    "expected value": say("a value is expected"),
    "key must be a string": say("a key in quotation marks is expected"),
    "trailing comma": say("a comma stands before the end of a list or an object"),
    "trailing characters": say("something stands behind the end of the project"),
    "invalid number": say("a number is not written as one"),
    "number out of range": say("a number has too many digits"),
    "invalid escape": say("a backslash stands before the wrong letter"),
    "invalid unicode code point": say("a letter is not written in UTF-8"),
    "unexpected end of hex escape": say("a letter that is written as \\u is cut off"),
    "lone leading surrogate in hex escape": say("a letter that is written as \\u is cut off"),
    "recursion limit exceeded": say("its lists are nested too deeply"),
    "control character (\\u0000-\\u001F) found while parsing a string": say(
        "a line end or a control character stands in a text"
    ),
}
"""What keeps a text from being JSON, by the words of its parser."""


def readable(error: ValidationError) -> FileError:
    """The first thing that is wrong, as a sentence that names its place in the file."""
    first = error.errors(include_url=False)[0]
    where = place(first["loc"])
    if first["type"] == "missing":
        return FileError("“{where}” is missing.", where=where)
    if first["type"] == "extra_forbidden":
        return FileError("“{where}” is not allowed here. Remove it, or check its spelling.", where=where)
    expected = _expected(first["type"], first.get("ctx", {}))
    value = brief(first["input"])
    if expected is None:
        return FileError("“{where}” cannot be {value}. Correct it.", where=where, value=value)
    return FileError("“{where}” must be {expected}, but it is {value}.", where=where, expected=expected, value=value)


def json_reason(reason: str) -> Message | str:
    """Why a text is no JSON, in words; those of the parser where there are no others."""
    return JSON_REASONS.get(reason, reason)


def place(location: tuple[int | str, ...]) -> str:
    """Where in the file: "nodes[3].id". Entries are counted from 1."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def brief(value: object) -> str:
    """A value as it fits into a sentence."""
    return reprlib.repr(value)


def _expected(kind: str, details: Mapping[str, Any]) -> Message | None:
    if kind in _BOUNDED:
        bounded, name = _BOUNDED[kind]
        return Message(bounded.template, {"bound": details[name]})
    return _EXPECTED.get(kind)
