"""Fixed functions of the inputs, of which the layer behind learns how much of each it takes."""

from __future__ import annotations

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Layer, Shape
from netbuilder.layers.calls import Call, Identity, Polynomials
from netbuilder.layers.core import row_or_sequence
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Concatenate
from netbuilder.operations.elementwise import Square
from netbuilder.operations.tensor import Tensor


class Polynomial(Layer):
    """Turns each number x into polynomials of x, one of every degree; a Dense after it adds them up.

    They are Chebyshev's T₁ … Tₙ: T₀ = 1, T₁ = x, Tₙ₊₁ = 2x·Tₙ - Tₙ₋₁ (Abramowitz and Stegun, Handbook of Mathematical
    Functions, 22.7.4). Between -1 and 1 they stay there too and differ more than powers of x do, so that training finds
    how much of each is needed soon. T₀ is what the bias of the next layer is for.
    """

    type, title, category = "polynomial_basis", "Polynomial", Category.CORE
    capacity = "degree"

    degree: int = param(3, "Degree", min=1, max=9, help="The highest power. Inputs between -1 and 1 suit it best.")

    def shape(self, x: Shape) -> Shape:
        *steps, features = row_or_sequence(x)
        return (*steps, features * self.degree)

    def torch(self, x: Shape) -> Call:
        return Polynomials(chebyshev(self.degree)) if self.degree > 1 else Identity()

    def keras(self, x: Shape) -> Call:
        if self.degree == 1:
            return Identity()
        return Polynomials(chebyshev(self.degree), "keras.ops.concatenate", "axis")

    def operations(self, x: Tensor) -> Tensor:
        found = [x, 2 * Square()(x) - 1]
        while len(found) < self.degree:
            found.append(2 * x * found[-1] - found[-2])
        return Concatenate(-1)(*found[: self.degree]) if self.degree > 1 else found[0]

    def summary(self) -> Message:
        return say("degree {degree}", degree=self.degree)


def chebyshev(degree: int) -> tuple[tuple[int, ...], ...]:
    """The coefficients of T₁ up to a degree, each from that of the constant upwards."""
    before, last = [1], [0, 1]
    found = [tuple(last)]
    for _ in range(degree - 1):
        doubled = [0, *(2 * factor for factor in last)]
        before, last = last, [a - b for a, b in zip(doubled, [*before, 0, 0], strict=True)]
        found.append(tuple(last))
    return tuple(found)
