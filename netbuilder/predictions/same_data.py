"""Whether the data are still those that a network was trained on, told by a loss measured again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netbuilder.errors import DataError
from netbuilder.predictions.trained_network import TrainedNetwork
from netbuilder.training.batches import evaluation_rows, rows_on_device
from netbuilder.training.history import EpochRecord

if TYPE_CHECKING:
    from netbuilder.data.pipeline import Prepared

SHARE = 0.01
"""By so much of itself a loss may differ: another device rounds in another way."""
LEAST = 1e-5
"""By so much a loss may differ however small it is."""


def require_same_data(network: TrainedNetwork, prepared: Prepared, record: EpochRecord) -> None:
    """Raise DataError where the network with the weights that it has no longer has the recorded validation loss.

    A file may have been changed since, or the weights come from an earlier run with other data that this one continued.
    """
    rows = evaluation_rows(rows_on_device(network.check, prepared.validation, network.objective, "cpu"))
    loss, _, _ = network.measured(rows)
    if not len(rows) or math.isclose(loss, record.validation_loss, rel_tol=SHARE, abs_tol=LEAST):
        return
    raise DataError(
        "The data are not those that the weights of epoch {epoch} were trained on: the validation loss was "
        "{before:.4g} and is {now:.4g} now. Bring back the data as they were, or train again.",
        epoch=record.epoch,
        before=record.validation_loss,
        now=loss,
    )
