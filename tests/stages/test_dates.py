"""Dates: what is found, how it is resolved, and which date of a sentence is the encounter's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsents.stages.dates import (
    DateExpression,
    ResolvedDate,
    find_date_expressions,
    resolve_date,
    somewhere_in,
)
from newsents.stages.dating import choose_date, find_dateline_date

FRIDAY = "2020-08-28"
"""The day of publication in most rows."""

# text | published | p(ast) or f(uture) | the words | ISO date and precision, or -
RESOLVED = """
They met on Thursday. | 2020-08-28 | p | Thursday | 2020-08-27 day
They will meet on Thursday. | 2020-08-28 | f | Thursday | 2020-09-03 day
They met on Friday. | 2020-08-28 | p | Friday | 2020-08-28 day
They will meet on Friday. | 2020-08-28 | f | Friday | 2020-08-28 day
They met Saturday. | 2020-08-28 | p | Saturday | 2020-08-22 day
They meet Saturday. | 2020-08-28 | f | Saturday | 2020-08-29 day
The WEDNESDAY session | 2020-08-28 | p | WEDNESDAY | 2020-08-26 day
They met last Thursday. | 2020-08-28 | p | last Thursday | 2020-08-27 day
They met last Friday. | 2020-08-28 | p | last Friday | 2020-08-21 day
They meet next Thursday. | 2020-08-28 | f | next Thursday | 2020-09-03 day
They meet next Friday. | 2020-08-28 | f | next Friday | 2020-09-04 day
They meet this Sunday. | 2020-08-28 | f | this Sunday | 2020-08-30 day
They met this past Sunday. | 2020-08-28 | p | this past Sunday | 2020-08-23 day
They met late Monday. | 2020-08-28 | p | late Monday | 2020-08-24 day
They met earlier on Monday. | 2020-08-28 | p | earlier on Monday | 2020-08-24 day
They met on Tuesday of last week. | 2020-08-28 | p | Tuesday of last week | 2020-08-18 day
They meet on Tuesday next week. | 2020-08-28 | f | Tuesday next week | 2020-09-01 day
They met last week on Tuesday. | 2020-08-28 | p | last week on Tuesday | 2020-08-18 day
They met on Monday and Tuesday. | 2020-08-28 | p | Monday and Tuesday | 2020-08-24 day
They met Monday-Tuesday. | 2020-08-28 | p | Monday-Tuesday | 2020-08-24 day
On Thursday, Aug. 27, they met. | 2020-08-28 | p | Thursday, Aug. 27 | 2020-08-27 day
On Thursday, Aug. 27, 2020, they met. | - | p | Thursday, Aug. 27, 2020 | 2020-08-27 day
On Thursday (August 27) they met. | 2020-08-28 | p | Thursday (August 27 | 2020-08-27 day
On Aug. 27, 2020 they met. | - | p | Aug. 27, 2020 | 2020-08-27 day
On Aug 27 they met. | 2020-08-28 | p | Aug 27 | 2020-08-27 day
On AUG. 27 they met. | 2020-08-28 | p | AUG. 27 | 2020-08-27 day
On August 27th they met. | 2020-08-28 | p | August 27th | 2020-08-27 day
On August the 27th they met. | 2020-08-28 | p | August the 27th | 2020-08-27 day
On 27 August 2020 they met. | - | p | 27 August 2020 | 2020-08-27 day
On 27 August they met. | 2020-08-28 | p | 27 August | 2020-08-27 day
On the 27th of August they met. | 2020-08-28 | p | 27th of August | 2020-08-27 day
On Thursday 27 August they met. | 2020-08-28 | p | Thursday 27 August | 2020-08-27 day
On Wednesday, 3 October 2001, they came. | - | p | Wednesday, 3 October 2001 | 2001-10-03 day
On 2020-08-27 they met. | - | p | 2020-08-27 | 2020-08-27 day
On 08/27/2020 they met. | - | p | 08/27/2020 | 2020-08-27 day
On 27/08/2020 they met. | - | p | 27/08/2020 | 2020-08-27 day
On 05/05/2020 they met. | - | p | 05/05/2020 | 2020-05-05 day
On 27.08.2020 they met. | - | p | 27.08.2020 | 2020-08-27 day
On August 27-28 they met. | 2020-08-30 | p | August 27-28 | 2020-08-27 day
On August 27–28, 2019, they met. | - | p | August 27–28, 2019 | 2019-08-27 day
On 6-7 September 2007 they met. | - | p | 6-7 September 2007 | 2007-09-06 day
On September 6 and 7 they met. | 2020-09-08 | p | September 6 and 7 | 2020-09-06 day
From 20 to 26 May they toured. | 2002-06-01 | p | 20 to 26 May | 2002-05-20 day
From May 20 to 26 they toured. | 2002-06-01 | p | May 20 to 26 | 2002-05-20 day
From May 30 to June 2 they toured. | 2002-06-05 | p | May 30 to June 2 | 2002-05-30 day
From 30 May to 2 June 2002 they toured. | - | p | 30 May to 2 June 2002 | 2002-05-30 day
From Dec. 30 to Jan. 2 they toured. | 2002-01-05 | p | Dec. 30 to Jan. 2 | 2001-12-30 day
On January 27 and 28, 2026, they met. | - | p | January 27 and 28, 2026 | 2026-01-27 day
He will come July 9-11, 2024 for a summit. | - | f | July 9-11, 2024 | 2024-07-09 day
On December 30 they met. | 2021-01-02 | p | December 30 | 2020-12-30 day
On January 2 they will meet. | 2020-12-30 | f | January 2 | 2021-01-02 day
On August 30 they met. | 2020-08-28 | p | August 30 | 2020-08-30 day
On September 30 they met. | 2020-08-28 | p | September 30 | 2019-09-30 day
On August 26 they will meet. | 2020-08-28 | f | August 26 | 2020-08-26 day
On August 2 they will meet. | 2020-08-28 | f | August 2 | 2021-08-02 day
On May 21 this year they met. | 2010-06-07 | p | May 21 this year | 2010-05-21 day
On May 21 last year they met. | 2010-06-07 | p | May 21 last year | 2009-05-21 day
On Feb. 29, 2020 they met. | - | p | Feb. 29, 2020 | 2020-02-29 day
On February 29 they met. | 2021-03-01 | p | February 29 | 2020-02-29 day
In August 2020 they met. | - | p | August 2020 | 2020-08 month
In August, 2020 they met. | - | p | August, 2020 | 2020-08 month
In late August 2020 they met. | - | p | late August 2020 | 2020-08 month
In mid-May 2020 they met. | - | p | mid-May 2020 | 2020-05 month
In Sept. 2020 they met. | - | p | Sept. 2020 | 2020-09 month
In May of 2019 they met. | - | p | May of 2019 | 2019-05 month
In August they met. | 2020-08-28 | p | August | 2020-08 month
In September they met. | 2020-08-28 | p | September | 2019-09 month
In September they will meet. | 2020-08-28 | f | September | 2020-09 month
In March they will meet. | 2020-08-28 | f | March | 2021-03 month
In May they met. | 2020-08-28 | p | May | 2020-05 month
Since March they have met twice. | 2020-08-28 | p | March | 2020-03 month
They met last November. | 2020-08-28 | p | last November | 2019-11 month
They met last May. | 2020-08-28 | p | last May | 2020-05 month
They meet next May. | 2020-08-28 | f | next May | 2021-05 month
They met this May. | 2020-08-28 | p | this May | 2020-05 month
They met in June last year. | 2020-08-28 | p | June last year | 2019-06 month
They met last year in June. | 2020-08-28 | p | last year in June | 2019-06 month
They met in June of this year. | 2020-08-28 | p | June of this year | 2020-06 month
Its July interview was published. | 2020-08-28 | p | July | 2020-07 month
They met in 2019. | - | p | 2019 | 2019 year
They met in late 2017. | - | p | late 2017 | 2017 year
They meet in early 2023. | - | f | early 2023 | 2023 year
In mid-2018 they met. | - | p | mid-2018 | 2018 year
The 2015 summit was a success. | - | p | 2015 | 2015 year
Since 2003 they have met twice. | - | p | 2003 | 2003 year
They met in the spring of 2019. | - | p | spring of 2019 | 2019 year
They met in summer 2019. | - | p | summer 2019 | 2019 year
They met last summer. | 2020-08-28 | p | summer | 2019 year
They will meet in the spring. | 2024-01-27 | f | spring | 2024 year
They met today. | 2020-08-28 | p | today | 2020-08-28 day
They met earlier today. | 2020-08-28 | p | earlier today | 2020-08-28 day
They met this morning. | 2020-08-28 | p | this morning | 2020-08-28 day
They dine tonight. | 2020-08-28 | f | tonight | 2020-08-28 day
They met last night. | 2020-08-28 | p | last night | 2020-08-27 day
Yesterday they met. | 2020-08-28 | p | Yesterday | 2020-08-27 day
They meet tomorrow. | 2020-08-28 | f | tomorrow | 2020-08-29 day
They met the day before yesterday. | 2020-08-28 | p | day before yesterday | 2020-08-26 day
They meet the day after tomorrow. | 2020-08-28 | f | day after tomorrow | 2020-08-30 day
They met last week. | 2020-08-28 | p | last week | 2020-08 week
They met this week. | 2020-08-28 | p | this week | 2020-08 week
They met earlier this week. | 2020-09-02 | p | earlier this week | 2020-08 week
They meet next week. | 2020-08-28 | f | next week | 2020-08 week
They met last month. | 2020-08-28 | p | last month | 2020-07 month
They met earlier this month. | 2020-08-28 | p | earlier this month | 2020-08 month
They meet next month. | 2020-12-28 | f | next month | 2021-01 month
They met last year. | 2020-08-28 | p | last year | 2019 year
They meet later this year. | 2020-08-28 | f | later this year | 2020 year
They meet next year. | 2020-08-28 | f | next year | 2021 year
They met two days ago. | 2020-08-28 | p | two days ago | 2020-08-26 day
They met 2 days ago. | 2020-08-28 | p | 2 days ago | 2020-08-26 day
They met a day ago. | 2020-08-28 | p | day ago | 2020-08-27 day
They met three weeks ago. | 2020-08-28 | p | three weeks ago | 2020-08 week
They met a fortnight ago. | 2020-08-28 | p | fortnight ago | 2020-08 week
They met a month ago. | 2020-08-28 | p | month ago | 2020-07 month
They met about 11 years ago. | 2026-02-23 | p | 11 years ago | 2015 year
They met a decade ago. | 2026-02-23 | p | decade ago | 2016 year
They met a few days ago. | 2020-08-28 | p | a few days ago | 2020-08 week
They will meet in the coming days. | 2013-07-10 | f | coming days | 2013-07 week
They will meet in the next few days. | 2010-06-07 | f | next few days | 2010-06 week
They will meet in the coming days. | 2020-08-28 | f | coming days | 2020 year
They meet in two weeks' time. | 2020-08-28 | f | two weeks' time | 2020-09 week
They met over the weekend. | 2020-08-28 | p | weekend | 2020-08 week
They met last weekend. | 2020-08-28 | p | last weekend | 2020-08 week
They met on the 27th. | 2020-08-28 | p | 27th | 2020-08-27 day
They met on the 30th in Rome. | 2020-08-28 | p | 30th | 2020-07-30 day
They will meet on the 2nd. | 2020-08-28 | f | 2nd | 2020-09-02 day
They met on Thursday. | - | p | Thursday | -
They met on August 27. | - | p | August 27 | -
They met last week. | - | p | last week | -
They met today. | - | p | today | -
They met the next day. | 2020-08-28 | p | next day | -
They met the previous day. | 2020-08-28 | p | previous day | 2020-08-27 day
They met two days earlier. | 2020-08-28 | p | two days earlier | 2020-08-26 day
They met last winter. | 2020-08-28 | p | winter | -
They met in August\u00a02020. | - | p | August\u00a02020 | 2020-08 month
"""

NOTHING = """
Theresa May met Angela Merkel.
They march to Rome.
They may meet him.
March against the war
He met April Brandt and June Oduya.
The sun and the sat phone
In 2000 people fled.
About 2,019 people came.
A vote of 2019-7
On 08/07/2020 they met.
Nov. 31
On February 30 nothing happened
The 747-200 landed.
It costs $27 August said.
Mondays are hard.
They fought for two days.
The fall of Kabul
An earlier day
The second of three talks
"""

# the trigger in brackets | published | p or f | the words chosen and the ISO date, or -
CHOSEN = """
Brandt [met] Oduya on Thursday. | 2020-08-28 | p | Thursday | 2020-08-27
On Thursday, Brandt [met] Oduya. | 2020-08-28 | p | Thursday | 2020-08-27
Brandt, in office since 2017, [met] Oduya on Thursday. | 2020-08-28 | p | Thursday | 2020-08-27
Brandt [met] Oduya on Thursday for the first time since 2017. | 2020-08-28 | p | Thursday | 2020-08-27
Brandt [met] Oduya for the first time since 2017. | 2020-08-28 | p | - | -
Brandt said Friday he had [met] Oduya on Tuesday. | 2020-08-28 | p | Tuesday | 2020-08-25
Brandt said Friday he had [met] Oduya. | 2020-08-28 | p | - | -
Brandt said on Friday that he will [meet] Oduya on Monday. | 2020-08-28 | f | Monday | 2020-08-31
The ministry announced Tuesday that Brandt will [visit] Lima. | 2020-08-28 | f | - | -
Brandt said Friday after [talks] with Oduya that he was pleased. | 2020-08-28 | p | Friday | 2020-08-28
Brandt [met] Oduya to save the 2015 deal. | 2020-08-28 | p | - | -
Brandt [met] Oduya on Monday to save the 2015 deal. | 2020-08-28 | p | Monday | 2020-08-24
Thursday's [meeting] with Oduya lasted an hour. | 2020-08-28 | p | Thursday | 2020-08-27
The Aug. 20 [meeting] with Oduya lasted an hour. | 2020-08-28 | p | Aug. 20 | 2020-08-20
Brandt recalled their April 29, 2019, [meeting]. | 2020-08-28 | p | April 29, 2019 | 2019-04-29
Brandt spoke of last week's [talks] with Oduya. | 2020-08-28 | p | last week | 2020-08
Brandt hailed Thursday's vote when he [met] Oduya. | 2020-08-28 | p | - | -
LAGOS, Aug 27 (Reuters) - Brandt [met] Oduya. | 2020-08-28 | p | - | -
LAGOS, Aug 28 (Reuters) - Brandt [met] Oduya on Tuesday. | 2020-08-28 | p | Tuesday | 2020-08-25
The [call] is scheduled for Monday. | 2020-08-28 | p | Monday | 2020-08-31
Brandt [met] Oduya on Monday; he will fly home on Tuesday. | 2020-08-28 | p | Monday | 2020-08-24
Brandt will fly home on Tuesday after he [met] Oduya on Monday. | 2020-08-28 | p | Monday | 2020-08-24
In 2019, Brandt [met] Oduya. | 2020-08-28 | p | 2019 | 2019
Brandt [received] Rt. Rev. Dr. A. K. Lu, of the Aldhaven diocese, on Tuesday. | 2020-08-28 | p | Tuesday | 2020-08-25
Brandt, who landed on Monday, then [went] to Lagos on Tuesday. | 2020-08-28 | p | Tuesday | 2020-08-25
Brandt, who landed in Lagos on Monday, [met] Oduya. | 2020-08-28 | p | Monday | 2020-08-24
Earlier this month Brandt, the chancellor, [met] Oduya. | 2020-08-28 | p | Earlier this month | 2020-08
Brandt [visited] Lagos in May, where he saw the port. | 2020-08-28 | p | May | 2020-05
Brandt [met] Oduya. | 2020-08-28 | p | - | -
"""


def rows(table: str) -> list[list[str]]:
    """The cells of a table, one list a line."""
    found = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    assert found and len({len(row) for row in found}) == 1, "a table with rows of one length"
    return found


def day(iso: str) -> date | None:
    return None if iso == "-" else date.fromisoformat(iso)


@pytest.mark.parametrize(("text", "published", "side", "words", "expected"), rows(RESOLVED))
def test_dates_are_found_and_resolved(
    text: str, published: str, side: str, words: str, expected: str
) -> None:
    found = [e for e in find_date_expressions(text) if e.text == words.replace("\\u00a0", "\u00a0")]
    assert len(found) == 1, [e.text for e in find_date_expressions(text)]
    resolved = resolve_date(found[0], day(published), future=side == "f")
    assert (f"{resolved.iso} {resolved.precision}" if resolved else "-") == expected


def test_the_table_is_long_enough() -> None:
    assert len(rows(RESOLVED)) >= 120


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert [e.text for e in find_date_expressions(text)] == []


@pytest.mark.parametrize(("marked", "published", "side", "words", "expected"), rows(CHOSEN))
def test_the_date_of_the_encounter_is_chosen(
    marked: str, published: str, side: str, words: str, expected: str
) -> None:
    assert marked.count("[") == marked.count("]") == 1
    trigger = (marked.index("["), marked.index("]") - 1)
    text = marked.replace("[", "").replace("]", "")
    chosen = choose_date(
        find_date_expressions(text),
        trigger=trigger,
        published=day(published),
        future=side == "f",
        sentence=(0, len(text)),
        text=text,
    )
    assert ((chosen[0].text, chosen[1].iso) if chosen else ("-", "-")) == (words, expected)


def test_later_is_counted_from_the_last_date_of_the_story() -> None:
    [expression] = find_date_expressions("They met again two days later.")
    resolved = resolve_date(expression, date(2020, 8, 28), anchor=date(2020, 5, 3))
    assert resolved == ResolvedDate(date(2020, 5, 5), date(2020, 5, 5), "day")


def test_weeks_run_from_monday_to_sunday() -> None:
    [expression] = find_date_expressions("They met last week.")
    resolved = resolve_date(expression, date(2020, 8, 30))
    assert resolved == ResolvedDate(date(2020, 8, 17), date(2020, 8, 23), "week")


def test_a_range_keeps_its_last_day() -> None:
    [expression] = find_date_expressions("They met on Aug. 30-Sept. 2, 2019.")
    resolved = resolve_date(expression, None)
    assert resolved == ResolvedDate(date(2019, 8, 30), date(2019, 9, 2), "day")


def test_somewhere_in_a_range_is_its_month_or_year() -> None:
    assert somewhere_in(ResolvedDate(date(2021, 7, 24), date(2021, 7, 29), "day")).iso == "2021-07"
    assert somewhere_in(ResolvedDate(date(2021, 7, 30), date(2021, 8, 2), "day")).iso == "2021"
    single = ResolvedDate(date(2021, 7, 30), date(2021, 7, 30), "day")
    assert somewhere_in(single) == single


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ERBIL, Iraq, Aug 28 (Reuters) - The minister came.", "Aug 28"),
        ("WASHINGTON, Nov. 3 — The minister came.", "Nov. 3"),
        ("Minister in Erbil\n\nAugust 28, 2020\n\nThe minister came.", "August 28, 2020"),
        ("The minister came on Aug 28.", None),
        ("", None),
    ],
)
def test_dateline(text: str, words: str | None) -> None:
    found = find_dateline_date(text)
    assert (found.text if found else None) == words


pieces = st.sampled_from(
    """
    Thursday Monday, Aug. August May March 27 27-28 6–7 31 0 99 2020 2020, 2007 today last next this week
    weekend month year the of in on and to earlier later ago two a days day 2020-08-27 13/13/2020
    31/12/1999 , . ( ) - — \u2011 \n \n\n
    spring over coming few early mid- late 27th st 10000 yesterday fortnight since Erdoğan 🙂
    """.split(" ")
)
texts = st.one_of(
    st.text(max_size=80),
    st.lists(pieces, max_size=14).map(" ".join),
    st.lists(pieces, max_size=9).map("".join),
)
days = st.one_of(st.none(), st.dates())


@given(texts)
def test_expressions_stand_in_order_where_they_say(text: str) -> None:
    end = 0
    for expression in find_date_expressions(text):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text == expression.text.strip()
        end = expression.end


@given(texts, days, st.booleans(), days)
def test_resolving_never_fails(text: str, published: date | None, future: bool, anchor: date | None) -> None:
    for expression in find_date_expressions(text):
        resolved = resolve_date(expression, published, future=future, anchor=anchor)
        assert resolved is None or resolved.start <= resolved.end


@given(texts, days, st.booleans(), st.data())
def test_choosing_takes_one_of_the_sentence(
    text: str, published: date | None, future: bool, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expressions = find_date_expressions(text)
    chosen = choose_date(
        expressions,
        trigger=(start, end),
        published=published,
        future=future,
        sentence=(0, len(text)),
        text=text,
    )
    assert chosen is None or chosen[0] in expressions


@pytest.mark.parametrize(
    "piece", ["Aug. ", "27 ", "last ", "on ", "Monday, ", "2020-", "\u00a0", "27-", "the "]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    assert isinstance(find_date_expressions(piece * 20_000), list)


def test_expressions_are_hashable_and_frozen() -> None:
    [expression] = find_date_expressions("on Thursday")
    assert isinstance(expression, DateExpression) and hash(expression)
    with pytest.raises(AttributeError):
        expression.start = 0  # type: ignore[misc]
