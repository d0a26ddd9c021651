"""Tells persons apart, and together, in tables that several hands wrote: used only when data are compiled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from newsents.gazetteer.index import likeness
from newsents.gazetteer.names import (
    LINKS,
    SUFFIXES,
    UNROMANISED,
    core_words,
    family,
    middle_initials,
    person_variants,
)
from newsents.text import key, words

Row = dict[str, Any]

_LEFT_OVER = re.compile(
    r"^\((?:or [^)]*|acting|interim|[A-Za-z]{2,})\)\s*"
    r"|^(?:and|Queen|King|Yuan\)|Chief Executive|Zanzibar|Sultan|Shaykh)\s+"
    r"|^(?:Dr\.|Sr\. Gen\.|Lt\. Gen\.|Gen\.|Col\.)\s+"
    r"|,? (?:Dr|Gen|Lt|Col|Eng|Prof)\.?$|,? also spelled .*$"
    r"|\s*\([A-Z][A-Za-z]*[A-Z]\)?$|\s+of the Uk$|\s*\(vacant\)"
)


_TITLES = frozenset(
    """gov governor president gen general senator sen rep mr mrs ms dr minister col lt prime secretary
    chief king queen prince former ambassador judge justice speaker premier chancellor""".split()
)


def clean_name(name: str) -> str:
    """Return a person's name without what the tables left in it.

    >>> clean_name("(or Cap de Govern) Antoni Marti Petit"), clean_name("Anthony C. L. (Tony) Blair")
    ('Antoni Marti Petit', 'Anthony C. L. (Tony) Blair')
    """
    plain = " ".join("".join(c if c >= " " else " " for c in name).split())
    return _LEFT_OVER.sub("", _LEFT_OVER.sub("", plain)).strip(" ,;") or plain


def is_name(text: str) -> bool:
    """Whether a cell of a table can be a person's name: two words at least, no digits, not "vacant"."""
    found = words(text)
    return len(found) > 1 and not re.search(r"\d|vacant|[;:]", text, re.IGNORECASE)


def may_be_one(one: str, other: str, countries: Iterable[str]) -> bool:
    """Whether two names can be one person's: same family name, and no other given name where that tells.

    >>> may_be_one("Li Keqiang", "Li Qiang", ["CN"])
    False
    >>> may_be_one("Bill Clinton", "William Jefferson Clinton", ["US"])
    True
    """
    a, b = core_words(one), core_words(other)
    if not UNROMANISED.isdisjoint(countries):
        return "".join(a) == "".join(b) or sorted(a) == sorted(b)
    families_a, families_b = {family(w) for w in a}, {family(w) for w in b}
    if LINKS.intersection(words(one)) and LINKS.intersection(words(other)):
        return family(a[0]) == family(b[0])
    return bool({w for w in families_a if len(w) > 1} & families_b)


def is_spelling(alias: str, name: str, countries: Iterable[str]) -> bool:
    """Whether an alias of the tables is a spelling of the name, not a namesake's.

    >>> is_spelling("Ajit Singh", "Sujatha Singh", ["IN"])
    False
    >>> is_spelling("Saddam Husayn", "Saddam Hussein", ["IQ"])
    True
    """
    a, b = core_words(alias), core_words(name)
    if not a or a[0] in _TITLES or _initials_differ(alias, name):
        return False
    if SUFFIXES.intersection(a) != SUFFIXES.intersection(b):
        return False
    if len(words(alias)) < 2 or not may_be_one(alias, name, countries):
        return False
    if UNROMANISED.isdisjoint(countries) and family(a[-1]) == family(b[-1]) and a[0][0] == b[0][0]:
        return True
    return likeness(a, b, countries) > 0 or "".join(a) == "".join(b)


def _initials_differ(one: str, other: str) -> bool:
    a, b = middle_initials(one), middle_initials(other)
    return bool(a and b and a != b)


def namesakes_joined(persons: Sequence[Row]) -> dict[str, str]:
    """Return id → id for persons without a QID whose very name one person with a QID of the same country
    bears.
    """
    with_qid: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in persons:
        if row["id"].startswith("Q"):
            for text in _all_names(row):
                for country in row.get("countries") or [None]:
                    with_qid[text, country].add(row["id"])
    joined = {}
    for row in persons:
        if not row["id"].startswith("Q"):
            found = {
                id_ for c in row.get("countries") or [None] for id_ in with_qid.get((key(row["name"]), c), ())
            }
            if len(found) == 1:
                joined[row["id"]] = found.pop()
    return joined


def _all_names(row: Row) -> set[str]:
    names = [row["name"], *row.get("names", ())]
    return {key(v) for text in names for v, strong in person_variants(text) if strong}


def heads_joined(terms: Sequence[Row], seat_of: Callable[[Row], str | None]) -> dict[str, str]:
    """Return id → id for heads of state whose very name is that of one head with a QID: one king of many
    realms.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    for row in terms:
        if seat_of(row) in {"monarch", "president"}:
            by_name[key(row["name"])].add(row["person"])
    joined = {}
    for ids in by_name.values():
        with_qid = sorted(id_ for id_ in ids if id_.startswith("Q"))
        if len(with_qid) == 1:
            joined.update({id_: with_qid[0] for id_ in ids if id_ not in with_qid})
    return joined


def office_sharers_joined(terms: Sequence[Row], seat_of: Callable[[Row], str | None]) -> dict[str, str]:
    """Return id → id for persons who entered the same seat of the same country on the same day under like
    names.
    """
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in terms:
        seat = seat_of(row)
        if row.get("start") and seat:
            groups[row["of"], seat, row["start"]].append(row)
    joined: dict[str, str] = {}
    for _, group in sorted(groups.items()):
        for row in group:
            for other in group:
                if _prefers(other["person"], row["person"]) and may_be_one(other["name"], row["name"], ()):
                    joined.setdefault(row["person"], other["person"])
    return {id_: _last(id_, joined) for id_ in joined}


def _prefers(one: str, other: str) -> bool:
    """Whether the first id is the better of two: a QID before our own, then the lesser."""
    return (not one.startswith("Q"), one) < (not other.startswith("Q"), other) and one != other


def _last(id_: str, joined: dict[str, str]) -> str:
    seen = {id_}
    while joined.get(id_) and joined[id_] not in seen:
        id_ = joined[id_]
        seen.add(id_)
    return id_
