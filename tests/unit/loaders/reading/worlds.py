"""Small mappings and files for the tests of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.mapping import Mapping, read_mapping
from loaders.readers import Damaged, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.reading.entries import Entry

BODY = "source: {name: a, kind: b, owner: c}\nrecord: {key: id, traits: {givenName: name}}\n"


def mapping(folder: Path, text: str = "format: csv\n", body: str = BODY) -> Mapping:
    """A mapping that asks for the columns id and name."""
    path = folder / "m.yaml"
    path.write_text(text + body, encoding="utf-8")
    return read_mapping(path)


def file(folder: Path, content: bytes | str, name: str = "rows.csv") -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(described: Mapping, path: Path) -> list[dict[str, object] | str]:
    """Every row of a file, or why it was rejected."""
    return [dict(each.row) if each.row is not None else each.reason for each in read_file(described, path)]


def until_damage(described: Mapping, path: Path) -> tuple[list[Entry], str]:
    """The entries before a damage, and what it says."""
    found = []
    try:
        for each in read_file(described, path):
            found.append(each)  # noqa: PERF402 - what came before the error is wanted
    except Damaged as error:
        return found, str(error)
    return found, ""
