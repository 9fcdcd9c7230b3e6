"""Words of names in normal form: Latin letters, small, without accents; nicknames, sounds and edits between two of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii
from nicknames import NickNamer
from rapidfuzz.distance import DamerauLevenshtein

_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APOSTROPHES = re.compile(r"['`´’.]")
_OTHERS = re.compile(r"[^a-z0-9]+")
_VOWELS = re.compile(r"[aeiouyw]+")
_REPEATED = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans("dbgvzqcxj", "tpkfskkss")
_VARIANTS = (
    frozenset({"mohamed", "mohammed", "muhammad", "muhammed", "mohamad", "mohammad", "muhamad", "mehmet", "mohd", "mhd", "md"}),
    frozenset({"ahmed", "ahmad", "ahmet", "achmed"}),
    frozenset({"yusuf", "youssef", "yousef", "joseph", "yusef"}),
    frozenset({"hussein", "husain", "hossein", "hussain", "husayn"}),
    frozenset({"alexander", "aleksandr", "oleksandr", "alexandr", "sasha", "alejandro"}),
    frozenset({"george", "georg", "jorge", "georgy", "georgi", "juergen"}),
    frozenset({"john", "johann", "johannes", "juan", "giovanni", "ivan", "jean", "joao", "hans"}),
    frozenset({"peggie", "peggy", "margaret", "maggie", "margarete", "margareta"}),
    frozenset({"lee", "leigh", "lea", "li"}),
    frozenset({"michael", "mikhail", "miguel", "michel", "michele", "mike", "mick"}),
    frozenset({"katherine", "catherine", "kathryn", "ekaterina", "katarina", "katharina", "catalina", "kate", "kathy", "cathy"}),
    frozenset({"william", "wilhelm", "guillermo", "guillaume", "bill", "will", "willy", "liam"}),
    frozenset({"joseph", "jose", "josef", "giuseppe", "joe"}),
    frozenset({"james", "jim", "jimmy", "jamie", "jaime"}),
    frozenset({"peter", "pyotr", "piotr", "pedro", "pierre", "pietro"}),
    frozenset({"paul", "pavel", "pablo", "paolo"}),
)
_DIMINUTIVE = re.compile(r"(ie|y|i)$")
_STEM = 3
_LONG, _SHORT, _LATIN = 7, 4, 0x24F


def latin(text: str) -> str:
    """Any script in Latin letters; Han characters come one word each. anyascii is a table: the same text always gives the same letters."""
    return _CAPITALS.sub(" ", anyascii(text)) if not text.isascii() else text


def is_native(text: str) -> bool:
    """Whether a text has letters of another script than Latin, which can be written in Latin letters in many ways."""
    return any(ord(letter) > _LATIN for letter in text if letter.isalpha())


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in normal form: `D'Esquire` gives desquire, `王杰` wang and jie."""
    plain = latin(text).lower().replace("&", " and ")
    return tuple(word for word in _OTHERS.split(_APOSTROPHES.sub("", plain)) if word)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """What is heard of a word: its consonants, voiced ones as unvoiced, doubled ones once. Dara and Tara, Siddiqui and Sdyqy are one."""
    plain = word.replace("ph", "f").replace("ck", "k").replace("gh", "g").replace("th", "t").replace("sch", "s").replace("sh", "s")
    heard = _VOWELS.sub("", plain.translate(_SOUNDS))
    heard = heard[:1] + heard[1:].replace("h", "") if heard[:1] != "m" else heard
    return _REPEATED.sub(r"\1", heard) or word[:1]


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=65_536)
def called(name: str) -> frozenset[str]:
    """The names that one who bears this name may go by as well, in both directions: robert and bob."""
    table = _nicknames()
    found = {*table.nicknames_of(name), *table.canonicals_of(name)}
    for each in _VARIANTS:
        if name in each:
            found |= each
    stem = _DIMINUTIVE.sub("", name)
    if stem != name and len(stem) >= _STEM:
        found |= {stem, *table.nicknames_of(stem), *table.canonicals_of(stem), *table.canonicals_of(_REPEATED.sub(r"\1", stem))}
    return frozenset(found - {name})


def edited(one: str, other: str) -> bool:
    """Whether a slip of the keyboard makes one word of the other: one edit from four letters on, two from seven."""
    longest = max(len(one), len(other))
    if longest < _SHORT:
        return False
    most = 2 if longest >= _LONG else 1
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most
