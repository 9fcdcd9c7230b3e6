"""The generator: the same bytes from the same seed, the counts that were asked for, and a truth that fits the files."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
import yaml

from loaders.mapping import read_mapping
from seeds.generate import generate, main
from seeds.layouts import LAYOUTS, TYPES, Kind, Layout
from seeds.shape import Shape
from seeds.world import MAPPINGS, Order
from seeds.writers import ENDINGS

if TYPE_CHECKING:
    from pathlib import Path

IDS = {"loyalty/members": "entry_id"}
"""Touchpoint ids stand in the first column but for these."""


def _digests(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in paths}


def _rows(folder: Path, stem: str, form: str | None = None) -> list[dict[str, str]]:
    """The rows of one file with every cell as text, nested names dotted."""
    form = form or LAYOUTS[stem].format
    path = folder / f"{stem}.{ENDINGS[form]}"
    if form == "parquet":
        return [{name: _text(cell) for name, cell in row.items()} for row in pq.read_table(path).to_pylist()]
    if form == "jsonl":
        return [_flat(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if form == "tsv" else ","))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _flat(found: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in found.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": str(value)}
    return flat


def _cells(row: dict[str, str], layout: Layout) -> list[str | float]:
    """The cells in the order of the layout; numbers as numbers, because formats write them differently."""
    cells = [(row.get(name, ""), kind) for name, kind in layout.columns]
    return [cell if kind is Kind.TEXT or not cell else float(cell) for cell, kind in cells]


def _truth(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world of 6,000 touchpoints."""
    out = tmp_path_factory.mktemp("world")
    generate(Order(out, seed=7, touchpoints=6_000))
    return out


def test_same_seed_same_bytes(world: Path, tmp_path: Path) -> None:
    """The same seed gives the same bytes in every file; another seed gives others."""
    generate(Order(tmp_path / "again", seed=7, touchpoints=6_000))
    generate(Order(tmp_path / "other", seed=8, touchpoints=6_000))
    assert _digests(tmp_path / "again") == _digests(world)
    assert _digests(tmp_path / "other") != _digests(world)


def test_doubles_leave_other_worlds_as_they_were(world: Path) -> None:
    """A world without doubles has the bytes it had before there were any (Parquet aside, whose bytes are its library's)."""
    told = sorted((name, digest) for name, digest in _digests(world).items() if not name.endswith(".parquet"))
    assert sha256(repr(told).encode()).hexdigest() == "4e19b1e27efb26f9a6b685a18381ead4c1a54f6c512fbcce513ca5007d5a59c7"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A world of 600 persons, of whom the shop knows most contacts as well, and its counts."""
    out = tmp_path_factory.mktemp("twice")
    return out, generate(Order(out, seed=7, persons=600), Shape(median=1.0, sigma=0.3, doubles=0.8))


def test_doubles_are_the_same_persons_written_down_otherwise(twice: tuple[Path, dict[str, int]], tmp_path: Path) -> None:
    """Every record of the shop is of a contact; some tell the same and some not, by cause; the same seed makes the same, and the mapping is there."""
    out, counts = twice
    generate(Order(tmp_path / "again", seed=7, persons=600), Shape(median=1.0, sigma=0.3, doubles=0.8))
    assert _digests(tmp_path / "again") == _digests(out)
    truth = {(row["source"], row["record"]): row["person"] for row in _truth(out, "truth.csv")}
    contacts = {truth["crm", row["contact_id"]]: row for row in _rows(out, "crm/contacts")}
    with (out / "shop" / "customers.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(contacts[truth["shop", row["customer_no"]]], row) for row in csv.DictReader(file)]
    assert len(pairs) == counts["rows shop/customers"] > 200
    for name in ("given_name", "family_name", "date_of_birth", "street", "city", "email", "phone"):
        same = sum(one[name] == other[name] for one, other in pairs)
        assert 0.1 * len(pairs) < same < 0.97 * len(pairs), (name, same)
    assert any((one["given_name"], one["family_name"]) == (other["family_name"], other["given_name"]) for one, other in pairs)
    assert {len(other["date_of_birth"]) for _, other in pairs} == {0, 4, 7, 10}
    mapping = read_mapping(out / "mappings" / "shop" / "customers.yaml")
    assert mapping.source.kind == "shop"


def test_doubles_come_with_kin_and_with_namesakes(twice: tuple[Path, dict[str, int]]) -> None:
    """Some contacts live at one address under one name, and some who share name and year of birth live elsewhere."""
    rows = list({row["contact_id"]: row for row in reversed(_rows(twice[0], "crm/contacts"))}.values())
    homes = Counter((row["family_name"], row["street"], row["city"]) for row in rows)
    assert sum(count > 1 for count in homes.values()) >= 5
    alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if row["date_of_birth"]:
            alike[row["given_name"], row["family_name"], row["date_of_birth"][:4]].add(row["street"])
    assert any(len(streets) > 1 for streets in alike.values())


def test_exactly_as_many_touchpoints(world: Path) -> None:
    """`--touchpoints N` makes exactly N: in the files, in the truth and in the journeys."""
    files = sum(len(_rows(world, stem)) for stem in LAYOUTS if stem != "crm/contacts")
    members = [row for row in _truth(world, "truth.csv") if row["person"]]
    records = json.loads((world / "summary.json").read_text())["records"]
    journeys = sum(int(row["touchpoints"]) for row in _truth(world, "truth_journeys.csv"))
    assert (files, len(members) - records, journeys) == (6_000, 6_000, 6_000)


def test_exactly_as_many_persons(tmp_path: Path) -> None:
    """`--persons N` makes exactly N, each with a journey."""
    assert generate(Order(tmp_path, seed=1, persons=50))["persons"] == 50
    assert len(_truth(tmp_path, "truth_journeys.csv")) == 50


def test_truth_names_every_row_once(world: Path) -> None:
    """Every touchpoint and every record of the files stands in the truth exactly once, and nothing else does."""
    told = Counter((row["source"], row["record"]) for row in _truth(world, "truth.csv"))
    found = {("crm", row["contact_id"]) for row in _rows(world, "crm/contacts")}
    found |= {("loyalty", row["card_no"]) for row in _rows(world, "loyalty/members")}
    for stem, layout in LAYOUTS.items():
        if stem != "crm/contacts":
            column = IDS.get(stem, layout.columns[0][0])
            found |= {(layout.source, row[column]) for row in _rows(world, stem)}
    assert set(told.values()) == {1}
    assert set(told) == found


def test_truth_of_identifiers_fits_the_files(world: Path) -> None:
    """Whoever logs in, shows a card or is written to is the person that the truth names for that identifier."""
    person_of = {(row["source"], row["record"]): row["person"] for row in _truth(world, "truth.csv")}
    users = defaultdict(set)
    for row in _truth(world, "truth_identifiers.csv"):
        users[row["identifier"]].add(row["person"])
    for row in _rows(world, "web/events"):
        login = row.get("user.login", "")
        if login not in ("", "anonymous", "null"):
            assert users[f"login:{login}"] == {person_of["web", row["event_id"]]}
    for row in _rows(world, "email/events"):
        assert person_of["email", row["event_id"]] in users[f"email:{row['email']}"]
    for row in _rows(world, "newsletter/clicks"):
        assert person_of["newsletter", row["click_id"]] in users[f"email:sha256:{row['email_sha256']}"]


def test_journeys_of_the_truth_are_in_order(world: Path) -> None:
    """The truth lists the types of a journey by time, then declared order, then id, as the graph does."""
    person_of = {(row["source"], row["record"]): row["person"] for row in _truth(world, "truth.csv")}
    steps: dict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
    names = {called: name for name, (called, _) in TYPES["web/events"].items()}
    for row in _rows(world, "web/events"):
        name = names[row["event"]]
        key = f"web:{row['event_id']}"
        person = person_of["web", row["event_id"]]
        steps[person].append((row["occurred_at"], TYPES["web/events"][name][1], key, name))
    only_web = {row["person"]: row["types"] for row in _truth(world, "truth_journeys.csv")}
    checked = 0
    for person, found in steps.items():
        if len(only_web[person].split()) == len(found):
            assert only_web[person].split() == [step[3] for step in sorted(found)]
            checked += 1
    assert checked > 50


def test_rows_come_by_time(world: Path) -> None:
    """Without dirt every file is in the order of its times, however the persons were made."""
    for stem, column in (("web/events", "occurred_at"), ("ads/events", "time"), ("store/receipts", "sold_at")):
        times = [row[column] for row in _rows(world, stem)]
        assert times == sorted(times)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_one_format_for_all(form: str, tmp_path: Path) -> None:
    """`--format` writes the same rows in one format and brings mappings that say so."""
    generate(Order(tmp_path / "own", seed=3, touchpoints=400))
    generate(Order(tmp_path / form, seed=3, touchpoints=400, form=form))
    for stem, layout in LAYOUTS.items():
        own = [_cells(row, layout) for row in _rows(tmp_path / "own", stem)]
        assert [_cells(row, layout) for row in _rows(tmp_path / form, stem, form)] == own
        mapping = tmp_path / form / "mappings" / layout.mapping
        chosen = mapping if mapping.exists() else MAPPINGS / layout.mapping
        assert yaml.safe_load(chosen.read_text(encoding="utf-8"))["format"] == form


def test_dirt_is_counted(tmp_path: Path) -> None:
    """With dirt, rows are repeated, late or without time; the counts say how many, and the truth is the same."""
    counts = generate(Order(tmp_path / "dirty", seed=5, touchpoints=2_000), Shape(dirt=0.1))
    generate(Order(tmp_path / "clean", seed=5, touchpoints=2_000))
    rows = sum(len(_rows(tmp_path / "dirty", stem)) for stem in LAYOUTS if stem != "crm/contacts")
    assert rows == 2_000 + counts["repeated"] + counts["rejected"]
    assert min(counts["repeated"], counts["late"], counts["rejected"]) > 0
    unreadable = sum("(at)" in row["email"] for row in _rows(tmp_path / "dirty", "crm/contacts"))
    assert unreadable == counts["set_aside"] > 0
    assert _truth(tmp_path / "dirty", "truth.csv") == _truth(tmp_path / "clean", "truth.csv")


def test_the_world_has_its_traps(tmp_path: Path) -> None:
    """A world holds shared tablets, company addresses, recycled numbers, fillers and hashed clicks, and a long tail."""
    shape = replace(Shape(), tablet=0.1, info=0.05, recycled=0.05)
    generate(Order(tmp_path, seed=2, persons=1_500), shape)
    users = Counter(row["identifier"] for row in _truth(tmp_path, "truth_identifiers.csv"))
    assert any(key.startswith("device:") and count == 2 for key, count in users.items())
    assert any(key.startswith("email:team@") and count > 5 for key, count in users.items())
    assert any(key.startswith("phone:") and count == 2 for key, count in users.items())
    web = _rows(tmp_path, "web/events")
    assert any(row["user.cookie"] == "null" for row in web)
    assert _rows(tmp_path, "newsletter/clicks")
    lengths = sorted(int(row["touchpoints"]) for row in _truth(tmp_path, "truth_journeys.csv"))
    assert 5 <= lengths[len(lengths) // 2] <= 7
    assert lengths[-1] > 100


def test_a_number_passes_on_after_more_than_a_year(tmp_path: Path) -> None:
    """Between the last trace of a number's first holder and the first of the next lie more than 365 days."""
    shape = replace(Shape(), recycled=0.05)
    generate(Order(tmp_path, seed=2, persons=1_500), shape)
    users = Counter(row["identifier"] for row in _truth(tmp_path, "truth_identifiers.csv"))
    passed = {key.removeprefix("phone:") for key, count in users.items() if key.startswith("phone:") and count == 2}
    assert passed
    seen: dict[str, list[str]] = defaultdict(list)
    for row in _rows(tmp_path, "crm/contacts"):
        seen[row["phone"]].append(row["updated_at"])
    for phone in passed:
        assert min(seen[phone]) < "2023-08-01"
        assert all(told > "2024-09" for told in sorted(seen[phone])[1:])


def test_types_and_columns_are_those_of_the_mappings() -> None:
    """Every layout has the columns that its mapping reads, and the declared order of types is the mapping's."""
    for stem, layout in LAYOUTS.items():
        mapping = yaml.safe_load((MAPPINGS / layout.mapping).read_text(encoding="utf-8"))
        assert (mapping["format"], mapping["source"]["name"]) == (layout.format, layout.source)
        declared = {name: each["order"] for name, each in mapping.get("types", {}).items()}
        assert {name: order for name, (_, order) in TYPES.get(stem, {}).items()} == declared
        columns = {name for name, _ in layout.columns}
        assert {each["column"] for each in mapping["identifiers"]} <= columns


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints what it wrote, and refuses a size of nothing."""
    assert main(["--touchpoints", "100", "--seed", "4", "--out", str(tmp_path)]) == 0
    assert "touchpoints                       100" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--persons", "0", "--out", str(tmp_path)])


def test_forged_links_come_on_top_and_are_told(world: Path, tmp_path: Path) -> None:
    """Forged touchpoints carry what two strangers are known by, are told in the truth, and leave the rest of the world as it is."""
    counts = generate(Order(tmp_path, seed=7, touchpoints=6_000, forged=5))
    told = _truth(tmp_path, "truth_forged.csv")
    assert counts["forged"] == len(told) == 5
    assert len({person for row in told for person in (row["person_a"], row["person_b"])}) == 10
    owners = defaultdict(set)
    for row in _truth(tmp_path, "truth_identifiers.csv"):
        owners[row["identifier"]].add(row["person"])
    clicks = {row["click_id"]: row for row in _rows(tmp_path, "newsletter/clicks")}
    for row in told:
        assert (owners[row["a"]], owners[row["b"]]) == ({row["person_a"]}, {row["person_b"]})
        click = clicks.pop(row["touchpoint"].removeprefix("newsletter:"))
        assert click["email_sha256"] == sha256(row["a"].removeprefix("email:").encode()).hexdigest()
        assert f"cookie:{click['cookie']}" == row["b"]
    assert list(clicks.values()) == _rows(world, "newsletter/clicks")
    assert (tmp_path / "truth.csv").read_bytes() == (world / "truth.csv").read_bytes()
