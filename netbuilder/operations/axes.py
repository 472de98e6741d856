"""Operations that arrange numbers anew: axes exchanged, merged and split, parts taken out and put together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from netbuilder.operations.reductions import Like, Sum
from netbuilder.operations.tensor import Language, Operation, Sizes, Tensor


@dataclass(frozen=True)
class Transpose(Operation):
    """The axes in another order."""

    operator: ClassVar[str] = "transpose"
    order: tuple[int, ...]
    recomputed, stem = True, "turned"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The sides in that order."""
        return tuple(shapes[0][axis] for axis in self.order)

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, with the axes back in their order."""
        back = tuple(sorted(range(len(self.order)), key=self.order.__getitem__))
        if back == (1, 0) and upstream.operation.operator == "@":
            first, second = upstream.inputs
            return (second.T @ first.T,)
        return (Transpose(back)(upstream),)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """``x.T`` for a matrix."""
        order = ", ".join(map(str, self.order))
        if language == "tf":
            return f"tf.transpose({inputs[0]})" if self.order == (1, 0) else f"tf.transpose({inputs[0]}, ({order}))"
        if self.order == (1, 0):
            return f"{inputs[0]}.T"
        return f"{inputs[0]}.{'permute' if language == 'torch' else 'transpose'}({order})"

    def lowest(self, place: int, language: Language) -> int:
        """It is written as a method, but in TensorFlow as a function."""
        return 0 if language == "tf" else 9


class Rearranged(Operation):
    """The same numbers in another shape."""

    recomputed: ClassVar[bool] = True

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, in the shape from before."""
        return (ShapedLike()(upstream, output.inputs[0]),)


@dataclass(frozen=True)
class ShapedLike(Like):
    """The numbers of the first input in the shape of the second."""

    template, stem = "{0}.reshape({1}.shape)", "shaped"

    def lowest(self, place: int, language: Language) -> int:
        """It is written as a method, but in TensorFlow as a function."""
        return 0 if language == "tf" else 9


@dataclass(frozen=True)
class Merge(Rearranged):
    """Axes from ``first`` to the last become one, or ``count`` of them."""

    first: int
    count: int = 0
    stem = "merged"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The product of those sides in their place."""
        end = self._end(shapes[0])
        inside = shapes[0][self.first : end]
        return (*shapes[0][: self.first], _product(inside), *shapes[0][end:])

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """The function of the parts."""
        return f"merged({inputs[0]}, {self.first}{f', {self.first + self.count}' if self.count else ''})"

    def _end(self, shape: Sizes) -> int:
        return self.first + self.count if self.count else len(shape)


@dataclass(frozen=True)
class Rows(Rearranged):
    """All axes but the last become one: rows below each other."""

    stem = "rows"
    template = "{0}.reshape(-1, {0}.shape[-1])"

    def shape(self, *shapes: Sizes) -> Sizes:
        """Two axes."""
        return _product(shapes[0][:-1]), shapes[0][-1]


@dataclass(frozen=True)
class SplitAxis(Rearranged):
    """One axis becomes two: ``parts``, and what each part holds."""

    axis: int
    parts: int
    free = ("parts",)
    template, stem = "split_axis({0}, {axis}, {parts})", "split"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The axis' side divided by the number of parts."""
        side = shapes[0][self.axis]
        rest = None if side is None else side // self.parts
        return (*shapes[0][: self.axis], self.parts, rest, *shapes[0][self.axis + 1 :])


@dataclass(frozen=True)
class Arrange(Rearranged):
    """The numbers of each row in another shape; of a tensor without rows, ``sizes`` are those behind its first side."""

    sizes: tuple[int, ...]
    free = ("sizes",)
    stem = "arranged"
    template, templates = "{0}.reshape(-1, *{sizes})", {"tf": "tf.reshape({0}, (-1, *{sizes}))"}

    def shape(self, *shapes: Sizes) -> Sizes:
        """The rows (or as many as are left), then those sides."""
        total = _product(shapes[0])
        return (None if total is None else total // math.prod(self.sizes), *self.sizes)

    def lowest(self, place: int, language: Language) -> int:
        """It is written as a method, but in TensorFlow as a function."""
        return 0 if language == "tf" else 9


@dataclass(frozen=True)
class Index(Operation):
    """Part of a tensor. ``places``: for each axis from the first a number, or (start, stop, step), None for open."""

    places: tuple[int | tuple[int | None, int | None, int | None], ...]
    stem = "part"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The sides that are left."""
        found: list[int | None] = []
        for side, place in zip(shapes[0], self.places, strict=False):
            if isinstance(place, tuple):
                found.append(side if side is None else len(range(side)[slice(*place)]))
        return (*found, *shapes[0][len(self.places) :])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives at the places that were taken, zeros elsewhere."""
        return (Placed(self.places)(upstream, output.inputs[0]),)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As an index: ``x[:, -1]``."""
        if language == "torch" and any(isinstance(place, tuple) and place[2] == -1 for place in self.places):
            return f"{inputs[0]}.flip({len(self.places) - 1})"
        return f"{inputs[0]}[{index_text(self.places)}]"

    def lowest(self, place: int, language: Language) -> int:
        """It is written as an index."""
        return 9


def index_text(places: Sequence[int | tuple[int | None, int | None, int | None]]) -> str:
    """An index as it stands between square brackets."""
    return ", ".join(str(place) if isinstance(place, int) else _range(*place) for place in places)


def _range(start: int | None, stop: int | None, step: int | None) -> str:
    first, last = ("" if end is None else str(end) for end in (start, stop))
    return f"{first}:{last}" + (f":{step}" if step is not None else "")


@dataclass(frozen=True)
class Placed(Like):
    """Zeros in the shape of the second input, with the first at some places."""

    places: tuple[int | tuple[int | None, int | None, int | None], ...]
    stem = "placed"

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """The function of the parts, with the index as NumPy writes it outside of brackets."""
        return f"placed({inputs[0]}, {inputs[1]}, numpy.s_[{index_text(self.places)}])"


def reversed_along(x: Tensor, axis: int) -> Tensor:
    """The numbers along an axis from the last to the first."""
    whole = (None, None, None)
    return Index((*[whole] * axis, (None, None, -1)))(x)


@dataclass(frozen=True)
class Concatenate(Operation):
    """Tensors side by side along an axis."""

    axis: int
    stem = "joined"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The sum of those sides."""
        sides = [shape[self.axis] for shape in shapes]
        total = None if None in sides else sum(side for side in sides if side is not None)
        axis = self.axis % len(shapes[0])
        return (*shapes[0][:axis], total, *shapes[0][axis + 1 :])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, cut where the inputs meet."""
        return SplitLike(self.axis, len(output.inputs)).several(upstream, *output.inputs)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As the package has it."""
        name = {"numpy": "numpy.concatenate", "torch": "torch.cat", "tf": "tf.concat"}[language]
        comma = "," if len(inputs) == 1 else ""
        return f"{name}(({', '.join(inputs)}{comma}), {'dim' if language == 'torch' else 'axis'}={self.axis})"


@dataclass(frozen=True)
class SplitLike(Operation):
    """The first input cut along an axis into parts as large as the others."""

    axis: int
    count: int
    stem = "parts"

    @property
    def outputs(self) -> int:  # type: ignore[override]
        """As many as there are parts."""
        return self.count

    def shapes(self, *shapes: Sizes) -> tuple[Sizes, ...]:
        """The shapes of the others."""
        return shapes[1:]

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """The function of the parts."""
        return f"split_like({inputs[0]}, ({', '.join(inputs[1:])}), {self.axis})"


@dataclass(frozen=True)
class Split(Operation):
    """Equal parts along an axis."""

    count: int
    axis: int
    stem = "parts"

    @property
    def outputs(self) -> int:  # type: ignore[override]
        """As many as there are parts."""
        return self.count

    def shapes(self, *shapes: Sizes) -> tuple[Sizes, ...]:
        """Each with its share of the side."""
        side = shapes[0][self.axis]
        axis = self.axis % len(shapes[0])
        share = None if side is None else side // self.count
        return ((*shapes[0][:axis], share, *shapes[0][axis + 1 :]),) * self.count

    def derivatives(self, outputs: Sequence[Tensor], upstream: Sequence[Tensor | None]) -> Sequence[Tensor | None]:
        """What arrives at the parts, side by side again."""
        parts = [Zeros()(part) if slope is None else slope for part, slope in zip(outputs, upstream, strict=True)]
        return (Concatenate(self.axis)(*parts),)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As the package has it."""
        if language == "torch":
            return f"{inputs[0]}.chunk({self.count}, dim={self.axis})"
        return f"{language}.split({inputs[0]}, {self.count}, axis={self.axis})"

    def lowest(self, place: int, language: Language) -> int:
        """It is written as a method, but in TensorFlow as a function."""
        return 0 if language == "tf" else 9


@dataclass(frozen=True)
class Zeros(Operation):
    """Zeros in the shape of the input."""

    template, stem = "{lib}.zeros_like({0})", "zeros"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The same."""
        return shapes[0]


@dataclass(frozen=True)
class Pad(Operation):
    """A number added at the ends of axes. ``sides``: before and after, for each axis from the last ones on."""

    sides: tuple[tuple[int, int], ...]
    value: float = 0.0
    free = ("sides",)
    stem = "padded"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The sides made longer."""
        front = len(shapes[0]) - len(self.sides)
        longer = (
            None if side is None else side + before + after
            for side, (before, after) in zip(shapes[0][front:], self.sides, strict=True)
        )
        return (*shapes[0][:front], *longer)

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, without what was added."""
        return (Unpad(self.sides)(upstream),)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """The function of the parts."""
        sides = settings["sides"]
        value = f", {self.value!r}" if math.isfinite(self.value) else f', float("{self.value}")'
        return f"pad({inputs[0]}, {sides}{value if self.value else ''})"


@dataclass(frozen=True)
class Unpad(Operation):
    """What is inside the ends that were added."""

    sides: tuple[tuple[int, int], ...]
    free = ("sides",)
    template, stem = "unpadded({0}, {sides})", "inside"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The sides made shorter."""
        front = len(shapes[0]) - len(self.sides)
        shorter = (
            None if side is None else side - before - after
            for side, (before, after) in zip(shapes[0][front:], self.sides, strict=True)
        )
        return (*shapes[0][:front], *shorter)


@dataclass(frozen=True)
class Repeat(Operation):
    """Each number several times in a row along an axis."""

    axis: int
    times: int
    free = ("times",)
    stem = "repeated"
    template = "{lib}.repeat({0}, {times}, axis={axis})"
    templates = {"torch": "{0}.repeat_interleave({times}, dim={axis})"}

    def shape(self, *shapes: Sizes) -> Sizes:
        """The side times as often."""
        side = shapes[0][self.axis]
        longer = None if side is None else side * self.times
        return (*shapes[0][: self.axis], longer, *shapes[0][self.axis + 1 :])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """The sum of what arrives at the repeated places."""
        return (SumGroups(self.axis)(upstream, output.inputs[0]),)


@dataclass(frozen=True)
class SumGroups(Like):
    """The sums of equally many numbers in a row along an axis."""

    axis: int
    template, stem = "summed_groups({0}, {1}, {axis})", "sums"


@dataclass(frozen=True)
class ForEachRow(Operation):
    """The first input, which has no rows, once for each row of the second."""

    template, stem = "{0}.expand({1}.shape[0], *{0}.shape)", "copies"
    templates = {
        "numpy": "numpy.broadcast_to({0}, ({1}.shape[0], *{0}.shape))",
        "tf": "tf.broadcast_to({0}, (tf.shape({1})[0], *{0}.shape))",
    }

    def shape(self, *shapes: Sizes) -> Sizes:
        """As many rows as the second has, each of the shape of the first."""
        return (shapes[1][0], *shapes[0])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, summed over the rows; nothing for the second input, of which only the rows are counted."""
        return Sum((0,))(upstream), None


def _product(sizes: Sizes) -> int | None:
    return None if None in sizes else math.prod(size for size in sizes if size is not None)
