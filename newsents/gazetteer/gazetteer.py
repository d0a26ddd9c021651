"""The gazetteer: what the world calls everyone, and who held which office on which day."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import Alias, Candidate, Entry, Holding, Title
from newsents.gazetteer.index import (
    BY_ALIAS,
    BY_FAMILY,
    BY_ID,
    BY_ISO,
    BY_LIKENESS,
    BY_OFFICE,
    BY_PERSON,
    BY_SURNAME,
    Index,
    Neighbours,
    family_key,
    likeness,
    likeness_blocks,
)
from newsents.gazetteer.names import UNROMANISED, core_words, middle_initials
from newsents.gazetteer.offices import seats
from newsents.gazetteer.packed import SUFFIX, Packed, open_packed, write_packed
from newsents.gazetteer.store import (
    INDEX_FILE,
    OFFICE_FILE,
    Row,
    Store,
    Where,
    digest_of,
    entry_of,
    find_data,
    holding_of,
    read_manifest,
    read_source,
    read_titles,
)
from newsents.gazetteer.terms import find_holder, in_office
from newsents.text import key, without_article, words

_MANY = 4_096
_HEADED = frozenset(
    "president governor monarch crown_prince first_minister organisation_head secretary_general".split()
)
"""Seats of which a body within the one asked for may have its own."""
_MARGIN = 0.03
_LEAST_SCORE = 0.88
_NEAREST = 10
_COUNTRY_KINDS = ("country", "territory", "region", "former_country")
_RANK_OF_KIND = {
    "country": 0,
    "region": 1,
    "territory": 1,
    "igo": 1,
    "government": 2,
    "capital": 2,
    "military": 3,
}
_TWO_PARTS = re.compile(r"\s*(?P<head>[^,(/]+?)\s*[,(/]\s*(?P<tail>.+?)\s*\)?\s*")
"""A country in two parts, as lists of countries have it: the second part tells it apart, or is its other name."""
_STRONG = ("names", "short", "acronyms", "demonyms")
_UNITED = ("names", "short", "acronyms", "demonyms", "weak", "forbid", "countries")


@dataclass(frozen=True, slots=True)
class _Layer:
    """Rows with their index; an overlay is a layer on top."""

    store: Store
    index: Index
    neighbours: Neighbours | None = None


class Gazetteer:
    """Entries, terms of office and titles, to be asked by name. Immutable: `overlay` gives a new one.

    >>> gazetteer = Gazetteer.load()
    >>> gazetteer.country_of("Iraqi").name
    'Iraq'
    >>> gazetteer.holder("president", "France", on=date(2020, 8, 27)).name
    'Emmanuel Macron'
    """

    def __init__(
        self, layers: Sequence[_Layer], titles: Sequence[Title], version: str, digest: str, known_until: date
    ):
        self._layers = tuple(layers)
        self._titles: dict[str, Title] = {}
        for title in titles:
            self._titles.setdefault(key(title.surface), title)
        self._longest_title = max((len(k.split()) for k in self._titles), default=0)
        self.version = version
        self.digest = digest
        self.known_until = known_until
        self._candidates = lru_cache(_MANY)(self._find_candidates)
        self._holdings = lru_cache(_MANY)(self._find_holdings)
        self._all_titles = tuple(titles)

    # Opening

    @classmethod
    def load(cls, path: Path | str | None = None) -> Gazetteer:
        """Return the shipped gazetteer, or the one in a folder; each is read once in a process.

        Raises `GazetteerError` if the folder or one of its files is missing or malformed.
        """
        return _load(str(Path(path).resolve()) if path is not None else str(find_data()))

    def overlay(self, *sources: Path | str | Mapping[str, Any] | Entry) -> Gazetteer:
        """Return a gazetteer with the user's rows on top.

        A source is a JSONL or CSV file, a compiled file (`.gaz`), a row as a mapping, or an `Entry`. A row with a
        known id corrects it (its lists are added, its other fields replace, `forbid` takes aliases away); with a new
        id it adds an entry; with the field `person` it adds a term of office. Raises `GazetteerError` naming file, line
        and field of a fault.

        >>> mine = Gazetteer.load().overlay({"id": "my:1", "type": "ORG", "name": "Zorblax Council"})
        >>> mine.lookup("zorblax council")[0].entry.id
        'my:1'
        """
        found = self
        plain: list[tuple[Any, int]] = []
        for number, source in enumerate(sources, 1):
            compiled = compiled_path(source)
            if compiled is None:
                plain.append((source, number))
            else:
                found = found._with_rows(plain)._with_packed(open_packed(compiled))
                plain = []
        return found._with_rows(plain)

    def _with_rows(self, sources: Sequence[tuple[Any, int]]) -> Gazetteer:
        """The rows of sources, each with its number, as one layer on top."""
        if not sources:
            return self
        entries, offices = self.merged(found for source, i in sources for found in _rows_of(source, i))
        return self._with_layer(_layer_of(entries, offices), [*entries, *offices])

    def _with_packed(self, packed: Packed) -> Gazetteer:
        layer = _Layer(packed.store, packed.index, packed.neighbours)
        return self._with_layer(layer, [{"compiled": packed.digest}])

    def _with_layer(self, layer: _Layer, told: Sequence[Row]) -> Gazetteer:
        digest = _combined_digest(self.digest, told)
        return Gazetteer((*self._layers, layer), self._all_titles, self.version, digest, self.known_until)

    def merged(self, rows: Iterable[tuple[Row, Where]]) -> tuple[list[Row], list[Row]]:
        """Return the user's rows as whole entries, united with what is known of their ids, and terms of office.

        Raises `GazetteerError` at the first malformed row.
        """
        kept = list(rows)
        entries = self._merged_rows([(row, where) for row, where in kept if "person" not in row])
        return entries, [row for row, where in kept if "person" in row and holding_of(row, where)]

    def _merged_rows(self, rows: Sequence[tuple[Row, Where]]) -> list[Row]:
        merged: dict[str, dict[str, Any]] = {}
        for row, where in rows:
            id_ = row.get("id")
            if not isinstance(id_, str) or not id_:
                raise where.error(
                    "id", "missing or no string", "every entry has an id; use your own, such as 'my:1'"
                )
            base = merged[id_] if id_ in merged else dict(self._row(id_) or {})
            merged[id_] = _united(base, row)
            entry_of(merged[id_], where)
        return list(merged.values())

    # Entries

    def entry(self, id: str) -> Entry | None:
        """Return the entry of an id, None if there is none."""
        for layer in reversed(self._layers):
            numbers = layer.index.numbers(BY_ID, id)
            if numbers:
                return layer.store.entry(numbers[0])
        return None

    def _row(self, id_: str) -> Row | None:
        for layer in reversed(self._layers):
            numbers = layer.index.numbers(BY_ID, id_)
            if numbers:
                return layer.store.row(numbers[0])
        return None

    def _entries(self, lookup: str, text: str) -> Iterator[Entry]:
        """The entries under a key, each once, as the topmost layer has them."""
        seen: set[str] = set()
        for level in range(len(self._layers) - 1, -1, -1):
            layer = self._layers[level]
            for number in layer.index.numbers(lookup, text):
                entry = layer.store.entry(number)
                if entry.id not in seen:
                    seen.add(entry.id)
                    yield entry if level == len(self._layers) - 1 else self.entry(entry.id) or entry

    def lookup(self, alias: str, on: date | None = None) -> tuple[Candidate, ...]:
        """Return the entries that a name may stand for, the likeliest first; () if there is none.

        Strong aliases come before weak ones, countries before cities, the weightier before the lighter; with
        a date, persons in office on that day before others. Case is not compared: see `Alias.case`.

        >>> Gazetteer.load().lookup("U.S.")[0].entry.name
        'United States'
        """
        found = self._candidates(key(alias)) or self._candidates(key(without_article(alias)))
        persons = sum(c.entry.type == "PERSON" for c in found)
        if on is None or persons < 2:
            return found
        return tuple(
            sorted(found, key=lambda c: c.entry.type == "PERSON" and not self.offices(c.entry.id, on))
        )

    def _find_candidates(self, folded: str) -> tuple[Candidate, ...]:
        if not folded:
            return ()
        found = [
            Candidate(entry, alias)
            for entry in self._entries(BY_ALIAS, folded)
            for alias in entry.aliases
            if key(alias.text) == folded
        ]
        return tuple(sorted(found, key=_preference))

    def matches(self, words: Sequence[str]) -> list[tuple[int, tuple[Candidate, ...]]]:
        """Return every alias that begins a sequence of folded words, longest first, with its length in
        tokens.

        Empty words (punctuation) are stepped over inside a name; no name begins or ends on one.
        """
        if not words or not words[0]:
            return []
        text, lengths = _joined(words)
        # a folded word may hold a space itself ("AA¸"): a name does not end inside it
        keys = {k for layer in self._layers for k in layer.index.prefixes(text) if len(k) in lengths}
        found = [(lengths[len(k)], self._candidates(k)) for k in sorted(keys, key=lambda k: (-len(k), k))]
        return [(length, candidates) for length, candidates in found if candidates]

    def title_matches(self, words: Sequence[str]) -> list[tuple[int, Title]]:
        """Return every title that begins a sequence of folded words, longest first, with its length in
        tokens.
        """
        if not words or not words[0]:
            return []
        text, lengths = _joined(words[: self._longest_title * 2])
        found = [
            (length, self._titles[text[:end]])
            for end, length in lengths.items()
            if text[:end] in self._titles
        ]
        return sorted(found, key=lambda pair: -pair[0])

    def country_of(self, text: str) -> Entry | None:
        """Return the country or region that a name, a nationality or an abbreviation means; None if doubtful.

        >>> gazetteer = Gazetteer.load()
        >>> [gazetteer.country_of(text).country for text in ("Iraqi", "U.S.", "French", "the Netherlands")]
        ['IQ', 'US', 'FR', 'NL']
        """
        found = [c for c in self.lookup(text) if _means_country(c, text)]
        if not found:
            return self._listed_country(text)
        countries = [c for c in found if c.entry.kind == "country"] or found
        strong = [c for c in countries if c.alias.strength == "strong"] or countries
        ids = {c.entry.id for c in strong}
        return strong[0].entry if len(ids) == 1 else None

    def _listed_country(self, text: str) -> Entry | None:
        """The country as lists write it: "Korea, Republic of", "Korea (South)", "Burma/Myanmar", "St. Lucia"."""
        plain = _plain_spelling(text)
        found = _TWO_PARTS.fullmatch(plain)
        if found is None:
            return self.country_of(plain) if plain != text else None
        head, tail = found["head"], found["tail"]
        meant = [entry for part in (f"{tail} {head}", tail, head) if (entry := self.country_of(part))]
        return next((entry for entry in meant if entry.kind == "country"), meant[0] if meant else None)

    # Persons

    def persons_named(self, surname_key: str) -> tuple[Entry, ...]:
        """Return the persons of a folded family name ("kadhimi", "al kadhimi"), in the order of their ids."""
        found = [entry for entry in self._entries(BY_SURNAME, key(surname_key)) if entry.type == "PERSON"]
        return tuple(sorted(found, key=lambda entry: (-entry.weight, entry.id)))

    def person(
        self, name: str, *, country: str | None = None, on: date | None = None
    ) -> tuple[Candidate, float, Candidate | None] | None:
        """Return the person of a full name: winner, score 0 to 1, runner-up. None if unknown or doubtful.

        The same words come first, then another transliteration, then a typing error; `country` (ISO alpha-2)
        and `on` (in office that day) decide between namesakes, never against the name.

        >>> found = Gazetteer.load().person("Sergei Lavrov")
        >>> found[0].entry.name, found[1] > 0.9
        ('Sergey Lavrov', True)
        """
        scored = self._alike(name)
        if country is not None:
            scored = [(s, c) for s, c in scored if country in c.entry.countries or not c.entry.countries]
        best = [(s, c) for s, c in scored if s >= scored[0][0] - _MARGIN] if scored else []
        if len(best) > 1 and on is not None:
            best = [(s, c) for s, c in best if self.offices(c.entry.id, on)] or best
        if len(best) != 1:
            return None
        score, winner = best[0]
        others = [c for _, c in scored if c.entry.id != winner.entry.id]
        return winner, round(score, 3), others[0] if others else None

    def _alike(self, name: str) -> list[tuple[float, Candidate]]:
        """Persons whose name is like this one, the likest first, each once."""
        if len(words(name)) < 2:
            return []
        exact = [c for c in self._candidates(key(name)) if c.entry.type == "PERSON"]
        if exact:
            return sorted(((_exactness(c, name), c) for c in exact), key=lambda p: (-p[0], p[1].entry.id))
        core = core_words(name)
        if len(core) < 2:
            return []
        best: dict[str, tuple[float, Candidate]] = {}
        for entry in self._comparable(core):
            if entry.id not in best:
                best[entry.id] = _likest_alias(name, core, entry)
        found = [(score, c) for score, c in best.values() if score >= _LEAST_SCORE]
        return sorted(found, key=lambda pair: (-pair[0], pair[1].entry.id))

    def _comparable(self, core: Sequence[str]) -> Iterator[Entry]:
        """Persons with whom a name is worth comparing."""
        yield from self._entries(BY_FAMILY, family_key(core))
        for block in likeness_blocks(core):
            yield from self._entries(BY_LIKENESS, block)
        yield from (entry for entry, _ in self._near(core, _NEAREST))

    def _near(self, core: Sequence[str], most: int) -> Iterator[tuple[Entry, float]]:
        for layer in self._layers:
            for number, score in layer.neighbours.near(core, most) if layer.neighbours else ():
                entry = layer.store.entry(number)
                yield self.entry(entry.id) or entry, score

    def nearest(self, name: str, most: int = 5) -> tuple[tuple[Entry, float], ...]:
        """Return the persons of compiled gazetteers whose names are nearest to a name, typing errors allowed, each
        with a likeness of 0.7 to 1, best first: proposals to look at, no links.
        """
        core = core_words(name)
        best: dict[str, tuple[Entry, float]] = {}
        for entry, score in self._near(core, most) if len(core) > 1 else ():
            if entry.id not in best or best[entry.id][1] < score:
                best[entry.id] = (entry, score)
        return tuple(sorted(best.values(), key=lambda found: (-found[1], found[0].id))[:most])

    # Offices

    def holder(self, office: str, of: str, on: date) -> Holding | None:
        """Return who held an office on a day; None if nobody is known, more than one is, or the day is too
        late.

        `office`: a title in any wording ("defence secretary") or a kind ("defence_minister"). `of`: a
        country as name, nationality, ISO code or QID, or an organisation by name or id.

        >>> Gazetteer.load().holder("defense minister", "France", on=date(2020, 8, 27)).name
        'Florence Parly'
        """
        named = self._body_in_title(office)
        if named is not None and named.id not in self._bodies(of):
            if self._lies_within(named, of):
                return self.holder(office.partition(" of ")[0], named.id, on)
            if named.kind == "country":
                return None
        ids = self._bodies(of)
        found = [holder for id_ in ids if (holder := find_holder(office, self._holdings(BY_OFFICE, id_), on))]
        return found[0] if len({h.person for h in found}) == 1 else None

    def _body_in_title(self, office: str) -> Entry | None:
        """The country or organisation that a title names itself: "President of the European Commission"."""
        _, _, body = office.partition(" of ")
        if not _HEADED.intersection(seats(office)):
            return None
        ids = self._bodies(without_article(body))
        return self.entry(ids[0]) if len(ids) == 1 else None

    def _lies_within(self, body: Entry, of: str) -> bool:
        """Whether a body may be a part of another: Chechnya of Russia, the Commission of the European Union."""
        country = self.country_of(of)
        if country is None:
            return body.type == "ORG"
        return body.type == "GPE" and body.kind != "country" and body.country == country.country

    def offices(self, person_id: str, on: date | None = None) -> tuple[Holding, ...]:
        """Return the terms of office of a person, latest first; with a date those held on that day."""
        found = self._holdings(BY_PERSON, person_id)
        return tuple(h for h in found if on is None or in_office(h, on))

    def terms(self, of: str) -> tuple[Holding, ...]:
        """Return the terms of all offices of an entry, by its id, latest first."""
        return self._holdings(BY_OFFICE, of)

    def _find_holdings(self, lookup: str, id_: str) -> tuple[Holding, ...]:
        found: dict[str, Holding] = {}
        for layer in self._layers:
            for number in layer.index.numbers(lookup, id_):
                holding = layer.store.holding(number)
                found[holding.id] = holding
        return tuple(
            sorted(found.values(), key=lambda h: (h.start or h.first_seen or date.min, h.id), reverse=True)
        )

    def _bodies(self, of: str) -> list[str]:
        """The ids of the country or organisation meant, if they are one."""
        if self._holdings(BY_OFFICE, of):
            return [of]
        if len(of) == 2 and of.isupper():
            iso = [entry.id for entry in self._entries(BY_ISO, of)]
            if iso:
                return iso
        country = self.country_of(of)
        if country is not None:
            return [country.id]
        found = [c.entry.id for c in self.lookup(of) if c.entry.type != "PERSON" and case_allows(c.alias, of)]
        return [id_ for id_ in dict.fromkeys(found) if self._holdings(BY_OFFICE, id_)][:2]


@lru_cache(8)
def _load(folder: str) -> Gazetteer:
    path = Path(folder)
    digest, note = digest_of(path), read_manifest(path)
    store = Store.open(path)
    fresh = note.get("digest") == digest and (path / INDEX_FILE).is_file()
    index = Index.open(path / INDEX_FILE) if fresh else Index.of_store(store)
    known_until = date.fromisoformat(note["known_until"]) if "known_until" in note else date.max
    return Gazetteer([_Layer(store, index)], read_titles(path), note.get("version", "0"), digest, known_until)


def compiled_path(source: object) -> Path | None:
    """Return the path if a source is a compiled file, or a row that names one; else None.

    >>> str(compiled_path({"compiled": "mine.gaz"})), compiled_path("mine.csv")
    ('mine.gaz', None)
    """
    if isinstance(source, Mapping):
        source = source.get("compiled")
    if isinstance(source, (str, Path)) and Path(source).suffix == SUFFIX:
        return Path(source)
    return None


def build(sources: Sequence[Path | str], target: Path) -> tuple[int, str]:
    """Compile the user's files into one, over the shipped gazetteer; return the number of rows and the digest.

    Raises `GazetteerError` at the first malformed row, or if a file cannot be read or written.
    """
    rows = (found for i, source in enumerate(sources, 1) for found in _rows_of(source, i))
    entries, offices = ([_as_line(row) for row in kept] for kept in Gazetteer.load().merged(rows))
    store = Store.of_lines([*entries, *offices], [(0, target.name), (len(entries), OFFICE_FILE)])
    return len(store), write_packed(target, entries, offices, store)


def _layer_of(entries: Sequence[Row], offices: Sequence[Row]) -> _Layer:
    store = Store({"overlay": _as_lines(entries), "offices.jsonl": _as_lines(offices)})
    return _Layer(store, Index.of_store(store))


def _as_lines(rows: Iterable[Row]) -> bytes:
    return b"\n".join(map(_as_line, rows))


def _as_line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode()


def _combined_digest(digest: str, rows: Sequence[Row]) -> str:
    return hashlib.sha256(digest.encode() + _as_lines(rows)).hexdigest()[:16]


def _rows_of(source: Path | str | Mapping[str, Any] | Entry, number: int) -> list[tuple[Row, Where]]:
    if isinstance(source, Entry):
        return [(_row_of_entry(source), Where(f"overlay entry {source.id}", number))]
    if isinstance(source, Mapping):
        return [(source, Where("overlay mapping", number))]
    if isinstance(source, (str, Path)):
        return read_source(Path(source))
    raise GazetteerError(f"overlay {number} is a {type(source).__name__}; give a path, a mapping or an Entry")


def _row_of_entry(entry: Entry) -> Row:
    row: dict[str, Any] = {"id": entry.id, "type": entry.type, "name": entry.name, "certain": entry.certain}
    for field in ("country", "kind", "qid", "tier", "surname"):
        if getattr(entry, field):
            row[field] = getattr(entry, field)
    for alias in entry.aliases:
        row.setdefault(_field_of(alias), []).append(alias.text)
    return row


def _field_of(alias: Alias) -> str:
    if alias.strength == "weak":
        return "weak"
    return {"name": "names", "short": "short", "acronym": "acronyms", "demonym": "demonyms"}[alias.form]


def _united(base: dict[str, Any], row: Row) -> dict[str, Any]:
    for field, value in row.items():
        if field in _UNITED and isinstance(value, list) and isinstance(base.get(field), list):
            base[field] = [*base[field], *value]
        else:
            base[field] = value
    raised = {
        key(str(text)) for field in _STRONG for text in row.get(field, ()) if isinstance(row.get(field), list)
    }
    if isinstance(base.get("weak"), list):
        base["weak"] = [text for text in base["weak"] if key(str(text)) not in raised]
    return base


def _joined(tokens: Sequence[str]) -> tuple[str, dict[int, int]]:
    """The words with single spaces, and for each end of a word in it the number of tokens up to there."""
    text, lengths = "", {}
    for count, token in enumerate(tokens, 1):
        if token:
            text = f"{text} {token}" if text else token
            lengths[len(text)] = count
    return text, lengths


def _preference(candidate: Candidate) -> tuple[bool, int, bool, bool, int, str]:
    entry, alias = candidate.entry, candidate.alias
    rank = _RANK_OF_KIND.get(entry.kind or "", 6 if entry.type == "PERSON" else 4)
    other_name = entry.type == "PERSON" and key(entry.name) != key(alias.text)
    return (alias.strength == "weak", rank, alias.form == "demonym", other_name, -entry.weight, entry.id)


def _plain_spelling(text: str) -> str:
    """The text without the abbreviations of lists: "St. Lucia", "Trinidad & Tobago"."""
    return re.sub(r"^St\.?\s+", "Saint ", text.strip()).replace(" & ", " and ")


def _means_country(candidate: Candidate, text: str) -> bool:
    entry = candidate.entry
    return entry.type == "GPE" and entry.kind in _COUNTRY_KINDS and case_allows(candidate.alias, text)


def case_allows(alias: Alias, text: str) -> bool:
    """Whether a text is written with the capitals that an alias wants: "IS" or "I.S.", never "is"."""
    if alias.case == "any":
        return True
    return [c for c in without_article(text) if c.isalpha()] == [c for c in alias.text if c.isalpha()]


def _initials_differ(one: str, other: str) -> bool:
    a, b = middle_initials(one), middle_initials(other)
    return bool(a and b and a != b)


def _exactness(candidate: Candidate, name: str) -> float:
    """The score of the same words: of the name itself, of a strong or a weak variant."""
    if key(candidate.entry.name) == key(name):
        return 1.0
    return 0.96 if candidate.alias.strength == "strong" else 0.92


def _likest_alias(name: str, core: Sequence[str], entry: Entry) -> tuple[float, Candidate]:
    scored = [
        (
            0.0
            if _initials_differ(name, alias.text)
            else likeness(core, core_words(alias.text), entry.countries),
            alias,
        )
        for alias in entry.aliases
    ]
    score, alias = max(scored, key=lambda pair: (pair[0], pair[1].text))
    if entry.countries and not UNROMANISED.isdisjoint(entry.countries) and score < 1.0:
        score = 0.0
    return score, Candidate(entry, alias)
