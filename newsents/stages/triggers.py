"""Trigger words: the frames of each form, and whether a word stands there as verb or as noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from newsents.rules.meetings import (
    CAPTION_WORDS,
    FRAMES,
    GERUND_OPENERS,
    IRREGULAR_FORMS,
    MODIFYING_TRIGGERS,
    POSSESSIVES,
    VERBS_ONLY,
    Frame,
)
from newsents.stages.sentences import SentenceView


class FrameIndex:
    """Frames by the forms of their trigger words; built once for each pipeline."""

    def __init__(self, frames: Sequence[Frame] = FRAMES) -> None:
        self.frames = tuple(frames)
        self._by_form: dict[tuple[str, str], list[Frame]] = {}
        for frame in self.frames:
            forms = dict(inflections(frame.words)) if frame.pos == "verb" else _noun_forms(frame.words)
            forms.update({form: lemma for form, lemma in IRREGULAR_FORMS.items() if lemma in frame.words})
            for form in forms:
                self._by_form.setdefault((frame.pos, form), []).append(frame)

    def at(self, token: Token, is_verb: bool) -> Sequence[Frame]:
        """The frames that the token may trigger."""
        return self._by_form.get(("verb" if is_verb else "noun", token.lower_), ())

    @property
    def triggers(self) -> dict[str, frozenset[str]]:
        """All forms of all trigger words, in small letters, each with the words of which a sentence must hold one.

        There are none where some frame of the form asks for no other word.
        """
        found: dict[str, frozenset[str]] = {}
        for (_, form), frames in self._by_form.items():
            asked = [frozenset(frame.follows or frame.needs) for frame in frames]
            asked += [found[form]] if form in found else []
            found[form] = frozenset().union(*asked) if all(asked) else frozenset()
        return found

    def knows(self, token: Token) -> bool:
        """Whether the token's form occurs in any frame, as verb or noun."""
        return ("verb", token.lower_) in self._by_form or ("noun", token.lower_) in self._by_form


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


def _noun_forms(words: Iterable[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for word in words:
        forms[word] = word
        forms[word + ("es" if word.endswith(("s", "sh", "ch")) else "s")] = word
    return forms


def only_modifies(view: SentenceView, token: Token) -> bool:
    """ "bilateral cooperation", "the meeting participants": the word qualifies the noun that follows."""
    i = token.i + 1
    if i >= view.sentence[1] or token.tag_.startswith("VB") or view.doc[i].tag_ not in {"NN", "NNS"}:
        return False
    if token.lower_ in VERBS_ONLY:
        return False
    follower = view.doc[i]
    return token.lower_ in MODIFYING_TRIGGERS or (follower.head != token and token.head == follower)


def is_verb(view: SentenceView, token: Token) -> bool:
    """The tagger's word, but in headlines ("Minister visits Iraq") the neighbours decide."""
    if token.tag_.startswith("VB") and token.dep_ in {"dobj", "pobj"} and token.lower_.endswith("s"):
        return False  # "held their first talks", of which the tagger makes a verb
    if token.tag_.startswith("VB"):
        return not _has_noun_frame(view, token) and not _follows_conjunction(view, token)
    if takes_object(view, token):
        return True
    if token.lower_.endswith(("ings", "talks")) or token.lower_ in {"meeting", "talk"}:
        return False
    if token.lower_ in VERBS_ONLY:
        return True
    k = token.i - 1
    if _after_modal(view, token):
        return True
    while k > view.sentence[0] and view.doc[k].lower_ in CAPTION_WORDS:
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


def takes_object(view: SentenceView, token: Token) -> bool:
    """ "is keen on welcoming Minister Otieno", "after meeting X": a gerund, whatever the tagger says."""
    before = view.doc[token.i - 1].lower_ if token.i > view.sentence[0] else ""
    named = view.party_at(token.i + 1)
    return (
        token.lower_.endswith("ing")
        and before in GERUND_OPENERS
        and named is not None
        and named.form == "name"
    )


def _has_noun_frame(view: SentenceView, token: Token) -> bool:
    """ "President Varela's Call with …", "Meeting with Ilse Brandt": what a headline begins with is a noun."""
    i = token.i
    if i == view.sentence[0] and token.lower_ == "meeting":
        words = view.doc[i + 1 : view.sentence[1]]
        return not any(word.text == "," or word.tag_ in {"VBD", "VBZ", "VBP", "MD"} for word in words)
    if i == view.sentence[0] or i + 1 >= view.sentence[1] or view.doc[i - 1].text not in POSSESSIVES:
        return False
    return view.doc[i + 1].lower_ in {"with", "between", "to", "of"}
