"""The benchmarks of accuracy count what `newsents evaluate` counts, on the marked articles of the notebooks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import newsents
from benchmarks.confidence import verdicts
from benchmarks.holders import rows_of
from benchmarks.sentences import counts_of
from newsents.outputs.evaluate import Counts, evaluate
from newsents.outputs.jsonl import article_to_measure

MARKED = Path(__file__).resolve().parents[1] / "notebooks" / "data"


def test_confidence_counts_the_records_that_evaluate_matches(tmp_path: Path) -> None:
    shutil.copy(MARKED / "marked_articles.jsonl", tmp_path / "articles.jsonl")
    shutil.copy(MARKED / "marked_gold.jsonl", tmp_path / "gold.jsonl")
    found = list(verdicts(tmp_path, "bundled"))
    articles = map(article_to_measure, rows_of(tmp_path / "articles.jsonl"))
    reports = newsents.extract_many(articles, nlp=newsents.load("bundled"))
    scores = evaluate(rows_of(tmp_path / "gold.jsonl"), {str(r.id): newsents.to_gold(r) for r in reports})
    right = sum(is_right for _, is_right in found)
    assert 0 < right < len(found)
    assert right / len(found) == scores["encounters"]["p"]


def test_a_sentence_tells_of_an_encounter_that_happened_or_is_planned(tmp_path: Path) -> None:
    told = {
        "Ilse Brandt met Olav Brekke in Oslo on Monday.": True,
        "Ilse Brandt will meet Olav Brekke in Oslo.": True,
        "Ilse Brandt did not meet Olav Brekke.": False,
        "Ilse Brandt and Olav Brekke are cousins.": True,
    }
    rows = [json.dumps({"text": text, "meet": meet}) for text, meet in told.items()]
    (tmp_path / "sentences.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert counts_of(tmp_path / "sentences.jsonl", "bundled") == Counts(found=2, false=0, missed=1)
