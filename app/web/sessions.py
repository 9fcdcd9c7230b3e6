"""Signing in and out: a signed cookie that scripts cannot read, and a token in every form."""

from __future__ import annotations

import hmac
import math
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from app.web import accounts
from app.web.serving import account, graph, page
from app.web.throttle import Throttle

if TYPE_CHECKING:
    from flask import Request
    from werkzeug.wrappers import Response as Answer

_OPEN = frozenset({"web.sign_in", "web.sign_out"})
_throttle = Throttle()


class _Cookies(SecureCookieSessionInterface):
    """Flask's session cookie, marked Secure exactly where the request came over TLS; the API, which goes by keys, has none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a page; for the API a null session, which cannot be written to and costs no cryptography."""
        return None if request.path.startswith("/v1/") else super().open_session(app, request)

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the browser may send the cookie over TLS only."""
        del app
        return request.is_secure


def install(app: Flask, secret: str) -> None:
    """Gives the application its cookies, which last a working day."""
    app.secret_key = secret
    app.session_interface = _Cookies()
    app.config.update(
        SESSION_COOKIE_NAME="throughline",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )
    app.jinja_env.globals["csrf_token"] = csrf_token


def guard() -> Answer | None:
    """Before every page: checks the form's token, and sends whoever is not signed in to the door."""
    if request.method == "POST" and not _token_matches():
        abort(400, "This form is too old or not ours; load the page again and send it once more.")
    found = _signed_in()
    g.account = found
    if found or request.endpoint in _OPEN:
        return None
    return redirect(url_for("web.sign_in", next=_here()))


def csrf_token() -> str:
    """The token of this session, made at the first form."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


def sign_in() -> str | Answer | tuple[str, int]:
    """The door."""
    if request.method == "GET":
        return redirect(_destination()) if account() else page("sign_in.html", name="", refused=None)
    # No account has a longer name; what is kept of failures stays small, and no tail makes it another name.
    name, address = request.form.get("name", "").strip()[: accounts.LONGEST_NAME], request.remote_addr or ""
    wait = _throttle.wait(name, address)
    if wait:
        return _refuse(name, f"Too many attempts; try again in {math.ceil(wait)} seconds.", 429)
    found = accounts.check(graph(), name, request.form.get("password", ""))
    if found is None:
        _throttle.failed(name, address)
        return _refuse(name, "Name and password do not match.", 401)
    _throttle.succeeded(name, address)
    # A new session, so that nobody who planted a cookie before is signed in with it.
    session.clear()
    session.permanent = True
    session["name"], session["seal"] = found.name, found.seal
    return redirect(_destination())


def sign_out() -> Answer:
    """Ends the session."""
    session.clear()
    return redirect(url_for("web.sign_in"))


def _refuse(name: str, why: str, status: int) -> tuple[str, int]:
    return page("sign_in.html", name=name, refused=why), status


def _signed_in() -> accounts.Account | None:
    name = session.get("name")
    if not isinstance(name, str):
        return None
    found = accounts.find(graph(), name)
    return found if found and hmac.compare_digest(found.seal, str(session.get("seal"))) else None


def _token_matches() -> bool:
    kept = session.get("csrf")
    return isinstance(kept, str) and hmac.compare_digest(kept.encode(), request.form.get("csrf", "").encode())


def _here() -> str | None:
    if request.method != "GET" or request.path == "/":
        return None
    query = request.query_string.decode("ascii", "replace")
    return quote(request.path) + (f"?{query}" if query else "")


def _destination() -> str:
    wanted = request.args.get("next", "")
    # One slash and no backslash: `//elsewhere` and `/\elsewhere` would leave this host.
    local = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if local else url_for("web.overview")
