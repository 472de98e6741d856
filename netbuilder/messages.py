"""Sentences for users: a template and its values, so that a window can translate the one and format the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_VALUE = 300
"""In characters: a longer text among the values of a sentence is cut in the middle."""

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence: an English template with ``{named}`` fields, and the values of those fields.

    A value may itself be a message; it is then rendered in the same language.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def render(self, translate: Translate) -> str:
        """The sentence in the language of ``translate``, which maps a template to its translation."""
        values = {
            name: value.render(translate) if isinstance(value, Message) else _readable(value)
            for name, value in self.values.items()
        }
        return translate(self.template).format(**values)

    def __str__(self) -> str:
        return self.render(lambda template: template)


def _readable(value: Any) -> Any:
    """A value as it is; of a text that is too long to be read, its beginning and its end."""
    if not isinstance(value, str) or len(value) <= LONGEST_VALUE:
        return value
    half = LONGEST_VALUE // 2
    return f"{value[:half]} … {value[-half:]}"


def say(template: str, **values: Any) -> Message:
    """A message. Every literal first argument of ``say`` is collected into the translation catalogue."""
    return Message(template, values)


def joined(parts: Iterable[Message], between: str = ", ") -> Message:
    """Several in a row, each in the user's language; ``between`` stands between them."""
    values = {f"part_{number}": part for number, part in enumerate(parts)}
    return Message(between.join(f"{{{name}}}" for name in values), values)
