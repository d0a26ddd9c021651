"""What office a title names: many wordings, one seat; seats have kinds.

A seat is what two wordings must share to be the same office ("Defence Secretary", "Minister of the Armed
Forces" and "Secretary of Defense" are the seat `defence_minister`; "President" and "King" are two seats). A
kind is the wider class of a seat (both are `head_of_state`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsents.text import words

_HEADS = frozenset(
    """minister ministers secretary president premier prime king queen emir amir sultan emperor prince
    princess chancellor chief head chairman chairperson chairwoman chair commander deputy first second third
    vice acting director governor supreme crown attorney speaker leader member coordinator interim caretaker
    foreign""".split()
)
_MODIFIERS = frozenset(
    """acting interim transitional transition caretaker provisional former outgoing incoming incumbent then
    ex de facto federal union current the new elect designate senior longtime executive
    constitutional""".split()
)
_SMALL = frozenset("of for the and to in at on his her majestys s".split())
_MONARCHS = frozenset("king queen emir amir sultan emperor empress shah monarch".split())
_FOREIGN = frozenset({"foreign", "external"})
_DEFENCE = frozenset({"defence", "defense", "armed", "war"})
_INTERIOR = frozenset({"interior", "home", "internal"})
_ENERGY = frozenset({"energy", "oil", "petroleum"})
_NOT_THE_MINISTRY = frozenset(
    """veterans veteran combatants industry production legal guard gendarmerie council development
    cultural""".split()
)
_LEGISLATURES = frozenset(
    """senate assembly parliament congress duma knesset chamber house diet seimas legislature bundestag majlis
    shura deputies representatives lords commons""".split()
)
_CORPORATIONS = frozenset(
    "commission council court bank committee party yuan board university academy institute college".split()
)
_JUNIOR = frozenset(
    "deputy vice assistant under undersecretary supporting junior parliamentary associate adjunct".split()
)
_MINISTERIAL = (
    ("foreign_minister", _FOREIGN),
    ("defence_minister", _DEFENCE),
    ("interior_minister", _INTERIOR),
    ("finance_minister", frozenset({"finance", "finances", "treasury", "exchequer"})),
    ("justice_minister", frozenset({"justice"})),
    ("energy_minister", _ENERGY),
    ("trade_minister", frozenset({"trade", "commerce"})),
)
_HEADS_OF_GOVERNMENT = (
    "head of government",
    "chair of council of ministers",
    "chairman of council of ministers",
    "chairperson of council of ministers",
    "chairman of cabinet of ministers",
    "president of council of ministers",
    "president of executive yuan",
    "president of government",
    "president of govt",
)
"""Wordings for a prime minister, without the articles and modifiers, which a title loses before it is compared."""
_SEPARATORS = re.compile(r"\s*(?:[,;/&]|\band\b|\()\s*&?\s*(?:and\s+)?", re.IGNORECASE)

_IN_PARENTHESES = re.compile(r"\([^)]*(?:\)|$)")

KIND_OF_SEAT: dict[str, str] = {
    "president": "head_of_state",
    "monarch": "head_of_state",
    "supreme_leader": "head_of_state",
    "pope": "head_of_state",
    "head_of_state": "head_of_state",
    "co_prince": "head_of_state",
    "prime_minister": "head_of_government",
    "deputy_prime_minister": "deputy_head_of_government",
    "secretary_general": "organisation_head",
    "director_general": "organisation_head",
    "high_commissioner": "organisation_head",
    "high_representative": "organisation_head",
    "managing_director": "organisation_head",
    "commissioner": "organisation_head",
    "organisation_head": "organisation_head",
    "governor": "sub_national_head",
    "first_minister": "sub_national_head",
    "mayor": "sub_national_head",
    "leader": "party_leader",
    "opposition_leader": "party_leader",
}


def office_kind(title: str) -> str | None:
    """Return the kind of office that a title names, None if it names none that is known.

    >>> office_kind("Defense Minister"), office_kind("secretary of state"), office_kind("King")
    ('defence_minister', 'foreign_minister', 'head_of_state')
    >>> office_kind("deputy foreign minister"), office_kind("Vice President"), office_kind("carpenter")
    ('deputy_minister', 'vice_president', None)
    """
    found = seats(title)
    return kind_of(found[0]) if found else None


def kind_of(seat: str) -> str:
    """Return the wider class of a seat.

    >>> kind_of("monarch"), kind_of("minister:health"), kind_of("defence_minister")
    ('head_of_state', 'other_minister', 'defence_minister')
    """
    if seat == "minister" or seat.startswith("minister:"):
        return "other_minister"
    if seat.startswith("deputy_minister:"):
        return "deputy_minister"
    if seat.startswith("deputy:"):
        return "other_official"
    if seat.startswith("floor_leader:"):
        return "party_leader"
    seat = seat.partition(":")[0]
    return KIND_OF_SEAT.get(seat, seat)


@lru_cache(maxsize=16_384)
def seats(title: str) -> tuple[str, ...]:
    """Return the seats that a title names, in its order; a combined title names several.

    >>> seats("Deputy Prime Minister and Minister of Defense")
    ('deputy_prime_minister', 'defence_minister')
    >>> seats("Minister of Europe and Foreign Affairs"), seats("Minister of Health & Sports")
    (('foreign_minister',), ('minister:health sports',))
    """
    found = [seat for part in _parts(title) if (seat := _seat(part))]
    return tuple(dict.fromkeys(found))


def _parts(title: str) -> list[list[str]]:
    """The titles in a combined title: it is split before a word that can head a title, not inside a
    portfolio.
    """
    parts: list[list[str]] = []
    for piece in _SEPARATORS.split(_IN_PARENTHESES.sub(" ", title)):
        tokens = words(piece)
        if not tokens:
            continue
        opens = tokens[0] in _HEADS or tokens[-1] in {"minister", "secretary"} or not parts
        if opens and not (parts and tokens[0] == "foreign" and len(tokens) <= 2 and "minister" not in tokens):
            parts.append(tokens)
        else:
            parts[-1] = [*parts[-1], *tokens]
    return parts


def _seat(tokens: list[str]) -> str | None:
    core = [t for t in tokens if t not in _MODIFIERS]
    while core and core[0] in _SMALL:
        core = core[1:]
    if not core:
        return None
    return (
        _general_seat(core)
        or _deputy_seat(core)
        or _sovereign_seat(core)
        or _executive_seat(core)
        or _minister_seat(core)
        or _other_seat(core)
    )


def _general_seat(core: list[str]) -> str | None:
    text = " ".join(core)
    return (
        "secretary_general"
        if text.startswith(("secretary general", "sec gen", "general secretary"))
        else None
    )


def _deputy_seat(core: list[str]) -> str | None:
    ordinal = core[1:] if core[0] in {"first", "second", "third"} else core
    if not ordinal or (ordinal[0] not in _JUNIOR and not _supports(core)):
        return None
    rest = ordinal[1:]
    if ordinal[0] in {"deputy", "vice"} and _is_prime_minister(rest):
        return "deputy_prime_minister"
    if ordinal[0] == "vice" and rest[:1] == ["president"]:
        return "vice_president"
    if (
        _supports(core)
        or "minister" in rest
        or "secretary" in rest
        or "secretary" in core
        or "undersecretary" in core
    ):
        return "deputy_minister:" + _portfolio(core)
    return "deputy:" + " ".join(rest) if rest else None


def _supports(core: list[str]) -> bool:
    return (
        "supporting" in core or core[:3] == ["minister", "of", "state"] or core[:2] == ["state", "minister"]
    )


def _is_prime_minister(core: list[str]) -> bool:
    if core[:2] == ["prime", "minister"] and not (core[2:3] and core[2] in {"office", "offices"}):
        return True
    if core[:1] and core[0] in {"premier", "pm", "taoiseach"}:
        return True
    if core[:1] == ["chancellor"]:
        return "exchequer" not in core and "duchy" not in core and "university" not in core
    text = " ".join(core)
    return text.startswith(_HEADS_OF_GOVERNMENT) or text == "president of council"


def _sovereign_seat(core: list[str]) -> str | None:
    if core[0] == "crown" and core[1:2] and core[1] in {"prince", "princess"}:
        return "crown_prince"
    if core[0] in _MONARCHS and core[1:2] != ["mother"]:
        return "monarch"
    if core[:2] in (["grand", "duke"], ["grand", "duchess"], ["paramount", "ruler"], ["ruling", "prince"]):
        return "monarch"
    if core[:4] == ["yang", "di", "pertuan", "agong"]:
        return "monarch"
    if core[:2] == ["supreme", "leader"]:
        return "supreme_leader"
    if core[0] in {"pope", "pontiff"}:
        return "pope"
    if core[0] in {"coprince", "co"} and "prince" in " ".join(core):
        return "co_prince"
    if core == ["prince"]:
        return "monarch"
    if core[:3] in (["head", "of", "state"], ["chief", "of", "state"]):
        return "head_of_state"
    return None


def _executive_seat(core: list[str]) -> str | None:
    if _is_prime_minister(core):
        return "prime_minister"
    if core[0] in {"president", "pres"}:
        return _president_seat(core[1:])
    if core == ["state", "president"]:
        return "president"
    if core[:2] == ["vice", "president"] or core == ["vp"]:
        return "vice_president"
    if "presidency" in core and core[0] in {"chairman", "chairperson", "chair", "chairwoman"}:
        return "president"
    return None


def _president_seat(after: list[str]) -> str | None:
    """What follows "president" tells the head of state from the heads of chambers, courts and clubs."""
    rest = [t for t in after if t not in _SMALL]
    if not rest or rest[0] in {"republic", "nation", "united", "swiss", "country"}:
        return "president"
    if _LEGISLATURES.intersection(rest):
        return "legislature_head"
    if _CORPORATIONS.intersection(rest):
        return "organisation_head"
    return "president" if after[:1] == ["of"] else None


def _minister_seat(core: list[str]) -> str | None:
    text = " ".join(core)
    if text in {"secretary of state", "chief diplomat", "top diplomat"}:
        return "foreign_minister"
    if text in {"pentagon chief", "defence chief", "defense chief"}:
        return "defence_minister"
    if text.startswith("chancellor of exchequer"):
        return "finance_minister"
    if core[0] == "treasurer" and len(core) == 1:
        return "finance_minister"
    if core[:2] == ["attorney", "general"] or core[:2] == ["prosecutor", "general"]:
        return "attorney_general"
    if core[:2] == ["first", "minister"]:
        return "first_minister"
    if core[:2] == ["chief", "minister"]:
        return "first_minister"
    if not {"minister", "secretary", "ministers"}.intersection(core) or "general" in core or "press" in core:
        return None
    subjects = _portfolio(core).split()
    if not _NOT_THE_MINISTRY.intersection(subjects[:1]) and not {
        "office",
        "presidency",
        "president",
    }.intersection(core):
        if "international relations" in text:
            return "foreign_minister"
        for seat, marks in _MINISTERIAL:
            if marks.intersection(subjects) and not _other_subject(seat, text, subjects):
                return seat
    if "minister" in core or "secretary" in core:
        return "minister:" + " ".join(sorted(subjects)) if subjects else "minister"
    return None


def _other_subject(seat: str, text: str, subjects: list[str]) -> bool:
    """ "Minister for Foreign Trade" is no foreign minister, "Minister for Defense Industry" no defence
    minister.
    """
    if seat == "foreign_minister":
        return "foreign trade" in text or "foreign investment" in text or "foreign employment" in text
    if seat == "defence_minister":
        return bool(_NOT_THE_MINISTRY.intersection(subjects)) and subjects[0] not in {
            "defense",
            "defence",
            "national",
        }
    if seat == "interior_minister":
        return "internal" in subjects and "affairs" not in subjects
    return False


def _portfolio(core: list[str]) -> str:
    dropped = (
        _SMALL
        | _JUNIOR
        | {"minister", "secretary", "state", "ministers", "affairs", "intl", "international", "first"}
    )
    kept = [t for t in core if t not in dropped]
    return " ".join(kept)


def _other_seat(core: list[str]) -> str | None:
    text = " ".join(core)
    if text.endswith(("majority leader", "minority leader")):
        return "floor_leader:" + text
    found = next((seat for start, seat in _OTHER_STARTS if text.startswith(start)), None)
    found = found or next((seat for end, seat in _OTHER_ENDS if text.endswith(end)), None)
    return _with_subject(found, core) if found in _MANIFOLD else found


_MANIFOLD = frozenset({"envoy", "commissioner", "ambassador"})
"""Seats of which a country or body has one for each subject: "Special Envoy for Yemen"."""
_NO_SUBJECT = _SMALL | frozenset(
    """special presidential personal envoy representative commissioner ambassador secretary general secretarys
    generals un us eu peace process region""".split()
)


def _with_subject(seat: str, core: list[str]) -> str:
    if seat == "ambassador" and {("un",), ("united", "nations")} & {tuple(core[-1:]), tuple(core[-2:])}:
        return "un_representative"
    dropped = _NO_SUBJECT - {"un", "us", "eu"} if seat == "ambassador" else _NO_SUBJECT
    subject = sorted(t for t in core if t not in dropped)
    return ":".join([seat, " ".join(subject)]) if subject else seat


_OTHER_STARTS = (
    ("director general", "director_general"),
    ("director of national intelligence", "intelligence_head"),
    ("managing director", "managing_director"),
    ("governor of central bank", "central_bank_governor"),
    ("high commissioner", "high_commissioner"),
    ("commissioner general", "director_general"),
    ("high representative", "high_representative"),
    ("governor general", "governor_general"),
    ("governor", "governor"),
    ("mayor", "mayor"),
    ("ambassador", "ambassador"),
    ("permanent representative", "un_representative"),
    ("special envoy", "envoy"),
    ("special presidential envoy", "envoy"),
    ("special representative", "envoy"),
    ("personal envoy", "envoy"),
    ("personal representative", "envoy"),
    ("envoy", "envoy"),
    ("national security advis", "national_security_adviser"),
    ("chairman of joint chiefs", "military_chief"),
    ("chief of defence staff", "military_chief"),
    ("chief of staff of armed forces", "military_chief"),
    ("chief of army staff", "military_chief"),
    ("chief of staff of army", "military_chief"),
    ("army chief", "military_chief"),
    ("commander in chief", "military_chief"),
    ("commander", "military_chief"),
    ("speaker", "legislature_head"),
    ("party leader", "leader"),
    ("opposition leader", "opposition_leader"),
    ("leader of opposition", "opposition_leader"),
    ("leader", "leader"),
    ("commissioner", "commissioner"),
    ("senator", "legislator"),
    ("congress", "legislator"),
    ("lawmaker", "legislator"),
    ("member of parliament", "legislator"),
    ("spokes", "spokesperson"),
    ("press secretary", "spokesperson"),
    ("chief of general staff", "military_chief"),
    ("head", "organisation_head"),
    ("chairman", "organisation_head"),
    ("chairwoman", "organisation_head"),
    ("chairperson", "organisation_head"),
    ("director", "organisation_head"),
    ("chief executive", "organisation_head"),
)
_OTHER_ENDS = (
    ("foreign policy chief", "high_representative"),
    ("spokesman", "spokesperson"),
    ("spokeswoman", "spokesperson"),
    ("spokesperson", "spokesperson"),
    ("speaker", "legislature_head"),
    ("ambassador", "ambassador"),
    ("envoy", "envoy"),
    ("commander", "military_chief"),
    ("general staff", "military_chief"),
    ("central bank governor", "central_bank_governor"),
    ("commissioner", "commissioner"),
    ("chief", "organisation_head"),
    ("director", "organisation_head"),
    ("opposition leader", "opposition_leader"),
    ("leader", "leader"),
)
KIND_OF_SEAT |= {"governor_general": "head_of_state_representative", "spokesperson": "other_official"}
