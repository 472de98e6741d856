"""How a text file writes its table: encoding, separator, quotation marks, header; found out from the file itself."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

from netbuilder.data.tables.file_sources import lines_of, opened, parted
from netbuilder.data.tables.table_files import (
    MAX_FILE,
    not_text,
    reading,
    require_size,
    require_text,
    unknown_encoding,
    unreadable_text,
    with_zeros,
)
from netbuilder.data.text_files.encodings import is_utf_8, two_encodings
from netbuilder.data.text_files.fixed_width import FixedWidth, commas_only_in_numbers, fixed_width
from netbuilder.data.text_files.line_kinds import (
    MOST_REMARKS,
    count_remarks,
    has_header,
    is_comment,
    is_rule,
    same_names,
    units_below,
    unnamed_column,
)
from netbuilder.data.text_files.titles import MOST_SKIPPED, Record, comments_above, has_comments, is_marked, lines_above
from netbuilder.messages import Message, say

SEPARATORS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "bar": "|",
    "space": " ",
    "colon": ":",
    "caret": "^",
    "tilde": "~",
    "fixed width": "",
}
NAMES = {
    ",": say("comma"),
    ";": say("semicolon"),
    "\t": say("tab"),
    "|": say("bar"),
    " ": say("space"),
    ":": say("colon"),
    "^": say("caret"),
    "~": say("tilde"),
    "": say("none, columns of fixed width"),
}
"""The separators as users read them."""
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1254": "cp1254",
    "mac-roman": "mac_roman",
    "shift-jis": "cp932",
    "utf-8 and windows-1252": "mixed",
}
"""The encodings that can be chosen, and what Python calls them."""
SAMPLE = 2**18
"""Bytes at the beginning of a file that its separator and its header are found from."""
FITTING = 0.8
"""The share of the lines below a title from which on columns of fixed width are no accident."""
ABOVE = 0.3
"""The share of the lines above a table up to which they do not tell of its separator."""
_Style = Literal[0, 3]
_LIKELY, _UNLIKELY = ("\t", ";", "|", ","), ("^", "~", " ", ":")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user has set about how a file is written; "auto" where it is to be found out."""

    separator: str = "auto"
    header: str = "auto"
    encoding: str = "auto"
    quoting: str = "auto"
    units: str = "auto"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written, as ``csv_table`` takes it. ``tidy``: it must be written anew to be read by polars;
    ``unnamed``: the column without a name, where there is one name too few; ``borders``: where columns of fixed width
    begin, between which the separator is put. ``again``: lines that repeat the names are no rows; ``comments``: lines
    that begin with # are none; ``units``: what the line below the names says, which is none."""

    separator: str = ","
    header: bool = True
    encoding: str = "utf-8"
    quoting: bool = True
    skip: int = 0
    tidy: bool = False
    unnamed: Literal["", "first", "last"] = ""
    remarks: int = 0
    borders: tuple[int, ...] = ()
    again: bool = False
    comments: bool = False
    units: tuple[str, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """What is passed on to ``csv_table``: separator and header, and what differs from a plain file."""
        others = ("encoding", "quoting", "skip", "tidy", "unnamed", "remarks", "borders", "again", "comments")
        plain = Dialect()
        changed = {name: getattr(self, name) for name in others if getattr(self, name) != getattr(plain, name)}
        units = {"units": True} if self.units else {}
        return {"separator": self.separator, "header": self.header, **changed, **units}

    def in_words(self) -> Message:
        """What was recognised, as a sentence."""
        header = say("names in the first line") if self.header else say("no names in the first line")
        encoding = next((e for e, name in ENCODINGS.items() if name == self.encoding), self.encoding).upper()
        parts = {
            "encoding": say("UTF-8 and Windows-1252") if self.encoding == "mixed" else encoding,
            "separator": NAMES["" if self.borders else self.separator],
            "header": header,
        }
        sentence = say("Read as {encoding}, separator {separator}, {header}.", **parts)
        if self.skip:
            sentence = say("{read} Lines skipped above the table: {skip}.", read=sentence, skip=self.skip)
        if self.remarks:
            sentence = say("{read} Lines skipped below the table: {remarks}.", read=sentence, remarks=self.remarks)
        if self.again:
            sentence = say("{read} Lines that repeat the names are skipped.", read=sentence)
        if self.comments:
            sentence = say("{read} Lines that begin with # are skipped.", read=sentence)
        return sentence


def recognise(path: str, wanted: Wanted) -> Dialect:
    """Find out how a file is written. Raises DataError where it is no text."""
    with reading(path), opened(path) as file:
        content = file.read(MAX_FILE + 1)
    require_size(path, len(content))
    require_text(path, content)
    encoding = ENCODINGS.get(wanted.encoding) or _encoding(path, content)
    try:
        sample = _decoded(content[:SAMPLE], encoding, whole=False)
    except UnicodeDecodeError as error:
        raise (unreadable_text if wanted.encoding != "auto" else unknown_encoding)(path) from error
    sample = sample.lstrip("\ufeff")
    whole = len(content) <= SAMPLE
    skip, named = _named_separator(sample)
    quoting = wanted.quoting != "off"
    lines = list(io.StringIO(sample, newline=""))[skip:]
    asked = SEPARATORS.get(wanted.separator, named)
    separator = _separator(lines, quoting, whole) if asked is None else asked
    records = _records(lines, separator or " ", quoting, whole)
    if not asked and _columns_of_fixed_width(lines if whole else lines[:-1], separator, records):
        lines = list(io.StringIO(_decoded(content, encoding).lstrip("\ufeff"), newline=""))[skip:]
        records = _records(lines, separator or " ", quoting, whole=True)
        if columns := _columns_of_fixed_width(lines, separator, records):
            return _of_fixed_width(wanted, encoding, lines, columns, skip)
    separator = separator or " "
    above = max(lines_above(records), comments_above(records))
    ruled = any(map(is_rule, (record.values for record in records[:MOST_SKIPPED])))
    records = [record for record in records if record.line >= above and not is_rule(record.values)]
    if comments := has_comments(records):
        records = [record for record in records if not is_comment(record.values)]
    ending = records if whole else _ending(content, encoding, separator, quoting)
    remarks = count_remarks([record.values for record in ending if not (comments and is_comment(record.values))])
    records = records[: len(records) - remarks] if whole else records
    marked = is_marked(records)
    rows = [record.values[marked and not number :] for number, record in enumerate(records)]
    header = wanted.header not in ("auto", "no") or (wanted.header == "auto" and has_header(rows))
    unnamed = unnamed_column(rows, wanted.header) if header else ""
    odd_ends = content.count(b"\r") > content.count(b"\r\n")
    tidy = encoding not in ("utf-8", "ascii") or separator == " " or odd_ends or bool(unnamed) or marked or ruled
    if quoting and b'"' in content and not tidy:
        tidy = _has_loose_quotes(content, separator)
    if tidy and wanted.quoting == "auto" and b'"' in content.replace(b"\0", b""):
        quoting = _quotes_close(_decoded(content, encoding), separator)
    units = units_below(rows, wanted.units) if header else ()
    again = header and (any(same_names(rows[0], row) for row in rows[1:]) or _comes_again(content, lines, records))
    skip += above
    return Dialect(separator, header, encoding, quoting, skip, tidy, unnamed, remarks, (), again, comments, units)


def _columns_of_fixed_width(lines: Sequence[str], separator: str, records: Sequence[Record]) -> FixedWidth | None:
    """The columns of fixed width of these lines, where no separator divides as many of them alike, and they are not
    marked in another way."""
    agreement = _agreement(records)
    marked = agreement >= (1 if separator in " :" else 0.7) or any('"' in line or "#" in line for line in lines)
    if separator and (marked or not records):
        return None
    columns = fixed_width(lines)
    rows = [record for record in records if columns and record.line >= columns.above and not is_rule(record.values)]
    fits = columns and len(rows) - columns.below >= max(FITTING * len(rows), agreement * len(records))
    return columns if not separator or fits else None


def _of_fixed_width(wanted: Wanted, encoding: str, lines: Sequence[str], columns: FixedWidth, skip: int) -> Dialect:
    """How a file is written whose columns have a fixed width."""
    records = _records(lines[columns.above :], "\t", False, True, columns.borders)
    records = [record for record in records if not is_rule(record.values)]
    above = lines_above(records)
    rows = [record.values for record in records if record.line >= above]
    header = wanted.header not in ("auto", "no") or (wanted.header == "auto" and has_header(rows))
    skip += columns.above + above
    return Dialect("\t", header, encoding, False, skip, tidy=True, remarks=columns.below, borders=columns.borders)


def _encoding(path: str, content: bytes) -> str:
    """The encoding of a text: by its mark, by where its zeros are, because it is sound UTF-8, or by the line ends."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[: SAMPLE // 2 * 2]
    zeros = head[0::2].count(0), head[1::2].count(0)
    if max(zeros) > 0.3 * len(head) / 2 and min(zeros) == 0:
        return "utf-16-be" if zeros[0] else "utf-16-le"
    if any(zeros):
        raise with_zeros(path, content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in content[:4096]):
            raise not_text(path) from None
        if b"\r" in content and b"\n" not in content:
            return "mac_roman"
        return "mixed" if two_encodings(content) else "cp1252"
    return "utf-8"


def _decoded(content: bytes, encoding: str, *, whole: bool = True) -> str:
    """The text of a file; ``whole``: what is not written in the encoding is replaced, else it raises
    UnicodeDecodeError unless the end cuts a letter off."""
    if encoding == "mixed":
        lines = content.splitlines(keepends=True)
        return "".join(line.decode("utf-8" if is_utf_8(line) else "cp1252", "replace") for line in lines)
    return content.decode(encoding, "replace") if whole else codecs.getincrementaldecoder(encoding)().decode(content)


def _named_separator(sample: str) -> tuple[int, str | None]:
    """A first line such as "sep=;", which spreadsheets write: how many lines it takes, and the sign in it."""
    found = re.match(r'"?sep=(.)"?\r?\n|"?sep=(.)"?\r', sample, re.IGNORECASE)
    return (1, found[1] or found[2]) if found and (found[1] or found[2]) in SEPARATORS.values() else (0, None)


def _records(
    lines: Sequence[str], separator: str, quoting: bool, whole: bool, borders: tuple[int, ...] = ()
) -> list[Record]:
    """The records of a sample that hold something, each with the number of its first line (from 0)."""
    style: _Style = csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE
    reader = csv.reader(parted(lines, separator, borders), delimiter=separator, skipinitialspace=True, quoting=style)
    found, line = [], 0
    try:
        for values in reader:
            if any(value.strip() for value in values):
                found.append(Record(line, values))
            line = reader.line_num
    except csv.Error:  # a field without end: what came before it says enough
        return found
    return found if whole or len(found) < 3 else found[:-1]


def _ending(content: bytes, encoding: str, separator: str, quoting: bool) -> list[Record]:
    """The last records of a file that is longer than the sample."""
    lines = _decoded(content[-SAMPLE:], encoding).splitlines(keepends=True)
    return _records(lines[-10 * MOST_REMARKS :], separator, quoting, whole=True)


def _separator(lines: Sequence[str], quoting: bool, whole: bool) -> str:
    """The sign that divides most lines into the same number of values, at least two; comments above them apart. Nothing
    where only spaces can."""
    first = next((place for place, line in enumerate(lines) if not line.startswith("#")), 0)
    lines = lines[first:]
    agreement = {sign: _agreement(_records(lines, sign, quoting, whole)) for sign in _LIKELY}
    best = max(agreement.values())
    decimal = best == agreement[","] > 0 and commas_only_in_numbers(lines)
    if best < 0.7 or decimal:
        unlikely = {sign: _agreement(_records(lines, sign, quoting, whole), below=True) for sign in _UNLIKELY}
        if max(unlikely.values()) >= 0.9:
            spaced = any(
                " " in value.strip() for record in _records(lines, ":", quoting, whole) for value in record.values
            )
            return max(unlikely, key=lambda sign: (unlikely[sign], sign == (" " if spaced else ":")))
        if decimal:
            return ""
    return next(sign for sign in (*_LIKELY, ",") if best and agreement[sign] >= 0.95 * best) if best else ","


def _agreement(records: Sequence[Record], *, below: bool = False) -> float:
    """The share of the records that have as many values as most; zero where that is one. ``below``: a few lines above
    the first of them do not count."""
    widths = [len(record.values) for record in records]
    width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    above = widths.index(width) if below and widths else 0
    return count / (len(widths) - (above if above <= ABOVE * len(widths) else 0)) if width > 1 else 0.0


def _comes_again(content: bytes, lines: Sequence[str], records: Sequence[Record]) -> bool:
    """Whether the line of the names stands anywhere in a file as it stands above the rows."""
    line = lines[records[0].line].strip("\r\n") if records else ""
    if not line.isascii() or content.count(names := line.encode()) < 2:
        return False
    return len(re.findall(rb"(?:^|[\r\n])" + re.escape(names) + rb"(?=[\r\n]|\Z)", content)) > 1


def _has_loose_quotes(content: bytes, separator: str) -> bool:
    """Whether a quotation mark stands anywhere but around a whole value."""
    sign = re.escape(separator.encode())
    quoted = re.compile(rb"(^|[\r\n" + sign + rb'])"[^"]*+(?:""[^"]*+)*+"(?=[\r\n' + sign + rb"]|\Z)")
    return b'"' in quoted.sub(rb"\1", content.removeprefix(codecs.BOM_UTF8))


def _quotes_close(text: str, separator: str) -> bool:
    """Whether the quotation marks that open values also close them; if not, and all lines are equally long, they are
    values as any other."""
    strict = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for _ in strict:
            pass
    except csv.Error:
        bare = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        return len({len(row) for row in bare if row}) != 1
    return True


def records_of(path: str, dialect: Dialect) -> Iterator[tuple[int, int, list[str]]]:
    """Number (from 0), first line (from 1) and values of each record that holds something, names included.

    Raises csv.Error with a quotation mark that is not closed, and UnicodeDecodeError.
    """
    with closing(lines_of(path, dialect.encoding.replace("utf-8", "utf-8-sig"))) as file:
        for _ in range(dialect.skip):
            next(file, "")
        style: _Style = csv.QUOTE_MINIMAL if dialect.quoting else csv.QUOTE_NONE
        lines = parted(file, dialect.separator, dialect.borders)
        reader = csv.reader(
            lines, delimiter=dialect.separator, strict=dialect.quoting, quoting=style, skipinitialspace=dialect.tidy
        )
        number, line = 0, dialect.skip + 1
        names: list[str] = []
        units = bool(dialect.units)
        for record in reader:
            names = names or record
            if any(value.strip() for value in record) and not _is_no_row(dialect, record, names if number else []):
                if units and number == 1:
                    units = False
                else:
                    yield number, line, record
                    number += 1
            line = dialect.skip + reader.line_num + 1


def _is_no_row(dialect: Dialect, values: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a record is left out of a table. ``names``: those of its columns, where they stand above the record."""
    if dialect.tidy and is_rule(values):
        return True
    return (dialect.comments and is_comment(values)) or (dialect.again and bool(names) and same_names(names, values))
