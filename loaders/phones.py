"""Phones: one number out of what people write into a field for a phone number: E.164, and its extension after RFC 3966.

    030 5550129 (work) → +49305550129    030 5550129 ext. 12 → +49305550129;ext=12
"""

from __future__ import annotations

import re
import string

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher, ValidationResult

from loaders.times import Unreadable

_INTERNATIONAL = 11
_NOTE = re.compile(r"[(\[{][^)\]}]*[^\W\d_][^)\]}]*[)\]}]")
_SIGNS = re.compile(r"[+\d\s()./\-\u2010-\u2015\u2212]+", re.ASCII)
_PARTS = re.compile(r"[/;,|&\n]|\s(?:or|oder|und|and|ou|et|o|y|e|lub|i)\s", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\b(?:durchwahl|dw|nebenstelle|nst|apparat|app|klappe|kl|poste|interno|toestel|wewn?|доп|внутр|内线|内線|extension|extn?)\b[\s.:]*(?=\d)",
    re.IGNORECASE,
)
_EXTENSION_PART = re.compile(r"[;,]?\s*(?:ext|x|#|~)[\s.:=]*\d{1,7}", re.IGNORECASE)
_IS_EXTENSION = re.compile(r"ext|x|#|;|~", re.IGNORECASE)
_LETTERS = " .:" + string.ascii_letters
_CODE_ONLY = re.compile(r"\s*\+?\s*\d{0,3}\s*")
_MASKED = re.compile(r"[\d)(.\-/ ](?:[*•●∙·…_?]|(?:([xX#])\1))[\d*•●∙·…_?xX#.\-/ ]*|^[*•●∙·…_?xX#]{2,}[\d.\-/ (]")
_SPELLED_ON = re.compile(r"\d-[^\W\d_]{3}")
_CODE_FIRST = re.compile(r"\(?(?P<code>[1-9]\d{0,2})\)?\s*(?=\(0\))")
_FILLED = re.compile(r"(\d)\1{3,}|12345678(?:90?)?")
_SEVERAL = "more than one phone number; say how they are parted, with `split`"


def read_phone(text: str, region: str | None) -> str:
    """The number as E.164, with `;ext=` where it has an extension. Raises Unreadable."""
    if _MASKED.search(text):
        raise Unreadable("a phone number of which a part is hidden")
    found = _called(_CODE_FIRST.sub(_with_plus, _EXTENSION.sub(" ext. ", text), count=1), region)
    if _FILLED.fullmatch(phonenumbers.national_significant_number(found)):
        raise Unreadable("a placeholder, and nobody's")
    number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return f"{number};ext={found.extension}" if found.extension else number


def _called(text: str, region: str | None) -> PhoneNumber:
    bare = _NOTE.sub(_without_note, text.removeprefix("tel:")).strip()
    if _several(bare, region):
        raise Unreadable(_SEVERAL)
    signs_only = _SIGNS.fullmatch(bare)
    found = _possible(bare, region) or _plus_lost(bare) if signs_only else _lettered(bare, region)
    if found is None:
        raise Unreadable("no phone number" if region else "no phone number with +; give its `region`")
    return found


def _with_plus(found: re.Match[str]) -> str:
    """A country code that stands before the `(0)` of those who dial from elsewhere."""
    return f"+{found['code']} " if not found.start() and int(found["code"]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE else found[0]


def _without_note(note: re.Match[str]) -> str:
    """What stands in brackets goes, but for an extension."""
    return note[0].strip("()[]{}") if _IS_EXTENSION.match(note[0][1:].lstrip()) else " "


def _several(text: str, region: str | None) -> bool:
    """Whether a text of several parts holds a number in more than one of them: a trunk code may be parted too, as in 030/5550129."""
    parts = [each.strip() for each in _PARTS.split(_EXTENSION_PART.sub("", text)) if any(map(str.isdigit, each))]
    if len(parts) < 2:  # noqa: PLR2004 - one number
        return False
    later = [each for each in parts[1:] if each.lstrip(_LETTERS).startswith(("0", "+"))]
    return bool(later and not _CODE_ONLY.fullmatch(parts[0])) or all(_valid(each, region) for each in parts)


def _lettered(text: str, region: str | None) -> PhoneNumber | None:
    """The number in a text with letters: of one that goes on in letters they are a part, and elsewhere words beside it."""
    found = _noted(text, region)
    if found and _SPELLED_ON.search(text) and not phonenumbers.is_valid_number(found):
        found = None
    return found or _vanity(text, region)


def _noted(text: str, region: str | None) -> PhoneNumber | None:
    """The one number in a text with words beside it. Raises Unreadable where other digits are left, or another number."""
    found = list(PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE))
    if not found:
        return None
    if len(found) > 1:
        raise Unreadable(_SEVERAL)
    if any(map(str.isdigit, text[: found[0].start] + text[found[0].end :])):
        raise Unreadable("a phone number with other digits beside it")
    number = found[0].number
    return number if _fits(number) else None


def _vanity(text: str, region: str | None) -> PhoneNumber | None:
    """A number spelled in letters, as 1-800-FLOWERS: only a valid one, since a note could be read so too."""
    found = _parsed(text, region)
    return found if found and phonenumbers.is_valid_number(found) and re.fullmatch(r"[+\dA-Za-z() .\-]+", text) else None


def _plus_lost(text: str) -> PhoneNumber | None:
    """Longer than its region allows: an international number that lost its +."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or len(digits) < _INTERNATIONAL or digits.startswith("0") or "/" in text:
        return None
    return _possible(f"+{digits}", None)


def _possible(text: str, region: str | None) -> PhoneNumber | None:
    found = _parsed(text, region)
    return found if found and _fits(found) else None


def _valid(text: str, region: str | None) -> bool:
    found = _parsed(text, region)
    return found is not None and phonenumbers.is_valid_number(found)


def _fits(found: PhoneNumber) -> bool:
    return phonenumbers.is_possible_number_with_reason(found) == ValidationResult.IS_POSSIBLE


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
