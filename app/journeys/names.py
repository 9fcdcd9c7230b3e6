r"""How names of types, channels and steps are written in lists, steps, exclusions and patterns. Pure; the one place that knows the escape.

A name may hold any character. The signs of the language (`, | ? * + > ! @ $ ^ % ( ) [ ] { } . : " ' \`) and blanks are written with a backslash
before them where they are part of a name: `a\|b` is one name. A backslash before a letter, a digit or `_` is part of the name, as is one at the end.
Blanks around a name that have no backslash are no part of it. `written` escapes every sign, whichever parameter the name is for, so that
`read(written(name)) == name` for all of them. A parameter that holds a single name takes it as it is, because no sign means anything there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SIGNS = frozenset(",|?*+>!@$^%()[]{}.:\"'\\")
"""What means something in one kind of parameter or another."""
_UNIT = re.compile(r"\\\W|[\s\S]")
_ESCAPED = re.compile(r"\\(\W)")


def written(name: str) -> str:
    r"""A name as every parameter reads it: `a|b` is `a\|b`."""
    return "".join(f"\\{sign}" if sign in SIGNS or sign.isspace() else sign for sign in name)


def read(text: str) -> str:
    """The name that a text writes; of a name that `written` wrote, or of a plain one written by hand."""
    return _ESCAPED.sub(r"\1", _bare(text))


def joined(names: Iterable[str], sign: str = ",") -> str:
    r"""Names as one text: `a\,b,c` are `a,b` and `c`."""
    return sign.join(map(written, names))


def parted(text: str, sign: str = ",") -> list[str]:
    """The names in a text that `joined` wrote, or somebody by hand."""
    return [read(part) for part in parts(text, sign)]


def parts(text: str, sign: str = ",") -> list[str]:
    """A text in parts at every sign that has no backslash before it; the parts are as they were written, to be read further."""
    found = [""]
    for unit in _UNIT.findall(text):
        if unit == sign:
            found.append("")
        else:
            found[-1] += unit
    return found


def unquoted(text: str, signs: str) -> str:
    """A text in quotes as it is written without them; `signs` keep their meaning within. Any other text as it is."""
    if text[:1] != '"':
        return text
    return "".join(unit if len(unit) > 1 or unit in signs else written(unit) for unit in _UNIT.findall(text[1:-1]))


def without_end(text: str, sign: str) -> tuple[str, bool]:
    """A text without the sign that it ends with, and whether there was one: a sign with a backslash before it is none."""
    *most, last = _UNIT.findall(text.rstrip()) or [""]
    return ("".join(most), True) if last == sign else (text, False)


def plain(mask: str, signs: str) -> bool:
    """Whether a mask stands for one name only: none of the signs is in it without a backslash."""
    return not set(signs).intersection(_UNIT.findall(mask))


def fitting(mask: str, *, many: str, one: str = "") -> Callable[[str], bool]:
    """Whether a name fits a mask, in which the sign `many` stands for any text, and the sign `one` for any character."""
    meant = {many: "[\\s\\S]*", **({one: "[\\s\\S]"} if one else {})}
    pattern = re.compile("".join(meant.get(unit) or re.escape(_ESCAPED.sub(r"\1", unit)) for unit in _UNIT.findall(_bare(mask))))
    return lambda name: pattern.fullmatch(name) is not None


def among(masks: Sequence[str], known: Iterable[str], *, many: str, one: str = "") -> list[str]:
    """Those of the known names that fit one of the masks, in the order known."""
    tests = [fitting(mask, many=many, one=one) for mask in masks]
    return [name for name in known if any(test(name) for test in tests)]


def _bare(text: str) -> str:
    """Without the blanks around it that have no backslash before them."""
    units = _UNIT.findall(text)
    while units and units[-1].isspace():
        units.pop()
    return "".join(units).lstrip()
