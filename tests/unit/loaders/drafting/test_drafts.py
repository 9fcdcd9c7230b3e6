"""Drafts: what a file without a mapping becomes."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli import cli
from app.errors import BadInput
from loaders.drafting.draft import Draft, draft
from loaders.mapping import Mapping, read_mapping
from loaders.preview import preview

STORY = Path("seeds/story")
SHIPPED = Path("loaders/mappings")

PEOPLE = """Kundennummer;Vorname;Nachname;E-Mail;Telefon;Land;Geburtsdatum;Newsletter;Angelegt am;Bemerkung
K-1;Änne;Groß;aenne@kunden.example;030 5550101;DE;03.04.1980;yes;2025-01-10 09:15;ruft lieber an
K-2;Jörg;Weiß;joerg@kunden.example;+49 30 5550102;DE;24.12.1975;no;2025-01-11 10:00;
K-3;Zoë;Maß;zoe@kunden.example;0664 5550103;AT;01.02.1990;yes;2025-01-12 11:30;
"""
SALES = """Order,Ordered at,Email,SKU,Qty,Total,Currency
#7001,2025-03-01T10:00:00Z,a@buyers.example,TENT,1,"64,90",EUR
#7001,2025-03-01T10:00:00Z,,ROPE,2,,
#7002,2025-03-02T11:30:00Z,b@buyers.example,BOOT,1,"1.100,00",EUR
"""
VISITS = [
    {"event_id": f"e{each}", "event": ["view", "cart"][each % 2], "ts": 1740819000000 + each, "user": {"cookie": f"c-{each % 3}"},
     "amount": each + 0.5}
    for each in range(9)
]


def drafted(folder: Path, name: str, content: str | bytes) -> Draft:
    """The draft of a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return draft(path)


def mapped(folder: Path, made: Draft) -> Mapping:
    """The draft as the mapping that it is."""
    path = folder / "draft.yaml"
    path.write_text(made.text, encoding="utf-8")
    return read_mapping(path)


def test_persons(tmp_path: Path) -> None:
    """A list of persons in German office encoding becomes records with key, traits and identifiers, in their formats."""
    made = drafted(tmp_path, "kunden.csv", PEOPLE.encode("cp1252"))
    found = mapped(tmp_path, made)
    assert (found.format, found.delimiter, found.encoding) == ("csv", ";", "cp1252")
    assert found.record
    assert found.record.key.columns == ("Kundennummer",)
    assert {name: cell.columns for name, cell in found.record.traits.items()} == {
        "givenName": ("Vorname",), "familyName": ("Nachname",), "birthDate": ("Geburtsdatum",), "country": ("Land",), "newsletter": ("Newsletter",),
    }  # fmt: skip
    assert found.record.traits["birthDate"].formats == ("%d.%m.%Y",)
    assert {each.cell.columns[0]: each.namespace for each in found.identifiers} == {"Kundennummer": "kunden", "E-Mail": "email", "Telefon": "phone"}
    assert [text for _, text in made.questions()] == ["the times of Angelegt am say no zone: where does that clock stand? e.g. Europe/Berlin"]
    told = preview(found, [tmp_path / "kunden.csv"], key=b"k", graph=None)
    assert [(each.read, each.new, each.set_aside) for each in told.outcomes] == [(3, 3, 0)]
    assert told.rows[0][1].record
    assert [each.key for each in told.rows[2][1].record.identifiers if each.namespace == "phone"] == ["phone:+436645550103"]  # type: ignore[union-attr]


def test_events_in_nested_json(tmp_path: Path) -> None:
    """JSON Lines, also gzipped, become touchpoints with id, type, time in milliseconds, value and cookie."""
    lines = gzip.compress(b"\n".join(map(orjson.dumps, VISITS)))
    found = mapped(tmp_path, drafted(tmp_path, "visits.jsonl.gz", lines))
    spec = found.touchpoint
    assert spec
    assert (spec.id.cell and spec.id.cell.columns, spec.type.columns, spec.time.columns, spec.time.unit) == (("event_id",), ("event",), ("ts",), "ms")
    assert [(each.cell.columns, each.namespace) for each in found.identifiers] == [(("user.cookie",), "cookie")]
    assert set(found.types) == {"view", "cart"}
    assert spec.value
    assert preview(found, [tmp_path / "visits.jsonl.gz"], key=b"k", graph=None).outcomes[0].new == 9


def test_order_lines_are_grouped(tmp_path: Path) -> None:
    """Rows of one order, of which only the first says the total, are one touchpoint; the decimal comma is told by the amounts."""
    made = drafted(tmp_path, "orders.csv", SALES)
    assert "\ngroup: [Order]" in made.text
    assert '\ndecimal: ","' in made.text
    mapped(tmp_path, made)


def test_lines_that_repeat_their_order_are_grouped(tmp_path: Path) -> None:
    """Where every line repeats time and total of its order, the total counts once; the customer is a record with a name."""
    first = "{0},2025-03-0{0} 10:00:00,9{0},a{0}@buyers.example,Ana,Ox,completed"
    lines = [f"{first.format(order)},S-{each},1,9.50,{order}9.00" for order in (1, 2) for each in (1, 2)]
    head = "order_id,order_date,customer_id,email,first_name,last_name,status,sku,qty,unit_price,order_total"
    made = drafted(tmp_path, "sales.csv", "\n".join([head, *lines, ""]))
    told = preview(mapped(tmp_path, made), [tmp_path / "sales.csv"], key=b"k", graph=None)
    assert [one.properties["value"] for _, facts, _ in told.rows for one in facts.touchpoints] == [19.0, 29.0]
    assert [facts.record and facts.record.traits for _, facts, _ in told.rows] == [{"givenName": "Ana", "familyName": "Ox"}] * 2
    assert any("which of these words is a sale?" in text for _, text in made.questions())
    answered = made.text.replace("type: status", "type: {column: status, values: {completed: purchase}}")
    told = preview(mapped(tmp_path, Draft(answered, made.source, made.kind, "")), [tmp_path / "sales.csv"], key=b"k", graph=None)
    assert {one.properties["type"] for _, facts, _ in told.rows for one in facts.touchpoints} == {"purchase"}


def test_lines_of_which_each_has_its_value_stay_apart(tmp_path: Path) -> None:
    """Where lines of one order differ in the value, none is thrown away."""
    lines = [f"7,2025-03-01 10:00:00,a@buyers.example,S-{each},{each}.50" for each in (1, 2)]
    made = drafted(tmp_path, "sales.csv", "\n".join(["order_id,order_date,email,sku,amount", *lines, ""]))
    told = preview(mapped(tmp_path, made), [tmp_path / "sales.csv"], key=b"k", graph=None)
    assert [one.properties["value"] for _, facts, _ in told.rows for one in facts.touchpoints] == [1.5, 2.5]


def test_tickets(tmp_path: Path) -> None:
    """A number for each ticket and requesters who come again are events; N/A does not speak against a column of telephone numbers."""
    rows = [f"T-{each},03/{each + 12}/2025 05:52 AM,Ana Ox,ana@askers.example,{'N/A' if each else '030 5550101'},open" for each in range(4)]
    made = drafted(tmp_path, "tickets.csv", "\n".join(["Ticket No,Opened,Requester,Requester Email,Requester Phone,Status", *rows, ""]))
    found = mapped(tmp_path, made)
    assert found.touchpoint
    assert found.touchpoint.id.cell
    assert (found.touchpoint.id.cell.columns, found.touchpoint.time.columns) == (("Ticket No",), ("Opened",))
    assert [each.cell.columns for each in found.identifiers] == [("Requester Email",), ("Requester Phone",)]
    assert any("name it, e.g." in text for _, text in made.questions())
    assert found.record
    assert set(found.record.traits) == {"fullName"}


def test_a_sample_is_not_called_the_whole(tmp_path: Path) -> None:
    """A draft says `all rows` only where all were looked at."""
    rows = [f"{each},a{each}@people.example,Ana" for each in range(2_001)]
    assert "# Drafted from 2,000 rows, the first" in drafted(tmp_path, "many.csv", "\n".join(["id,email,name", *rows, ""])).text
    assert "# Drafted from all 2,000 rows" in drafted(tmp_path, "some.csv", "\n".join(["id,email,name", *rows[1:], ""])).text


def test_an_event_without_channel_has_one(tmp_path: Path) -> None:
    """Where the column of channels is empty in some rows, these are of a channel that the draft asks to name."""
    rows = [f"e{each},view,2025-03-01T10:00:0{each}Z,c{each},{'' if each else 'email'}" for each in range(4)]
    made = drafted(tmp_path, "visits.csv", "\n".join(["event_id,event,time,cookie,medium", *rows, ""]))
    told = preview(mapped(tmp_path, made), [tmp_path / "visits.csv"], key=b"k", graph=None)
    assert [one.properties["channel"] for _, facts, _ in told.rows for one in facts.touchpoints] == ["email", "visits", "visits", "visits"]


def test_spend(tmp_path: Path) -> None:
    """Costs of campaigns by day are spend."""
    rows = "Campaign,Day,Amount spent,Currency\nspring,2025-03-01,12.50,EUR\nsummer,2025-03-02,9.00,EUR\n"
    found = mapped(tmp_path, drafted(tmp_path, "ads.csv", rows))
    assert found.spend
    assert (found.spend.campaign.columns, found.spend.start.columns, found.spend.cost.columns) == (("Campaign",), ("Day",), ("Amount spent",))


def test_hashes_and_recipients(tmp_path: Path) -> None:
    """A hashed address is read as one, and whoever only received is no evidence."""
    rows = (f"1,2025-03-01T10:00:00Z,{'ab' * 32},", f"2,2025-03-01T11:00:00Z,{'cd' * 32},x@friends.example")
    text = "\n".join(("click_id,clicked_at,email_sha256,forwarded_to", *rows, ""))
    found = mapped(tmp_path, drafted(tmp_path, "clicks.csv", text))
    assert [(each.namespace, each.hashed, each.role) for each in found.identifiers] == [("email", "sha256", "actor"), ("email", None, "recipient")]


def test_an_open_order_of_day_and_month_is_asked(tmp_path: Path) -> None:
    """Where 01/02/2025 could be two days everywhere, the draft says so, offers both, and becomes a mapping with either."""
    made = drafted(tmp_path, "log.csv", "event_id,event,date,cookie\n1,view,01/02/2025,c1\n2,cart,03/04/2025,c1\n")
    assert made.lacking == (
        "The draft is no mapping yet: every time in column date could be day first or month first; uncomment the line that is true."
    )
    assert len([each for each in made.questions() if "day first" in each[1] or "month first" in each[1]]) == 2
    for chosen in ("%d/%m/%Y", "%m/%d/%Y"):
        text = made.text.replace(f'# time: {{column: date, format: "{chosen}"}}', f'time: {{column: date, format: "{chosen}"}}')
        found = mapped(tmp_path, Draft(text, made.source, made.kind, ""))
        assert found.touchpoint
        assert found.touchpoint.time.formats == (chosen,)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("colour,weight\nred,1\nblue,2\n", "no column holds names, identifiers or times"),
        ("first name,last name\nAda,Lang\nBo,Lee\n", "no column tells one from another"),
        ("id,name\n", "has no row"),
        (b"%PDF-1.7 \x00\x01", "is no table"),
    ],
)
def test_what_gives_no_mapping_is_said(tmp_path: Path, content: str | bytes, reason: str) -> None:
    """A file of which no mapping can be made gets one sentence that says why."""
    with pytest.raises(BadInput, match=reason):
        drafted(tmp_path, "file.csv", content)


def test_no_personal_value_is_in_a_draft(tmp_path: Path) -> None:
    """Evidence is counts and shapes: no name, address or number of a row stands in the draft."""
    made = drafted(tmp_path, "kunden.csv", PEOPLE)
    for row in PEOPLE.splitlines()[1:]:
        for value in row.split(";"):
            assert len(value) <= 3 or value not in made.text


def test_a_file_without_header(tmp_path: Path) -> None:
    """Where the first line is data, columns get numbers, and the draft asks for their names."""
    made = drafted(tmp_path, "plain.csv", "17,ada@plain.example,2025-03-01T10:00:00Z\n18,bo@plain.example,2025-03-01T11:00:00Z\n")
    found = mapped(tmp_path, made)
    assert found.columns == ("column_1", "column_2", "column_3")
    assert any("first line looks like data" in text for _, text in made.questions())
    assert preview(found, [tmp_path / "plain.csv"], key=b"k", graph=None).outcomes[0].new == 2


_CELLS = st.sampled_from(
    ["", "1", "2", "ada@x.example", "+49 30 5550101", "2025-03-01", "01/02/2025", "1.234", "12,50", "true", "Ana", "a b", "x:y", "NULL", "#1"]
)
_HEADS = st.lists(
    st.sampled_from([
        "id", "Email", "Telefon", "date", "event", "Total", "name", "cost", "campaign", "opt-in", "a: b", "x # y", "- z", "Nomé", "yes", "{q}",
    ]),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@settings(max_examples=60)
@given(heads=_HEADS, rows=st.lists(st.lists(_CELLS, min_size=6, max_size=6), min_size=1, max_size=5))
def test_a_draft_is_a_mapping_or_says_why_not(tmp_path_factory: pytest.TempPathFactory, heads: list[str], rows: list[list[str]]) -> None:
    """Whatever columns and values come, the draft reads as a mapping, or one sentence says what is lacking."""
    folder = tmp_path_factory.mktemp("law")
    quoted = [",".join('"' + each.replace('"', '""') + '"' for each in row[: len(heads)]) for row in [heads, *rows]]
    try:
        made = drafted(folder, "any.csv", "\n".join(quoted) + "\n")
    except BadInput as error:
        assert str(error).rstrip().endswith(".")  # noqa: PT017 - either a draft or a sentence
        return
    if not made.lacking:
        mapped(folder, made)


TOLD = sorted(path for path in SHIPPED.glob("*/*.yaml") if (STORY / path.parent.name).is_dir())


@pytest.mark.parametrize("path", TOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_story_is_found_again(tmp_path: Path, path: Path) -> None:
    """Of every file of the seed story, the draft names each column that the mapping written by hand takes for an identifier, time or id."""
    shipped = read_mapping(path)
    files = [each for each in sorted((STORY / path.parent.name).glob(f"{path.stem}.*")) if each.suffix[1:] == shipped.format]
    assert files
    made = draft(files[0])
    found = mapped(tmp_path, made)
    assert {each.cell.columns for each in shipped.identifiers} <= {each.cell.columns for each in found.identifiers}
    if shipped.record:
        assert found.record
        assert found.record.key.columns == shipped.record.key.columns
        assert set(shipped.record.traits) <= set(found.record.traits)
    elif shipped.touchpoint:
        assert found.touchpoint
        assert found.touchpoint.time.columns == shipped.touchpoint.time.columns
    told = preview(found, files[:1], key=b"k", graph=None)
    refused = preview(shipped, files[:1], key=b"k", graph=None)
    assert sum(each.rejected for each in told.outcomes) <= sum(each.rejected for each in refused.outcomes)


def test_the_command(tmp_path: Path) -> None:
    """`mapping init` writes the draft, says which lines to look at and what comes next, and writes over nothing."""
    (tmp_path / "kunden.csv").write_text(PEOPLE, encoding="utf-8")
    words = ["mapping", "init", str(tmp_path / "kunden.csv"), "--output", str(tmp_path / "out/kunden.yaml"), "--source", "Shop CRM"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    assert "source: {name: shop_crm" in (tmp_path / "out/kunden.yaml").read_text(encoding="utf-8")
    assert "Look at 1 line of" in result.stderr
    assert f"Next: throughline load {tmp_path / 'out/kunden.yaml'} {tmp_path / 'kunden.csv'} --dry-run" in result.stderr
    again = CliRunner().invoke(cli, words)
    assert again.exit_code == 1
    assert "exists; name another --output" in again.output
