"""A mapping is checked before any data is read: every rule has a sentence that names file, line and what would be right."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from loaders.layout import MappingError
from loaders.mapping import read_mapping
from loaders.namespaces import read_namespaces

ROOT = Path(__file__).parents[3]
SOURCE = "source: {name: a, kind: crm, owner: sales}\n"
HEAD = "format: csv\n" + SOURCE
EVENT = HEAD + "touchpoint:\n  id: id\n  type: type\n  time: at\n"
RECORD = HEAD + "record: {key: id}\n"

WRONG = [
    ("", 1, "is empty"),
    ("format: [", 1, "not YAML"),
    ("- a", 1, "must be a section"),
    ("format: xml\n" + SOURCE, 1, "'xml' is not known here; use one of csv, tsv, jsonl, json, parquet, xlsx"),
    (SOURCE + "record: {key: id}", 1, "needs `format`, e.g. `format: csv`"),
    ("format: csv\nrecord: {key: id}", 1, "needs `source`"),
    ("format: csv\nsource:\n  name: a\n  kind: crm\nrecord: {key: id}", 3, "source needs `owner`"),
    (HEAD, 1, "needs `record`, `touchpoint` or `spend`"),
    (HEAD + "recrod: {key: id}", 3, "'recrod' is not known in the mapping; did you mean 'record'?"),
    (RECORD + "format: csv", 4, "'format' stands twice"),
    (HEAD + "record: {traits: {}}", 3, "record needs `key`"),
    (HEAD + "record:\n  key: id\n  kind: robot", 5, "'robot' is not known here; use one of person, organisation"),
    (HEAD + "record:\n  key: id\n  kind: {column: k, values: {P: robot}}", 5, "'robot' is no kind of record"),
    (HEAD + "record:\n  key: id\n  traits:\n    given_name: x", 6, "'given_name' cannot name a trait"),
    (HEAD + "record:\n  key: id\n  traits:\n    hash: x", 6, "'hash' cannot name a trait"),
    (HEAD + "record:\n  key: {colum: id}", 4, "did you mean 'column'?"),
    (HEAD + "record:\n  key: {default: id}", 4, "needs either `column` or `value`"),
    (HEAD + "record:\n  key: {column: a, value: b}", 4, "needs either `column` or `value`"),
    (HEAD + "record:\n  key: [id]", 4, "expected a column name"),
    (RECORD + "timezone: Mars/Base", 4, "'Mars/Base' is no time zone"),
    (RECORD + "encoding: rot13", 4, "'rot13' is no encoding of text"),
    (RECORD + "encoding: nonsense", 4, "'nonsense' is no encoding of text"),
    (RECORD + "escape: ab", 4, "an escape is one character"),
    (RECORD + "sheet: Orders", 4, "`sheet` is for `format: xlsx`"),
    (RECORD + "rows: data.orders", 4, "`rows` is for `format: json`"),
    (RECORD + "each: items", 4, "`each` is for `format: jsonl | json | parquet`"),
    (RECORD + "group: [lines]", 4, "`lines` is the name of a group's rows"),
    (RECORD + "delimiter: ';;'", 4, "a delimiter is one character"),
    (RECORD + "identifiers: {column: a}", 4, "identifiers is a list"),
    (RECORD + "identifiers:\n  - {column: a}", 5, "needs `namespace`"),
    (RECORD + "identifiers:\n  - {namespace: email}", 5, "an identifier needs `column`"),
    (RECORD + "identifiers:\n  - {column: a, namespace: mail}", 5, "'mail' is not declared; write `like: customer number` beside it"),
    (RECORD + "identifiers:\n  - {column: a, namespace: pay, like: number}", 5, "'number' is not known here; use one of customer number, login"),
    (RECORD + "identifiers:\n  - {column: a, namespace: Pay, like: card}", 5, "'Pay' cannot name a namespace"),
    (RECORD + "identifiers:\n  - {column: a, namespace: crm, like: phone}", 5, "'crm' is a namespace already, and no phone"),
    (RECORD + "identifiers:\n  - {column: a, namespace: crm, within: c}", 5, "'crm' has no country"),
    (RECORD + "identifiers:\n  - {column: a, namespace: pay, like: card}\n  - {column: b, namespace: pay, like: cookie}", 6, "is like a card"),
    (RECORD + "identifiers:\n  - {column: a, namespace: crm, hashed: md5}", 5, "md5 is no declared alias of 'crm'"),
    (RECORD + "identifiers:\n  - {column: a, namespace: phone, region: Germany}", 5, "'Germany' is no country code"),
    (RECORD + "identifiers:\n  - {column: a, namespace: email, role: recipient, on: record}", 5, "a record states only its own"),
    (RECORD + "memberships:\n  - {column: a, group: club}", 5, "'club' is not known here; use one of household, account"),
    (EVENT + "memberships:\n  - {column: a, group: household}", 8, "memberships belong to a record"),
    (HEAD + "touchpoint: {type: a, time: b}", 3, "touchpoint needs `id`"),
    (HEAD + "touchpoint:\n  id: {hash: [a], occurrences: true}\n  type: a\n  time: b", 4, "{hash: [columns]}"),
    (EVENT + "  keep: newest", 7, "use one of latest, earliest"),
    (EVENT + "  channel: {value: web}", 7, "'web' is not under `channels`; add `web: {kind: …, owner: …}`"),
    (EVENT.replace("type: type", "type: {value: view}"), 5, "'view' is not under `types`"),
    (EVENT + "  properties: {value: v}", 7, "'value' cannot name a property"),
    (EVENT + "  value: {column: v, type: money}", 7, "use one of text, integer, number, flag, date, time"),
    (EVENT + "types:\n  view: {owner: a, order: first}", 8, "'first' is not a whole number"),
    (EVENT + "channels:\n  web: {kind: web}", 8, "channel 'web' needs `owner`"),
    (EVENT.replace("time: at", "time: {column: at, format: iso}"), 6, "'iso' is no date format"),
    (EVENT.replace("time: at", "time: {column: at, format: '%H:%M'}"), 6, "it has no year"),
    (EVENT.replace("time: at", "time: {column: at, format: '%Y-%Q'}"), 6, "'Q' is a bad directive"),
    (EVENT.replace("time: at", "time: {column: at, unit: days}"), 6, "use one of s, ms, us"),
    (EVENT + "  optional: maybe", 7, "use one of true, false"),
    (RECORD + "spend: {campaign: c, from: d, cost: x, currency: e}", 4, "spend stands alone"),
    (HEAD + "spend: {campaign: c}", 3, "spend needs `from`"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_a_mistake_names_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    """The error names the file, the line, and what would be right."""
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert message in str(caught.value)


def test_a_missing_mapping_is_said(tmp_path: Path) -> None:
    """A path without a file is an error of one sentence."""
    with pytest.raises(MappingError, match="cannot be read"):
        read_mapping(tmp_path / "none.yaml")


@pytest.mark.parametrize("path", sorted((ROOT / "loaders" / "mappings").glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_mapping_shipped_is_right(path: Path) -> None:
    """What is shipped passes its own checks."""
    assert read_mapping(path).name == f"{path.parent.name}/{path.stem}"


def test_the_guide_shows_a_mapping_that_works(tmp_path: Path) -> None:
    """The blocks of docs/mappings.md, put together, are a mapping without a mistake."""
    text = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
    blocks = [each.split("```")[0] for each in text.split("```yaml\n")[1:]]
    path = tmp_path / "guide.yaml"
    path.write_text("\n".join(blocks[:3]), encoding="utf-8")
    mapping = read_mapping(path)
    assert len(mapping.identifiers) == 9
    assert mapping.touchpoint is not None
    assert [each.name for each in mapping.also] == ["refund", "handed_over"]
    path.write_text("format: csv\nsource: {name: a, kind: ads, owner: b}\n" + blocks[3], encoding="utf-8")
    assert read_mapping(path).spend is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Email: {form: email}", "'Email' cannot name a namespace"),
        ("email: {form: mail}", "use one of email, phone, text, lower, digits, code"),
        ("email: {aliases: [crc]}", "use one of sha256, md5, sha1"),
        ("email: {stored: hashed}", "use one of plain, keyed"),
    ],
)
def test_namespaces_are_checked(tmp_path: Path, text: str, message: str) -> None:
    """A mistake in a file of namespaces names its line too."""
    path = tmp_path / "n.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    with pytest.raises(MappingError, match=message):
        read_namespaces(path)
