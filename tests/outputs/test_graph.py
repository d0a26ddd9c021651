from __future__ import annotations

from pathlib import Path

import pytest

from made import made_report
from newsents import merge, to_graph
from newsents.outputs.graph import read_graph, to_simple_graph, write_graph

A, B, C = "Q1 Ana Brekke / Minister, Fiji / FJ", "Q2 Tomas Varela", "Zoë \x0cO'Neil & <Sons>"
REPORTS = [
    made_report("a", {"sides": [[A], [B]], "date": "2020-08-27", "place": "Q90 Paris / FR"}, {"sides": [[A], [B, C]]}),
    made_report("b", {"sides": [[B], [A]], "date": "2020-08-27"}, {"sides": [[A], [C]], "status": "denied"}),
    made_report(None, {"sides": [["Q2 T. Varela"], [A]], "kind": "call", "date": "2021"}),
]  # fmt: skip


def test_nodes_are_parties_and_edges_encounters() -> None:
    graph = to_graph(REPORTS)
    assert list(graph) == ["Q1", "Q2", "PERSON:zoë \x0co'neil & <sons>"]
    assert graph.number_of_edges("Q1", "Q2") == 4
    assert graph.nodes["Q1"] == {
        "name": "Ana Brekke",
        "type": "PERSON",
        "kb_id": "Q1",
        "country": "FJ",
        "title": "Minister, Fiji",
        "first": "2020-08-27",
        "last": "2021-12-31",
        "weight": 4,
    }
    assert graph.nodes["Q2"]["name"] == "Tomas Varela"
    edge = graph.get_edge_data("Q1", "Q2")["0/m1/0"]
    assert (edge["date"], edge["place"], edge["status"]) == ("2020-08-27", "Paris", "happened")
    assert "date" not in graph.get_edge_data("Q1", "Q2")["0/m2/0"]


def test_the_status_is_chosen() -> None:
    assert to_graph(REPORTS, status=("denied",)).number_of_edges() == 1
    assert to_graph(REPORTS, status=("happened", "denied")).number_of_edges() == 6
    assert to_graph(REPORTS[0]).number_of_edges() == 3


def test_occasions_weigh_what_their_sources_are() -> None:
    graph = to_graph(merge(REPORTS))
    assert sorted(edge["weight"] for *_, edge in graph.edges(data=True)) == [1, 1, 1, 2]
    assert graph.nodes["Q2"]["name"] == "Tomas Varela"


def test_a_simple_graph_adds_up() -> None:
    edge = to_simple_graph(to_graph(REPORTS)).edges["Q1", "Q2"]
    assert edge == {"weight": 4, "count": 4, "first": "2020-08-27", "last": "2021-12-31"}


@pytest.mark.parametrize("suffix", ["graphml", "json"])
def test_a_graph_comes_back(tmp_path: Path, suffix: str) -> None:
    graph = (
        to_graph(REPORTS[1:], status=("happened", "denied")) if suffix == "json" else to_graph(REPORTS[1:])
    )
    path = tmp_path / f"graph.{suffix}"
    write_graph(graph, path)
    back = read_graph(path)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(back.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    write_graph(back, tmp_path / f"again.{suffix}")
    assert (tmp_path / f"again.{suffix}").read_bytes() == path.read_bytes()


def test_another_suffix_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.graphml or \.json"):
        write_graph(to_graph([]), tmp_path / "graph.gml")
