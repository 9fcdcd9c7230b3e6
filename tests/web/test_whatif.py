"""What if, in a real Chromium: a steward tries, sees what would come of it, and does it as shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app.web import accounts
from tests.graph.attribution.test_undo import TOUCHPOINTS
from tests.graph.identity.worlds import add
from tests.web.test_pages import SHOTS
from tests.web.test_reviews import PASSWORD, persons, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from app.graph import Graph

ROWS = [
    ["email:a@x.example", "2026-02-03", "purchase", "web", 10.0],
    ["cookie:1", "2026-02-01", "page_view", "social", None],
    ["email:b@x.example", "2026-02-02", "ad_click", "ads", None],
]


@pytest.fixture
def trying(world: Graph, chromium: Browser, address: str) -> Iterator[Page]:
    """Grace, a steward, over two customers who are apart; what they did is not unified yet."""
    world.write("runtime/wipe")
    accounts.add(world, "grace", PASSWORD, "steward")
    add(world, "r:1-email:a@x.example~1 r:2-email:b@x.example~1 cookie:1-email:a@x.example~2")
    world.driver.execute_query(TOUCHPOINTS, rows=ROWS)
    with chromium.new_context() as context:
        page = sign_in(context.new_page(), address, "grace")
        page.get_by_role("link", name="What if").click()
        yield page
    world.write("runtime/wipe")


def test_tried_and_then_done(world: Graph, trying: Page) -> None:
    """The trial tells who would be merged and changes nothing; done as shown, it is in the history. Nonsense is refused above the form."""
    trying.get_by_label("One member").fill("r:1")
    trying.get_by_label("The other").fill("r:2")
    trying.get_by_role("button", name="Try same").click()
    trying.get_by_role("heading", name="2 persons would be 1").wait_for()
    expect(trying.get_by_text("2 merged", exact=True)).to_be_visible()
    credit = trying.get_by_role("region", name="Credit of channels that would change").get_by_role("row")
    expect(credit.nth(1)).to_have_text("Last Ads 0.00 1.00 +1.00 €0.00 €10.00 +€10.00", use_inner_text=True)
    SHOTS.mkdir(exist_ok=True)
    trying.screenshot(path=SHOTS / "whatif.png", full_page=True)
    assert persons(world) == 0
    trying.get_by_label("Why").fill("she told us on the phone")
    trying.get_by_role("button", name="Judge them same, as shown").click()
    trying.get_by_text("J-1 is kept").wait_for()
    assert persons(world) == 1
    trying.get_by_role("link", name="What if").click()
    trying.get_by_label("The whole policy, as YAML").fill("namespaces: {email: {rule: sometimes}}")
    trying.get_by_role("button", name="Try this policy").click()
    expect(trying.get_by_role("alert")).to_contain_text("use one of unique")
