"""Status: whether an encounter happened, is planned, was denied or is only possible, and who says so.

From the word that tells the encounter the way leads up the tree, from governor to governor. On the way the
cues of `newsents.rules.cues` are collected, inner ones first; each step says how far cues still reach.
Where the tree shows no cue, the words straight before are read as a sequence. Ranges are token indices of
the `Doc`, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from newsents.rules.calendar import WEEKDAYS
from newsents.rules.cues import (
    ACCORDING,
    BLOCKING_PREPOSITIONS,
    CONDITIONAL_MARKS,
    DENIED,
    FUTURE_TIMES,
    HAPPENED,
    LIGHT_VERBS,
    NEGATIONS,
    NO,
    OCCURRENCE_VERBS,
    PARTITIVE_NOUNS,
    PLANNED,
    POSSIBLE,
    PSEUDO,
    REPORT_NOUNS,
    RESULT_NOUNS,
    SPEECH_VERBS,
    TERMINATORS,
    TRANSPARENT_PREPOSITIONS,
    Cue,
    Status,
)

Range = tuple[int, int]
Reach = Literal["near", "helper", "lexical", "clause", "time"]
"""What still acts at a step: every cue; only helping verbs; only the word itself; only cues that reach into
a finite clause; only cues of future time."""


_BESIDE = frozenset("as after before while when if amid despite".split())
"""Words that open a clause beside that of a headline."""


@dataclass(frozen=True)
class StatusFinding:
    """A status, the id of the cue that gave it, and the tokens of the cue; no cue for what is plainly
    told."""

    status: Status
    cue: str | None = None
    span: Range | None = None


@dataclass(frozen=True)
class _Hit:
    """A cue where it stands in the text."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True)
class _Step:
    """A word on the way up, and which cues act from there."""

    token: Token
    reach: Reach


# --- finding cues -------------------------------------------------------------------------------------------

_Pattern = tuple[frozenset[str], ...]


def _patterns(words: str) -> _Pattern:
    return tuple(frozenset(token.split("/")) for token in words.split())


def _index_cues(cues: Sequence[Cue]) -> dict[str, list[tuple[_Pattern, Cue | None]]]:
    """Cues and pseudo cues (None) by their first word, longest first."""
    index: dict[str, list[tuple[_Pattern, Cue | None]]] = {}
    rows: list[tuple[_Pattern, Cue | None]] = [(_patterns(w), cue) for cue in cues for w in cue.words]
    rows += [(_patterns(words), None) for words in PSEUDO]
    for pattern, cue in sorted(rows, key=lambda row: (-len(row[0]), row[1] is not None)):
        for word in sorted(pattern[0]):
            index.setdefault(word, []).append((pattern, cue))
    return index


_INDEX = _index_cues([*HAPPENED, *DENIED, *POSSIBLE, *PLANNED, *FUTURE_TIMES])
_FUTURE_IDS = frozenset(cue.id for cue in FUTURE_TIMES)
_MODALS = frozenset("will would may might can could must should shall".split())
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD"})


def _find_hits(doc: Doc, sentence: Range, trigger: Range) -> tuple[list[_Hit], frozenset[int]]:
    """The cues of the sentence, disjoint, left to right, and the tokens that pseudo cues disarm."""
    hits: list[_Hit] = []
    disarmed: set[int] = set()
    i = sentence[0]
    while i < sentence[1]:
        found = _match_at(doc, i, sentence[1])
        if found is None:
            i += 1
            continue
        end, cue = found
        if cue is None:
            disarmed.update(range(i, end))
        elif end <= trigger[0] or i >= trigger[1]:
            hits.append(_Hit(i, end, cue))
        i = end
    return hits, frozenset(disarmed)


def _match_at(doc: Doc, i: int, end: int) -> tuple[int, Cue | None] | None:
    """The longest cue or pseudo cue (None) that starts at token `i`, with its end."""
    word = doc[i].lower_
    if doc[i].ent_type_ in {"PERSON", "GPE", "ORG"} and doc[i].tag_.startswith("NNP"):
        return None  # "Ban Ki-moon", "Theresa May"
    for pattern, cue in _INDEX.get(word, ()):
        stop = i + len(pattern)
        if stop > end or not all(doc[i + k].lower_ in words for k, words in enumerate(pattern)):
            continue
        if cue is not None and not _fits(doc, i, stop, end, cue):
            continue
        return stop, cue
    return None


def _fits(doc: Doc, start: int, stop: int, end: int, cue: Cue) -> bool:
    """Whether tags allow the cue: "may" must be a helping verb, "set to" must stand before a verb."""
    if doc[start].tag_ and not doc[start].tag_.startswith(cue.tag):
        return False
    if not cue.before_verb:
        return True
    k = stop
    while k < end and doc[k].tag_ in {"RB", "HYPH"}:
        k += 1
    return k < end and doc[k].tag_ in {"VB", "VBP", ""}


# --- the way up the tree ------------------------------------------------------------------------------------

_LONGEST_WAY = 9


def _way_up(doc: Doc, trigger: Range, sentence: Range) -> Iterator[_Step]:
    """The trigger, its governor, and so on: each with what still acts there."""
    step: _Step | None = _Step(_head_of(doc, trigger), "near")
    for _ in range(_LONGEST_WAY):
        if step is None or not sentence[0] <= step.token.i < sentence[1]:
            return
        yield step
        step = _next_step(step)


def _head_of(doc: Doc, trigger: Range) -> Token:
    """The token of the trigger that the others hang on."""
    for token in doc[trigger[0] : trigger[1]]:
        if not trigger[0] <= token.head.i < trigger[1] or token.head.i == token.i:
            return token
    return doc[trigger[0]]


def _next_step(step: _Step) -> _Step | None:
    token, reach = step.token, step.reach
    if token.head.i == token.i or token.dep_ in {"punct", "cc", "det"}:
        return None
    reach = "near" if reach in {"helper", "lexical"} else reach
    if token.dep_ in {"pobj", "pcomp"}:
        return _through_preposition(token, token.head, reach)
    if _is_verb(token):
        return _from_verb(token, reach)
    return _from_noun(token, reach)


def _is_verb(token: Token) -> bool:
    return token.tag_ in _VERB_TAGS and token.dep_ not in {"dobj", "nsubj", "compound", "amod", "nsubjpass"}


def _from_verb(token: Token, reach: Reach) -> _Step | None:
    head, dep = token.head, token.dep_
    finite = _is_finite(token)
    if not finite and any(c.dep_ == "aux" and c.lower_ == "have" for c in token.children):
        return _Step(head, _narrower(reach, "clause"))  # "pleased to have met"
    if dep == "conj":
        own = finite and (token.tag_ != "VBP" or any(c.dep_.startswith("nsubj") for c in token.children))
        return None if own else _Step(head, "helper" if reach == "near" else reach)
    if dep in {"ccomp", "parataxis"}:
        return _Step(head, _narrower(reach, "clause") if finite else reach)
    if dep in {"xcomp", "csubj", "csubjpass", "aux", "auxpass", "acl", "dep", "acomp", "attr", "oprd"}:
        return _Step(head, reach)
    if dep in {"relcl", "advcl"}:
        return _from_adjunct(token, reach, finite)
    return _Step(head, _narrower(reach, "clause"))


def _from_adjunct(token: Token, reach: Reach, finite: bool) -> _Step | None:
    """From a relative or adverbial clause: "to meet" shares the fate of its governor, "when he meets" its
    time."""
    openers = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod", "prep"}}
    if openers & BLOCKING_PREPOSITIONS or (finite and _is_past(token)):
        return None
    if not finite and any(child.tag_ == "TO" for child in token.children):
        return _Step(token.head, reach)
    return _Step(token.head, _narrower(reach, "time"))


def _narrower(reach: Reach, new: Reach) -> Reach:
    return reach if reach in {"clause", "time"} else new


def _is_finite(token: Token) -> bool:
    if token.tag_ in _FINITE_TAGS:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE_TAGS for c in token.children)


def _is_past(token: Token) -> bool:
    """ "met", "has met", "was met": not "will have met"."""
    helpers = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "MD" for c in helpers):
        return False
    return token.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lemma_ == "have" for c in helpers)


def _from_noun(token: Token, reach: Reach) -> _Step | None:
    head, dep = token.head, token.dep_
    if dep in {"conj", "appos", "compound", "nmod", "amod", "dep", "attr", "acomp", "oprd"}:
        return _Step(head, reach)
    if dep in {"dobj", "dative", "obj"}:
        light = head.lemma_.lower() in LIGHT_VERBS
        return _Step(head, reach if light else _narrower(reach, "lexical"))
    if dep in {"nsubjpass", "nsubj"}:
        happens = dep == "nsubjpass" or head.lemma_.lower() in OCCURRENCE_VERBS
        return _Step(head, reach if happens else _narrower(reach, "time"))
    if dep == "poss":
        return None
    return _Step(head, _narrower(reach, "time"))


def _through_preposition(token: Token, preposition: Token, reach: Reach) -> _Step | None:
    """ "agreed to talks" shares its governor's fate, "said at talks" only its time, "after talks" nothing."""
    word, head = preposition.lower_, preposition.head
    if word in BLOCKING_PREPOSITIONS or head.i == preposition.i:
        return None
    if head.dep_ == "prep" and head.lower_ in BLOCKING_PREPOSITIONS:
        return None
    if head.lower_ in RESULT_NOUNS:
        return None
    if head.lower_ in REPORT_NOUNS:
        return _Step(head, _narrower(reach, "clause"))
    if preposition.dep_ == "prep" and head.tag_ == "IN":
        return _through_preposition(token, head, reach)
    if word in TRANSPARENT_PREPOSITIONS:
        whole = word != "of" or head.lower_ in PARTITIVE_NOUNS
        return _Step(head, reach if whole else _narrower(reach, "lexical"))
    if word in {"in", "on"} and (head.lower_ in _ENGAGED or head.lemma_.lower() in _ENGAGED):
        return _Step(head, reach)
    return _Step(head, _narrower(reach, "time"))


_ENGAGED = frozenset("participate part engage interested involved agree agreement interest insist".split())


# --- cues on the way ----------------------------------------------------------------------------------------

_HANGING = frozenset(
    "aux auxpass neg amod advmod acomp attr oprd mark prt det compound npadvmod nmod intj dep".split()
)


@dataclass(frozen=True)
class _Act:
    """What a cue says of the encounter, after any negation."""

    status: Status
    hit: _Hit | None
    span: Range


def _acts(steps: Sequence[_Step], hits: Sequence[_Hit], disarmed: frozenset[int]) -> list[_Act]:
    """What every cue on the way says, inner ones first."""
    acts: list[_Act] = []
    left, spent = list(hits), disarmed
    under_way = any(child.lower_ == "this" for child in steps[0].token.children) if steps else False
    for step in steps:
        if under_way and step.reach == "time":
            break
        here = _acts_at(step, left, spent, is_trigger=step is steps[0])
        if step is steps[0] and not _has_begun(step.token):
            here += _acts_below(step.token, left, spent)
        if step.reach == "lexical" and not here:
            break
        acts += here
        left = [hit for hit in left if all(act.hit is not hit for act in here)]
        spent |= {i for act in here for i in range(*act.span)}
    return acts


def _acts_at(
    step: _Step, hits: Sequence[_Hit], disarmed: frozenset[int], is_trigger: bool = False
) -> list[_Act]:
    token = step.token
    own = [h for h in hits if h.start <= token.i < h.end and _acts_from(h, step.reach)]
    helpers = [h for h in hits if h not in own and _hangs_on(h, token) and _acts_from(h, step.reach)]
    helpers = [h for h in helpers if not (h.cue.id == "possible.ready" and token.doc[h.start].dep_ == "amod")]
    if is_trigger:
        helpers = [h for h in helpers if h.cue.id != "planned.ahead-of" or h.start < token.i]
    if step.reach in {"helper", "time"}:
        own = [h for h in own if step.reach == "time"]
    if step.reach in {"lexical", "clause"}:
        helpers = [h for h in helpers if step.reach == "clause" or h.end - h.start > 2]
    negation = _negation(token, disarmed)
    if step.reach in {"helper", "time"} or (negation is not None and _is_within(negation, [*own, *helpers])):
        negation = None if not own else negation
    if negation is not None and _is_within(negation, [*own, *helpers]):
        negation = None
    return _with_negation(
        own, helpers, negation, bare=step.reach == "near" and (is_trigger or _tells_encounter(token))
    )


def _tells_encounter(token: Token) -> bool:
    """Whether negating this word negates the encounter: the noun or verb itself, or "hold", "attend", "take
    place"."""
    lemma = token.lemma_.lower()
    return token.tag_[:2] == "NN" or lemma in LIGHT_VERBS or lemma in OCCURRENCE_VERBS


def _is_within(i: int, hits: Sequence[_Hit]) -> bool:
    return any(h.start <= i < h.end for h in hits)


def _acts_from(hit: _Hit, reach: Reach) -> bool:
    if hit.cue.id in _FUTURE_IDS:
        return False
    if reach == "clause":
        return hit.cue.reach == "clause"
    if reach == "time":
        return hit.cue.reach == "time"
    return True


def _hangs_on(hit: _Hit, token: Token) -> bool:
    doc = token.doc
    hanging = _HANGING | {"prep"} if hit.end - hit.start > 2 else _HANGING
    span = doc[hit.start : hit.end]
    return any(w.head.i == token.i and w.dep_ in hanging and w.tag_ != "TO" for w in span)


def _negation(token: Token, disarmed: frozenset[int]) -> int | None:
    """The token that negates: "not" at the verb or its auxiliary, "no" at the noun or at the subject."""
    helpers = [child for child in token.children if child.dep_ in {"aux", "auxpass"}]
    for child in [*token.children, *(below for helper in helpers for below in helper.children)]:
        if child.i in disarmed:
            continue
        if child.dep_ == "neg" or (child.lower_ in NEGATIONS and child.dep_ in {"advmod", "preconj"}):
            return child.i
        if child.dep_ == "det" and child.lower_ in NO:
            return child.i
        if child.dep_ == "nsubj" and _is_verb(token):
            for below in child.children:
                if below.dep_ == "det" and below.lower_ in NO and below.i not in disarmed:
                    return below.i
    return None


def _with_negation(
    own: Sequence[_Hit], helpers: Sequence[_Hit], negation: int | None, bare: bool
) -> list[_Act]:
    """Turn the innermost cue if there is a negation; with no cue at all the encounter itself is negated."""
    acts: list[_Act] = []
    turned = negation is None
    for hit in [*own, *helpers]:
        if not turned:
            turned = True
            acts.append(_Act(hit.cue.negated or "possible", hit, (hit.start, hit.end)))
        else:
            acts.append(_Act(hit.cue.status, hit, (hit.start, hit.end)))
    if not turned and bare and negation is not None:
        acts.append(_Act("denied", None, (negation, negation + 1)))
    return acts


def _acts_below(token: Token, hits: Sequence[_Hit], disarmed: frozenset[int]) -> list[_Act]:
    """What clauses and participles that follow a noun say of it: "a meeting that was cancelled"."""
    if _is_verb(token):
        return []
    acts: list[_Act] = []
    for child in token.children:
        is_clause = child.dep_ in {"acl", "relcl"} and all(c.dep_ != "mark" for c in child.children)
        if child.i > token.i and is_clause:
            told_of = child.dep_ == "acl" or _has_relative_subject(child)
            below = _acts_at(_Step(child, "near" if told_of else "time"), hits, disarmed)
            acts += [act for act in below if child.dep_ == "relcl" or _says_of_noun(act)]
    return acts


def _has_begun(token: Token) -> bool:
    """ "began a visit that will take her to X": the object of a past tense that says that it takes place."""
    verb = token.head
    return token.dep_ == "dobj" and verb.tag_ == "VBD" and verb.lemma_.lower() in LIGHT_VERBS


def _says_of_noun(act: _Act) -> bool:
    """Whether a participle can say this of the noun before it: "talks planned for", "talks cancelled by"."""
    return act.hit is None or act.status in {"planned", "denied"} or act.hit.cue.id == "possible.offered"


def _has_relative_subject(verb: Token) -> bool:
    """ "which was cancelled", not "at which they will speak"."""
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"which", "that"} for c in verb.children)


# --- cues in the sequence -----------------------------------------------------------------------------------

_FILLERS = frozenset(
    {"DT", "JJ", "JJR", "JJS", "RB", "PRP$", "CD", "TO", "NN", "NNP", "NNS", "POS", "HYPH", "VBN"}
)
_FARTHEST_FILLER = 6


def _acts_in_sequence(doc: Doc, trigger: Range, sentence: Range, hits: Sequence[_Hit]) -> list[_Act]:
    """Cues that stand straight before the trigger, with nothing but light words between."""
    if doc[trigger[0]].tag_ == "VBD":
        return []
    starts = {h.end - 1: h for h in hits if h.cue.direction != "backward" and h.cue.id not in _FUTURE_IDS}
    negation: int | None = None
    for i in range(trigger[0] - 1, max(sentence[0], trigger[0] - _FARTHEST_FILLER) - 1, -1):
        token = doc[i]
        if i in starts:
            return _with_negation([starts[i]], [], _negation_before(doc, starts[i], sentence), bare=False)
        if token.lower_ in TERMINATORS:
            return []
        if token.lower_ in {"not", "n't", "n’t", "never"}:
            negation = i
            continue
        if (
            token.tag_ in _FILLERS
            or token.lemma_.lower() in LIGHT_VERBS
            or token.lemma_ in {"do", "have", "be"}
            or (token.lower_ == "on" and doc[i + 1].lower_ in WEEKDAYS)
        ):
            continue
        break
    if negation is not None and doc[trigger[0]].tag_ in {"VB", "VBN"}:
        return [_Act("denied", None, (negation, negation + 1))]
    return []


def _acts_after_noun(doc: Doc, trigger: Range, sentence: Range, hits: Sequence[_Hit]) -> list[_Act]:
    """ "The meeting between A and B is possible", "a call … scheduled for": cues behind a noun."""
    if doc[trigger[0]].tag_ not in {"NN", "NNS", "NNP", "NNPS"} or _is_time_of_something(
        doc, trigger, sentence
    ):
        return []
    starts = {h.start: h for h in hits if h.cue.direction != "forward" and h.cue.id not in _FUTURE_IDS}
    for i in range(trigger[1], min(sentence[1], trigger[1] + _FARTHEST_AFTER)):
        token = doc[i]
        if token.text == "," and i + 1 in starts and doc[i + 1].tag_ == "VBN":
            continue  # "a visit to Peru, scheduled for May"
        if token.lower_ in TERMINATORS or token.text in {",", "—", "(", ")"}:
            return []
        if i in starts and _tells_of_noun(doc, starts[i]):
            return _with_negation([starts[i]], [], None, bare=False)
        if token.tag_ in _FINITE_TAGS:
            for k in range(i + 1, min(sentence[1], i + 4)):
                if k in starts and token.lemma_ in {"be", "have"}:
                    return _with_negation(
                        [starts[k]], [], _negation_before(doc, starts[k], sentence), bare=False
                    )
            return []
    return []


_FARTHEST_AFTER = 12


def _tells_of_noun(doc: Doc, hit: _Hit) -> bool:
    """ "scheduled for", "to be held", "will", but not "the proposed foundation"."""
    if hit.cue.id == "planned.to-be-held" or doc[hit.start].tag_ == "MD":
        return True
    goes_on = hit.end < len(doc) and doc[hit.end].tag_[:2] in {"NN", "JJ"}
    passive = hit.cue.status in {"planned", "denied"} or hit.cue.id == "possible.offered"
    return doc[hit.start].tag_ == "VBN" and passive and not goes_on


def _is_time_of_something(doc: Doc, trigger: Range, sentence: Range) -> bool:
    """ "after the meeting", "during talks": the noun only says when something else took place."""
    before = doc[max(sentence[0], trigger[0] - 3) : trigger[0]]
    return any(
        token.lower_ in BLOCKING_PREPOSITIONS | RESULT_NOUNS | {"during", "at", "in"} for token in before
    )


def _acts_on_clause(doc: Doc, trigger: Range, sentence: Range, hits: Sequence[_Hit]) -> list[_Act]:
    """ "The palace denies that the king received …": a cue before a clause with no other finite verb
    between."""
    if _is_time_of_something(doc, trigger, sentence):
        return []
    for hit in reversed(hits):
        if hit.cue.reach != "clause" or hit.end > trigger[0]:
            continue
        between = doc[hit.end : trigger[0]]
        finite = [t.i for t in between if t.tag_ in _FINITE_TAGS]
        stopped = any(t.lower_ in TERMINATORS or t.text in {",", ":", '"'} for t in between)
        opened = any(t.lower_ in {"that", "reports", "rumours", "rumors"} for t in between)
        if opened and not stopped and all(i >= trigger[0] - 3 for i in finite):
            return _with_negation([hit], [], _negation_before(doc, hit, sentence), bare=False)
    return []


def _negation_before(doc: Doc, hit: _Hit, sentence: Range) -> int | None:
    for i in range(hit.start - 1, max(sentence[0], hit.start - 3) - 1, -1):
        if doc[i].lower_ in NEGATIONS or doc[i].lower_ in NO:
            return i
        if doc[i].tag_ not in {"RB", "MD", "VBZ", "VBD", "VBP", "VB"}:
            return None
    return None


# --- putting together ---------------------------------------------------------------------------------------

_OUTER_OVER_INNER: dict[tuple[Status, Status], Status] = {
    ("planned", "denied"): "denied",
    ("planned", "possible"): "possible",
    ("possible", "denied"): "denied",
    ("possible", "planned"): "possible",
    ("denied", "possible"): "possible",
    ("denied", "planned"): "denied",
    ("denied", "denied"): "possible",
}
""" "ruled out [an offered] meeting" is denied, "may refuse" possible; of two of a kind the inner one
stands."""


def _compose(acts: Sequence[_Act]) -> _Act | None:
    result: _Act | None = None
    for act in acts:
        if result is None:
            result = act
            continue
        status = _OUTER_OVER_INNER.get((result.status, act.status), result.status)
        if status != result.status:
            result = _Act(status, act.hit, act.span)
    return result


def _travel_notice(doc: Doc, trigger: Range, sentence: Range) -> StatusFinding | None:
    """ "Deputy Secretary Blinken's Travel to Iraq": ministries give notice of travel so."""
    words = doc[sentence[0] : sentence[1]]
    if doc[trigger[0]].lower_ == "travel" and not any(token.tag_ in _FINITE_TAGS for token in words):
        return StatusFinding("planned", "planned.travel-notice", trigger)
    return None


_CLOCK = re.compile(
    r"(?!\W{0,3}(?:19|20)\d\d\b)\W{0,3}\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|\d\d\b|[ap]\.m\.)", re.IGNORECASE
)


def find_status(doc: Doc, trigger: Range, sentence: Range) -> StatusFinding:
    """Return the status of the encounter told by the tokens `trigger`, and the cue that says so.

    `trigger` and `sentence` are token ranges. What no cue touches happened.
    """
    hits, disarmed = _find_hits(doc, sentence, trigger)
    steps = list(_way_up(doc, trigger, sentence)) if doc.has_annotation("DEP") else []
    begun = bool(steps) and _has_begun(steps[0].token)
    acts = (
        _acts(steps, hits, disarmed)
        or ([] if begun else _acts_in_sequence(doc, trigger, sentence, hits))
        or ([] if begun else _acts_after_noun(doc, trigger, sentence, hits))
        or _acts_on_clause(doc, trigger, sentence, hits)
    )
    act = _compose(acts)
    if act is None and begun:
        return StatusFinding("happened")
    headline = _headline(doc, trigger, sentence)
    if act is not None and (act.status != "happened" or headline is None):
        return _finding(_settled(doc, act, hits, sentence))
    return (
        _unreal(doc, trigger, sentence)
        or headline
        or _question(doc, sentence)
        or _schedule(doc, trigger, sentence)
        or _travel_notice(doc, trigger, sentence)
        or _future_time(doc, trigger, sentence, steps, hits)
        or StatusFinding("happened")
    )


def _finding(act: _Act) -> StatusFinding:
    return StatusFinding(act.status, act.hit.cue.id if act.hit else "denied.not", act.span)


def _settled(doc: Doc, act: _Act, hits: Sequence[_Hit], sentence: Range) -> _Act:
    """What the rest of the sentence adds: a condition, a question, an invitation that was accepted."""
    words = [token.lower_ for token in doc[sentence[0] : sentence[1]]]
    cue = act.hit.cue.id if act.hit else ""
    if cue == "planned.would" and not CONDITIONAL_MARKS.isdisjoint(words):
        return _Act("possible", act.hit, act.span)
    if cue == "possible.offered" and any(h.cue.id == "planned.agreed" for h in hits):
        return _Act("planned", act.hit, act.span)
    if act.status == "planned" and words[-1:] == ["?"] and words[0] in _MODALS | {"is", "are"}:
        return _Act("possible", act.hit, act.span)
    return act


def _unreal(doc: Doc, trigger: Range, sentence: Range) -> StatusFinding | None:
    """ "Had Merkel met Macron, the war …": a condition that was not fulfilled."""
    first = sentence[0]
    if doc[first].text != "Had" or doc[trigger[0]].tag_ not in {"VBN", "VBD"}:
        return None
    conditional = any(doc[i].lower_ in {"would", "could", "might"} for i in range(trigger[1], sentence[1]))
    return StatusFinding("denied", "denied.unreal", (first, first + 1)) if conditional else None


def _headline(doc: Doc, trigger: Range, sentence: Range) -> StatusFinding | None:
    """ "Biden to meet Xi": an infinitive in a line with no finite verb but of saying."""
    first = trigger[0]
    finite = [token for token in doc[slice(*sentence)] if token.tag_ in _FINITE_TAGS]
    finite = [token for token in finite if token.i == 0 or token.nbor(-1).tag_ != "TO"]  # "to hold talks"
    beside = next((i for i in range(trigger[1], sentence[1]) if doc[i].lower_ in _BESIDE), sentence[1])
    finite = [token for token in finite if token.i < beside]  # "as the thaw gathers pace"
    if any(token.i < first or token.lemma_.lower() not in SPEECH_VERBS for token in finite):
        return None
    for i in range(first - 1, max(sentence[0], first - 4), -1):
        if doc[i].lower_ == "to" and doc[i].tag_ == "TO" and doc[i + 1].tag_ in {"VB", "VBP"}:
            return StatusFinding("planned", "planned.headline", (i, i + 1))
    return None


def _question(doc: Doc, sentence: Range) -> StatusFinding | None:
    """ "Did they meet?" """
    opens_with_helper = doc[sentence[0]].lower_ in {"did", "do", "does", "has", "have", "is", "are"}
    if opens_with_helper and doc[sentence[1] - 1].text == "?":
        return StatusFinding("possible", "possible.question", (sentence[1] - 1, sentence[1]))
    return None


def _schedule(doc: Doc, trigger: Range, sentence: Range) -> StatusFinding | None:
    """ "2:30 p.m. The Secretary meets with …": a line of a programme."""
    text = doc[sentence[0] : sentence[1]].text
    clock = _CLOCK.match(text)
    if clock is None or any(token.tag_ == "VBD" for token in doc[sentence[0] : trigger[1]]):
        return None
    return StatusFinding("planned", "planned.schedule", (sentence[0], sentence[0] + 1))


def _future_time(
    doc: Doc, trigger: Range, sentence: Range, steps: Sequence[_Step], hits: Sequence[_Hit]
) -> StatusFinding | None:
    """ "meets Xi next week", "a visit next month": a present tense or a noun with a time that lies ahead."""
    before = {token.lower_ for token in doc[max(sentence[0], trigger[0] - 3) : trigger[0]]}
    if doc[trigger[0]].tag_ in {"VBD", "VBN"} or before & BLOCKING_PREPOSITIONS:
        return None
    if (weekday := _present_with_weekday(doc, trigger, sentence)) is not None:
        return weekday
    way = {step.token.i for step in steps if not (step.token.tag_ == "VBD" and step is not steps[0])}
    for hit in hits:
        if hit.cue.id not in _FUTURE_IDS:
            continue
        heads = {doc[i].head.i for i in range(hit.start, hit.end)}
        heads |= {doc[i].head.i for i in heads}
        near = 0 <= hit.start - trigger[1] < 3
        if heads & way or near:
            return StatusFinding("planned", hit.cue.id, (hit.start, hit.end))
    return None


def _present_with_weekday(doc: Doc, trigger: Range, sentence: Range) -> StatusFinding | None:
    """ "meets Oduya on Friday": with a present tense a bare weekday lies ahead; captions give the full
    date."""
    verb = doc[trigger[0]]
    going_on = verb.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in {"is", "are"} for c in verb.children
    )
    if not going_on and (verb.tag_ not in {"VBZ", "VBP"} or _is_helped(verb)):
        return None
    for child in verb.children:
        is_day = child.lower_ in WEEKDAYS and child.dep_ in {"npadvmod", "nmod"}
        day = child if is_day else next((c for c in child.children if c.lower_ in WEEKDAYS), None)
        if day is None or (child.dep_ != "prep" and not is_day) or (not is_day and child.lower_ != "on"):
            continue
        following = doc[day.i + 1] if day.i + 1 < sentence[1] else None
        if following is None or following.text != ",":
            return StatusFinding("planned", "planned.present-weekday", (day.i, day.i + 1))
    return None


def _is_helped(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


# --- attribution --------------------------------------------------------------------------------------------

_LONGEST_SPEAKER = 14
_ACCORDING = tuple(_patterns(words) for words in ACCORDING)


def find_attribution(doc: Doc, trigger: Range, sentence: Range) -> Range | None:
    """Return the tokens that name who says so ("according to his office", "officials said"), or None."""
    return _according(doc, sentence) or _speaker(doc, trigger, sentence)


def _according(doc: Doc, sentence: Range) -> Range | None:
    for i in range(*sentence):
        for pattern in _ACCORDING:
            stop = i + len(pattern)
            if stop < sentence[1] and all(doc[i + k].lower_ in words for k, words in enumerate(pattern)):
                return i, _end_of_name(doc, stop, sentence[1])
    return None


def _end_of_name(doc: Doc, start: int, end: int) -> int:
    """Where the noun phrase that starts here ends: before a comma, a verb or the end of the sentence."""
    i = start
    while i < end and i - start < _LONGEST_SPEAKER:
        token = doc[i]
        if (token.is_punct and token.text not in {"-", "’", "'", "."}) or token.tag_ in _FINITE_TAGS:
            break
        if token.text == "." and i == end - 1:
            break
        i += 1
    return max(i, start + 1) if start < end else end


def _speaker(doc: Doc, trigger: Range, sentence: Range) -> Range | None:
    """The subject and verb of the saying that the trigger stands in."""
    if not doc.has_annotation("DEP"):
        return None
    token = doc[trigger[0]]
    for _ in range(_LONGEST_WAY * 2):
        head = token.head
        if head.i == token.i or not sentence[0] <= head.i < sentence[1]:
            break
        if head.lemma_.lower() in SPEECH_VERBS and _is_what_is_said(token, trigger):
            return _speaker_span(head, sentence)
        token = head
    for child in token.children:
        if child.dep_ in {"parataxis", "ccomp", "advcl"} and child.lemma_.lower() in SPEECH_VERBS:
            return _speaker_span(child, sentence)
    return None


def _is_what_is_said(token: Token, trigger: Range) -> bool:
    """Whether the branch of a verb of saying is its content: a clause, or "reporters that …" in a poor
    tree."""
    if token.dep_ in {"ccomp", "parataxis"}:
        return True
    return (
        token.dep_ == "dobj"
        and token.i < trigger[0]
        and any(c.dep_ in {"relcl", "acl"} for c in token.children)
    )


def _speaker_span(verb: Token, sentence: Range) -> Range | None:
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            if child.i < verb.i:
                start = child.left_edge.i
                return (start if verb.i - start <= _LONGEST_SPEAKER else child.i, verb.i + 1)
            end = min(child.right_edge.i + 1, sentence[1])
            return (verb.i, end if end - verb.i <= _LONGEST_SPEAKER else child.i + 1)
    return None
