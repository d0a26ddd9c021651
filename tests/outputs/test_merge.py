from __future__ import annotations

import random
from typing import Any

import pytest

from made import made_report
from newsents import Occasion, Report, merge

A, B, C = "Q1 Ana Brekke", "Q2 Tomas Varela", "Q3 Ilse Brandt"


def two(*changes: dict[str, Any], **shared: Any) -> tuple[Occasion, ...]:
    """The occasions of reports that differ only in this."""
    met = {"sides": [[A], [B]], "date": "2020-08-27", **shared}
    return merge([made_report(f"r{n}", {**met, **change}) for n, change in enumerate(changes)])


def test_the_same_meeting_of_two_articles_is_one_occasion() -> None:
    dated = {"sides": [[A], [B]], "date": "2020-08-27", "place": "Q90 Paris / FR"}
    reports = [
        made_report("late", {"sides": [[B], [A]], "date": "2020-08"}, published="2020-09-02"),
        made_report("early", dated, published="2020-08-28"),
    ]
    (occasion,) = merge(reports)
    assert [source.report_id for source in occasion.sources] == ["early", "late"]
    assert [party.key for party in occasion.participants] == ["Q1", "Q2"]
    assert occasion.date is not None
    assert (occasion.date.iso, occasion.place and occasion.place.name) == ("2020-08-27", "Paris")
    assert str(occasion) == "2020-08-27  Ana Brekke met Tomas Varela in Paris  [happened]  (2 sources)"
    assert Occasion.model_validate_json(occasion.model_dump_json()) == occasion


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2020-08-28"},
        {"date": "2020-08"},
        {"status": "planned"},
        {"status": "possible"},
        {"place": "Q90 Paris / FR"},
        {"sides": [[B], [A]]},
        {"sides": [[A], [B, C]]},
    ],
)
def test_what_is_one_occasion(change: dict[str, Any]) -> None:
    (occasion,) = two({}, change)
    assert occasion.status == "happened"
    assert len(occasion.sources) == 2
    assert merge([]) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2020-08-30"},
        {"date": "2020"},
        {"date": "2020-07"},
        {"date": None},
        {"status": "denied"},
        {"kind": "call"},
        {"sides": [[A], [C]]},
        {"sides": [[A], [B], [C]]},
        {"sides": [[A, C], [B]], "date": "2020-08-28"},
        {"sides": [[A, B], [C]]},
    ],
)
def test_what_is_two(change: dict[str, Any]) -> None:
    assert len(two({}, change)) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Q90 Paris / FR", "Q142 France / FR", 1),
        ("Q90 Paris / FR", "Paris", 1),
        ("Q90 Paris / FR", "Q64 Berlin / DE", 2),
        ("Q90 Paris / FR", "Q456 Lyon / FR", 2),
        ("Q90 Paris / FR", "Elysee Palace / FR", 1),
        ("Paris", "Lyon", 2),
    ],
)
def test_places_must_not_exclude_each_other(one: str, other: str, count: int) -> None:
    assert len(two({"place": one}, {"place": other})) == count


def test_a_denial_joins_a_denial() -> None:
    occasions = two({"status": "denied"}, {"status": "denied"}, {}, {"status": "possible"})
    assert sorted((o.status, len(o.sources)) for o in occasions) == [("denied", 2), ("happened", 2)]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("John Smith", "John Smith", 2),
        ("John Smith / Envoy / KE", "John Smith / Minister / KE", 1),
        ("John Smith / Envoy / KE", "John Smith / Envoy / NZ", 2),
        ("John Smith / Envoy, Kenya", "John Smith / envoy, Kenya", 1),
        ("John Smith / Envoy, Kenya", "John Smith / Envoy, Fiji", 2),
    ],
)
def test_namesakes_must_share_a_country_or_an_office(one: str, other: str, count: int) -> None:
    assert len(two({"sides": [[A], [one]]}, {"sides": [[A], [other]]})) == count


def test_two_encounters_of_one_report_stay_two() -> None:
    met = {"sides": [[A], [B]], "date": "2020-08-27"}
    assert len(merge([made_report("a", met, met)])) == 2
    assert [len(o.sources) for o in merge([made_report("a", met, met), made_report("b", met)])] == [2, 1]


def test_news_without_a_date_is_of_the_days_before_it() -> None:
    told = made_report("a", {"sides": [[A], [B]]}, published="2020-08-28")
    dated = made_report("b", {"sides": [[A], [B]], "date": "2020-08-27"})
    assert len(merge([told, dated])) == 1
    assert len(merge([told, made_report("b", {"sides": [[A], [B]], "date": "2020-08-20"})])) == 2
    assert len(merge([made_report("a", {"sides": [[A], [B]]})] * 2)) == 2


def test_visits_are_joined_by_place() -> None:
    visit = {"kind": "visit", "sides": [[A]]}
    assert len(two({"place": "Q90 Paris / FR"}, {"place": "Q142 France / FR"}, **visit)) == 1
    assert len(two({"place": "Q90 Paris / FR"}, {"place": "Q64 Berlin / DE"}, **visit)) == 2


def test_the_order_of_the_reports_makes_no_difference() -> None:
    rng = random.Random(7)
    reports: list[Report] = []
    for number in range(60):
        sides = [[A], [rng.choice([B, C])]] if rng.random() < 0.7 else [[A], [B, C]]
        day = rng.choice(["2020-08-27", "2020-08-28", "2020-08", "2020", None])
        status = rng.choice(["happened", "planned", "denied"])
        reports.append(made_report(f"r{number}", {"sides": sides, "date": day, "status": status}))
    expected = merge(reports)
    assert sum(len(o.sources) for o in expected) == 60
    for _ in range(5):
        rng.shuffle(reports)
        assert merge(reports) == expected
