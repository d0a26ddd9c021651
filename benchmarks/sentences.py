"""Measures whether a sentence tells of an encounter: `python -m benchmarks.sentences SENTENCES.jsonl [--model MODEL]`.

Each line has `text`, one sentence, and `meet`: whether event coders gave it a code of CONSULT (meeting, visit, call).
That is another definition than ours: it has no need of two named parties. A sentence counts as telling of one if it
gives a record that happened or is planned.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import newsents
from benchmarks.holders import rows_of
from newsents.outputs.evaluate import Counts

TELLING = {"happened", "planned"}


def counts_of(path: Path, model: str | None) -> Counts:
    """Count the sentences that tell of an encounter, by the codes and by the records."""
    rows = list(rows_of(path))
    articles = (newsents.Article(text=row["text"], id=str(number)) for number, row in enumerate(rows))
    reports = newsents.extract_many(articles, nlp=newsents.load(model))
    told = {report.id for report in reports if any(e.status in TELLING for e in report.encounters)}
    return Counts.of_sets({str(number) for number, row in enumerate(rows) if row["meet"]}, told)


def main() -> None:
    """Measure and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--model", help="a spaCy model; by default what load() takes")
    arguments = parser.parse_args()
    counts = counts_of(arguments.sentences, arguments.model)
    print(f"told {counts.found + counts.missed}  said {counts.found + counts.false}  right {counts.found}")
    print(f"precision {counts.precision:.3f}  recall {counts.recall:.3f}  F1 {counts.f1:.3f}")


if __name__ == "__main__":
    main()
