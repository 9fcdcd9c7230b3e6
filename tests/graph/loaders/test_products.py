"""A touchpoint is about all the products that its row names, from a list or from several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.load import load
from loaders.mapping import read_mapping
from tests.graph.loaders.worlds import SECRET, observed, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph

ORDERS = """
format: csv
group: [order]
source: {name: shop, kind: shop, owner: sales}
identifiers:
  - {column: email, namespace: email}
touchpoint:
  id: order
  version: version
  type: {value: purchase}
  time: at
  value: total
  product: lines.*.sku
types: {purchase: {owner: sales}}
"""
ITEMS = """
format: jsonl
source: {name: shop, kind: shop, owner: sales}
touchpoint: {id: order, type: {value: purchase}, time: at, product: items.*.sku}
types: {purchase: {owner: sales}}
"""
HEAD = "order,version,email,at,total,sku\n"


def products(graph: Graph) -> list[list[object]]:
    """Each touchpoint with its value, its properties of products, and what it is about."""
    with graph.driver.session() as session:
        return session.run(
            "MATCH (t:Touchpoint) RETURN t.key, t.value, t.product, t.products, "
            "COLLECT { MATCH (t)-[:ABOUT]->(p) RETURN p.name ORDER BY p.name } ORDER BY t.key"
        ).values()


def test_an_order_of_several_lines_is_one_purchase(graph: Graph, tmp_path: Path) -> None:
    """With its value once and all its products; loaded twice it changes nothing, in a new version it is rewritten, and the old one is kept."""
    mapping = read_mapping(write(tmp_path, "shop/orders.yaml", ORDERS))
    first = HEAD + "1,1,a@x.org,2024-01-01T10:00:00Z,64.90,TP\n2,1,b@x.org,2024-01-01T11:00:00Z,5,RP\n1,,,,,RP\n1,,,,,RP\n"
    file = write(tmp_path, "orders.csv", first)
    (outcome,) = load(graph, mapping, [file], key=SECRET)
    assert (outcome.read, outcome.new) == (2, 2)
    assert products(graph) == [["1", 64.9, "TP", ["TP", "RP"], ["RP", "TP"]], ["2", 5.0, "RP", None, ["RP"]]]
    before = observed(graph)
    (outcome,) = load(graph, mapping, [file], key=SECRET)
    assert (outcome.repeated, observed(graph)) == (2, before)
    (outcome,) = load(graph, mapping, [write(tmp_path, "later.csv", HEAD + "1,2,a@x.org,2024-01-01T10:00:00Z,20,RP\n")], key=SECRET)
    assert outcome.changed == 1
    assert products(graph)[0] == ["1", 20.0, "RP", None, ["RP"]]
    (outcome,) = load(graph, mapping, [file], key=SECRET)
    assert outcome.repeated == 2


def test_versions_in_any_order_end_the_same(graph: Graph, tmp_path: Path) -> None:
    """The greater version is the current one, with its products, whichever came first."""
    mapping = read_mapping(write(tmp_path, "shop/orders.yaml", ORDERS))
    files = [
        write(tmp_path, f"{version}.csv", HEAD + "".join(f"1,{version},,2024-01-01T10:00:00Z,5,{sku}\n" for sku in skus))
        for version, skus in ((1, "AB"), (2, "BCA"))
    ]
    found = []
    for each in (files, files[::-1]):
        graph.write("runtime/wipe")
        for file in each:
            load(graph, mapping, [file], key=SECRET)
        found.append(observed(graph))
    assert products(graph) == [["1", 5.0, "B", ["B", "C", "A"], ["A", "B", "C"]]]
    assert found[0] == found[1]


def test_a_list_of_items_is_as_many_products(graph: Graph, tmp_path: Path) -> None:
    """Names that are too long are set aside, and an empty list is no product."""
    mapping = read_mapping(write(tmp_path, "shop/items.yaml", ITEMS))
    lines = [
        '{"order": 1, "at": "2024-01-01T10:00:00Z", "items": [{"sku": "A"}, {"sku": "' + "x" * 1_001 + '"}, {"sku": "B"}]}',
        '{"order": 2, "at": "2024-01-01T10:00:00Z", "items": []}',
    ]
    (outcome,) = load(graph, mapping, [write(tmp_path, "orders.jsonl", "\n".join(lines))], key=SECRET)
    assert (outcome.new, outcome.set_aside) == (2, 1)
    assert products(graph) == [["1", None, "A", ["A", "B"], ["A", "B"]], ["2", None, None, None, []]]
