"""Names of the world put in the place of the names that training text has."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language

from columns import Words

#: Kinds of organisation whose names read like names in news; companies are mostly stock-market short forms.
ORGANISATIONS = frozenset({"armed_group", "government", "igo", "military", "ministry", "ngo", "party"})
LONGEST = 6

Name = list[tuple[str, bool]]


class Bank(NamedTuple):
    """Tokenised names to draw from; a token is its text and whether a space follows."""

    persons: list[Name]
    countries: list[Name]
    places: list[Name]
    organisations: list[Name]
    demonyms: list[Name]
    country_texts: frozenset[str]
    demonym_texts: frozenset[str]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a table of facts, less those that rest on nobody's word."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row.get("tier") != "C"]


def is_plain(name: str) -> bool:
    """Whether a name reads as in running text: capitalised letters, no signs or numbers."""
    words = name.split()
    letters = "".join(words).replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return 0 < len(words) <= LONGEST and letters.isalpha() and name[0].isupper() and not name.isupper()


def tokenise(nlp: Language, names: Iterable[str]) -> list[Name]:
    """Names as tokens, each once, in a fixed order."""
    docs = map(nlp.make_doc, sorted({name for name in names if is_plain(name)}))
    return [[(token.text, bool(token.whitespace_)) for token in doc] for doc in docs]


def read_bank(facts: Path) -> Bank:
    """Read persons, countries, places and organisations out of the tables of facts."""
    nlp = spacy.blank("en")
    persons = [row["name"] for row in read_rows(facts / "persons.jsonl.gz")]
    nations = [row for row in read_rows(facts / "countries.jsonl.gz") if row["is_country"]]
    countries = [row["name"] for row in nations]
    demonyms = {text for row in nations for text in row["demonym_adjectives"]} - set(countries)
    demonyms = {text for text in demonyms if text.isalpha() and text[-1].islower()}
    places = [row["name"] for row in read_rows(facts / "places.jsonl.gz")]
    orgs = [
        row["name"] for row in read_rows(facts / "organisations.jsonl.gz") if row["type"] in ORGANISATIONS
    ]
    return Bank(
        persons=[name for name in tokenise(nlp, persons) if len(name) > 1],
        countries=tokenise(nlp, countries),
        places=tokenise(nlp, places),
        organisations=tokenise(nlp, orgs),
        demonyms=tokenise(nlp, demonyms),
        country_texts=frozenset(countries),
        demonym_texts=frozenset(demonyms),
    )


def find_names(ents: list[str]) -> list[tuple[int, int, str]]:
    """Start, end and label of every name in a column of IOB labels."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(ents):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def draw(bank: Bank, label: str, words: list[str], rng: random.Random) -> Name | None:
    """Another name of the same kind, or None where the bank has none."""
    if label == "PERSON":
        name = rng.choice(bank.persons)
        return name if len(words) > 1 else name[-1:]
    if label == "GPE":
        return rng.choice(bank.countries if " ".join(words) in bank.country_texts else bank.places)
    if label == "NORP" and len(words) == 1:
        return draw_demonym(bank, words[0], rng)
    return rng.choice(bank.organisations) if label == "ORG" and len(words) > 1 else None


def draw_demonym(bank: Bank, word: str, rng: random.Random) -> Name | None:
    """Another nationality, as adjective or plural noun like the word itself; None for other peoples."""
    if word in bank.demonym_texts:
        return rng.choice(bank.demonyms)
    return draw_plural(bank, rng) if word[:-1] in bank.demonym_texts and word.endswith("ns") else None


def draw_plural(bank: Bank, rng: random.Random) -> Name:
    """A nationality as a plural noun that takes a plain s: "Nigerians"."""
    regular = [name for name in bank.demonyms if name[0][0].endswith("an")]
    return [(rng.choice(regular)[0][0] + "s", False)]


def fill(sentence: str, nlp: Language, bank: Bank, rng: random.Random) -> Words:
    """The columns of one of our own sentences, its slots filled with names."""
    columns = Words([], [], None, None, None, [], [])
    assert columns.ents is not None
    for i, piece in enumerate(re.split(r"\[([A-Z]+)\]", sentence)):
        if i % 2:
            name, label = draw_slot(piece, bank, rng)
            columns.words += [text for text, _ in name]
            columns.spaces += [*(space for _, space in name[:-1]), False]
            columns.ents += [f"B-{label}"] + [f"I-{label}"] * (len(name) - 1)
        elif piece:
            if piece[0] == " " and columns.spaces:
                columns.spaces[-1] = True
            tokens = [token for token in nlp.make_doc(piece.strip()) if not token.is_space]
            columns.words += [token.text for token in tokens]
            columns.spaces += [bool(token.whitespace_) for token in tokens]
            columns.ents += ["O"] * len(tokens)
            if piece[-1] == " " and columns.spaces:
                columns.spaces[-1] = True
    columns.starts = [None] * len(columns.words)
    return columns


def draw_slot(slot: str, bank: Bank, rng: random.Random) -> tuple[Name, str]:
    """A name for a slot of our own sentences, with its label."""
    if slot in ("PERSON", "SURNAME"):
        person = rng.choice(bank.persons)
        return (person if slot == "PERSON" else person[-1:]), "PERSON"
    if slot in ("GPE", "PLACE"):
        return rng.choice(bank.countries if slot == "GPE" else bank.places), "GPE"
    if slot == "ORG":
        return rng.choice(bank.organisations), "ORG"
    return (rng.choice(bank.demonyms) if slot == "NORP" else draw_plural(bank, rng)), "NORP"


def choose_swaps(columns: Words, bank: Bank, rng: random.Random, share: float) -> dict[tuple[str, ...], Name]:
    """What to put for which words: the same name alike all over a document, surnames too."""
    swaps: dict[tuple[str, ...], Name] = {}
    kept: set[tuple[str, ...]] = set()
    for start, end, label in sorted(find_names(columns.ents or []), key=lambda name: name[0] - name[1]):
        words = tuple(columns.words[start:end])
        if words in swaps or words in kept:
            continue
        name = draw(bank, label, list(words), rng) if rng.random() < share else None
        if name is None:
            kept.add(words)
            continue
        swaps[words] = name
        if label == "PERSON" and len(words) > 1:
            swaps.setdefault(words[-1:], name[-1:])
    return swaps


def swap_names(columns: Words, bank: Bank, rng: random.Random, share: float) -> None:
    """Replace a share of the names of a document without a tree."""
    if columns.heads or columns.tags or not columns.ents:
        return
    swaps = choose_swaps(columns, bank, rng, share)
    for start, end, label in reversed(find_names(columns.ents)):
        name = swaps.get(tuple(columns.words[start:end]))
        if name:
            spaces = [space for _, space in name[:-1]] + [columns.spaces[end - 1]]
            columns.words[start:end] = [text for text, _ in name]
            columns.spaces[start:end] = spaces
            columns.ents[start:end] = [f"B-{label}"] + [f"I-{label}"] * (len(name) - 1)
            columns.starts[start:end] = [None] * len(name)
