"""Small projects to open, train and change. Each shows one thing; its notes say which, and what to try."""

from __future__ import annotations

from pathlib import Path

OPENED_FIRST = "moons_overfit"
"""The sample that the program opens when it starts for the first time."""

TITLES = {
    "moons_overfit": "Two moons: a wide network overfits",
    "bowl": "A bowl: gradient descent without data",
    "circles_one_output": "Two circles, told apart by one output",
    "digits_cnn": "Handwritten digits: convolutions and a skip connection",
    "double_descent": "Double descent: five points, ever more parameters",
    "five_points": "Five points, thousands of weights",
    "five_points_polynomial": "Five points and a polynomial",
    "iris_15_rows": "Iris: 15 flowers are too few",
    "iris_two_inputs": "Iris: a network with two inputs",
    "line": "A straight line: the smallest network",
    "line_from_100": "A line that starts at 100: every step can be followed",
    "own_framework": "Softmax and cross-entropy drawn of operations",
    "perceptron": "The perceptron and its rule",
    "spirals": "Two spirals",
    "xor_underfits": "XOR: one layer underfits",
}
"""What users read of a sample, by its name."""


def names() -> tuple[str, ...]:
    """The samples, the one that is opened first before the others."""
    found = sorted(file.stem for file in Path(__file__).parent.glob("*.netb"))
    return (OPENED_FIRST, *(name for name in found if name != OPENED_FIRST))


def path(name: str) -> Path:
    """The file of a sample. Raises KeyError, naming the samples, where there is none of this name."""
    if name not in names():
        raise KeyError(f"no sample “{name}”; there are: {', '.join(names())}")
    return Path(__file__).parent / f"{name}.netb"
