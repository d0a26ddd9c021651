"""Pictures of who met whom, with matplotlib (extra `plots`): a network, a timeline, a matrix of countries.

Each returns a `matplotlib.figure.Figure` that belongs to no window: a notebook shows it (after `%matplotlib inline`),
`figure.savefig("who.svg")` keeps it. The same reports give the same picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil, hypot, sqrt
from typing import TYPE_CHECKING, Any

from newsents.outputs.extras import import_extra
from newsents.outputs.graph import to_graph, to_simple_graph
from newsents.outputs.merge import Occasion, Party, party_of
from newsents.outputs.palette import COMMUNITIES, STATUS_COLOURS
from newsents.records import Encounter, Report
from newsents.text import key as text_key

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

_SEED = 7
_INK = "#1d2330"
_FEW = 25
"""Names of so few parties are written larger."""
_MARKERS = {"happened": "o", "planned": ">", "denied": "X", "possible": "d"}


def draw_network(reports: Iterable[Report | Occasion], status: Sequence[str] = ("happened",)) -> Figure:
    """Draw who met whom: parties as discs (the more they met, the larger), colours for those who meet among themselves.

    Give it `merge(reports)` so that what many articles tell counts once. Labels never cover each other: where there
    is no room, the parties who met fewest others go without. Raises `ImportError` without matplotlib and networkx.

    >>> len(draw_network([]).axes)
    1
    """
    graph = to_simple_graph(to_graph(reports, status=status))
    count = graph.number_of_nodes()
    side = 6 + min(8.0, 0.55 * sqrt(count))
    figure, axes = _figure(1.25 * side, side)
    axes.set_axis_off()
    if not count:
        return _empty(figure, axes)
    places = _layout(graph)
    for a, b, edge in graph.edges(data=True):
        (x, y), (u, v) = places[a], places[b]
        axes.plot([x, u], [y, v], color="#9aa3b2", linewidth=min(4.0, 0.7 + 0.4 * edge["count"]), zorder=1)
    sizes = {node: (60 + 90 * degree) / max(1.0, count / 40) for node, degree in graph.degree()}
    axes.scatter(
        [places[node][0] for node in graph],
        [places[node][1] for node in graph],
        s=[sizes[node] for node in graph],
        c=_community_colours(graph),
        edgecolors="white",
        zorder=2,
    )
    axes.margins(0.12)
    ranked = sorted(graph, key=lambda node: (-graph.degree(node), node))
    _label(figure, axes, [(graph.nodes[node]["name"], places[node], sizes[node]) for node in ranked])
    return figure


def draw_timeline(reports: Iterable[Report | Occasion], who: str) -> Figure:
    """Draw whom a person, organisation or country met and when, a row for each counterpart, by first occasion.

    `who` is a key, a gazetteer id, a name or the end of one, or a country's code (then everybody of that country).
    Symbols tell the status, bars the time within which the day lies; what has no date is left out. Raises
    `KeyError` if there is no such party.
    """
    import_extra("matplotlib", "plots")
    dates = import_extra("matplotlib.dates", "plots")
    meetings = [meeting for meeting in _meetings(reports) if meeting[0].date]
    keys = _keys_called(meetings, who)
    rows: dict[str, list[tuple[Any, str]]] = {}
    for meeting, pairs in meetings:
        for name in _counterparts(pairs, keys):
            rows.setdefault(name, []).append((meeting.date, meeting.status))
    rows = dict(sorted(rows.items(), key=lambda row: min(date.start for date, _ in row[1])))
    figure, axes = _figure(9, 1.6 + 0.36 * max(2, len(rows)))
    if not rows:
        return _empty(figure, axes)
    for height, told in enumerate(rows.values()):
        for date, status in told:
            middle = (dates.date2num(date.start) + dates.date2num(date.end)) / 2
            colour = STATUS_COLOURS[status]  # type: ignore[index]
            if date.end > date.start:
                axes.plot([date.start, date.end], [height, height], color=colour, linewidth=5, alpha=0.35)
            axes.scatter([middle], [height], marker=_MARKERS[status], s=70, color=colour, zorder=3)
    _legend_of_statuses(axes, {status for told in rows.values() for _, status in told})
    axes.set_yticks(range(len(rows)), list(rows))
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.margins(x=0.06)
    locator = dates.AutoDateLocator()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axes.grid(axis="both", color="#e3e7ee")
    axes.set_axisbelow(True)
    axes.set_title(f"Whom {who} met", loc="left")
    return figure


def draw_matrix(
    reports: Iterable[Report | Occasion], status: Sequence[str] = ("happened",), top: int = 25
) -> Figure:
    """Draw how often people of one country met those of another: the `top` countries that met most, by their codes.

    A country that takes part counts as itself. Parties without a country are left out.
    """
    counts = _country_counts(_meetings(reports), status)
    totals: Counter[str] = Counter()
    for (one, other), count in counts.items():
        totals.update({one: count, other: count})
    names = [name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:top]]
    figure, axes = _figure(2.2 + 0.36 * max(4, len(names)), 1.8 + 0.36 * max(4, len(names)))
    if not names:
        return _empty(figure, axes)
    table = [[counts[min(a, b), max(a, b)] for b in names] for a in names]
    most = max(map(max, table))
    axes.imshow(table, cmap="Blues", vmin=0, vmax=most * 1.7)  # so pale that the figures are read on all
    for y, row in enumerate(table):
        for x, count in enumerate(row):
            if count:
                axes.text(x, y, str(count), ha="center", va="center", fontsize=8, color=_INK)
    axes.set_xticks(range(len(names)), names)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    axes.set_title("Meetings by country", loc="left")
    return figure


def _figure(width: float, height: float) -> tuple[Figure, Any]:
    figure: Figure = import_extra("matplotlib.figure", "plots").Figure(
        figsize=(width, height), layout="constrained"
    )
    axes = figure.add_subplot()
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure, axes


def _empty(figure: Figure, axes: Any) -> Figure:
    axes.set_axis_off()
    axes.text(0.5, 0.5, "no encounters", ha="center", va="center", transform=axes.transAxes)
    return figure


def _layout(graph: Any) -> dict[str, Point]:
    """A place for each node: every connected part by springs, in a circle of its own; the parts side by side."""
    nx = import_extra("networkx", "graph")
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    order = {node: number for number, node in enumerate(graph)}
    places: dict[str, Point] = {}
    taken: list[tuple[float, float, float]] = []
    for part in parts:
        nodes = sorted(part, key=order.__getitem__)
        inner = nx.Graph()
        inner.add_nodes_from(nodes)
        inner.add_edges_from((a, b) for a, b in graph.edges(nodes))
        spread = nx.spring_layout(inner, seed=_SEED, k=2.2 / sqrt(len(nodes)), iterations=150)
        radius = sqrt(len(nodes))
        x, y = _free_place(radius, taken)
        taken.append((x, y, radius))
        farthest = max(1e-9, *(hypot(*spot) for spot in spread.values())) if len(nodes) > 1 else 1.0
        for node in nodes:
            u, v = spread[node]
            places[node] = (x + radius * float(u) / farthest, y + radius * float(v) / farthest)
    return places


def _free_place(radius: float, taken: list[tuple[float, float, float]]) -> Point:
    """The centre nearest to the middle at which a circle touches none that are there, wide rather than high."""
    if not taken:
        return (0.0, 0.0)
    step = 1.0
    reach = ceil(2 * sum(r for *_, r in taken) + 2 * radius) + 4
    spots = (
        (i * step, j * step)
        for i in range(-reach, reach + 1)
        for j in range(-reach, reach + 1)
        if all(hypot(i * step - x, j * step - y) >= radius + r + 0.8 for x, y, r in taken)
    )
    return min(spots, key=lambda spot: (hypot(spot[0] / 1.25, spot[1]), spot))


def _community_colours(graph: Any) -> list[str]:
    nx = import_extra("networkx", "graph")
    found = nx.community.louvain_communities(graph, weight="count", seed=_SEED)
    ordered = sorted(found, key=lambda part: (-len(part), min(part)))
    colour = {node: COMMUNITIES[n % len(COMMUNITIES)] for n, part in enumerate(ordered) for node in part}
    return [colour[node] for node in graph]


def _label(figure: Figure, axes: Any, labels: list[tuple[str, Point, float]]) -> None:
    """Write names beside their discs, the first before the later, each where it covers no name and no disc."""
    agg = import_extra("matplotlib.backends.backend_agg", "plots")
    agg.FigureCanvasAgg(figure)
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    points = figure.dpi / 72
    spots = [axes.transData.transform(place) for _, place, _ in labels]
    radii = [sqrt(size / 3.14159) * points for *_, size in labels]
    discs: list[Box] = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, radii, strict=True)]
    effects = import_extra("matplotlib.patheffects", "plots")
    halo = [effects.withStroke(linewidth=2.5, foreground="white")]
    size = 10 if len(labels) <= _FEW else 8
    taken: list[Box] = []
    frame = (0.0, 0.0, float(figure.bbox.width), float(figure.bbox.height))
    for (name, place, _), (x, y), radius, own in zip(labels, spots, radii, discs, strict=True):
        text = axes.text(*place, name, fontsize=size, color=_INK, zorder=3, path_effects=halo)
        box = text.get_window_extent(renderer)
        others = [disc for disc in discs if disc != own]
        for left, bottom in _around(float(x), float(y), radius + 2 * points, box.width, box.height):
            wanted = (left, bottom, left + box.width, bottom + box.height)
            if _inside(wanted, frame) and not any(_overlap(wanted, other) for other in (*taken, *others)):
                text.set_position(axes.transData.inverted().transform((left, bottom)))
                taken.append(wanted)
                break
        else:
            text.remove()
    figure.set_layout_engine("none")  # names were placed by the pixel: the axes must stay where they are


def _around(x: float, y: float, gap: float, width: float, height: float) -> list[Point]:
    """Lower left corners of a box beside a point: right, left, above, below, and at the corners."""
    near = gap * 0.7
    return [
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y + gap),
        (x - width / 2, y - gap - height),
        (x + near, y + near),
        (x - near - width, y + near),
        (x + near, y - near - height),
        (x - near - width, y - near - height),
    ]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


Told = tuple[Encounter | Occasion, list[tuple[Party, Party]]]


def _meetings(reports: Iterable[Report | Occasion]) -> list[Told]:
    """Every encounter or occasion with the pairs that met, by key."""
    told: list[Told] = []
    for item in reports:
        if isinstance(item, Occasion):
            told.append((item, list(item.pairs)))
            continue
        entities = {entity.id: entity for entity in item.entities}
        for encounter in item.encounters:
            pairs = [(party_of(a, entities), party_of(b, entities)) for a, b in encounter.pairs]
            told.append((encounter, pairs))
    return told


def _keys_called(meetings: Iterable[Told], who: str) -> set[str]:
    """The keys of the party called so; of all of a country, if `who` is its code. Raises `KeyError` for nobody."""
    wanted = text_key(who)
    parties = {party.key: party for _, pairs in meetings for pair in pairs for party in pair}
    names = {key: [text_key(name) for name in (p.name, p.kb_name) if name] for key, p in parties.items()}
    found = (
        {key for key in parties if key == who}
        or {key for key, party in parties.items() if who == party.country}
        or {key for key in parties if wanted in names[key]}
        or {key for key in parties if any(name.endswith(f" {wanted}") for name in names[key])}
    )
    if not found:
        raise KeyError(f"nobody in these reports is called {who!r}, or met anybody on a dated occasion")
    return found


def _counterparts(pairs: Iterable[tuple[Party, Party]], keys: set[str]) -> list[str]:
    """The names of those who met one of the keys and are none of them, each once."""
    met = [(b if a.key in keys else a) for a, b in pairs if (a.key in keys) != (b.key in keys)]
    return list(dict.fromkeys(party.kb_name or party.name for party in met))


def _legend_of_statuses(axes: Any, statuses: set[str]) -> None:
    for status in STATUS_COLOURS:
        if status in statuses:
            axes.scatter([], [], marker=_MARKERS[status], s=70, color=STATUS_COLOURS[status], label=status)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, frameon=False)


def _country_counts(meetings: Iterable[Told], status: Sequence[str]) -> Counter[tuple[str, str]]:
    """How many meetings each two countries had, the codes in order; a meeting counts once for two countries."""
    counts: Counter[tuple[str, str]] = Counter()
    for meeting, pairs in meetings:
        if meeting.status in status:
            met = {tuple(sorted((a.country, b.country))) for a, b in pairs if a.country and b.country}
            counts.update((one, other) for one, other in sorted(met) if one != other)
    return counts
