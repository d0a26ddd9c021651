"""Cities and other places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsents.gazetteer.tables.reading import Row, distinct, source_codes
from newsents.text import key, words

_COMMON_WORDS = frozenset(
    """of same reading mobile nice most split man bath male victoria march august sale best hope orange hull
    deal date independence union liberty hamilton lincoln jackson washington columbia douglas stanley
    florence sofia charlotte santiago san santa las los manage many van bar sur as am is be so no us ho wa to
    ad taste worth young moscow darwin perth gap salt kent carson madison monroe trinidad florida mercedes
    rosario diego barry tours angers nancy lens progress police general president concord enterprise normal
    energy surprise banks essen bergen same page bay buffalo phoenix""".split()
)


def places_from(facts: Sequence[Row], countries: Sequence[Row], persons: Sequence[Row]) -> list[Row]:
    """Return the entries of cities and other places; what is a country or region already is left out.

    Names that persons bear too are weak, unless they are of capitals.
    """
    known = {row["id"] for row in countries}
    country_names = {
        key(t) for row in countries if row["kind"] != "region" for t in [row["name"], *row.get("names", ())]
    }
    borne = Counter(word for row in persons for word in set(words(row["name"])))
    persons_too = {word for word, count in borne.items() if count >= 4}
    return [_place(row, country_names, persons_too) for row in facts if row["place_id"] not in known]


def _place(fact: Row, country_names: set[str], persons_too: set[str]) -> Row:
    type_ = {"military_base": "FAC", "site": "FAC", "water": "LOC", "region": "LOC"}.get(fact["kind"], "GPE")
    kind = {"capital_alt": "city", "region_capital": "city", "admin1_capital": "city"}.get(
        fact["kind"], fact["kind"]
    )
    name, population = fact["name"], fact["population"] or 0
    weak_name = key(name) in _COMMON_WORDS or len(key(name)) < 4 or key(name) in country_names
    if population < 300_000 and kind == "city" and fact["tier"] != "C":
        weak_name = True
    if kind == "city" and key(name) in persons_too:
        weak_name = True
    aliases = [a for a in distinct(fact["aliases"], [name]) if a.isascii() and len(key(a)) > 3]
    aliases = [re.sub(r"\s*\([^)]*\)", "", a) for a in aliases if key(a) not in country_names]
    sure = fact["tier"] == "C" or kind == "capital"
    aliases = [a for a in aliases if not sure or fact["tier"] == "C" or len(key(a)) > 4]
    row: Row = {
        "id": fact["qid"] or fact["place_id"].replace("x:", "place:").replace("ne:", "place:"),
        "type": type_,
        "kind": kind,
        "name": name,
        "country": fact["country_iso2"],
        "names": distinct(aliases, [name]) if sure and not weak_name else [],
        "weak": distinct([*([name] if weak_name else []), *([] if sure and not weak_name else aliases)]),
        "weight": min(population // 1000, 40_000),
        "tier": fact["tier"],
        "source": source_codes(fact["source"]),
    }
    return row
