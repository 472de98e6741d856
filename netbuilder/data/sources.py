"""The functions that make rows. An exported script contains the source of the one it needs, as it stands here."""

from __future__ import annotations

from typing import Any


def moons(rows: int, noise: float, seed: int) -> tuple[Any, Any]:
    """Two interleaving half circles: features (rows, 2), class numbers (rows,)."""
    from sklearn.datasets import make_moons

    features, classes = make_moons(n_samples=rows, noise=noise, random_state=seed)
    return features, classes
