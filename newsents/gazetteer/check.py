"""Checks of a gazetteer as a whole: what no single row can show. Each fault says where and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeVar

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import Entry, Holding
from newsents.gazetteer.offices import seats
from newsents.gazetteer.store import Store, Where, find_data, read_titles
from newsents.text import key

SINGLE_SEATS = frozenset(
    {"president", "monarch", "prime_minister", "supreme_leader", "foreign_minister", "defence_minister"}
)
"""Seats that one person holds at a time."""

_Thing = TypeVar("_Thing", Entry, Holding)

_MANY_BEARERS = frozenset({"ministry", "party", "city", "admin1_capital", "region"})
"""Kinds of entries that often share a name with others of their kind in other countries."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: `error` must be mended, `warning` may be as the world is. `str()` is one readable line."""

    level: Literal["error", "warning"]
    where: Where
    field: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.level}: {self.where.file}, line {self.where.line}, field {self.field!r}: {self.message}"
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """All rows that could be read, each with its place."""

    entries: Sequence[tuple[Where, Entry]]
    holdings: Sequence[tuple[Where, Holding]]


def check(folder: Path | None = None) -> list[Fault]:
    """Return the faults of the gazetteer in a folder (by default the shipped one), errors first.

    A row that cannot be read is a fault too, not an exception; `GazetteerError` is raised only if a file is
    missing.

    >>> [str(fault) for fault in check() if fault.level == "error"]
    []
    """
    folder = folder or find_data()
    store = Store.open(folder)
    faults: list[Fault] = []
    rows = _Rows(
        _readable(store, store.entry_numbers(), store.entry, faults),
        _readable(store, store.holding_numbers(), store.holding, faults),
    )
    try:
        read_titles(folder)
    except GazetteerError as error:
        faults.append(Fault("error", Where("titles.csv", 0), "", str(error)))
    for find in (_duplicate_ids, _dangling_ids, _shared_aliases, _overlapping_terms):
        faults.extend(find(rows))
    return sorted(faults, key=lambda f: (f.level, f.where.file, f.where.line, f.field, f.message))


def _readable(
    store: Store, numbers: Iterable[int], read: Callable[[int], _Thing], faults: list[Fault]
) -> list[tuple[Where, _Thing]]:
    found: list[tuple[Where, _Thing]] = []
    for number in numbers:
        try:
            found.append((store.where(number), read(number)))
        except GazetteerError as error:
            faults.append(Fault("error", store.where(number), "", str(error)))
    return found


def _duplicate_ids(rows: _Rows) -> Iterator[Fault]:
    """Two rows of one id."""
    for things in ([(w, e.id) for w, e in rows.entries], [(w, h.id) for w, h in rows.holdings]):
        seen: dict[str, Where] = {}
        for where, id_ in things:
            first = seen.setdefault(id_, where)
            if first is not where:
                yield Fault(
                    "error", where, "id", f"{id_!r} stands in line {first.line} already; give it its own"
                )


def _dangling_ids(rows: _Rows) -> Iterator[Fault]:
    """A term of office whose person or body is no entry."""
    known = {entry.id for _, entry in rows.entries}
    for where, holding in rows.holdings:
        for field, id_ in (("person", holding.person), ("of", holding.of)):
            if id_ not in known:
                yield Fault("error", where, field, f"no entry has the id {id_!r}; add one")


def _shared_aliases(rows: _Rows) -> Iterator[Fault]:
    """A strong name that several entries of one type bear, where that is not usual."""
    bearers: dict[tuple[str, str, str], list[tuple[Where, Entry]]] = defaultdict(list)
    for where, entry in rows.entries:
        if entry.type in {"GPE", "ORG"} and entry.kind not in _MANY_BEARERS:
            for alias in entry.aliases:
                if alias.strength == "strong":
                    bearers[entry.type, alias.case, key(alias.text)].append((where, entry))
    for (_, _, folded), sharing in bearers.items():
        ids = sorted({entry.id for _, entry in sharing})
        if len(ids) > 1:
            where, _ = sharing[-1]
            yield Fault(
                "warning",
                where,
                "names",
                f"{folded!r} is a strong alias of {', '.join(ids)}; make it weak in some",
            )


def _overlapping_terms(rows: _Rows) -> Iterator[Fault]:
    """Two persons in a seat for one."""
    terms: dict[tuple[str, str], list[tuple[Where, Holding]]] = defaultdict(list)
    for where, holding in rows.holdings:
        if holding.start and holding.end and holding.kind != "deputy_minister":
            for seat in SINGLE_SEATS.intersection(seats(holding.title)):
                terms[holding.of, seat].append((where, holding))
    for (_, seat), held in sorted(terms.items()):
        held.sort(key=lambda pair: (pair[1].start or pair[1].end, pair[1].id))
        for (_, one), (where, other) in pairwise(held):
            if one.end and other.start and other.start < one.end and one.person != other.person:
                until = f"while {one.name} is until {one.end}"
                message = f"{seat} of {other.of_name}: {other.name} from {other.start}, {until}"
                yield Fault("warning", where, "start", message)
