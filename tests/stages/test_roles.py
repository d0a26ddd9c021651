"""Roles: each title in the text is of what stands beside it, else of the country that the article names for it."""

from __future__ import annotations

import pytest

import newsents


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Kenyan President William Ruto met Finance Minister Elena Duran in Nairobi.",
            [("President", "Kenya"), ("Finance Minister", None)],
        ),
        (
            "President Bola Tinubu flew home to Nigeria on Monday after he met the envoys.",
            [("President", "Nigeria")],
        ),
        (
            "Foreign ministry spokesperson Mao Ning spoke in Beijing, China. Chinese President Xi Jinping was away.",
            [("spokesperson", None), ("President", "China")],
        ),
        (
            "General Bakari Demo, deputy premier and commander of the National Guard, met President William Ruto.",
            [("deputy premier", None), ("commander", "National Guard"), ("President", None)],
        ),
    ],
)
def test_an_office_is_of_what_the_article_says(text: str, roles: list[tuple[str, str | None]]) -> None:
    assert [(role.title, role.of_name) for role in newsents.extract(text).roles] == roles


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ilse Brandt met the Senate President, Anyima Oduk Anyima, on Monday.", "Anyima Oduk Anyima"),
        ("Ilse Brandt met the Secretary, Chief Oduk Anyima, on Monday.", "Oduk Anyima"),
        ("Ilse Brandt met Comrade Adamu Oduk on Monday.", "Adamu Oduk"),
        ("Ilse Brandt met Fjord Motor Chairman Han Yong-su on Monday.", "Han Yong-su"),
        ("Ilse Brandt met the Minister, Monday's papers said.", "Minister"),
    ],
)
def test_who_bears_an_office(text: str, people: str) -> None:
    found = newsents.extract(text, published="2020-08-28").encounters[0]
    assert [[p.name for p in side] for side in found.sides] == [["Ilse Brandt"], [people]]


def test_a_participant_has_title_and_body_of_the_same_role() -> None:
    text = (
        "General Bakari Demo, deputy premier and commander of the National Guard, met President William Ruto."
    )
    found = newsents.extract(text).encounters[0].participants[0]
    assert (found.title, found.of_name) == ("commander", "National Guard")
