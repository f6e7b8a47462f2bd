"""A file of rows and cells as people's programs write it: CSV in several encodings, or an .xlsx workbook.

Nothing is guessed away: bytes that are no text, a quote that stays open, a file of another kind are a
TableError that says where. Bounds: :data:`MOST_MB` a file, :data:`MOST_ROWS` rows, :data:`MOST_COLUMNS`
columns.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.desk.application.table import (
    HEADER_ROWS,
    KNOWN_ENOUGH,
    MOST_CELL,
    MOST_COLUMNS,
    MOST_MB,
    MOST_ROWS,
    Cell,
    Known,
    Table,
    TableError,
    TableRecord,
)

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "gb18030": "GB18030",
}
"""Python's name → the name that people know."""

SEPARATORS = (",", "\t", ";", "，", "；", "|")

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEP_LINE = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_HAN = re.compile(r"[\u3400-\u9fff]")

# What GB18030 gave private characters before its 2022 edition (Python's codec still does), as the characters
# that they are: a name must not end up as something that no font shows.
_PRIVATE = str.maketrans(
    dict(
        zip(
            (
                *(0xE78D, 0xE78F, 0xE78E, 0xE790, 0xE791, 0xE792, 0xE793, 0xE794, 0xE795, 0xE796),
                *(0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
                *(0xE816, 0xE817, 0xE818, 0xE831, 0xE83B, 0xE855),
            ),
            (
                *(0xFE10, 0xFE11, 0xFE12, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19),
                *(0x9FB4, 0x9FB5, 0x9FB6, 0x9FB7, 0x9FB8, 0x9FB9, 0x9FBA, 0x9FBB),
                *(0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE),
            ),
            strict=True,
        )
    )
)


def read_table(file: Path, known: Known) -> Table:
    """The rows of a file. Raises TableError ``unreadable``, ``not_a_file``, ``too_large``, ``empty``,
    ``undecodable``, ``unclosed_quote``, ``bad_quote``, ``too_many_rows``, ``too_many_columns``,
    ``old_workbook``, ``not_a_table``, ``several_sheets``.
    """
    data = _bytes(file)
    if data.startswith(_ZIP):
        from loc_desktop.desk.application.workbook import read_workbook

        return read_workbook(data, known)
    if data.startswith(_OLE):
        raise TableError("old_workbook")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise TableError("empty")
    text, encoding = _decoded(data, known)
    told = _SEP_LINE.match(text)
    separator = told[1] if told else _separator(text, known)
    records: list[TableRecord] = []
    for record in split(text, separator, told.end() if told else 0):
        if record.blank:
            continue
        if len(records) > MOST_ROWS + HEADER_ROWS:
            raise TableError("too_many_rows", most=MOST_ROWS)
        records.append(record)
    if not records:
        raise TableError("empty")
    return Table(tuple(records), ENCODINGS[encoding], separator)


def _bytes(file: Path) -> bytes:
    """A regular file's bytes: nothing else is opened, because a pipe or a device may never end."""
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise TableError("not_a_file")
        most = MOST_MB * 1024 * 1024
        if about.st_size > most:
            raise TableError("too_large", most=MOST_MB)
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except (OSError, ValueError) as error:
        raise TableError("unreadable", why=file_causes.of_error(error)) from error
    if len(data) > most:
        raise TableError("too_large", most=MOST_MB)
    return data


# ------------------------------------------------------------------------------------------------- encodings


def _decoded(data: bytes, known: Known) -> tuple[str, str]:
    """The text and its encoding: by the byte order mark, else the one under which all is text and the line of
    columns has a meaning."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text, error = _try(data[len(mark) :], encoding)
            if error is not None:
                raise _undecodable(data[len(mark) :], encoding, error)
            return text, encoding
    candidates = ["utf-8", "gb18030"]
    if b"\x00" in data:
        # Digits, separators and line ends have a zero byte in UTF-16: after the sign, or before it.
        little = data[1::2].count(0) >= data[0::2].count(0)
        candidates = ["utf-16-le" if little else "utf-16-be", *candidates]
    tried = [(encoding, *_try(data, encoding)) for encoding in candidates]
    broken = [(error.start, encoding, error, text) for encoding, text, error in tried if error is not None]
    for encoding, text, error in tried:
        if error is not None and encoding == "utf-8" and _is_damaged_utf8(data):
            raise _undecodable(data, encoding, error)
        if error is None and _names_columns(text, known):
            return text, encoding
    named = [attempt for attempt in broken if _names_columns(attempt[3], known)]
    if named:
        _, encoding, error, _ = max(named, key=lambda attempt: attempt[0])
        raise _undecodable(data, encoding, error)
    if b"\x00" in data:
        raise TableError("not_a_table")  # a picture, a document, a program
    for encoding, text, error in tried:
        if error is None:
            return text, encoding
    _, encoding, error, _ = max(broken, key=lambda attempt: attempt[0])
    raise _undecodable(data, encoding, error)


def _try(data: bytes, encoding: str) -> tuple[str, UnicodeDecodeError | None]:
    """The text, or the text before the first byte that is none with the error."""
    error: UnicodeDecodeError | None = None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as failure:
        error = failure
        text = data[: failure.start].decode(encoding, errors="ignore")
    text = text.removeprefix("\ufeff")
    return (text.translate(_PRIVATE) if encoding == "gb18030" else text), error


def _is_damaged_utf8(data: bytes) -> bool:
    """UTF-8 with some broken bytes, not another encoding: Chinese signs of three bytes come out by chance
    far less often than bytes that fit nothing."""
    text = data.decode("utf-8", errors="replace")
    signs = sum(1 for _ in _HAN.finditer(text))
    return signs > 0 and signs >= text.count("\ufffd") - data.decode("utf-8", "ignore").count("\ufffd")


def _names_columns(text: str, known: Known) -> bool:
    return max(count for count, _ in _counts(text, known)) >= KNOWN_ENOUGH


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError) -> TableError:
    before = data[: error.start].decode(encoding, errors="ignore")
    line = len(_NEWLINE.findall(before)) + 1
    byte = f"0x{data[error.start]:02X}" if error.start < len(data) else ""
    return TableError("undecodable", line=line, encoding=ENCODINGS[encoding], byte=byte)


# ------------------------------------------------------------------------------------------------------ CSV


def _counts(text: str, known: Known) -> Iterator[tuple[int, str]]:
    """For each separator how many columns are known in the first rows at most."""
    begin = text[:100_000]
    told = _SEP_LINE.match(begin)
    for separator in (told[1],) if told else SEPARATORS:
        best = 0
        try:
            for number, record in enumerate(split(begin, separator, told.end() if told else 0)):
                best = max(best, known([cell.text for cell in record.cells]))
                if number >= HEADER_ROWS * 2:
                    break
        except TableError:
            pass  # told when the whole text is split
        yield best, separator


def _separator(text: str, known: Known) -> str:
    return max(_counts(text, known), key=lambda counted: counted[0])[1]


def split(text: str, separator: str, start: int = 0) -> Iterator[TableRecord]:
    """The rows of a CSV (RFC 4180; line ends of every kind, blanks around quotes).

    Raises TableError ``unclosed_quote`` with the line on which it opens, ``bad_quote`` where a quoted cell is
    followed by something else than a separator, ``too_many_columns``.
    """
    ends = re.compile(f"{re.escape(separator)}|\r\n|\r|\n")
    blanks = re.compile("[ \u3000]*" if separator == "\t" else "[ \t\u3000]*")
    at, size = start, len(text)
    line = 1 + len(_NEWLINE.findall(text[:start]))
    while at < size:
        first = line
        cells: list[Cell] = []
        while True:
            here = blanks.match(text, at)
            begin = here.end() if here else at
            if text[begin : begin + 1] == '"':
                cell, after, lines = _quoted(text, begin, line, len(cells) + 1)
                line += lines
                here = blanks.match(text, after)
                after = here.end() if here else after
                end = ends.match(text, after)
                if end is None and after < size:
                    raise TableError("bad_quote", line=line - lines, column=len(cells) + 1)
            else:
                end = ends.search(text, at)
                cell = text[at : end.start() if end else size]
            cells.append(Cell(cell[:MOST_CELL]))
            at = end.end() if end else size
            goes_on = end is not None and end[0] == separator
            if len(cells) + goes_on > MOST_COLUMNS:
                raise TableError("too_many_columns", line=first, most=MOST_COLUMNS)
            if not goes_on:
                line += end is not None
                break
            if at == size:
                cells.append(Cell(""))
                break
        yield TableRecord(first, tuple(cells))


def _quoted(text: str, begin: int, line: int, column: int) -> tuple[str, int, int]:
    """A cell in quotes that opens at ``begin``: its text, where it ends, the line ends in it."""
    parts, at = [], begin + 1
    while True:
        close = text.find('"', at)
        if close < 0:
            raise TableError("unclosed_quote", line=line, column=column)
        parts.append(text[at:close])
        if text[close + 1 : close + 2] != '"':
            cell = "".join(parts)
            return cell, close + 1, len(_NEWLINE.findall(cell))
        parts.append('"')
        at = close + 2
