"""Measures what `confidence` is worth: `python -m benchmarks.confidence FOLDER… [--model MODEL]`.

Each folder holds `articles.jsonl` and `gold.jsonl`. A record is right if it is matched with an encounter of the
annotation, as in `newsents evaluate`. Counted are those of each confidence and of each rule, over all folders.
Beside a rule stands the share that the library gives it (`Frame.precision`), with "!" if that is more than a tenth
above what was measured on ten records or more.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import newsents
from benchmarks.holders import rows_of
from newsents import Encounter
from newsents.outputs.evaluate import Comparison
from newsents.outputs.jsonl import article_to_measure
from newsents.rules.meetings import FRAMES

LEVELS = ("high", "medium", "low")
ENOUGH = 10
"""Records from which on a share says something about a rule."""
TOO_SURE = 0.1


def verdicts(folder: Path, model: str | None) -> Iterator[tuple[Encounter, bool]]:
    """Yield each record that is found in the articles of a folder, and whether it is right."""
    articles = map(article_to_measure, rows_of(folder / "articles.jsonl"))
    reports = {report.id: report for report in newsents.extract_many(articles, nlp=newsents.load(model))}
    for gold in rows_of(folder / "gold.jsonl"):
        report = reports[gold["id"]]
        right = {said["id"] for _, said in Comparison(gold, newsents.to_gold(report)).matched()}
        yield from ((encounter, encounter.id in right) for encounter in report.encounters)


def line(label: str, right: int, of: int) -> str:
    """Return one line of a share."""
    return f"{label:24} {right:4} of {of:4}  {right / of if of else 0:.2f}"


def main() -> None:
    """Measure and print one line a confidence, and one for each rule that found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--model", help="a spaCy model; by default what load() takes")
    arguments = parser.parse_args()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for folder in arguments.folders:
        for encounter, is_right in verdicts(folder, arguments.model):
            found.update([encounter.confidence, encounter.rule])
            right.update([encounter.confidence, encounter.rule] if is_right else [])
    for level in LEVELS:
        print(line(level, right[level], found[level]))
    given = {frame.id: frame.precision for frame in FRAMES}
    for rule in sorted(given.keys() & found.keys(), key=lambda rule: (-found[rule], rule)):
        sure = found[rule] >= ENOUGH and given[rule] - right[rule] / found[rule] > TOO_SURE
        print(f"{line(rule, right[rule], found[rule])}  given {given[rule]:.2f}{' !' if sure else ''}")


if __name__ == "__main__":
    main()
