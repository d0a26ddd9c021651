"""Reports as a graph of who met whom, for networkx; and that graph as a file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsents.outputs.extras import import_extra
from newsents.outputs.merge import Occasion, Party, party_of
from newsents.records import Encounter, EventDate, Place, Report

if TYPE_CHECKING:
    import networkx

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML, and so GraphML, cannot hold."""


def to_graph(
    reports: Iterable[Report | Occasion] | Report, status: Sequence[str] = ("happened",)
) -> networkx.MultiGraph[str]:
    """Return who met whom as a networkx multigraph: a node for each party, by `key`, an edge for each pair that met.

    Give it `merge(reports)` to have one edge for each occasion. Nodes carry `name` (the gazetteer's, else the most
    used), `type`, `kb_id`, `country`, `title`, `first` and `last` (ISO days) and `weight` (encounters); edges
    `report_id`, `encounter_id`, `kind`, `status`, `confidence`, `date`, `start`, `end`, `place`, `place_country`,
    `sentence` and `weight` (how many articles tell of it). What is not known is left out, so that GraphML can hold it.
    Nodes and edges are in order of the reports. `status`: the encounters to take. Raises `ImportError`
    without networkx.

    >>> to_graph([]).number_of_nodes()
    0
    """
    nx = import_extra("networkx", "graph")
    nodes: dict[str, _Node] = {}
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    for number, item in enumerate([reports] if isinstance(reports, Report) else reports):
        told = _of_occasion(item) if isinstance(item, Occasion) else _of_report(item, number)
        for meeting in told:
            if meeting.attributes["status"] in status and meeting.pairs:
                _note(meeting, nodes)
                for pair, (a, b) in enumerate(meeting.pairs):
                    edges.append((a.key, b.key, f"{meeting.id}/{pair}", meeting.attributes))
    graph = nx.MultiGraph()
    graph.add_nodes_from((key, node.attributes()) for key, node in nodes.items())
    graph.add_edges_from((a, b, id, dict(attributes)) for a, b, id, attributes in edges if a != b)
    return graph


def to_simple_graph(graph: networkx.MultiGraph[str]) -> networkx.Graph[str]:
    """Return a graph with one edge for each two who met: `weight` is the sum, `count` the edges, `first`, `last` days.

    >>> to_simple_graph(to_graph([])).number_of_edges()
    0
    """
    nx = import_extra("networkx", "graph")
    simple = nx.Graph()
    simple.add_nodes_from(graph.nodes(data=True))
    for a, b, edge in graph.edges(data=True):
        if not simple.has_edge(a, b):
            simple.add_edge(a, b, weight=0, count=0)
        known = simple.edges[a, b]
        known["weight"] += edge.get("weight", 1)
        known["count"] += 1
        _widen(known, edge.get("start"), edge.get("end"))
    return simple


def write_graph(graph: networkx.MultiGraph[str], path: str | Path) -> None:
    """Write a graph as GraphML (`.graphml`) or node-link JSON (`.json`). Raises `ValueError` for another suffix."""
    nx = import_extra("networkx", "graph")
    if _is_graphml(path):
        nx.write_graphml(graph, path)
    else:
        rows = nx.node_link_data(graph, edges="edges")
        Path(path).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_graph(path: str | Path) -> networkx.MultiGraph[str]:
    """Read a graph that `write_graph` wrote. Raises `ValueError` for a suffix other than .graphml and .json."""
    nx = import_extra("networkx", "graph")
    if _is_graphml(path):
        return nx.read_graphml(path, force_multigraph=True)
    return nx.node_link_graph(json.loads(Path(path).read_text(encoding="utf-8")), edges="edges")


def _is_graphml(path: str | Path) -> bool:
    suffix = Path(path).suffix.lower()
    if suffix not in (".graphml", ".json"):
        raise ValueError(f"{path}: a graph is written as .graphml or .json")
    return suffix == ".graphml"


@dataclass
class _Meeting:
    """An encounter or occasion, as the graph needs it."""

    id: str
    pairs: Sequence[tuple[Party, Party]]
    attributes: dict[str, Any]


@dataclass
class _Node:
    """What is known so far of a party."""

    party: Party
    names: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    days: dict[str, str] = field(default_factory=dict)

    def attributes(self) -> dict[str, Any]:
        party = self.party
        titles = self.titles.most_common(1)
        known = {
            "name": _xml_safe(party.kb_name or self.names.most_common(1)[0][0]),
            "type": party.type,
            "kb_id": party.kb_id,
            "country": party.country,
            "title": _xml_safe(titles[0][0]) if titles else None,
            **self.days,
            "weight": self.names.total(),
        }
        return _known(known)


def _note(meeting: _Meeting, nodes: dict[str, _Node]) -> None:
    """Count a meeting once for each of its parties."""
    for key, party in {party.key: party for pair in meeting.pairs for party in pair}.items():
        node = nodes.setdefault(key, _Node(party))
        node.party = node.party if node.party.country else party
        node.names[party.name] += 1
        if party.title:
            node.titles[", ".join(part for part in (party.title, party.of_name) if part)] += 1
        _widen(node.days, meeting.attributes.get("start"), meeting.attributes.get("end"))


def _widen(known: dict[str, Any], start: str | None, end: str | None) -> None:
    """Stretch `first` and `last` to hold these days; ISO days compare as text."""
    if start and end:
        known["first"] = min(known.get("first", start), start)
        known["last"] = max(known.get("last", end), end)


def _of_report(report: Report, number: int) -> Iterator[_Meeting]:
    entities = {entity.id: entity for entity in report.entities} if report.encounters else {}
    for encounter in report.encounters:
        parties = {who.entity: party_of(who, entities) for who in encounter.participants}
        yield _Meeting(
            id=f"{number}/{encounter.id}",
            pairs=[(parties[a.entity], parties[b.entity]) for a, b in encounter.pairs],
            attributes=_attributes(encounter, report.id, encounter.evidence[0].text, 1),
        )


def _of_occasion(occasion: Occasion) -> Iterator[_Meeting]:
    told = occasion.sources
    yield _Meeting(
        id=occasion.id,
        pairs=occasion.pairs,
        attributes=_attributes(occasion, told[0].report_id, told[0].evidence.text, len(told)),
    )


def _attributes(
    meeting: Encounter | Occasion, report_id: str | None, sentence: str, weight: int
) -> dict[str, Any]:
    place: Place | None = meeting.place
    date: EventDate | None = meeting.date
    return _known(
        {
            "report_id": _xml_safe(report_id) if report_id else None,
            "encounter_id": meeting.id,
            "kind": meeting.kind,
            "status": meeting.status,
            "confidence": meeting.confidence,
            "date": date.iso if date else None,
            "start": date.start.isoformat() if date else None,
            "end": date.end.isoformat() if date else None,
            "place": _xml_safe(place.name) if place else None,
            "place_country": place.country if place else None,
            "sentence": _xml_safe(sentence),
            "weight": weight,
        }
    )


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


def _xml_safe(text: str) -> str:
    """Text on one line, without characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", " ".join(text.split()))
