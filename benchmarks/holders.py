"""Measures `Gazetteer.holder` on annotated articles: `python benchmarks/holders.py FOLDER… [--errors]`.

Each folder holds `articles.jsonl` and `gold.jsonl`. Asked are all roles of heads of state and government, foreign
and defence ministers whose country the annotation names, in articles dated to the day: is the holder on that day
the person of the annotation? `right` and `wrong` are shares of all that were asked; the rest got no answer.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsents.gazetteer import Gazetteer, Holding
from newsents.gazetteer.index import likeness
from newsents.gazetteer.names import core_words, family
from newsents.gazetteer.offices import office_kind
from newsents.text import words

KINDS = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
NOT_NOW = re.compile(
    r"\b(?:former|ex|elect|designate|incoming|then|late|deputy|vice|acting|candidate|nominee)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """Who was `title` of `of` on a day, and the names that the annotation gives to that person."""

    title: str
    of: str
    on: date
    names: tuple[str, ...]


def questions(folder: Path, gazetteer: Gazetteer) -> Iterator[Question]:
    """Yield the questions of a folder, one a role, in the order of its articles; of countries alone."""
    published = {row["id"]: row.get("published") or "" for row in rows_of(folder / "articles.jsonl")}
    for gold in rows_of(folder / "gold.jsonl"):
        day = published.get(gold["id"], "")
        if len(day) != len("2020-08-28"):
            continue
        named = {entity["id"]: entity for entity in gold["entities"]}
        for role in gold["roles"]:
            person = named[role["person"]]
            asked = office_kind(role["title"]) in KINDS and not NOT_NOW.search(role["title"])
            if asked and not person.get("unnamed") and gazetteer.country_of(role["of"] or ""):
                names = tuple(dict.fromkeys([person["name"], *person["mentions"]]))
                yield Question(role["title"], role["of"], date.fromisoformat(day), names)


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def is_named(holding: Holding, names: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Whether one of the names may be the holder's: the same family name, and no other first name."""
    entry = gazetteer.entry(holding.person)
    known = [alias.text for alias in entry.aliases] if entry else []
    return any(may_name(name, text) for name in names for text in [holding.name, *known])


def may_name(name: str, known: str) -> bool:
    """Whether a name in a text may mean a known full name: the same by likeness, or a part of its words."""
    one, other = core_words(name), core_words(known)
    if not one or not other:
        return False
    alike = likeness(one, other, ()) > 0 or family(one[-1]) == family(other[-1])
    alike = alike or (len(one) > 2 and one[:2] == other[:2])  # a surname that the page garbled
    return alike or set(one) <= set(words(known)) or set(other) <= set(one)


def main() -> None:
    """Measure and print one line a folder, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each answer that is not right")
    arguments = parser.parse_args()
    gazetteer = Gazetteer.load()
    total: Counter[str] = Counter()
    for folder in arguments.folders:
        counts: Counter[str] = Counter()
        for question in questions(folder, gazetteer):
            found = gazetteer.holder(question.title, question.of, on=question.on)
            answer = (
                "none"
                if found is None
                else "right"
                if is_named(found, question.names, gazetteer)
                else "wrong"
            )
            counts[answer] += 1
            if arguments.errors and answer != "right":
                print(answer, question, found and found.name)
        print(line(str(folder), counts))
        total += counts
    print(line("all", total))


def line(label: str, counts: Counter[str]) -> str:
    """Return one line of shares."""
    asked = counts.total() or 1
    shares = "  ".join(f"{answer} {counts[answer] / asked:.3f}" for answer in ("right", "wrong", "none"))
    return f"{label:30} asked {counts.total():4}  {shares}"


if __name__ == "__main__":
    main()
