"""Generated data sets: drawn from a formula and a seed."""

from __future__ import annotations

from netbuilder.data import sources
from netbuilder.data.base import DataCategory, Dataset, Signature, Source
from netbuilder.declaration import param


class Moons(Dataset):
    """Two interleaving half circles, one class each."""

    type, title, category = "moons", "Moons", DataCategory.GENERATED

    rows: int = param(200, "Rows", min=2, max=10_000_000)
    noise: float = param(0.2, "Noise", min=0.0, help="Standard deviation of the noise added to each point.")
    seed: int = param(0, "Seed", min=0, max=2**31 - 1)

    def signature(self) -> Signature:
        return Signature((2,), "classification", self.rows, ("0", "1"), feature_names=("x", "y"))

    def source(self) -> Source:
        return Source(sources.moons, {"rows": self.rows, "noise": self.noise, "seed": self.seed})
