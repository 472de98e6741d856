"""A stand-in for data that this version does not know: it keeps what the file said and gives it back on saving."""

from __future__ import annotations

from typing import Any

from netbuilder.data.base import DataCategory, Dataset, Signature, Source
from netbuilder.errors import DataError


class UnknownDataset(Dataset):
    """Data of another version of NetBuilder. They are kept as they are, and cannot be loaded here."""

    title = "Unknown data"
    category = DataCategory.OWN

    original_type: str
    original_values: dict[str, Any]

    def signature(self) -> Signature:
        raise self._refusal()

    def source(self) -> Source:
        raise self._refusal()

    def _refusal(self) -> DataError:
        return DataError(
            "This version of NetBuilder does not know the data “{type}”. "
            "Install a newer version, or choose other data.",
            type=self.original_type,
        )
