"""Tables in JSON: a list of records, a record in each line, or columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.data.base import Source
from netbuilder.data.tables import json_sources, table_files, table_sources
from netbuilder.data.tables.file_sources import opened
from netbuilder.data.tables.user_tables import TableFile
from netbuilder.errors import DataError
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

MAX_JSON = 256 * 1024**2
"""In bytes, unpacked. Read into memory such a file takes about ten times as much."""


class JsonFile(TableFile):
    """A JSON file: records, or JSON Lines, and in them numbers and categories, one of which the network predicts."""

    type, title = "json", "JSON file"
    suffixes = (".json", ".jsonl", ".ndjson")

    def table(self) -> polars.DataFrame:
        name = Path(self.path).name
        with table_files.reading(self.path), opened(self.path) as file:
            too_large = self.stamp()[1] > MAX_JSON or len(file.read(MAX_JSON + 1)) > MAX_JSON
        if too_large:
            raise DataError(
                "“{file}” holds more than {most} MB of JSON, the most that can be read. Save the table as CSV or "
                "Parquet.",
                file=name,
                most=MAX_JSON // 1024**2,
            )
        with table_files.reading(self.path):
            try:
                return json_sources.json_table(self.path)
            except (ValueError, RecursionError) as error:
                raise DataError(
                    "“{file}” cannot be read as a table. A list of records is expected, as in [{{…}}, {{…}}], a record "
                    "in each line, or columns of equal length. Met: {error}. Correct it, or save the table as CSV.",
                    file=name,
                    error=str(error).rstrip(". "),
                ) from error

    def recognised(self) -> Message | None:
        return say("Read as JSON. Values inside others have both names, as in size.height.")

    def source(self) -> Source:
        return Source(table_sources.json_rows, self._arguments(), self._unused())
