"""The merge graph as a workbench in a real Chromium: choose, see why, judge, part, undo, by mouse and by keys; and what is refused, told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app.identity.policy import read_policy
from app.identity.unify import unify
from app.web import accounts
from tests.graph.identity.worlds import add
from tests.graph.identity.worlds import persons as partition
from tests.web.test_pages import SHOTS
from tests.web.test_reviews import PASSWORD, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page
    from werkzeug.test import TestResponse

    from app.graph import Graph

EVIDENCE = "r:1-email:x@shop.example~1 r:2-email:x@shop.example~2 r:1-login:a r:3-login:b r:3-email:x@shop.example"
LARGE = """
CREATE (p:Person {id: 'P-large', kind: 'person', members: 601})
CREATE (r:Record {id: 'r:large', source: 'r', key: 'large', kind: 'person', fullName: 'Large'})-[:BELONGS_TO]->(p)
WITH p, r
UNWIND range(1, 600) AS n
CREATE (i:Identifier {key: 'cookie:' + n, namespace: 'cookie', value: toString(n)})-[:BELONGS_TO]->(p)
CREATE (r)-[:STATES]->(i), (r)-[:ADMITTED]->(i)
"""
POINT = """async ([kind, text]) => {
  const canvas = document.querySelector('[data-merge-graph]');
  // In the middle at once: at the top the navigation would lie over it. The drawing learns where it is now when the next frames are drawn.
  canvas.scrollIntoView({block: 'center', behavior: 'instant'});
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const graph = canvas.mergeGraph;
  const found = graph.elements(kind).filter((each) => !text || each.data('text') === text)[0];
  const at = found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
  const box = canvas.getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
LOG = "MATCH (j:Judgement) RETURN count(j) AS many"


@pytest.fixture(scope="module")
def shop(world: Graph) -> Iterator[Graph]:
    """Two customers whom a mailbox makes one, a third who claims it, and a person of 601 members; grace is a steward."""
    world.write("runtime/wipe")
    accounts.add(world, "grace", PASSWORD, "steward")
    add(world, EVIDENCE)
    unify(world, read_policy().scored(0.9))
    world.driver.execute_query(LARGE)
    yield world
    world.write("runtime/wipe")


def of(graph: Graph, member: str) -> str:
    """The id of the person that holds a member."""
    return next(id_ for id_, members in partition(graph).items() if member in members)


def point(page: Page, kind: str, text: str = "") -> tuple[float, float]:
    """Where an element of the drawing is on the screen."""
    x, y = page.evaluate(POINT, [kind, text])
    return float(x), float(y)


def drawn(page: Page, address: str, person: str) -> None:
    """Opens a person and waits until its merge graph is drawn and at rest."""
    page.goto(f"{address}/people/{person}")
    page.locator("[data-merge-graph][data-drawn]").wait_for()
    page.wait_for_function("!document.querySelector('[data-merge-graph]').mergeGraph.animated()")


def test_by_mouse_and_by_keys(shop: Graph, chromium: Browser, address: str) -> None:
    """Two members are laid side by side by clicks and judged; a person is parted by keys alone, a key undoes it; a large one opens by groups."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        context.set_default_timeout(60_000)
        page = sign_in(context.new_page(), address, "grace")
        person = of(shop, "r:2")
        drawn(page, address, person)
        page.mouse.click(*point(page, "node.member", "r:2"))
        page.keyboard.down("Shift")
        page.mouse.click(*point(page, "node.member", "x@shop.example"))
        page.keyboard.up("Shift")
        page.get_by_text("a record states it").wait_for()
        page.get_by_label("Why", exact=True).fill("I asked at the shop")
        page.get_by_role("button", name="Unsure").click()
        page.get_by_text("J-1 is kept").wait_for()
        drawn(page, address, person)
        before = len(partition(shop))
        page.locator("[data-merge-graph]").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        page.keyboard.press("p")
        page.keyboard.type("two households")
        page.screenshot(path=SHOTS / "merge-graph.png", full_page=True)
        page.keyboard.press("Enter")
        page.get_by_text("J-2 is kept").wait_for()
        assert len(partition(shop)) == before + 1
        expect(page.get_by_role("region", name="History")).to_contain_text("two households")
        assert page.locator("[data-merge-graph][data-drawn]").evaluate("canvas => canvas.mergeGraph.edges('.judged.different').length") == 1
        page.locator("body").press("z")
        page.keyboard.type("it was her sister")
        page.keyboard.press("Enter")
        page.get_by_text("J-3 is kept").wait_for()
        assert len(partition(shop)) == before
        _groups_open(page, address)


def _groups_open(page: Page, address: str) -> None:
    """A person of more than 500 is drawn as groups, which open by a key to their parts; what is looked for is opened and shown."""
    drawn(page, address, "P-large")
    canvas = page.locator("[data-merge-graph]")
    many = "canvas => canvas.mergeGraph.nodes().length"
    assert canvas.evaluate(many) == 2
    canvas.focus()
    canvas.evaluate("canvas => canvas.mergeGraph.nodes('.group').select()")
    page.keyboard.press("Enter")
    assert canvas.evaluate(many) == 1 + 6
    page.get_by_label("Find in the drawing").fill("cookie:342")
    page.keyboard.press("Enter")
    assert canvas.evaluate("canvas => canvas.mergeGraph.$(':selected').map((each) => each.id())") == ["identifier/cookie:342"]
    assert canvas.evaluate(many) == 1 + 5 + 100


def test_what_is_refused_is_told_in_words(shop: Graph, app: Flask) -> None:
    """404, 409, 412 and 422: the page says what is the matter and what to do, and nothing has been written."""
    client = app.test_client()
    account = accounts.find(shop, "grace")
    assert account is not None
    with client.session_transaction() as session:
        session.update(name="grace", seal=account.seal, csrf="token")
    person = of(shop, "r:2")

    def post(path: str, **form: str | list[str]) -> TestResponse:
        return client.post(path, data={"csrf": "token", "reason": "because"} | form)

    pair = {"a": "r:1", "b": "login:b", "verdict": "same"}
    link = '["record/r:2","identifier/email:x@shop.example"]'
    made = post("/pairs", a="r:2", b="r:3", verdict="unsure")
    assert made.status_code == 302
    many = shop.driver.execute_query(LOG).records[0]["many"]
    for answer, status, words in [
        (post("/pairs", **pair | {"b": "r:99"}), 404, "no record or identifier"),
        (post("/pairs", a="r:2", b="r:3", verdict="unsure"), 409, "judged unsure already"),
        (post("/pairs", **pair, tag="what was seen long ago"), 412, "look again, then decide"),
        (post("/pairs", **pair | {"verdict": "perhaps"}), 422, "is no decision"),
        (post("/pairs", **pair | {"reason": " "}), 422, "needs a reason"),
        (post(f"/people/{person}/part", link=link, tag="old"), 412, "has changed since you looked"),
        (post(f"/people/{person}/part"), 422, "No link is chosen"),
        (post(f"/people/{person}/part", link="x"), 422, "choose it in the drawing"),
        (post(f"/people/{person}/exclude", member="r:99", kind="bot"), 404, "no record or identifier"),
        (post(f"/people/{person}/exclude", member="r:2", kind="alien"), 422, "is no kind"),
        (post("/judgements/J-99/undo"), 404, "There is no judgement"),
    ]:
        shown = answer.get_data(as_text=True)
        assert (answer.status_code, answer.mimetype, words in shown) == (status, "text/html", True), words
        assert 'role="alert"' in shown
    assert shop.driver.execute_query(LOG).records[0]["many"] == many
    assert client.get("/pairs?a=r:1&b=r:99").status_code == 404
    assert client.get(f"/people/{person}/cut?a=r:99&b=r:1", headers={"Accept": "application/json"}).status_code == 422
    assert "past its limit" in client.get("/health").get_data(as_text=True)
    assert post(f"/people/{person}/exclude", member="r:2", kind="test").status_code == 302
    assert "No customer: test" in client.get(f"/people/{person}").get_data(as_text=True)
