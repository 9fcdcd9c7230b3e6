"""Formats: the part of a mapping that says how its files are taken apart into rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading.encodings import read_encoding

if TYPE_CHECKING:
    from loaders.layout import Place, Section

FORMATS = ("csv", "tsv", "jsonl", "json", "parquet", "xlsx")
KEYS = ("format", "delimiter", "escape", "encoding", "columns", "sheet", "rows", "each", "group")

_SEPARATED = ("csv", "tsv")
_NESTED = ("jsonl", "json", "parquet")


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """How files are taken apart. `delimiter` is None where neither mapping nor format says it."""

    format: str
    delimiter: str | None
    escape: str | None
    encoding: str
    columns: tuple[str, ...]
    sheet: str | None
    rows: str | None
    each: str | None
    group: tuple[str, ...]


def read_format(found: Section) -> FormatSpec:
    """The keys of a mapping that are about its files. Raises MappingError."""
    form = found.need("format", "csv").word(FORMATS)
    columns, group = found.get("columns"), found.get("group")
    return FormatSpec(
        format=form,
        delimiter=_sign(found.get("delimiter"), "delimiter", "';'", form) or ("\t" if form == "tsv" else None),
        escape=_sign(found.get("escape"), "escape", r"'\'", form),
        encoding=read_encoding(found.get("encoding")),
        columns=columns.texts() if columns else (),
        sheet=_only(found.get("sheet"), "sheet", form, ("xlsx",)),
        rows=_only(found.get("rows"), "rows", form, ("json",)),
        each=_only(found.get("each"), "each", form, _NESTED),
        group=group.texts() if group else (),
    )


def _sign(place: Place | None, what: str, example: str, form: str) -> str | None:
    if place is None:
        return None
    sign = str(place.node.value)
    if form not in _SEPARATED or len(sign) != 1 or sign in '\r\n"':
        article = "an" if what == "escape" else "a"
        place.fail(f"{article} {what} is one character, for csv and tsv only, e.g. `{what}: {example}`")
    return sign


def _only(place: Place | None, what: str, form: str, forms: tuple[str, ...]) -> str | None:
    if place is None:
        return None
    if form not in forms:
        place.fail(f"`{what}` is for `format: {' | '.join(forms)}`; leave it out")
    return place.text()
