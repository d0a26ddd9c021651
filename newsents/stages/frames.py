"""Reading encounter frames in a sentence: who stands where around the trigger word.

The tree decides where it is plain; where it names nobody, a grammar over the sequence of parties, prepositions and
transparent words decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from newsents.rules.meetings import (
    CONTROL_WORDS,
    FRAMES,
    HABITUAL,
    HOSTING_VERBS,
    INDIRECT,
    LIGHT_VERBS,
    LISTING_OPENERS,
    MODIFYING_TRIGGERS,
    NOT_COUNTERPARTS,
    OTHER_SENSES,
    PHONE_WORDS,
    TELLING_VERBS,
    TRAVEL_PREPOSITIONS,
    Frame,
)
from newsents.rules.parties import BODIES, DELEGATE_MODIFIERS, DELEGATES
from newsents.stages.notes import MentionNote, Range
from newsents.stages.parties import Group, Party, group_with
from newsents.text import fold

_IRREGULAR = {
    "met": "meet",
    "held": "hold",
    "spoke": "speak",
    "spoken": "speak",
    "sat": "sit",
    "sitting": "sit",
    "accompanied": "accompany",
    "accompanies": "accompany",
    "shook": "shake",
    "shaken": "shake",
    "came": "come",
    "cancelled": "cancel",
    "cancelling": "cancel",
    "rang": "ring",
    "left": "leave",
    "flew": "fly",
    "flown": "fly",
    "went": "go",
    "gone": "go",
    "travelled": "travel",
    "travelling": "travel",
    "paid": "pay",
    "made": "make",
    "had": "have",
    "has": "have",
    "began": "begin",
    "begun": "begin",
    "took": "take",
    "taken": "take",
    "led": "lead",
    "gave": "give",
    "said": "say",
}
_ASKING_NOUNS = frozenset({"invitation", "request", "call", "appeal", "offer"})
"""Nouns whose owner asks another to do what the infinitive says: "accepted Meloni's invitation to visit"."""
_ASIDE = frozenset("in during at after before following over".split())
_GERUND_OPENERS = frozenset({"to", "by", "after", "before", "while", "upon", "since", "without"})
_HOSTED = frozenset("hosted chaired convened headed organised organized".split())
_PLAIN_LIGHT = frozenset(
    "hold holds held begin begins began resume resumes resumed conclude concludes".split()
)
_TOOK_PLACE = frozenset(
    "were was are took takes begin began begins opened opens resumed resume ended".split()
)
_WHILE = frozenset({"while", "after", "before", "by", "when", "of", "from", "without", "since"})
_EACH_OTHER = frozenset({"other", "another", "themselves"})
_BE_FORMS = frozenset({"is", "was", "were", "are", "be", "been", "being", "got", "gets"})
_WH = frozenset({"who", "which", "that", "whom", "where", "when"})
_STOPS = frozenset(
    {
        ";",
        ":",
        "that",
        "which",
        "who",
        "whom",
        "where",
        "when",
        "because",
        "while",
        "although",
        "but",
        "as",
        "if",
    }
)
_SKIP_PREPOSITIONS = frozenset(
    "in at on during over for via by near outside inside under from after before ahead following amid".split()
)
_OTHER_OCCASIONS = frozenset({"following", "after", "before", "amid", "since"})
"""What follows these after some words is told of another occasion."""
_CAPTION_WORDS = frozenset(
    {",", "(", ")", "left", "right", "center", "centre", "l", "r", "c", "second", "from"}
)
_RELATIVE_REACH = 5
"""How many tokens after a noun the verb of its relative clause may stand: "a conversation he had with"."""
_CONTROL_REACH = 14
"""How many tokens before an object its verb may stand: "invited … President X to"."""
_SEQUENCE_REACH = 28
"""How many tokens the sequence grammar reads to the right of a trigger."""
_ATTENDANCE_REACH = 250
"""How many tokens after a meeting its attendance may be told."""
_DEFINITE = frozenset({"the", "this", "these", "their", "'s", "’s"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True)
class FrameReading:
    """One frame read at one trigger: who stands on which side, and where for a visit."""

    frame: Frame
    kind: str
    sides: tuple[tuple[str, ...], ...]
    trigger: Range
    sentence: Range
    taken: tuple[Range, ...]
    place: MentionNote | None = None
    by_reference: bool = False
    also: tuple[Range, ...] = ()
    """Other sentences that show it."""


@dataclass(frozen=True)
class SentenceView:
    """What the grammar sees of a sentence."""

    doc: Doc
    sentence: Range
    parties: Sequence[Party]
    groups: Sequence[Group]
    mentions: Sequence[MentionNote]
    protagonist: str | None = None
    """The person of whom the article tells, by id: stands for a party that goes without saying."""

    countries: Mapping[str, str | None] = field(default_factory=dict)
    """The country, as ISO code, of each entity."""
    by_phone: bool = True
    """Whether the article speaks of telephones or calls at all."""
    together: bool = False
    """Whether the article says that more than two parties met as one."""

    def party_at(self, i: int) -> Party | None:
        for party in self.parties:
            if party.start <= i < party.end:
                return party
        return None

    def group_at(self, token: Token) -> Group | None:
        """The group whose party holds the token, or is the core of the token's noun phrase."""
        group = group_with(self.groups, token.i)
        if group is not None:
            return group
        left, right = token.left_edge.i, token.right_edge.i + 1
        inside = [g for g in self.groups if left <= g.start and g.end <= right and g.start <= token.i + 3]
        led = [g for g in inside if fold(token.text) in DELEGATES | {"group"}]
        return led[0] if led else None


def inflections(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (form, lemma) for the regular forms of each word.

    >>> sorted(form for form, _ in inflections(["visit"]))
    ['visit', 'visited', 'visiting', 'visits']
    """
    for word in words:
        stem = word[:-1] if word.endswith("e") else word
        yield word, word
        yield word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s"), word
        yield stem + "ed", word
        yield stem + "ing", word


class FrameIndex:
    """Frames by the forms of their trigger words; built once for each pipeline."""

    def __init__(self, frames: Sequence[Frame] = FRAMES) -> None:
        self.frames = tuple(frames)
        self._by_form: dict[tuple[str, str], list[Frame]] = {}
        for frame in self.frames:
            forms = dict(inflections(frame.words)) if frame.pos == "verb" else _noun_forms(frame.words)
            forms.update({form: lemma for form, lemma in _IRREGULAR.items() if lemma in frame.words})
            for form in forms:
                self._by_form.setdefault((frame.pos, form), []).append(frame)

    def at(self, token: Token, is_verb: bool) -> Sequence[Frame]:
        """The frames that the token may trigger."""
        return self._by_form.get(("verb" if is_verb else "noun", token.lower_), ())

    @property
    def forms(self) -> frozenset[str]:
        """All forms of all trigger words, in small letters."""
        return frozenset(form for _, form in self._by_form)

    def knows(self, token: Token) -> bool:
        """Whether the token's form occurs in any frame, as verb or noun."""
        return ("verb", token.lower_) in self._by_form or ("noun", token.lower_) in self._by_form


def _noun_forms(words: Iterable[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for word in words:
        forms[word] = word
        forms[word + ("es" if word.endswith(("s", "sh", "ch")) else "s")] = word
    return forms


def read_sentence(
    view: SentenceView, index: FrameIndex, verbs: Mapping[int, bool] | None = None
) -> list[FrameReading]:
    """Return the readings of all frames in one sentence, in order of their triggers."""
    readings: list[FrameReading] = []
    for i in range(*view.sentence):
        token = view.doc[i]
        if not index.knows(token) or view.party_at(i) is not None or _only_modifies(view, token):
            continue
        for frame in index.at(token, _is_verb(view, token)):
            found = _read(view, frame, i)
            if found:
                readings += found
                break
    return readings


def _only_modifies(view: SentenceView, token: Token) -> bool:
    """ "bilateral cooperation", "the meeting participants": the word qualifies the noun that follows."""
    i = token.i + 1
    if i >= view.sentence[1] or token.tag_.startswith("VB") or view.doc[i].tag_ not in {"NN", "NNS"}:
        return False
    follower = view.doc[i]
    return token.lower_ in MODIFYING_TRIGGERS or (follower.head != token and token.head == follower)


def _is_verb(view: SentenceView, token: Token) -> bool:
    """The tagger's word, but in headlines ("Minister visits Iraq") the neighbours decide."""
    if token.tag_.startswith("VB"):
        return not _has_noun_frame(view, token) and not _follows_conjunction(view, token)
    if _takes_object(view, token):
        return True
    if token.lower_.endswith(("ings", "talks")) or token.lower_ in {"meeting", "talk"}:
        return False
    if token.lower_ in {"met", "meets", "meet", "spoke", "flew", "telephoned"}:
        return True
    k = token.i - 1
    if _after_modal(view, token):
        return True
    while k > view.sentence[0] and view.doc[k].lower_ in _CAPTION_WORDS:
        k -= 1
    before, after = view.party_at(k), view.party_at(token.i + 1)
    follows_place = any(m["start"] == token.i + 1 for m in view.mentions)
    return before is not None and (after is not None or follows_place) and token.lower_.endswith("s")


def _after_modal(view: SentenceView, token: Token) -> bool:
    """ "will on Thursday host X": a helping verb with only a time between, and a party behind."""
    if view.party_at(token.i + 1) is None:
        return False
    for k in range(token.i - 1, max(view.sentence[0], token.i - 5), -1):
        if view.doc[k].tag_ == "MD":
            return True
        dated = any(m["label"] == "DATE" and m["start"] <= k < m["end"] for m in view.mentions)
        if not dated and view.doc[k].tag_ not in {"IN", "RB"}:
            return False
    return False


def _follows_conjunction(view: SentenceView, token: Token) -> bool:
    """ "said that talks with X would be useful": the tagger takes the noun for a verb."""
    before = view.doc[token.i - 1].lower_ if token.i > view.sentence[0] else ""
    return token.lower_ == "talks" and before in {"that", "as", "if", "whether", "because", "and"}


def _takes_object(view: SentenceView, token: Token) -> bool:
    """ "looks forward to welcoming Prime Minister Key", "after meeting X": a gerund, whatever the tagger says."""
    before = view.doc[token.i - 1].lower_ if token.i > view.sentence[0] else ""
    named = view.party_at(token.i + 1)
    return (
        token.lower_.endswith("ing")
        and before in _GERUND_OPENERS
        and named is not None
        and named.form == "name"
    )


def _has_noun_frame(view: SentenceView, token: Token) -> bool:
    """ "President Varela's Call with …", "Meeting with King Abdullah": what a headline begins with is a noun."""
    i = token.i
    if i == view.sentence[0] and token.lower_ == "meeting":
        words = view.doc[i + 1 : view.sentence[1]]
        return not any(word.text == "," or word.tag_ in {"VBD", "VBZ", "VBP", "MD"} for word in words)
    if i == view.sentence[0] or i + 1 >= view.sentence[1] or view.doc[i - 1].text not in _POSSESSIVE:
        return False
    return view.doc[i + 1].lower_ in {"with", "between", "to", "of"}


def _read(view: SentenceView, frame: Frame, i: int) -> list[FrameReading]:
    if any(view.doc[k].lower_ in HABITUAL for k in range(max(view.sentence[0], i - 2), i)):
        return []
    if frame.needs and not any(fold(view.doc[j].text) in frame.needs for j in range(*view.sentence)):
        return []
    if frame.follows and not any(
        view.doc[j].lower_ in frame.follows for j in range(i + 1, min(i + 4, view.sentence[1]))
    ):
        return []
    if frame.kind == "visit":
        return _read_visit(view, frame, i)
    reading = _read_verb(view, frame, i) if frame.pos == "verb" else _read_noun(view, frame, i)
    return [reading] if reading is not None else []


# --- verbs ---------------------------------------------------------------------------------------------------------


def _read_verb(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    doc = view.doc
    if _other_sense(view, frame, i) or (doc[i].dep_ == "amod" and not _takes_object(view, doc[i])):
        return None
    passive = _is_passive(doc[i])
    if frame.id == "guest.attended":
        guests = _after_preposition(view, i, {"by"})
        return _half(view, frame, i, guests) if passive and guests is not None else None
    if frame.id == "meet.delegations":
        leaders = _after_preposition(view, i, {"by"})
        several = leaders is not None and len(leaders.entities) > 1
        return _each_its_side(view, frame, i, leaders) if leaders is not None and several else None
    subject = _subject(view, doc[i])
    if frame.id == "guest.accompanied":
        return _read_company(view, frame, i, subject) if passive else None
    if frame.id == "meet.discussed":
        return _read_discussed(view, frame, i, subject)
    other, slot = _counterpart(view, frame, i)
    if passive and "object" in frame.others:
        agent = _after_preposition(view, i, {"by"})
        if agent is not None and subject is not None:
            return _reading(view, frame, i, [agent.entities], [subject.entities], [agent, subject])
        if frame.id.startswith("host"):
            return None
    if other is None:
        alone = not passive and not _has_nameless_other(view, i)
        reciprocal = frame.reciprocal or (frame.id == "call.spoke" and _by_phone(view, i))
        if subject is not None and reciprocal and len(subject.entities) > 1 and alone:
            return _each_its_side(view, frame, i, subject)
        return None
    if slot in {"between", "among"}:
        return _each_its_side(view, frame, i, other) if len(other.entities) > 1 else None
    if frame.persons_only and not any(p.label == "PERSON" or p.form == "delegates" for p in other.parties):
        return None
    if subject is None:
        return None
    if frame.id == "call.called" and not _is_phone_call(view, i, other):
        return None
    if frame.id == "guest.called" and not _pays_call(view, i, other):
        return None
    return _reading(view, frame, i, [subject.entities], [other.entities], [subject, other])


def _by_phone(view: SentenceView, i: int) -> bool:
    return any(view.doc[k].lower_ in PHONE_WORDS for k in range(i + 1, min(i + 5, view.sentence[1])))


def _read_company(view: SentenceView, frame: Frame, i: int, subject: Group | None) -> FrameReading | None:
    """ "She was joined by A and B": who stands beside the subject; `join_halves` finds the occasion."""
    company = _after_preposition(view, i, {"by"})
    if subject is None or company is None:
        return None
    taken = tuple([p.start, p.end] for group in (subject, company) for p in group.parties)
    sides = (subject.entities, company.entities)
    return FrameReading(frame, "meeting", sides, [i, i + 1], list(view.sentence), taken)


def _read_discussed(view: SentenceView, frame: Frame, i: int, subject: Group | None) -> FrameReading | None:
    """ "A and B discussed trade", "A discussed trade with B": persons, in a finite clause."""
    if subject is None or view.doc[i].tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    other = _discussed_with(view, i)
    if other is not None:
        return _reading(view, frame, i, [subject.entities], [other.entities], [subject, other])
    people = [p for p in subject.parties if p.label == "PERSON" and p.form != "reference"]
    return _each_its_side(view, frame, i, subject) if len(people) > 1 else None


def _discussed_with(view: SentenceView, i: int) -> Group | None:
    """The persons behind the "with" of the same clause, over what was discussed."""
    for k in range(i + 1, min(view.sentence[1] - 1, i + _SEQUENCE_REACH)):
        token = view.doc[k]
        if token.lower_ in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        if token.lower_ == "with" and view.doc[k - 1].text != ",":
            start = next((j for j in range(k + 1, min(k + 4, view.sentence[1])) if view.party_at(j)), None)
            group = _unowned(view, start) if start is not None else None
            if group is not None and all(p.label == "PERSON" for p in group.parties):
                return group
    return None


def _has_nameless_other(view: SentenceView, i: int) -> bool:
    """ "A and B met with local doctors", "to meet some of the parents": they met others, not each other."""
    verb = view.doc[i]
    objects = [child for child in verb.children if child.dep_ == "dobj" and child.i > i]
    if verb.pos_ == "VERB" and any(child.lower_ not in _EACH_OTHER for child in objects):
        return True
    for k in range(i + 1, min(view.sentence[1], i + 12)):
        token = view.doc[k]
        if token.lower_ == "with" and token.nbor(-1).text != ",":
            return True
        if token.lower_ in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "TO"}:
            return False
    return False


def _other_sense(view: SentenceView, frame: Frame, i: int) -> bool:
    """ "met the deadline", "met with criticism", "spoke to reporters": the word right after is no party."""
    if not frame.id.startswith(("meet", "call", "host")):
        return False
    k = i + 1
    while k < min(i + 6, view.sentence[1]):
        if view.party_at(k) is not None and view.doc[k].tag_ != "PRP$":
            return False
        word = fold(view.doc[k].text)
        if word in OTHER_SENSES or word in NOT_COUNTERPARTS:
            return True
        k += 1
    return False


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.i > 0 and verb.nbor(-1).lower_ in _BE_FORMS


def _is_phone_call(view: SentenceView, i: int, other: Group) -> bool:
    """ "called Macron on Monday", not "called Macron a liar" or "called on Macron"."""
    doc, end = view.doc, view.sentence[1]
    if i + 1 < end and doc[i + 1].lower_ in {"on", "for", "out", "upon"}:
        return False
    if other.start - i > 3 or other.parties[0].label != "PERSON":
        return False
    following = doc[other.end] if other.end < end else None
    return (
        following is None
        or following.lower_ in {".", ",", "on", "to", "after", "in", "and", "before", "from"}
        or (any(m["start"] == other.end and m["label"] == "DATE" for m in view.mentions))
    )


def _pays_call(view: SentenceView, i: int, other: Group) -> bool:
    """ "The envoy called on President X at his office", not "called on President X to resign"."""
    doc, end = view.doc, view.sentence[1]
    if doc[i + 1].lower_ != "on" or other.start - i > 3 or other.parties[0].label != "PERSON":
        return False
    return all(doc[k].lower_ not in {"to", "for"} for k in range(other.end, min(end, other.end + 2)))


def _subject(view: SentenceView, verb: Token) -> Group | None:
    asked = _asked_to(view, verb)
    if asked is not None:
        return asked
    group, blocked = _subject_by_tree(view, verb)
    if group is None and not blocked:
        group = _subject_by_sequence(view, verb.i)
    return _leaders(view, group) or group if group is not None else None


def _leaders(view: SentenceView, group: Group) -> Group | None:
    """ "The Taliban delegation, led by Foreign Minister X": the person who leads stands for the delegates."""
    if group.parties[-1].form != "delegates":
        return None
    for k in range(group.end, min(group.end + 3, view.sentence[1] - 2)):
        if view.doc[k].lower_ in {"led", "headed"} and view.doc[k + 1].lower_ == "by":
            found = next(
                (group_with(view.groups, j) for j in range(k + 2, k + 6) if group_with(view.groups, j)), None
            )
            return found if found is not None and _are_people(found) else None
    return None


def _asked_to(view: SentenceView, verb: Token) -> Group | None:
    """ "invited Lula to visit", "urged A and B to meet", "plans for Modi to visit": who stands before "to"."""
    i = verb.i - 1
    if i <= view.sentence[0] or view.doc[i].lower_ != "to":
        return None
    group = group_with(view.groups, i - 1)
    if group is None or group.end != i:
        return None
    first = max(view.sentence[0], group.start - _CONTROL_REACH)
    before = [view.doc[k].lower_ for k in range(first, group.start)]
    if before[-1:] == ["to"]:
        return group if _ASKING_NOUNS & {*before} else None
    if before[-1:] and before[-1] in {"for", "on", "upon"}:
        return group
    return group if CONTROL_WORDS & {*before} else None


def _subject_by_tree(view: SentenceView, verb: Token) -> tuple[Group | None, bool]:
    """Climb from the verb to the clause that has a subject. Returns the group, and whether the tree rules it out."""
    node = verb
    for _ in range(7):
        subjects = [
            c for c in node.children if c.dep_ in {"nsubj", "nsubjpass"} and not _is_no_subject(view, c)
        ]
        known = [c for c in subjects if view.group_at(c) is not None]
        subject = known[-1] if known else subjects[-1] if subjects else None
        if subject is not None:
            if subject.lower_ in _WH:
                return _antecedent(view, node), False
            group = view.group_at(subject)
            if group is not None:
                return group, False
            return _subject_inside(view, subject)
        agent = next((c for c in node.children if c.dep_ == "agent"), None)
        if agent is not None and node is not verb:
            return None, False
        if node.dep_ in {"acl", "relcl"}:
            head = node.head
            group = view.group_at(head)
            if group is not None:
                return group, False
            owner = _owner(view, head) if head.lower_ not in _ASKING_NOUNS else None
            if owner is not None:
                return owner, False
            node = head
            continue
        if node.head == node or not view.sentence[0] <= node.head.i < view.sentence[1]:
            break
        node = node.head
    return None, False


def _is_no_subject(view: SentenceView, token: Token) -> bool:
    """ "today", and what a colon parts from the clause: "FILE PHOTO: Biden meets Xi"."""
    if any(m["label"] == "DATE" and m["start"] <= token.i < m["end"] for m in view.mentions):
        return True
    return token.i + 1 < view.sentence[1] and view.doc[token.i + 1].text == ":"


def _antecedent(view: SentenceView, verb: Token) -> Group | None:
    if verb.dep_ == "relcl":
        found = view.group_at(verb.head)
        if found is not None:
            return Group((found.parties[-1],)) if len(found.parties) > 1 and verb.tag_ == "VBZ" else found
    before = [g for g in view.groups if g.end <= verb.i]
    return before[-1] if before else None


def _subject_inside(view: SentenceView, subject: Token) -> tuple[Group | None, bool]:
    """A subject that is no party itself may hold one: "a delegation led by X", "the office of X"."""
    left, right = subject.left_edge.i, subject.right_edge.i + 1
    if fold(subject.text) in {"delegation", "team", "mission"}:
        inside = [g for g in view.groups if left <= g.start and g.end <= right]
        if inside:
            return inside[-1], False
    return None, True


def _subject_by_sequence(view: SentenceView, i: int) -> Group | None:
    """The nearest group to the left that no clause boundary cuts off and that is no object of a preposition."""
    before = [g for g in view.groups if g.end <= i and not _possessive_after(view.doc, g)]
    for group in reversed(before):
        if any(view.doc[k].lower_ in {";", ":"} for k in range(group.end, i)):
            return None
        if not _after_any_preposition(view, group):
            return group
    return None


def _after_any_preposition(view: SentenceView, group: Group) -> bool:
    k = group.start - 1
    return k >= view.sentence[0] and view.doc[k].tag_ in {"IN", "TO"}


def _possessive_after(doc: Doc, group: Group) -> bool:
    return group.end < len(doc) and doc[group.end].text in _POSSESSIVE


def _owner(view: SentenceView, noun: Token) -> Group | None:
    """The group that owns a noun: "his plan", "Merkel's decision"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return view.group_at(child)
    return None


def _counterpart(view: SentenceView, frame: Frame, i: int) -> tuple[Group | None, str | None]:
    by_tree = _counterpart_by_tree(view, frame, view.doc[i])
    if by_tree[0] is not None:
        return by_tree
    return _counterpart_by_sequence(view, frame, i)


def _counterpart_by_tree(view: SentenceView, frame: Frame, verb: Token) -> tuple[Group | None, str | None]:
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if child.dep_ == "dobj" and "object" in frame.others:
            group = view.group_at(child)
            if group is not None and not _possessive_after(view.doc, group):
                return _from(group, verb.i), "object"
        if child.dep_ == "prep" and child.lower_ in frame.others:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    group = view.group_at(grandchild)
                    if group is not None:
                        return _from(group, child.i), child.lower_
    return None, None


def _only_owns(view: SentenceView, party: Party) -> bool:
    """ "met his counterpart X", "welcomed his inauguration": a possessive pronoun is no counterpart."""
    return party.form == "reference" and view.doc[party.start].tag_ == "PRP$"


def _unowned(view: SentenceView, k: int) -> Group | None:
    """The group from token `k` on, unless it only owns what follows: "meet Canada's demand"."""
    group = group_with(view.groups, k)
    if group is None:
        return None
    if _possessive_after(view.doc, group):
        following = view.doc[min(group.end + 1, len(view.doc) - 1)]
        return _from(group, k) if fold(following.text) in DELEGATES | BODIES else None
    return _from(group, k)


def _from(group: Group, i: int) -> Group:
    """The part of a group that does not begin before token `i` (a subject joined to an object by a bad guess)."""
    kept = tuple(p for p in group.parties if p.end > i)
    return Group(kept) if kept else group


def _counterpart_by_sequence(view: SentenceView, frame: Frame, i: int) -> tuple[Group | None, str | None]:
    """Read rightwards from the trigger over adverbs, dates and places to "with", or at once to an object."""
    doc, end = view.doc, min(view.sentence[1], i + _SEQUENCE_REACH)
    k = i + 1
    slot: str | None = "object" if "object" in frame.others else None
    last = slot
    while k < end:
        token = doc[k]
        word = token.lower_
        party = view.party_at(k)
        if party is not None and not _only_owns(view, party):
            if slot is not None and party.start >= i:
                return _unowned(view, k), slot
            k = party.end
            continue
        if slot is not None and word in {"of", "from"} and fold(doc[k - 1].text) in DELEGATES:
            pass
        elif word in frame.others:
            slot = word
        elif word in _OTHER_OCCASIONS and slot is None and k > i + 2:
            return None, None
        elif word in _SKIP_PREPOSITIONS:
            slot = None
        elif word in _STOPS or (token.tag_ == "TO" and k + 1 < end and doc[k + 1].tag_ == "VB"):
            return None, None
        elif token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None, None
        elif word == "including":
            slot = last
        elif slot is not None and not _transparent(token):
            slot = None
        last = slot or last
        k += 1
    return None, None


def _transparent(token: Token) -> bool:
    """Words that may stand between a preposition or verb and the party: articles, adjectives, adverbs, titles."""
    return (
        token.tag_ in {"DT", "JJ", "RB", "PRP$", "NNP", "NNPS", "CD", "JJS", "JJR", "PDT"}
        or fold(token.text) in DELEGATE_MODIFIERS
        or fold(token.text) in DELEGATES
        or token.text in {'"', "“", "”", "(", "-"}
        or token.lower_ in {"yesterday", "today", "counterpart", "separately"}
    )


def _after_preposition(view: SentenceView, i: int, prepositions: set[str]) -> Group | None:
    end = min(view.sentence[1], i + 12)
    for k in range(i + 1, end):
        if view.doc[k].lower_ in prepositions:
            for j in range(k + 1, min(end, k + 6)):
                group = group_with(view.groups, j)
                if group is not None:
                    return group
                if not _transparent(view.doc[j]):
                    break
            return None
    return None


# --- nouns ---------------------------------------------------------------------------------------------------------


def _read_noun(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    if i > view.sentence[0] and view.doc[i - 1].lower_ in INDIRECT:
        return None
    if frame.kind == "call" and _calls_for(view, i):
        return None
    if "on" in frame.others and not _is_paid_on(view, i):
        return None
    listed = _listed_guests(view, frame, i)
    if listed is not None or frame.id == "guest.listed":
        return listed
    guests = _guests(view, i)
    if guests is not None:
        return _half(view, _ATTENDED, i, guests)
    pair = _pair_before(view, i)
    if pair is not None:
        taking_part = _light_subject(view, i, hosting=False)
        if taking_part is not None and len(taking_part.entities) == 1:
            return _represented(view, frame, i, pair, taking_part)
        return _each_its_side(view, frame, i, pair)
    other, slot = _after_noun(view, frame, i)
    if slot in {"between", "among", "involving"} and other is not None:
        return _each_its_side(view, frame, i, other) if len(other.entities) > 1 else None
    if frame.persons_only and other is not None and other.parties[0].label != "PERSON":
        return None
    owner = _owner_before(view, i)
    if slot == "of":
        if other is not None and len(other.parties) == 1:
            return _read_session(view, frame, i, owner, other)
        if other is None:
            pass
        elif owner is None:
            return _in_joint_session(view, frame, i, other)
    if other is None:
        holder = owner or _light_subject(view, i, hosting=False)
        if (
            holder is not None
            and frame.reciprocal
            and len(holder.entities) > 1
            and not _has_nameless_other(view, i)
        ):
            return _each_its_side(view, frame, i, holder)
        brought = _brought_together(view, i)
        if brought is not None:
            return _each_its_side(view, frame, i, brought)
        aside = _told_aside(view, frame, i, owner) if slot is None else None
        if aside is not None:
            return aside
        holder = holder or _light_subject(view, i)
        if holder is not None and slot is None:
            return _half(view, frame, i, holder)
        return _pointing_back(view, frame, i)
    if _only_continues(view, i):
        return None
    first = (
        owner
        or _who_had(view, i)
        or _light_subject(view, i)
        or _clause_subject(view, i)
        or _unsaid(view, i, other)
    )
    if first is None:
        return None
    return _reading(view, frame, i, [first.entities], [other.entities], [first, other])


def _read_session(
    view: SentenceView, frame: Frame, i: int, owner: Group | None, body: Group
) -> FrameReading | None:
    """ "The president chaired a meeting of the Security Council": a person with a body in session."""
    chair = owner or _light_subject(view, i)
    people = chair is not None and any(p.label == "PERSON" for p in chair.parties)
    if chair is None or not people or body.parties[0].label != "ORG":
        return _half(view, frame, i, chair) if chair is not None else None
    return _reading(view, frame, i, [chair.entities], [body.entities], [chair, body])


def _only_continues(view: SentenceView, i: int) -> bool:
    """ "spoke with X to continue conversations with Y": an aim, no occasion."""
    head = view.doc[i].head
    return head.lower_ == "continue" and head.i > view.sentence[0] and head.nbor(-1).lower_ == "to"


def _in_joint_session(view: SentenceView, frame: Frame, i: int, parties: Group) -> FrameReading | None:
    """ "A meeting of X and Y"; if a person chairs or attends it, that person is a side of its own."""
    chair = _light_subject(view, i)
    if chair is None or set(chair.entities) & set(parties.entities):
        return _each_its_side(view, frame, i, parties)
    sides: list[tuple[str, ...]] = [(entity,) for entity in parties.entities]
    return _reading(view, frame, i, [chair.entities], sides, [chair, parties])


def _represented(view: SentenceView, frame: Frame, i: int, pair: Group, person: Group) -> FrameReading | None:
    """ "Putin took part in the Russia-ASEAN summit": the person stands for the country, which is left out."""
    own = view.countries.get(person.entities[0])
    others = tuple(p for p in pair.parties if own is None or view.countries.get(p.entities[0]) != own)
    if len(others) != 1:
        return _each_its_side(view, frame, i, pair)
    rest = Group(others)
    return _reading(view, frame, i, [person.entities], [rest.entities], [person, rest])


def _brought_together(view: SentenceView, i: int) -> Group | None:
    """ "to bring A and B together for talks", "brought both to the table for negotiations"."""
    first, last = max(view.sentence[0], i - _CONTROL_REACH), min(view.sentence[1], i + _CONTROL_REACH)
    for k in range(first, last):
        if view.doc[k].lower_ in {"bring", "brings", "brought", "bringing"}:
            following = [g for g in view.groups if k < g.start <= k + 4]
            apart = following and k < i < following[0].end
            return following[0] if following and not apart and len(following[0].entities) > 1 else None
    return None


def _told_aside(view: SentenceView, frame: Frame, i: int, owner: Group | None) -> FrameReading | None:
    """ "In a phone call, X told Y", "X and Y smile before a meeting": a meeting in a phrase beside the clause."""
    k = i - 1
    while k > view.sentence[0] and view.doc[k].tag_ in {"JJ", "NN", "CD", "DT", "PRP$", "VBG", "HYPH", "NNP"}:
        k -= 1
    ahead = view.doc[k].lower_ == "of" and k > 0 and view.doc[k - 1].lower_ == "ahead"
    if k < view.sentence[0] or not (view.doc[k].lower_ in _ASIDE or ahead):
        return None
    for j in range(*view.sentence):
        if view.doc[j].lower_ in TELLING_VERBS and view.doc[j].tag_ in {"VBD", "VBZ", "VBP", "VBN"}:
            hearer = group_with(view.groups, j + 1)
            teller = _subject(view, view.doc[j]) if hearer is not None else None
            if hearer is not None and teller is not None and _are_people(teller) and _are_people(hearer):
                return _reading(
                    view, frame, i, [teller.entities], [_from(hearer, j).entities], [teller, hearer]
                )
    pair = _clause_subject(view, i) if owner is None and frame.reciprocal else None
    if pair is not None and len(pair.entities) == 2 and _are_people(pair):
        return _each_its_side(view, frame, i, pair)
    return None


def _are_people(group: Group) -> bool:
    return all(party.label == "PERSON" for party in group.parties)


def _is_paid_on(view: SentenceView, i: int) -> bool:
    """ "a courtesy call on President X", not "a call on Monday"."""
    if i + 1 >= view.sentence[1] or view.doc[i + 1].lower_ != "on":
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
    if k < view.sentence[0] or view.doc[k].lower_ not in _DEFINITE:
        return None
    return FrameReading(frame, _kind(view, frame, i), (), [i, i + 1], list(view.sentence), ())


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


def _after_noun(view: SentenceView, frame: Frame, i: int) -> tuple[Group | None, str | None]:
    doc, end = view.doc, min(view.sentence[1], i + _SEQUENCE_REACH)
    slot: str | None = None
    k = i + 1
    while k < end:
        token, party = doc[k], view.party_at(k)
        if party is not None and not _only_owns(view, party):
            if slot is not None:
                return _unowned(view, k), slot
            k = party.end
            continue
        word = token.lower_
        if slot not in {None, "of"} and word in {"of", "from"} and fold(doc[k - 1].text) in DELEGATES:
            pass
        elif word == "by" and doc[k - 1].lower_ in _HOSTED:
            slot = "by"
        elif word in {"between", "among"} and k - 1 > i and doc[k - 1].tag_ in {"NN", "NNS"}:
            slot = None  # "discussion of the agreement between X and Y": the agreement is theirs
        elif word in frame.others:
            slot = word
        elif word in _SKIP_PREPOSITIONS or word == "of":
            slot = None
        elif word in {"had", "has", "held"} and k - i <= _RELATIVE_REACH:
            slot = None
        elif word in _TOOK_PLACE and k - i <= _RELATIVE_REACH:
            slot = None  # "Talks were held between", "The meeting took place between"
        elif word in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None, None
        elif token.tag_ == "TO" and k + 1 < end and doc[k + 1].tag_ == "VB":
            return None, None
        elif slot is not None and not _transparent(token):
            slot = None
        k += 1
    return None, None


def _who_had(view: SentenceView, i: int) -> Group | None:
    """ "a conversation he had with X", "the talks that Y held with X": who stands before the verb."""
    for k in range(i + 1, min(i + 1 + _RELATIVE_REACH, view.sentence[1])):
        if view.doc[k].lower_ in {"had", "has", "held"}:
            return group_with(view.groups, k - 1)
    return None


def _owner_before(view: SentenceView, i: int) -> Group | None:
    """ "Parly's first meeting with": the owner before the noun, over adjectives; also "his meeting"."""
    k = i - 1
    while k > view.sentence[0] and i - k < 7:
        token = view.doc[k]
        party = view.party_at(k)
        if token.text in _POSSESSIVE and view.party_at(k - 1) is not None:
            return group_with(view.groups, k - 1)
        if party is not None:
            if party.form == "reference" and token.tag_ == "PRP$":
                return group_with(view.groups, k)
            return None
        if (
            token.tag_ not in {"JJ", "NN", "NNP", "CD", "JJS", "RB", "VBN", "HYPH", "VBG"}
            and token.text != "-"
        ):
            return None
        k -= 1
    party = view.party_at(k)
    if party is not None and party.form == "reference" and view.doc[k].tag_ == "PRP$":
        return group_with(view.groups, k)
    return None


def _light_subject(view: SentenceView, i: int, hosting: bool = True) -> Group | None:
    """The subject of the light verb whose object the noun is: "held talks", "took part in a meeting"."""
    if view.doc[i - 1].lower_ in _PLAIN_LIGHT and group_with(view.groups, i - 2) is not None:
        return group_with(view.groups, i - 2)  # "X, Y hold talks": headlines mislead the tree
    node = view.doc[i]
    for _ in range(4):
        if node.dep_ in {"dobj", "pobj", "conj", "prep", "attr", "oprd", "compound", "nmod"}:
            node = node.head
            if node.pos_ in {"VERB", "AUX"}:
                lemma = _IRREGULAR.get(node.lower_, node.lemma_.lower())
                if lemma in LIGHT_VERBS and (hosting or lemma not in HOSTING_VERBS):
                    return _subject(view, node)
                return None
        else:
            return None
    return None


def _unsaid(view: SentenceView, i: int, other: Group) -> Group | None:
    """The protagonist, where nobody else holds the meeting: "Meeting with King Abdullah", "During talks with Xi"."""
    people = [party for party in other.parties if party.label == "PERSON" and party.form == "name"]
    headline = i == view.sentence[0] and view.sentence[0] == 0
    if view.protagonist is None or view.protagonist in other.entities or not (people or headline):
        return None
    opening = range(view.sentence[0], i)
    if any(view.party_at(k) is not None or view.doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD"} for k in opening):
        return None
    return Group((Party(i, i, i, (view.protagonist,), "PERSON", "reference"),))


def _clause_subject(view: SentenceView, i: int) -> Group | None:
    """The subject of the clause in which the noun stands: "After talks with X, Y said"."""
    node = view.doc[i]
    if node.dep_ == "dobj" and node.head.pos_ == "VERB":
        return None
    for _ in range(8):
        if node.pos_ in {"VERB", "AUX"}:
            group, blocked = _subject_by_tree(view, node)
            if group is not None and not group.start <= i < group.end:
                return group
            if blocked:
                return None
            break
        if node.head == node:
            break
        node = node.head
    before = [g for g in view.groups if g.end <= i]
    if (
        before
        and not _after_any_preposition(view, before[-1])
        and not _possessive_after(view.doc, before[-1])
    ):
        return before[-1]
    return None


# --- visits --------------------------------------------------------------------------------------------------------


def _read_visit(view: SentenceView, frame: Frame, i: int) -> list[FrameReading]:
    """One reading for each place visited."""
    if frame.pos == "verb":
        if _is_passive(view.doc[i]) or _is_visitor(view, i):
            return []
        visitor = _subject(view, view.doc[i])
        places = _visited_places(view, i)
        met = _visited_person(view, i)
        if not places and met is not None and visitor is not None:
            reading = _reading(
                view, frame, i, [visitor.entities], [met.entities], [visitor, met], kind="meeting"
            )
            return [reading] if reading is not None else []
    else:
        places = _visited_places(view, i, noun=True)
        if _is_first_person(view, i) and _owner_before(view, i) is None:
            return []
        visitor = (
            _owner_before(view, i) or _visit_by(view, i) or _light_subject(view, i) or _on_visit(view, i)
        )
    if visitor is None:
        return []
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


def _is_visitor(view: SentenceView, i: int) -> bool:
    """ "alongside visiting Jordanian King X": who visits is told, not where."""
    before = view.doc[i - 1] if i > view.sentence[0] else None
    attributive = view.doc[i].dep_ == "amod" or (before is not None and before.tag_ in {"DT", "IN"})
    return (
        view.doc[i].lower_ == "visiting"
        and attributive
        and before is not None
        and before.lower_ not in _WHILE
    )


def _comes_home(view: SentenceView, i: int, entities: Sequence[str], places: Sequence[MentionNote]) -> bool:
    """ "returned to Washington": who goes back home pays no visit; nor, as far as is known, does a private person."""
    if view.doc[i].lower_ not in {"return", "returned", "returns", "returning"}:
        return False
    homes = {view.countries.get(entity) for entity in entities}
    return None in homes or any(view.countries.get(place["entity"] or "") in homes for place in places)


def _is_first_person(view: SentenceView, i: int) -> bool:
    """ "my visit to Tokyo": the speaker's, whom nobody names here."""
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
    lemma = _IRREGULAR.get(doc[i].lower_, lemma)
    direct = not noun and lemma in {"visit", "tour"}
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
            possessive = following is not None and following.text in _POSSESSIVE
            if not possessive and not _qualifies_noun(view, mention):
                return mention
        word = doc[k].lower_
        if word in wanted and not (direct and word == "to"):
            open_ = True
        elif doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} or word in _STOPS:
            return None
        elif view.party_at(k) is not None and view.party_at(k).label == "PERSON":  # type: ignore[union-attr]
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
        if party is not None or not _transparent(view.doc[k]):
            break
    if party is None or party.label != "PERSON" or party.form == "reference":
        return None
    return group_with(view.groups, party.start)


def _visit_by(view: SentenceView, i: int) -> Group | None:
    """ "the visit of Prime Minister X to Washington", "a visit by X"."""
    for k in range(i + 1, min(i + 8, view.sentence[1])):
        if view.doc[k].lower_ in {"of", "by"}:
            party = next(
                (view.party_at(j) for j in range(k + 1, min(k + 5, view.sentence[1])) if view.party_at(j)),
                None,
            )
            return (
                group_with(view.groups, party.start)
                if party is not None and party.label == "PERSON"
                else None
            )
        if view.party_at(k) is not None:
            return None
    return None


def _on_visit(view: SentenceView, i: int) -> Group | None:
    """ "X arrived on a visit to", "during a visit to Y, X said": the subject of the clause."""
    k = i - 1
    while k > view.sentence[0] and i - k < 6:
        if view.doc[k].lower_ in {"on", "during", "for", "in"}:
            return _clause_subject(view, i)
        if view.doc[k].tag_ not in {"DT", "JJ", "NN", "CD", "HYPH", "NNP", "JJS"}:
            return None
        k -= 1
    return None


# --- sides ---------------------------------------------------------------------------------------------------------


def _each_its_side(view: SentenceView, frame: Frame, i: int, group: Group) -> FrameReading | None:
    return _reading(view, frame, i, [(e,) for e in group.entities], [], [group])


def _reading(
    view: SentenceView,
    frame: Frame,
    i: int,
    one: list[tuple[str, ...]],
    two: list[tuple[str, ...]],
    groups: list[Group],
    kind: str | None = None,
) -> FrameReading | None:
    """Put the sides together: nobody twice, companions of the first side added, at least two sides."""
    first_side = [*one]
    companions = _companions(view, i, groups)
    if companions is not None and len(one) == 1 and two:
        first_side = [tuple(dict.fromkeys([*one[0], *companions.entities]))]
        groups = [*groups, companions]
    if view.together and len(two) == 1 and len(two[0]) == 2 and len(one) == 1 and len(one[0]) == 1:
        two = [(entity,) for entity in two[0]]
    seen: set[str] = set()
    sides: list[tuple[str, ...]] = []
    for side in [*first_side, *two]:
        fresh = tuple(e for e in dict.fromkeys(side) if e not in seen)
        seen.update(fresh)
        if fresh:
            sides.append(fresh)
    if len(sides) < 2:
        return None
    taken = tuple([p.start, p.end] for group in groups for p in group.parties)
    by_reference = any(p.form == "reference" for group in groups for p in group.parties)
    return FrameReading(
        frame,
        kind or _kind(view, frame, i),
        tuple(sides),
        [i, i + 1],
        list(view.sentence),
        taken,
        None,
        by_reference,
    )


_ATTENDED = next(frame for frame in FRAMES if frame.id == "guest.attended")


def _listed_guests(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "Taking part in the meeting were X and Y", "Present at the talks were X and Y"."""
    opening = {view.doc[k].lower_ for k in range(view.sentence[0], min(view.sentence[0] + 3, i + 1))}
    if opening.isdisjoint(LISTING_OPENERS):
        return None
    for k in range(i + 1, min(i + 8, view.sentence[1])):
        if view.doc[k].lower_ in {"were", "was", "are", "included", "include"}:
            following = [g for g in view.groups if g.start > k]
            return _half(view, _ATTENDED, i, following[0]) if following else None
    return None


def _guests(view: SentenceView, i: int) -> Group | None:
    """ "X and Y also took part in the meeting": guests of a meeting told before."""
    noun = view.doc[i]
    if (
        i == 0
        or noun.nbor(-1).lower_ not in {"the", "this"}
        or (i + 1 < len(view.doc) and noun.nbor(1).lower_ in {"with", "between", "of"})
    ):
        return None
    node = noun
    for _ in range(4):
        node = node.head
        if node.pos_ == "VERB":
            break
    if node.lower_ not in {"attended", "took", "participated", "joined", "attend", "taking"}:
        return None
    return _subject(view, node)


def _half(view: SentenceView, frame: Frame, i: int, group: Group) -> FrameReading:
    """One side alone: who held a meeting, or who attended one; `join_attendance` puts such halves together."""
    taken = tuple([p.start, p.end] for p in group.parties)
    return FrameReading(
        frame, _kind(view, frame, i), (group.entities,), [i, i + 1], list(view.sentence), taken
    )


def join_halves(readings: Sequence[FrameReading], bodies: Collection[str]) -> list[FrameReading]:
    """Join "X held a meeting" with "The meeting was attended by Y and Z"; other halves are dropped.

    `bodies`: ids of organisations; where X met a body ("the Security Council"), those who attended stand for it.
    Company told later ("She was joined by Y") goes to the side of whom it joined.
    """
    joined: list[FrameReading] = []
    held: FrameReading | None = None
    for reading in readings:
        if reading.frame.id == "guest.accompanied":
            _add_company(joined, reading)
        elif reading.kind == "visit" or not reading.sides:
            joined.append(reading)
        elif reading.frame.id != "guest.attended":
            if len(reading.sides) > 1:
                joined.append(reading)
            of_body = len(reading.sides) == 2 and all(e in bodies for e in reading.sides[1])
            held = reading if len(reading.sides) == 1 or of_body else held
        elif held is not None and reading.sentence[0] - held.sentence[1] <= _ATTENDANCE_REACH:
            attended = _attended(held, reading)
            if attended is not None:
                joined = [r for r in joined if r is not held]
                joined.append(attended)
            held = None
    return joined


def _attended(held: FrameReading, guests: FrameReading) -> FrameReading | None:
    """The meeting that `held` tells, with the guests on the other side."""
    others = tuple(e for e in guests.sides[0] if e not in held.sides[0])
    if not others:
        return None
    taken = held.taken + guests.taken
    return replace(
        held, frame=guests.frame, sides=(held.sides[0], others), taken=taken, also=(guests.sentence,)
    )


def _add_company(joined: list[FrameReading], reading: FrameReading) -> None:
    """Put those who accompanied somebody beside them in the last occasion in which they take part."""
    led, company = reading.sides
    found: Range | None = None
    for place, told in reversed(list(enumerate(joined))):
        if reading.sentence[0] - told.sentence[1] > _ATTENDANCE_REACH or found not in (None, told.sentence):
            return
        for number, side in enumerate(told.sides):
            if set(side) & set(led):
                others = {e for other in told.sides for e in other}
                wider = (*side, *(e for e in company if e not in others))
                sides = (*told.sides[:number], wider, *told.sides[number + 1 :])
                joined[place] = replace(told, sides=sides, also=(*told.also, reading.sentence))
                found = told.sentence if told.kind == "visit" else [-1, -1]
                break


def _companions(view: SentenceView, i: int, groups: list[Group]) -> Group | None:
    """ "accompanied by D", "joined by D" in the same sentence."""
    for k in range(view.sentence[0], view.sentence[1] - 1):
        word, following = view.doc[k].lower_, view.doc[k + 1].lower_
        by_verb = word in {"accompanied", "joined", "flanked"} and following == "by"
        beside = (word == "alongside" and k > i) or (word in {"along", "together"} and following == "with")
        if by_verb or beside:
            for j in range(k + 1 + (word != "alongside"), min(k + 6, view.sentence[1])):
                group = group_with(view.groups, j)
                if group is not None:
                    return group if group not in groups else None
    return None


def _kind(view: SentenceView, frame: Frame, i: int) -> str:
    if view.doc[i].lower_ in {"conversation", "conversations"} and not view.by_phone:
        return "meeting"
    if frame.kind != "meeting":
        return frame.kind
    near = range(max(view.sentence[0], i - 4), min(view.sentence[1], i + 8))
    remote = any(fold(view.doc[k].text) in PHONE_WORDS for k in near if k != i)
    return "call" if remote else "meeting"
