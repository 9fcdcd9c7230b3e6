"""Scopes: within what a number is one of its kind, and how that stands in its key.

    user:shop_web/42          the number 42 of the source `shop_web`
    passport:US/10251111      a number that the United States gave
    user:hr%2Feu/42           the number 42 of a source called `hr/eu`

A stroke in a name is written %2F and a per cent sign %25, so that the first stroke ends the scope and no two scopes are spelled alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from loaders.countries import country

if TYPE_CHECKING:
    from loaders.namespaces import Namespace


def national(namespace: Namespace) -> bool:
    """Whether a country or state may have given its numbers (`within`), as those of documents: by a form that leaves no strokes."""
    return namespace.form == "digits" or (namespace.form == "code" and namespace.separators == "drop")


def scope_of(source: str | None, within: str | None) -> str | None:
    """The scope of a number of a source, a country or state, or both, as its key shows it; None for neither."""
    given = [source or None, (country(within) or None) if within else None]
    return "/".join(escaped(each) for each in given if each) or None


def within_scope(namespace: Namespace, scope: str | None, value: str) -> str:
    """A value behind its scope. Where a country may stand and none does, a value with a stroke gets one more in front: its head is no country."""
    abroad = "/" in (scope or "") if namespace.scoped else bool(scope)
    doubtful = national(namespace) and not abroad and "/" in value
    return f"{scope + '/' if scope else ''}{'/' if doubtful else ''}{value}"


def escaped(name: str) -> str:
    """A name as a part of a scope."""
    return name.replace("%", "%25").replace("/", "%2F")


def unescaped(part: str) -> str:
    """The name that a part of a scope stands for."""
    return unquote(part)
