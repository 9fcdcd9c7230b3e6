"""What the pages say, in a real Chromium; screenshots go to tests/screenshots (not kept)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, StorageState

NAME, PASSWORD = "ada", "correct horse battery"
SHOTS = Path(__file__).parents[1] / "screenshots"
PAGES = {
    "overview": "/",
    "search": "/people?q=ada",
    "person": "/people/P-1",
    "anonymous": "/people/P-3",
    "journeys": "/journeys",
    "attribution": "/attribution?identity=1&model=first&model=last&model=participation&model=markov",
    "health": "/health",
    "funnel": "/funnels?step=page_view&step=purchase&breakdown=channel&cohort=month",
    "funnel persons": "/funnels/persons?step=page_view&step=purchase&of_at=1",
    "matrix": "/matrix?steps=10",
    "stages": "/stages",
    "retention": "/retention",
    "changes": "/changes?since=2026-02-01&until=2026-03-01&compare_since=2026-01-01",
    "personas": "/personas?k=2",
    "design": "/designs/first-purchase?unit=journeys&sign=done&step=2",
    "docs": "/docs",
    "cypher": "/cypher/profiles/person",
}


class Visit:
    """A page in the browser, and everything it did that it should not have."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)

    def open(self, path: str) -> None:
        """Opens a path and waits until its charts are drawn."""
        self.page.goto(self.address + path)
        self.page.wait_for_function("!document.querySelector(':is([data-merge-graph], [data-chart]):not([data-drawn])')")

    @property
    def outside(self) -> list[str]:
        """Requests that left the host."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, address: str) -> StorageState:
    """Ada's cookie: she signs in once."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.get_by_label("Name").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Overview").wait_for()
        return context.storage_state()


@pytest.fixture
def visit(chromium: Browser, address: str, signed_in: StorageState) -> Iterator[Visit]:
    """Ada, signed in at a desk, in daylight."""
    with chromium.new_context(storage_state=signed_in, viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(20_000)
        visit = Visit(context.new_page(), address)
        visit.open("/")
        yield visit


@pytest.mark.parametrize(("scheme", "width"), [("dark", 360), ("light", 1280)])
def test_pages_fit_and_stay_at_home(chromium: Browser, address: str, signed_in: StorageState, scheme: Literal["light", "dark"], width: int) -> None:
    """Every page, on a phone at night and at a desk by day, fits its window, has no error and asks no other host."""
    SHOTS.mkdir(exist_ok=True)
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    with chromium.new_context(storage_state=signed_in, **look) as context:  # type: ignore[arg-type]  # two of many
        visit = Visit(context.new_page(), address)
        for name, path in PAGES.items():
            visit.open(path)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, name
            visit.page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png", full_page=True)
        assert visit.complaints == []
        assert visit.outside == []


@pytest.mark.parametrize(("scheme", "other"), [("dark", "light"), ("light", "dark")])
def test_the_reader_chooses_light_or_dark(
    chromium: Browser, address: str, signed_in: StorageState, scheme: Literal["light", "dark"], other: str
) -> None:
    """The system's choice counts until the reader makes another, which stays; page and drawing follow it."""
    paper = {"light": "rgb(246, 245, 241)", "dark": "rgb(17, 20, 27)"}
    seen = "[getComputedStyle(document.body).backgroundColor, colour('paper')]"
    with chromium.new_context(storage_state=signed_in, color_scheme=scheme) as context:
        visit = Visit(context.new_page(), address)
        visit.open("/people/P-1")
        assert visit.page.evaluate(seen) == [paper[scheme]] * 2
        visit.page.get_by_role("button", name="Dark colours").click()
        assert visit.page.evaluate(seen) == [paper[other]] * 2
        visit.open("/people/P-1")
        assert visit.page.evaluate(seen) == [paper[other]] * 2
        assert visit.complaints == []


def test_overview_adds_up(visit: Visit) -> None:
    """The overview shows each source with what became of its rows, persons, stages and rejects."""
    row = visit.page.get_by_role("row", name="crm Sales")
    assert row.inner_text().split()[1:7] == ["Sales", "6", "3", "1", "1", "1"]
    expect(visit.page.get_by_role("link", name="Ada Lovelace")).to_be_visible()
    expect(visit.page.get_by_text("no key")).to_be_visible()


def test_search_leads_to_a_person(visit: Visit) -> None:
    """Words typed into the bar find a person; the identifier itself is named first."""
    visit.page.get_by_label("Find a person").fill("ada@example.com")
    visit.page.keyboard.press("Enter")
    exact = visit.page.get_by_role("region", name="This very identifier")
    exact.get_by_role("link", name="Ada Lovelace").click()
    visit.page.get_by_role("heading", name="Ada Lovelace", level=1).wait_for()


def test_search_finds_nobody(visit: Visit) -> None:
    """An empty result says what to try; an identifier that joins nobody says why."""
    visit.open("/people?q=zzz")
    expect(visit.page.get_by_role("heading", name="Nobody found")).to_be_visible()
    visit.open("/people?q=info@example.com")
    expect(visit.page.get_by_role("region", name="This very identifier")).to_contain_text("generic")


def test_person_shows_provenance_stages_and_why(visit: Visit) -> None:
    """A person's page gives traits with their record, time and rule, the timeline with stages, and the merge graph drawn."""
    visit.open("/people/P-9")
    assert visit.page.url.endswith("/people/P-1?was=P-9")
    expect(visit.page.get_by_text("no longer in use")).to_contain_text("P-9")
    given_name = visit.page.get_by_role("region", name="Profile").locator("dl > div", has_text="Given name").inner_text()
    assert "crm:C-1" in given_name
    assert "Most recent, 1 Jan 2026" in given_name
    timeline = visit.page.get_by_role("region", name="Timeline").inner_text()
    assert timeline.index("Purchase") < timeline.index("Email click")
    assert "€129.90" in timeline
    visit.page.locator("[data-merge-graph][data-drawn] canvas").first.wait_for()
    visit.page.get_by_text("The same as a table").click()
    links = visit.page.get_by_role("region", name="Links as a table").inner_text()
    assert "generic: 21 users, at most 5" in links


def test_merge_graph_by_keyboard(visit: Visit) -> None:
    """Arrow keys walk through the merge graph, and what is chosen is told."""
    visit.open("/people/P-1")
    visit.page.locator("[data-merge-graph][data-drawn]").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.locator("[data-merge-detail] h3").wait_for()


def test_journeys_flow_and_filter(visit: Visit) -> None:
    """The journeys page draws the Sankey, says the same as a table, and keeps every control in the address."""
    visit.open("/journeys")
    visit.page.locator("[data-sankey][data-drawn] canvas").first.wait_for()
    visit.page.get_by_text("The same as a table").click()
    expect(visit.page.get_by_role("region", name="Flows as a table")).to_contain_text("Email click")
    visit.page.get_by_text("Channels: all").click()
    visit.page.get_by_label("Email", exact=True).check(force=True)
    visit.page.get_by_label("Counted").select_option("journeys")
    visit.page.get_by_role("button", name="Show").click()
    visit.page.get_by_text("1 journey takes the same way").wait_for()
    assert "channel=email" in visit.page.url


def test_journeys_of_some_persons(visit: Visit) -> None:
    """A trait and a stage are typed and ticked; both stand in the address and in the form again."""
    visit.open("/journeys")
    visit.page.get_by_text("Persons with: any traits").click()
    visit.page.get_by_label("Trait and value, 1").fill("familyName:Lovelace")
    visit.page.get_by_text("In stage now: any").click()
    visit.page.get_by_label("Retention", exact=True).check(force=True)
    visit.page.get_by_role("button", name="Show").click()
    visit.page.get_by_text("1 person takes the same way").wait_for()
    assert "segment=familyName%3ALovelace" in visit.page.url
    assert "stage=retention" in visit.page.url
    assert visit.page.get_by_label("Trait and value, 1").input_value() == "familyName:Lovelace"
    expect(visit.page.get_by_text("Persons with: familyName:Lovelace")).to_be_visible()
    visit.page.screenshot(path=SHOTS / "journeys-segment.png", full_page=True)


def test_journeys_under_filters_that_leave_nothing(visit: Visit) -> None:
    """Nothing under the filters says so; a day that is none is told by its field."""
    visit.open("/journeys?since=2030-01-01")
    expect(visit.page.get_by_role("heading", name="No journeys here")).to_be_visible()
    visit.open("/journeys?since=soon")
    expect(visit.page.get_by_role("alert")).to_contain_text("2026-03-14")


def test_attribution_compares_models_and_leads_to_persons(visit: Visit) -> None:
    """Models stand side by side and sum; a count leads to its persons, identity to what it does, and every control is in the address."""
    visit.open("/attribution?model=first&model=last")
    table = visit.page.get_by_role("region", name="Credit by model")
    assert table.get_by_role("row", name="Email").first.inner_text().split()[:3] == ["Email", "1", "0.0"]
    assert table.get_by_role("row", name="Total").inner_text().split() == ["Total", "1", "1.0", "1.0"]
    table.get_by_role("row", name="Web").get_by_role("link").click()
    assert "through=web" in visit.page.url
    behind = visit.page.get_by_role("region", name="Who is behind Web")
    expect(behind.get_by_role("link", name="P-1")).to_be_visible()
    visit.page.get_by_role("link", name="Compare with a report").click()
    expect(visit.page.get_by_role("region", name="What identity does").first).to_contain_text("Converted: 1 without identity, 1 with it.")
    lines = visit.page.request.get(visit.address + "/attribution.csv?model=linear").text().splitlines()
    assert (lines[0].split(",")[:3], [line.split(",")[:2] for line in lines[1:]]) == (
        ["model", "channel", "conversions"],
        [["linear", "email"], ["linear", "web"]],
    )
    visit.open("/attribution?lookback=none")
    expect(visit.page.get_by_role("alert")).to_contain_text("no number of days")


def test_dark_is_the_readers_choice(visit: Visit) -> None:
    """The toggle turns the colours and is remembered."""
    toggle = visit.page.get_by_role("button", name="Dark colours")
    before = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    toggle.click()
    visit.open("/people")
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert visit.page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"


def test_first_tab_skips_to_the_content(visit: Visit) -> None:
    """The first key press offers to skip the navigation."""
    visit.open("/cypher/web/totals")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to content"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "content"


def test_errors_are_pages_for_people(visit: Visit) -> None:
    """An unknown person or page is told in the product's own frame."""
    for path, words in (("/people/P-0", "No such person"), ("/nothing", "There is no such page")):
        visit.open(path)
        expect(visit.page.get_by_role("heading", name=words)).to_be_visible()


def test_documentation_is_drawn_at_home(visit: Visit) -> None:
    """The API's documentation lists every endpoint."""
    visit.open("/docs")
    visit.page.get_by_text("/v1/persons/{person_id}/timeline").wait_for()


@pytest.mark.parametrize("page", ["matrix", "attribution", "changes", "personas"])
def test_a_table_is_a_picture_too(visit: Visit, page: str) -> None:
    """The table of figures is drawn when it is asked for as a PNG."""
    visit.open(PAGES[page])
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="PNG").click()
    SHOTS.mkdir(exist_ok=True)
    saved.value.save_as(SHOTS / f"{page}-saved.png")
    assert (SHOTS / f"{page}-saved.png").read_bytes().startswith(b"\x89PNG")
    assert visit.complaints == []


def test_changes_and_personas_lead_to_their_persons(visit: Visit) -> None:
    """What is asked stands in the address and in the sentence; a figure opens those it counts, and they lead back."""
    visit.open("/changes")
    visit.page.get_by_label("From", exact=True).fill("2026-02-01")
    visit.page.get_by_label("Until, not included").fill("2026-03-01")
    visit.page.get_by_label("Compared from").fill("2026-01-01")
    visit.page.get_by_label("Compared until").fill("2026-02-01")
    visit.page.get_by_role("button", name="Show").click()
    visit.page.get_by_text(
        "1 person from 1 Feb 2026 to 28 Feb 2026, 28 days, beside 2 from 1 Jan 2026 to 31 Jan 2026, 31 days; 1 of them in both."
    ).wait_for()
    visit.page.get_by_role("row", name="Conversion Purchase").get_by_role("link").click()
    visit.page.get_by_text("Who had the conversion purchase, from 1 Feb 2026").wait_for()
    expect(visit.page.get_by_role("region", name="Persons").locator("tbody a")).to_have_text(["P-1"])
    visit.page.get_by_role("link", name="Back to the figures").click()
    visit.page.get_by_role("navigation", name="Journeys").get_by_role("link", name="Personas").click()
    visit.page.get_by_label("Personas", exact=True).select_option("2")
    visit.page.get_by_role("button", name="Show").click()
    visit.page.get_by_text("2 persons in 2 groups of who is alike, from 1 Jun 2024").wait_for()
    visit.page.get_by_role("region", name="What sets them apart").locator("td.number a").first.click()
    expect(visit.page.get_by_role("region", name="Persons").locator("tbody a")).to_have_count(1)


def test_a_funnel_leads_to_its_persons(visit: Visit) -> None:
    """The controls are in the address, each figure opens those it counts, and a mistake is answered with what would be right."""
    visit.open("/funnels")
    for place, kind in enumerate(("page_view", "product_view", "email_click", "purchase"), 1):
        visit.page.get_by_label(f"Step {place}").select_option(kind)
    visit.page.get_by_role("checkbox").nth(2).check(force=True)
    visit.page.get_by_role("button", name="Show").click()
    visit.page.get_by_text("Of 2 persons at Page view, 1 get to Purchase: 50.0%, from 1").wait_for()
    table = visit.page.get_by_role("region", name="How far they get")
    figures = table.locator("tbody a")
    for figure in (figures.nth(1), figures.last):
        count = int(figure.inner_text())
        figure.click()
        visit.page.get_by_role("heading", name="Persons").wait_for()
        expect(visit.page.get_by_role("region", name="Persons").locator("tbody a")).to_have_count(count)
        visit.page.get_by_role("link", name="Back to the figures").click()
        visit.page.locator("[data-chart][data-drawn]").wait_for()
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="PNG").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    visit.page.locator("[data-chart] canvas").click(position={"x": 200, "y": 240})
    visit.page.get_by_role("link", name="P-1").click()
    visit.page.get_by_role("heading", name="Ada Lovelace", level=1).wait_for()
    wrong = {"step=page_view": "2 to 20 steps", "step=a&step=b&window=P0D": "longer than zero", "step=a&step=b&breakdown=colour": "No touchpoint"}
    for query, sentence in wrong.items():
        visit.open(f"/funnels?{query}")
        expect(visit.page.get_by_role("alert")).to_contain_text(sentence)
    visit.open("/funnels?step=page_view&step=nothing")
    expect(visit.page.get_by_role("status")).to_contain_text("No touchpoint has the type nothing")
    assert visit.complaints == []


def test_a_designed_journey_opens_its_persons(visit: Visit) -> None:
    """A figure on a lane leads to exactly its persons, and a mistake in the address is a sentence."""
    visit.open("/designs")
    expect(visit.page.get_by_text("2 are on this journey")).to_be_visible()
    visit.page.get_by_role("row", name="Done in its place").get_by_role("link", name="1").first.click()
    expect(visit.page.get_by_role("heading", name="Done in its place: Looks at a product")).to_be_visible()
    expect(visit.page.locator("#behind").locator("xpath=../..").get_by_role("link", name="P-1")).to_be_visible()
    visit.open("/designs/first-purchase?since=soon")
    expect(visit.page.get_by_role("alert")).to_contain_text("is no day")
    assert visit.complaints == []
