r"""Keys: what a source calls a record or an event, so that two of them are never one by their spelling.

A key of several columns is its parts with the sign of `join` between them. Where a part holds that sign, each of its characters and each backslash
in a part has a backslash before it: `1-2` and `3` are `1\-2-3`, `1` and `2-3` are `1-2\-3`. Keys without such a part stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ESCAPE = "\\"


def escaped(part: str, signs: str) -> str:
    """A part with a backslash before each of the signs and each backslash."""
    if _ESCAPE not in part and not any(sign in part for sign in signs):
        return part
    return "".join(f"{_ESCAPE}{character}" if character == _ESCAPE or character in signs else character for character in part)


def joined(parts: Sequence[str], sign: str) -> str:
    """The parts as one key. Other parts never give the same key."""
    plain = sign.join(parts)
    if _ESCAPE not in plain and plain.split(sign) == list(parts):
        return plain
    return sign.join(escaped(part, sign) for part in parts)


def identity(source: str, key: str) -> str:
    """`source:key`, by which the graph knows a record or an event. A colon in the name of the source has a backslash before it."""
    return f"{source if ':' not in source and _ESCAPE not in source else escaped(source, ':')}:{key}"
