"""Sentences in the file of an experiment: the template and its values, so that they are read in any language.

The file may come from somebody else: a template that asks for more than its values, or for a text without end, is
refused.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from netbuilder.messages import Message, say

MAX_LETTERS = 1000
"""Of a template, of a name and of a plain text."""

LONGEST = 10_000
"""Characters of a sentence with its values."""

FORMAT = re.compile(r",?(\.\d)?[a-z%]?")
"""How a value may be formatted: as "1,000", "0.5" or "20%"."""

Line = Annotated[str, Field(max_length=MAX_LETTERS)]


class Written(BaseModel):
    """A part of the file. What is no number is written as "NaN", and read so."""

    model_config = ConfigDict(extra="ignore", ser_json_inf_nan="strings")


class SavedMessage(Written):
    """A sentence: its template and its values, so that it is read in the language of whoever reads it."""

    template: Line
    values: dict[str, SavedMessage | bool | int | float | str | None]

    @model_validator(mode="after")
    def _rendering(self) -> Self:
        if not _is_plain(self.template):
            raise ValueError("the template asks for more than values")
        try:
            length = len(str(self.message()))
        except (ArithmeticError, LookupError, TypeError) as error:
            raise ValueError("the values do not fit the template") from error
        if length > LONGEST:
            raise ValueError("the sentence is too long")
        return self

    @classmethod
    def of(cls, message: Message) -> Self:
        """The sentence, its values as plain as they are written. One that is too long is cut."""
        try:
            values = {name: _plain(value) for name, value in message.values.items()}
            return cls(template=message.template, values=values)
        except ValidationError:
            return cls(template="{text}", values={"text": str(message)[:MAX_LETTERS]})

    def message(self) -> Message:
        """The sentence as it was."""
        values = {
            name: said(value) if isinstance(value, SavedMessage) else value for name, value in self.values.items()
        }
        return Message(self.template, values)


def said(kept: SavedMessage | str) -> Message:
    """The sentence that was kept, or the text of an earlier version."""
    return kept.message() if isinstance(kept, SavedMessage) else say("{text}", text=kept)


def _plain(value: Any) -> SavedMessage | bool | int | float | str | None:
    if isinstance(value, Message):
        return SavedMessage.of(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _is_plain(template: str) -> bool:
    """Whether a template only has values put into it, by name and simply formatted."""
    return all(
        name is None or (name.isidentifier() and not conversion and FORMAT.fullmatch(form or "") is not None)
        for _, name, form, conversion in Formatter().parse(template)
    )
