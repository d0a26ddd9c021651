"""Frames whose trigger is a noun: "talks between", "a meeting with", "a call to"."""

from __future__ import annotations

from dataclasses import replace

from newsents.rules.meetings import (
    ASIDE_NOUNS,
    ASIDE_PREPOSITIONS,
    CLAUSE_STOPS,
    DEFINITE,
    FRAMES,
    HOSTED,
    INDIRECT,
    INVITING,
    LISTING_OPENERS,
    SKIPPED_PREPOSITIONS,
    TELLING_VERBS,
    TOOK_PLACE,
    Frame,
)
from newsents.rules.parties import DELEGATES
from newsents.stages.clauses import (
    CONTROL_REACH,
    SEQUENCE_REACH,
    are_people,
    clause_subject,
    group_from,
    has_nameless_other,
    introduces,
    is_transparent,
    light_subject,
    only_owns,
    owner_before,
    subject_of,
    unowned_group,
)
from newsents.stages.parties import Group, Party, group_with
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.stages.sides import each_its_side, half_of, kind_at, reading_of
from newsents.text import fold

_RELATIVE_REACH = 5
"""How many tokens after a noun the verb of its relative clause may stand: "a conversation he had with"."""
_BETWEEN_REACH = 6
"""How many tokens after a noun a "between" still names who met: "the meeting in Oslo between X and Y"."""
_MOST_TOGETHER = 4
"""More persons than these, told after talks, need not all have taken part in them."""
_OPENING_REACH = 10
"""How many tokens from the beginning of a sentence its opening "During X's visit" may reach."""
_ATTENDED = next(frame for frame in FRAMES if frame.id == "guest.attended")


def read_noun(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """Read a meeting or a call that a noun tells."""
    if not _tells_occasion(view, frame, i):
        return None
    listed = _listed_guests(view, i)
    if listed is not None or frame.id == "guest.listed":
        return listed
    guests = _guests(view, i)
    if guests is not None:
        return half_of(view, _ATTENDED, i, guests)
    pair = _pair_before(view, i) or _pair_of_joint_body(view, frame, i)
    if pair is not None:
        return _read_pair(view, frame, i, pair)
    other, slot = _after_noun(view, frame, i)
    if other is None:
        return _read_without_other(view, frame, i, slot)
    return _read_with_other(view, frame, i, other, slot)


def _tells_occasion(view: SentenceView, frame: Frame, i: int) -> bool:
    """Whether the noun tells an occasion at all: not "proximity talks", "calls for", "a call on Monday"."""
    if i > view.sentence[0] and view.doc[i - 1].lower_ in INDIRECT:
        return False
    if frame.kind == "call" and _calls_for(view, i):
        return False
    return "on" not in frame.others or _is_paid_on(view, i)


def _read_pair(view: SentenceView, frame: Frame, i: int, pair: Group) -> FrameReading | None:
    """ "U.S.-Iraq talks": both countries, one of them perhaps in the person who takes part."""
    taking_part = light_subject(view, i, hosting=False)
    if taking_part is not None and len(taking_part.entities) == 1:
        return _represented(view, frame, i, pair, taking_part)
    return each_its_side(view, frame, i, pair)


def _read_with_other(
    view: SentenceView, frame: Frame, i: int, other: Group, slot: str | None
) -> FrameReading | None:
    """ "talks between X and Y", "X's meeting with Y", "a meeting of X and Y": somebody stands behind the noun."""
    if slot in {"between", "among", "involving"}:
        return _read_between(view, frame, i, other) if len(other.entities) > 1 else None
    if frame.persons_only and other.parties[0].label != "PERSON":
        return None
    owner = owner_before(view, i)
    if slot == "of" and len(other.parties) == 1:
        return _read_session(view, frame, i, owner, other)
    if slot == "of" and owner is None:
        return _in_joint_session(view, frame, i, other)
    if _only_continues(view, i):
        return None
    first = _with_attendant(view, i, owner) if owner is not None else _who_holds(view, i, other)
    if first is None or (frame.persons_only and first.parties[0].label != "PERSON"):
        return None
    return reading_of(view, frame, i, [first.entities], [other.entities], [first, other])


def _read_between(view: SentenceView, frame: Frame, i: int, parties: Group) -> FrameReading | None:
    """ "X attended the talks between Y and Z": a person who takes part is a side of its own."""
    guest = light_subject(view, i, hosting=False)
    if guest is None or not are_people(guest) or set(guest.entities) & set(parties.entities):
        return each_its_side(view, frame, i, parties)
    sides: list[tuple[str, ...]] = [(entity,) for entity in parties.entities]
    return reading_of(view, frame, i, [guest.entities], sides, [guest, parties])


def _with_attendant(view: SentenceView, i: int, owner: Group) -> Group:
    """ "Minister X takes part in President Y's meeting with Z": X stands beside the owner."""
    guest = light_subject(view, i, hosting=False)
    if guest is None or not are_people(guest) or set(guest.entities) & set(owner.entities):
        return owner
    return Group((*owner.parties, *guest.parties))


def _who_holds(view: SentenceView, i: int, other: Group) -> Group | None:
    """Who holds a meeting that nobody owns: told by a verb, by the clause, or by the article as a whole."""
    return (
        _who_had(view, i)
        or light_subject(view, i)
        or clause_subject(view, i)
        or _who_travels(view, i)
        or _who_speaks(view, i, other)
        or _unsaid(view, i, other)
    )


def _read_without_other(view: SentenceView, frame: Frame, i: int, slot: str | None) -> FrameReading | None:
    """ "X and Y held talks", "X held a meeting", "The talks took place": nobody stands behind the noun."""
    owner = owner_before(view, i)
    together = (
        _holders_together(view, frame, i, owner) or _brought_together(view, i) or _come_together(view, i)
    )
    if together is not None:
        return each_its_side(view, frame, i, together)
    invited = _read_invited(view, frame, i)
    if invited is not None:
        return invited
    if slot is not None:
        return _pointing_back(view, frame, i)
    aside = _told_aside(view, frame, i, owner)
    if aside is not None:
        return aside
    holder = owner or light_subject(view, i)
    return half_of(view, frame, i, holder) if holder is not None else _pointing_back(view, frame, i)


def _holders_together(view: SentenceView, frame: Frame, i: int, owner: Group | None) -> Group | None:
    """ "X and Y held talks", "their meeting": several who meet each other, and no nameless others."""
    holder = owner or light_subject(view, i, hosting=False)
    if holder is None or not frame.reciprocal or len(holder.entities) < 2:
        return None
    return holder if not has_nameless_other(view, i) else None


def _read_session(
    view: SentenceView, frame: Frame, i: int, owner: Group | None, body: Group
) -> FrameReading | None:
    """ "The president chaired a meeting of the Security Council": a person with a body in session."""
    chair = owner or light_subject(view, i)
    people = chair is not None and any(p.label == "PERSON" for p in chair.parties)
    if chair is None or not people or body.parties[0].label != "ORG":
        return half_of(view, frame, i, chair) if chair is not None else None
    return reading_of(view, frame, i, [chair.entities], [body.entities], [chair, body])


def _only_continues(view: SentenceView, i: int) -> bool:
    """ "spoke with X to continue conversations with Y": an aim, no occasion."""
    head = view.doc[i].head
    return head.lower_ == "continue" and head.i > view.sentence[0] and head.nbor(-1).lower_ == "to"


def _in_joint_session(view: SentenceView, frame: Frame, i: int, parties: Group) -> FrameReading | None:
    """ "A meeting of X and Y"; if a person chairs or attends it, that person is a side of its own."""
    chair = light_subject(view, i)
    if chair is None or set(chair.entities) & set(parties.entities):
        return each_its_side(view, frame, i, parties)
    sides: list[tuple[str, ...]] = [(entity,) for entity in parties.entities]
    return reading_of(view, frame, i, [chair.entities], sides, [chair, parties])


def _represented(view: SentenceView, frame: Frame, i: int, pair: Group, person: Group) -> FrameReading | None:
    """ "Putin took part in the Russia-ASEAN summit": the person stands for the country, which is left out."""
    own = view.countries.get(person.entities[0])
    others = tuple(p for p in pair.parties if own is None or view.countries.get(p.entities[0]) != own)
    if len(others) != 1:
        return each_its_side(view, frame, i, pair)
    rest = Group(others)
    return reading_of(view, frame, i, [person.entities], [rest.entities], [person, rest])


def _brought_together(view: SentenceView, i: int) -> Group | None:
    """ "to bring A and B together for talks", "brought both to the table for negotiations"."""
    first, last = max(view.sentence[0], i - CONTROL_REACH), min(view.sentence[1], i + CONTROL_REACH)
    for k in range(first, last):
        if view.doc[k].lower_ in {"bring", "brings", "brought", "bringing"}:
            following = [g for g in view.groups if k < g.start <= k + 4]
            apart = following and k < i < following[0].end
            return following[0] if following and not apart and len(following[0].entities) > 1 else None
    return None


def _read_invited(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "X has invited Y and Z to a meeting": who invites, and who is invited."""
    verb = view.doc[i].head.head
    if view.doc[i].head.lower_ != "to" or verb.lower_ not in INVITING:
        return None
    host = subject_of(view, verb)
    guests = next((g for c in verb.children if c.dep_ == "dobj" and (g := view.group_at(c))), None)
    if host is None or guests is None or set(host.entities) & set(guests.entities):
        return None
    return reading_of(view, frame, i, [host.entities], [guests.entities], [host, guests])


def _come_together(view: SentenceView, i: int) -> Group | None:
    """ "Delegates of X and of Y arrived in Doha for talks": parties of two sides that come for the same talks."""
    noun = view.doc[i]
    if noun.dep_ != "pobj" or noun.head.lower_ != "for" or noun.head.head.pos_ != "VERB":
        return None
    comers = subject_of(view, noun.head.head)
    if comers is None or len(comers.entities) < 2 or any(party.label == "PERSON" for party in comers.parties):
        return None
    return comers


def _told_aside(view: SentenceView, frame: Frame, i: int, owner: Group | None) -> FrameReading | None:
    """ "In a phone call, X told Y", "X and Y smile before a meeting": a meeting in a phrase beside the clause."""
    k = i - 1
    while k > view.sentence[0] and view.doc[k].tag_ in {"JJ", "NN", "CD", "DT", "PRP$", "VBG", "HYPH", "NNP"}:
        k -= 1
    ahead = view.doc[k].lower_ == "of" and k > 0 and view.doc[k - 1].lower_ in ASIDE_NOUNS
    if k < view.sentence[0] or not (view.doc[k].lower_ in ASIDE_PREPOSITIONS or ahead):
        return None
    for j in range(*view.sentence):
        if view.doc[j].lower_ in TELLING_VERBS and view.doc[j].tag_ in {"VBD", "VBZ", "VBP", "VBN"}:
            hearer = group_with(view.groups, j + 1)
            teller = subject_of(view, view.doc[j]) if hearer is not None else None
            if hearer is not None and teller is not None and are_people(teller) and are_people(hearer):
                return reading_of(
                    view, frame, i, [teller.entities], [group_from(hearer, j).entities], [teller, hearer]
                )
    pair = clause_subject(view, i) if owner is None and frame.reciprocal else None
    if pair is None or not are_people(pair) or any(t.lower_ == "with" for t in view.doc[i : pair.start]):
        return None
    if 1 < len(pair.entities) <= _MOST_TOGETHER:
        return each_its_side(view, frame, i, pair)
    return None


def _is_paid_on(view: SentenceView, i: int) -> bool:
    """ "a courtesy call on President X", not "a call on Monday"."""
    wanted = {"on", "to"} if view.doc[i].lower_ in {"visit", "visits"} else {"on"}
    if i + 1 >= view.sentence[1] or view.doc[i + 1].lower_ not in wanted:
        return False
    parties = [view.party_at(k) for k in range(i + 2, min(i + 5, view.sentence[1]))]
    return any(party is not None and party.label == "PERSON" for party in parties)


def _calls_for(view: SentenceView, i: int) -> bool:
    """ "calls for his extradition to Turkey", "a call-in event", "call to cut ties": no telephone."""
    following = view.doc[i + 1 : min(i + 3, view.sentence[1])]
    if not following or view.doc[i].lower_ not in {"call", "calls"}:
        return False
    infinitive = len(following) > 1 and following[0].lower_ == "to" and following[1].tag_ == "VB"
    appeal = following[0].lower_ in {"on", "upon"} and view.party_at(i + 2) is not None
    return following[0].lower_ in {"for", "-"} or appeal or infinitive


def _pointing_back(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "The talks took place in Geneva", "today's meeting": an occasion told before, without its parties."""
    k = i - 1
    while k > view.sentence[0] and view.doc[k].tag_ in {"JJ", "NN", "CD", "HYPH"} and i - k < 4:
        k -= 1
    if k < view.sentence[0] or view.doc[k].lower_ not in DEFINITE:
        return None
    return FrameReading(frame, kind_at(view, frame, i), (), [i, i + 1], list(view.sentence), ())


def _pair_before(view: SentenceView, i: int) -> Group | None:
    """ "U.S.-Iraq talks", "the Russian-Turkish summit"."""
    k = i - 1
    while (
        k > view.sentence[0]
        and view.party_at(k) is None
        and view.doc[k].tag_ in {"JJ", "NN", "NNP", "CD", "JJS", "HYPH"}
        and i - k < 7
    ):
        k -= 1
    two = view.party_at(k)
    if two is None or two.start == 0:
        return None
    if view.doc[two.start - 1].text not in {"-", "–", "/"}:
        return None
    one = view.party_at(two.start - 2)
    if one is None or one.entities == two.entities:
        return None
    return Group((one, two))


def _pair_of_joint_body(view: SentenceView, frame: Frame, i: int) -> Group | None:
    """ "the Swedish-Kenyan Commission's meeting", "a meeting of the Swedish-Kenyan Council": both countries."""
    session = owner_before(view, i)
    if session is None:
        session, slot = _after_noun(view, frame, i)
        if slot != "of":
            return None
    if session is None or len(session.parties) != 1 or session.parties[0].label != "ORG":
        return None
    body = session.parties[0]
    hyphens = [k for k in (body.start - 1, body.start + 1) if k > 0 and view.doc[k].text in {"-", "–"}]
    if not hyphens or body.end - body.start < 2:
        return None
    two = [view.nations.get(fold(view.doc[k].text)) for k in (hyphens[0] - 1, hyphens[0] + 1)]
    if two[0] is None or two[1] is None or two[0] == two[1]:
        return None
    return Group(
        tuple(replace(body, entities=(nation,), label="GPE", form="delegates") for nation in two if nation)
    )


def _after_noun(view: SentenceView, frame: Frame, i: int) -> tuple[Group | None, str | None]:
    doc, end = view.doc, min(view.sentence[1], i + SEQUENCE_REACH)
    slot: str | None = None
    away = False
    k = i + 1
    while k < end:
        token, party = doc[k], view.party_at(k)
        if party is not None and not only_owns(view, party):
            if slot is not None:
                return unowned_group(view, k), slot
            k = party.end
            continue
        word = token.lower_
        if slot not in {None, "of"} and word in {"of", "from"} and fold(doc[k - 1].text) in DELEGATES:
            pass
        elif word == "by" and doc[k - 1].lower_ in HOSTED:
            slot = "by"
        elif word in {"between", "among"} and k - 1 > i and doc[k - 1].tag_ in {"NN", "NNS"}:
            slot = None  # "discussion of the agreement between X and Y": the agreement is theirs
        elif word == "of" and doc[k - 1].lower_ in {"honor", "honour"} and "for" in frame.others:
            slot = "for"
        elif word == "of" and away and doc[k - 1].tag_ in {"NN", "NNS"}:
            slot = None  # "talks in the town of Evian"
        elif word in frame.others:
            slot = word
        elif word in SKIPPED_PREPOSITIONS or word == "of":
            slot, away = None, True
        elif word in {"had", "has", "held", "made", "placed"} and k - i <= _RELATIVE_REACH:
            slot = None
        elif word in TOOK_PLACE and k - i <= _RELATIVE_REACH:
            slot = None  # "Talks were held between", "The meeting took place between"
        elif word in CLAUSE_STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None, None
        elif token.tag_ == "TO" and k + 1 < end and doc[k + 1].tag_ == "VB":
            return None, None
        elif slot is not None and not is_transparent(token) and not introduces(view, k):
            slot = None
        k += 1
    return None, None


def _who_had(view: SentenceView, i: int) -> Group | None:
    """ "a conversation he had with X", "the talks that Y held with X": who stands before the verb."""
    for k in range(i + 1, min(i + 1 + _RELATIVE_REACH, view.sentence[1])):
        if view.doc[k].lower_ in {"had", "has", "held", "made", "placed"}:
            return group_with(view.groups, k - 1)
    return None


def _who_travels(view: SentenceView, i: int) -> Group | None:
    """ "During Ms Brandt's visit, there will be talks with Y": whose visit it is."""
    if view.doc[view.sentence[0]].lower_ not in {"during", "on"}:
        return None
    for k in range(view.sentence[0] + 1, min(i, view.sentence[0] + _OPENING_REACH)):
        if view.doc[k].lower_ in {"visit", "trip", "tour", "stay"}:
            return owner_before(view, k)
    return None


def _who_speaks(view: SentenceView, i: int, other: Group) -> Group | None:
    """ "Brandt was sure that what was agreed during talks with President X would help": the speaker's talks."""
    first = i - 1
    while first > view.sentence[0] and view.doc[first].tag_ in {"JJ", "NN", "CD", "DT", "HYPH"}:
        first -= 1
    if view.doc[first].lower_ not in ASIDE_PREPOSITIONS or not are_people(other):
        return None
    root = view.doc[i]
    while root.head != root and view.sentence[0] <= root.head.i < view.sentence[1]:
        root = root.head
    speaker = subject_of(view, root) if root.pos_ == "VERB" and root.i < i else None
    if speaker is None or not are_people(speaker) or len(speaker.entities) > 1:
        return None
    between = [p for p in view.parties if speaker.end <= p.start < first and p.label == "PERSON"]
    return speaker if not between and speaker.entities[0] not in other.entities else None


def _unsaid(view: SentenceView, i: int, other: Group) -> Group | None:
    """The protagonist, where nobody else holds the meeting: "Meeting with Ilse Brandt", "During talks with Xi"."""
    people = [party for party in other.parties if party.label == "PERSON" and party.form == "name"]
    headline = view.sentence[0] == 0
    told = [person for person in view.protagonists[: 1 + headline] if person not in other.entities]
    if not told or not (people or (headline and i == 0)):
        return None
    opening = range(view.sentence[0], i)
    if any(view.party_at(k) is not None or view.doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD"} for k in opening):
        return None
    return Group((Party(i, i, i, (told[0],), "PERSON", "reference"),))


def _listed_guests(view: SentenceView, i: int) -> FrameReading | None:
    """ "Taking part in the meeting were X and Y", "Present at the talks were X and Y"."""
    opening = {view.doc[k].lower_ for k in range(view.sentence[0], min(view.sentence[0] + 3, i + 1))}
    if opening.isdisjoint(LISTING_OPENERS):
        return None
    for k in range(i + 1, min(i + 8, view.sentence[1])):
        if view.doc[k].lower_ in {"were", "was", "are", "included", "include"}:
            following = [g for g in view.groups if g.start > k]
            return half_of(view, _ATTENDED, i, following[0]) if following else None
    return None


def _guests(view: SentenceView, i: int) -> Group | None:
    """ "X and Y also took part in the meeting": guests of a meeting told before."""
    noun = view.doc[i]
    if (
        i == 0
        or noun.nbor(-1).lower_ not in {"the", "this"}
        or any(token.lower_ in {"with", "between", "of"} for token in view.doc[i + 1 : i + 2])
        or any(token.lower_ == "between" for token in view.doc[i + 2 : i + _BETWEEN_REACH])
    ):
        return None
    node = noun
    for _ in range(4):
        node = node.head
        if node.pos_ == "VERB":
            break
    if node.lower_ not in {"attended", "took", "participated", "joined", "attend", "taking"}:
        return None
    return subject_of(view, node)
