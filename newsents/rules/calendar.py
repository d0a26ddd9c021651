"""Words of the calendar: how English news writes days, months, years and stretches of time. Data, no
logic."""

from __future__ import annotations

from typing import Literal

Unit = Literal["day", "week", "month", "year"]

WEEKDAYS: dict[str, int] = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
"""Numbered as in `datetime.date.weekday`."""

WEEKDAY_SHORT: dict[str, int] = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
"""Read as weekdays only before a month and day: "sat" and "sun" are words of their own."""

MONTHS: dict[str, int] = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}

MONTH_SHORT: dict[str, int] = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
"""Read as months only beside a day or a year."""

NEVER_NAMES: frozenset[str] = frozenset("january february july september october november december".split())
"""Months that are nobody's name, so that they are read wherever they stand."""

NAMES_AND_VERBS: frozenset[str] = frozenset({"may", "march"})
"""Months whose name is a surname or a verb as well: read only behind a word that leaves no doubt."""

CLEAR_BEFORE_MONTH: frozenset[str] = frozenset(
    "in since until till last next this during through throughout early late mid earlier later".split()
)
"""Words behind which even "May" is the month."""

LIKELY_BEFORE_MONTH: frozenset[str] = CLEAR_BEFORE_MONTH | frozenset(
    "of by from for to between and before after its his her their".split()
)
"""Words behind which "April", "June" and "August" are the month."""

NUMBERS: dict[str, int] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

VAGUE_NUMBERS: tuple[str, ...] = (
    "a few",
    "few",
    "several",
    "some",
    "a couple of",
    "couple of",
    "many",
    "recent",
)

UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "year": ("year", 1),
    "decade": ("year", 10),
}
"""The unit and how many of it."""

NEARBY_DAYS: dict[str, int] = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}

SHIFTS: dict[str, int] = {
    "last": -1,
    "past": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "this past": -1,
}

STORY_SHIFTS: dict[str, int] = {"previous": -1, "preceding": -1, "same": 0, "following": 1, "next": 1}
"""Counted from the day of which the story has just spoken, not from publication."""

SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each season, in the north."""

YEAR_OPENERS: tuple[str, ...] = (
    "in",
    "since",
    "during",
    "until",
    "till",
    "by",
    "of",
    "from",
    "before",
    "after",
    "through",
    "throughout",
    "for",
    "around",
    "the",
    "its",
    "and",
    "to",
    "between",
    "year",
    "back in",
)
"""Words behind which four digits are a year."""

NOT_YEARS: tuple[str, ...] = (
    "people",
    "troops",
    "soldiers",
    "men",
    "women",
    "children",
    "km",
    "kilometers",
    "kilometres",
    "miles",
    "meters",
    "metres",
    "hours",
    "votes",
    "tons",
    "tonnes",
    "percent",
    "cases",
    "deaths",
    "jobs",
    "homes",
    "dollars",
    "euros",
    "members",
    "workers",
    "students",
    "refugees",
    "prisoners",
    "words",
    "GMT",
)
"""Words before which four digits are a number."""

REPORTING_VERBS: frozenset[str] = frozenset(
    """
    said says say announced announces told tells reported reports confirmed added stated tweeted wrote noted
    declared disclosed revealed acknowledged warned insisted posted issued published released voiced accused
    """.split()
)
"""A day straight after one of these tells when it was said, not when they met."""

OTHER_TIME_WORDS: frozenset[str] = frozenset("since until till by before after following through".split())
"""A date behind one of these bounds something; it is not the day of the encounter, unless the encounter is
so bound."""

FUTURE_OPENERS: tuple[str, ...] = (
    "scheduled for",
    "set for",
    "planned for",
    "due on",
    "slated for",
    "due",
    "scheduled",
)
"""A date behind one of these lies ahead, whatever the tense of the sentence."""

CLAUSE_OPENERS: frozenset[str] = frozenset(
    """
    who which that where when while whereas although though because but since until before after as if whether
    said says told announced adding saying following
    """.split()
)
"""Words that part clauses: a date beyond one of them more likely belongs to the other clause."""
