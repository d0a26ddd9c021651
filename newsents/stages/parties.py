"""Who can take part in an encounter: the parties of a sentence, and groups of parties joined by "and".

A party is a noun phrase: a person with title and country, a country or organisation, its unnamed delegates ("senior
Iraqi officials"), a description ("the minister") or a reference ("the two leaders", "he").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from spacy.tokens import Doc

from newsents.rules.parties import (
    BODIES,
    CAPTION_ASIDES,
    COMPANIONS,
    DELEGATE_MODIFIERS,
    DELEGATES,
    FIGHTERS,
    HEADLINE_VERBS,
    KIN,
    PLURAL_HEADS,
    PRONOUNS_ONE,
)
from newsents.rules.titles import HONORIFICS
from newsents.stages.notes import MentionNote, Notes, Range, RoleNote
from newsents.text import fold, words

_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_JOINERS = frozenset(
    {",", "and", "&", "the", "then", "also", "as", "well", "along", "together", "plus", "both", ";"}
)
_CLOSERS = frozenset({"and", "&"})
_JOINER_PAIRS = frozenset({("along", "with"), ("together", "with")})
_LONGEST_DESCRIPTION = 6
_LONGEST_GAP = 9
_APPOSED_GAP = 5
"""Tokens between "Norway's" and "Olav Brekke" in "Norway's new top diplomat, Olav Brekke"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSE_REACH = 8
"""How many tokens before an object its finite verb may stand."""
_NOUNS_BEFORE = 2
"""Common nouns that may introduce a person in a list: "and team captain X"."""
_KIN_GAP = 3
"""Tokens between "Brekke" and "Brandt" in "Brekke's deputy, Brandt"."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True)
class Party:
    """Tokens `start:end` that stand for `entities`; `nucleus` is the token of the name itself.

    `form`: name, description, delegates, reference or people ("French", without a noun that makes it an actor).
    """

    start: int
    end: int
    nucleus: int
    entities: tuple[str, ...]
    label: str
    form: str

    @property
    def plural(self) -> bool:
        return len(self.entities) > 1


@dataclass(frozen=True)
class Group:
    """Parties joined by "and" or commas: `start:end` holds them all."""

    parties: tuple[Party, ...]

    @property
    def start(self) -> int:
        return self.parties[0].start

    @property
    def end(self) -> int:
        return self.parties[-1].end

    @property
    def entities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e for party in self.parties for e in party.entities))


def find_parties(doc: Doc, notes: Notes, sentence: Range) -> list[Party]:
    """Return the parties of a sentence (token range), disjoint, in order."""
    start, end = sentence
    mentions = [m for m in notes.get("mentions", []) if start <= m["start"] and m["end"] <= end]
    found = [_party(doc, m, mentions, sentence) for m in mentions if m["label"] in _ACTORS and m["entity"]]
    found += [
        Party(r["start"], r["end"], r["end"] - 1, tuple(r["entities"]), "PERSON", "reference")
        for r in notes.get("references", [])
        if start <= r["start"] and r["end"] <= end
    ]
    found = _spread_plural_office(doc, sorted(found, key=lambda party: party.start))
    found = [_with_holder(doc, notes, party) for party in found]
    return _absorb_affiliations(doc, _outermost(_absorb_modifiers(doc, found)))


def _spread_plural_office(doc: Doc, parties: list[Party]) -> list[Party]:
    """ "the Swedish and Kenyan presidents": both adjectives stand for a president."""
    spread: list[Party] = []
    following: Party | None = None
    for party in reversed(parties):
        adjective = party.form == "people" or (party.label == "NORP" and party.form == "name")
        if adjective and following is not None and following.form == "delegates":
            gap = {doc[k].lower_ for k in range(party.end, following.start)}
            if (
                gap
                and gap <= {",", "and"}
                and (_plural_head(doc, following) or _next_plural_head(doc, following))
            ):
                party = replace(party, form="delegates")
        spread.append(party)
        following = party
    return spread[::-1]


def _plural_head(doc: Doc, party: Party) -> str | None:
    """The singular of the office that a party's last or first words name: "president" of "Kenyan presidents"."""
    for i in (party.end - 1, *range(party.start, party.end)):
        head = PLURAL_HEADS.get(doc[i].lower_)
        if head is not None:
            return head
    return None


def _with_holder(doc: Doc, notes: Notes, party: Party) -> Party:
    """The person who bears the office, where the article names one, in the place of the country."""
    if party.form != "delegates" or len(party.entities) != 1:
        return party
    head = _plural_head(doc, party) or _next_plural_head(doc, party)
    if head is None:
        return party
    countries = {entity["id"]: entity["country"] for entity in notes.get("entities", [])}
    holders = {
        role["person"]
        for role in notes.get("roles", [])
        if _is_of(role, party.entities[0], countries) and words(role["title"])[-1:] == [head]
    }
    if len(holders) != 1:
        return party
    return replace(party, entities=(holders.pop(),), label="PERSON")


def _is_of(role: RoleNote, body: str, countries: Mapping[str, str | None]) -> bool:
    """Whether a role is of a country or organisation: as the text says, or as that of the person's country."""
    if role["of"] is not None:
        return role["of"] == body
    country = countries.get(role["person"])
    return country is not None and countries.get(body) == country


def _next_plural_head(doc: Doc, party: Party) -> str | None:
    """The plural office that closes the list in which the party stands: "Azerbaijani and Kazakh presidents"."""
    for i in range(party.end, min(len(doc), party.end + 8)):
        if doc[i].lower_ in PLURAL_HEADS:
            return PLURAL_HEADS[doc[i].lower_]
        if doc[i].tag_ not in {"JJ", "NNP", "NNPS", "CC", ",", "NN"}:
            return None
    return None


def _absorb_affiliations(doc: Doc, parties: list[Party]) -> list[Party]:
    """ "Swedish Centre Party Board Member … Anna Lindqvist": the party before the title is no party of its own."""
    kept: list[Party] = []
    for number, party in enumerate(parties):
        while kept and (
            _modifies(doc, kept[-1], party) or _are_named(doc, kept[-1], party, parties[number + 1 :])
        ):
            party = replace(party, start=kept.pop().start)
        kept.append(party)
    return kept


def _are_named(doc: Doc, party: Party, named: Party, following: Sequence[Party]) -> bool:
    """ "their Kenyan counterparts, Otieno and Kamau": the names that follow say who the unnamed are."""
    plural = party.form == "delegates" and doc[party.end - 1].tag_ in {"NNS", "NNPS"}
    if not plural or not following or following[0].label != "PERSON" or named.label != "PERSON":
        return False
    if [token.text for token in doc[party.end : named.start]] != [","]:
        return False
    return [token.lower_ for token in doc[named.end : following[0].start]] == ["and"]


def _modifies(doc: Doc, party: Party, following: Party) -> bool:
    """Whether a party only says of whom the titled person after it is: "Russia's Security Council Secretary X"."""
    gap = range(party.end, following.start)
    named = following.label == "PERSON" and following.form == "name"
    if named and party.form == "delegates" and not gap and doc[party.end - 1].tag_ in {"NN", "NNP"}:
        return True  # "Storting official X"
    if named and len(gap) == 1 and doc[gap[0]].lower_ in KIN and party.label in {"ORG", "GPE", "NORP"}:
        return True  # "Storting aide X"
    if len(gap) == 1 and doc[gap[0]].text in _POSSESSIVE and party.label == "GPE":
        return following.label == "PERSON" and following.form == "name"  # "Sweden's Lindqvist"
    if len(gap) == _KIN_GAP and party.label == "PERSON" == following.label and following.form == "name":
        return doc[gap[0]].text in _POSSESSIVE and doc[gap[1]].lower_ in KIN and doc[gap[2]].text == ","
    if named and _owns_apposed(doc, party, following):
        return True  # "Norway's charge d'affaires, Olav Brekke,"
    if following.label == "PERSON" and doc[following.start].lower_ in COMPANIONS and not gap:
        return party.label != "PERSON" or party.form == "reference"
    acronym = party.start > 0 and doc[party.start - 1].text == "(" and doc[party.end].text == ")"
    return (
        (party.label in {"ORG", "GPE", "NORP"} or (not gap and party.end - party.start == 1))
        and party.form != "reference"
        and following.label == "PERSON"
        and following.form == "name"
        and following.start < following.nucleus
        and len(gap) <= 2
        and all(
            doc[k].text[0].isupper() or doc[k].text in _POSSESSIVE or doc[k].text == ("(", ")")[acronym]
            for k in gap
        )
    )


def _owns_apposed(doc: Doc, party: Party, named: Party) -> bool:
    """Whether a body, or "her", owns a common noun to which the name stands in apposition."""
    gap = [*doc[party.end : named.start]]
    if party.label in {"GPE", "ORG"} and gap and gap[0].text in _POSSESSIVE:
        gap = gap[1:]
    elif not (party.form == "reference" and doc[party.start].tag_ == "PRP$"):
        return False
    closed = named.end >= len(doc) or doc[named.end].text in {",", ".", ";", ")"}
    if not closed or not 2 <= len(gap) <= _APPOSED_GAP or gap[-1].text != ",":
        return False
    said = gap[:-1]
    nouns = all(token.tag_ in {"NN", "NNP", "JJ", "VBN"} and not token.is_title for token in said)
    return nouns and said[-1].tag_ in {"NN", "NNP"}


def _party(doc: Doc, mention: MentionNote, mentions: Sequence[MentionNote], sentence: Range) -> Party:
    entity = mention["entity"] or ""
    if mention["label"] == "PERSON":
        start, end = _person_phrase(doc, mention, mentions, sentence)
        form = "description" if mention["form"] == "description" else "name"
        return Party(start, end, mention["end"] - 1, (entity,), "PERSON", form)
    start, end, form = _delegation(doc, mention, sentence)
    return Party(start, end, mention["end"] - 1, (entity,), mention["label"], form)


def _person_phrase(
    doc: Doc, mention: MentionNote, mentions: Sequence[MentionNote], sentence: Range
) -> tuple[int, int]:
    start, end = mention["start"], mention["end"]
    own = [mention["start"], mention["end"]]
    for title in mentions:
        office = title["office"]
        if title["label"] == "TITLE" and office and office["bearer"] == own:
            places = [title["start"], title["end"], *(office["of"] or [])]
            start, end = min(start, *places), max(end, *places)
    if mention["form"] == "description" and mention["office"] and mention["office"]["of"]:
        start, end = min(start, *mention["office"]["of"]), max(end, *mention["office"]["of"])
    if start == mention["start"] > sentence[0] and doc[start - 1].lower_ in COMPANIONS:
        start -= 1
    while start > sentence[0] and doc[start - 1].lower_ in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "mr",
        "mr.",
        "ms",
        "dr",
        "ms.",
        "mrs.",
        "mrs",
        "dr.",
        "then",
        "former",
    }:
        start -= 1
    start = _before_ranks(doc, start, sentence)
    country = _country_after(doc, end, mentions)
    if country is not None:
        end = country
    if start < mention["start"] and doc[start].is_lower:
        while start > sentence[0] and _qualifies(doc, start - 1, end):
            start -= 1  # "the insurgent | leader X"
    return max(start, sentence[0]), min(end, sentence[1])


def _before_ranks(doc: Doc, start: int, sentence: Range) -> int:
    """Where "Lt. Gen." before a name begins; the tokeniser may part the full stops."""
    while start > sentence[0]:
        step = 2 if doc[start - 1].text == "." and start - 2 >= sentence[0] else 1
        if fold(doc[start - step].text) not in HONORIFICS or not doc[start - step].text[:1].isupper():
            break
        start -= step
    return start


def _country_after(doc: Doc, end: int, mentions: Sequence[MentionNote]) -> int | None:
    """Where "of Norway" after a name ends: "Olav Brekke of Norway and Ilse Brandt of Germany"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return None
    first = end + 2 if doc[end + 1].lower_ == "the" else end + 1
    return next((m["end"] for m in mentions if m["start"] == first and m["label"] in {"GPE", "ORG"}), None)


def _qualifies(doc: Doc, i: int, end: int) -> bool:
    return doc[i].dep_ in {"compound", "amod", "det"} and i < doc[i].head.i < end


def _delegation(doc: Doc, mention: MentionNote, sentence: Range) -> tuple[int, int, str]:
    """ "senior Iraqi officials", "officials from Iraq", "the presidents of X": they stand for a country."""
    start, end = mention["start"], mention["end"]
    k = end
    if k < sentence[1] and doc[k].text in _POSSESSIVE:
        k += 1
    last = end
    steps = 0
    while k < sentence[1] and steps < _LONGEST_DESCRIPTION:
        word = fold(doc[k].text)
        if (
            word in DELEGATES
            or (word in FIGHTERS and mention["label"] == "ORG")
            or (word in BODIES and doc[k - 1].text in _POSSESSIVE)
        ):
            last = k + 1
        elif word not in DELEGATE_MODIFIERS and doc[k].text not in {"-", "and"}:
            break
        k += 1
        steps += 1
    while last > end and fold(doc[last - 1].text) not in DELEGATES | BODIES | FIGHTERS:
        last -= 1
    if last > end:
        return _with_adjectives(doc, start, sentence), last, "delegates"
    if start - 3 >= sentence[0] and doc[start - 1].lower_ in {"backed", "led", "allied", "supported"}:
        return start - 3, end, "name"  # "the Swedish-backed | Movement"
    before = _of_delegates(doc, start, sentence)
    if before is not None:
        return before, end, "delegates"
    if (
        mention["label"] == "NORP"
        and mention["form"] in {"demonym", "name"}
        and not _stands_alone(doc, mention, sentence)
    ):
        return start, end, "people"
    return start, end, "name"


def _stands_alone(doc: Doc, mention: MentionNote, sentence: Range) -> bool:
    """Whether "Kurds", "the Iranians" is a noun of its own, not an adjective before one."""
    token = doc[mention["end"] - 1]
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    following = doc[mention["end"]] if mention["end"] < sentence[1] else None
    return following is None or not (
        following.pos_ in {"NOUN", "PROPN", "ADJ"} or following.text in {"-", "–"}
    )


def _with_adjectives(doc: Doc, start: int, sentence: Range) -> int:
    while start > sentence[0] and (
        fold(doc[start - 1].text) in DELEGATE_MODIFIERS
        or doc[start - 1].lower_ in {"the", "his", "her", "their", "its"}
    ):
        start -= 1
    return start


def _of_delegates(doc: Doc, start: int, sentence: Range) -> int | None:
    """The first token of "officials from", "the presidents of", "representatives of the" before `start`."""
    k = start - 1
    while k > sentence[0] and (doc[k].lower_ in {"the", "both"} or doc[k].text in {","}):
        k -= 1
    if k <= sentence[0] or doc[k].lower_ not in {"of", "from"}:
        return None
    head = fold(doc[k - 1].text)
    plural = head in DELEGATES or head in PLURAL_HEADS
    if not plural or (
        doc[k - 1].tag_ in {"NN", "NNP"}
        and head not in {"delegation", "mission", "government", "leadership", "team"}
    ):
        return None
    return _with_adjectives(doc, k - 1, sentence)


def _absorb_modifiers(doc: Doc, parties: list[Party]) -> list[Party]:
    """A country that only modifies ("Iraqi" in "Iraqi city") is no party, unless a pair such as "US-Iraq" needs it."""
    return [p for p in parties if p.form != "people" or _in_pair(doc, p)]


def _in_pair(doc: Doc, party: Party) -> bool:
    def joins(i: int) -> bool:
        return 0 <= i < len(doc) and doc[i].text in {"-", "–", "/"}

    backed = joins(party.end) and party.end + 1 < len(doc) and doc[party.end + 1].is_lower  # "Russian-backed"
    return (joins(party.end) and not backed) or joins(party.start - 1)


def _outermost(parties: list[Party]) -> list[Party]:
    """Drop parties inside a larger one; of equals the first."""
    kept: list[Party] = []
    for party in sorted(parties, key=lambda p: (p.start, -p.end, p.label != "PERSON", p.form)):
        if kept and party.start < kept[-1].end:
            if party.nucleus >= kept[-1].end and kept[-1].form != "name":
                kept[-1] = party
            continue
        kept.append(party)
    return kept


def find_groups(doc: Doc, parties: Sequence[Party]) -> list[Group]:
    """Join neighbouring parties that only "and", commas or articles separate; "and" closes a list."""
    groups: list[list[Party]] = []
    closed = False
    for i, party in enumerate(parties):
        gap = _gap(doc, groups[-1][-1], party) if groups else []
        if groups and _joined(doc, gap, groups[-1], party, closed, parties[i + 1 :]):
            groups[-1].append(party)
            closed = not _CLOSERS.isdisjoint(gap)
        else:
            groups.append([party])
            closed = False
    return [Group(tuple(_without_others(doc, group))) for group in groups]


def _gap(doc: Doc, one: Party, two: Party) -> list[str]:
    """The words between two parties, less asides of captions: "Li Qiang, right, and"; "Li Qiang (R) and"."""
    words = [doc[i].lower_ for i in range(one.end, two.start)]
    if any(word in CAPTION_ASIDES for word in words[:4]):
        rest = [word for word in words if word not in CAPTION_ASIDES and word not in {"(", ")", ","}]
        return rest or words
    return words


def _without_others(doc: Doc, group: list[Party]) -> list[Party]:
    """ "President X, Minister Y and other senior officials": the others add nobody to the persons named."""
    if not any(p.label == "PERSON" for p in group):
        return group
    return [p for p in group if p.form != "delegates" or not _says_other(doc, p)] or group


def _says_other(doc: Doc, party: Party) -> bool:
    return any(doc[i].lower_ == "other" for i in range(max(0, party.start - 3), party.end))


def _joined(
    doc: Doc, gap: list[str], group: list[Party], two: Party, closed: bool, following: Sequence[Party]
) -> bool:
    """Whether `two` goes on with the list of parties in `group`."""
    if (
        not gap
        or len(gap) > _LONGEST_GAP
        or (two.form == "reference" and doc[two.start].lower_ in PRONOUNS_ONE)
    ):
        return False
    if closed and set(gap) == {";"}:
        return False
    if _nameless_between(doc, group[-1], two):
        return True
    if len(group) == 1 and gap == [",", "and"] and _opens_clause(doc, group[0], two):
        return False
    gap = _less_nouns(doc, gap, group[-1], two)
    rest = [w for i, w in enumerate(gap) if not (w == "with" and i and (gap[i - 1], w) in _JOINER_PAIRS)]
    if not all(word in _JOINERS for word in rest):
        return False
    if gap == [","] or gap == [",", "the"]:
        alike = (group[-1].label == "PERSON") == (two.label == "PERSON")
        if (
            closed
        ):  # "the summit of A and B and C, D, and E" goes on; "with A and B, President C said" does not
            return alike and two.label != "PERSON" and _list_goes_on(doc, two, following)
        return alike and (len(group) > 1 or _list_goes_on(doc, two, following) or _acts_in_headline(doc, two))
    return any(word in {"and", "&", ",", "as", "plus", ";", "along", "together"} for word in rest)


def _opens_clause(doc: Doc, one: Party, two: Party) -> bool:
    """ "he phoned Brandt, and Kowal rang Otieno": the first is an object, the second the subject of another clause."""
    if two.end >= len(doc) or doc[two.end].tag_ not in _FINITE:
        return False
    before = takewhile(lambda k: doc[k].text not in {".", "!", "?"}, range(one.start - 1, -1, -1))
    return any(doc[k].tag_ in _FINITE for k in islice(before, _CLAUSE_REACH))


def _less_nouns(doc: Doc, gap: list[str], one: Party, two: Party) -> list[str]:
    """ "met coach X and captain Y": the words of a list without the nouns that say what the next person is."""
    if gap[0] not in _CLOSERS or one.label != "PERSON" or two.label != "PERSON" or two.form != "name":
        return gap
    says = doc[two.start - len(gap) + 1 : two.start]
    acts = two.end < len(doc) and doc[two.end].tag_ in _FINITE
    nouns = (
        all(token.tag_ in {"NN", "JJ"} and token.is_lower for token in says) and len(says) <= _NOUNS_BEFORE
    )
    return gap[:1] if says and nouns and says[-1].tag_ == "NN" and not acts else gap


def _nameless_between(doc: Doc, one: Party, two: Party) -> bool:
    """ "met Speaker X, leaders of two parties, and Y": a list in which some have no name."""
    gap = doc[one.end : two.start]
    if len(gap) < 4 or one.label != "PERSON" or two.label != "PERSON" or gap[0].text != ",":
        return False
    if gap[-1].lower_ not in _CLOSERS or gap[1].tag_ not in {"NNS", "JJ", "CD"}:
        return False
    return all(token.tag_ in {"NNS", "NN", "JJ", "CD", "IN", "DT", ",", "CC"} for token in gap)


def _acts_in_headline(doc: Doc, party: Party) -> bool:
    """ "Lindqvist, Otieno hold talks", "… to meet": in a headline a comma stands for "and" before a plural verb."""
    after = [token.lower_ for token in doc[party.end : party.end + 2]]
    return bool(after) and (after[0] in HEADLINE_VERBS or (after[0] == "to" and after[-1] in HEADLINE_VERBS))


def _list_goes_on(doc: Doc, party: Party, following: Sequence[Party]) -> bool:
    """After "A, B": a list only if another party, or "and", follows at once ("A, B and C", "A, B and others")."""
    after = [token.lower_ for token in doc[party.end : party.end + 2]]
    if after and (after[0] in _CLOSERS or (after[0] == "," and after[-1] in _CLOSERS)):
        return True
    if not following:
        return False
    gap = _gap(doc, party, following[0])
    return 0 < len(gap) <= 3 and set(gap) <= {",", "and", "&", "the"}


def group_with(groups: Sequence[Group], i: int) -> Group | None:
    """The group that holds token `i`."""
    for group in groups:
        if group.start <= i < group.end:
            return group
    return None
