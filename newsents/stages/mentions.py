"""Second stage: names, from the model's NER and the gazetteer, and dates.

Overlaps are settled by one rule: titles are cut off NER names first; then the longer span wins; of two equal spans
the gazetteer's label wins if its alias is strong, else the model's; a span inside a winner is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from spacy.tokens import Doc, Span

from newsents.gazetteer import Candidate, Gazetteer
from newsents.rules.calendar import WEEKDAYS
from newsents.rules.names import AWARDS, DEGREES
from newsents.rules.parties import PLURAL_HEADS
from newsents.rules.titles import (
    BODY_NOUNS,
    COMPANY_FORMS,
    HEADS,
    HONORIFICS,
    MODIFIERS,
    NAME_SUFFIXES,
    NOT_NAMES,
    ORGANISATION_NOUNS,
    PORTFOLIO,
    SURNAME_HEADS,
    TITLE_ABBREVIATIONS,
)
from newsents.stages.dates import find_date_expressions
from newsents.stages.notes import MentionNote, Resources, new_mention, notes_of
from newsents.text import fold

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
LONGEST_ALIAS = 12
"""In tokens; longer names are left to the model."""

_MAX_CANDIDATES = 8
_LONGEST_SYLLABLE = 4
_TITLE_WORDS = HEADS | MODIFIERS | PORTFOLIO | {"of", "and", "the"}
_NO_FIRST_NAMES = _TITLE_WORDS | HONORIFICS | ORGANISATION_NOUNS | frozenset(PLURAL_HEADS)
_PERSONAL = frozenset({*TITLE_ABBREVIATIONS, "mr", "mrs", "ms", "dr", "prof"})
_ACTORS = frozenset(PLURAL_HEADS) | frozenset(
    """
    governments government officials representatives members member leaders delegation delegations staff allies
    """.split()
)
"""Words beside a name for those who act for a country or body."""
_CURRENCIES = frozenset({"rs", "us$", "r", "n", "sh", "ksh", "rm", "rp", "aed", "usd", "eur", "gbp"})
_NAME_PARTICLES = frozenset("al el bin ibn ben de da di du dos van von der den la le ul bint abu".split())


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[MentionNote]:
    """Return the names of people, organisations, countries, peoples and places, sorted, disjoint."""
    found = [
        *_names_of_model(doc, gazetteer),
        *_names_of_gazetteer(doc, gazetteer),
        *_names_after_country(doc, gazetteer),
    ]
    found.sort(key=_strength, reverse=True)
    taken: list[MentionNote | None] = [None] * len(doc)
    kept: list[MentionNote] = []
    for mention in found:
        rivals = {id(m): m for m in taken[mention["start"] : mention["end"]] if m is not None}
        if not rivals:
            kept.append(mention)
            taken[mention["start"] : mention["end"]] = [mention] * (mention["end"] - mention["start"])
        elif len(rivals) == 1:
            _lend_candidates(next(iter(rivals.values())), mention)
    return sorted(kept, key=lambda m: m["start"])


def _strength(mention: MentionNote) -> tuple[int, int, int]:
    rank = {"gazetteer": 2, "model": 1, "gazetteer-weak": 0}[mention["source"]]
    return mention["end"] - mention["start"], rank, -mention["start"]


def _lend_candidates(winner: MentionNote, loser: MentionNote) -> None:
    same_span = (winner["start"], winner["end"]) == (loser["start"], loser["end"])
    if same_span and not winner["candidates"]:
        winner["candidates"], winner["alias"] = loser["candidates"], loser["alias"]
        if winner["form"] == "name":
            winner["form"] = loser["form"]


def _names_of_model(doc: Doc, gazetteer: Gazetteer) -> Iterator[MentionNote]:
    for ent in doc.ents:
        if ent.label_ not in LABELS:
            continue
        label = ent.label_
        start, end = _without_frame(doc, ent.start, ent.end)
        start, end = _without_neighbours(doc, start, end, label, gazetteer)
        start, end = _without_actors(doc, start, end)
        end = _before_common_words(doc, start, end, label)
        if label in {"FAC", "GPE", "LOC"} and start < end and fold(doc[end - 1].text) in BODY_NOUNS:
            label = "ORG"
        name = _name_after_office(doc, start, end, gazetteer)
        if name is not None:
            start, label = name, "PERSON"
        if _is_degree_or_award(doc, start, end):
            continue
        if label == "PERSON" and _is_affiliation(doc, start, end, gazetteer):
            label = "ORG"
        if label in {"GPE", "ORG"} and (
            _is_surname(doc, start, end, gazetteer) or _holds_office(doc, start, end)
        ):
            label = "PERSON"
        if label == "PERSON":
            start, end = _person_core(doc, start, end, gazetteer)
            end = _with_syllable(doc, end) if end - start > 1 else end
            start = _with_first_name(doc, start, end, gazetteer)
        else:
            start, end = _organisation_core(doc, start, end)
            start, end = _without_neighbours(doc, start, end, label, gazetteer)
        if label == "ORG" and start < end:
            start = _after_nationality(doc, start, end, gazetteer)
        if start >= end or not any(c.isalpha() for c in doc[start:end].text) or doc[start:end].text.islower():
            continue
        if label in {"ORG", "GPE"} and end < len(doc) and not doc[end - 1].whitespace_:
            plus = doc[end : end + 2].text
            end += len(doc[end : end + 2]) * (plus[0] == "+" and plus[1:].isdigit())  # "C5+1"
        form = "acronym" if label in {"ORG", "GPE"} and _is_acronym(doc[start:end]) else "name"
        yield new_mention(start, end, label, form, "model")


def _without_neighbours(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> tuple[int, int]:
    """Cut off what the model ran together with a name: "met on [Sunday] French …", "in [Oslo] Ilse Brandt",
    "at the Fjord Palace [US] Secretary of State".
    """
    if end - start < 2 or start == 0:
        return start, end
    before, first, last = doc[start - 1].lower_, doc[start], doc[end - 1]
    if before == "on" and first.lower_ in WEEKDAYS:
        return start + 1, end
    if label == "PERSON" and before == "in" and end - start > 2 and _is_city(first.text, gazetteer):
        return start + 1, end
    office = end < len(doc) and fold(doc[end].text) in HEADS | PORTFOLIO
    if label in {"ORG", "FAC"} and office and _opens_office(last.text, gazetteer):
        return start, end - 1
    return start, end


def _opens_office(word: str, gazetteer: Gazetteer) -> bool:
    """ "US", "Norwegian" before an office; not the "Norway" of "Bank of Norway Governor"."""
    if word.isupper():
        return gazetteer.country_of(word) is not None
    return any(c.alias.form == "demonym" for c in gazetteer.lookup(word))


def _is_city(name: str, gazetteer: Gazetteer) -> bool:
    return any(
        c.entry.kind in {"city", "capital"} and c.alias.strength == "strong" for c in gazetteer.lookup(name)
    )


def _with_syllable(doc: Doc, end: int) -> int:
    """Where a name ends whose last syllable the model left out: "Yoon Seok[-yeol]"."""
    hyphenated = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
    if not hyphenated or doc[end].whitespace_ or not doc[end + 1].is_alpha:
        return end
    syllable = doc[end + 1]
    return end + 2 if syllable.is_title or len(syllable) <= _LONGEST_SYLLABLE else end


def _is_degree_or_award(doc: Doc, start: int, end: int) -> bool:
    """ "J.D.", "the Brekke Prize": what is received, and no party."""
    text = fold(doc[start:end].text).replace(".", "").replace(" ", "")
    return text in DEGREES or (start < end and fold(doc[end - 1].text) in AWARDS)


def _is_affiliation(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """ "Storebrand chief Olav Brekke": a word before an office in small letters is no person, or a known one."""
    if end - start != 1 or end + 1 >= len(doc) or not doc[end].is_lower or fold(doc[end].text) not in HEADS:
        return False
    return doc[end + 1].is_title and not gazetteer.persons_named(fold(doc[start].text))


def _holds_office(doc: Doc, start: int, end: int) -> bool:
    """ "CM Ade Okoro", "Lagos CM Okoro", "Dr Okoro": a person, whatever the model took it for."""
    return any(fold(doc[i].text) in _PERSONAL and doc[i].text[0].isupper() for i in range(start, end - 1))


def _is_surname(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """ "Varela cancelled": a single word that is no place or body the gazetteer knows, but somebody's surname."""
    if end - start != 1 or doc[start].is_upper or gazetteer.lookup(doc[start].text):
        return False
    return bool(gazetteer.persons_named(fold(doc[start].text)))


def _before_common_words(doc: Doc, start: int, end: int, label: str) -> int:
    """Where a name ends before words that are none: "Kim [joins Lee]", "Storting [Monday]", "[Rs 15]"."""
    if end - start == 2 and doc[start + 1].like_num and fold(doc[start].text) in _CURRENCIES:
        return start
    if label == "PERSON":
        for i in range(start + 1, end):
            if _is_small_word(doc, i) and doc[i].lower_ not in _NAME_PARTICLES | {"and", "of", "y", "e"}:
                return i
    while end - start > 1 and (doc[end - 1].lower_ in WEEKDAYS or _is_small_word(doc, end - 1)):
        end -= 1
    return end


def _is_small_word(doc: Doc, i: int) -> bool:
    """A word of its own in small letters; "in" of "Moon Jae-in" is none."""
    return doc[i].is_lower and doc[i].is_alpha and bool(doc[i - 1].whitespace_)


def _without_actors(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut off the words for those who act for a body, and drop what is no name.

    "[Governments of] Israel", "Kazakh [Presidents]", "[Envoy for the] Nordic Council", "[Telephone]".
    """
    while end - start > 1 and fold(doc[end - 1].text) in _ACTORS:
        end -= 1
    for i in range(start, min(end - 2, start + 4)):
        word = fold(doc[i].text)
        if word in HEADS | _ACTORS and doc[i + 1].lower_ in {"of", "for", "to"}:
            return _without_frame(doc, i + 2, end)
        if word not in MODIFIERS | PORTFOLIO:
            break
    if end - start == 1 and fold(doc[start].text) in NOT_NAMES:
        return end, end
    if end - start == 3 and doc[start + 1].text in {"-", "–"} and doc[start].ent_type_ != "PERSON":
        return end, end  # "US-Iraq", "China-Japan": two names, which the gazetteer knows, or none
    return start, end


def _name_after_office(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int | None:
    """Where the name begins if the model ran it together with what the title before is of.

    "President of | Norway Olav Brekke", "Minister of | Harbour Affairs Jan Kowal".
    """
    k = start - 1
    while k > 0 and doc[k].lower_ in {"the", "of", "for", "state", "with"}:
        k -= 1
    if k < 0 or k == start - 1 or end - start < 3 or fold(doc[k].text) not in HEADS:
        return None
    name = _after_country(doc, start, end, gazetteer)
    while name < end - 1 and (
        fold(doc[name].text) in PORTFOLIO or doc[name].lower_ in {"and", "of", "for", "the", ","}
    ):
        name += 1
    rest = doc[name:end]
    if name > start and 2 <= len(rest) <= 4 and all(token.text[0].isupper() for token in rest):
        return None if any(fold(token.text) in ORGANISATION_NOUNS for token in rest) else name
    return None


def _after_country(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a country with which the span begins, or that follows "of" in it, ends; else the start."""
    for i in (start, *(i + 1 for i in range(start, end) if doc[i].lower_ == "of")):
        words = [fold(token.text) for token in doc[i:end]]
        countries = (n for n, found in gazetteer.matches(words) if any(c.entry.type == "GPE" for c in found))
        length = max((n for n in countries if n < len(words)), default=0)
        if length:
            return i + length
    return start


def _with_first_name(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Take in a first name that the model left out: "[Ilse] Brandt", where the tree makes both one name."""
    if not 0 < end - start < 4 or start == 0:
        return start
    first = doc[start - 1]
    plain = (
        first.tag_ == "NNP"
        and first.dep_ == "compound"
        and start <= first.head.i < end
        and first.is_alpha
        and first.is_title
    )
    if not plain or first.ent_type_ or fold(first.text) in _NO_FIRST_NAMES:
        return start
    return start if gazetteer.lookup(first.text) else start - 1


def _without_frame(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Drop leading articles and trailing possessives, punctuation and spaces at both ends."""
    while start < end and (
        doc[start].is_space or doc[start].is_punct or doc[start].lower_ in {"the", "a", "an"}
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_space
        or (doc[end - 1].is_punct and doc[end - 1].text != ")")
        or doc[end - 1].lower_ in {"'s", "’s", "'", "’"}
    ):
        end -= 1
    for i in range(start, end):
        if doc[i].is_space and "\n" in doc[i].text:
            return start, i
    return start, end


def _person_core(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Cut nationality, titles and honorifics off the front of a PERSON span, possessive tails off its end."""
    for i in range(start, end):
        if doc[i].lower_ in {"'s", "’s"}:
            start = i + 1
    for i in range(start + 1, end):
        if doc[i].lower_ in {"of", ","} and fold(doc[end - 1].text) not in NAME_SUFFIXES:
            end = i
            break
    if end < len(doc) and fold(doc[end].text) in HEADS:
        while end > start and fold(doc[end - 1].text) in MODIFIERS | PORTFOLIO:
            end -= 1
        if end - start == 1 and gazetteer.country_of(doc[start].text) is not None:
            return end, end
    for i in range(start, end - 1):
        if doc[i].text in COMPANY_FORMS:
            start = i + 1  # "Chairman of the Board of [Fjordbank AG] Ilse Brandt"
    last_title = -1
    for i in range(start, end):
        surname = i == end - 1 > start and fold(doc[i].text) in SURNAME_HEADS
        if fold(doc[i].text) in HEADS | HONORIFICS and not surname:
            last_title = i
    if start <= last_title < end - 1 or last_title == end - 1:
        start = last_title + 1
    while start < end - 1 and (
        fold(doc[start].text) in MODIFIERS
        or fold(doc[start].text) in PLURAL_HEADS
        or (fold(doc[start].text) in PORTFOLIO and fold(doc[start].text) != "grace")
        or (gazetteer.country_of(doc[start].text) is not None and end - start > 2)
        or doc[start].is_punct
        or doc[start].lower_ in {"of", "and"}
    ):
        start += 1
    if end - start == 1 and fold(doc[start].text) in PLURAL_HEADS:
        return end, end
    return start, end


def _organisation_core(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut a title off the end ("State Duma Speaker") or front of an ORG span; empty if only title words remain."""
    if all(fold(doc[i].text) in _TITLE_WORDS for i in range(start, end)) and any(
        fold(doc[i].text) in HEADS for i in range(start, end)
    ):
        return end, end
    if (fold(doc[end - 1].text) in HEADS or fold(doc[end - 1].text) in PLURAL_HEADS) and end - start > 1:
        end -= 1
        while end > start and fold(doc[end - 1].text) in MODIFIERS | PORTFOLIO:
            end -= 1
    elif end < len(doc) and (fold(doc[end].text) in HEADS or fold(doc[end].text) in PLURAL_HEADS):
        while end > start and fold(doc[end - 1].text) in MODIFIERS | PORTFOLIO:
            end -= 1
    if end - start > 2 and fold(doc[start].text) in HEADS and doc[start + 1].lower_ == "of":
        start += 2
        start, end = _without_frame(doc, start, end)
    if (
        end > start
        and all(fold(doc[i].text) in (MODIFIERS | PORTFOLIO) for i in range(start, end))
        and end - start < 3
    ):
        return (start, end) if _is_acronym(doc[start:end]) else (end, end)
    return start, end


def _after_nationality(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Cut "Norwegian" off "Norwegian Refugee Council" if the gazetteer knows the rest."""
    if end - start < 2 or gazetteer.country_of(doc[start].text) is None:
        return start
    rest = [fold(token.text) for token in doc[start + 1 : end]]
    return start + 1 if any(length == len(rest) for length, _ in gazetteer.matches(rest)) else start


def _is_acronym(span: Span) -> bool:
    letters = [c for c in span.text if c.isalpha()]
    return len(span) == 1 and 2 <= len(letters) <= 7 and all(c.isupper() for c in letters)


def _names_of_gazetteer(doc: Doc, gazetteer: Gazetteer) -> Iterator[MentionNote]:
    texts = [token.text for token in doc]
    folded = [fold(text) for text in texts]
    supported = {i for ent in doc.ents if ent.label_ in LABELS for i in range(ent.start, ent.end)}
    shouted = _shouted_tokens(doc)
    i = 0
    while i < len(doc):
        reached = i + 1
        if folded[i] and _may_begin_name(texts, i):
            for length, candidates in gazetteer.matches(folded[i : i + LONGEST_ALIAS]):
                mention = _match(doc, i, i + length, candidates, supported, shouted)
                if mention:
                    yield mention
                    break
        i = reached


def _names_after_country(doc: Doc, gazetteer: Gazetteer) -> Iterator[MentionNote]:
    """ "Kenya's Otieno": the surname of somebody who served that country, alone behind it."""
    for i in range(1, len(doc) - 1):
        name = doc[i + 1]
        if doc[i].text not in {"'s", "’s"} or not name.is_title or (i + 2 < len(doc) and doc[i + 2].is_title):
            continue
        country = gazetteer.country_of(doc[i - 1].text)
        if country is not None and any(
            country.country is not None and country.country in (person.country, *person.countries)
            for person in gazetteer.persons_named(fold(name.text))
        ):
            yield new_mention(i + 1, i + 2, "PERSON", "short", "model")


def _may_begin_name(texts: Sequence[str], i: int) -> bool:
    text = texts[i]
    return text[0].isupper() or (text in _NAME_PARTICLES and i + 1 < len(texts))


def _match(
    doc: Doc, start: int, end: int, candidates: Sequence[Candidate], supported: set[int], shouted: set[int]
) -> MentionNote | None:
    verbatim = doc[start:end].text
    if "\n" in verbatim or not any(c.isupper() for c in verbatim.split()[-1]):
        return None
    fitting = [c for c in candidates if _case_fits(c, verbatim, start in shouted)]
    if any(doc[i].lower_ == "of" for i in range(start, end)):
        fitting = [
            c for c in fitting if c.entry.type != "PERSON"
        ]  # "Harald V of Norway": the name ends before
    fitting = [c for c in fitting if c.entry.type != "PERSON" or end - start > 1] or [
        c for c in fitting if start in supported
    ]
    if not fitting:
        return None
    best = fitting[0]
    strong = best.alias.strength == "strong"
    if not strong and not all(i in supported for i in range(start, end)):
        return None
    label = "NORP" if best.alias.form == "demonym" else best.entry.type
    return new_mention(
        start,
        end,
        label,
        best.alias.form,
        "gazetteer" if strong else "gazetteer-weak",
        [c.entry.id for c in fitting[:_MAX_CANDIDATES]],
        best.alias.text,
    )


def _case_fits(candidate: Candidate, verbatim: str, shouted: bool) -> bool:
    """An exact alias wants its own capitals ("IS", not "is"); in an all-caps line capitals prove nothing."""
    if candidate.alias.case != "exact":
        return True
    letters = [c for c in verbatim if c.isalpha()]
    wanted = [c for c in candidate.alias.text if c.isalpha()]
    if letters != wanted:
        return False
    return not shouted or "." in verbatim or len(letters) > 3


def _shouted_tokens(doc: Doc) -> set[int]:
    """Tokens of lines written in capitals throughout."""
    shouted: set[int] = set()
    for start, end in notes_of(doc).get("sentences", []):
        words = takewhile(str.isupper, (token.text for token in doc[start:end] if token.is_alpha))
        count = sum(1 for _ in words)
        if count >= 4 and count == sum(token.is_alpha for token in doc[start:end]):
            shouted.update(range(start, end))
    return shouted


def find_dates(doc: Doc) -> list[MentionNote]:
    """Return the date expressions that fall on token boundaries."""
    found = []
    for expression in find_date_expressions(doc.text):
        span = doc.char_span(expression.start, expression.end, alignment_mode="strict")
        if span is not None:
            found.append(new_mention(span.start, span.end, "DATE", "name", "rule"))
    return found


def extend_person(doc: Doc, end: int) -> int:
    """Take in what follows and belongs to the name: ", Jr.", "III"."""
    i = end
    if i < len(doc) and doc[i].text == ",":
        i += 1
    if i < len(doc) and fold(doc[i].text) in NAME_SUFFIXES and doc[i].text[0].isupper():
        return i + 1
    return end


def mark_mentions(doc: Doc, resources: Resources) -> None:
    """Stage `mentions`: note names and dates, sorted by (start, -end)."""
    names = find_names(doc, resources.gazetteer)
    for name, following in zip_longest(names, names[1:]):
        if name["label"] == "PERSON":
            end = extend_person(doc, name["end"])
            if following is None or end <= following["start"]:
                name["end"] = end
    dates = find_dates(doc)
    days = {i for date in dates for i in range(date["start"], date["end"])}
    names = [
        n for n in names if n["source"] == "gazetteer" or not days.issuperset(range(n["start"], n["end"]))
    ]
    taken = {i for name in names for i in range(name["start"], name["end"])}
    dates = [date for date in dates if taken.isdisjoint(range(date["start"], date["end"]))]
    notes_of(doc)["mentions"] = sorted([*names, *dates], key=lambda m: (m["start"], -m["end"]))
