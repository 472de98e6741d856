"""The refusal of a layer, with the layer that would repair it."""

from __future__ import annotations

from typing import Any

from netbuilder.errors import UserError
from netbuilder.layers.base import Layer
from netbuilder.messages import Message


class ShapeError(UserError):
    """A layer cannot take the shape that reaches it.

    ``insert`` is a layer which, put before the one that refuses, would repair it; ``otherwise`` is what to say where
    the parameters of the one that refuses do not let it; ``instead`` is a layer that may take its place.
    """

    def __init__(
        self,
        template: str,
        /,
        *,
        insert: Layer | None = None,
        otherwise: Message | None = None,
        instead: Layer | None = None,
        **values: Any,
    ) -> None:
        super().__init__(template, **values)
        self.insert, self.otherwise, self.instead = insert, otherwise, instead
