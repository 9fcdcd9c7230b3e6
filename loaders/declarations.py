"""Declarations in mappings: a namespace that is not shipped is declared where it is first used.

    - {column: Record ID, namespace: hubspot, like: customer number}

It is read like the shipped namespace of that kind, and means the same in every source that names it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from app.kinds import KINDS
from app.ledger.declarations import Declared, awaken, clash, declared
from app.ledger.declarations import declare as write_declaration
from loaders.namespaces import default_namespaces

if TYPE_CHECKING:
    from app.graph import Graph, Work
    from loaders.layout import Place
    from loaders.mapping import Mapping
    from loaders.namespaces import Namespace, Namespaces


def known_namespaces(graph: Graph, base: Namespaces | None = None) -> dict[str, Namespace]:
    """The namespaces of a file, without one the shipped ones, and those that are declared in the graph."""
    ours = default_namespaces() if base is None else base
    return {**{each.name: _like(each.name, each.like, each.where, ours) for each in declared(graph).values()}, **ours}


def read_declared(place: Place | None, name: str, known: Namespaces) -> dict[str, Namespace]:
    """The namespaces that the section `identifiers` declares; `name` is the mapping's. Raises MappingError."""
    found: dict[str, Namespace] = {}
    for each in place.items() if place and place.is_list() else ():
        if not each.is_section():
            continue
        section = each.section("an identifier")
        like, namespace = section.get("like"), section.get("namespace")
        if like is None or namespace is None:
            continue
        made = _like(_name(namespace), like.word(tuple(KINDS)), f"{name}.yaml:{like.line}", known)
        _agrees(like, made, found.get(made.name) or known.get(made.name))
        found.setdefault(made.name, made)
    return {each: space for each, space in found.items() if each not in known or known[each].like}


def undeclared(place: Place, name: str) -> NoReturn:
    """Raises MappingError for a namespace that nobody has declared, with the line that declares it."""
    place.fail(
        f"{name!r} is not declared; write `like: customer number` beside it (or {', '.join(list(KINDS)[1:])}), "
        f'or run `throughline policy add-namespace {name} --like "customer number"`'
    )


def declare(work: Work, mapping: Mapping) -> None:
    """Declares the namespaces of a mapping within the caller's transaction. Raises Conflict where another place says otherwise."""
    for each in mapping.declared:
        write_declaration(work, Declared(each.name, each.like, each.where))


def awaken_declared(graph: Graph, mapping: Mapping) -> None:
    """Lets what was loaded before its namespace was declared be judged by the next run."""
    for each in mapping.declared:
        awaken(graph, each.name)


def _like(name: str, like: str, where: str, known: Namespaces) -> Namespace:
    base = known.get(KINDS[like]) or default_namespaces()[KINDS[like]]
    return replace(base, name=name, like=like, where=where)


def _name(place: Place) -> str:
    name = place.text("the name of a namespace")
    if not name.isidentifier() or not name.islower():
        place.fail(f"{name!r} cannot name a namespace; use lower-case letters, digits and _")
    return name


def _agrees(place: Place, made: Namespace, other: Namespace | None) -> None:
    """Refuses a declaration that says of a known namespace something else."""
    if other is None or other.like == made.like or (not other.like and KINDS[made.like] == other.name):
        return
    if other.like:
        place.fail(clash(Declared(made.name, made.like, made.where), other.like, other.where))
    place.fail(f"{made.name!r} is a namespace already, and no {made.like}; leave `like` out, or take a name of your own")
