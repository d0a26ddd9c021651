"""The measure: by hand on small cases, and to the digit as the reference where it is there."""

from __future__ import annotations

import contextlib
import copy
import importlib.util
import io
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsents.outputs.evaluate import Counts, evaluate, format_scores, pair_errors

Article = dict[str, Any]


def article(*encounters: Article, roles: tuple[Article, ...] = (), id: str = "a1") -> Article:
    names = ["Ana Brekke", "Tomas Varela", "Ilse Brandt", "Joseph Otieno"]
    entities = [
        {"id": f"e{i}", "name": name, "mentions": [name, name.split()[-1]]} for i, name in enumerate(names)
    ]
    return {"id": id, "entities": entities, "roles": list(roles), "encounters": list(encounters)}


def meeting(*sides: list[str], **more: Any) -> Article:
    fields = {
        "kind": "meeting",
        "status": "happened",
        "place": None,
        "date": None,
        "evidence": ["They met in May."],
    }
    return {**fields, "sides": list(sides), **more}


def scores(gold: Article, predicted: Article) -> dict[str, Any]:
    return evaluate([gold], {predicted["id"]: predicted})


def test_a_perfect_prediction_scores_one() -> None:
    gold = article(
        meeting(["e0"], ["e1", "e2"]), roles=({"person": "e0", "title": "Premier", "of": "Norway"},)
    )
    table = scores(gold, gold)
    assert table["articles"] == {"p": 1.0, "r": 1.0, "f": 1.0, "of": 1}
    assert table["pairs"]["gold"] == 2
    assert table["of"] == table["sides"] == {"accuracy": 1.0, "of": 1}


def test_what_is_missing_counts_as_empty() -> None:
    gold = article(meeting(["e0"], ["e1"]))
    assert evaluate([gold], {})["articles"] == {"p": 0.0, "r": 0.0, "f": 0.0, "of": 1}
    assert evaluate([], {})["articles"] == {"p": 0.0, "r": 0.0, "f": 0.0, "of": 0}
    assert scores(article(), article())["articles"]["of"] == 0


def test_articles_weigh_the_same_however_many_pairs() -> None:
    summit = article(meeting(["e0"], ["e1"], ["e2"], ["e3"]), id="summit")
    call = article(meeting(["e0"], ["e1"]), id="call")
    table = evaluate([summit, call], {"summit": summit})
    assert table["articles"]["f"] == 0.5
    assert table["pairs"]["r"] == 6 / 7


def test_entities_are_known_by_their_surface_forms() -> None:
    gold = article(meeting(["e0"], ["e1"]))
    entities = [
        {"id": "x", "name": "the Brekke’s", "mentions": []},
        {"id": "y", "name": "VARELA", "mentions": ["Tomas"]},
    ]
    predicted = {"id": "a1", "entities": entities, "encounters": [meeting(["x"], ["y"])]}
    assert scores(gold, predicted)["articles"]["f"] == 1.0


def test_a_double_record_is_false() -> None:
    gold, double = article(meeting(["e0"], ["e1"])), article(meeting(["e0"], ["e1"]), meeting(["e0"], ["e1"]))
    assert scores(gold, double)["encounters"] == {"p": 0.5, "r": 1.0, "f": 2 / 3, "gold": 1}


def test_a_visit_is_known_by_visitor_and_place() -> None:
    gold = article(meeting(["e0"], kind="visit", place="Geneva, Switzerland"))
    assert scores(gold, article(meeting(["e0"], kind="visit", place="Geneva")))["visits"]["f"] == 1.0
    assert scores(gold, article(meeting(["e0"], kind="visit", place="Bern")))["visits"]["f"] == 0.0
    assert scores(gold, article(meeting(["e0"], ["e1"])))["encounters"]["f"] == 0.0


def test_agreement_is_taken_over_matched_records() -> None:
    gold = article(meeting(["e0"], ["e1"], date="2020-05", place="Oslo"))
    other = article(
        meeting(["e1"], ["e0", "e2"], status="planned", kind="call", place="Oslo", evidence=["No."])
    )
    table = scores(gold, other)
    agreed = {
        what: table[what]["accuracy"] for what in ("kind", "status", "date", "place", "sides", "evidence")
    }
    assert agreed == {"kind": 0.0, "status": 0.0, "date": 0.0, "place": 1.0, "sides": 0.0, "evidence": 0.0}
    assert table["rare"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 0}


def test_errors_name_pair_and_sentence() -> None:
    gold, other = article(meeting(["e0"], ["e1"])), article(meeting(["e0"], ["e9"]))
    assert [str(error) for error in pair_errors([gold], {"a1": other})] == [
        "a1\tmiss\tAna Brekke + Tomas Varela\tThey met in May.",
        "a1\tfalse\tAna Brekke + e9 (?)\tThey met in May.",
    ]


def test_counts() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)
    assert Counts(1, 1, 0) + Counts(0, 0, 2) == Counts(1, 1, 2)
    assert Counts.of_sets({1, 2}, {2, 3}) == Counts(1, 1, 1)


def test_scores_read_as_a_table() -> None:
    first, *_ = format_scores(scores(article(), article(meeting(["e0"], ["e1"])))).splitlines()
    assert first == "articles   p 0.000  r 0.000  f 0.000  of 1"


@pytest.fixture(scope="module")
def reference(eval_folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", eval_folder / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(5))
def test_the_figures_are_those_of_the_reference(reference: ModuleType, eval_folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    parts = [(eval_folder / part / "gold.jsonl").read_text(encoding="utf-8") for part in ("train", "dev")]
    gold = [json.loads(line) for part in parts for line in part.split("\n") if line]
    predicted = {a["id"]: perturbed(a, rng) for a in gold if rng.random() < 0.95}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        table = reference.score(gold, predicted, errors=True)
    assert evaluate(gold, predicted) == table
    assert sorted(map(str, pair_errors(gold, predicted))) == sorted(printed.getvalue().splitlines())


def perturbed(gold: Article, rng: random.Random) -> Article:
    """A prediction with mistakes of every kind."""
    article = copy.deepcopy(gold)
    ids = [entity["id"] for entity in article["entities"]]
    for entity in article["entities"]:
        entity["mentions"] = rng.sample(entity["mentions"], rng.randint(0, len(entity["mentions"])))
        if entity["mentions"] and rng.random() < 0.2:
            entity["name"] = f"the {rng.choice(entity['mentions'])}’s"
        if rng.random() < 0.05:
            entity["mentions"].append(rng.choice(article["entities"])["name"])
    for encounter in article["encounters"]:
        changes: dict[str, list[Any]] = {
            "status": ["happened", "planned", "denied"],
            "kind": ["meeting", "call", "visit"],
            "place": [None, "Paris", "Paris, France"],
            "date": ["", None, "2020"],
            "evidence": [[], [" ".join(sentence.split()[::2]) for sentence in encounter["evidence"]]],
        }
        encounter.update({name: rng.choice(values) for name, values in changes.items() if rng.random() < 0.2})
        if rng.random() < 0.3:
            rng.choice(encounter["sides"]).append(rng.choice([*ids, "unknown"]))
    for role in article["roles"]:
        if rng.random() < 0.3:
            role["of"] = rng.choice([None, "Iraq", "the U.S.", "France"])
        if rng.random() < 0.1:
            role.update(title=f"The {role['title'].upper()}", person=rng.choice([*ids, "unknown"]))
    article["encounters"] += rng.sample(
        article["encounters"], rng.randint(0, len(article["encounters"])) // 2
    )
    del article["encounters"][: rng.randint(0, 1)]
    for part in ("entities", "encounters", "roles"):
        rng.shuffle(article[part])
    return article
