from __future__ import annotations

import json

from spacy.language import Language

import newsents
from newsents.outputs.gold import to_gold

TEXT = (
    "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday. "
    "Parly visited Iraq with the prime minister of Canada. Angela Merkel stayed at home."
)


def test_gold_has_the_schema_of_the_guide(nlp: Language) -> None:
    report = newsents.extract(newsents.Article(TEXT, published="2020-08-28", id="a1"), nlp=nlp)
    gold = to_gold(report)
    assert list(gold) == ["id", "published", "entities", "roles", "encounters"]
    assert (gold["id"], gold["published"]) == ("a1", "2020-08-28")
    assert json.loads(json.dumps(gold)) == gold
    parly = next(e for e in gold["entities"] if e["name"] == "Florence Parly")
    assert parly["type"] == "PERSON"
    assert parly["mentions"] == [
        "Florence Parly",
        "Parly",
        "Defense Minister Florence Parly",
        "French Defense Minister Florence Parly",
    ]
    assert {"person": parly["id"], "title": "Defense Minister", "of": "France"} in gold["roles"]
    first = gold["encounters"][0]
    assert (first["kind"], first["status"], first["place"]) == ("meeting", "happened", "Baghdad")
    assert (first["date"], first["date_text"]) == ("2020-08-27", "Thursday")
    assert first["evidence"] == [TEXT.split(" Parly visited")[0]]


def test_only_those_who_take_part_are_listed(nlp: Language) -> None:
    gold = to_gold(newsents.extract(TEXT, nlp=nlp))
    ids = {entity["id"] for entity in gold["entities"]}
    used = {role["person"] for role in gold["roles"]} | {
        party for encounter in gold["encounters"] for side in encounter["sides"] for party in side
    }
    assert ids == used
    assert "Angela Merkel" not in {entity["name"] for entity in gold["entities"]}
