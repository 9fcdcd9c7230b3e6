"""Values that may be nobody's are found by the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.identity.health import health
from app.identity.policy import read_policy
from app.identity.unify import unify
from tests.graph.identity.worlds import add

if TYPE_CHECKING:
    from app.graph import Graph

MANY = 1_100


def test_words_and_outliers_are_shown_with_their_reason(graph: Graph) -> None:
    """A word among numbers and what very many share stand out; a log-in, whose values are words, and what is junk already do not."""
    add(graph, " ".join(f"cookie:{i}7-email:p{i}q@x.example" for i in range(MANY)))
    add(graph, " ".join(f"cookie:paused-email:p{i}q@x.example" for i in range(4)))
    add(graph, " ".join(f"cookie:99x99-email:p{i}q@x.example" for i in range(9)))
    add(graph, " ".join(f"cookie:undefined-email:p{i}q@x.example" for i in range(9)))
    add(graph, " ".join(f"login:ada-cookie:{i}7" for i in range(5)))
    unify(graph, read_policy())
    found = {row["key"]: (row["because"], row["links"]) for row in health(graph).suspects}
    assert found["cookie:paused"] == ("word", 4)
    assert found["cookie:99x99"] == ("shared", 9)
    assert not {"cookie:undefined", "login:ada"} & set(found)
