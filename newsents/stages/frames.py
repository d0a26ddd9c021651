"""Reading encounter frames in a sentence: who stands where around the trigger word.

The tree decides where it is plain; where it names nobody, a grammar over the sequence of parties, prepositions and
transparent words decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from newsents.rules.meetings import (
    FRAMES,
    HOSTING_VERBS,
    LIGHT_VERBS,
    NOT_COUNTERPARTS,
    OTHER_SENSES,
    PHONE_WORDS,
    TRAVEL_PREPOSITIONS,
    Frame,
)
from newsents.rules.parties import DELEGATE_MODIFIERS
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
    "shook": "shake",
    "shaken": "shake",
    "came": "come",
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
_CAPTION_WORDS = frozenset(
    {",", "(", ")", "left", "right", "center", "centre", "l", "r", "c", "second", "from"}
)
_SEQUENCE_REACH = 28
"""How many tokens the sequence grammar reads to the right of a trigger."""
_ATTENDANCE_REACH = 250
"""How many tokens after a meeting its attendance may be told."""
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
        led = [g for g in inside if fold(token.text) in {"delegation", "team", "group"}]
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
        if not index.knows(token) or view.party_at(i) is not None:
            continue
        for frame in index.at(token, _is_verb(view, token)):
            found = _read(view, frame, i)
            if found:
                readings += found
                break
    return readings


def _is_verb(view: SentenceView, token: Token) -> bool:
    """The tagger's word, but in headlines ("Minister visits Iraq") the neighbours decide."""
    if token.tag_.startswith("VB"):
        return not _has_noun_frame(view, token)
    if token.lower_.endswith(("ings", "talks")) or token.lower_ in {"meeting", "talk"}:
        return False
    if token.lower_ in {"met", "meets", "spoke", "flew", "telephoned"}:
        return True
    k = token.i - 1
    while k > view.sentence[0] and view.doc[k].lower_ in _CAPTION_WORDS:
        k -= 1
    before, after = view.party_at(k), view.party_at(token.i + 1)
    follows_place = any(m["start"] == token.i + 1 for m in view.mentions)
    return before is not None and (after is not None or follows_place) and token.lower_.endswith("s")


def _has_noun_frame(view: SentenceView, token: Token) -> bool:
    """ "President Varela's Call with …": a capitalised word between an owner and "with" is a noun."""
    i = token.i
    if i == view.sentence[0] or i + 1 >= view.sentence[1] or view.doc[i - 1].text not in _POSSESSIVE:
        return False
    return view.doc[i + 1].lower_ in {"with", "between", "to", "of"}


def _read(view: SentenceView, frame: Frame, i: int) -> list[FrameReading]:
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
    if _other_sense(view, frame, i):
        return None
    passive = _is_passive(doc[i])
    if frame.id == "guest.attended":
        guests = _after_preposition(view, i, {"by"})
        return _half(view, frame, i, guests) if passive and guests is not None else None
    subject = _subject(view, doc[i])
    if frame.persons_only and not frame.others and subject is not None:
        people = [p for p in subject.parties if p.label == "PERSON" and p.form != "reference"]
        return _each_its_side(view, frame, i, subject) if len(people) > 1 else None
    other, slot = _counterpart(view, frame, i)
    if passive and "object" in frame.others:
        agent = _after_preposition(view, i, {"by"})
        if agent is not None and subject is not None:
            return _reading(view, frame, i, [agent.entities], [subject.entities], [agent, subject])
        if frame.id.startswith("host"):
            return None
    if other is None:
        alone = not passive and not _has_nameless_other(view, i)
        if subject is not None and frame.reciprocal and len(subject.entities) > 1 and alone:
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
    return _reading(view, frame, i, [subject.entities], [other.entities], [subject, other])


def _has_nameless_other(view: SentenceView, i: int) -> bool:
    """ "A and B met with local doctors": they met others, not each other."""
    for k in range(i + 1, min(view.sentence[1], i + 12)):
        token = view.doc[k]
        if token.lower_ == "with":
            return True
        if token.lower_ in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "TO"}:
            return False
    return any(
        child.dep_ == "dobj" and child.i > i and child.pos_ != "PRON" for child in view.doc[i].children
    ) and (view.doc[i].pos_ == "VERB")


def _other_sense(view: SentenceView, frame: Frame, i: int) -> bool:
    """ "met the deadline", "met with criticism", "spoke to reporters": the word right after is no party."""
    if not frame.id.startswith(("meet", "call", "host")):
        return False
    k = i + 1
    while k < min(i + 6, view.sentence[1]):
        if view.party_at(k) is not None:
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


def _subject(view: SentenceView, verb: Token) -> Group | None:
    group, blocked = _subject_by_tree(view, verb)
    if group is not None or blocked:
        return group
    return _subject_by_sequence(view, verb.i)


def _subject_by_tree(view: SentenceView, verb: Token) -> tuple[Group | None, bool]:
    """Climb from the verb to the clause that has a subject. Returns the group, and whether the tree rules it out."""
    node = verb
    for _ in range(7):
        subject = next((c for c in node.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
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
            owner = _owner(view, head)
            if owner is not None:
                return owner, False
            node = head
            continue
        if node.head is node or not view.sentence[0] <= node.head.i < view.sentence[1]:
            break
        node = node.head
    return None, False


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
                return _from(group, child.i), "object"
        if child.dep_ == "prep" and child.lower_ in frame.others:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    group = view.group_at(grandchild)
                    if group is not None:
                        return _from(group, child.i), child.lower_
    return None, None


def _unowned(view: SentenceView, k: int) -> Group | None:
    """The group from token `k` on, unless it only owns what follows: "meet Canada's demand"."""
    group = group_with(view.groups, k)
    if group is None:
        return None
    if _possessive_after(view.doc, group):
        following = view.doc[min(group.end + 1, len(view.doc) - 1)]
        return _from(group, k) if following.lower_ in {"delegation", "team"} else None
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
    while k < end:
        token = doc[k]
        word = token.lower_
        party = view.party_at(k)
        if party is not None:
            if slot is not None and party.start >= i:
                return _unowned(view, k), slot
            k = party.end
            continue
        if word in frame.others:
            slot = word
        elif word in _SKIP_PREPOSITIONS:
            slot = None
        elif word in _STOPS or (token.tag_ == "TO" and k + 1 < end and doc[k + 1].tag_ == "VB"):
            return None, None
        elif token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None, None
        elif slot is not None and not _transparent(token):
            slot = None
        k += 1
    return None, None


def _transparent(token: Token) -> bool:
    """Words that may stand between a preposition or verb and the party: articles, adjectives, adverbs, titles."""
    return (
        token.tag_ in {"DT", "JJ", "RB", "PRP$", "NNP", "NNPS", "CD", "JJS", "JJR", "PDT"}
        or fold(token.text) in DELEGATE_MODIFIERS
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
    listed = _listed_guests(view, frame, i)
    if listed is not None:
        return listed
    guests = _guests(view, i)
    if guests is not None:
        return _half(view, _ATTENDED, i, guests)
    pair = _pair_before(view, i)
    if pair is not None:
        return _each_its_side(view, frame, i, pair)
    other, slot = _after_noun(view, frame, i)
    if slot in {"between", "among"} and other is not None:
        return _each_its_side(view, frame, i, other) if len(other.entities) > 1 else None
    owner = _owner_before(view, i)
    if slot == "of":
        if other is None or len(other.parties) < 2:
            other = None
        elif owner is None:
            return _each_its_side(view, frame, i, other)
    if other is None:
        holder = owner or _light_subject(view, i, hosting=False)
        if (
            holder is not None
            and frame.reciprocal
            and len(holder.entities) > 1
            and not _has_nameless_other(view, i)
        ):
            return _each_its_side(view, frame, i, holder)
        holder = holder or _light_subject(view, i)
        return _half(view, frame, i, holder) if holder is not None and slot is None else None
    first = owner or _light_subject(view, i) or _clause_subject(view, i)
    if first is None:
        return None
    return _reading(view, frame, i, [first.entities], [other.entities], [first, other])


def _pair_before(view: SentenceView, i: int) -> Group | None:
    """ "U.S.-Iraq talks", "the Russian-Turkish summit"."""
    k = i - 1
    while (
        k > view.sentence[0]
        and view.party_at(k) is None
        and view.doc[k].tag_ in {"JJ", "NN", "NNP", "CD", "JJS"}
        and i - k < 5
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
        if party is not None:
            if slot is not None:
                return _unowned(view, k), slot
            k = party.end
            continue
        word = token.lower_
        if word in frame.others:
            slot = word
        elif word in _SKIP_PREPOSITIONS or word == "of":
            slot = None
        elif word in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None, None
        elif token.tag_ == "TO" and k + 1 < end and doc[k + 1].tag_ == "VB":
            return None, None
        elif slot is not None and not _transparent(token):
            slot = None
        k += 1
    return None, None


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
        if node.head is node:
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
        if _is_passive(view.doc[i]):
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
        if _is_first_person(view, i):
            return []
        visitor = (
            _owner_before(view, i) or _visit_by(view, i) or _light_subject(view, i) or _on_visit(view, i)
        )
    if visitor is None:
        return []
    entities = tuple(
        e for p in visitor.parties for e in p.entities if p.label == "PERSON" or p.form == "delegates"
    )
    taken = tuple([party.start, party.end] for party in visitor.parties)
    by_reference = any(p.form == "reference" for p in visitor.parties)
    return [
        FrameReading(frame, "visit", (entities,), [i, i + 1], list(view.sentence), taken, place, by_reference)
        for place in places
        if entities and place["entity"] not in entities
    ]


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
            if not possessive:
                return mention
        word = doc[k].lower_
        if word in wanted and not (direct and word == "to"):
            open_ = True
        elif doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} or word in _STOPS:
            return None
        elif view.party_at(k) is not None and view.party_at(k).label == "PERSON":  # type: ignore[union-attr]
            return None
        elif doc[k].tag_ == "IN" and word not in wanted and not (direct and word in {"in", "of", "at"}):
            open_ = False
    return None


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
    opening = view.doc[view.sentence[0]].lower_
    if opening not in {"taking", "attending", "present", "participating", "also"}:
        return None
    for k in range(i + 1, min(i + 8, view.sentence[1])):
        if view.doc[k].lower_ in {"were", "was", "are"}:
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


def join_attendance(readings: Sequence[FrameReading], bodies: Collection[str]) -> list[FrameReading]:
    """Join "X held a meeting" with "The meeting was attended by Y and Z"; other halves are dropped.

    `bodies`: ids of organisations; where X met a body ("the Security Council"), those who attended stand for it.
    """
    joined: list[FrameReading] = []
    held: FrameReading | None = None
    for reading in readings:
        if reading.kind == "visit":
            joined.append(reading)
        elif reading.frame.id != "guest.attended":
            if len(reading.sides) > 1:
                joined.append(reading)
            of_body = len(reading.sides) == 2 and all(e in bodies for e in reading.sides[1])
            held = reading if len(reading.sides) == 1 or of_body else held
        elif held is not None and reading.sentence[0] - held.sentence[1] <= _ATTENDANCE_REACH:
            guests = tuple(e for e in reading.sides[0] if e not in held.sides[0])
            if guests:
                joined = [r for r in joined if r is not held]
                sides = (held.sides[0], guests)
                taken = held.taken + reading.taken
                joined.append(
                    replace(held, frame=reading.frame, sides=sides, taken=taken, also=(reading.sentence,))
                )
            held = None
    return joined


def _companions(view: SentenceView, i: int, groups: list[Group]) -> Group | None:
    """ "accompanied by D", "joined by D" in the same sentence."""
    for k in range(view.sentence[0], view.sentence[1] - 1):
        if view.doc[k].lower_ in {"accompanied", "joined", "flanked"} and view.doc[k + 1].lower_ == "by":
            for j in range(k + 2, min(k + 6, view.sentence[1])):
                group = group_with(view.groups, j)
                if group is not None:
                    return group if group not in groups else None
    return None


def _kind(view: SentenceView, frame: Frame, i: int) -> str:
    if frame.kind != "meeting":
        return frame.kind
    near = range(max(view.sentence[0], i - 4), min(view.sentence[1], i + 8))
    remote = any(fold(view.doc[k].text) in PHONE_WORDS for k in near if k != i)
    return "call" if remote else "meeting"
