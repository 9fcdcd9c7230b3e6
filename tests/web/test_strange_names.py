"""Pages over types and channels whose names hold the signs of the language, clicked through in a browser; and names that nobody has."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from app.factory import create_app
from app.web import accounts
from tests.graph.journeys.worlds import DAY, START, Event, build, run
from tests.web.conftest import NAME, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

    from app.graph import Graph

FIRST, SECOND, THIRD = "a|b", 'c? *>!,@$ "%"', " (d) "
CHANNEL = "shop, (north)|south@"


@pytest.fixture(scope="module")
def strange(_session_graph: Graph) -> Graph:
    """Two begin with a|b, and one goes on."""
    _session_graph.write("runtime/wipe")
    events = [Event(f"t:{i}", ["cookie:1"], START + i * DAY, kind, CHANNEL) for i, kind in enumerate([FIRST, SECOND, THIRD, "purchase"])]
    build(_session_graph, {"P-1": ["cookie:1"], "P-2": ["cookie:2"]}, [*events, Event("u:1", ["cookie:2"], START, FIRST, "web")])
    run(_session_graph)
    names = [[kind, channel] for kind, channel in ((FIRST, CHANNEL), (SECOND, "web"), (THIRD, "web"), ("purchase", "web"))]
    _session_graph.driver.execute_query(
        "UNWIND $names AS name MERGE (:TouchpointType {name: name[0]}) MERGE (:Channel {name: name[1]})", names=names
    )
    accounts.add(_session_graph, NAME, PASSWORD)
    return _session_graph


@pytest.fixture(scope="module")
def served(strange: Graph) -> Iterator[str]:
    """The address of a live server over this world."""
    server = make_server("127.0.0.1", 0, create_app(lambda: strange, secret="for-tests-only-secret"), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def reader(strange: Graph) -> FlaskClient:
    """Ada, signed in, without a browser."""
    account = accounts.find(strange, NAME)
    assert account is not None
    client = create_app(lambda: strange, secret="for-tests-only-secret").test_client()
    with client.session_transaction() as session:
        session.update(name=NAME, seal=account.seal)
    return client


def test_a_funnel_by_clicks(chromium: Browser, served: str) -> None:
    """Chosen in the form, shown, and each figure followed to exactly those it counts."""
    page = chromium.new_page()
    page.goto(f"{served}/funnels")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for place, name in enumerate([FIRST, SECOND, THIRD], 1):
        page.locator(f"#step-{place}").select_option(name)
    page.get_by_role("button", name="Show").click()
    cells = page.locator("table").first.locator("tbody tr td:nth-child(2) a")
    expect(cells).to_have_text(["2", "1", "1"])
    for place, count in enumerate((2, 1, 1)):
        cells.nth(place).click()
        expect(page.locator("main")).to_contain_text(re.compile(rf"{count} persons?: exactly those behind the figure"))
        page.go_back()
        expect(cells).to_have_text(["2", "1", "1"])


@pytest.mark.parametrize(
    "path",
    [
        f"/journeys?{urlencode({'start': FIRST, 'end': THIRD, 'without': 'purchase'})}",
        f"/journeys?{urlencode({'without': SECOND, 'channel': CHANNEL})}",
        f"/matrix?{urlencode({'type': [FIRST, THIRD], 'channel': CHANNEL}, doseq=True)}",
        f"/retention?{urlencode({'begins': FIRST, 'returns': THIRD, 'period': 'day'})}",
    ],
)
def test_figures_of_strange_names(reader: FlaskClient, path: str) -> None:
    """Each link on the page lists as many as its figure says."""
    from tests.web.test_figures import TOLD, links

    found = links(reader.get(path).get_data(as_text=True))
    assert found
    for link in found:
        told = TOLD.search(reader.get(link).get_data(as_text=True))
        count = re.search(r"of_count=(\d+)", link)
        assert told, link
        assert count, link
        assert int(told[2] or told[1]) == int(count[1]), link


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/funnels?step=purchse&step=purhcase", "No touchpoint has the type purchse; near it: purchase."),
        ("/journeys?type=purchse", "near it: purchase."),
        ("/matrix?channel=wep", "No touchpoint came by wep; near it: web."),
        ("/retention?begins=purchse", "near it: purchase."),
        ("/attribution?channel=wep", "near it: web."),
        ("/matrix?type=purchse&type=purchase", "No touchpoint has the type purchse; near it: purchase."),
        ("/funnels?step=purchase&step=purchse&step=a", "No touchpoint has the type purchse; near it: purchase."),
    ],
)
def test_names_that_nobody_has(reader: FlaskClient, path: str, sentence: str) -> None:
    """A sentence with the names that are near, instead of an empty table or beside the figures."""
    text = reader.get(path).get_data(as_text=True)
    assert text.count(sentence) == 1
    assert ("<table" in text) == ("type=purchase" in path or "step=purchase&" in path)
