"""First names and their short forms: "Joe Biden" is "Joseph R. Biden". Folded."""

from __future__ import annotations

SHORT_FORMS: dict[str, str] = {
    "abe": "abraham",
    "al": "albert",
    "alex": "alexander",
    "andy": "andrew",
    "ben": "benjamin",
    "bernie": "bernard",
    "bert": "robert",
    "bill": "william",
    "bob": "robert",
    "bobby": "robert",
    "chris": "christopher",
    "chuck": "charles",
    "dan": "daniel",
    "dave": "david",
    "dick": "richard",
    "don": "donald",
    "ed": "edward",
    "gabe": "gabriel",
    "gerry": "gerald",
    "greg": "gregory",
    "hank": "henry",
    "jack": "john",
    "jake": "jacob",
    "jeff": "jeffrey",
    "jerry": "gerald",
    "jim": "james",
    "jimmy": "james",
    "joe": "joseph",
    "john": "jonathan",
    "josh": "joshua",
    "kate": "katherine",
    "ken": "kenneth",
    "larry": "lawrence",
    "liz": "elizabeth",
    "matt": "matthew",
    "mike": "michael",
    "mitch": "mitchell",
    "nick": "nicholas",
    "pat": "patrick",
    "pete": "peter",
    "phil": "philip",
    "ray": "raymond",
    "rick": "richard",
    "rob": "robert",
    "ron": "ronald",
    "sam": "samuel",
    "steve": "stephen",
    "sue": "susan",
    "ted": "edward",
    "tim": "timothy",
    "tom": "thomas",
    "tony": "antony",
    "val": "valerie",
    "will": "william",
}
"""Common English short forms (general knowledge)."""

DEGREES: frozenset[str] = frozenset("jd ba bs bsc ma ms msc mba phd dphil llb llm md mpa mpp mph edd".split())
"""Academic degrees, folded, without full stops: "received her J.D." is no encounter."""

AWARDS: frozenset[str] = frozenset(
    "prize prizes award awards medal medals fellowship scholarship degree diploma trophy".split()
)
"""Nouns that make of any name an award: "receives the Brekke Prize"."""
