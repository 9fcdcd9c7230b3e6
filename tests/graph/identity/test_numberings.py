"""A clash that the mappings make is told as such: two sources that use one namespace as if it were one numbering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.doctor import inconsistencies
from app.identity import policies, review
from app.identity.explain import explain
from app.identity.policy import read_policy
from app.identity.unify import unify
from tests.graph.loaders.worlds import load_rows

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

POLICY = read_policy()
CONTACTS = """
format: csv
source: {{name: {source}, kind: crm, owner: sales}}
record: {{key: id}}
identifiers:
  - {{column: number, namespace: {namespace}}}
  - {{column: email, namespace: email}}
"""
HEAD = "id,number,email"


def bring(graph: Graph, folder: Path, source: str, numbers: dict[str, str], namespace: str = "crm") -> None:
    """Loads contacts of a source: numbers and whose address each has."""
    rows = [f"{number},{number},{name}@x.example" for number, name in numbers.items()]
    load_rows(graph, folder, CONTACTS.format(source=source, namespace=namespace), [HEAD, *rows])


def test_two_numberings_under_one_name(graph: Graph, tmp_path: Path) -> None:
    """Where values of two sources claim the same addresses again and again, run, queue, doctor and explanation say what to do in the mappings."""
    names = ["ida", "tom", "eva", "max"]
    bring(graph, tmp_path, "hub", {f"H{i}": name for i, name in enumerate([*names, "leo"])})
    bring(graph, tmp_path, "sap", {f"70{i}": name for i, name in enumerate(names)})
    done = unify(graph, POLICY)
    told = (
        "Two sources use `crm` as if it were one numbering (hub 5 values, sap 4; 4 clashes): "
        "give each a namespace of its own in its mapping (`namespace: …, like: customer number`)."
    )
    assert done.numberings == [told]
    (item,) = [row for row in review.queue(graph) if row["kind"] == "numbering"]
    assert (item["reason"], item["a"].startswith("identifier/crm:H"), item["b"].startswith("identifier/crm:")) == (told, True, True)
    assert told in list(inconsistencies(graph))
    reasons = explain(graph, "hub:H0", "sap:700").reasons
    assert [each.rule for each in reasons] == ["contested", "numbering"]
    assert reasons[-1].sentence == told
    assert "numbering" not in {each.rule for each in explain(graph, "hub:H0", "hub:H4").reasons}


def test_it_is_gone_once_the_mappings_are_mended(graph: Graph, tmp_path: Path) -> None:
    """Loaded with a namespace of its own, the second source clashes no more, and nothing is told."""
    numbers = {f"70{i}": name for i, name in enumerate(["ida", "tom", "eva"])}
    bring(graph, tmp_path, "hub", {f"H{number}": name for number, name in numbers.items()})
    bring(graph, tmp_path, "sap", numbers)
    assert unify(graph, POLICY).numberings
    bring(graph, tmp_path, "sap", numbers, namespace="sap_number, like: customer number")
    done = unify(graph, policies.current(graph, POLICY))
    assert (done.numberings, list(inconsistencies(graph))) == ([], [])
    assert not {"numbering", "contested"} & {row["kind"] for row in review.queue(graph)}


def test_two_customers_of_one_numbering_are_no_such_thing(graph: Graph, tmp_path: Path) -> None:
    """Sources that do share their numbers may have customers with one address: that is a conflict of the data."""
    numbers = {f"80{i}": f"c{i}" for i in range(12)}
    bring(graph, tmp_path, "crm", numbers)
    bring(graph, tmp_path, "support", numbers | {f"9{i}": f"c{i}" for i in range(4)})
    done = unify(graph, POLICY)
    assert done.numberings == []
    assert [row["kind"] for row in review.queue(graph)].count("contested") >= 4


def test_few_clashes_are_an_accident(graph: Graph, tmp_path: Path) -> None:
    """Two of them are told as what they are."""
    bring(graph, tmp_path, "hub", {"H1": "ida", "H2": "tom", "H3": "eva"})
    bring(graph, tmp_path, "sap", {"1": "ida", "2": "tom", "3": "leo"})
    assert unify(graph, POLICY).numberings == []


NAMED = CONTACTS.replace("record: {{key: id}}", "record: {{key: id, traits: {{givenName: given, familyName: family, birthDate: birth}}}}")
PEOPLE = [("Ida", "Berg", "1970-02-01"), ("Tom", "Falk", "1982-03-04"), ("Eva", "Lund", "1991-05-06"), ("Max", "Horn", "1965-07-08")]


def test_numbers_that_both_sources_give_are_seen_too(graph: Graph, tmp_path: Path) -> None:
    """Two systems that count from the same number state the same values, each of another customer: then neither claims anything alone."""
    for source, shift in (("hub", 0), ("sap", 1)):
        whose = enumerate([*PEOPLE[shift:], *PEOPLE[:shift]])
        rows = [f"{number},{number},{given}@x.example,{given},{family},{birth}" for number, (given, family, birth) in whose]
        load_rows(graph, tmp_path, NAMED.format(source=source, namespace="crm"), [f"{HEAD},given,family,birth", *rows])
    (told,) = unify(graph, POLICY).numberings
    assert told.startswith("Two sources use `crm` as if it were one numbering (hub 4 values, sap 4; 4 clashes)")
    assert told in list(inconsistencies(graph))
    assert [row["kind"] for row in review.queue(graph)].count("numbering") == 1
