"""The steward's desk in a real Chromium: look, decide, see what happened, take it back; by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app.identity.policy import read_policy
from app.identity.unify import unify
from app.web import accounts
from app.web.pairs import differences
from tests.graph.identity.worlds import add
from tests.web.test_pages import SHOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from app.graph import Graph

PASSWORD = "correct horse battery"
EVIDENCE = "r:1-crm:1 r:1-email:x@shop.example r:2-crm:2 r:2-email:x@shop.example"


@pytest.fixture
def two_claim(world: Graph) -> Graph:
    """One mailbox that two customers claim with equal right; grace is a steward, rita may read."""
    world.write("runtime/wipe")
    for name, role in (("grace", "steward"), ("rita", "reader")):
        accounts.add(world, name, PASSWORD, role)
    add(world, EVIDENCE)
    unify(world, read_policy().scored(0.9))
    return world


@pytest.fixture
def desk(two_claim: Graph, chromium: Browser, address: str) -> Iterator[Page]:
    """Grace at the queue."""
    with chromium.new_context() as context:
        yield sign_in(context.new_page(), address, "grace")
    two_claim.write("runtime/wipe")


def sign_in(page: Page, address: str, name: str) -> Page:
    """Signs in and opens the queue."""
    page.goto(f"{address}/sign-in?next=/reviews")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Review", exact=True).wait_for()
    page.wait_for_load_state()  # the keys are heard from then on
    return page


def persons(graph: Graph) -> int:
    """How many persons there are."""
    return int(graph.read("identity/persons_count")[0]["persons"])


def test_decided_by_mouse_and_undone(two_claim: Graph, desk: Page) -> None:
    """The item shows both sides and the rule; *same* makes one person of two, the history tells who and why, and undo parts them again."""
    before = persons(two_claim)
    expect(desk.get_by_text("claim it with equal right").first).to_be_visible()
    SHOTS.mkdir(exist_ok=True)
    desk.screenshot(path=SHOTS / "reviews.png", full_page=True)
    desk.get_by_label("Why").fill("she told us on the phone")
    desk.get_by_role("button", name="Same").click()
    desk.get_by_role("status").wait_for()
    expect(desk.get_by_text("she told us on the phone").first).to_be_visible()
    assert persons(two_claim) < before
    desk.screenshot(path=SHOTS / "judgements.png", full_page=True)
    desk.get_by_label("Why undo J-1").fill("it was her sister")
    desk.get_by_role("button", name="Undo J-1").click()
    desk.get_by_text("J-2 is kept").wait_for()
    assert persons(two_claim) == before


def test_decided_by_keyboard(two_claim: Graph, desk: Page) -> None:
    """A key leads to the reason first, and decides once there is one; what one claimant cannot have the other gets, and the queue is settled."""
    before = persons(two_claim)
    desk.keyboard.press("d")
    assert desk.evaluate("document.activeElement.id") == "reason"
    desk.keyboard.type("two households")
    desk.keyboard.press("Tab")
    desk.keyboard.press("d")
    desk.get_by_role("status").wait_for()
    assert persons(two_claim) == before - 1
    desk.get_by_role("link", name="Queue").click()
    desk.get_by_role("heading", name="Review", exact=True).wait_for()
    desk.wait_for_load_state()  # what is not there yet is not what is gone
    expect(desk.get_by_text("claim it with equal right")).to_have_count(0)


@pytest.mark.usefixtures("two_claim")
def test_a_reader_may_look_and_not_decide(chromium: Browser, address: str) -> None:
    """No form for who may only read, and none accepted."""
    with chromium.new_context() as context:
        page = sign_in(context.new_page(), address, "rita")
        expect(page.get_by_text("You may read; a steward decides.")).to_be_visible()
        token = page.locator("input[name=csrf]").first.get_attribute("value")
        assert context.request.post(f"{address}/reviews", form={"csrf": token or "", "verdict": "same"}).status == 403


def test_differences_are_marked_where_both_say_something() -> None:
    """Unsaid is no difference."""
    rows = differences({"city": "Oslo", "name": "A"}, {"city": "Bergen", "age": "3"})
    assert [(row["name"], row["differ"]) for row in rows] == [("age", False), ("city", True), ("name", False)]
