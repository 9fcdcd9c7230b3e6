"""Formats: what kind of file it is, told by its content and never by its name alone, and how its text is separated and encoded."""

from __future__ import annotations

import codecs
import csv
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from charset_normalizer import from_bytes

from app.errors import BadInput
from loaders.drafting.names import roles_of
from loaders.drafting.scalars import quoted
from loaders.reading.origins import Origin
from loaders.reading.packing import BROKEN, unpacked

HEAD = 1 << 20
"""Bytes looked at."""
_LINES = 200
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OFFICE_LETTERS = ["cp1252", "cp1250", "iso8859_15", "mac_roman", "cp850", "cp1251", "cp1253", "cp1254"]
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WORKBOOKS = (b"xl/", b"opendocument.spreadsheet")


@dataclass(slots=True)
class Layout:
    """How to take a file apart: the options of a mapping, each with what speaks for it, and questions that remain."""

    options: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    """Names made up for a file without a header line."""

    def say(self, option: str, value: str, evidence: str) -> None:
        """Sets an option."""
        self.options[option], self.evidence[option] = value, evidence

    def yaml(self) -> str:
        """The options as lines of a mapping, without their evidence."""
        lines = [f"{name}: {quoted(value)}\n" for name, value in self.options.items()]
        if self.columns:
            lines.append(f"columns: [{', '.join(map(quoted, self.columns))}]\n")
        return "".join(lines)


def recognise(path: Path) -> Layout:
    """The layout of a file. Raises BadInput where it is missing, empty, or of no kind that can be read."""
    head = _head(path)
    found = Layout()
    if head.startswith(b"PAR1"):
        found.say("format", "parquet", "the file begins as Parquet does")
    elif head.startswith(_OLD_OFFICE) or (head.startswith(b"PK\x03\x04") and any(each in head for each in _WORKBOOKS)):
        found.say("format", "xlsx", "the file is a workbook")
    elif head.startswith((b"PK\x03\x04", b"%PDF")) or (b"\0" in head[:1000] and not head.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise BadInput(f"{path} is no table that can be read; save it as CSV, JSON Lines, Parquet or xlsx.")
    else:
        _text_layout(path, head, found)
    return found


def _head(path: Path) -> bytes:
    with Origin(str(path)).raw() as stream:
        arriving = unpacked(stream, "any", str(path))
        found = bytearray()
        # What stands before a damage is enough.
        with suppress(*BROKEN):
            while len(found) < HEAD and (more := arriving.read(1 << 16)):
                found += more
    if not found.strip():
        raise BadInput(f"{path} is empty: there is nothing to draft a mapping from; check the file.")
    return bytes(found)


def _text_layout(path: Path, head: bytes, found: Layout) -> None:
    text = _decoded(head, found)
    start = text.lstrip()[:1]
    if start in ("{", "[") and _json_layout(text, found):
        return
    _separated(path, text, found)


def _decoded(head: bytes, found: Layout) -> str:
    whole = head if len(head) < HEAD else head[: head.rfind(b"\n") + 1] or head
    for mark, name in _MARKS:
        if whole.startswith(mark):
            if name != "utf-8":
                found.say("encoding", name, "the file begins with its byte order mark")
            return whole.decode(name, errors="replace").lstrip("\ufeff")
    with suppress(UnicodeDecodeError):
        return whole.decode("utf-8")
    best = from_bytes(whole[: 1 << 16], cp_isolation=_OFFICE_LETTERS).best()
    # Where the commonest reads the same, it is the one.
    name = best.encoding if best and str(best) != whole[: 1 << 16].decode("cp1252", errors="replace") else "cp1252"
    high = sum(byte > 127 for byte in whole)  # noqa: PLR2004 - beyond ASCII
    found.say("encoding", name, f"not UTF-8; the likeliest office encoding by its {high:,} letters beyond ASCII: look whether names read well")
    return whole.decode(name, errors="replace")


def _json_layout(text: str, found: Layout) -> bool:
    lines = [each for each in text.splitlines() if each.strip()][:_LINES]
    # The last may be cut.
    readable = [each for each in lines if _is_object(each)]
    if readable and (len(readable) >= len(lines) - 1):
        found.say("format", "jsonl", "one JSON object a line")
        return True
    if text.lstrip().startswith("["):
        found.say("format", "json", "one JSON array of objects")
        return True
    return _list_in_object(text, found)


def _is_object(line: str) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _list_in_object(text: str, found: Layout) -> bool:
    try:
        whole = orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    lists = [name for name, each in whole.items() if isinstance(each, list) and each and isinstance(each[0], dict)]
    if len(lists) != 1:
        return False
    found.say("format", "json", "one JSON object that holds a list of objects")
    found.say("rows", lists[0], "its only list of objects")
    return True


def _separated(path: Path, text: str, found: Layout) -> None:
    lines = text.splitlines()
    said = next((each.strip() for each in lines if each.strip()), "").casefold()
    if said.startswith("sep=") and len(said) == 5:  # noqa: PLR2004 - one character
        lines = lines[1:]
    delimiter = _sniffed(lines) or ","
    tabbed = delimiter == "\t"
    found.options = {"format": "tsv" if tabbed else "csv", **found.options}
    found.evidence["format"] = "columns are separated by tabs" if tabbed else "lines of separated values"
    rows = _rows(lines, delimiter)
    if delimiter not in (",", "\t"):
        found.say("delimiter", delimiter, f"it parts {len(rows):,} of {len(rows):,} lines looked at into {len(rows[0]) if rows else 0:,} columns")
    if '\\"' in text and '""' not in text.replace(',""', "").replace('"",', ""):
        found.say("escape", "\\", 'quotes within values are written \\"')
        rows = _rows(lines, delimiter, "\\")
    if not rows:
        raise BadInput(f"{path} has no line that can be taken apart; check the file.")
    if not _has_header(rows):
        found.columns = tuple(f"column_{number + 1}" for number in range(len(rows[0])))
        found.evidence["columns"] = "the first line looks like data: give the columns their names"


def _rows(lines: list[str], delimiter: str, escape: str | None = None) -> list[list[str]]:
    some = [each for each in lines[: _LINES * 2] if each.strip()][:_LINES]
    with suppress(csv.Error):
        return [row for row in csv.reader(some, delimiter=delimiter, escapechar=escape, skipinitialspace=True) if row]
    return []


def _sniffed(lines: list[str]) -> str | None:
    """The delimiter by DuckDB's sniffer; where it sees one column only, the sign that parts all lines alike."""
    import duckdb

    some = "\n".join(lines[:_LINES])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "head.csv")
        file.write_text(some, encoding="utf-8")
        with suppress(duckdb.Error), duckdb.connect() as database:
            delimiter, width = database.execute("SELECT Delimiter, len(Columns) FROM sniff_csv(?)", [str(file)]).fetchall()[0]
            if width > 1 and delimiter in _DELIMITERS:
                return str(delimiter)
    return next((each for each in _DELIMITERS if len({len(row) for row in _rows(lines, each)}) == 1 and each in lines[0]), None)


def _has_header(rows: list[list[str]]) -> bool:
    """A first line is a header unless it looks like data: no name that is known, and numbers or addresses among its values."""
    first = rows[0]
    if any(roles_of(each) for each in first):
        return True
    if len(set(first)) < len(first) or not all(first):
        return False
    return not any("@" in each or each.strip().lstrip("+-").replace(".", "").isdigit() for each in first)
