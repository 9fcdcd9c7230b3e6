"""Money: currencies by ISO 4217, and amounts written with the sign of their currency."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import exists
from babel.numbers import get_currency_symbol, get_territory_currencies

from loaders.times import Unreadable

_NO_MONEY = frozenset({"XXX", "XTS"})
"""What ISO 4217 calls no currency, and what it keeps for tests."""

_SIGN = re.compile(r"[^\d\s_.,()+\-\u2212'](?:[^\d,()+\-\u2212']*[^\d\s,()+\-\u2212'])?")
"""What stands beside the digits of an amount: a sign or a code, blanks and points within it."""
_EXPONENT = re.compile(r"[\d.,+-]+[eE][+-]?\d+")


@lru_cache(maxsize=1_024)
def read_currency(text: str) -> str:
    """The ISO 4217 code of a currency, past ones too. Raises Unreadable."""
    code = text.strip().upper()
    if code not in get_global("all_currencies") or code in _NO_MONEY:
        raise Unreadable("no currency of ISO 4217; write EUR, or translate it with `values`")
    return code


def read_amount(text: str, currency: str | None) -> tuple[str, str | None]:
    """The number in an amount and, where a sign or a code stands beside it, its currency. Raises Unreadable."""
    found = _SIGN.search(text)
    if found is None or _EXPONENT.fullmatch(text):
        return text, None
    number = text[: found.start()].rstrip() + text[found.end() :].lstrip()
    return number, _meant(found[0], currency)


def _meant(sign: str, currency: str | None) -> str:
    """The currency that a sign stands for beside that of the row. Raises Unreadable."""
    if sign.upper() in get_global("all_currencies"):
        meant = read_currency(sign)
    elif currency and sign in _signs_of(currency):
        return currency
    elif sign in _one_only():
        meant = _one_only()[sign]
    elif not any(unicodedata.category(each) == "Sc" for each in sign):
        raise Unreadable("no number; write 1234.5")
    else:
        raise Unreadable(f"{sign!r} is no sign of one currency alone; give the row's `currency`, or the number without it")
    if currency and meant != currency:
        raise Unreadable(f"{sign} is not {currency}, which is the currency of the row")
    return meant


@cache
def _signs_of(currency: str) -> frozenset[str]:
    """How a currency is written, in English and at home."""
    homes = {f"{language}_{territory}" for territory in _territories(currency) for language in get_official_languages(territory)}
    return frozenset(get_currency_symbol(currency, each) for each in ("en", *_known(homes)))


def _territories(currency: str) -> list[str]:
    """Where it is paid with today."""
    return [territory for territory in get_global("all_currencies")[currency] if currency in get_territory_currencies(territory)]


def _known(locales: set[str]) -> list[str]:
    return [each for each in sorted(locales) if exists(each)]


@cache
def _one_only() -> dict[str, str]:
    """The signs that one currency alone has."""
    signs = {get_currency_symbol(each, "en"): each for each in get_global("all_currencies") if each not in _NO_MONEY}
    return {"US$": "USD"} | {sign: code for sign, code in signs.items() if sign not in ("$", "£", "¥") and sign != code}
