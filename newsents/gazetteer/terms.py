"""Who held an office on a day: terms of office, inclusive start, exclusive end.

An open end is no claim: after the day on which the holder was last seen the answer is unknown. Doubt gives
nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from newsents.gazetteer.entries import Holding
from newsents.gazetteer.offices import kind_of, office_kind, seats
from newsents.text import key, words

__all__ = ["find_holder", "in_office", "kind_of", "office_kind", "seats"]

_NOT_IN_OFFICE = frozenset(
    "former ex elect designate incoming late next future onetime counterpart shadow".split()
)
_SEATS_OF_KIND: dict[str, tuple[str, ...]] = {
    "head_of_state": ("president", "monarch", "pope", "head_of_state", "supreme_leader"),
    "head_of_government": ("prime_minister", "president"),
    "organisation_head": (
        "secretary_general",
        "director_general",
        "managing_director",
        "president",
        "organisation_head",
        "high_commissioner",
    ),
}
_KIND_IN_WORDS = {
    "head of state": "head_of_state",
    "chief of state": "head_of_state",
    "head of government": "head_of_government",
    "head of the government": "head_of_government",
}
"""Wordings that name no seat but a kind: who it is, the country's order says."""
_GENERAL_SEATS = frozenset({"organisation_head", "leader"})
_SMALL = frozenset({"of", "the", "and", "for"})
_SHARED_SEATS = frozenset({"leader", "opposition_leader", "spokesperson"})
"""Seats that several may hold at a time: that one of them has a known end tells nothing."""


def in_office(holding: Holding, on: date) -> bool:
    """Whether the holder is known to have been in office on a day.

    >>> from newsents.gazetteer.store import Where, holding_of
    >>> row = {"person": "Q1", "name": "A B", "title": "President", "of": "Q2"}
    >>> row = {**row, "start": "2020-01-01", "end": "2021-01-01"}
    >>> term = holding_of(row, Where("mine", 1))
    >>> in_office(term, date(2020, 1, 1)), in_office(term, date(2021, 1, 1))
    (True, False)
    """
    begun = holding.start or holding.first_seen
    if begun is None or on < begun:
        return False
    if holding.end is not None:
        return on < holding.end
    return holding.last_seen is not None and on <= holding.last_seen


def find_holder(office: str, holdings: Sequence[Holding], on: date) -> Holding | None:
    """Return the one holder of an office on a day, out of the terms of all offices of one country or
    organisation.

    `office` is a title in any wording, or a kind of office. None if nobody or more than one person fits.
    """
    if _NOT_IN_OFFICE.intersection(words(office)):
        return None
    for wanted in _wordings(office):
        present = [h for h in holdings if in_office(h, on) and wanted(h)]
        if present:
            return _only_holder(present)
    return None


class _Titled:
    """Holds a term whose title is this, word for word."""

    def __init__(self, title: str) -> None:
        self._title = key(title)

    def __call__(self, holding: Holding) -> bool:
        return key(holding.title) == self._title


class _Worded:
    """Holds a term whose title says no more than this: "Chairperson of the Commission" of the AU Commission."""

    def __init__(self, office: str) -> None:
        self._words = frozenset(words(office))

    def __call__(self, holding: Holding) -> bool:
        title = set(words(holding.title))
        return len(title - _SMALL) > 1 and title - _SMALL <= self._words


class _Seated:
    """Holds a term in one of these seats."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = frozenset(wanted)

    def __call__(self, holding: Holding) -> bool:
        if holding.kind == "deputy_minister" and not any(seat.startswith("deputy") for seat in self._wanted):
            return False
        return not self._wanted.isdisjoint(seats(holding.title))


def _wordings(office: str) -> list[_Titled | _Worded | _Seated]:
    """What to look for, the surest first: the seat that the words name; for a kind, its seats in turn."""
    office = _KIND_IN_WORDS.get(key(office), office)
    if office in _SEATS_OF_KIND:
        return [_Seated({seat}) for seat in _SEATS_OF_KIND[office]]
    if key(office) == "secretary of state":  # in some countries every senior minister is one, "for" something
        return [_Titled(office)]
    if key(office).startswith("chief executive"):  # of a country: no other word for its president
        return [_Titled(office), _Titled("chief executive")]
    named = seats(office) or ((office,) if "_" in office else ())
    if not named:
        return [_Titled(office)]
    wanted: list[_Titled | _Worded | _Seated] = [_Seated({named[0]})]
    if named[0] in _GENERAL_SEATS:
        heads = [seat for seat in _SEATS_OF_KIND["organisation_head"] if seat != "organisation_head"]
        wanted = [
            _Titled(office),
            _Worded(office),
            _Seated(heads),
            _Seated({"organisation_head"}),
            _Seated({named[0]}),
        ]
    return wanted


def _only_holder(present: Sequence[Holding]) -> Holding | None:
    people = {h.person for h in present}
    if len(people) > 1:
        if any(not _SHARED_SEATS.isdisjoint(seats(h.title)) for h in present):
            return None
        bounded = [h for h in present if h.start is not None and h.end is not None]
        if len({h.person for h in bounded}) != 1:
            return None
        present = bounded
    return min(present, key=_preference)


def _preference(holding: Holding) -> tuple[bool, bool, bool, str]:
    return (not holding.certain, holding.start is None, holding.end is None, holding.id)
