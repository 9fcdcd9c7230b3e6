"""Forms: the one normal form of an identifier, and the key under which the graph knows it.

    email:ada@example.com    phone:+493055501234    passport:US/10251111    user:shop_web/42    email:sha256:<hex>

What stands before a stroke is the scope (`loaders/scopes.py`). Loading goes through `Former`, which remembers recent values; what somebody
asks for is read by `loaders/asking.py`.
"""

from __future__ import annotations

import hmac
import re
from functools import lru_cache
from hashlib import md5, sha1, sha256
from typing import TYPE_CHECKING

import email_validator
from email_validator import EmailNotValidError, validate_email

from app.errors import BadInput
from loaders.characters import bare
from loaders.facts import Identifier
from loaders.numbers import named_by
from loaders.phones import read_phone
from loaders.placeholders import HASHES_OF_NOTHING, HASHES_OF_PLACEHOLDERS, PLACEHOLDERS
from loaders.scopes import scope_of, within_scope
from loaders.times import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.namespaces import Namespace

LONGEST = 1_000
"""The longest key that is accepted, in characters; Neo4j's indexes take no more than 8 kB."""

_REMEMBERED = 8_192
"""Values of each column: an identifier with the hashes of its value takes a kilobyte, and those of one visit come close together."""

# Whether a name such as .local can receive mail is not asked: it names somebody all the same. Emptying the list is the library's own way.
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()

HASH_LENGTH = {"sha256": 64, "md5": 32, "sha1": 40}
"""Hexadecimal digits of each hash."""

_HEX = re.compile(r"[0-9a-f]+")
_DROPPING = ("digits", "code", "phone")
"""Forms that leave out signs: there a fraction would become further digits."""

_HIDDEN = re.compile(r"[*•●]{2,}|^[xX]{3,}[-. xX]*(?=\d)")
"""What stands where a program shows the last digits only, `***-**-1234`: without it many would have one value."""

_FRACTION = re.compile(r"\d+\.0|0\d*\.\d")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
# What the library accepts and leaves as it is but for case, at a fiftieth of its time.
_PLAIN_EMAIL = re.compile(r"[a-z0-9_+-]{1,32}(?:\.[a-z0-9_+-]{1,30})?@(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.){1,3}[a-z]{2,20}")


class Former:
    """Makes identifiers of one namespace of one source. `secret` is the HMAC key of namespaces that keep no values."""

    def __init__(self, namespace: Namespace, *, source: str, secret: bytes) -> None:
        if namespace.keyed and not secret:
            raise BadInput(f"Namespace {namespace.name!r} keeps keyed hashes only; set THROUGHLINE_SECRET first.")
        self._namespace, self._source, self._secret = namespace, source, secret
        # Where the graph does not hold the value as it was written, the policy cannot tell that it is junk.
        self._unseen = namespace.keyed or namespace.scoped or namespace.form in _DROPPING
        self.plain = lru_cache(maxsize=_REMEMBERED)(self._plain)
        self.hashed = lru_cache(maxsize=_REMEMBERED)(self._hashed)

    def _plain(self, raw: str, region: str | None = None, within: str | None = None) -> Identifier:
        """The identifier of a plain value. Raises Unreadable."""
        space, scope = self._namespace, self._scope(within)
        if self._unseen and raw.casefold() in PLACEHOLDERS:
            raise Unreadable("a placeholder, and nobody's")
        form = normal_form(space.form, raw, region, separators=space.separators)
        value = within_scope(space, scope, form)
        if len(value) > LONGEST:
            raise Unreadable(f"longer than {LONGEST} characters")
        digests = tuple((name, self._kept(digest(name, form))) for name in space.aliases)
        kept = within_scope(space, scope, self._kept(digest("sha256", form))) if space.keyed else value
        shown = None if space.keyed else value
        return Identifier(f"{space.name}:{kept}", space.name, shown, device=space.device, digests=digests, scope=scope)

    def _hashed(self, raw: str, name: str, within: str | None = None) -> Identifier:
        """The identifier of a value that the source has hashed. Raises Unreadable."""
        space, scope, found = self._namespace, self._scope(within), bare(raw).lower()
        if len(found) != HASH_LENGTH[name] or not _HEX.fullmatch(found):
            raise Unreadable(f"no {name} in hexadecimal")
        if found in (HASHES_OF_PLACEHOLDERS if space.keyed else HASHES_OF_NOTHING):
            raise Unreadable("the hash of a placeholder, and nobody's")
        kept = self._kept(found)
        if space.keyed and name == "sha256":
            return Identifier(f"{space.name}:{within_scope(space, scope, kept)}", space.name, None, device=space.device, scope=scope)
        key = f"{space.name}:{within_scope(space, scope, f'{name}:{kept}')}"
        return Identifier(key, space.name, None, device=space.device, hashed=name, digest=kept, scope=scope)

    def _scope(self, within: str | None) -> str | None:
        return scope_of(self._source if self._namespace.scoped else None, within)

    def _kept(self, found: str) -> str:
        if not self._namespace.keyed:
            return found
        return hmac.new(self._secret, found.encode(), sha256).hexdigest()


def digest(name: str, value: str) -> str:
    """A hash of a normal form, in lower-case hexadecimal. MD5 and SHA-1 are what sources send, not what protects anything."""
    made = {"sha256": sha256, "md5": md5, "sha1": sha1}[name]
    return made(value.encode(), usedforsecurity=False).hexdigest()


def normal_form(form: str, raw: str, region: str | None = None, *, separators: str = "keep") -> str:
    """The one form of a raw value; `separators` says what becomes of them in a code. Raises Unreadable."""
    text = raw if raw.isalnum() and raw.isascii() else " ".join(bare(raw).split())
    if text[:1].isdigit():
        text = named_by(text)
    if form in _DROPPING and _FRACTION.fullmatch(text):
        raise Unreadable("a number with a fraction, which is no such value")
    if (form == "digits" or (form == "code" and separators == "drop")) and _HIDDEN.search(text):
        raise Unreadable("a value of which a part is hidden")
    if form == "phone":
        found = read_phone(text, region)
    elif form == "code" and separators == "keep":
        found = text.translate(_DASHES).upper() if any(map(str.isalnum, text)) else ""
    else:
        found = _FORMS[form](text)
    if not found:
        raise Unreadable("nothing is left of it in its normal form")
    return found


def _email(text: str) -> str:
    lower = text.lower()
    if _PLAIN_EMAIL.fullmatch(lower) and "--" not in lower:
        return lower
    try:
        found = validate_email(
            text, allow_display_name=True, check_deliverability=False, globally_deliverable=False
        )  # fmt: skip
    except EmailNotValidError as error:
        raise Unreadable(f"no e-mail address: {error}") from None
    return found.normalized.lower()


_FORMS: dict[str, Callable[[str], str]] = {
    "email": _email,
    "text": str,
    "lower": str.casefold,
    "digits": lambda text: "".join(each for each in text if each.isdigit()),
    "code": lambda text: "".join(each for each in text if each.isalnum()).upper(),
}
