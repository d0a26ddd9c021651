"""Measures entity links on articles with gold QIDs: `python benchmarks/linking.py ARTICLES.jsonl [--errors]`.

Each line has `text`, perhaps `published`, and `gold`: spans with `start`, `end` (code points), `qid` and `type`
(classes of Wikidata, joined by `|`). Counted are the gold spans of persons, countries and organisations. `recall`
is the share of them that got their QID; `precision` the share of right ones among the QIDs given to a span of gold.
A QID belongs to a gold span if its mention has the same bounds, or the same end: "President Bush" for "Bush".
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import newsents

PERSON, COUNTRY, ORGANISATION = "Q215627", "Q6256", "Q43229"
COUNTED = {PERSON, COUNTRY, ORGANISATION}


def links_of(report: newsents.Report) -> dict[tuple[int, int], str]:
    """Return the QID of each mention that has one, by its span."""
    qids = {entity.id: entity.kb_id for entity in report.entities}
    found = {}
    for mention in report.mentions:
        qid = qids.get(mention.entity or "")
        if qid and qid.startswith("Q"):
            found[mention.start, mention.end] = qid
    return found


def counted(span: dict[str, Any]) -> bool:
    """Whether a gold span is a person, a country or an organisation with a QID of its own."""
    return str(span["qid"]).startswith("Q") and bool(COUNTED.intersection(str(span["type"]).split("|")))


def verdicts(
    row: dict[str, Any], report: newsents.Report
) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Yield right, wrong or missed for each counted span of gold, with the QID given."""
    given = links_of(report)
    for span in filter(counted, row["gold"]):
        qid = given.get((span["start"], span["end"])) or same_name(given, span)
        yield ("missed" if qid is None else "right" if qid == span["qid"] else "wrong"), span, qid


def same_name(given: dict[tuple[int, int], str], span: dict[str, Any]) -> str | None:
    """The QID of the mention that ends where the span ends: a title or an article more or less is no error."""
    found = [(e - s, qid) for (s, e), qid in given.items() if e == span["end"]]
    return max(found)[1] if found else None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each wrong and missed span")
    parser.add_argument("--model", help="a spaCy model; by default what load() takes")
    arguments = parser.parse_args()
    nlp = newsents.load(arguments.model)
    counts: Counter[str] = Counter()
    for line in arguments.articles.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = newsents.extract(row["text"], published=row.get("published"), nlp=nlp)
        for verdict, span, qid in verdicts(row, report):
            counts[verdict] += 1
            if arguments.errors and verdict != "right":
                print(f"{verdict:7}{span['text']!r:40} {span['qid']:10} {span['name']!r} given {qid}")
    given = counts["right"] + counts["wrong"]
    print(f"gold {counts.total()}  given {given}  right {counts['right']}")
    print(
        f"precision {counts['right'] / (given or 1):.3f}  recall {counts['right'] / (counts.total() or 1):.3f}"
    )


if __name__ == "__main__":
    main()
