"""A mark by which the rows that validate are known again, whatever file or settings they come from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netbuilder.data.pipeline import Prepared

BYTES = 16
"""Of the mark: enough that no two sets of rows share one by chance."""


def rows_mark(prepared: Prepared) -> str:
    """The same for the same validation rows in the same order, as they are in the source; in hexadecimal digits.

    Losses on them can be compared; without validation rows, those on the training rows. How the training rows are
    limited or made noisy makes no difference.
    """
    import numpy

    judging = prepared.validation if len(prepared.validation) else prepared.training
    table, rows, found = prepared.table, judging.rows, hashlib.blake2b(digest_size=BYTES)
    found.update(repr((prepared.signature.features, prepared.signature.classes)).encode())
    for values in (table.features[rows], table.targets[rows]):
        found.update(numpy.ascontiguousarray(values).tobytes())
    return found.hexdigest()
