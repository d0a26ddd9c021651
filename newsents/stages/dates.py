"""Dates: finding the words that tell a day, week, month or year, and resolving them against the day of
publication. Which of them dates an encounter, `newsents.stages.dating` chooses.

No model is needed: a table of patterns finds the words, and each pattern reads them into one typed meaning.
Offsets are in code points, half-open. The rules of resolution are those of the annotation guide (README,
"What counts as an encounter").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Protocol

from newsents.rules.calendar import (
    CLEAR_BEFORE_MONTH,
    LIKELY_BEFORE_MONTH,
    MONTH_SHORT,
    MONTHS,
    NAMES_AND_VERBS,
    NEARBY_DAYS,
    NEVER_NAMES,
    NOT_YEARS,
    NUMBERS,
    SEASONS,
    SHIFTS,
    STORY_SHIFTS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAY_SHORT,
    WEEKDAYS,
    YEAR_OPENERS,
    Unit,
)

Precision = Literal["day", "week", "month", "year"]

TOLERANCE = timedelta(days=3)
"""How far a past date may lie behind publication (or a coming one before it): articles carry late or early
dates."""


@dataclass(frozen=True)
class ResolvedDate:
    """First and last day, both included, and to which precision.

    A range of days has precision day: the occasion is dated by its first.

    >>> ResolvedDate(date(2020, 8, 1), date(2020, 8, 31), "month").iso
    '2020-08'
    """

    start: date
    end: date
    precision: Precision

    @property
    def iso(self) -> str:
        """`2020-08-27`, `2020-08` or `2020`; of a week the month of its first day."""
        return self.start.isoformat()[: {"day": 10, "week": 7, "month": 7, "year": 4}[self.precision]]


@dataclass(frozen=True)
class Standpoint:
    """From where a date is counted: the day of publication, whether it lies ahead, the last date of the
    story."""

    published: date | None
    future: bool = False
    anchor: date | None = None


class Meaning(Protocol):
    """What a date expression says."""

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        """The days meant, seen from `at`; None if they cannot be told."""


@dataclass(frozen=True)
class DateExpression:
    """Words that tell a date: `text` stands at `start:end`, without leading preposition or article."""

    start: int
    end: int
    text: str
    meaning: Meaning


# --- meanings -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthDay:
    """A day of a month: "Thursday, Aug. 27, 2020"; `until` is month and day of the last day of a range."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    until: tuple[int, int] | None = None
    year_shift: int | None = None

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        year = self.year if self.year is not None else self._year(at)
        if year is None:
            return None
        first = _day(year, self.month, self.day)
        return ResolvedDate(first, self._last(first), "day") if first else None

    def _year(self, at: Standpoint) -> int | None:
        if at.published is None:
            return None
        if self.year_shift is not None:
            return at.published.year + self.year_shift
        around = range(at.published.year - 1, at.published.year + 2)
        days = [d for year in around if (d := _day(year, self.month, self.day))]
        proper = [d for d in days if _is_on_side(d, at.published, at.future)]
        if self.weekday is not None:
            proper = [d for d in proper or days if d.weekday() == self.weekday] or proper
        published = at.published
        return min(proper, key=lambda d: abs(d - published)).year if proper else None

    def _last(self, first: date) -> date:
        if self.until is None:
            return first
        last = _day(first.year, *self.until)
        if last and last < first:
            last = _day(first.year + 1, *self.until)
        return last or first


@dataclass(frozen=True)
class DayOfMonth:
    """ "on the 27th"."""

    day: int

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        if at.published is None:
            return None
        months = [_add_months(at.published.replace(day=1), n) for n in (-2, -1, 0, 1, 2)]
        days = [d for month in months if (d := _day(month.year, month.month, self.day))]
        proper = [d for d in days if (d >= at.published if at.future else d <= at.published)]
        published = at.published
        return _single(min(proper, key=lambda d: abs(d - published))) if proper else None


@dataclass(frozen=True)
class Month:
    """ "August 2020", "in August", "last November", "June last year"."""

    month: int
    year: int | None = None
    shift: int | None = None
    year_shift: int | None = None

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        if self.year is not None:
            return _whole_month(self.year, self.month)
        if at.published is None:
            return None
        return _whole_month(self._year(at.published, at.future), self.month)

    def _year(self, published: date, future: bool) -> int:
        if self.year_shift is not None:
            return published.year + self.year_shift
        if self.shift == -1:
            return published.year - (self.month >= published.month)
        if self.shift == 1 or (future and self.shift is None):
            return published.year + (self.month < published.month)
        if self.shift == 0:
            return published.year
        return published.year - (self.month > published.month)


@dataclass(frozen=True)
class Year:
    """ "in 2019", "late 2017"."""

    year: int

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        return _whole_year(self.year)


@dataclass(frozen=True)
class Weekday:
    """ "Thursday", "last Thursday", "Tuesday of next week"; `until` is the last day of "Monday and
    Tuesday"."""

    weekday: int
    shift: int | None = None
    week_shift: int | None = None
    until: int | None = None

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        if at.published is None:
            return None
        first = self._first(at.published, at.future)
        return ResolvedDate(first, first + timedelta(days=self._length()), "day")

    def _first(self, published: date, future: bool) -> date:
        if self.week_shift is not None:
            return _monday(published) + timedelta(days=7 * self.week_shift + self.weekday)
        ahead = (self.weekday - published.weekday()) % 7
        behind = (published.weekday() - self.weekday) % 7
        if self.shift == -1:
            return published - timedelta(days=behind or 7)
        if self.shift == 1:
            return published + timedelta(days=ahead or 7)
        return published + timedelta(days=ahead) if future else published - timedelta(days=behind)

    def _length(self) -> int:
        return 0 if self.until is None else (self.until - self.weekday) % 7


@dataclass(frozen=True)
class NearbyDay:
    """ "today", "yesterday", "tomorrow": so many days from publication."""

    days: int

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        return _single(at.published + timedelta(days=self.days)) if at.published else None


@dataclass(frozen=True)
class Distance:
    """ "two days ago", "a week later", "last month", "the following day": so many units from publication,
    or from the date of which the story has just spoken (`in_story`)."""

    unit: Unit
    count: int
    in_story: bool = False

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        base = at.anchor if self.in_story and at.anchor else at.published
        if base is None or (self._is_ahead_of_nothing(at)):
            return None
        return _stretch(self.unit, base, self.count)

    def _is_ahead_of_nothing(self, at: Standpoint) -> bool:
        """ "The next day" in a story without a date so far."""
        return self.in_story and at.anchor is None and self.count >= 0 and not at.future


@dataclass(frozen=True)
class Weekend:
    """ "over the weekend", "next weekend"."""

    shift: int | None = None

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        if at.published is None:
            return None
        saturday = _monday(at.published) + timedelta(days=5)
        if self.shift is not None:
            saturday += timedelta(days=7 * self.shift)
        elif not at.future and saturday > at.published:
            saturday -= timedelta(days=7)
        if self.shift == -1 and at.published.weekday() >= 5:
            saturday = _monday(at.published) - timedelta(days=2)
        return ResolvedDate(saturday, saturday + timedelta(days=1), "week")


@dataclass(frozen=True)
class Vicinity:
    """ "a few days ago", "in the coming days": somewhere in the week before or after. If no one month holds
    it, the year."""

    direction: Literal[-1, 1]

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        if at.published is None:
            return None
        near = at.published + timedelta(days=self.direction)
        far = at.published + timedelta(days=7 * self.direction)
        start, end = min(near, far), max(near, far)
        if start.month == end.month:
            return ResolvedDate(start, end, "week")
        return ResolvedDate(start, end, "year") if start.year == end.year else None


@dataclass(frozen=True)
class Season:
    """ "last summer", "in the spring", "summer 2019": to the year. Winters lie in two years and are not
    told."""

    first_month: int
    shift: int | None = None
    year: int | None = None

    def resolve(self, at: Standpoint) -> ResolvedDate | None:
        if self.year is not None:
            return _whole_year(self.year)
        if at.published is None or self.first_month == 12:
            return None
        return _whole_year(self._year(at.published, at.future))

    def _year(self, published: date, future: bool) -> int:
        if self.shift == 1 or (self.shift is None and future):
            return published.year + (self.first_month < published.month - 2)
        if self.shift == 0:
            return published.year
        return published.year - (self.first_month + 2 >= published.month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_on_side(day: date, published: date, future: bool) -> bool:
    return day >= published - TOLERANCE if future else day <= published + TOLERANCE


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _add_months(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _single(day: date) -> ResolvedDate:
    return ResolvedDate(day, day, "day")


def _whole_month(year: int, month: int) -> ResolvedDate:
    return ResolvedDate(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _whole_year(year: int) -> ResolvedDate:
    return ResolvedDate(date(year, 1, 1), date(year, 12, 31), "year")


def _stretch(unit: Unit, base: date, count: int) -> ResolvedDate:
    """The day, week, month or year that lies `count` units from `base`."""
    if unit == "day":
        return _single(base + timedelta(days=count))
    if unit == "week":
        monday = _monday(base) + timedelta(days=7 * count)
        return ResolvedDate(monday, monday + timedelta(days=6), "week")
    if unit == "month":
        month = _add_months(base, count)
        return _whole_month(month.year, month.month)
    return _whole_year(base.year + count)


# --- the grammar --------------------------------------------------------------------------------------------


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return (
        "(?:"
        + "|".join(re.escape(w).replace(r"\ ", GAP) for w in sorted(words, key=lambda w: (-len(w), w)))
        + ")"
    )


def _named(words: Iterable[str]) -> str:
    """A pattern for any of the names, capitalised or in capitals: "march" is no month."""
    return either(form for word in words for form in (word.capitalize(), word.upper()))


GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n(?!\n))"
_COMMA_GAP = rf"(?:,?{GAP})"
_MONTH = rf"(?:{_named(MONTHS)}|{_named(MONTH_SHORT)}\b\.?)"
_FULL_MONTH = _named(MONTHS)
_WEEKDAY = _named(WEEKDAYS)
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|{_named(WEEKDAY_SHORT)}\b\.?)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?![\d%])"
_YEAR = rf"(?:1[5-9]\d\d|20\d\d)(?!\d|[.,:]\d|%|-\d|{GAP}{either(NOT_YEARS)}\b)"
_DASH = rf"(?:{GAP}?[-–—‑/]{GAP}?|{GAP}(?i:and|to|through|until|&){GAP})"
_NUMBER = rf"(?:{either(NUMBERS.keys() - {'a', 'an'})}|\d{{1,3}})"
_UNIT = either(UNITS)
_YEAR_SHIFT = rf"(?:{_COMMA_GAP}(?:of{GAP})?(?:the{GAP})?(?P<year_shift>last|this|next){GAP}year\b)"
_START = r"(?<![\w$£€.,/:-])"
_STARTS_WORD = r"(?<![\w-])"

_Fields = dict[str, str]
_Reader = Callable[[_Fields], "Meaning | None"]


def _month_of(word: str) -> int:
    word = word.lower().rstrip(".")
    return MONTHS.get(word) or MONTH_SHORT[word]


def _weekday_of(word: str) -> int:
    word = word.lower().rstrip(".")
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_SHORT[word]


def _number(word: str) -> int:
    return int(re.match(r"\d+", word)[0]) if word[0].isdigit() else NUMBERS[word.lower()]  # type: ignore[index]


def _shift(fields: _Fields, name: str) -> int | None:
    word = fields.get(name)
    return SHIFTS[" ".join(word.lower().split())] if word else None


def _read_month_day(f: _Fields) -> Meaning | None:
    month, day = _month_of(f["month"]), _number(f["day"])
    until = None
    if "until" in f:
        until = (_month_of(f.get("until_month", f["month"])), _number(f["until"]))
        if "until_month" not in f and until[1] <= day:
            return None
    if "first_month" in f and until is None:
        until, month = (month, day), _month_of(f["first_month"])
    if _day(2000, month, day) is None or (until and _day(2000, *until) is None):
        return None
    return MonthDay(
        month,
        day,
        year=int(f["year"]) if "year" in f else None,
        weekday=_weekday_of(f["weekday"]) if "weekday" in f else None,
        until=until,
        year_shift=_shift(f, "year_shift"),
    )


def _read_day_month(f: _Fields) -> Meaning | None:
    if "first_day" not in f:
        return _read_month_day(f)
    turned = {**f, "day": f["first_day"], "until": f["day"], "month": f.get("first_month", f["month"])}
    if "first_month" in f:
        turned["until_month"] = f["month"]
    turned.pop("first_month", None)
    return _read_month_day(turned)


def _read_numeric(f: _Fields) -> Meaning | None:
    year, month, day = int(f["year"]), int(f["month"]), int(f["day"])
    return MonthDay(month, day, year) if _day(year, month, day) else None


def _read_slashes(f: _Fields) -> Meaning | None:
    """08/27/2020 can be read in one way only; 08/07/2020 in two, so not at all."""
    year, one, two = int(f["year"]), int(f["one"]), int(f["two"])
    readings = {d for month, day in ((one, two), (two, one)) if (d := _day(year, month, day))}
    if len(readings) != 1:
        return None
    day = readings.pop()
    return MonthDay(day.month, day.day, year)


def _read_month(f: _Fields) -> Meaning | None:
    month = _month_of(f["month"])
    if "year" in f:
        return Month(month, int(f["year"]))
    return Month(month, shift=_shift(f, "shift"), year_shift=_shift(f, "year_shift"))


def _read_bare_month(f: _Fields) -> Meaning | None:
    word, before = f["month"].lower(), f.get("before", "").lower()
    maybe_name = word in NAMES_AND_VERBS or "named" in f
    allowed = CLEAR_BEFORE_MONTH if maybe_name else LIKELY_BEFORE_MONTH
    return Month(_month_of(word)) if word in NEVER_NAMES or before in allowed else None


def _read_weekday(f: _Fields) -> Meaning | None:
    until = _weekday_of(f["until"]) if "until" in f else None
    shift = _shift(f, "shift")
    return Weekday(_weekday_of(f["weekday"]), None if shift == 0 else shift, _shift(f, "week_shift"), until)


def _read_ago(f: _Fields) -> Meaning | None:
    unit, size = UNITS[f["unit"].lower()]
    count = _number(f["number"]) * size
    after = f["side"].lower() in {"later", "after"}
    return Distance(unit, count if after else -count, in_story=f["side"].lower() != "ago")


def _read_vague_ago(f: _Fields) -> Meaning | None:
    return Vicinity(-1) if f["unit"].lower() == "day" else None


def _read_ahead(f: _Fields) -> Meaning | None:
    unit, size = UNITS[f["unit"].lower()]
    return Distance(unit, _number(f["number"]) * size)


def _read_stretch(f: _Fields) -> Meaning | None:
    unit = f["unit"].lower()
    shift = _shift(f, "shift") or 0
    return Weekend(shift) if unit == "weekend" else Distance(UNITS[unit][0], shift)


def _read_story_day(f: _Fields) -> Meaning | None:
    return Distance(UNITS[f["unit"].lower()][0], STORY_SHIFTS[f["shift"].lower()], in_story=True)


def _read_season(f: _Fields) -> Meaning | None:
    year = int(f["year"]) if "year" in f else None
    return Season(SEASONS[f["season"].lower()], _shift(f, "shift"), year)


@dataclass(frozen=True)
class _Pattern:
    """A row of the grammar; the group `date` is the span of the expression."""

    id: str
    regex: re.Pattern[str]
    read: _Reader


def _pattern(id: str, regex: str, read: _Reader) -> _Pattern:
    return _Pattern(id, re.compile(regex), read)


_PATTERNS: tuple[_Pattern, ...] = (
    _pattern(  # Thursday, Aug. 27, 2020 · August 27-28 · September 6 and 7 · Aug. 30 to Sept. 2
        "month-day",
        rf"{_STARTS_WORD}(?P<date>(?:(?P<weekday>{_ANY_WEEKDAY}){_COMMA_GAP}\(?)?(?P<month>{_MONTH}){GAP}(?:the{GAP})?"
        rf"(?P<day>{_DAY})(?:{_DASH}(?:(?P<until_month>{_MONTH}){GAP})?(?P<until>{_DAY}))?"
        rf"(?:(?:{_COMMA_GAP}|,)(?P<year>{_YEAR})|{_YEAR_SHIFT})?)",
        _read_month_day,
    ),
    _pattern(  # the same, where what follows the first day is no range: "August 27 and 12 others"
        "month-day-alone",
        rf"{_STARTS_WORD}(?P<date>(?:(?P<weekday>{_ANY_WEEKDAY}){_COMMA_GAP}\(?)?(?P<month>{_MONTH}){GAP}(?:the{GAP})?"
        rf"(?P<day>{_DAY})(?:(?:{_COMMA_GAP}|,)(?P<year>{_YEAR})|{_YEAR_SHIFT})?)",
        _read_month_day,
    ),
    _pattern(  # 27 August 2020 · 6-7 September 2007 · 20 to 26 May · 30 May to 2 June · 27th of August
        "day-month",
        rf"{_START}(?P<date>(?:(?P<weekday>{_ANY_WEEKDAY}){_COMMA_GAP}(?:the{GAP})?)?"
        rf"(?:(?P<first_day>{_DAY})(?:{GAP}(?P<first_month>{_MONTH}))?{_DASH})?"
        rf"(?P<day>{_DAY}){GAP}(?:of{GAP})?(?P<month>{_MONTH})(?!\w)(?:{_COMMA_GAP}(?P<year>{_YEAR})|{_YEAR_SHIFT})?)",
        _read_day_month,
    ),
    _pattern(  # 27 August, where what stands before is no range: "2 to 6 May" is, "12 and 6 May" is not
        "day-month-alone",
        rf"{_START}(?P<date>(?P<day>{_DAY}){GAP}(?:of{GAP})?(?P<month>{_MONTH})(?!\w)"
        rf"(?:{_COMMA_GAP}(?P<year>{_YEAR})|{_YEAR_SHIFT})?)",
        _read_month_day,
    ),
    _pattern(
        "iso",
        rf"{_START}(?P<date>(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d))(?!\d|-)",
        _read_numeric,
    ),
    _pattern(
        "slashes",
        rf"{_START}(?P<date>(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>(?:19|20)\d\d))(?![\d/])",
        _read_slashes,
    ),
    _pattern(
        "dots",
        rf"{_START}(?P<date>(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>(?:19|20)\d\d))(?!\d|\.\d)",
        _read_numeric,
    ),
    _pattern(  # August 2020 · late August 2020
        "month-year",
        rf"{_STARTS_WORD}(?P<date>(?:(?i:early|late|mid){GAP}|(?i:mid-))?(?P<month>{_MONTH}){_COMMA_GAP}(?:of{GAP})?"
        rf"(?P<year>{_YEAR}))",
        _read_month,
    ),
    _pattern(  # last November · this May · June last year · June of this year
        "month-shift",
        rf"{_STARTS_WORD}(?P<date>(?P<shift>(?i:last|this{GAP}past|this|next|this{GAP}coming)){GAP}"
        rf"(?P<month>{_FULL_MONTH}))\b(?!{GAP}\d)",
        _read_month,
    ),
    _pattern(
        "month-of-year",
        rf"{_STARTS_WORD}(?P<date>(?P<month>{_FULL_MONTH}){_YEAR_SHIFT})",
        _read_month,
    ),
    _pattern(
        "year-then-month",
        rf"{_STARTS_WORD}(?P<date>(?P<year_shift>(?i:last|this|next)){GAP}year{_COMMA_GAP}in{GAP}(?P<month>{_FULL_MONTH}))\b",
        _read_month,
    ),
    _pattern(  # in August · mid-May · her April speech
        "month",
        rf"{_STARTS_WORD}(?:(?P<before>(?i:{either(LIKELY_BEFORE_MONTH)}))(?:{GAP}|-))?(?P<date>(?P<month>{_FULL_MONTH}))\b"
        rf"(?!-|{GAP}\d)(?P<named>(?={GAP}[A-Z]))?",
        _read_bare_month,
    ),
    _pattern(  # in 2019 · late 2017 · the 2015 summit
        "year",
        rf"{_STARTS_WORD}(?i:{either(YEAR_OPENERS)}{GAP})(?P<date>(?:(?i:early|late|mid){GAP}|(?i:mid-))?(?P<year>{_YEAR}))",
        lambda f: Year(int(f["year"])),
    ),
    _pattern(
        "part-of-year",
        rf"{_STARTS_WORD}(?P<date>(?:(?i:early|late|mid){GAP}|(?i:mid-))(?P<year>{_YEAR}))",
        lambda f: Year(int(f["year"])),
    ),
    _pattern(  # Thursday · late Thursday · last Thursday · Tuesday of next week · Monday and Tuesday
        "weekday",
        rf"{_STARTS_WORD}(?P<date>(?:(?i:early|late|earlier|later){GAP}(?:(?i:on){GAP})?)?"
        rf"(?:(?P<shift>(?i:last|this{GAP}past|past|this{GAP}coming|this|next|coming)){GAP})?(?P<weekday>{_WEEKDAY})\b"
        rf"(?:{_DASH}(?P<until>{_WEEKDAY})\b)?"
        rf"(?:{GAP}(?:of{GAP})?(?P<week_shift>last|this|next){GAP}week\b)?)",
        _read_weekday,
    ),
    _pattern(
        "week-then-weekday",
        rf"{_STARTS_WORD}(?P<date>(?P<week_shift>(?i:last|this|next)){GAP}week{_COMMA_GAP}on{GAP}(?P<weekday>{_WEEKDAY}))\b",
        _read_weekday,
    ),
    _pattern(  # today · earlier today · this morning · tomorrow
        "nearby-day",
        rf"{_STARTS_WORD}(?P<date>(?:(?i:earlier|later|early|late){GAP})?(?P<word>(?i:{either(NEARBY_DAYS)})))\b",
        lambda f: NearbyDay(NEARBY_DAYS[" ".join(f["word"].lower().split())]),
    ),
    _pattern(  # two days ago · three months later
        "ago",
        rf"{_STARTS_WORD}(?P<date>(?P<number>(?i:{_NUMBER})){GAP}(?P<unit>{_UNIT})s?{GAP}(?P<side>ago|earlier|later))\b",
        _read_ago,
    ),
    _pattern(  # a week ago, a day earlier: the span leaves the article out
        "a-unit-ago",
        rf"{_STARTS_WORD}(?P<number>(?i:an?)){GAP}(?P<date>(?P<unit>{_UNIT}){GAP}(?P<side>ago|earlier|later))\b",
        _read_ago,
    ),
    _pattern(
        "vague-ago",
        rf"{_STARTS_WORD}(?P<date>(?:(?i:{either(VAGUE_NUMBERS)}){GAP})(?P<unit>day)s{GAP}(?:ago|earlier))\b",
        _read_vague_ago,
    ),
    _pattern(  # in two weeks, in ten days' time
        "ahead",
        rf"{_STARTS_WORD}(?i:in){GAP}(?P<date>(?P<number>(?i:{_NUMBER})){GAP}(?P<unit>{_UNIT})s?['’]?{GAP}time)\b",
        _read_ahead,
    ),
    _pattern(  # last week · earlier this month · next year · this weekend
        "stretch",
        rf"{_STARTS_WORD}(?P<date>(?:(?i:early|earlier|late|later){GAP})?"
        rf"(?P<shift>(?i:last|this{GAP}past|this{GAP}coming|this|next|coming)){GAP}(?P<unit>week|weekend|month|year))\b(?!-)",
        _read_stretch,
    ),
    _pattern(
        "weekend",
        rf"{_STARTS_WORD}(?i:over|at|during|on){GAP}the{GAP}(?P<date>weekend)\b",
        lambda f: Weekend(),
    ),
    _pattern(  # the previous day · the following week
        "story-day",
        rf"{_STARTS_WORD}(?i:the|that){GAP}(?P<date>(?P<shift>(?i:{either(STORY_SHIFTS)})){GAP}(?P<unit>day|week|month|year))\b",
        _read_story_day,
    ),
    _pattern(
        "day-before",
        rf"{_STARTS_WORD}(?i:the){GAP}(?P<date>day{GAP}(?P<side>before|after))(?=[.,;:)]|$)",
        lambda f: Distance("day", -1 if f["side"] == "before" else 1, in_story=True),
    ),
    _pattern(
        "coming-days",
        rf"{_STARTS_WORD}(?P<date>(?i:coming|next{GAP}few|next{GAP}couple{GAP}of|following){GAP}days)\b",
        lambda f: Vicinity(1),
    ),
    _pattern(
        "season",
        rf"{_STARTS_WORD}(?:(?i:in{GAP}the|during{GAP}the|(?P<shift>last|this|next)){GAP})(?P<date>"
        rf"(?P<season>spring|summer|autumn|fall|winter))\b(?!{GAP}of\b|-)",
        _read_season,
    ),
    _pattern(
        "season-of-year",
        rf"{_STARTS_WORD}(?P<date>(?P<season>(?i:spring|summer|autumn|fall|winter)){GAP}(?:of{GAP})?(?P<year>{_YEAR}))",
        _read_season,
    ),
    _pattern(
        "day-of-month",
        rf"{_STARTS_WORD}(?i:on){GAP}the{GAP}(?P<date>(?P<day>[0-3]?\d)(?:st|nd|rd|th))"
        rf"(?=[.,;:)]|$|{GAP}(?:in|at|to|with|for|and|of{GAP}(?:this|last|next){GAP}month)\b)",
        lambda f: DayOfMonth(_number(f["day"])),
    ),
)
"""The grammar. Of overlapping readings the leftmost longest wins."""


def find_date_expressions(text: str) -> list[DateExpression]:
    """Return the date expressions of `text`, in order, disjoint.

    >>> [e.text for e in find_date_expressions("They met on Thursday, Aug. 27, and again last week.")]
    ['Thursday, Aug. 27', 'last week']
    """
    return list(_find_in(text))


@lru_cache(maxsize=2)  # two stages ask for the same text, one after the other
def _find_in(text: str) -> tuple[DateExpression, ...]:
    found: list[DateExpression] = []
    for pattern in _PATTERNS:
        for match in pattern.regex.finditer(text):
            fields = {name: value for name, value in match.groupdict().items() if value is not None}
            meaning = pattern.read(fields)
            if meaning is not None:
                start, end = match.span("date")
                found.append(DateExpression(start, end, text[start:end], meaning))
    found.sort(key=lambda e: (e.start, -e.end))
    return tuple(_disjoint(found))


def _disjoint(found: Sequence[DateExpression]) -> list[DateExpression]:
    kept: list[DateExpression] = []
    for expression in found:
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return kept


def resolve_date(
    expression: DateExpression, published: date | None, *, future: bool = False, anchor: date | None = None
) -> ResolvedDate | None:
    """Return the days that `expression` means, or None if they cannot be told.

    `published` is the day of publication: without it only absolute dates are told. `future`: the sentence
    speaks of what lies ahead, so "Thursday" is the next one, else the last. `anchor`: the date of which the
    story has just spoken; "two days earlier" counts from there.

    >>> [thursday] = find_date_expressions("They met on Thursday.")
    >>> resolve_date(thursday, date(2020, 8, 28)).iso
    '2020-08-27'
    >>> resolve_date(thursday, date(2020, 8, 28), future=True).iso
    '2020-09-03'
    """
    try:
        return expression.meaning.resolve(Standpoint(published, future, anchor))
    except (OverflowError, ValueError):  # beyond the first or last year that a date can have
        return None


def somewhere_in(resolved: ResolvedDate) -> ResolvedDate:
    """Return the month or year that holds a range of days: when an occasion lies somewhere in it, not on
    its first day.

    The second city of "will visit Algeria and Morocco, July 24-29" is such an occasion.

    >>> somewhere_in(ResolvedDate(date(2021, 7, 24), date(2021, 7, 29), "day")).iso
    '2021-07'
    """
    first, last = resolved.start, resolved.end
    if resolved.precision != "day" or first == last:
        return resolved
    if (first.year, first.month) == (last.year, last.month):
        return _whole_month(first.year, first.month)
    return _whole_year(first.year)
