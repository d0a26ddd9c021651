from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import newsents
from newsents import (
    Article,
    ArticleError,
    Encounter,
    Entity,
    EventDate,
    Evidence,
    Failure,
    Link,
    Mention,
    Participant,
    Place,
    Report,
    Role,
)

TEXT = "Premier Ana Brekke met President Tomas Varela in Oslo on Tuesday."


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def mention(words: str, label: str = "PERSON", **more: Any) -> Mention:
    return Mention(**span(words), label=label, form="name", **more)


ANA = Participant(entity="e1", name="Ana Brekke", kb_id="Q1", title="Premier")
TOMAS = Participant(entity="e2", name="Tomas Varela", title="President", of_name="Peru")
OTHER = Participant(entity="e3", name="Ilse Brandt")


def encounter(**more: Any) -> Encounter:
    fields: dict[str, Any] = {
        "id": "m1",
        "kind": "meeting",
        "status": "happened",
        "sides": ((ANA,), (TOMAS,)),
        "place": Place(name="Oslo", country="NO"),
        "date": EventDate.of_day(date(2021, 3, 9), "on Tuesday"),
        "evidence": (Evidence(**span(TEXT)),),
        "trigger": Evidence(**span("met")),
        "rule": "meet.met",
        "confidence": "high",
    }
    return Encounter(**{**fields, **more})


def report(**more: Any) -> Report:
    fields: dict[str, Any] = {
        "text": TEXT,
        "mentions": (mention("Ana Brekke", entity="e1"), mention("Tomas Varela", entity="e2")),
        "entities": (
            Entity(id="e1", key="Q1", name="Ana Brekke", type="PERSON", kb_id="Q1", mentions=(0,)),
            Entity(id="e2", key="PERSON:tomas varela", name="Tomas Varela", type="PERSON", mentions=(1,)),
        ),
        "roles": (Role(person="e1", title="Premier", evidence=Evidence(**span("Premier Ana Brekke"))),),
        "encounters": (encounter(),),
    }
    return Report(**{**fields, **more})


# Articles


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-08-28", date(2020, 8, 28)),
        ("2020-08-28T23:59:00+02:00", date(2020, 8, 28)),
        (date(2020, 8, 28), date(2020, 8, 28)),
        (datetime(2020, 8, 28, 12), date(2020, 8, 28)),
        ("", None),
        (None, None),
    ],
)
def test_published_takes_dates_in_their_usual_forms(value: Any, day: date | None) -> None:
    assert Article("x", published=value).published == day


@pytest.mark.parametrize(
    "value", ["2020-13-01", "2020-02-30", "28.8.2020", "yesterday", "2020-08", 20200828, 1.5]
)
def test_published_that_is_no_date_is_an_error(value: Any) -> None:
    with pytest.raises(ArticleError, match="published"):
        Article("x", published=value)


@pytest.mark.parametrize("value", [b"raw", bytearray(b"raw"), None, 5, ["x"], "bad \ud800 text"])
def test_text_that_is_no_text_is_an_error(value: Any) -> None:
    with pytest.raises(ArticleError, match="text"):
        Article(value)


def test_the_error_names_place_and_cure() -> None:
    with pytest.raises(ArticleError, match=r"lone surrogate U\+D800 at character 4; decode"):
        Article("bad \ud800")
    with pytest.raises(ArticleError, match="title"):
        Article("x", title=b"raw")


def test_title_and_text_stay_code_point_for_code_point() -> None:
    text = "\ufeffCafe\u0301\r\n\u00a0x\t\n"
    assert Article(text).full_text == text
    assert Article(text, title="T").full_text == "T\n\n" + text
    assert Article(text, title="").full_text == text


# Spans and reports


def test_records_are_frozen_and_closed() -> None:
    with pytest.raises(ValidationError):
        report().encounters[0].status = "planned"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Participant(entity="e1", name="A", nickname="B")  # type: ignore[call-arg]
    assert isinstance(report().mentions, tuple)
    assert hash(report()) == hash(report())


@pytest.mark.parametrize("offsets", [(0, 3), (0, 0), (5, 2), (-1, 1)])
def test_a_span_that_does_not_fit_its_words_is_an_error(offsets: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        Evidence(start=offsets[0], end=offsets[1], text="" if offsets == (0, 0) else "ab")


def test_mentions_must_stand_where_they_say() -> None:
    with pytest.raises(ValidationError, match="does not stand at"):
        report(mentions=(Mention(start=1, end=4, text="Ana", label="PERSON", form="name"),), entities=())


def test_mentions_nest_but_do_not_cross() -> None:
    outer, inner = mention("Premier Ana Brekke"), mention("Ana")
    bare: dict[str, Any] = {"entities": (), "roles": (), "encounters": ()}
    assert len(report(mentions=(outer, inner), **bare).mentions) == 2
    for wrong in [(inner, outer), (inner, inner), (mention("Premier Ana"), mention("Ana Brekke"))]:
        with pytest.raises(ValidationError, match=r"sorted|twice|crosses"):
            report(mentions=wrong, **bare)


def test_references_must_lead_somewhere() -> None:
    nobody = Participant(entity="e9", name="Nobody")
    with pytest.raises(ValidationError, match="e9"):
        report(encounters=(encounter(sides=((ANA,), (nobody,))),))
    with pytest.raises(ValidationError, match="e9"):
        report(mentions=(mention("Ana Brekke", entity="e9"),), entities=(), roles=(), encounters=())
    twice = Entity(id="e1", key="k", name="n", type="ORG")
    with pytest.raises(ValidationError, match="share an id"):
        Report(text="", entities=(twice, twice))
    with pytest.raises(ValidationError, match="does not exist"):
        Report(text="", entities=(Entity(id="e1", key="k", name="n", type="ORG", mentions=(0,)),))


# Encounters


@pytest.mark.parametrize(
    "more",
    [
        {"sides": ((ANA,),)},
        {"sides": ((ANA,), ())},
        {"sides": ((ANA,), (ANA,))},
        {"sides": ((ANA, TOMAS), (TOMAS,))},
        {"kind": "call", "sides": ((ANA,),)},
        {"kind": "visit"},
        {"kind": "visit", "sides": ((ANA,),), "place": None},
        {"evidence": ()},
    ],
)
def test_an_encounter_with_unfit_sides_is_an_error(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        encounter(**more)


def test_a_visit_has_one_side_and_no_pairs() -> None:
    visit = encounter(kind="visit", sides=((ANA, TOMAS),))
    assert visit.pairs == ()
    assert [p.name for p in visit.participants] == ["Ana Brekke", "Tomas Varela"]
    assert (
        str(visit)
        == "2021-03-09  Ana Brekke (Premier), Tomas Varela (President, Peru) visited Oslo  [happened]"
    )


def test_pairs_are_those_across_sides() -> None:
    three = encounter(sides=((ANA, TOMAS), (OTHER,)))
    assert [(a.name, b.name) for a, b in three.pairs] == [
        ("Ana Brekke", "Ilse Brandt"),
        ("Tomas Varela", "Ilse Brandt"),
    ]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "040"),
        ({"rule": "host.received"}, "043"),
        ({"rule": "guest.was-received"}, "042"),
        ({"kind": "call", "rule": "call.phoned"}, "041"),
        ({"status": "planned"}, "030"),
        ({"status": "denied"}, "120"),
        ({"status": "possible"}, None),
    ],
)
def test_cameo_codes(more: dict[str, Any], code: str | None) -> None:
    assert encounter(**more).cameo == code


@pytest.mark.parametrize(
    ("more", "type_and_mode"),
    [
        ({}, ("CONSULT", None)),
        ({"sides": ((ANA,), (TOMAS,), (OTHER,))}, ("CONSULT", "multilateral")),
        ({"kind": "call"}, ("CONSULT", "phone")),
        ({"kind": "visit", "sides": ((ANA,),)}, ("CONSULT", "visit")),
        ({"status": "planned"}, ("AGREE", "meet")),
        ({"status": "denied"}, ("REJECT", "meet")),
        ({"status": "possible"}, None),
    ],
)
def test_plover_types(more: dict[str, Any], type_and_mode: tuple[str, str | None] | None) -> None:
    assert encounter(**more).plover == type_and_mode


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"kind": "call"},
            "Ana Brekke (Premier) spoke with Tomas Varela (President, Peru) in Oslo  [happened]",
        ),
        (
            {"status": "denied"},
            "Ana Brekke (Premier) did not meet Tomas Varela (President, Peru) in Oslo  [denied]",
        ),
        (
            {"sides": ((ANA,), (TOMAS,), (OTHER,)), "place": None, "status": "planned"},
            "Ana Brekke (Premier); Tomas Varela (President, Peru) and Ilse Brandt to meet  [planned]",
        ),
        (
            {"sides": ((ANA,), (TOMAS,), (OTHER,)), "kind": "call", "place": None},
            "Ana Brekke (Premier); Tomas Varela (President, Peru) and Ilse Brandt spoke  [happened]",
        ),
    ],
)
def test_an_encounter_reads_as_a_sentence(more: dict[str, Any], told: str) -> None:
    assert str(encounter(**more)) == f"2021-03-09  {told}"
    assert str(encounter(**more, date=None)) == f"undated  {told}"


def test_explain_says_why() -> None:
    told = encounter(attribution=Evidence(**span("Premier"))).explain()
    for words in ("meet.met", "'met'", "high", "'on Tuesday'", "Oslo", "according to: 'Premier'", TEXT):
        assert words in told


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        (EventDate.of_day(date(2020, 2, 29), ""), "2020-02-29"),
        (EventDate.of_week(date(2020, 3, 1), ""), "2020-02"),
        (EventDate.of_month(2020, 2, ""), "2020-02"),
        (EventDate.of_year(2020, ""), "2020"),
    ],
)
def test_iso_is_as_exact_as_the_date(when: EventDate, iso: str) -> None:
    assert when.iso == iso == str(when)


def test_weeks_run_from_monday_to_sunday() -> None:
    week = EventDate.of_week(date(2020, 8, 30), "")
    assert (week.start, week.end) == (date(2020, 8, 24), date(2020, 8, 30))
    with pytest.raises(ValidationError, match="ends"):
        EventDate(start=date(2020, 1, 2), end=date(2020, 1, 1), precision="day", text="")


# Who met whom


def test_who_met_takes_names_keys_and_ids() -> None:
    for who in ("Ana Brekke", "Q1", "ana brekke"):
        assert [entity.name for entity in report().who_met(who)] == ["Tomas Varela"]
    assert [entity.name for entity in report().who_met("PERSON:tomas varela")] == ["Ana Brekke"]
    assert report().who_met("Nobody") == ()
    assert report(encounters=(encounter(status="denied"),)).who_met("Q1") == ()


def test_entity_by_id() -> None:
    assert report().entity("e2").name == "Tomas Varela"
    with pytest.raises(KeyError):
        report().entity("e9")


def test_a_report_reads_as_text() -> None:
    assert str(report()) == (
        "2021-03-09  Ana Brekke (Premier) met Tomas Varela (President, Peru) in Oslo  [happened]"
    )
    assert str(Report(text="")) == "no encounters"
    assert (
        str(Report(text="", id="a", error=Failure(kind="ArticleError", message="no")))
        == "a: ArticleError: no"
    )


# JSON


def test_json_round_trip() -> None:
    full = report(
        error=Failure(kind="k", message="m"), warnings=("w",), published=date(2021, 3, 12), model="m 1"
    )
    assert Report.model_validate_json(full.model_dump_json()) == full
    assert Report.model_validate(full.model_dump()) == full


_words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with flat mentions, entities linked or not, and an encounter of the first two."""
    names = draw(st.lists(_words, min_size=2, max_size=5))
    mentions, text = [], ""
    for i, name in enumerate(names):
        text += draw(st.sampled_from(["", " ", "\n\n", "\r\n"]))
        mentions.append(
            Mention(
                start=len(text),
                end=len(text) + len(name),
                text=name,
                label="PERSON",
                form="name",
                entity=f"e{i}",
            )
        )
        text += name
    links = st.none() | st.builds(Link, method=_words, alias=_words, score=st.floats(0, 1))
    entities = [
        Entity(id=f"e{i}", key=name, name=name, type="PERSON", mentions=(i,), link=draw(links))
        for i, name in enumerate(names)
    ]
    sides = tuple((Participant(entity=f"e{i}", name=names[i]),) for i in range(2))
    days = st.none() | st.dates().map(lambda day: EventDate.of_day(day, "then"))
    whole = Evidence(start=0, end=len(text), text=text)
    met = encounter(sides=sides, evidence=(whole,), trigger=whole, date=draw(days), place=None)
    return Report(text=text, mentions=tuple(mentions), entities=tuple(entities), encounters=(met,))


@given(reports())
def test_any_report_survives_json(any_report: Report) -> None:
    assert Report.model_validate_json(any_report.model_dump_json()) == any_report


def test_reports_of_another_major_version_are_refused() -> None:
    assert Report(text="", schema_version="1.9").schema_version == "1.9"
    with pytest.raises(ValidationError, match=r"2\.0"):
        Report(text="", schema_version="2.0")


def test_the_committed_schema_is_that_of_the_records() -> None:
    """To write it anew: dump `Report.model_json_schema()` with indent 2 into newsents/report.schema.json."""
    path = Path(newsents.__file__).with_name("report.schema.json")
    assert json.loads(path.read_text(encoding="utf-8")) == Report.model_json_schema()
