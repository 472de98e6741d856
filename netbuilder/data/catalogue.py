"""Every data set there is. A new family of data sets is imported here, and nowhere else."""

from __future__ import annotations

from netbuilder.data import bundled, generated
from netbuilder.data.base import DECLARED, DataCategory, Dataset
from netbuilder.data.tables import json_files, user_tables

FAMILIES = (generated, bundled, user_tables, json_files)


def dataset_types() -> dict[str, type[Dataset]]:
    """All declared data sets by type, in the order of the form."""
    order = list(DataCategory)
    return dict(sorted(DECLARED.items(), key=lambda item: order.index(item[1].category)))
