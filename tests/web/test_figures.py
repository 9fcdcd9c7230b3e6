"""Every figure of the journeys pages opens exactly the persons it counts, and every page is a file too; what cannot be is told in a sentence."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from app.web import accounts
from app.web.figures import csv_file
from tests.web.conftest import NAME

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.graph import Graph

LINK = re.compile(r'"(/(?:journeys|funnels|matrix|stages|retention|changes|personas)/persons\?[^"]+)"')
TOLD = re.compile(r"([\d,]+) persons?(?:, counted ([\d,]+) times)?: exactly those behind the figure")
FUNNEL = (
    "/funnels?step=page_view&step=product_view&step=email_click&step=purchase&either=&either=email_open&optional=3&within=&within=P90D&cohort=month"
)
ADA = "segment=familyName:Lovelace&segment=&stage=retention"


@pytest.fixture(scope="module")
def reader(world: Graph, app: Flask) -> FlaskClient:
    """Ada, signed in."""
    account = accounts.find(world, NAME)
    assert account is not None
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(name=NAME, seal=account.seal)
    return client


def links(page: str) -> set[str]:
    """The addresses of persons on a page: those in its markup, and those in what is drawn."""
    return {html.unescape(each).replace("\\u0026", "&") for each in LINK.findall(page)}


@pytest.mark.parametrize(
    "path",
    [
        f"{FUNNEL}&breakdown=channel&breakdown_step=2",
        f"{FUNNEL}&unit=journeys",
        "/journeys?start=page_view&end=purchase&unit=journeys&collapse=1",
        "/matrix?steps=3",
        "/stages",
        "/retention",
        "/changes?collapse=1",
        "/personas?k=2",
        f"/matrix?steps=3&{ADA}",
        f"/journeys?{ADA}",
        f"/stages?{ADA}",
        f"/retention?{ADA}",
        f"{FUNNEL}&{ADA}",
    ],
)
def test_each_figure_opens_those_it_counts(reader: FlaskClient, path: str) -> None:
    """The number in the link, and the number of those listed by it, are one."""
    found = sorted(links(reader.get(path).get_data(as_text=True)))
    counts = set()
    for link in found[:: len(found) // 10 + 1]:
        count = int(parse_qs(urlsplit(link).query)["of_count"][0])
        told = TOLD.search(reader.get(link).get_data(as_text=True))
        assert told, link
        assert int((told[2] or told[1]).replace(",", "")) == count, link
        counts.add(count)
    assert max(counts) > 0


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/matrix", "What 1 person do step by step"),
        ("/journeys", "1 person takes the same way"),
        ("/stages", "How 1 person go"),
        ("/retention", "Of 1 person, by"),
        (FUNNEL, "Of 1 person at Page view, 1 get to Purchase"),
        ("/changes?since=2026-01-01&until=2027-01-01&compare_since=2025-01-01", "1 person from"),
        ("/attribution", "conversion of 1 person"),
        ("/designs/first-purchase", "Of 1 persons"),
    ],
)
def test_of_whom(reader: FlaskClient, path: str, sentence: str) -> None:
    """Under a segment and a stage every page is about Ada alone, and its controls say so; a stage that nobody of the segment is in leaves nobody."""
    narrowed, nobody = (f"{path}{'&' if '?' in path else '?'}{ADA.replace('retention', stage)}" for stage in ("retention", "awareness"))
    shown = reader.get(narrowed).get_data(as_text=True)
    assert sentence in shown
    assert 'name="segment" value="familyName:Lovelace"' in shown
    assert 'name="stage" value="retention" checked' in shown
    assert sentence not in reader.get(nobody).get_data(as_text=True)


def test_figures_and_persons_are_files(reader: FlaskClient) -> None:
    """A funnel as CSV has a line for each step of the whole and of each cohort; its persons are those of the page."""
    rows = list(csv.DictReader(io.StringIO(reader.get(FUNNEL.replace("?", ".csv?", 1)).get_data(as_text=True))))
    assert [(row["type"], row["count"]) for row in rows if row["part"] == "all"] == [
        ("page_view", "2"),
        ("product_view|email_open", "1"),
        ("email_click?", "1"),
        ("purchase", "1"),
    ]
    whole = sum(int(row["count"]) for row in rows if row["part"] == "cohort" and row["step"] == "1")
    assert whole == int(rows[0]["count"])
    persons = reader.get(FUNNEL.replace("?", "/persons.csv?", 1) + "&of_at=1&of_dropped=1").get_data(as_text=True)
    assert persons == "person,times\nP-3,1\n"
    # Ada goes on from stage to stage; the lone cookie stays where it began.
    assert reader.get("/stages.csv").get_data(as_text=True).splitlines() == [
        "from,to,count",
        ",awareness,2",
        "awareness,,1",
        "awareness,consideration,1",
        "consideration,conversion,1",
        "conversion,retention,1",
        "retention,,1",
    ]
    for noun in ("journeys", "matrix", "retention", "changes", "personas"):
        answer = reader.get(f"/{noun}.csv")
        assert (answer.status_code, answer.mimetype) == (200, "text/csv")
        assert len(answer.get_data(as_text=True).splitlines()) > 1


def test_what_cannot_be_is_told_in_a_sentence(reader: FlaskClient) -> None:
    """Beside the form where there is one, on a page of its own where there is none; a list made later says what changed."""
    wrong = {
        "/funnels?step=page_view": "2 to 20 steps",
        "/funnels?step=a&step=b&order=backwards": "is one of ordered",
        "/funnels?step=a&step=b&within=&within=soon": "The time from the step before",
        "/journeys?start=purchase&without=purchase": "cannot begin or end",
        "/matrix?since=yesterday": "is no day",
        "/retention?period=decade": "A period is a day",
        "/changes?since=2026-02-01": "“Until” is missing",
        "/changes?since=2026-01-01&until=2026-03-01&compare_since=2026-02-01&compare_until=2026-04-01": "The periods overlap",
        "/personas?k=99": "Ask for 2 to 12 personas",
        "/personas?k=many": "“Personas” is no number",
        "/stages?since=2026-02-01&until=2026-01-01": "The window is empty",
        "/matrix?segment=country": "A segment is a trait and its value",
        "/stages?stage=nirvana": "No stage is called nirvana",
        "/changes?segment=shoe:44": "No person has a trait shoe",
        "/attribution?segment=shoe:44": "No person has a trait shoe",
        "/designs/first-purchase?segment=shoe:44": "No person has a trait shoe",
    }
    for path, sentence in wrong.items():
        shown = reader.get(path).get_data(as_text=True)
        assert re.search(rf'role="alert">[^<]*{sentence}', shown), path
    for path in ("/funnels/persons", "/funnels.csv?step=page_view", "/matrix/persons?since=yesterday"):
        assert reader.get(path).status_code == 422, path
    assert "moved from revision 99" in reader.get("/stages/persons?of_name=conversion&of_revision=99&of_count=7").get_data(as_text=True)


@pytest.mark.parametrize("order", ["endpoint", "_external", "_scheme", "_anchor", "_method"])
def test_an_address_gives_no_orders(reader: FlaskClient, order: str) -> None:
    """What anybody may write into an address does not say how the links on the page are made."""
    page = reader.get(f"/journeys?{order}=javascript").get_data(as_text=True)
    assert "/journeys.csv?" in page
    assert all(each.startswith(("/", "#")) for each in re.findall(r'href="([^"]*)"', page))


def test_days_and_places_at_the_ends(reader: FlaskClient) -> None:
    """The first day there is, and a place in the history that no database has."""
    page = reader.get("/funnels?step=page_view&step=purchase&until=0001-01-01").get_data(as_text=True)
    assert "0 days" in page
    assert reader.get(f"/judgements?before={'9' * 30}").status_code == 200


def test_a_file_is_not_run() -> None:
    """A touchpoint called like a formula is text in a spreadsheet; numbers stay numbers."""
    cells = ["=1+1", "+x", "-x", "@x", "\rx", "\uff1d1", "page_view > purchase", -1.5, None, 3]
    text = csv_file("any", ["a", "b"], [cells]).get_data(as_text=True)
    (row,) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert row == ["'=1+1", "'+x", "'-x", "'@x", "'\rx", "'\uff1d1", "page_view > purchase", "-1.5", "", "3"]


def test_retention_is_of_persons(reader: FlaskClient) -> None:
    """Whatever an address says is counted: a journey does not come back."""
    assert "Of 2 persons, by the month" in reader.get("/retention?unit=journeys").get_data(as_text=True)
