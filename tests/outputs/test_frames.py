from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pandas as pd
import polars as pl
import pytest
from spacy.language import Language

import newsents
from made import made_report
from newsents import Article, ArticleError, Report, from_frame, to_frame, who_met
from newsents.outputs.frames import COLUMNS, table_rows

TEXT = (
    "French Defense Minister Florence Parly met Iraqi President Barham Salih and Prime Minister Mustafa al-Kadhimi "
    "in Baghdad on Thursday. Parly will visit Beirut in September."
)
PAIRS = (
    "report_id encounter_id kind status confidence date date_start date_end precision place place_country "
    "a_key a_name a_title a_country b_key b_name b_title b_country sentence rule"
).split()


@pytest.fixture(scope="module")
def report(nlp: Language) -> Report:
    return newsents.extract(Article(TEXT, published="2020-08-28", id="a1"), nlp=nlp)


def test_pairs_are_those_of_the_report(report: Report) -> None:
    frame = to_frame([report], "pairs")
    assert list(frame.columns) == PAIRS
    told = [(a.name, b.name) for e in report.encounters for a, b in e.pairs]
    assert len(told) == 2
    assert list(zip(frame.a_name, frame.b_name, strict=True)) == told
    first = frame.iloc[0]
    assert (first.report_id, first.date, first.date_start) == ("a1", "2020-08-27", pd.Timestamp(2020, 8, 27))
    assert (first.a_key, first.a_country) == (report.encounters[0].participants[0].kb_id, "FR")
    assert first.sentence == report.encounters[0].evidence[0].text


@pytest.mark.parametrize("table", COLUMNS)
def test_an_empty_input_gives_columns_and_types(report: Report, table: str) -> None:
    full, empty = to_frame([report, report], table), to_frame([], table)
    assert list(full.columns) == list(empty.columns) == list(COLUMNS[table])
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert len(empty) == 0
    assert len(full) == 2 * len(to_frame(report, table)) > 0
    assert pd.concat([full, empty]).dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize("table", COLUMNS)
def test_polars_holds_the_same(report: Report, table: str) -> None:
    frame = to_frame([report], table, backend="polars")
    assert frame.columns == list(COLUMNS[table])
    assert frame.rows() == list(table_rows([report], table))
    assert frame.schema == to_frame([], table, backend="polars").schema
    assert isinstance(to_frame([], "pairs", backend="polars").schema["date_start"], pl.Date)


def test_types_are_those_of_what_the_columns_hold(report: Report) -> None:
    mentions, encounters = to_frame([report], "mentions"), to_frame([report], "encounters")
    assert mentions.dtypes.start == "int64"
    assert mentions.label.dtype == "category"
    assert [TEXT[m.start : m.end] for m in mentions.itertuples()] == list(mentions.text)
    assert encounters.date_start.dtype == "datetime64[s]"
    assert list(encounters.kind.cat.categories) == ["meeting", "call", "visit"]
    assert encounters.sides[0] == "Florence Parly | Barham Salih, Mustafa al-Kadhimi"


def test_dates_of_other_centuries_are_no_trouble() -> None:
    frame = to_frame(made_report("a", {"sides": [["Ana"], ["Tom"]], "date": "1520-06-07"}), "pairs")
    assert frame.date_start.dt.year.tolist() == [1520]


def test_unknown_tables_and_backends_are_told() -> None:
    with pytest.raises(ValueError, match="there are mentions, entities"):
        to_frame([], "people")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there are pandas, polars"):
        to_frame([], "pairs", backend="spark")  # type: ignore[arg-type]


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, newsents; newsents.to_frame, newsents.to_graph, newsents.merge, newsents.show;"
        "print([m for m in ('pandas', 'polars', 'networkx', 'matplotlib', 'IPython') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"newsents\[polars\]"):
        to_frame([], "pairs", backend="polars")


# from_frame


def test_a_table_of_ones_own_gives_articles() -> None:
    frame = pd.DataFrame(
        {
            "body": ["one", "two", None],
            "headline": ["A", None, float("nan")],
            "day": [pd.Timestamp("2020-08-28 09:30"), pd.NaT, pd.Timestamp("2020-01-01")],
            "id": [5, None, 7],
        }
    )
    assert list(from_frame(frame, text="body", title="headline", published="day")) == [
        Article("one", title="A", published=date(2020, 8, 28), id="5"),
        Article("two"),
        Article("", published=date(2020, 1, 1), id="7"),
    ]


def test_columns_of_the_usual_names_need_no_mention() -> None:
    rows = {"text": ["one"], "published": [datetime(2020, 8, 28, 9)], "id": ["a"], "other": [1]}
    for frame in (pd.DataFrame(rows), pl.DataFrame(rows), pd.DataFrame(rows).convert_dtypes()):
        assert list(from_frame(frame)) == [Article("one", published="2020-08-28", id="a")]


def test_faults_of_a_table_are_told_with_column_and_row() -> None:
    with pytest.raises(KeyError, match="no column 'body'; there are text, day"):
        from_frame(pd.DataFrame({"text": [], "day": []}), text="body")
    frame = pd.DataFrame({"text": ["a", "b"], "day": ["2020-08-28", "yesterday"]})
    articles = from_frame(frame, published="day")
    assert next(articles).text == "a"
    with pytest.raises(ArticleError, match="row 1: published: 'yesterday' is no date"):
        next(articles)


# who_met


@pytest.fixture
def pairs() -> pd.DataFrame:
    parly, salih, kadhimi = "Q1 Florence Parly", "Q2 Barham Salih", "Q3 Mustafa al-Kadhimi"
    return to_frame(
        [
            made_report("a", {"sides": [[parly], [kadhimi]], "date": "2020-08-27"}),
            made_report("b", {"sides": [[salih], [parly]], "date": "2020-08-20"}),
            made_report("c", {"sides": [["Q3 Kadhimi"], ["Ana Brekke"]], "date": "2020-07"}),
            made_report("d", {"sides": [[kadhimi], [salih]]}, {"sides": [[kadhimi], ["Tom"]], "status": "denied"}),
        ]
    )  # fmt: skip


def test_whom_somebody_met_in_order_of_days(pairs: pd.DataFrame) -> None:
    assert list(who_met(pairs, "Parly").b_name) == ["Barham Salih", "Mustafa al-Kadhimi"]
    assert list(who_met(pairs, "Q3").b_name) == ["Ana Brekke", "Florence Parly", "Barham Salih"]
    assert list(who_met(pairs, "kadhimi", status=["denied"]).b_name) == ["Tom"]
    assert list(who_met(pairs, "Salih").columns) == PAIRS


def test_whom_somebody_met_before_somebody_else(pairs: pd.DataFrame) -> None:
    assert list(who_met(pairs, "Parly", before="Kadhimi").b_name) == ["Barham Salih"]
    assert list(who_met(pairs, "Parly", after="Salih").b_name) == ["Mustafa al-Kadhimi"]
    assert list(who_met(pairs, "Kadhimi", before="2020-07-20").b_name) == []
    assert list(who_met(pairs, "Kadhimi", before=date(2020, 8, 1)).b_name) == ["Ana Brekke"]
    with pytest.raises(KeyError, match="never met 'Brekke'"):
        who_met(pairs, "Parly", before="Brekke")
    with pytest.raises(KeyError, match="nobody"):
        who_met(pairs, "Nobody Here")
