"""Namespaces: what kinds of identifiers there are, declared in `namespaces.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.layout import Place, read_layout

FORMS = ("email", "phone", "text", "lower", "digits", "code")
SEPARATORS = ("keep", "drop")
DIGESTS = ("sha256", "md5", "sha1")

_KEYS = ("form", "separators", "aliases", "device", "stored", "scope")


@dataclass(frozen=True, slots=True)
class Namespace:
    """One kind of identifier; `namespaces.yaml` says what each field means.

    Of one that is declared in a mapping or by command, `like` is the kind it was declared to be, and `where` says where.
    """

    name: str
    form: str = "text"
    aliases: tuple[str, ...] = ()
    device: bool = False
    keyed: bool = False
    scoped: bool = False
    like: str = ""
    where: str = ""
    separators: str = "keep"


Namespaces = Mapping[str, Namespace]


@cache
def default_namespaces() -> Namespaces:
    """The namespaces Throughline comes with."""
    return read_namespaces(Path(__file__).with_name("namespaces.yaml"))


def read_namespaces(path: Path) -> Namespaces:
    """Every namespace of a file. Raises MappingError with the line that is wrong."""
    found = read_layout(path).section("the file of namespaces")
    return {name: read_namespace(name, place) for name, place in found.items()}


def read_namespace(name: str, place: Place) -> Namespace:
    """One namespace from its section. Raises MappingError."""
    if not name.isidentifier() or not name.islower():
        place.fail(f"{name!r} cannot name a namespace; use lower-case letters, digits and _")
    found = place.section(f"namespace {name!r}", _KEYS)
    form, aliases, device = found.get("form"), found.get("aliases"), found.get("device")
    stored, scope, separators = found.get("stored"), found.get("scope"), found.get("separators")
    return Namespace(
        name=name,
        form=form.word(FORMS) if form else "text",
        aliases=tuple(each.word(DIGESTS) for each in aliases.items()) if aliases else (),
        device=device.flag() if device else False,
        keyed=bool(stored and stored.word(("plain", "keyed")) == "keyed"),
        scoped=bool(scope and scope.word(("global", "source")) == "source"),
        separators=separators.word(SEPARATORS) if separators else "keep",
    )
