"""The date of an encounter, chosen among the expressions of its sentence; and the date that opens an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from newsents.rules.calendar import CLAUSE_OPENERS, FUTURE_OPENERS, OTHER_TIME_WORDS, REPORTING_VERBS
from newsents.stages.dates import (
    GAP,
    TOLERANCE,
    DateExpression,
    MonthDay,
    Precision,
    ResolvedDate,
    either,
    find_date_expressions,
    resolve_date,
)

_BEYOND_CLAUSE = 12.0
"""Cost, in words of distance, of a clause boundary between trigger and date."""
_REPORTED = 60.0
"""Cost of standing straight after a verb of saying."""
_BOUND = 40.0
"""Cost of standing behind "since", "until", "by"."""
_ON_THE_WRONG_SIDE = 40.0
"""Cost of lying ahead of a past encounter, or behind a coming one."""
_COARSENESS: dict[Precision, float] = {"day": 0.0, "week": 2.0, "month": 5.0, "year": 9.0}
_DEAREST = 45.0
"""A date that costs more is not the encounter's."""

_WORDS = re.compile(r"[^\W_]+|[;:()—]|[!?](?=\s)|(?<=[^\W\d_]{4})\.(?=\s)")
"""Words, and what parts clauses; a full stop after three letters or fewer is that of "Rt. Rev. Dr." """
_TIMED_FROM = re.compile(
    r"\b(?:days?|weeks?|months?|years?) (?:after|before) (?:he|she|they|it|the two|[A-Z])"
)
"""What is told behind it lies at another time: "flew out on Monday, a week after he met X"."""
_OF_ANOTHER = re.compile(r",\s(?:who|whose)\b")
"""Behind it something is told of another person: "met X on Monday, who plans a visit"."""
_IN_RELATIVE_CLAUSE = re.compile(r",\s(?:who|which|whose|where|when)\b[^,;:]*\Z")
_SECOND_PREDICATE = re.compile(r"\band (?:is|are|was|were|has|have|had|will|would|plans|intends)\b")
"""What stands beyond "and is scheduled to" is told of something else."""
_LAST_WORDS = re.compile(r"(\w+)?\W{1,3}(\w+)\W{0,3}\Z")
_FUTURE_OPENER = re.compile(
    rf"\b(?i:{either(FUTURE_OPENERS)})(?:{GAP}(?:on|the|in|early|late|evening|morning|of))*{GAP}\Z"
)
_DATELINE_END = re.compile(r"[,.]?\s{0,2}(?:\([^()\n]{1,40}\)\s{0,2})?(?:--?|–|—)(?=\s|\w)")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_DETERMINER = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|this)|['’]s?)[^\S\n]{1,2}\Z", re.IGNORECASE)
_NOUN_FOLLOWS = re.compile(
    r",?[^\S\n](?!(?:in|at|on|to|with|for|and|or|by|of|when|where|after|before|as|from|that|which|who|but|is|was|were|are|will|during|near|between|he|she|it|they|the|while|following|over|about)\b)\w"
)


def choose_date(
    expressions: Sequence[DateExpression],
    *,
    trigger: tuple[int, int],
    published: date | None,
    future: bool,
    sentence: tuple[int, int],
    text: str,
    anchor: date | None = None,
) -> tuple[DateExpression, ResolvedDate] | None:
    """Return the expression that dates the encounter told at `trigger`, and the days it means; None if
    there is none.

    `expressions` are those of the sentence; `trigger` and `sentence` are character ranges of `text`. The
    nearest wins by a count of words to which are added: clause boundaries between, standing after a verb of
    saying ("said Thursday") or behind "since", lying on the wrong side of publication, coarseness. A date
    inside another noun phrase ("the 2015 deal") and a dateline date no encounter.

    >>> text = "Parly, in office since 2017, met Salih on Thursday."
    >>> found = choose_date(find_date_expressions(text), trigger=(29, 32), published=date(2020, 8, 28),
    ...                     future=False, sentence=(0, len(text)), text=text)
    >>> found[0].text, found[1].iso
    ('Thursday', '2020-08-27')
    """
    best: tuple[float, DateExpression, ResolvedDate] | None = None
    for expression in expressions:
        if not sentence[0] <= expression.start < expression.end <= sentence[1]:
            continue
        ahead = future or _FUTURE_OPENER.search(text, sentence[0], expression.start) is not None
        resolved = resolve_date(expression, published, future=ahead, anchor=anchor)
        if resolved is None or _dates_something_else(expression, trigger, sentence, text):
            continue
        cost = _cost(expression, resolved, trigger, published, future, sentence, text)
        if cost <= _DEAREST and (best is None or cost < best[0]):
            best = cost, expression, resolved
    return (best[1], best[2]) if best else None


def _dates_something_else(
    expression: DateExpression, trigger: tuple[int, int], sentence: tuple[int, int], text: str
) -> bool:
    """Whether it belongs to a dateline, a name ("APEC Australia 2007") or another noun ("the 2015 deal")."""
    if trigger[0] < expression.end and expression.start < trigger[1]:
        return True
    if _is_dateline(expression, sentence, text):
        return True
    return _is_adjective(expression, text) and not _leads_to(expression, trigger, text)


def _is_dateline(expression: DateExpression, sentence: tuple[int, int], text: str) -> bool:
    """Whether it closes a dateline: "ERBIL, Iraq, Aug 28 (Reuters) -"."""
    opening = text[sentence[0] : expression.start]
    return (
        len(opening) < 60 and opening[:2].isupper() and _DATELINE_END.match(text, expression.end) is not None
    )


def _is_adjective(expression: DateExpression, text: str) -> bool:
    """Whether it qualifies the noun that follows: "the 2015 deal", "her April speech", "Thursday's
    vote"."""
    if _POSSESSIVE.match(text, expression.end):
        return True
    before = text[max(0, expression.start - 12) : expression.start]
    return _DETERMINER.search(before) is not None and _NOUN_FOLLOWS.match(text, expression.end) is not None


def _leads_to(expression: DateExpression, trigger: tuple[int, int], text: str) -> bool:
    """Whether the noun that it qualifies is the trigger: "the 2015 climate summit"."""
    between = text[expression.end : trigger[0]]
    if expression.end > trigger[0] or len(between) > 50 or re.search(r"[.;:()]", between):
        return False
    words = between.split()
    return len(words) < 6 and CLAUSE_OPENERS.isdisjoint(words)


def _cost(
    expression: DateExpression,
    resolved: ResolvedDate,
    trigger: tuple[int, int],
    published: date | None,
    future: bool,
    sentence: tuple[int, int],
    text: str,
) -> float:
    if expression.start >= trigger[1]:
        between = text[trigger[1] : expression.start]
    else:
        between = text[expression.end : trigger[0]]
    words = _WORDS.findall(between)
    barriers = sum(1 for i, word in enumerate(words) if _parts_clauses(word, i, len(words)))
    cost = len(words) + _BEYOND_CLAUSE * barriers + _COARSENESS[resolved.precision]
    if expression.end <= trigger[0] and expression.start - sentence[0] < 12 and "," in between:
        cost -= len(words) / 2  # "On Thursday, …" opens the sentence and dates its main clause
    cost += _context_cost(expression, trigger, text)
    if _TIMED_FROM.search(between):
        cost += _REPORTED
    if future and _OF_ANOTHER.search(between) and expression.end <= trigger[0]:
        cost += _REPORTED
    if _SECOND_PREDICATE.search(between):
        cost += _REPORTED
    if _dates_relative_clause(expression, trigger, sentence, text):
        cost += _BEYOND_CLAUSE
    if published is not None:
        early = resolved.end < published - TOLERANCE if future else resolved.start > published + TOLERANCE
        cost += _ON_THE_WRONG_SIDE if early else 0.0
    return cost


def _dates_relative_clause(
    expression: DateExpression, trigger: tuple[int, int], sentence: tuple[int, int], text: str
) -> bool:
    """Whether it stands in a relative clause that ends before the trigger: "who landed on Sunday, met"."""
    if expression.end >= trigger[0] or not text.startswith(",", expression.end):
        return False
    return _IN_RELATIVE_CLAUSE.search(text, sentence[0], expression.start) is not None


def _parts_clauses(word: str, place: int, count: int) -> bool:
    """Whether the word between trigger and date parts clauses; beside the date or trigger it governs
    these."""
    if word in {";", ":", "(", ")", "—", ".", "!", "?"}:
        return True
    return word in CLAUSE_OPENERS and place < count - 1


def _context_cost(expression: DateExpression, trigger: tuple[int, int], text: str) -> float:
    """What the words straight before the date cost it."""
    found = _LAST_WORDS.search(text[max(0, expression.start - 40) : expression.start])
    if found is None:
        return 0.0
    before, last = (found[1] or "").lower(), found[2].lower()
    verb = before if last in {"on", "late", "early", "earlier"} else last
    if verb in REPORTING_VERBS:
        return 4.0 if _is_told_at_occasion(expression, trigger, text) else _REPORTED
    if last in OTHER_TIME_WORDS:
        return 6.0 if trigger[1] > expression.start - 12 and trigger[1] <= expression.start else _BOUND
    return 0.0


def _is_told_at_occasion(expression: DateExpression, trigger: tuple[int, int], text: str) -> bool:
    """ "said Monday after talks with": what follows the day is the encounter."""
    following = text[expression.end : trigger[0]]
    return (
        trigger[0] > expression.end
        and re.match(r"\s(?:after|at|during|following|in)\s", following) is not None
        and len(following) < 50
    )


def find_dateline_date(text: str) -> DateExpression | None:
    r"""Return the date that opens the text: in a dateline, or alone on one of the first lines; else None.

    >>> find_dateline_date("ERBIL, Iraq, Aug 28 (Reuters) - France's minister arrived.").text
    'Aug 28'
    >>> find_dateline_date("Aug 28, 2020\n\nFrance's minister arrived.").text
    'Aug 28, 2020'
    """
    head = text[:600]
    for expression in find_date_expressions(head):
        if not isinstance(expression.meaning, MonthDay):
            continue
        line_start = head.rfind("\n", 0, expression.start) + 1
        line_end = text.find("\n", expression.end)
        line = (line_start, len(text) if line_end < 0 else line_end)
        alone = text[slice(*line)].strip() == expression.text
        if alone or _is_dateline(expression, line, text):
            return expression
    return None
