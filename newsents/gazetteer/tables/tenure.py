"""Terms of office: titles without their country, one row for what several tables say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from newsents.gazetteer.offices import office_kind, seats
from newsents.gazetteer.tables.people import clean_name, is_name
from newsents.gazetteer.tables.reading import Row, source_codes
from newsents.text import key


def iso_date(text: str | None, last: bool = False) -> str | None:
    """Return a date of the facts ("2014", "1979-11", "2025-06 (…)") in full; the last day of the span if
    `last`.
    """
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "")
    if not found:
        return None
    year, month, day = found.groups()
    if day:
        return f"{year}-{month}-{day}"
    if not last:
        return f"{year}-{month or '01'}-01"
    following = date(int(year) + (month in {None, "12"}), 1 if month in {None, "12"} else int(month) + 1, 1)
    return (following - timedelta(days=1)).isoformat()


_SEEN_UNTIL = {"ifg": "2026-06-11", "curated": "2025-06-30"}
"""The day until which a table that gives no last day was kept."""

_LONGEST_GAP = timedelta(days=1100)
"""An end that was inferred from the successor holds only if the holder was seen not long before."""

_HOLE = ("2017-03-28", "2020-11-24", timedelta(days=500))
"""From when to when the archive saw nobody, and the longest gap believed in there."""

_SOURCE_RANK = {"ifg": 0, "congress": 1, "additions": 0, "curated": 2, "cia-factbook": 3, "cia-leaders": 4}


def offices_from(facts: Sequence[Row], bodies: dict[str, Row], names: dict[str, str]) -> list[Row]:
    """Return terms of office: titles without their country, one row for what several tables say.

    `bodies`: entries by id; `names`: folded organisation name to id.
    """
    rows = [row for fact in facts if (row := _term(fact, bodies, names)) is not None]
    return [row for row in rows if is_name(row["name"]) or row["kind"] == "head_of_state"]


def _term(fact: Row, bodies: dict[str, Row], names: dict[str, str]) -> Row | None:
    of, title = _body_and_title(fact, bodies, names)
    if of is None:
        return None
    code = source_codes(fact["source"])
    last_seen = _last_seen(fact)
    if not fact.get("end") and not last_seen:
        last_seen = max(filter(None, (_SEEN_UNTIL.get(code), iso_date(fact.get("start")))), default=None)
    row = {
        "id": fact["office_id"],
        "person": fact["person_id"],
        "name": clean_name(fact["person_name"]),
        "title": title,
        "kind": _kind(title, fact, bodies[of]),
        "of": of,
        "of_name": bodies[of]["name"],
        "of_kind": bodies[of].get("kind"),
        "country": bodies[of].get("country") or _iso2(fact.get("country_iso2")),
        "start": iso_date(fact.get("start")),
        "end": iso_date(fact.get("end")),
        "first_seen": iso_date(fact.get("first_seen")),
        "last_seen": last_seen,
        "tier": fact["tier"],
        "source": code.split()[0],
    }
    if row["start"] and row["end"] and row["end"] < row["start"]:
        row["end"] = None
    if "inferred" in (fact.get("end_method") or ""):
        row["inferred"] = True
    if fact.get("end_uncertain") or fact["tier"] == "C":
        row["certain"] = False
    return row


def _iso2(code: str | None) -> str | None:
    """The code, unless it is that of a former country in four letters."""
    return code if code and len(code) == 2 else None


def _last_seen(fact: Row) -> str | None:
    """The last day on which the holder was seen; an edition dated by its year saw it in the middle of that
    year.
    """
    text = fact.get("last_seen") or ""
    if not re.fullmatch(r"\d{4}-01-01", text):
        return iso_date(text, last=True)
    begun = iso_date(fact.get("start")) or ""
    return f"{text[:4]}-12-31" if begun[:4] == text[:4] else f"{text[:4]}-06-30"


def _unseen_for_long(row: Row) -> bool:
    """Whether so long passed between the last sight of the holder and the successor that another may have
    served.
    """
    seen = row["last_seen"] or row["first_seen"] or row["start"]
    if not seen or not row["end"]:
        return False
    gap = date.fromisoformat(row["end"]) - date.fromisoformat(seen)
    begin, end, longest = _HOLE
    return gap > (longest if seen >= begin and row["end"] <= end else _LONGEST_GAP)


def ends_believed(rows: Sequence[Row]) -> list[Row]:
    """Return the terms without inferred ends that are too far from the last sight."""
    found = []
    for row in rows:
        inferred = row.pop("inferred", False)
        found.append({**row, "end": None} if inferred and _unseen_for_long(row) else row)
    return found


_SENIOR_RANKS = frozenset({"SoS", "PM", "DPM", "FM", "Cab", "1st SoS"})


def _kind(title: str, fact: Row, body: Row) -> str | None:
    if (
        fact.get("rank")
        and fact["rank"] not in _SENIOR_RANKS
        and (office_kind(title) or "").endswith("_minister")
    ):
        return "deputy_minister"
    if body.get("kind") == "region":
        return "sub_national_head"
    return office_kind(title) or fact.get("office_type")


def _body_and_title(fact: Row, bodies: dict[str, Row], names: dict[str, str]) -> tuple[str | None, str]:
    title = re.sub(r"\s*&\s*", " and ", fact["title"])
    head, _, tail = title.partition(" of ")
    tail_id = names.get(key(re.sub(r"^the ", "", tail)))
    if tail_id and bodies[tail_id]["type"] == "ORG":
        return tail_id, head
    if tail_id and (tail_id == fact.get("country_qid") or bodies[tail_id].get("kind") == "region"):
        return tail_id, head
    org_id = names.get(key(fact["org"])) if fact.get("org") and not fact.get("country_iso2") else None
    country = fact.get("country_qid")
    return org_id or (country if country in bodies else None), title


def merged_terms(rows: Sequence[Row]) -> list[Row]:
    """Return one row for one term: the same person, body and seat at overlapping times."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        seat = (seats(row["title"]) or (key(row["title"]),))[0]
        groups[row["person"], row["of"], seat].append(row)
    found: list[Row] = []
    for _, group in sorted(groups.items()):
        found.extend(_merged_group(sorted(group, key=_term_order)))
    return found


def _term_order(row: Row) -> tuple[int, str, str]:
    return _SOURCE_RANK.get(row["source"], 5), row["start"] or row["first_seen"] or "", row["id"]


def _merged_group(group: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in group:
        same = next((k for k in kept if _same_term(k, row)), None)
        if same is None:
            kept.append(row)
            continue
        same["last_seen"] = max(filter(None, (same["last_seen"], row["last_seen"])), default=None)
        same["first_seen"] = min(filter(None, (same["first_seen"], row["first_seen"])), default=None)
        if same["end"] and not row["end"] and (row["start"] or "") >= same["end"]:
            same["end"] = None
        elif row["end"] and row["end"] > (same["end"] or same["start"] or ""):
            same["end"] = row["end"]
            same["inferred"] = row.get("inferred", False)
        if same.get("certain") is False and row["tier"] != "C" and row["start"] == same["start"]:
            same["tier"] = row["tier"]
    return kept


def _same_term(one: Row, other: Row) -> bool:
    a, b = _span(one), _span(other)
    return a[0] <= b[1] and b[0] <= a[1]


def _span(row: Row) -> tuple[str, str]:
    begin = row["start"] or row["first_seen"] or "0000"
    return begin, row["end"] or row["last_seen"] or begin


_SINGLE_SEATS = (
    "president",
    "monarch",
    "prime_minister",
    "supreme_leader",
    "foreign_minister",
    "defence_minister",
)


def single_seat(row: Row) -> str | None:
    """Return the seat of a term if one person holds it at a time and news is likely to name it."""
    return next((seat for seat in seats(row["title"]) if seat in _SINGLE_SEATS), None)


def yielding(terms: Sequence[Row], added: Sequence[Row]) -> list[Row]:
    """Return the terms of the tables without what the additions and dated terms of the same seat
    contradict.
    """
    ruling: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in added:
        if (seat := single_seat(row)) and row.get("start"):
            ruling[row["of"], seat].append(row)
    kept = [
        row for term in terms for row in _cut(term, ruling.get((term["of"], single_seat(term) or ""), []))
    ]
    dated: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in [*kept, *added]:
        if row.get("start") and (seat := single_seat(row)):
            dated[row["of"], seat].append(row)
    return [t for t in kept if not _outdated(t, dated.get((t["of"], single_seat(t) or ""), []))]


def _cut(term: Row, rulings: Sequence[Row]) -> list[Row]:
    """A term cut where an added term of the same seat begins or ends; nothing if it lies inside one."""
    for ruling in rulings:
        begin, end = _span(term)
        ruled, until = ruling["start"], ruling["end"] or ruling["last_seen"]
        if not ((begin < until and ruled < end) or begin == ruled):
            continue
        if ruling["person"] == term["person"]:
            _confirm(ruling, term)
            return []
        if begin < ruled:
            term = {**term, "end": ruled}
        elif term["start"] and end > until and _days(begin, until) <= 45:
            term = {**term, "start": until}
        else:
            return []
    return [term]


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _confirm(ruling: Row, term: Row) -> None:
    """Let a term of the tables prolong what is known of an added one."""
    if not ruling["end"]:
        ruling["last_seen"] = max(filter(None, (ruling["last_seen"], term["last_seen"])), default=None)
        if term["end"] and term["end"] > ruling["start"]:
            ruling["end"] = term["end"]
    if term["tier"] != "C" and term["start"] == ruling["start"] and term["end"] == ruling["end"]:
        ruling.update(
            tier=term["tier"], certain=term.get("certain", True), source=f"{term['source']} knowledge"
        )


def _outdated(term: Row, dated: Sequence[Row]) -> bool:
    """Whether an undated sight contradicts a dated term of another person that spans it."""
    if term["start"] or not term["first_seen"]:
        return False
    return any(
        d["start"] <= term["first_seen"]
        and (d.get("end") or d.get("last_seen") or "") >= (term["last_seen"] or "")
        for d in dated
        if d["person"] != term["person"]
    )
