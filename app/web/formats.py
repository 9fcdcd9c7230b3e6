"""How pages write dates, counts, money and names: for people, the same everywhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.moments import in_utc

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_WITHOUT_CENTS = frozenset({"JPY", "KRW", "ISK", "HUF", "CLP"})
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_LONG_AGO_DAYS = 60
_NOTHING = "–"
_SHORT = frozenset({"crm", "sms", "nps", "csat", "ssn", "ip", "id"})


def count(value: float | None) -> str:
    """A whole number with separators: 31,076."""
    return _NOTHING if value is None else f"{value:,.0f}"


def share(part: float, whole: float) -> str:
    """A part of a whole in percent; a dash where there is no whole."""
    if not whole:
        return _NOTHING
    percent = 100 * part / whole
    return f"{percent:.0f}%" if percent >= 10 or not percent else f"{percent:.1f}%"  # noqa: PLR2004 - two digits


def money(value: float | None, currency: str | None = None) -> str:
    """An amount in its currency: €1,234.50, or 1,234.50 CHF where the sign is ambiguous or unknown."""
    if value is None:
        return _NOTHING
    digits = 0 if currency in _WITHOUT_CENTS else 2
    amount = f"{abs(value):,.{digits}f}"
    sign = "−" if value < 0 and any(each in "123456789" for each in amount) else ""
    if currency in _SIGNS:
        return f"{sign}{_SIGNS[currency]}{amount}"
    return f"{sign}{amount}" + (f" {currency}" if currency else "")


def words(name: str | None) -> str:
    """A name of the graph in words: `page_view` is Page view, `givenName` is Given name."""
    if not name:
        return _NOTHING
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.replace("_", " "))
    shown = " ".join(word.upper() if word in _SHORT else word for word in spaced.split())
    return shown[:1].upper() + shown[1:]


def moment(value: datetime | None, form: str = "full") -> str | Markup:
    """A time as a `<time>` element; forms are `full` (14 Mar 2026, 09:26), `day` (14 Mar 2026) and `clock` (09:26)."""
    if value is None:
        return _NOTHING
    utc = in_utc(value)
    day, clock = f"{utc.day} {utc:%b %Y}", f"{utc:%H:%M}"
    shown = {"full": f"{day}, {clock}", "day": day, "clock": clock}[form]
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(utc.isoformat(timespec="seconds"), f"{day}, {utc:%H:%M:%S}", shown)


def ago(value: datetime | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> str:
    """How long ago something happened, roughly: 5 minutes ago; the date when it is long ago or to come."""
    if value is None:
        return "never"
    seconds = (now() - value).total_seconds()
    if seconds < 0 or seconds > _LONG_AGO_DAYS * _DAY:
        return f"on {value.day} {value:%b %Y}"
    for size, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= size:
            many = int(seconds // size)
            return f"{many} {unit}{'s' if many > 1 else ''} ago"
    return "just now"


def lasting(seconds: float | None) -> str:
    """How long something takes, in its largest unit: 45 s, 12 min, 3.5 hours, 2 days."""
    if seconds is None:
        return _NOTHING
    for size, unit in ((_DAY, "days"), (_HOUR, "hours"), (_MINUTE, "min")):
        if seconds >= size:
            shown = f"{seconds / size:.1f}".removesuffix(".0")
            return f"{shown} {unit.removesuffix('s') if shown == '1' else unit}"
    return f"{seconds:.0f} s"


def initials(name: str | None) -> str:
    """Two letters for the badge of a person; a question mark for a nameless one."""
    parts = (name or "?").split() or ["?"]
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


def cypher_name(file: str) -> str:
    """The name of a statement from its file: `cypher/web/totals.cypher` is web/totals."""
    return file.removeprefix("cypher/").removesuffix(".cypher")


def tail(node: str) -> str:
    """The key of a node of a merge graph without its kind: `record/crm:C-1` is crm:C-1."""
    return node.partition("/")[2]


def compact(value: object) -> str:
    """JSON without spaces, as a script writes it: what is chosen in a drawing is found in a form by this text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_EVERY = (count, share, money, words, moment, ago, lasting, initials, cypher_name, tail, compact)
FILTERS: dict[str, Callable[..., object]] = {each.__name__: each for each in _EVERY}
"""Every filter under the name templates use."""
