"""The body of a function: a graph of operations as lines of source, an expression a line where that reads well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from netbuilder.graph.identifiers import free_name
from netbuilder.layers.calls import literal
from netbuilder.operations.scan import Scan
from netbuilder.operations.tensor import Constant, Entry, Language, Part, Tensor

INLINE = 60
"""Longer expressions get a line and a name of their own."""
LONG = 64
"""Longer expressions are taken apart."""
ATOM = 9
"""How strongly a name, a call or an index binds."""

_NAME = re.compile(r"[\w.]+")

Setting = Callable[[Tensor, str], str | None]
"""The name of the parameter that a setting is given by, or None where it is written as it is."""


class Body:
    """Lines that compute some values.

    ``names``: what values from outside are called; ``taken``: names that are not free; ``kept``: the identities of
    values that need a name.
    """

    def __init__(
        self,
        language: Language,
        names: Mapping[int, str],
        taken: Iterable[str] = (),
        setting: Setting = lambda _tensor, _name: None,
        kept: Collection[int] = (),
    ) -> None:
        self.language, self.lines, self.used = language, list[str](), set[str]()
        self.names = dict(names)
        self._taken, self._setting, self._kept = {*taken, *names.values()}, setting, kept
        self._texts: dict[int, tuple[str, int]] = {}
        self._outside = set(names)

    def compute(self, outputs: Sequence[Tensor]) -> list[str]:
        """Add the lines that compute these values; their expressions."""
        values = [tensor for tensor in _reached(outputs, self._outside) if id(tensor) not in self._texts]
        readers = Counter(id(source) for tensor in values for source in tensor.inputs)
        readers.update(id(tensor) for tensor in outputs)
        parts: dict[int, list[Tensor]] = {}
        for tensor in values:
            if isinstance(tensor.operation, Part) and id(tensor) not in self._outside:
                parts.setdefault(id(tensor.inputs[0]), []).append(tensor)
        for tensor in values:
            if id(tensor) in self._outside:
                self._texts[id(tensor)] = self._text(tensor)
            elif id(tensor) in parts:
                self._unpack(tensor, parts[id(tensor)])
            elif not isinstance(tensor.operation, Part):
                text, strength = self._short(tensor)
                once = readers[id(tensor)] == 1 and id(tensor) not in self._kept and tensor.name is None
                limit = INLINE + 12 if tensor in outputs else INLINE
                if isinstance(tensor.operation, Entry | Constant) or (once and len(text) <= limit):
                    self._texts[id(tensor)] = (text, strength)
                else:
                    self._assign(tensor, text)
        return [self.expression(tensor) for tensor in outputs]

    def expression(self, tensor: Tensor) -> str:
        """The expression of a value that has been computed."""
        return self._texts[id(tensor)][0]

    def free(self, stem: str) -> str:
        """A name that nothing has yet."""
        return free_name(stem, self._taken)

    def _short(self, tensor: Tensor) -> tuple[str, int]:
        """The expression, with parts of it on lines of their own until it is short."""
        text, strength = self._text(tensor)
        while len(text) > LONG:
            inside = [source for source in tensor.inputs if not _NAME.fullmatch(self.expression(source))]
            if not inside:
                break
            longest = max(inside, key=lambda source: len(self.expression(source)))
            self._assign(longest, self.expression(longest))
            text, strength = self._text(tensor)
        return text, strength

    def _assign(self, tensor: Tensor, text: str) -> None:
        name = self.free(tensor.name or tensor.operation.stem)
        self.lines.append(f"{name} = {text}")
        self.names[id(tensor)] = name
        self._texts[id(tensor)] = (name, ATOM)

    def _unpack(self, whole: Tensor, parts: Sequence[Tensor]) -> None:
        """One line for an operation that gives several values; what nothing reads is not named."""
        text, _ = self._text(whole)
        found = {part.operation.number: part for part in parts if isinstance(part.operation, Part)}
        targets = []
        for number in range(whole.operation.outputs):
            part = found.get(number)
            targets.append("_" if part is None else self.free(part.name or f"{whole.operation.stem}_{number + 1}"))
            if part is not None:
                self.names[id(part)] = targets[-1]
                self._texts[id(part)] = (targets[-1], ATOM)
        if isinstance(whole.operation, Scan) and self.language == "numpy":
            targets.append(self.free("steps") if id(whole) in self._kept else "_")
            self.names[id(whole)] = targets[-1]
        comma = "," if len(targets) == 1 else ""
        self.lines.append(f"{', '.join(targets)}{comma} = {text}")

    def _text(self, tensor: Tensor) -> tuple[str, int]:
        if id(tensor) in self._outside:
            self.used.add(self.names[id(tensor)])
            return self.names[id(tensor)], ATOM
        operation = tensor.operation
        inputs = []
        for place, source in enumerate(tensor.inputs):
            text, strength = self._texts[id(source)]
            inputs.append(f"({text})" if strength < operation.lowest(place, self.language) else text)
        if operation.in_training:
            self.used.add("training")
        settings = {name: self._written(tensor, name, value) for name, value in operation.settings().items()}
        return operation.text(self.language, inputs, settings), operation.binds(self.language)

    def _written(self, tensor: Tensor, name: str, value: object) -> str:
        given = self._setting(tensor, name)
        if given is not None:
            self.used.add(given)
            return given
        return literal(value) if isinstance(value, bool | int | float | str | tuple) else ""


def _reached(outputs: Sequence[Tensor], outside: Collection[int]) -> list[Tensor]:
    """What the outputs are computed from, no further than to what is given."""
    found: dict[int, Tensor] = {}
    waiting = [(tensor, False) for tensor in reversed(outputs)]
    while waiting:
        tensor, ready = waiting.pop()
        if ready:
            found[id(tensor)] = tensor
        elif id(tensor) not in found:
            waiting.append((tensor, True))
            if id(tensor) not in outside:
                waiting.extend((source, False) for source in reversed(tensor.inputs))
    return list(found.values())
