"""A person's name in parts: given, middle, family, generation; from separate columns, from one column, or from a native script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.identity.scoring.words import is_native, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_GENERATIONS = {"sr": "1", "senior": "1", "i": "1", "1st": "1", "jr": "2", "junior": "2", "ii": "2", "2nd": "2", "iii": "3", "3rd": "3", "iv": "4"}
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "herr", "frau", "phd", "md", "esq"})
_HAN = range(0x3400, 0xA000)


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name, each in normal form; not `ordered` when it is a guess which part is the family's."""

    given: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    generation: str | None = None
    ordered: bool = True
    native: bool = False

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.given or self.family)


def name_of(traits: Mapping[str, object]) -> Name | None:
    """The name of a person by the traits of a record; separate columns first, then one column, then the native script."""
    given, middle, family = (_text(traits.get(each)) for each in ("givenName", "middleName", "familyName"))
    if given or family:
        return _parted(given, middle, family, _text(traits.get("nameSuffix")))
    full = _text(traits.get("fullName"))
    if "," in full:
        last, _, first = full.partition(",")
        return _parted(first, "", last, _text(traits.get("nameSuffix")))
    if full:
        return _whole(words(full), _text(traits.get("nameSuffix")))
    native = _text(traits.get("nativeName"))
    return _native(native) if native else None


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _parted(given: str, middle: str, family: str, suffix: str) -> Name | None:
    firsts, generation = _suffix(words(given))
    lasts, other = _suffix(words(family))
    if any(ord(letter) in _HAN for letter in given):
        firsts = ("".join(firsts),)
    middles = words(middle) + tuple(word for word in firsts[1:] if len(word) == 1) + tuple(word for word in lasts[:-1] if len(word) == 1)
    firsts = tuple(word for index, word in enumerate(firsts) if index == 0 or len(word) > 1)
    lasts = tuple(word for index, word in enumerate(lasts) if index == len(lasts) - 1 or len(word) > 1)
    generation = _generation(suffix) or other or generation
    native = is_native(given + family)
    return Name(firsts, middles, lasts, generation, native=native) or None


def _whole(parts: tuple[str, ...], suffix: str) -> Name | None:
    parts, generation = _suffix(tuple(part for part in parts if part not in _TITLES) or parts)
    generation = _generation(suffix) or generation
    if not parts:
        return None
    middles = tuple(part for part in parts[1:-1] if len(part) == 1)
    lasts = tuple(part for index, part in enumerate(parts[1:], 1) if len(part) > 1 or index == len(parts) - 1)
    return Name(parts[:1], middles, lasts, generation, ordered=False)


def _native(text: str) -> Name | None:
    parts = words(text)
    if any(ord(letter) in _HAN for letter in text) and " " not in text and len(parts) > 1:
        return Name(("".join(parts[1:]),), (), parts[:1], None, ordered=False, native=True)
    name = _whole(parts, "")
    return replace(name, native=True) if name else None


def _suffix(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Takes titles and a generation at the end away; one that stands alone is a name."""
    kept = tuple(part for part in parts if part not in _TITLES) or parts
    if len(kept) > 1 and kept[-1] in _GENERATIONS:
        return kept[:-1], _GENERATIONS[kept[-1]]
    return kept, None


def _generation(suffix: str) -> str | None:
    return next((_GENERATIONS[word] for word in words(suffix) if word in _GENERATIONS), None)
