"""What the environment names, as doctor looks at it: files of rules that are not in order, and variables that nothing reads."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.identity.policy import read_policy
from app.identity.survivorship import read_survivorship
from app.journeys.conversions import read_conversions
from app.journeys.designs import read_designs
from app.journeys.sessions import read_sessions
from app.journeys.stages import read_stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.settings import Settings

_OURS = "THROUGHLINE_"
_RULES = ("POLICY", "SURVIVORSHIP", "STAGES", "CONVERSIONS", "SESSIONS", "DESIGNS")
_READ = frozenset({*_RULES, "HOME", "HOST", "PORT", "MODEL", "SECRET", "API_KEY", "HEAP", "PAGECACHE", "TRACE", "SHARED_DATA"})
_BEGINNINGS = ("LIMIT_", "TEST_", "REQUIRE_")
"""Those of limits are checked where they are read; the others are for tests."""


def broken(settings: Settings) -> Iterator[str]:
    """A sentence for every file of rules that the environment names and the product cannot use."""
    readers: Mapping[str, Callable[[], object]] = {
        "POLICY": lambda: read_policy(settings.policy),
        "SURVIVORSHIP": lambda: read_survivorship(settings.survivorship),
        "STAGES": lambda: read_stages(settings.stages),
        "CONVERSIONS": lambda: read_conversions(settings.conversions),
        "SESSIONS": lambda: read_sessions(settings.sessions),
        "DESIGNS": lambda: read_designs(settings.designs),
    }
    for name in _RULES:
        try:
            readers[name]()
        except BadInput as error:
            yield f"{_OURS}{name}: {error}"


def mistaken(environ: Mapping[str, str]) -> Iterator[str]:
    """A sentence for every variable that looks like one of the product's and is none: what it names is not in force."""
    for name in sorted(each for each in environ if each.startswith(_OURS)):
        rest = name.removeprefix(_OURS)
        if rest in _READ or rest.startswith(_BEGINNINGS):
            continue
        near = get_close_matches(rest, sorted(_READ), n=1)
        hint = f"did you mean {_OURS}{near[0]}?" if near else "see docs/rules.md for those there are."
        yield f"Nothing reads {name}; {hint}"
