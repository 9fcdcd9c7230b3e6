"""Asking: what somebody asks for as `namespace:value` → the keys under which the graph may know it.

A value may be asked for in any spelling, and each key as the graph shows it: with its scope, or as a hash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.errors import BadInput
from loaders.countries import LOCALE_DATA
from loaders.forms import HASH_LENGTH, Former
from loaders.namespaces import default_namespaces
from loaders.scopes import national, unescaped
from loaders.times import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.namespaces import Namespace, Namespaces

_KEYED = re.compile(r"(?:(?:md5|sha1):)?[0-9a-f]{64}")
_COUNTRIES = tuple(sorted(LOCALE_DATA))

Reading = tuple[str, str | None, str]
"""One way to read what was asked for: its source (empty for none), its country, and the value."""


def identifier_key(namespace: str, raw: str, *, secret: bytes = b"", source: str = "", region: str | None = None) -> str:
    """The key of a plain value, e.g. ('email', ' Ada@Example.com') → 'email:ada@example.com'. Raises BadInput."""
    return identifier_keys(f"{namespace}:{raw}", secret=secret, source=source, region=region)[0]


def identifier_keys(
    text: str, *, secret: bytes = b"", source: str = "", region: str | None = None, namespaces: Namespaces | None = None
) -> tuple[str, ...]:
    """Every key under which `namespace:value` may be known, the likeliest first: the plain one, then those of its hashes.

    `namespace:sha256:<hex>` asks for a hashed value, `user:shop/42` for that of the source `shop`, `passport:US/1` for that of a country.
    Raises BadInput for an unknown namespace or an unreadable value.
    """
    space, raw = _asked(text, namespaces)
    readings = [(source, None, raw)] if source else list(_readings(space, raw))
    keys, error = _keys(space, readings, secret, region)
    if space.keyed and _KEYED.fullmatch(raw.rpartition("/")[2]):
        keys.append(f"{space.name}:{raw}")
    if not keys:
        raise BadInput(f"The value of {space.name!r} cannot be read: {error}.")
    return tuple(dict.fromkeys(keys))


def keys_elsewhere(text: str, sources: Iterable[str], *, secret: bytes = b"", namespaces: Namespaces | None = None) -> tuple[str, ...]:
    """The keys that a value without its scope may have: as a number of each of these sources, or of each country. Raises BadInput as above."""
    space, raw = _asked(text, namespaces)
    readings: list[Reading] = [(source, None, raw) for source in sorted(sources)] if space.scoped else []
    if national(space) and not space.scoped:
        readings += [("", country, raw) for country in _COUNTRIES]
    return tuple(dict.fromkeys(_keys(space, readings, secret, None)[0]))


def _asked(text: str, namespaces: Namespaces | None) -> tuple[Namespace, str]:
    known = default_namespaces() if namespaces is None else namespaces
    name, _, raw = text.partition(":")
    if name not in known:
        raise BadInput(f"{name!r} is no namespace; use one of {', '.join(known)}, e.g. email:ada@example.com.")
    return known[name], raw.strip()


def _readings(space: Namespace, raw: str) -> Iterator[Reading]:
    """The ways to read a value: its head may be the source or the country that gave the number."""
    head, stroke, rest = raw.partition("/")
    source = unescaped(head) if space.scoped and stroke else ""
    value = rest if source else raw
    if national(space) and "/" in value:
        country, _, number = value.partition("/")
        yield source, unescaped(country) or None, number
    yield source, None, value
    if source:
        yield "", None, raw


def _keys(space: Namespace, readings: Iterable[Reading], secret: bytes, region: str | None) -> tuple[list[str], Unreadable | None]:
    """The keys by all readings, and why the last one that gave none could not be read."""
    found: list[str] = []
    wrong = None
    for source, country, value in readings:
        former, (name, _, rest) = Former(space, source=source, secret=secret), value.partition(":")
        try:
            if name in HASH_LENGTH and rest:
                found.append(former.hashed(rest, name, country).key)
            else:
                made = former.plain(value, region, country)
                found += [made.key, *made.twins()]
        except Unreadable as error:
            wrong = error
    return found, wrong
