"""Which data set a file is, as its name says."""

from __future__ import annotations

from pathlib import Path

from netbuilder.data.tables.json_files import JsonFile
from netbuilder.data.tables.user_tables import CsvFile, ParquetFile, TableFile

_PACKED = ".gz"
_MISTAKEN = (
    *(".xlsx", ".xlsm", ".xls", ".ods", ".numbers", ".bz2", ".xz", ".zip", ".arff", ".html", ".htm", ".xml", ".svm"),
    *(".libsvm", ".sav", ".dta", ".sas7bdat", ".rds", ".rdata", ".mat", ".npy", ".npz", ".h5", ".hdf5", ".pkl"),
    *(".pickle", ".feather", ".sqlite", ".db"),
)
"""What names of files end with that are taken for tables: reading them says what to do."""


def table_file(path: Path) -> TableFile | None:
    """The data that a file holds if it is a table, as its name says; None where the name says something else."""
    suffix = path.suffix.casefold()
    if suffix == _PACKED:
        suffix = Path(path.stem).suffix.casefold() or ".csv"
    kinds: tuple[type[TableFile], ...] = (CsvFile, ParquetFile, JsonFile)
    kind = CsvFile if suffix in _MISTAKEN else next((kind for kind in kinds if suffix in kind.suffixes), None)
    return kind(path=str(path.resolve())) if kind is not None else None
