"""Subjects and counterparts in a clause: by the tree where it is plain, else by the sequence of words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from spacy.tokens import Doc, Token

from newsents.rules.calendar import WEEKDAYS
from newsents.rules.meetings import (
    AGENDAS,
    ASKING_NOUNS,
    BE_FORMS,
    CLAUSE_OPENERS,
    CLAUSE_STOPS,
    CONTROL_WORDS,
    DEPARTURES,
    EACH_OTHER,
    HELP,
    HOSTING_VERBS,
    IRREGULAR_FORMS,
    LIGHT_VERBS,
    OTHER_OCCASIONS,
    PLAIN_LIGHT,
    POSSESSIVES,
    RELATIVE_WORDS,
    SKIPPED_PREPOSITIONS,
    Frame,
)
from newsents.rules.parties import BODIES, COMPANIONS, DELEGATE_MODIFIERS, DELEGATES
from newsents.stages.parties import Group, Party, group_with
from newsents.stages.sentences import SentenceView
from newsents.text import fold

SEQUENCE_REACH = 28
"""How many tokens the sequence grammar reads to the right of a trigger."""
_DAYTIMES = frozenset("morning afternoon evening night".split())
_UNDER_VERB = frozenset({"dobj", "pobj", "conj", "prep", "attr", "oprd", "compound", "nmod", "npadvmod"})
"""Ties by which a meeting hangs on its light verb: "held talks", "wrapped up three hours of talks"."""
_LED_REACH = 10
"""How many tokens after "a group" the "led by" may stand."""
_APPOSITION_REACH = 8
"""How many tokens after a noun the comma before the name in apposition may stand."""
CONTROL_REACH = 14
"""How many tokens before an object its verb may stand: "invited … President X to"."""


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject suffers it: "was received by"."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.i > 0 and verb.nbor(-1).lower_ in BE_FORMS


def has_nameless_other(view: SentenceView, i: int, follows: Collection[str] = ()) -> bool:
    """ "A and B met with local doctors", "to meet some of the parents": they met others, not each other.

    `follows`: objects that belong to the trigger: "compared notes".
    """
    verb = view.doc[i]
    objects = [child for child in verb.children if child.dep_ == "dobj" and child.i > i]
    objects = [child for child in objects if not _is_date(view, child)]  # "met Tuesday evening"
    if verb.pos_ == "VERB" and any(child.lower_ not in {*EACH_OTHER, *follows} for child in objects):
        return True
    for k in range(i + 1, min(view.sentence[1], i + 12)):
        token = view.doc[k]
        if token.lower_ == "with" and token.nbor(-1).text != ",":
            return not any(word.lower_ in HELP for word in view.doc[k + 1 : k + 4])
        if token.lower_ in CLAUSE_STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "TO"}:
            return False
    return False


def subject_of(view: SentenceView, verb: Token) -> Group | None:
    """The group that does what the verb tells: asked to do it, by the tree, else the nearest to the left."""
    asked = _asked_to(view, verb)
    if asked is not None:
        return asked
    group, blocked = _subject_by_tree(view, verb)
    if group is not None:
        group = _nearer_subject(view, verb, group) or group
    if group is None and not blocked:
        group = _subject_by_sequence(view, verb.i)
    return _leaders(view, group) or group if group is not None else None


def _nearer_subject(view: SentenceView, verb: Token, far: Group) -> Group | None:
    """ "X and Y make peace as Presidents A and B meet": people right before the verb, in a clause of their own."""
    near = group_with(view.groups, verb.i - 1)
    if near is None or near.end != verb.i or near.start <= far.end or not are_people(near):
        return None
    opened = [view.doc[k].lower_ for k in range(far.end, near.start)]
    finite = any(view.doc[k].tag_ in {"VBD", "VBZ", "VBP", "VB", "MD"} for k in range(far.end, near.start))
    return near if finite and opened and not CLAUSE_OPENERS.isdisjoint(opened[-2:]) else None


def _leaders(view: SentenceView, group: Group) -> Group | None:
    """ "The Taliban delegation, led by Foreign Minister X": the person who leads stands for the delegates."""
    if group.parties[-1].form != "delegates":
        return None
    for k in range(group.end, min(group.end + 3, view.sentence[1] - 2)):
        if view.doc[k].lower_ in {"led", "headed"} and view.doc[k + 1].lower_ == "by":
            found = next(
                (group_with(view.groups, j) for j in range(k + 2, k + 6) if group_with(view.groups, j)), None
            )
            return found if found is not None and are_people(found) else None
    return None


def _asked_to(view: SentenceView, verb: Token) -> Group | None:
    """ "invited Lula to visit", "urged A and B to meet", "plans for Modi to visit": who stands before "to"; not "left
    for Oslo to meet"."""
    i = verb.i - 1
    if i <= view.sentence[0] or view.doc[i].lower_ != "to":
        return None
    group = group_with(view.groups, i - 1)
    if group is None or group.end != i:
        return None
    first = max(view.sentence[0], group.start - CONTROL_REACH)
    before = [view.doc[k].lower_ for k in range(first, group.start)]
    if before[-1:] == ["to"]:
        appealed = before[-2:-1] and before[-2].startswith("appeal")
        return group if appealed or ASKING_NOUNS & {*before} else None
    if before[-1:] and before[-1] in {"for", "on", "upon"}:
        return None if DEPARTURES & {*before[-2:-1]} else group
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
            if subject.lower_ in RELATIVE_WORDS:
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
            owner = _owner(view, head) if head.lower_ not in ASKING_NOUNS else None
            if owner is not None:
                return owner, False
            node = head
            continue
        if node.head == node or not view.sentence[0] <= node.head.i < view.sentence[1]:
            break
        node = node.head
    return None, False


def _is_date(view: SentenceView, token: Token) -> bool:
    day = token.lower_ in _DAYTIMES and token.i > 0 and token.nbor(-1).lower_ in WEEKDAYS
    return day or any(m["label"] == "DATE" and m["start"] <= token.i < m["end"] for m in view.mentions)


def _is_no_subject(view: SentenceView, token: Token) -> bool:
    """ "today", and what a colon parts from the clause: "FILE PHOTO: Biden meets Xi"."""
    if _is_date(view, token):
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
    if subject.lower_ in AGENDAS:
        owner = _owner(view, subject)
        return owner, owner is None
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
    ends_in_name = group.parties[-1].nucleus == group.end - 1  # not "X, the head of Y | 's office"
    return ends_in_name and group.end < len(doc) and doc[group.end].text in POSSESSIVES


def _owner(view: SentenceView, noun: Token) -> Group | None:
    """The group that owns a noun: "his plan", "Merkel's decision"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return view.group_at(child)
    return None


def clause_subject(view: SentenceView, i: int) -> Group | None:
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


def light_subject(view: SentenceView, i: int, hosting: bool = True) -> Group | None:
    """The subject of the light verb whose object the noun is: "held talks", "took part in a meeting"."""
    if view.doc[i - 1].lower_ in PLAIN_LIGHT and group_with(view.groups, i - 2) is not None:
        return group_with(view.groups, i - 2)  # "X, Y hold talks": headlines mislead the tree
    node = view.doc[i]
    for _ in range(4):
        if node.dep_ in _UNDER_VERB:
            node = node.head
            if node.lower_ in {"including", "following"}:
                return None
            if node.pos_ in {"VERB", "AUX"}:
                lemma = IRREGULAR_FORMS.get(node.lower_, node.lemma_.lower())
                if lemma in LIGHT_VERBS and (hosting or lemma not in HOSTING_VERBS):
                    return subject_of(view, node)
                return None
        else:
            return None
    return None


def owner_before(view: SentenceView, i: int) -> Group | None:
    """ "Parly's first meeting with": the owner before the noun, over adjectives; also "his meeting"."""
    k = i - 1
    while k > view.sentence[0] and i - k < 7:
        token = view.doc[k]
        party = view.party_at(k)
        if token.text in POSSESSIVES and view.party_at(k - 1) is not None:
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


def are_people(group: Group) -> bool:
    """Whether the group names persons only."""
    return all(party.label == "PERSON" for party in group.parties)


def counterpart_of(view: SentenceView, frame: Frame, i: int) -> tuple[Group | None, str | None]:
    """The group on the other side of a verb and the slot in which it stands, by the tree, else by the sequence."""
    by_tree = _counterpart_by_tree(view, frame, view.doc[i])
    if by_tree[0] is not None:
        return by_tree
    late = _late_object(view, i) if "object" in frame.others else None
    return (late, "object") if late is not None else _counterpart_by_sequence(view, frame, i)


def _counterpart_by_tree(view: SentenceView, frame: Frame, verb: Token) -> tuple[Group | None, str | None]:
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if child.dep_ == "dobj" and "object" in frame.others:
            group = _apposed(view, child) or _led(view, child) or view.group_at(child)
            if group is not None and not _possessive_after(view.doc, group):
                return group_from(group, verb.i), "object"
        if child.dep_ == "prep" and child.lower_ in frame.others:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    group = _apposed(view, grandchild) or _led(view, grandchild) or view.group_at(grandchild)
                    if group is not None:
                        return group_from(group, child.i), child.lower_
    return None, None


def _apposed(view: SentenceView, noun: Token) -> Group | None:
    """ "hosted the chief mediator of the talks, Joseph Otieno,": the name in apposition to a noun without one."""
    if noun.tag_ != "NN" or view.party_at(noun.i) is not None:
        return None
    right = noun.i
    while right + 1 < view.sentence[1] and view.doc[right + 1].text != ",":
        right += 1
        if view.doc[right].tag_ in {"VBD", "VBZ", "VBP", "MD"} or right - noun.i > _APPOSITION_REACH:
            return None
    group = group_with(view.groups, right + 2)
    if group is None or group.start != right + 2 or not are_people(group) or len(group.parties) > 1:
        return None
    closed = group.end >= view.sentence[1] or view.doc[group.end].text in {",", "."}
    return group if closed and group.parties[0].form == "name" else None


def _led(view: SentenceView, noun: Token) -> Group | None:
    """ "met a group of investors from Norway led by Olav Brekke": the person who leads stands for them."""
    if fold(noun.text) not in DELEGATES | {"group"}:
        return None
    for k in range(noun.i + 1, min(noun.i + _LED_REACH, view.sentence[1] - 2)):
        if view.doc[k].lower_ in {"led", "headed"} and view.doc[k + 1].lower_ == "by":
            group = group_with(view.groups, k + 2) or group_with(view.groups, k + 3)
            return group if group is not None and are_people(group) else None
        if view.doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
    return None


def only_owns(view: SentenceView, party: Party) -> bool:
    """ "met his counterpart X", "welcomed his inauguration": a possessive pronoun is no counterpart."""
    return party.form == "reference" and view.doc[party.start].tag_ == "PRP$"


def unowned_group(view: SentenceView, k: int) -> Group | None:
    """The group from token `k` on, unless it only owns what follows: "meet Canada's demand"."""
    group = group_with(view.groups, k)
    if group is None:
        return None
    if _possessive_after(view.doc, group):
        following = view.doc[min(group.end + 1, len(view.doc) - 1)]
        return group_from(group, k) if fold(following.text) in DELEGATES | BODIES else None
    return group_from(group, k)


def group_from(group: Group, i: int) -> Group:
    """The part of a group that does not begin before token `i` (a subject joined to an object by a bad guess)."""
    kept = tuple(p for p in group.parties if p.end > i)
    return Group(kept) if kept else group


def _late_object(view: SentenceView, i: int) -> Group | None:
    """ "received in Amman on Sunday Foreign Minister X": the person behind when and where, with no comma between."""
    start = i + 1
    while (end := _adverbial_end(view, start)) is not None:
        start = end
    party = view.party_at(start) if start > i + 1 and start < view.sentence[1] else None
    if party is None or party.label != "PERSON" or party.form != "name":
        return None
    group = unowned_group(view, start)
    if group is None or (
        group.end < len(view.doc) and view.doc[group.end].tag_ in {"VBD", "VBZ", "VBP", "MD"}
    ):
        return None
    first = replace(group.parties[0], start=max(start, group.parties[0].start))
    return Group((first, *group.parties[1:]))


def _adverbial_end(view: SentenceView, i: int) -> int | None:
    """Where "here", "on Sunday", "in Amman" or "at the Palace of X" ends that begins at token `i`, if one does."""
    if i >= view.sentence[1]:
        return None
    if view.doc[i].lower_ in {"here", "today", "yesterday", "separately"}:
        return i + 1
    preposition = view.doc[i].lower_
    k = i + (preposition in {"on", "in", "at"})
    k += k > i and view.doc[min(k, len(view.doc) - 1)].lower_ == "the"
    wanted = {"DATE"} if preposition == "on" or k == i else {"DATE", "GPE", "LOC", "FAC"}
    return next((m["end"] for m in view.mentions if m["start"] == k and m["label"] in wanted), None)


def _counterpart_by_sequence(view: SentenceView, frame: Frame, i: int) -> tuple[Group | None, str | None]:
    """Read rightwards from the trigger over adverbs, dates and places to "with", or at once to an object."""
    doc, end = view.doc, min(view.sentence[1], i + SEQUENCE_REACH)
    k = i + 1
    slot: str | None = "object" if "object" in frame.others else None
    last = slot
    while k < end:
        token = doc[k]
        word = token.lower_
        party = view.party_at(k)
        if party is not None and not only_owns(view, party):
            if slot is not None and party.start >= i:
                return unowned_group(view, k), slot
            k = party.end
            continue
        if slot is not None and word in {"of", "from"} and fold(doc[k - 1].text) in DELEGATES:
            pass
        elif word in frame.others:
            slot = word
        elif word in frame.follows:
            pass
        elif word in OTHER_OCCASIONS and slot is None and k > i + 2:
            return None, None
        elif word in SKIPPED_PREPOSITIONS:
            slot = None
        elif word in CLAUSE_STOPS or (token.tag_ == "TO" and k + 1 < end and doc[k + 1].tag_ == "VB"):
            return None, None
        elif token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None, None
        elif word == "including":
            slot = last
        elif slot is not None and not is_transparent(token) and not introduces(view, k):
            slot = None
        last = slot or last
        k += 1
    return None, None


def introduces(view: SentenceView, k: int) -> bool:
    """ "with developers Fjordbygg", "met rebel commander X": a noun that says what the named one after it is."""
    following = view.party_at(k + 1)
    named = following is not None and following.form == "name" and following.label in {"PERSON", "ORG"}
    return view.doc[k].tag_ in {"NN", "NNS"} and named


def is_transparent(token: Token) -> bool:
    """Words that may stand between a preposition or verb and the party: articles, adjectives, adverbs, titles."""
    return (
        token.tag_ in {"DT", "JJ", "RB", "PRP$", "NNP", "NNPS", "CD", "JJS", "JJR", "PDT"}
        or fold(token.text) in DELEGATE_MODIFIERS
        or fold(token.text) in DELEGATES
        or token.text in {'"', "“", "”", "(", "-"}
        or token.lower_ in {"yesterday", "today", "counterpart", "separately"}
        or (token.is_upper and len(token) > 1)
    )


def after_preposition(view: SentenceView, i: int, prepositions: set[str]) -> Group | None:
    """The group right behind the first of these prepositions that follows."""
    end = min(view.sentence[1], i + 12)
    for k in range(i + 1, end):
        if view.doc[k].lower_ in prepositions:
            if view.doc[min(k + 1, end - 1)].lower_ in {"phone", "telephone", "video"}:
                continue  # "was briefed by phone by X"
            for j in range(k + 1, min(end, k + 6)):
                group = group_with(view.groups, j)
                if group is not None and not only_owns(view, group.parties[0]):
                    return group
                named = view.doc[j].text == "," or view.doc[j].lower_ in COMPANIONS
                if not named and not is_transparent(view.doc[j]):
                    break
            return None
    return None
