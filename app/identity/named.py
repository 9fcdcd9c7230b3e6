"""Members by name, as stewards write them: `record/crm:C-1`, `identifier/email:ada@example.com`, or the bare key where only one member has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.graph import Row

KINDS = ("record/", "identifier/")


@dataclass(frozen=True, slots=True)
class Named:
    """A member found by its name; `person` is whose it is, of `size` members, and `standing` why it joins nobody."""

    ref: str
    node: str
    person: str | None
    size: int
    standing: str | None


def find(read: Callable[..., list[Row]], asked: Sequence[str]) -> list[Named]:
    """The members of these names, in order.

    Raises NotFound for one that does not exist, BadInput for one that two have, or for an identifier whose uses are the members.
    """
    keys = {name: _key(name) for name in asked}
    rows = read("identity/explain_members", names=sorted(set(keys.values())))
    return [_one(name, [row for row in rows if row["name"] == keys[name] and _is_asked(name, row["ref"])]) for name in asked]


def _one(name: str, rows: Sequence[Row]) -> Named:
    if not rows:
        raise NotFound(f"There is no record or identifier {name!r}; give a record id such as crm:C-1001 or a key such as email:ada@example.com.")
    if len(rows) > 1:
        raise BadInput(f"Both a record and an identifier are called {name!r}; say {' or '.join(KINDS)}{name}.")
    row = rows[0]
    if row["uses"]:
        raise BadInput(f"{name} changed hands: name one of its uses, {', '.join(sorted(row['uses']))}.")
    return Named(row["ref"], row["node"], row["person"], row["size"] or 1, row["standing"])


def _key(name: str) -> str:
    return next((name.removeprefix(kind) for kind in KINDS if name.startswith(kind)), name)


def _is_asked(name: str, ref: str) -> bool:
    return not name.startswith(KINDS) or name == ref
