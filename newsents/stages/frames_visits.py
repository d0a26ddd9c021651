"""Frames of visits: who went, and where to."""

from __future__ import annotations

from collections.abc import Sequence

from newsents.rules.meetings import (
    CLAUSE_STOPS,
    FRAMES,
    IRREGULAR_FORMS,
    PARTICIPLE_OPENERS,
    POSSESSIVES,
    TRAVEL_PREPOSITIONS,
    Frame,
)
from newsents.stages.clauses import (
    are_people,
    clause_subject,
    is_passive,
    is_transparent,
    light_subject,
    only_owns,
    owner_before,
    subject_of,
)
from newsents.stages.notes import MentionNote
from newsents.stages.parties import Group, Party, group_with
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.stages.sides import companions_of, reading_of
from newsents.stages.triggers import inflections

_PHRASE_REACH = 9
"""In tokens: how long "on a three-day official state visit" may be."""


def read_visit(view: SentenceView, frame: Frame, i: int) -> list[FrameReading]:
    """One reading for each place visited."""
    if frame.pos == "verb":
        awaited = frame.id == "visit.expected"
        if is_passive(view.doc[i]) != awaited or _is_visitor(view, i):
            return []
        if awaited and not _is_awaited(view, i):
            return []
        moved = frame.id in {"visit.sent", "visit.taken"}
        visitor = _who_is_moved(view, i) if moved else subject_of(view, view.doc[i])
        places = _visited_places(view, i) or _place_of_same_visit(view, i)
        met = _visited_person(view, i)
        if not places and met is not None and visitor is not None:
            reading = reading_of(
                view, frame, i, [visitor.entities], [met.entities], [visitor, met], kind="meeting"
            )
            return [reading] if reading is not None else []
    elif frame.id == "visit.due":
        places = _visited_places(view, i, noun=True)
        visitor = subject_of(view, view.doc[i]) if _is_awaited(view, i) else None
    else:
        places = _visited_places(view, i, noun=True) or _place_before(view, i)
        if _is_first_person(view, i) and owner_before(view, i) is None:
            return []
        visitor = owner_before(view, i) or _visit_by(view, i) or light_subject(view, i) or _on_visit(view, i)
        if visitor is None and frame.id == "visit.stops":
            visitor = _whose_trip(view, i)
    if visitor is None:
        return []
    company = companions_of(view, i, [visitor])
    if company is not None:
        visitor = Group((*visitor.parties, *company.parties))
    entities = tuple(
        e for p in visitor.parties for e in p.entities if p.label == "PERSON" or p.form == "delegates"
    )
    if _comes_home(view, i, entities, places):
        return []
    taken = tuple([party.start, party.end] for party in visitor.parties)
    by_reference = any(p.form == "reference" for p in visitor.parties)
    return [
        FrameReading(frame, "visit", (entities,), [i, i + 1], list(view.sentence), taken, place, by_reference)
        for place in places
        if entities and place["entity"] not in entities
    ]


def _is_awaited(view: SentenceView, i: int) -> bool:
    """ "is due in Oslo", "is also expected at Bergen": the place stands right behind "in" or "at"."""
    if view.doc[i + 1].lower_ not in {"in", "at"}:
        return False
    return any(m["start"] in {i + 2, i + 3} and m["label"] in {"GPE", "LOC", "FAC"} for m in view.mentions)


def _is_visitor(view: SentenceView, i: int) -> bool:
    """ "alongside visiting Jordanian King X": who visits is told, not where."""
    before = view.doc[i - 1] if i > view.sentence[0] else None
    attributive = view.doc[i].dep_ == "amod" or (before is not None and before.tag_ in {"DT", "IN"})
    return (
        view.doc[i].lower_ == "visiting"
        and attributive
        and before is not None
        and before.lower_ not in PARTICIPLE_OPENERS
    )


def _comes_home(view: SentenceView, i: int, entities: Sequence[str], places: Sequence[MentionNote]) -> bool:
    """ "returned to Washington": who goes back home pays no visit; nor, as far as is known, does a private person."""
    if view.doc[i].lower_ not in {"return", "returned", "returns", "returning"}:
        return False
    homes = {view.countries.get(entity) for entity in entities}
    return None in homes or any(view.countries.get(place["entity"] or "") in homes for place in places)


def _is_first_person(view: SentenceView, i: int) -> bool:
    """ "my trip to Oslo": the speaker's, whom nobody names here."""
    return any(view.doc[k].lower_ in {"my", "our"} for k in range(max(view.sentence[0], i - 3), i))


def _visited_places(view: SentenceView, i: int, noun: bool = False) -> list[MentionNote]:
    """The first place after the trigger and those that "and" or commas join to it."""
    first = _visited_place(view, i, noun)
    if first is None:
        return []
    joined: list[MentionNote] = [first]
    said_and = False
    for mention in view.mentions:
        if mention["start"] < joined[-1]["end"] or mention["label"] not in {"GPE", "LOC", "FAC"}:
            continue
        gap = {view.doc[k].lower_ for k in range(joined[-1]["end"], mention["start"])}
        if not gap or not gap <= {",", "and", "the", "then"} or said_and:
            break
        joined.append(mention)
        said_and = "and" in gap
    return joined if said_and else [first]


def _visited_place(view: SentenceView, i: int, noun: bool = False) -> MentionNote | None:
    """The place after the trigger: at once for "visit", behind the fitting preposition for the others."""
    doc = view.doc
    lemma = next(
        (w for f in FRAMES if f.kind == "visit" for form, w in inflections(f.words) if form == doc[i].lower_),
        "",
    )
    lemma = IRREGULAR_FORMS.get(doc[i].lower_, lemma)
    direct, sent = not noun and lemma in {"visit", "tour"}, lemma in {"send", "dispatch", "take", "bring"}
    wanted = TRAVEL_PREPOSITIONS.get(lemma, ("to",))
    open_ = direct
    for k in range(i + 1, min(i + 16, view.sentence[1])):
        mention = next(
            (
                m
                for m in view.mentions
                if m["start"] == k and m["label"] in {"GPE", "LOC", "FAC", "ORG", "NORP"}
            ),
            None,
        )
        if mention is not None and open_ and mention["label"] != "NORP":
            if mention["label"] == "ORG" and not direct:
                return None
            following = doc[mention["end"]] if mention["end"] < len(doc) else None
            possessive = following is not None and following.text in POSSESSIVES
            if not possessive and not _qualifies_noun(view, mention):
                return mention
        word = doc[k].lower_
        if word in wanted and not (direct and word == "to"):
            open_ = True
        elif doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} or word in CLAUSE_STOPS:
            return None
        elif (party := view.party_at(k)) is not None and party.label == "PERSON" and not sent:
            return None
        elif doc[k].tag_ == "IN" and word not in wanted and word not in {"in", "of", "at"}:
            open_ = False
    return None


def _qualifies_noun(view: SentenceView, mention: MentionNote) -> bool:
    """ "a Cairo court", "the Washington summit": a place that only says of a noun which it is."""
    if mention["end"] >= view.sentence[1]:
        return False
    last, following = view.doc[mention["end"] - 1], view.doc[mention["end"]]
    return (
        following.tag_ in {"NN", "NNS"}
        and last.dep_ in {"compound", "amod", "nmod"}
        and last.head.i >= following.i
    )


def _visited_person(view: SentenceView, i: int) -> Group | None:
    party = None
    for k in range(i + 1, min(i + 5, view.sentence[1])):
        party = view.party_at(k)
        if party is not None or not is_transparent(view.doc[k]):
            break
    if party is None or party.label != "PERSON" or party.form == "reference":
        return None
    return group_with(view.groups, party.start)


def _who_is_moved(view: SentenceView, i: int) -> Group | None:
    """ "dispatched Envoy X to Y", "a trip that will take her to Y": the persons right after the verb."""
    for k in range(i + 1, min(i + 5, view.sentence[1])):
        group = group_with(view.groups, k)
        if group is not None:
            return group if are_people(group) and not only_owns(view, group.parties[0]) else None
        if not is_transparent(view.doc[k]):
            return None  # "sent a message to X"
    return None


def _place_of_same_visit(view: SentenceView, i: int) -> list[MentionNote]:
    """ "will visit in May, the first visit to Peru by a Kenyan leader": the place told with the noun."""
    if view.doc[i].lower_ not in {"visit", "visited", "visits"}:
        return []
    for k in range(i + 2, view.sentence[1]):
        if view.doc[k].lower_ == "visit" and view.doc[k].tag_ == "NN":
            return _visited_places(view, k, noun=True)
    return []


def _place_before(view: SentenceView, i: int) -> list[MentionNote]:
    """ "is in Hanoi for a three-day visit", "arrived in Lima on a visit": the place right before."""
    k = i - 1
    while (
        k > view.sentence[0]
        and i - k < _PHRASE_REACH
        and view.doc[k].tag_ in {"DT", "JJ", "NN", "CD", "HYPH", "JJS"}
    ):
        k -= 1
    if view.doc[k].lower_ not in {"for", "on"}:
        return []
    return [
        mention
        for mention in view.mentions
        if mention["end"] == k and mention["label"] == "GPE" and view.doc[mention["start"] - 1].lower_ == "in"
    ]


def _whose_trip(view: SentenceView, i: int) -> Group | None:
    """ "Her trip will include stops in X", "The trip includes a stop in X": its owner, else the protagonist."""
    for k in range(i - 1, view.sentence[0] - 1, -1):
        if view.doc[k].lower_ in {"trip", "visit", "tour", "travel"}:
            owner = owner_before(view, k)
            if owner is not None or not view.protagonists:
                return owner
            return Group((Party(i, i, i, (view.protagonists[0],), "PERSON", "reference"),))
    return None


def _visit_by(view: SentenceView, i: int) -> Group | None:
    """ "the visit of Prime Minister X to Washington", "a visit by X"."""
    for k in range(i + 1, min(i + 8, view.sentence[1])):
        if view.doc[k].lower_ == "by" or (view.doc[k].lower_ == "of" and k == i + 1):
            party = next(
                (view.party_at(j) for j in range(k + 1, min(k + 5, view.sentence[1])) if view.party_at(j)),
                None,
            )
            return (
                group_with(view.groups, party.start)
                if party is not None and party.label == "PERSON"
                else None
            )
        party = view.party_at(k)
        if party is not None and party.label != "GPE":
            return None
    return None


def _on_visit(view: SentenceView, i: int) -> Group | None:
    """ "X arrived on a visit to", "during a visit to Y, X said": the subject of the clause."""
    k = i - 1
    while k > view.sentence[0] and i - k < _PHRASE_REACH:
        if view.doc[k].lower_ in {"on", "during", "for", "in", "from"}:
            return clause_subject(view, i)
        if view.doc[k].tag_ not in {"DT", "JJ", "NN", "CD", "HYPH", "NNP", "JJS"}:
            return None
        k -= 1
    return None
