"""Fifth stage: which mentions are one entity, and whom pronouns and plurals stand for.

Names first (a short name is the long name said before), then acronyms, then offices ("the minister", "the French
president"), last pronouns and plurals, which become references, not mentions. Unresolved stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from newsents.gazetteer import Gazetteer
from newsents.gazetteer.terms import office_kind
from newsents.rules.names import SHORT_FORMS
from newsents.rules.parties import (
    COUNTRY_PLURALS,
    FIRST_PERSON,
    PLURAL_HEADS,
    PLURAL_PARTIES,
    PRONOUNS_MANY,
    PRONOUNS_ONE,
)
from newsents.rules.titles import LEADER_HEADS, RANKING
from newsents.stages.notes import (
    EntityNote,
    LinkNote,
    MentionNote,
    ReferenceNote,
    Resources,
    notes_of,
    published_of,
)
from newsents.text import key, words

_PARTICLES = frozenset({"al", "el", "ul", "jr", "sr", "ii", "iii", "iv"})
_SENTENCES_BACK = 3
"""How far a pronoun looks back."""


@dataclass
class _Cluster:
    """Mentions of one entity, while entities are being formed."""

    type: str
    mentions: list[int] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)
    kb_id: str | None = None
    link: LinkNote | None = None
    unnamed: bool = False
    offices: list[_Office] = field(default_factory=list)

    def absorb(self, other: _Cluster) -> None:
        self.mentions = sorted(self.mentions + other.mentions)
        self.names += other.names
        self.offices += other.offices
        if self.kb_id is None:
            self.kb_id, self.link = other.kb_id, other.link


@dataclass(frozen=True)
class _Office:
    """An office as one place in the text words it; `of` is a gazetteer id or folded name."""

    head: str
    title: frozenset[str]
    kind: str | None
    of: str | None


def find_entities(
    doc: Doc, mentions: list[MentionNote], gazetteer: Gazetteer, on: date | None
) -> list[EntityNote]:
    """Group the mentions into entities, numbered by first mention; sets `entity` in each mention that has one."""
    people = _cluster_people(doc, mentions)
    things = _cluster_things(doc, mentions)
    _note_offices(doc, mentions, people)
    clusters = [*people, *things]
    described = _resolve_descriptions(doc, mentions, people, gazetteer, on)
    clusters += described
    for cluster in clusters:
        cluster.mentions.sort()
    clusters = sorted((c for c in clusters if c.mentions), key=lambda c: c.mentions[0])
    return [_entity(doc, mentions, cluster, i, gazetteer) for i, cluster in enumerate(clusters, 1)]


def _name_words(doc: Doc, mention: MentionNote) -> list[str]:
    return [w for w in words(doc[mention["start"] : mention["end"]].text) if w not in _PARTICLES]


def _cluster_people(doc: Doc, mentions: list[MentionNote]) -> list[_Cluster]:
    named = [
        (i, _name_words(doc, m))
        for i, m in enumerate(mentions)
        if m["label"] == "PERSON" and m["form"] != "description"
    ]
    named.sort(key=lambda item: (-len(item[1]), item[0]))
    clusters: list[_Cluster] = []
    numbers: dict[int, int] = {}
    by_word: dict[str, set[int]] = {}  # names of one person share a word
    for i, name in named:
        if not name:
            continue
        sharing = sorted({number for word in name for number in by_word.get(word, ())})
        fitting = [
            clusters[k] for k in sharing if any(_same_person(name, other) for other in clusters[k].names)
        ]
        kb_id = mentions[i]["kb_id"]
        if len(name) > 1 and kb_id:
            fitting = [c for c in fitting if c.kb_id in (None, kb_id)] or [
                c for c in clusters if c.kb_id == kb_id
            ]
        chosen = _nearest_before(fitting, i) if fitting else None
        if chosen is None:
            chosen = _Cluster("PERSON")
            numbers[id(chosen)] = len(clusters)
            clusters.append(chosen)
        for word in name:
            by_word.setdefault(word, set()).add(numbers[id(chosen)])
        chosen.mentions.append(i)
        chosen.names.append(name)
        if chosen.kb_id is None and kb_id:
            chosen.kb_id, chosen.link = kb_id, mentions[i]["link"]
    return _join_linked(clusters)


def _join_linked(clusters: list[_Cluster]) -> list[_Cluster]:
    """Clusters that the gazetteer says are one become one."""
    by_id: dict[str, _Cluster] = {}
    joined: list[_Cluster] = []
    for cluster in clusters:
        first = by_id.get(cluster.kb_id) if cluster.kb_id else None
        if first is not None:
            first.absorb(cluster)
        else:
            joined.append(cluster)
            if cluster.kb_id:
                by_id[cluster.kb_id] = cluster
    return joined


def _same_person(short: list[str], long: list[str]) -> bool:
    """Whether a name can be a shorter form of another: same surname, or the first name alone.

    Middle names may be missing ("Joe R. Biden" / "Joe Biden"), initials stand for their name.
    """
    if short == long:
        return True
    if len(short) > len(long):
        short, long = long, short
    if len(short) == 1:
        return len(short[0]) > 1 and (short[0] == long[-1] or short[0] in (long[0], *long[1:]))
    if short[-1] != long[-1] and short[-1] not in long:
        return False
    if SHORT_FORMS.get(short[0], short[0]) == SHORT_FORMS.get(long[0], long[0]):
        return True
    return (
        short[0] == long[0] or (len(short[0]) == 1 and long[0].startswith(short[0])) or _in_order(short, long)
    )


def _in_order(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _nearest_before(clusters: list[_Cluster], i: int) -> _Cluster:
    """Of the clusters that fit, the one last mentioned before mention `i`, else the one mentioned first after it."""

    def distance(cluster: _Cluster) -> tuple[int, int]:
        before = [j for j in cluster.mentions if j < i]
        return (0, i - max(before)) if before else (1, min(cluster.mentions) - i)

    return min(clusters, key=distance)


def _cluster_things(doc: Doc, mentions: list[MentionNote]) -> list[_Cluster]:
    by_key: dict[tuple[str, str], _Cluster] = {}
    acronyms = _acronyms_in_brackets(doc, mentions)
    for i, mention in enumerate(mentions):
        if mention["label"] not in {"GPE", "NORP", "ORG", "LOC", "FAC"}:
            continue
        full = acronyms.get(i)
        source = mentions[full] if full is not None else mention
        place = _thing_key(doc, source if mention["kb_id"] is None or full is not None else mention)
        cluster = by_key.get(place) or by_key.get(_expanded(doc, mention, by_key, place))
        if cluster is None:
            cluster = by_key[place] = _Cluster(_thing_type(mention))
        if full is not None:
            by_key.setdefault(_thing_key(doc, mention), cluster)
        cluster.mentions.append(i)
        if cluster.kb_id is None and mention["kb_id"]:
            cluster.kb_id, cluster.link = mention["kb_id"], mention["link"]
        if cluster.type == "NORP" and mention["label"] == "GPE":
            cluster.type = "GPE"
    return _join_linked(list({id(c): c for c in by_key.values()}.values()))


def _thing_type(mention: MentionNote) -> str:
    return mention["label"]


def _thing_key(doc: Doc, mention: MentionNote) -> tuple[str, str]:
    if mention["kb_id"]:
        return ("id", mention["kb_id"])
    return ("name", key(doc[mention["start"] : mention["end"]].text))


def _expanded(
    doc: Doc, mention: MentionNote, known: dict[tuple[str, str], _Cluster], place: tuple[str, str]
) -> tuple[str, str]:
    """For an unlinked acronym the key of the organisation above whose initials it is."""
    text = doc[mention["start"] : mention["end"]].text
    if mention["kb_id"] or not text.isupper() or not 3 <= len(text) <= 6:
        return place
    for kind, name in known:
        initials = "".join(w[0] for w in name.split() if w not in {"of", "the", "and", "for"})
        if kind == "name" and initials == text.lower():
            return (kind, name)
    return place


def _acronyms_in_brackets(doc: Doc, mentions: list[MentionNote]) -> dict[int, int]:
    """ "Islamic State (IS)": index of the mention in brackets → index of the mention before it."""
    found = {}
    for i in range(1, len(mentions)):
        before, mention = mentions[i - 1], mentions[i]
        if (
            mention["start"] == before["end"] + 1
            and doc[before["end"]].text == "("
            and mention["end"] < len(doc)
            and doc[mention["end"]].text == ")"
            and before["label"] == mention["label"] == "ORG"
        ):
            found[i] = i - 1
    return found


def _note_offices(doc: Doc, mentions: list[MentionNote], people: list[_Cluster]) -> None:
    """Give each person the offices that titles beside the name tell."""
    by_token = {mentions[i]["start"]: cluster for cluster in people for i in cluster.mentions}
    for mention in mentions:
        office = mention["office"]
        if mention["label"] == "TITLE" and office and office["bearer"]:
            cluster = by_token.get(office["bearer"][0])
            if cluster is not None:
                cluster.offices.append(_office(doc, mention, mentions))


def _office(doc: Doc, mention: MentionNote, mentions: list[MentionNote]) -> _Office:
    office = mention["office"]
    assert office is not None
    title = doc[slice(*office["title"])].text
    return _Office(
        office["head"], frozenset(words(title)), office_kind(title), _of_key(doc, office["of"], mentions)
    )


def _of_key(doc: Doc, of: list[int] | None, mentions: list[MentionNote]) -> str | None:
    if of is None:
        return None
    for mention in mentions:
        if mention["start"] == of[0] and mention["end"] == of[1] and mention["kb_id"]:
            return mention["kb_id"]
    return key(doc[slice(*of)].text)


def _resolve_descriptions(
    doc: Doc,
    mentions: list[MentionNote],
    people: list[_Cluster],
    gazetteer: Gazetteer,
    on: date | None,
) -> list[_Cluster]:
    """Add each description to the person it fits; those that fit nobody become unnamed persons."""
    unnamed: list[_Cluster] = []
    for i, mention in enumerate(mentions):
        if mention["form"] != "description":
            continue
        office = _office(doc, mention, mentions)
        cluster = _bearer_in_text(people, office, i, gazetteer) or _bearer_in_text(
            unnamed, office, i, gazetteer
        )
        if cluster is None:
            cluster = _unnamed_person(doc, mention, office, people, gazetteer, on)
            if cluster is None:
                continue
            if cluster.unnamed and not any(cluster is other for other in unnamed):
                unnamed.append(cluster)
        cluster.mentions.append(i)
    return unnamed


def _bearer_in_text(
    clusters: list[_Cluster], office: _Office, i: int, gazetteer: Gazetteer
) -> _Cluster | None:
    fitting = [c for c in clusters if any(_offices_agree(office, other, c, gazetteer) for other in c.offices)]
    return _nearest_before(fitting, i) if fitting else None


def _offices_agree(office: _Office, other: _Office, cluster: _Cluster, gazetteer: Gazetteer) -> bool:
    """Whether the description `office` can stand for the bearer of `other`."""
    if office.head == "counterpart" or other.head == "counterpart":
        return False
    if office.title & RANKING != other.title & RANKING:
        return False
    if not _titles_agree(office, other):
        return False
    if office.of is None or other.of == office.of:
        return True
    if other.of is not None:
        return False
    entry = gazetteer.entry(cluster.kb_id) if cluster.kb_id else None
    place = gazetteer.entry(office.of)
    return entry is None or place is None or entry.country == place.country


def _titles_agree(office: _Office, other: _Office) -> bool:
    if office.title <= other.title or other.title <= office.title:
        return True
    if office.kind is not None and office.kind == other.kind and not office.kind.startswith("other"):
        return True
    return office.title == {"leader"} and other.head in LEADER_HEADS and not other.title & {"vice", "deputy"}


def _unnamed_person(
    doc: Doc,
    mention: MentionNote,
    office: _Office,
    people: list[_Cluster],
    gazetteer: Gazetteer,
    on: date | None,
) -> _Cluster | None:
    """Whoever held the office on the day, if named elsewhere; else a new unnamed person, linked if known."""
    note = mention["office"]
    assert note is not None
    held = None
    if (
        note["of"] is not None
        and on is not None
        and not office.title & RANKING
        and office.head != "counterpart"
    ):
        title, of = doc[slice(*note["title"])].text, doc[slice(*note["of"])].text
        held = gazetteer.holder(title, of, on=on)
    if held is not None:
        for cluster in people:
            if cluster.kb_id == held.person:
                return cluster
    if note["of"] is None and office.title <= {
        "leader",
        "head",
        "chief",
        "director",
        "representative",
        "commander",
    }:
        return None
    cluster = _Cluster("PERSON", unnamed=True, offices=[office])
    if held is not None:
        cluster.kb_id = held.person
        score = 0.9 if held.certain else 0.7
        cluster.link = {"method": "office and date", "alias": held.title, "score": score, "runner_up": None}
    return cluster


def _entity(
    doc: Doc, mentions: list[MentionNote], cluster: _Cluster, number: int, gazetteer: Gazetteer
) -> EntityNote:
    id = f"e{number}"
    for i in cluster.mentions:
        mentions[i]["entity"] = id
    entry = gazetteer.entry(cluster.kb_id) if cluster.kb_id else None
    type = cluster.type
    if type == "NORP" and entry is not None:
        type = entry.type
    country = entry.country if entry is not None else _country_of(cluster, gazetteer)
    return {
        "id": id,
        "type": type,
        "name": _fullest_name(doc, mentions, cluster),
        "kb_id": cluster.kb_id,
        "kb_name": entry.name if entry is not None else None,
        "country": country,
        "link": cluster.link,
        "unnamed": cluster.unnamed,
        "mentions": cluster.mentions,
    }


def _country_of(cluster: _Cluster, gazetteer: Gazetteer) -> str | None:
    for office in cluster.offices:
        entry = gazetteer.entry(office.of) if office.of else None
        if entry is not None and entry.country:
            return entry.country
    return None


def _fullest_name(doc: Doc, mentions: list[MentionNote], cluster: _Cluster) -> str:
    """The longest name in words, then in characters, then the first; a demonym only if there is nothing else."""

    def fullness(i: int) -> tuple[int, int, int, int]:
        mention = mentions[i]
        text = doc[mention["start"] : mention["end"]].text
        plain = {"description": 0, "demonym": 1, "acronym": 2}.get(mention["form"], 3)
        if cluster.unnamed:
            plain = 0
        return plain, len(text.split()), len(text), -i

    best = mentions[max(cluster.mentions, key=fullness)]
    return doc[best["start"] : best["end"]].text


def find_references(doc: Doc, mentions: list[MentionNote], sentences: list[list[int]]) -> list[ReferenceNote]:
    """Return pronouns and plurals with the entities for which they stand, where that is plain."""
    covered = {i for m in mentions for i in range(m["start"], m["end"]) if m["label"] != "DATE"}
    people = [m for m in mentions if m["label"] == "PERSON" and m["entity"]]
    countries = [m for m in mentions if m["label"] in {"GPE", "NORP"} and m["entity"]]
    heads = _heads_by_entity(mentions)
    references: list[ReferenceNote] = []
    for number, (start, end) in enumerate(sentences):
        window = sentences[max(0, number - _SENTENCES_BACK) : number]
        near = (window[0][0] if window else start, end)
        people_near, countries_near = _within(people, *near), _within(countries, *near)
        for i in range(start, end):
            if i in covered:
                continue
            entities = _referents(doc, i, (start, end), window, people_near, countries_near, heads)
            if entities:
                first = _phrase_start(doc, i)
                references.append({"start": first, "end": i + 1, "entities": entities})
    return references


def _within(mentions: list[MentionNote], start: int, end: int) -> list[MentionNote]:
    """The mentions, of many in order, that begin between two tokens."""
    first = bisect_left(mentions, start, key=lambda m: m["start"])
    return mentions[first : bisect_left(mentions, end, key=lambda m: m["start"])]


def _heads_by_entity(mentions: list[MentionNote]) -> dict[str, set[str]]:
    heads: dict[str, set[str]] = {}
    people: dict[int, list[str]] = {}
    for mention in mentions:
        if mention["label"] == "PERSON" and mention["entity"]:
            people.setdefault(mention["start"], []).append(mention["entity"])
    for mention in mentions:
        if mention["office"] and mention["entity"]:
            heads.setdefault(mention["entity"], set()).add(mention["office"]["head"])
        if mention["label"] == "TITLE" and mention["office"] and mention["office"]["bearer"]:
            for bearer in people.get(mention["office"]["bearer"][0], ()):
                heads.setdefault(bearer, set()).add(mention["office"]["head"])
    return heads


def _phrase_start(doc: Doc, i: int) -> int:
    start = i
    while start > 0 and doc[start - 1].lower_ in {"the", "two", "both", "three", "four", "these"}:
        start -= 1
    return start


def _referents(
    doc: Doc,
    i: int,
    sentence: tuple[int, int],
    window: list[list[int]],
    people: list[MentionNote],
    countries: list[MentionNote],
    heads: dict[str, set[str]],
) -> list[str]:
    word = doc[i].lower_
    before = doc[i - 1].lower_ if i else ""
    if word in PRONOUNS_ONE or (
        word == "delegation"
        and before == "the"
        and doc[min(i + 1, len(doc) - 1)].lower_ not in {"of", "led", "from"}
    ):
        return _one_before(doc, i, sentence, window, people)
    if word in PRONOUNS_MANY or (word == "pair" and before == "the"):
        if (
            word == "both"
            and i + 1 < len(doc)
            and doc[i + 1].lower_ not in {"met", "leaders", "sides", "men"}
        ):
            return []
        return _several_before(i, sentence, window, people, 2, 9) or (
            _several_before(i, sentence, window, countries, 2, 3) if word != "both" else []
        )
    if before not in {"two", "both", "the", "three", "four"}:
        return []
    size = {"two": (2, 2), "both": (2, 2), "three": (3, 3), "four": (4, 4)}.get(before, (2, 9))
    if word in COUNTRY_PLURALS or (word in {"sides", "parties"}):
        return _several_before(i, sentence, window, countries, *size) or (
            _several_before(i, sentence, window, people, *size) if word in {"sides", "parties"} else []
        )
    if word in PLURAL_PARTIES:
        head = PLURAL_HEADS.get(word)
        fitting = [m for m in people if head is None or head in heads.get(m["entity"] or "", set())]
        found = _several_before(i, sentence, window, fitting, *size)
        return found or (
            _several_before(i, sentence, window, people, *size) if before in {"two", "both"} else []
        )
    return []


def _one_before(
    doc: Doc, i: int, sentence: tuple[int, int], window: list[list[int]], people: list[MentionNote]
) -> list[str]:
    """The person a singular pronoun stands for: the first named before it here, else the first of a sentence above."""
    here = [m for m in people if sentence[0] <= m["start"] and m["end"] <= i]
    if here:
        subjects = [m for m in here if _is_subject(doc, m)]
        return [(subjects or here)[0]["entity"] or ""]
    for start, end in reversed(window):
        there = [m for m in people if start <= m["start"] < end]
        if there:
            subjects = [m for m in there if _is_subject(doc, m)]
            return [(subjects or there)[0]["entity"] or ""]
    return []


def _is_subject(doc: Doc, mention: MentionNote) -> bool:
    return any(doc[j].dep_ in {"nsubj", "nsubjpass"} for j in range(mention["start"], mention["end"]))


def _several_before(
    i: int,
    sentence: tuple[int, int],
    window: list[list[int]],
    mentions: list[MentionNote],
    least: int,
    most: int,
) -> list[str]:
    """The entities of the nearest stretch above (this sentence up to `i`, then one sentence after the other)."""
    stretches = [(sentence[0], i), *((start, end) for start, end in reversed(window))]
    gathered: list[str] = []
    for start, end in stretches:
        found = list(
            dict.fromkeys(m["entity"] or "" for m in mentions if start <= m["start"] and m["end"] <= end)
        )
        gathered = found + [e for e in gathered if e not in found]
        if len(gathered) >= least:
            return gathered if len(gathered) <= most else []
    return []


def first_person_pronouns(doc: Doc) -> list[int]:
    """Token indices of I, me, my."""
    return [token.i for token in doc if token.lower_ in FIRST_PERSON]


def resolve_mentions(doc: Doc, resources: Resources) -> None:
    """Stage `coref`: note the entities, and what pronouns and plurals refer to."""
    notes = notes_of(doc)
    mentions = notes.get("mentions", [])
    notes["entities"] = find_entities(doc, mentions, resources.gazetteer, published_of(doc))
    _entitle(mentions)
    notes["references"] = find_references(doc, mentions, notes.get("sentences", []))


def _entitle(mentions: list[MentionNote]) -> None:
    """A TITLE belongs to the entity of its bearer, or of the description that holds it."""
    people = {(m["start"], m["end"]): m["entity"] for m in mentions if m["label"] == "PERSON"}
    for title in mentions:
        if title["label"] != "TITLE":
            continue
        if title["office"] and title["office"]["bearer"]:
            title["entity"] = people.get((title["office"]["bearer"][0], title["office"]["bearer"][1]))
        else:
            holders = [e for (s, e_), e in people.items() if s <= title["start"] and title["end"] <= e_]
            title["entity"] = holders[0] if holders else None
