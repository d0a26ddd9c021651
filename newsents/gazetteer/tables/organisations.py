"""Organisations: one entry a thing, however many tables name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsents.gazetteer.tables.reading import Row, distinct, is_acronym, source_codes
from newsents.text import key, words

_KEPT_TYPES = frozenset({"igo", "armed_group", "military", "government", "party", "ministry"})
_MINISTRY_WORDS = frozenset(
    """foreign affairs external relations defence defense national interior internal home finance justice
    energy oil petroleum trade commerce health education agriculture economy environment labor labour
    transport culture information armed forces international cooperation industry planning communications
    water electricity european europe""".split()
)
_WELL_KNOWN = frozenset({"knowledge", "curated"})
"""Sources that name only what news often names."""

_BROKEN = re.compile(r"[;:/\[\]]|\d{4}|\bother\b|\bnone\b|^note", re.IGNORECASE)


def organisations_from(facts: Sequence[Row], additions: Sequence[Row], countries: Sequence[Row]) -> list[Row]:
    """Return the entries of organisations: one entry a thing, however many tables name it."""
    demonym = {
        row["country"]: (row.get("demonyms") or [None])[0] for row in countries if row["kind"] == "country"
    }
    merged: dict[str, Row] = {}
    by_name: dict[tuple[str, str | None], str] = {}
    for row in additions:
        if "name" in row and not row.get("drop"):
            kept = {field: value for field, value in row.items() if field != "remove"}
            _merge_organisation(kept, merged, by_name)
    dropped = {
        key(text) for row in additions if row.get("drop") for text in [row["name"], *row.get("names", [])]
    }
    for fact in sorted(facts, key=_organisation_order):
        if not _is_noise_organisation(fact) and key(fact["name"]) not in dropped:
            _merge_organisation(_organisation(fact, demonym), merged, by_name)
    for row in additions:
        if row["id"] in merged and not row.get("drop"):
            _raise(merged[row["id"]], row)
            _take_away(merged[row["id"]], row.get("remove", ()))
    taken = {
        key(a)
        for row in [*countries, *merged.values()]
        if row["kind"] != "party"
        for a in row.get("acronyms", ())
    }
    for row in merged.values():
        if row["kind"] in {"party", "armed_group"}:
            row["weak"] = [a for a in row.get("weak", ()) if key(a) not in taken]
    return [_without_clashes(_modest(row)) for row in merged.values()]


def _raise(row: Row, addition: Row) -> None:
    """What an addition gives as a name or an acronym is weak no more, whatever the tables say of it."""
    strong = {key(text) for field in ("names", "acronyms") for text in addition.get(field, ())}
    strong -= {key(text) for text in addition.get("weak", ())}
    row["weak"] = [text for text in row.get("weak", ()) if key(text) not in strong]


def _take_away(row: Row, names: Sequence[str]) -> None:
    """Names that are another's: "Joseph Kony" is no name of the army he leads."""
    gone = set(map(key, names))
    for field in ("names", "acronyms", "weak"):
        row[field] = [text for text in row.get(field, ()) if key(text) not in gone]


def _organisation_order(fact: Row) -> tuple[int, str]:
    order = (
        "curated",
        "instituteforgov",
        "CIA World Factbook",
        "factbook",
        "Phoenix.Mil",
        "Phoenix",
        "derived",
    )
    return next(i for i, mark in enumerate(order) if mark in fact["source"]), fact["org_id"]


def _is_noise_organisation(fact: Row) -> bool:
    type_, source = fact["type"], fact["source"]
    if source == "curated":
        return False
    if type_ not in _KEPT_TYPES or _BROKEN.search(fact["name"]) or len(fact["name"]) > 90:
        return True
    if "derived" in source:
        subjects = set(words(fact["name"])) - {"ministry", "of", "and", "the", "for"}
        return not subjects or not subjects <= _MINISTRY_WORDS
    return type_ == "party" and (len(words(fact["name"])) > 9 or "," in fact["name"])


def _organisation(fact: Row, demonym: dict[str, str | None]) -> Row:
    name = (
        re.sub(r"\s*\([^)]*\)", "", re.sub(r"^[Tt]he\s+(?=[A-Z])", "", fact["name"])).strip() or fact["name"]
    )
    country = fact["country_iso2"] or None
    petrarch_code_block = "petrarch2" in fact["source"] and fact["type"] == "igo"
    aliases = [] if petrarch_code_block else [a.removeprefix("the ") for a in fact["aliases"]]
    acronyms = [a.strip(":") for a in fact["acronyms"] if re.fullmatch(r"[\w.+&-]{2,9}:?", a)]
    if is_acronym(name):
        acronyms = [name, *acronyms]
    kind, source = fact["type"], fact["source"]
    generic = kind == "ministry" and country is not None
    nation = demonym.get(country or "") if generic else None
    national = [f"{nation} {text}" for text in [name, *aliases]] if nation else []
    sure = source == "curated" or kind == "armed_group" or generic
    return {
        "id": fact["qid"] or f"org:{country + ':' if country else ''}{key(name)}",
        "type": "ORG",
        "kind": kind,
        "name": name,
        "country": None if kind == "igo" or country == "EU" else country,
        "names": distinct([*(aliases if sure else []), *national], [name, *acronyms]),
        "acronyms": distinct(a for a in acronyms if "curated" in source or kind == "igo"),
        "weak": distinct(
            [*([] if sure else aliases), *([] if "curated" in source or kind == "igo" else acronyms)]
        ),
        "tier": fact["tier"],
        "source": source_codes(source),
    }


def _merge_organisation(row: Row, merged: dict[str, Row], by_name: dict[tuple[str, str | None], str]) -> None:
    names = [key(text) for text in [row["name"], *row.get("names", [])]]
    if row["kind"] == "igo":
        names += [key(text) for text in row.get("acronyms", []) if len(text) > 2 or row["name"] == text]
        names += [key(text) for text in row.get("acronyms", []) if row["source"] == "knowledge"]
    countries = (row.get("country"),) if row["kind"] == "ministry" else (row.get("country"), None)
    known = [by_name[n, c] for n in names for c in countries if (n, c) in by_name]
    if row["kind"] != "ministry" and row.get("country") is None:
        known += [by_name[n, "*"] for n in names if (n, "*") in by_name]
    if not known and row["id"] not in merged:
        merged[row["id"]] = row
    target = merged[known[0] if known else row["id"]]
    if target is not row:
        _absorb(target, row)
    for name in names:
        for place in (
            row.get("country"),
            target.get("country"),
            *(("*",) if row["kind"] != "ministry" else ()),
        ):
            by_name.setdefault((name, place), target["id"])


def _absorb(target: Row, row: Row) -> None:
    for field in ("names", "acronyms", "weak"):
        added = [row["name"], *row.get(field, [])] if field == "names" else row.get(field, [])
        known = [target["name"], *target.get(field, []), *target.get("weak", [])]
        target[field] = [*target.get(field, []), *distinct(added, known)]
    if row["source"] not in target["source"].split():
        target["source"] = f"{target['source']} {row['source']}"
    if target["tier"] == "C" and row["tier"] == "A":
        target.setdefault("certain", False)


def _modest(row: Row) -> Row:
    """The row with names of one word made weak that parties and armed groups share with the language."""
    if row["kind"] not in {"party", "armed_group"} or _WELL_KNOWN.intersection(row["source"].split()):
        return row
    single = [text for text in [row["name"], *row.get("names", [])] if len(words(text)) == 1]
    return {**row, "weak": [*row.get("weak", []), *single]}


def _without_clashes(row: Row) -> Row:
    """Each alias once in a row: what is weak is not strong as well; acronyms win over names."""
    weak = row.get("weak", [])
    for field in ("acronyms", "names", "short"):
        row[field] = distinct(row.get(field, []), weak)
    taken = []
    if key(row["name"]) not in {key(text) for text in weak} and not is_acronym(row["name"]):
        taken = [row["name"]]
    for field in ("acronyms", "names", "short", "demonyms", "weak"):
        if row.get(field):
            row[field] = distinct(row[field], taken)
            taken = [*taken, *row[field]]
    return row
