"""Checks of a gazetteer as a whole: what no single row can show. Each fault says where and what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeVar

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import Entry, Holding
from newsents.gazetteer.gazetteer import Gazetteer, compiled_path
from newsents.gazetteer.offices import seats
from newsents.gazetteer.packed import open_packed
from newsents.gazetteer.store import (
    Row,
    Store,
    Where,
    entry_of,
    find_data,
    holding_of,
    parse_line,
    read_bytes,
    read_source,
    read_titles,
)
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
    faults.extend(_cycles(folder))
    return _in_order(faults)


def check_file(path: Path) -> list[Fault]:
    """Return the faults of a user's JSONL, CSV or compiled file, laid over the shipped gazetteer, errors first.

    Every row that cannot be read is a fault; `GazetteerError` is raised only if the file as a whole cannot be read.
    """
    if compiled_path(path) is not None:
        store = open_packed(path).store
        faults: list[Fault] = []
        entries = _readable(store, store.entry_numbers(), store.entry, faults)
        holdings = _readable(store, store.holding_numbers(), store.holding, faults)
    else:
        entries, holdings, faults = _read_rows(path)
    rows, shipped = _Rows(entries, holdings), Gazetteer.load()
    for find in (_duplicate_ids, _self_references):
        faults.extend(find(rows))
    for look in (_unknown_ids, _taken_aliases, _contested_terms):
        faults.extend(look(rows, shipped))
    return _in_order(faults)


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda f: (f.level, f.where.file, f.where.line, f.field, f.message))


def _read_rows(
    path: Path,
) -> tuple[list[tuple[Where, Entry]], list[tuple[Where, Holding]], list[Fault]]:
    """The rows of a file, each as it stands over the shipped entry of its id, and the faults of the others."""
    entries: list[tuple[Where, Entry]] = []
    holdings: list[tuple[Where, Holding]] = []
    faults: list[Fault] = []
    shipped = Gazetteer.load()
    for row, where in _rows_one_by_one(path, faults):
        try:
            if "person" in row:
                holdings.append((where, holding_of(row, where)))
            else:
                [whole], _ = shipped.merged([(row, where)])
                entries.append((where, entry_of(whole, where)))
        except GazetteerError as error:
            faults.append(_fault_of(error, where))
    return entries, holdings, faults


def _rows_one_by_one(path: Path, faults: list[Fault]) -> Iterator[tuple[Row, Where]]:
    if path.suffix.lower() == ".csv":
        yield from read_source(path)
        return
    for number, line in enumerate(read_bytes(path).split(b"\n"), 1):
        where = Where(str(path), number)
        try:
            row = parse_line(line, where)
        except GazetteerError as error:
            faults.append(_fault_of(error, where))
            continue
        if row is not None:
            yield row, where


def _fault_of(error: GazetteerError, where: Where) -> Fault:
    """The fault that an error of a row tells: its field and its message, without the place again."""
    found = re.match(r".*?, line \d+, field '(?P<field>[^']*)': (?P<message>.*)", str(error), re.DOTALL)
    field, message = (found["field"], found["message"]) if found else ("", str(error))
    return Fault("error", where, field, message)


def _self_references(rows: _Rows) -> Iterator[Fault]:
    """A term of office that goes round in a circle: of the person who holds it, or of another person."""
    persons = {entry.id for _, entry in rows.entries if entry.type == "PERSON"}
    for where, holding in rows.holdings:
        if holding.of == holding.person or holding.of in persons:
            yield Fault(
                "error", where, "of", f"a cycle: {holding.of!r} is a person; name the body of the office"
            )


def _unknown_ids(rows: _Rows, shipped: Gazetteer) -> Iterator[Fault]:
    """A term of office whose person or body is no entry, neither in the file nor in the shipped data."""
    own = {entry.id for _, entry in rows.entries}
    for where, holding in rows.holdings:
        for field, id_ in (("person", holding.person), ("of", holding.of)):
            if id_ not in own and shipped.entry(id_) is None:
                yield Fault("error", where, field, f"no entry has the id {id_!r}; add one")


def _taken_aliases(rows: _Rows, shipped: Gazetteer) -> Iterator[Fault]:
    """A strong name that another entry of the same type bears already."""
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, entry in rows.entries:
        for folded in _strong_names(entry):
            own[entry.type, folded].add(entry.id)
    for where, entry in rows.entries:
        if entry.type not in {"GPE", "ORG"} or entry.kind in _MANY_BEARERS:
            continue
        for folded in sorted(_strong_names(entry)):
            others = own[entry.type, folded] | {
                c.entry.id
                for c in shipped.lookup(folded)
                if c.entry.type == entry.type
                and c.alias.strength == "strong"
                and c.entry.kind not in _MANY_BEARERS
            }
            if others := others - {entry.id}:
                message = (
                    f"{folded!r} is a strong alias of {', '.join(sorted(others))} too; make it weak in one"
                )
                yield Fault("error", where, "names", message)


def _strong_names(entry: Entry) -> set[str]:
    return {key(alias.text) for alias in entry.aliases if alias.strength == "strong"}


def _contested_terms(rows: _Rows, shipped: Gazetteer) -> Iterator[Fault]:
    """Two persons in a seat for one: both in the file, or one in the shipped data."""
    own = {holding.id for _, holding in rows.holdings}
    beside: dict[str, list[Holding]] = defaultdict(list)
    for _, holding in rows.holdings:
        beside[holding.of].append(holding)
    for where, holding in rows.holdings:
        for seat in SINGLE_SEATS.intersection(seats(holding.title)):
            for other in [*beside[holding.of], *shipped.terms(holding.of)]:
                if _contest(holding, other, seat) and (other.id not in own or other.id < holding.id):
                    until = f"{other.name} is from {other.start} until {other.end}"
                    message = f"{seat} of {holding.of_name}: {until}; correct one of the terms"
                    yield Fault("error" if other.id in own else "warning", where, "start", message)


def _contest(one: Holding, other: Holding, seat: str) -> bool:
    """Whether two dated terms of different persons in one seat overlap."""
    if one.of != other.of or one.person == other.person or seat not in seats(other.title):
        return False
    if one.start is None or other.start is None or "deputy_minister" in {one.kind, other.kind}:
        return False
    begins, ends = max(one.start, other.start), [term.end for term in (one, other) if term.end]
    return bool(ends) and begins < min(ends)


def _cycles(folder: Path) -> Iterator[Fault]:
    """Ids in `additions/corrections.jsonl` that become each other in a circle."""
    path = folder / "additions" / "corrections.jsonl"
    found = read_source(path) if path.is_file() else []
    becomes = {row["id"]: row["becomes"] for row, _ in found if "becomes" in row}
    for row, where in found:
        passed, id_ = [row.get("id")], becomes.get(row.get("id"))
        while id_ is not None and id_ not in passed:
            passed.append(id_)
            id_ = becomes.get(id_)
        if id_ is not None:
            yield Fault(
                "error", where, "becomes", f"a cycle: {' → '.join(map(str, [*passed, id_]))}; break it"
            )


def _readable(
    store: Store, numbers: Iterable[int], read: Callable[[int], _Thing], faults: list[Fault]
) -> list[tuple[Where, _Thing]]:
    found: list[tuple[Where, _Thing]] = []
    for number in numbers:
        try:
            found.append((store.where(number), read(number)))
        except GazetteerError as error:
            faults.append(_fault_of(error, store.where(number)))
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
