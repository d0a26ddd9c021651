"""The front door: load, extract, extract_many, to_docs, and every bad input."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import newsents
from newsents import Article, ArticleError, FrameError, GazetteerError, ModelError, Report, pipeline
from newsents.rules.meetings import Frame
from newsents.stages.notes import Resources

SENTENCE = "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday."
COUNCIL = {"id": "my:zc", "type": "ORG", "name": "Zorblax Council"}
GOLF = {"id": "meet.golf", "kind": "meeting", "pos": "verb", "words": ["golf"], "others": ["with"]}


# load


def test_load_adds_tokens_first_and_the_composite_last(nlp: Language) -> None:
    assert nlp.pipe_names[0] == "newsents_tokens"
    assert nlp.pipe_names[-1] == "newsents"


def test_load_says_which_model(model_path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "newsents"):
        nlp = newsents.load(model_path)
    assert [record.getMessage() for record in caplog.records] == [
        f"model {pipeline.model_name(nlp)} from {model_path}"
    ]
    assert newsents.extract(SENTENCE, nlp=nlp).model == pipeline.model_name(nlp)


def test_a_language_is_added_to_in_place_and_twice_is_no_error(fresh_nlp: Language) -> None:
    assert newsents.load(fresh_nlp) is fresh_nlp
    names = list(fresh_nlp.pipe_names)
    assert newsents.load(fresh_nlp).pipe_names == names
    assert newsents.load(fresh_nlp, gazetteer=COUNCIL).pipe_names == names
    assert "my:zc" in {entity.kb_id for entity in newsents.extract(zorblax(), nlp=fresh_nlp).entities}
    assert newsents.load(fresh_nlp, set_ents=True).pipe_names == names


def test_a_disabled_component_is_left_as_it_is(fresh_nlp: Language) -> None:
    newsents.load(fresh_nlp).select_pipes(disable=["newsents", "newsents_tokens"])
    assert newsents.load(fresh_nlp).component_names.count("newsents") == 1
    with pytest.raises(ModelError, match="no component 'newsents'"):
        newsents.extract(SENTENCE, nlp=fresh_nlp)


def zorblax() -> str:
    return "Florence Parly met the Zorblax Council in Baghdad."


@pytest.mark.parametrize("kind", ["mapping", "list", "file"])
def test_the_gazetteer_may_be_overlaid(model_path: str, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"id": "my:zc", "type": "ORG", "name": "Zorblax Council"}\n', encoding="utf-8")
    source: Any = {"mapping": COUNCIL, "list": [COUNCIL], "file": file}[kind]
    nlp = newsents.load(model_path, gazetteer=source)
    report = newsents.extract(zorblax(), nlp=nlp)
    assert "my:zc" in {entity.kb_id for entity in report.entities}
    assert report.gazetteer != newsents.extract(zorblax(), nlp=newsents.load(model_path)).gazetteer


def test_a_malformed_overlay_is_an_error_at_once(model_path: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"id": "my:zc", "type": "ORG", "name": "Zorblax"}\n{oops\n', encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 2"):
        newsents.load(model_path, gazetteer=file)
    with pytest.raises(GazetteerError, match="cannot be read"):
        newsents.load(model_path, gazetteer=tmp_path / "none.jsonl")
    for wrong in ([5], 5, newsents.Gazetteer.load()):
        with pytest.raises(GazetteerError, match="expected a path or a mapping"):
            newsents.load(model_path, gazetteer=wrong)  # type: ignore[arg-type]


def test_frames_of_the_user_are_read(model_path: str) -> None:
    told = "President Barham Salih golfed with Florence Parly on Tuesday."
    assert newsents.extract(told, nlp=newsents.load(model_path)).encounters == ()
    for frame in (GOLF, pipeline.read_frame(GOLF)):
        report = newsents.extract(told, nlp=newsents.load(model_path, frames=frame))
        assert [encounter.rule for encounter in report.encounters] == ["meet.golf"]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ({**GOLF, "kind": "golf"}, "kind"),
        ({**GOLF, "wrods": []}, "no field 'wrods'"),
        ({"id": "x"}, "x"),
        (5, "int"),
    ],
)
def test_a_malformed_frame_is_an_error(model_path: str, frame: Any, words: str) -> None:
    with pytest.raises(FrameError, match=words):
        newsents.load(model_path, frames=[frame])


def test_a_frame_is_read_with_tuples() -> None:
    assert pipeline.read_frame(GOLF) == Frame("meet.golf", "meeting", "verb", ("golf",), ("with",))


def test_tokens_without_a_tree_stay_by_themselves(nlp: Language) -> None:
    """Else `token.children` reads memory that is not of the `Doc`, and ends the process for some texts."""
    doc = nlp("Well—it’s late, and she’s tired — isn’t she?")
    assert not doc.has_annotation("DEP")
    assert [(t.left_edge.i, t.right_edge.i) for t in doc] == [(i, i) for i in range(len(doc))]
    assert len(list(doc.sents)) == 1


def test_trees_are_read_where_needed_or_everywhere(
    model_path: str, fresh_nlp: Language, tmp_path: Path
) -> None:
    told = "The weather was fine. Florence Parly met Barham Salih in Baghdad."
    needed, whole = newsents.load(model_path), newsents.load(model_path, parse="all")
    assert [sent.text for sent in needed(told).sents] == [sent.text for sent in whole(told).sents]
    assert {token.dep_ for token in next(iter(needed(told).sents))} == {""}
    assert [t.dep_ for t in list(needed(told).sents)[1]] == [t.dep_ for t in list(whole(told).sents)[1]]
    assert newsents.extract(told, nlp=needed) == newsents.extract(told, nlp=whole)
    assert newsents.load(fresh_nlp).pipe_names == whole.pipe_names
    assert newsents.load(fresh_nlp, parse="needed").pipe_names == needed.pipe_names
    needed.to_disk(tmp_path)
    assert newsents.load(tmp_path).pipe_names == needed.pipe_names
    assert newsents.load(tmp_path, parse="all").pipe_names == whole.pipe_names
    with pytest.raises(ValueError, match="needed, all"):
        newsents.load(model_path, parse="some")


def test_unknown_settings_are_an_error(model_path: str) -> None:
    with pytest.raises(TypeError, match=r"'set_entz'; there are set_ents"):
        newsents.load(model_path, set_entz=True)


def test_ents_are_left_alone_unless_asked(fresh_nlp: Language, model_path: str) -> None:
    before = [(ent.text, ent.label_) for ent in fresh_nlp(SENTENCE).ents]
    newsents.load(fresh_nlp)
    assert [(ent.text, ent.label_) for ent in fresh_nlp(SENTENCE).ents] == before
    doc = newsents.load(model_path, set_ents=True)(SENTENCE)
    parly = next(ent for ent in doc.ents if ent.text == "Florence Parly")
    assert parly.label_ == "PERSON"
    assert parly.kb_id_ == newsents.Gazetteer.load().lookup("Florence Parly")[0].entry.id


def test_spans_carry_label_and_id(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    spans = {span.text: (span.label_, span.kb_id_) for span in doc.spans["newsents"]}
    assert spans["Baghdad"] == ("GPE", "Q1530")
    assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["newsents"]] == [
        (m.start, m.end, m.label) for m in doc._.newsents.mentions
    ]


# Models that will not do


def test_an_unknown_model_is_an_error_that_names_the_cure() -> None:
    with pytest.raises(ModelError, match=r"no_such_model.*python -m spacy download en_core_web_sm"):
        newsents.load("no_such_model")
    with pytest.raises(ModelError, match="int"):
        newsents.load(5)  # type: ignore[arg-type]


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        newsents.load(tmp_path)


def test_a_damaged_model_is_an_error(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = en\npipeline = [", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        newsents.load(tmp_path)


@pytest.mark.parametrize("lacking", ["tagger", "parser", "ner"])
def test_a_model_that_lacks_a_component_is_an_error_that_names_it(fresh_nlp: Language, lacking: str) -> None:
    fresh_nlp.disable_pipe(lacking)
    with pytest.raises(ModelError, match=f"has no {lacking} .*python -m spacy download en_core_web_sm"):
        newsents.load(fresh_nlp)
    fresh_nlp.remove_pipe(lacking)
    with pytest.raises(ModelError, match=f"has no {lacking} "):
        newsents.load(fresh_nlp)


def test_a_blank_or_foreign_pipeline_is_an_error() -> None:
    with pytest.raises(ModelError, match="no tagger and no parser and no ner"):
        newsents.load(spacy.blank("en"))
    with pytest.raises(ModelError, match="'de'"):
        newsents.load(spacy.blank("de"))


def test_a_pipeline_without_newsents_is_an_error(model_nlp: Language) -> None:
    with pytest.raises(ModelError, match=r"newsents\.load\(nlp\)"):
        newsents.extract(SENTENCE, nlp=model_nlp)


# extract


def test_extract_says_who_met_whom(nlp: Language) -> None:
    report = newsents.extract(SENTENCE, published="2020-08-28", nlp=nlp)
    assert [str(encounter) for encounter in report.encounters] == [
        "2020-08-27  Florence Parly (Defense Minister, France) met Barham Salih (President, Iraq) in Baghdad"
        "  [happened]"
    ]
    assert report.model == pipeline.model_name(nlp)
    assert report.gazetteer == f"{newsents.Gazetteer.load().version} {newsents.Gazetteer.load().digest}"
    assert report.warnings == ()


def test_extract_takes_an_article_or_words_with_title_and_date(nlp: Language) -> None:
    article = Article(SENTENCE, title="Parly in Baghdad", published="2020-08-28", id="a1")
    by_article = newsents.extract(article, nlp=nlp)
    by_words = newsents.extract(SENTENCE, title="Parly in Baghdad", published=date(2020, 8, 28), nlp=nlp)
    assert by_article == by_words.model_copy(update={"id": "a1"})
    assert by_article.text == article.full_text
    for more in ({"published": "2020-08-28"}, {"title": "T"}):
        with pytest.raises(TypeError, match="belong into the Article"):
            newsents.extract(article, nlp=nlp, **more)


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0\r\n", "\ufeff"])
def test_nothing_to_read_gives_an_empty_report(nlp: Language, text: str) -> None:
    report = newsents.extract(text, published="2020-08-28", nlp=nlp)
    assert report.text == text
    assert (report.mentions, report.entities, report.encounters, report.error) == ((), (), (), None)
    assert report.published == date(2020, 8, 28)
    assert report.model
    assert report.gazetteer


def test_a_title_alone_is_read(nlp: Language) -> None:
    report = newsents.extract("", title="Angela Merkel met Emmanuel Macron in Paris", nlp=nlp)
    assert report.text == "Angela Merkel met Emmanuel Macron in Paris\n\n"
    assert len(report.encounters) == 1


@pytest.mark.parametrize("text", [b"raw", None, 5, "bad \ud800 text"])
def test_what_is_no_text_is_an_error(nlp: Language, text: Any) -> None:
    with pytest.raises(ArticleError, match="text"):
        newsents.extract(text, nlp=nlp)


def test_a_wrong_date_is_an_error(nlp: Language) -> None:
    with pytest.raises(ArticleError, match="'yesterday' is no date"):
        newsents.extract(SENTENCE, published="yesterday", nlp=nlp)


def test_a_text_over_the_limit_is_an_error(nlp: Language) -> None:
    with pytest.raises(ArticleError, match=r"1,000,001 characters, more than nlp.max_length"):
        newsents.extract("a" * (nlp.max_length + 1), nlp=nlp)
    with pytest.raises(ArticleError):
        newsents.extract("a" * (nlp.max_length - 1), title="T", nlp=nlp)


ODD = [
    "\ufeffAngela Merkel met Emmanuel Macron.\r\n\r\nThe Cafe\u0301 was closed.",
    "Angela\u00a0Merkel met Emmanuel\u2009Macron\u2028in Paris.",
    "U.S.-China talks\x0bwent on.\x00\x01",
    "😀 Angela Merkel 😀 met Emmanuel Macron ($5)",
    "." * 500,
    "\n" * 500 + "x",
    "Angela Merkel, " * 300,
    "مرحبا بالعالم שלום",
    "Angela Merkel met AA¸ in Berlin.",
    "Iraq\x00 met U.S.\x00 x\x00y",
    "the the the met met with with and and and",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read_code_point_for_code_point(nlp: Language, text: str) -> None:
    assert newsents.extract(text, nlp=nlp).text == text


_PIECES = st.sampled_from(
    ["Angela Merkel", "President", "the", "met", "with", "and", "Iraq", "U.S.-China", "Thursday", "in", ",", ".",
     "\n\n",
     "visited", "talks", "between", "(", ")", "IS", "’s", "“", "prime minister of", "said", "-", "his", "$", "\u00a0"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=40).map(" ".join) | st.text("AU.S’s-\x00\x85 \n"))
def test_any_text_gives_a_sound_report(nlp: Language, text: str) -> None:
    report = newsents.extract(text, published="2020-08-28", nlp=nlp)
    assert report.text == text
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_warnings_tell_of_language_and_time(nlp: Language) -> None:
    french = (
        "La ministre des armées a rencontré le président irakien à Bagdad, où elle a parlé de la coalition. "
    )
    assert "does not look English" in newsents.extract(french * 3, nlp=nlp).warnings[0]
    assert newsents.extract(french, nlp=nlp).warnings == ()
    late = newsents.extract(SENTENCE, published="2999-01-01", nlp=nlp).warnings
    assert [warning[:20] for warning in late] == ["published 2999-01-01"]


def test_tables_and_code_are_told_and_flood_nothing(nlp: Language) -> None:
    table = "".join(f"| Angela Merkel | {year} | 12,{year} | 4-2 | France |\n" for year in range(1990, 2020))
    code = "function meet(a, b) { return a.visit(b.call(x => x.talks)); }\n" * 30
    for text in (table, code):
        report = newsents.extract(text, nlp=nlp)
        assert report.warnings == ("the text looks like a table or code; newsents reads prose only",)
        assert report.encounters == ()


def test_the_default_pipeline_is_opened_once(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    opened: list[int] = []

    def load() -> Language:
        opened.append(1)
        return nlp

    monkeypatch.setattr(pipeline, "_default_nlp", None)
    monkeypatch.setattr(pipeline, "load", load)
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(newsents.extract, [SENTENCE] * 8))
    assert opened == [1]
    assert set(reports) == {newsents.extract(SENTENCE, nlp=nlp)}


# extract_many


MIXED: list[Any] = [
    SENTENCE,
    b"raw",
    Article(SENTENCE, published="2020-08-28", id="a2"),
    "",
    "bad \ud800",
    None,
    "Angela Merkel met Emmanuel Macron.",
    "x" * 1_000_001,
    Article("Angela Merkel visited Warsaw.", id="a8"),
]


@pytest.mark.parametrize("batch_size", [1, 2, 64])
def test_a_bad_article_spoils_no_other(nlp: Language, batch_size: int) -> None:
    reports = list(newsents.extract_many(MIXED, nlp=nlp, batch_size=batch_size))
    assert [report.error.kind if report.error else None for report in reports] == [
        None, "ArticleError", None, None, "ArticleError", "ArticleError", None, "ArticleError", None,
    ]  # fmt: skip
    for i in (0, 2, 3, 6, 8):
        assert reports[i] == newsents.extract(MIXED[i], nlp=nlp)
    assert reports[1].error is not None
    assert "bytes" in reports[1].error.message


def test_two_processes_give_the_same(nlp: Language) -> None:
    articles = [*MIXED, *[Article(SENTENCE, published="2020-08-28", id=str(i)) for i in range(9)]]
    alone = list(newsents.extract_many(articles, nlp=nlp))
    assert list(newsents.extract_many(articles, nlp=nlp, n_process=2, batch_size=3)) == alone


def test_articles_come_from_a_generator_whatever_the_batches(nlp: Language) -> None:
    told = [f"Angela Merkel met Emmanuel Macron in {year}." for year in range(1990, 2010)]
    alone = list(newsents.extract_many(told, nlp=nlp))
    for n_process, batch_size in ((1, 1), (1, 7), (2, 7), (2, 256)):
        many = newsents.extract_many(iter(told), nlp=nlp, n_process=n_process, batch_size=batch_size)
        assert list(many) == alone


@pytest.mark.filterwarnings("ignore:.*fork")
def test_spawned_processes_give_the_same(monkeypatch: pytest.MonkeyPatch, model_path: str) -> None:
    nlp = newsents.load(model_path, gazetteer=COUNCIL, frames=GOLF)
    told = [zorblax(), "President Barham Salih golfed with Florence Parly on Tuesday.", "x" * 101]
    nlp.max_length = 100
    alone = list(newsents.extract_many(told, nlp=nlp))
    assert [encounter.rule for encounter in alone[1].encounters] == ["meet.golf"]
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_context", lambda: spawn)
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda: "spawn")
    assert list(newsents.extract_many(told, nlp=nlp, n_process=2, batch_size=1)) == alone


def test_an_article_that_ends_its_worker_is_a_failure(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(doc: Any, resources: Resources) -> None:
        if "DEADLY" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setitem(pipeline.STAGES, "roles", deadly)  # type: ignore[arg-type]
    told = ["Angela Merkel met Emmanuel Macron.", "DEADLY", "Angela Merkel visited Warsaw."]
    reports = list(newsents.extract_many(told, nlp=nlp, n_process=2, batch_size=2))
    assert [report.error.kind if report.error else None for report in reports] == [
        None,
        "WorkerDiedError",
        None,
    ]


def test_several_threads_read_as_one_does(nlp: Language) -> None:
    told = [f"Angela Merkel met Emmanuel Macron in {year}." for year in range(1990, 2010)]
    alone = [newsents.extract(text, nlp=nlp) for text in told]
    with ThreadPoolExecutor(4) as pool:
        many = pool.submit(lambda: list(newsents.extract_many(told, nlp=nlp, batch_size=2)))
        assert list(pool.map(lambda text: newsents.extract(text, nlp=nlp), told)) == alone
        assert many.result() == alone


def failing_stage(doc: Any, resources: Resources) -> None:
    if "FAIL" in doc.text:
        raise KeyError("a fault")


@pytest.mark.filterwarnings("ignore:.*W127")  # spaCy tells so when a worker stopped on an error
@pytest.mark.parametrize(("n_process", "batch_size"), [(1, 1), (1, 3), (1, 64), (2, 3)])
def test_an_error_in_a_stage_is_a_failure_of_its_article(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, n_process: int, batch_size: int
) -> None:
    monkeypatch.setitem(pipeline.STAGES, "links", with_fault(pipeline.STAGES["links"]))  # type: ignore[arg-type]
    articles: list[Any] = [f"Angela Merkel met Emmanuel Macron in {i}." for i in range(1900, 1912)]
    for i in (0, 5, 6, 11):
        articles[i] = Article(f"FAIL {i}", id=f"a{i}")
    articles[8] = b"raw"
    reports = list(newsents.extract_many(articles, nlp=nlp, n_process=n_process, batch_size=batch_size))
    failed = [i for i, report in enumerate(reports) if report.error]
    assert failed == [0, 5, 6, 8, 11]
    assert [reports[i].id for i in (0, 5, 6, 11)] == ["a0", "a5", "a6", "a11"]
    assert reports[0].error.message == "stage 'links' failed: KeyError('a fault')"  # type: ignore[union-attr]
    assert {reports[i].error.kind for i in (0, 5, 6, 11)} == {"RuntimeError"}  # type: ignore[union-attr]
    assert [r.text for r in reports if not r.error] == [a for i, a in enumerate(articles) if i not in failed]


def with_fault(stage: Callable[..., None]) -> Callable[..., None]:
    def both(doc: Any, resources: Resources) -> None:
        failing_stage(doc, resources)
        stage(doc, resources)

    return both


def test_an_error_of_the_source_comes_after_what_it_gave(nlp: Language) -> None:
    def source() -> Iterator[str]:
        yield SENTENCE
        yield SENTENCE
        raise OSError("the disk is gone")

    reports = newsents.extract_many(source(), nlp=nlp)
    assert [next(reports).error, next(reports).error] == [None, None]
    with pytest.raises(OSError, match="disk"):
        next(reports)


def test_many_is_lazy(nlp: Language) -> None:
    taken: list[int] = []

    def source() -> Iterator[str]:
        for i in range(1000):
            taken.append(i)
            yield "Angela Merkel met Emmanuel Macron."

    reports = newsents.extract_many(source(), nlp=nlp, batch_size=8)
    assert taken == []
    next(reports)
    assert len(taken) < 200
    reports.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("articles", ["one text", b"raw", Article("x")])
def test_one_article_is_not_many(nlp: Language, articles: Any) -> None:
    with pytest.raises(TypeError, match="extract"):
        newsents.extract_many(articles, nlp=nlp)


@pytest.mark.parametrize("more", [{"n_process": 0}, {"batch_size": 0}])
def test_counts_must_be_positive(nlp: Language, more: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        newsents.extract_many([], nlp=nlp, **more)  # type: ignore[arg-type]


def test_progress_needs_tqdm(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(list(newsents.extract_many([SENTENCE], nlp=nlp, progress=True))) == 1
    assert "1/1" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match=r"newsents\[progress\]"):
        newsents.extract_many([SENTENCE], nlp=nlp, progress=True)


# to_docs


def test_docs_carry_the_article_into_the_stages(nlp: Language) -> None:
    articles = [Article(SENTENCE, published="2020-08-28", id="a1", url="http://x"), SENTENCE]
    dated, undated = nlp.pipe(newsents.to_docs(articles, nlp))
    assert dated._.newsents_article == {"id": "a1", "published": "2020-08-28", "url": "http://x"}
    assert dated._.newsents.encounters[0].date.iso == "2020-08-27"
    assert undated._.newsents.encounters[0].date is None
    with pytest.raises(ArticleError):
        list(newsents.to_docs([b"raw"], nlp))  # type: ignore[list-item]


def test_a_doc_that_was_not_analysed_has_an_empty_report(model_nlp: Language) -> None:
    assert model_nlp.make_doc("Angela Merkel").__class__.__name__ == "Doc"
    assert model_nlp.make_doc("Angela Merkel")._.newsents == Report(text="Angela Merkel")
