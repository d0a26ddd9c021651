"""Third stage: titles, what they are of, and who bears them; and people described by their office alone.

`title_phrases` finds the words of the title and what it is of, `title_bearers` the name that bears it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from newsents.rules.titles import AFTER_NAME_ONLY, HEADS, OFFICE_HEADS
from newsents.stages.notes import MentionNote, OfficeNote, Resources, new_mention, notes_of
from newsents.stages.title_bearers import Borne, find_bearers, name_end
from newsents.stages.title_phrases import ARTICLES, Reading, TitlePhrase, find_titles

_DETERMINERS = frozenset(
    {"a", "an", "any", "no", "every", "each", "some", "another", "one", "many", "several"}
)


def mark_titles(doc: Doc, resources: Resources) -> None:
    """Stage `titles`: add TITLE mentions, people that follow a title, people called by surname or office alone."""
    notes = notes_of(doc)
    mentions = list(notes.get("mentions", []))
    reading = Reading(doc, mentions)
    _trim_headline_names(reading)
    borne = find_bearers(reading, find_titles(reading))
    _name_after_honorifics(reading)
    _part_pairs(reading)
    _spread_names(reading)
    for item in borne:
        _note_title(reading, item)
    unique = {(m["start"], m["end"]): m for m in sorted(reading.mentions, key=_preference)}
    notes["mentions"] = _without_crossings(sorted(unique.values(), key=lambda m: (m["start"], -m["end"])))


def _preference(mention: MentionNote) -> int:
    return 1 if mention["form"] == "description" else 0


def _without_crossings(mentions: list[MentionNote]) -> list[MentionNote]:
    kept: list[MentionNote] = []
    open_: list[MentionNote] = []
    for mention in mentions:
        while open_ and open_[-1]["end"] <= mention["start"]:
            open_.pop()
        if open_ and mention["end"] > open_[-1]["end"]:
            continue
        if open_ and open_[-1]["form"] != "description":
            continue
        kept.append(mention)
        open_.append(mention)
    return kept


def _note_title(reading: Reading, item: Borne) -> None:
    phrase = item.phrase
    head = reading.folded[phrase.head]
    office: OfficeNote = {
        "title": [phrase.start, phrase.end],
        "head": head,
        "of": item.of,
        "bearer": [item.bearer["start"], item.bearer["end"]] if item.bearer is not None else None,
        "before": phrase.before,
    }
    if item.bearer is not None:
        title = new_mention(phrase.start, phrase.end, "TITLE", "name", "title")
        title["office"] = office
        reading.mentions.append(title)
    elif _describes(reading, phrase, head):
        if (phrase.first, phrase.last) != (phrase.start, phrase.end):
            reading.mentions.append(new_mention(phrase.start, phrase.end, "TITLE", "name", "title"))
        described = new_mention(phrase.first, phrase.last, "PERSON", "description", "title")
        described["office"] = office
        reading.mentions.append(described)


def _describes(reading: Reading, phrase: TitlePhrase, head: str) -> bool:
    """Whether a title without a name stands for one person: "the minister", "France's defense minister"."""
    if head not in OFFICE_HEADS or head in AFTER_NAME_ONLY:
        return False
    before = reading.word(phrase.first - 1)
    if before in _DETERMINERS:
        return False
    if reading.doc[phrase.head].tag_ in {"NNS", "NNPS"}:
        return False
    following = reading.covered(phrase.last)
    if following is not None and following["label"] in {"ORG", "FAC"} and following["start"] == phrase.last:
        return False
    if phrase.of is not None:
        return True
    if before == "visiting":
        before = reading.word(phrase.first - 2)  # "the visiting chancellor"
    return before in ARTICLES or reading.capital(phrase.head)


def _name_after_honorifics(reading: Reading) -> None:
    """ "Mr Aliyev", "Dr. Ashwari": a capitalised word after an honorific is a person."""
    for i, word in enumerate(reading.folded[:-1]):
        if word not in {"mr", "mrs", "ms", "dr", "gen", "lt", "col", "sheikh", "sir", "lord", "dame"}:
            continue
        if not reading.capital(i) or reading.cover[i] is not None:
            continue
        there = reading.covered(i + 1)
        if there is not None and (there["label"] == "PERSON" or there["start"] != i + 1):
            continue
        if reading.sentence_end[i] <= i + 1 and reading.word(i) not in {"mr", "mrs", "ms", "dr"}:
            continue
        end = name_end(reading, i + 1, min(len(reading.doc), i + 8))
        if end > i + 1:
            if there is not None:
                if there["end"] > end:
                    end = there["end"]
                reading.mentions.remove(there)
            mention = new_mention(i + 1, end, "PERSON", "name", "title")
            reading.mentions.append(mention)
            reading.put(mention)


def _surnames(reading: Reading) -> set[str]:
    """Last words of full names, and names that a title alone introduces."""
    people = [m for m in reading.mentions if m["label"] == "PERSON"]
    full = {reading.folded[m["end"] - 1] for m in people if m["end"] - m["start"] > 1}
    titled = {
        reading.folded[m["start"]] for m in people if m["source"] == "title" and m["end"] - m["start"] == 1
    }
    return (full | titled) - {""}


def _trim_headline_names(reading: Reading) -> None:
    """Cut "Brandt Praises Harbour" to "Brandt" if Ilse Brandt stands elsewhere: capitals mislead in headlines."""
    people = [m for m in reading.mentions if m["label"] == "PERSON" and m["form"] != "description"]
    full = [[reading.folded[i] for i in range(m["start"], m["end"])] for m in people]
    by_surname: dict[str, list[list[str]]] = {}
    for name in full:
        if len(name) > 1:
            by_surname.setdefault(name[-1], []).append(name)
    for mention, name in zip(people, full, strict=True):
        if len(name) < 2:
            continue
        owners = [other for other in by_surname.get(name[0], ()) if other is not name]
        if owners and not any(name[1] in other for other in owners):
            for i in range(mention["start"] + 1, mention["end"]):
                reading.cover[i] = None
            mention["end"] = mention["start"] + 1


def _part_pairs(reading: Reading) -> None:
    """ "The Brekke-Otieno talks": two persons, where the article names each in full without the other."""
    names = [
        reading.folded[m["start"] : m["end"]]
        for m in reading.mentions
        if m["label"] == "PERSON" and m["end"] - m["start"] > 1
    ]
    for i in [i for i, token in enumerate(reading.doc) if token.text in {"-", "–"}]:
        one, two = reading.word(i - 1), reading.word(i + 1)
        if not (reading.capital(i - 1) and reading.capital(i + 1)):
            continue
        if not (_names_one(names, one, two) and _names_one(names, two, one)):
            continue
        whole = reading.covered(i)
        if whole is not None and (whole["start"], whole["end"]) != (i - 1, i + 2):
            continue  # "Lindqvist-Brekke" may be a part of a name
        if whole is not None:
            reading.mentions.remove(whole)
        for k in (i - 1, i + 1):
            there = reading.covered(k)
            if there is None or there is whole:
                mention = new_mention(k, k + 1, "PERSON", "short", "title")
                reading.mentions.append(mention)
                reading.put(mention)


def _names_one(names: Sequence[Sequence[str]], word: str, other: str) -> bool:
    """Whether some name begins or ends with the word, and none that does holds the other."""
    bearing = [name for name in names if word in (name[0], name[-1])]
    return bool(bearing) and not any(other in name for name in bearing)


def _spread_names(reading: Reading) -> None:
    """A surname that follows or precedes its full name is a person wherever it stands alone with a capital."""
    surnames = _surnames(reading)
    for i, word in enumerate(reading.folded):
        if len(word) < 3 or word not in surnames or not reading.capital(i) or word in HEADS:
            continue
        there = reading.covered(i)
        if there is None:
            if reading.capital(i + 1) and reading.covered(i + 1) is None and reading.doc[i + 1].is_alpha:
                continue
            mention = new_mention(i, i + 1, "PERSON", "short", "title")
            reading.mentions.append(mention)
            reading.put(mention)
        elif (
            there["end"] - there["start"] == 1
            and there["source"] == "model"
            and there["label"] not in {"PERSON", "DATE"}
        ):
            there["label"], there["form"] = "PERSON", "short"
