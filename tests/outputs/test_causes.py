"""Every error has a cause, and each cause is told from the others."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

import newsents
from newsents import Report
from newsents.outputs.causes import find_causes, format_causes

TEXT = "President Tomas Varela met Prime Minister Ilse Brandt in Vienna on Tuesday. Jan Kowal stayed at home."


@pytest.fixture(scope="module")
def report(nlp: Language) -> Report:
    return newsents.extract(newsents.Article(TEXT, published="2021-03-12", id="a1"), nlp=nlp)


def annotation(
    *sides: list[str], status: str = "happened", sentence: str = TEXT.split(". ")[0]
) -> dict[str, Any]:
    names = {
        "varela": "Tomas Varela",
        "brandt": "Ilse Brandt",
        "kowal": "Jan Kowal",
        "otieno": "Joseph Otieno",
    }
    entities = [{"id": id, "name": name, "mentions": [name]} for id, name in names.items()]
    told = {"id": "m1", "kind": "meeting", "status": status, "sides": list(sides), "evidence": [sentence]}
    return {"id": "a1", "entities": entities, "roles": [], "encounters": [told] if sides else []}


@pytest.mark.parametrize(
    ("gold", "causes"),
    [
        (annotation(["varela"], ["brandt"]), []),
        (annotation(["varela"], ["brandt"], status="planned"), ["wrong status"]),
        (annotation(["varela"], ["brandt", "kowal"]), ["wrong sides"]),
        (annotation(["kowal"], ["otieno"]), ["name not found"]),
        (annotation(["kowal"], ["brandt"]), ["wrong link or coreference"]),
        (annotation(["kowal"], ["brandt"], sentence="Elsewhere."), ["frame not matched", "not an encounter"]),
        (annotation(), ["not an encounter"]),
    ],
)
def test_cause(report: Report, gold: dict[str, Any], causes: list[str]) -> None:
    assert [error.cause for error in find_causes([gold], {"a1": report})] == causes


def test_the_lines_name_sentence_and_rule(report: Report) -> None:
    text = format_causes(list(find_causes([annotation()], {"a1": report})))
    assert text.startswith(
        "not an encounter: 1\n  a1\tnot an encounter\t–\tmeeting happened: Tomas Varela | Ilse Brandt\t"
    )
    assert "\tmeet.met\tPresident Tomas Varela met" in text
