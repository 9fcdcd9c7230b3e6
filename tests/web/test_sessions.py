from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput, Conflict, NotFound
from app.web import accounts, sessions
from app.web.throttle import Throttle

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.graph import Graph

NAME, PASSWORD = "ada", "correct horse battery"


@pytest.fixture
def client(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser without a session, to a door that has seen nobody fail."""
    monkeypatch.setattr(sessions, "_throttle", Throttle())
    return app.test_client()


def _sign_in(client: FlaskClient, password: str = PASSWORD, query: str = "", name: str = NAME) -> TestResponse:
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/sign-in").text)
    assert token
    return client.post(f"/sign-in{query}", data={"csrf": token[1], "name": name, "password": password})


@pytest.mark.parametrize("path", ["/", "/people", "/people/P-1", "/journeys", "/docs", "/cypher/web/totals"])
def test_every_page_is_behind_the_door(client: FlaskClient, path: str) -> None:
    """Nobody sees a page without signing in, and is led back to it afterwards."""
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_signing_in_and_out(client: FlaskClient) -> None:
    """The right password opens the pages; signing out closes them."""
    answer = _sign_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = client.get("/").text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    assert client.post("/sign-out", data={"csrf": token[1]}).status_code == 302
    assert client.get("/").status_code == 302


def test_cookie_is_secure_over_tls(client: FlaskClient) -> None:
    """Over TLS the cookie never travels without it."""
    answer = client.get("/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_wrong_password(client: FlaskClient) -> None:
    """A wrong password and an unknown name get the same answer."""
    answer = _sign_in(client, password="wrong")
    assert answer.status_code == 401
    assert "Name and password do not match." in answer.text


def test_guessing_is_slowed_down(client: FlaskClient) -> None:
    """After some failures even the right password has to wait."""
    for _ in range(6):
        _sign_in(client, password="wrong")
    answer = _sign_in(client)
    assert answer.status_code == 429
    assert "try again in" in answer.text


def test_no_tail_makes_another_name(client: FlaskClient) -> None:
    """What is longer than any name is taken for its beginning: guessing with other tails is slowed down, too."""
    answers = [_sign_in(client, name="x" * accounts.LONGEST_NAME + str(tail)).status_code for tail in range(7)]
    assert answers[-1] == 429


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_forms_need_their_token(client: FlaskClient, path: str, token: str | None) -> None:
    """A form without the session's token is refused."""
    client.get("/sign-in")
    data = {"name": NAME, "password": PASSWORD} | ({} if token is None else {"csrf": token})
    assert client.post(path, data=data).status_code == 400


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [("/people?q=ada", "/people?q=ada"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/")],
)
def test_nobody_is_led_elsewhere(client: FlaskClient, wanted: str, led_to: str) -> None:
    """After signing in one lands on the page one wanted, never on another host."""
    answer = _sign_in(client, query=f"?next={wanted}")
    assert answer.headers["Location"] == led_to


def test_a_new_password_ends_sessions(client: FlaskClient, world: Graph) -> None:
    """Whoever is signed in with the old password is not any more."""
    _sign_in(client)
    assert client.get("/").status_code == 200
    accounts.reset(world, NAME, "another long password")
    assert client.get("/").status_code == 302
    accounts.reset(world, NAME, PASSWORD)


def test_accounts_that_cannot_be_made(world: Graph) -> None:
    """A taken name, a short password, an empty name and an unknown account are told in a sentence."""
    with pytest.raises(Conflict, match="already"):
        accounts.add(world, NAME, "a long enough one")
    with pytest.raises(BadInput, match="10 to 200"):
        accounts.add(world, "new", "short")
    with pytest.raises(BadInput, match="cannot name"):
        accounts.add(world, " ", "a long enough one")
    with pytest.raises(NotFound, match="user add"):
        accounts.reset(world, "nobody", "a long enough one")


def test_passwords_are_kept_as_argon2(world: Graph) -> None:
    """The graph holds an argon2id hash, never the password."""
    stored = world.read("web/user", name=NAME)[0]["password"]
    assert stored.startswith("$argon2id$")
