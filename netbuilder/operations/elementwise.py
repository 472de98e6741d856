"""Operations number by number. A side of 1, or one that is missing in front, is repeated (broadcast)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from netbuilder.operations.reductions import broadcast, summed
from netbuilder.operations.tensor import Language, Operation, Sizes, Tensor

SUM, PRODUCT, SIGN, POWER, COMPARISON = 3, 4, 5, 6, 1
"""How strongly Python's operators bind."""


class Elementwise(Operation):
    """What operations number by number share: the shape."""

    def shape(self, *shapes: Sizes) -> Sizes:
        """The shape to which all inputs are repeated."""
        return broadcast(*shapes)

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """The local derivative times what arrives, summed where an input was repeated."""
        local = self.local(output, upstream)
        return [
            None if slope is None else summed(slope, source) for slope, source in zip(local, output.inputs, strict=True)
        ]

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """The derivative with respect to each input, at every place of the output, times ``upstream``."""
        return [None] * len(output.inputs)


class Infix(Elementwise):
    """Two inputs with an operator between them. ``right``: how strongly the right one must bind."""

    right: ClassVar[int]

    def lowest(self, place: int, language: Language) -> int:
        """The right side needs parentheses where the left one does not."""
        return self.right if place else self.strength


@dataclass(frozen=True)
class Add(Infix):
    """The sum."""

    operator = "+"
    template, strength, right, stem = "{0} + {1}", SUM, SUM, "total"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives passes to both."""
        return upstream, upstream


@dataclass(frozen=True)
class Subtract(Infix):
    """The difference."""

    operator = "-"
    template, strength, right, stem = "{0} - {1}", SUM, PRODUCT, "difference"

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives passes to the first, and turned around to the second."""
        first, second = output.inputs
        return summed(upstream, first), -summed(upstream, second)


@dataclass(frozen=True)
class Multiply(Infix):
    """The product, number by number."""

    operator = "*"
    template, strength, right, stem = "{0} * {1}", PRODUCT, SIGN, "product"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """Each gets what arrives times the other."""
        first, second = output.inputs
        return upstream * second, upstream * first


@dataclass(frozen=True)
class Divide(Infix):
    """The quotient."""

    operator = "/"
    template, strength, right, stem = "{0} / {1}", PRODUCT, SIGN, "quotient"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(a / b)' is a' / b - b' a / b²."""
        _, second = output.inputs
        return upstream / second, -upstream * output / second


@dataclass(frozen=True)
class Negative(Elementwise):
    """Minus the number."""

    operator = "negative"
    template, strength, stem = "-{0}", SIGN, "negative"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, turned around."""
        return (-upstream,)

    def lowest(self, place: int, language: Language) -> int:
        """-(a + b) needs parentheses, and -(a**2) is plainer with them."""
        return POWER + 1


def _raised(base: str, exponent: str) -> str:
    """A power as source text: with spaces around the operator where the base is more than a name."""
    return f"{base}**{exponent}" if re.fullmatch(r"[\w.]+", base) else f"{base} ** {exponent}"


@dataclass(frozen=True)
class Square(Elementwise):
    """The square."""

    strength, stem = POWER, "square"

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As formatters want it."""
        return _raised(inputs[0], "2")

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(x²)' is 2x."""
        return (2 * upstream * output.inputs[0],)

    def lowest(self, place: int, language: Language) -> int:
        """(a + b)**2 needs parentheses, and so does (-a)**2."""
        return POWER + 1


@dataclass(frozen=True)
class Power(Elementwise):
    """A power with a fixed exponent."""

    exponent: float
    strength, stem = POWER, "raised"

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As formatters want it."""
        return _raised(inputs[0], settings["exponent"])

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(xⁿ)' is n xⁿ⁻¹."""
        return (self.exponent * upstream * Power(self.exponent - 1)(output.inputs[0]),)

    def lowest(self, place: int, language: Language) -> int:
        """(a + b) ** 2.0 needs parentheses, and so does (-a) ** 2.0."""
        return POWER + 1


@dataclass(frozen=True)
class Compared(Elementwise):
    """Whether two numbers are related like this. It has no derivative."""

    symbol: str
    template, strength, stem, recomputed = "{0} {symbol} {1}", COMPARISON, "related", True

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As an operator; TensorFlow compares whole tensors with ==."""
        if language == "tf" and self.symbol == "==":
            return f"tf.equal({inputs[0]}, {inputs[1]})"
        return f"{inputs[0]} {self.symbol} {inputs[1]}"

    def lowest(self, place: int, language: Language) -> int:
        """A comparison inside another needs parentheses."""
        return COMPARISON + 1

    def binds(self, language: Language) -> int:
        """In TensorFlow, equality is a call."""
        return 9 if language == "tf" and self.symbol == "==" else self.strength


@dataclass(frozen=True)
class Greater(Elementwise):
    """Whether the first is greater than the second. It has no derivative."""

    operator = ">"
    template, strength, stem, recomputed = "{0} > {1}", COMPARISON, "positive", True

    def lowest(self, place: int, language: Language) -> int:
        """A comparison inside another needs parentheses."""
        return COMPARISON + 1


@dataclass(frozen=True)
class Where(Elementwise):
    """The second input where the first is true, the third elsewhere."""

    template, stem = "{lib}.where({0}, {1}, {2})", "chosen"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives passes to the one that was chosen."""
        condition, *_ = output.inputs
        return None, Where()(condition, upstream, 0.0), Where()(condition, 0.0, upstream)


@dataclass(frozen=True)
class Exp(Elementwise):
    """The exponential."""

    template, stem = "{lib}.exp({0})", "exponentials"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(eˣ)' is eˣ."""
        return (upstream * output,)


@dataclass(frozen=True)
class Log(Elementwise):
    """The natural logarithm."""

    template, stem, templates = "{lib}.log({0})", "logarithm", {"tf": "tf.math.log({0})"}

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(ln x)' is 1 / x."""
        return (upstream / output.inputs[0],)


@dataclass(frozen=True)
class Sqrt(Elementwise):
    """The square root."""

    template, stem = "{lib}.sqrt({0})", "root"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(√x)' is 1 / 2√x."""
        return (upstream / (2 * output),)


@dataclass(frozen=True)
class Sin(Elementwise):
    """The sine, of radians."""

    template, stem = "{lib}.sin({0})", "sine"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(sin x)' is cos x."""
        return (upstream * Cos()(output.inputs[0]),)


@dataclass(frozen=True)
class Cos(Elementwise):
    """The cosine, of radians."""

    template, stem = "{lib}.cos({0})", "cosine"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(cos x)' is -sin x."""
        return (-(upstream * Sin()(output.inputs[0])),)


@dataclass(frozen=True)
class Abs(Elementwise):
    """The number without its sign."""

    template, stem = "{lib}.abs({0})", "size"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """|x|' is the sign of x."""
        return (upstream * Sign()(output.inputs[0]),)


@dataclass(frozen=True)
class Sign(Elementwise):
    """-1, 0 or 1. It has no derivative."""

    template, stem = "{lib}.sign({0})", "sign"


@dataclass(frozen=True)
class Tanh(Elementwise):
    """The hyperbolic tangent."""

    template, stem = "{lib}.tanh({0})", "outputs"

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """(tanh x)' is 1 - tanh² x."""
        return (upstream * (1 - Square()(output)),)


@dataclass(frozen=True)
class Sigmoid(Elementwise):
    """1 / (1 + e⁻ˣ)."""

    template, stem = "{lib}.sigmoid({0})", "outputs"
    templates = {"numpy": "logistic({0})"}

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """σ' is σ (1 - σ)."""
        return (upstream * output * (1 - output),)


@dataclass(frozen=True)
class Erf(Elementwise):
    """The error function."""

    template, stem = "{lib}.erf({0})", "errors"
    templates = {"numpy": "erf({0})", "tf": "tf.math.erf({0})"}

    def local(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """Abramowitz and Stegun, 7.1.1: erf' x is 2 / √π e^(-x²)."""
        return (upstream * (2 / math.sqrt(math.pi)) * Exp()(-Square()(output.inputs[0])),)
