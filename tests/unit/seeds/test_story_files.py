"""The story's files, manifest and expectations hold together before anything is loaded."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
import yaml

from seeds.pack import GZIPPED, PARQUET, STORY, gzipped, table
from seeds.world import MAPPINGS

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST: list[dict[str, str]] = yaml.safe_load((STORY / "manifest.yaml").read_text(encoding="utf-8"))
EXPECTED = yaml.safe_load((STORY / "expected.yaml").read_text(encoding="utf-8"))
_KINDS = "crm web app email ads social survey support loyalty store events phone billing manual"
KINDS = set(_KINDS.split())


def test_every_file_of_the_story_is_in_the_manifest() -> None:
    """The manifest names every file once, and every name is a file with a mapping."""
    told = {"manifest.yaml", "expected.yaml", *GZIPPED, *PARQUET}
    found = {path.relative_to(STORY).as_posix() for path in STORY.rglob("*") if path.is_file()} - told
    assert {entry["file"] for entry in MANIFEST} == found
    assert len(MANIFEST) == len(found)
    assert all((MAPPINGS / entry["mapping"]).is_file() for entry in MANIFEST)


def test_every_kind_of_source_and_format_is_told() -> None:
    """All kinds of sources, and CSV, TSV, JSON Lines, Parquet and gzip, occur."""
    mappings = [yaml.safe_load((MAPPINGS / entry["mapping"]).read_text(encoding="utf-8")) for entry in MANIFEST]
    assert {mapping["source"]["kind"] for mapping in mappings} == KINDS
    assert {mapping["format"] for mapping in mappings} == {"csv", "tsv", "jsonl", "parquet"}
    assert any(entry["file"].endswith(".gz") for entry in MANIFEST)


@pytest.mark.parametrize("name", GZIPPED)
def test_gzipped_files_are_the_plain_ones(name: str) -> None:
    """What is gzipped is what stands beside it as text; `python -m seeds.pack` makes it so."""
    assert (STORY / f"{name}.gz").read_bytes() == gzipped(STORY / name)


@pytest.mark.parametrize("name", PARQUET)
def test_parquet_files_are_the_plain_ones(name: str) -> None:
    """What is Parquet is what stands beside it as text, with typed columns."""
    packed = pq.read_table((STORY / name).with_suffix(".parquet"))
    assert packed.to_pylist() == table(STORY / name).to_pylist()
    assert packed.to_pylist()[0]["booked_at"] == datetime(2025, 4, 5, 18, 57, tzinfo=UTC)


def test_every_touchpoint_is_expected_somewhere() -> None:
    """Each touchpoint that the files can give is somebody's, contested or unowned: exactly once."""
    owned = [each for person in EXPECTED["persons"].values() for each in person["touchpoints"].split()]
    told = [*owned, *EXPECTED["rest"]["contested"], *EXPECTED["rest"]["unowned"]]
    with_id = [each for each in told if each != "manual"]
    assert len(with_id) == len(set(with_id))
    texts = {_source(entry): "" for entry in MANIFEST}
    for entry in MANIFEST:
        texts[_source(entry)] += _text(STORY / entry["file"])
    for touchpoint in with_id:
        source, _, key = touchpoint.partition(":")
        assert key in texts[source]
    spent_or_stated = sum(EXPECTED["loads"][name]["new"] for name in ("crm/contacts.csv", "crm/contacts-september.csv", "ads/spend.csv"))
    assert len(told) == sum(load["new"] for load in EXPECTED["loads"].values()) - spent_or_stated


def test_every_load_adds_up() -> None:
    """Expected loads obey read = new + changed + repeated + rejected, and cover the manifest."""
    assert set(EXPECTED["loads"]) == {entry["file"] for entry in MANIFEST}
    for load in EXPECTED["loads"].values():
        assert load["read"] == load["new"] + load["changed"] + load["repeated"] + load["rejected"]


def _source(entry: dict[str, str]) -> str:
    return entry["file"].split("/", maxsplit=1)[0]


def _text(path: Path) -> str:
    plain = path.with_suffix("") if path.suffix == ".gz" else path.with_suffix(".csv") if path.suffix == ".parquet" else path
    return plain.read_text(encoding="utf-8")
