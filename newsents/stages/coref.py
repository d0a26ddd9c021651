"""Fifth stage: which mentions are one entity, and whom pronouns and plurals stand for.

Names first (a short name is the long name said before), then acronyms, then offices ("the minister", "the French
president"), last pronouns and plurals, which become references, not mentions. Unresolved stays unresolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span

from newsents.gazetteer import Gazetteer
from newsents.gazetteer.terms import office_kind
from newsents.rules.names import SHORT_FORMS
from newsents.rules.titles import LEADER_HEADS, ONLY_OF_SOMEBODY, RANKING, STANDS_FOR
from newsents.stages.notes import (
    EntityNote,
    LinkNote,
    MentionNote,
    ReferenceNote,
    Resources,
    notes_of,
    published_of,
)
from newsents.stages.references import find_acronyms, find_references, within
from newsents.stages.speakers import find_first_person
from newsents.text import key, words

_PARTICLES = frozenset({"al", "el", "ul", "jr", "sr", "ii", "iii", "iv"})
_NEXT_TOKENS = 12
"""Within so many tokens after a description a name introduces another person."""
_NEAR_MENTIONS = 4
"""A person named within so many mentions is the first meant by a title."""


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
    known_offices: list[_Office] = field(default_factory=list)
    """What the text does not say and the gazetteer does."""

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
    bodies = _name_bodies(doc, mentions, things)
    _note_offices(doc, mentions, people, bodies)
    _note_offices_known(people, gazetteer, on)
    clusters = [*people, *things]
    described = _resolve_descriptions(doc, mentions, people, bodies, gazetteer, on)
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
        chosen = _whom_a_name_means(fitting, name, i) if fitting else None
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


def _whom_a_name_means(clusters: list[_Cluster], name: list[str], i: int) -> _Cluster:
    """Of the persons whom a name fits: for a bare surname the one known to the gazetteer, then the nearest."""
    if len(name) == 1:
        by_surname = [c for c in clusters if any(name[0] == other[-1] for other in c.names)] or clusters
        clusters = [c for c in by_surname if c.kb_id] or by_surname
    return _nearest_before(clusters, i)


def _nearest_before(clusters: list[_Cluster], i: int) -> _Cluster:
    """Of the clusters that fit, the one last mentioned before mention `i`, else the one mentioned first after it."""
    if len(clusters) == 1:
        return clusters[0]

    def distance(cluster: _Cluster) -> tuple[int, int]:
        before = [j for j in cluster.mentions if j < i]
        return (0, i - max(before)) if before else (1, min(cluster.mentions) - i)

    return min(clusters, key=distance)


def _cluster_things(doc: Doc, mentions: list[MentionNote]) -> list[_Cluster]:
    by_key: dict[tuple[str, str], _Cluster] = {}
    acronyms = find_acronyms(doc, mentions)
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


def _name_bodies(doc: Doc, mentions: list[MentionNote], things: list[_Cluster]) -> dict[int, str]:
    """What a country or body is told by, for each token where it is named: its gazetteer id, or the folded first name;
    an acronym is told by the name that it stands for."""
    return {
        mentions[i]["start"]: cluster.kb_id or key(_first_name(doc, mentions, cluster).text)
        for cluster in things
        for i in cluster.mentions
    }


def _first_name(doc: Doc, mentions: list[MentionNote], cluster: _Cluster) -> Span:
    first = mentions[cluster.mentions[0]]
    return doc[first["start"] : first["end"]]


def _note_offices(
    doc: Doc, mentions: list[MentionNote], people: list[_Cluster], bodies: dict[int, str]
) -> None:
    """Give each person the offices that titles beside the name tell."""
    by_token = {mentions[i]["start"]: cluster for cluster in people for i in cluster.mentions}
    for mention in mentions:
        office = mention["office"]
        if mention["label"] == "TITLE" and office and office["bearer"]:
            cluster = by_token.get(office["bearer"][0])
            if cluster is not None:
                cluster.offices.append(_office(doc, mention, mentions, bodies))


def _note_offices_known(people: list[_Cluster], gazetteer: Gazetteer, on: date | None) -> None:
    """Give each linked person the offices held on the day: "Putin" may be called "the President" at once."""
    if on is None:
        return
    for cluster in people:
        for held in gazetteer.offices(cluster.kb_id, on=on) if cluster.kb_id else ():
            title = words(held.title)
            if title:
                cluster.known_offices.append(
                    _Office(title[-1], frozenset(title), office_kind(held.title), held.of)
                )


def _office(doc: Doc, mention: MentionNote, mentions: list[MentionNote], bodies: dict[int, str]) -> _Office:
    office = mention["office"]
    assert office is not None
    before = office["before"]
    if office["head"] == "diplomat" and office["title"][0] and doc[office["title"][0] - 1].lower_ == "top":
        before = "top"  # "Russia's top diplomat" is its foreign minister
    title = " ".join(filter(None, [before, doc[slice(*office["title"])].text]))
    return _Office(
        office["head"],
        frozenset(words(title)),
        office_kind(title),
        _of_key(doc, office["of"], mentions, bodies),
    )


def _of_key(
    doc: Doc, of: list[int] | None, mentions: list[MentionNote], bodies: dict[int, str]
) -> str | None:
    if of is None:
        return None
    for mention in within(mentions, of[0], of[0] + 1):
        if mention["end"] == of[1] and mention["start"] in bodies:
            return bodies[mention["start"]]
    return key(doc[slice(*of)].text)


def _resolve_descriptions(
    doc: Doc,
    mentions: list[MentionNote],
    people: list[_Cluster],
    bodies: dict[int, str],
    gazetteer: Gazetteer,
    on: date | None,
) -> list[_Cluster]:
    """Add each description to the person it fits; those that fit nobody become unnamed persons."""
    unnamed: list[_Cluster] = []
    titled = [c for c in people if c.offices or c.known_offices]  # nobody else is meant by an office
    for i, mention in enumerate(mentions):
        if mention["form"] != "description":
            continue
        office = _office(doc, mention, mentions, bodies)
        named = [c for c in titled if not _is_named_next(doc, c, mentions, i)]
        cluster = (
            _counterpart(titled, office, i)
            or _bearer_in_text(named, office, i, gazetteer)
            or _bearer_in_text(unnamed, office, i, gazetteer)
        )
        if cluster is None:
            cluster = _unnamed_person(doc, mention, office, people, gazetteer, on)
            if cluster is None:
                continue
            if cluster.unnamed and not any(cluster is other for other in unnamed):
                unnamed.append(cluster)
        cluster.mentions.append(i)
    return unnamed


def _counterpart(people: list[_Cluster], office: _Office, i: int) -> _Cluster | None:
    """ "Foreign Minister X met his Iranian counterpart": the only one who holds the same office there."""
    if office.head != "counterpart" or office.of is None:
        return None
    before = [c for c in people if any(j < i for j in c.mentions)]
    owner = max(before, key=lambda c: max(j for j in c.mentions if j < i), default=None)
    if owner is None:
        return None
    kinds = {o.kind for o in [*owner.offices, *owner.known_offices]} - {None}
    fitting = [
        c
        for c in people
        if c is not owner
        and any(o.of == office.of and o.kind in kinds for o in [*c.offices, *c.known_offices])
    ]
    return fitting[0] if len(fitting) == 1 else None


def _bearer_in_text(
    clusters: list[_Cluster], office: _Office, i: int, gazetteer: Gazetteer
) -> _Cluster | None:
    """Whom a description means: the one called so in the text just before, else who is spoken of most."""
    told = [c for c in clusters if any(_offices_agree(office, other, c, gazetteer) for other in c.offices)]
    told = [c for c in told if not _is_of_another(office, c)]
    known = [c for c in clusters if any(_offices_agree(office, o, c, gazetteer) for o in c.known_offices)]
    alike = [c for c in told if any(office.title == other.title for other in c.offices)]
    fitting = alike or told or known
    if office.of is None:
        fitting = list({id(c): c for c in [*fitting, *known]}.values())
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    near = [c for c in fitting if any(i - _NEAR_MENTIONS <= j < i for j in c.mentions)]
    return near[0] if len(near) == 1 else max(fitting, key=lambda c: _salience(c, i))


def _is_of_another(office: _Office, cluster: _Cluster) -> bool:
    """Whether the text says that this title of the person is of somebody else: a U.S. president is not Taiwan's."""
    told = {other.of for other in cluster.offices if other.of and _titles_agree(office, other)}
    return office.of is not None and bool(told) and office.of not in told


def _is_named_next(doc: Doc, cluster: _Cluster, mentions: list[MentionNote], i: int) -> bool:
    """ "The Prime Minister will welcome Prime Minister Otieno": who is so named just after is somebody else."""
    following = next((j for j in cluster.mentions if j > i), None)
    if following is None:
        return False
    end, start = mentions[i]["end"], mentions[following]["start"]
    if start - end >= _NEXT_TOKENS or not (
        following == cluster.mentions[0] or _bears_title(mentions, following, i)
    ):
        return False
    gap = doc[end:start]
    return not any(token.is_space or token.text in {".", "!", "?"} for token in gap)


def _bears_title(mentions: list[MentionNote], named: int, described: int) -> bool:
    """Whether the name bears the same office right where it stands."""
    office = mentions[described]["office"]
    title = mentions[named - 1]["office"] if named else None
    return bool(
        office
        and title
        and title["bearer"]
        and title["bearer"][0] == mentions[named]["start"]
        and title["head"] == office["head"]
    )


def _salience(cluster: _Cluster, i: int) -> tuple[bool, int, int]:
    """How much a cluster is in mind at mention `i`: spoken of before, how often, how lately."""
    before = [j for j in cluster.mentions if j < i]
    return bool(before), len(cluster.mentions), before[-1] if before else -cluster.mentions[0]


def _offices_agree(office: _Office, other: _Office, cluster: _Cluster, gazetteer: Gazetteer) -> bool:
    """Whether the description `office` can stand for the bearer of `other`."""
    if office.head == "counterpart" or other.head == "counterpart":
        return False
    ranks = (office.title ^ other.title) & RANKING
    premier = office.head == "premier" and other.kind == "head_of_government"
    if ranks and not (premier and ranks == {"prime"}):
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
    if _only_modifies(office, other) or _only_modifies(other, office):
        return False
    if office.title <= other.title or other.title <= office.title:
        return True
    if office.kind is not None and office.kind == other.kind and not office.kind.startswith("other"):
        return _reigns(office) == _reigns(other)
    if office.title == {office.head} and other.head in STANDS_FOR.get(office.head, ()):
        return True
    leads = office.title == {"leader"} or (office.of is not None and office.title in ({"chief"}, {"boss"}))
    return leads and other.head in LEADER_HEADS and not other.title & {"vice", "deputy"}


def _reigns(office: _Office) -> bool:
    """A president is no king, though both are heads of state."""
    return office.head == "monarch" or office.head in STANDS_FOR["monarch"]


def _only_modifies(office: _Office, other: _Office) -> bool:
    """ "the chief" is no chief minister: the head of the one only modifies the head of the other."""
    return office.title == {"chief"} and office.head != other.head and "chief" in other.title


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
    if note["of"] is None and office.title <= ONLY_OF_SOMEBODY:
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


def resolve_mentions(doc: Doc, resources: Resources) -> None:
    """Stage `coref`: note the entities, and what pronouns and plurals refer to."""
    notes = notes_of(doc)
    mentions = notes.get("mentions", [])
    notes["entities"] = find_entities(doc, mentions, resources.gazetteer, published_of(doc))
    _entitle(mentions)
    sentences = notes.get("sentences", [])
    spoken = find_first_person(doc, mentions, sentences)
    speakers: list[ReferenceNote] = [{"start": i, "end": i + 1, "entities": [who]} for i, who in spoken]
    notes["references"] = [*find_references(doc, mentions, sentences, spoken), *speakers]


def _entitle(mentions: list[MentionNote]) -> None:
    """A TITLE belongs to the entity of its bearer, or of the description that holds it."""
    people = {(m["start"], m["end"]): m["entity"] for m in mentions if m["label"] == "PERSON"}
    outer: dict[int, tuple[int, str | None]] = {}
    for (start, end), entity in people.items():
        for i in range(start, end):
            outer.setdefault(i, (end, entity))
    for title in mentions:
        if title["label"] != "TITLE":
            continue
        if title["office"] and title["office"]["bearer"]:
            title["entity"] = people.get((title["office"]["bearer"][0], title["office"]["bearer"][1]))
        else:
            end, holder = outer.get(title["start"], (0, None))
            title["entity"] = holder if title["end"] <= end else None
