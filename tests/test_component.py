"""The components in spaCy: saved and loaded, packed and sent to other processes, in one piece or apart."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsents
from newsents import Article, Report
from newsents.pipeline import STAGES, Component
from newsents.stages.notes import notes_of
from processes import run_python

TEXT = (
    "French Defense Minister Florence Parly met President Barham Salih and the Zorblax Council "
    "in Baghdad on Thursday.\n\n"
    "U.S.-China talks resumed. She will golf with Prime Minister Mustafa al-Kadhimi on Monday."
)
ARTICLE = Article(TEXT, title="Parly in Baghdad", published="2020-08-28", id="a1")
COUNCIL = {"id": "my:zc", "type": "ORG", "name": "Zorblax Council"}
GOLF = {"id": "meet.golf", "kind": "meeting", "pos": "verb", "words": ["golf"], "others": ["with"]}

READ = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
doc = nlp.make_doc(sys.argv[2])
doc._.newsents_article = {"published": "2020-08-28"}
print(nlp(doc)._.newsents.model_dump_json())
"""


@pytest.fixture(scope="module")
def own_nlp(model_path: str, tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A pipeline with an overlay, whose file is gone by now, and a frame of the user's."""
    file = tmp_path_factory.mktemp("overlay") / "mine.jsonl"
    file.write_text(json.dumps(COUNCIL) + "\n", encoding="utf-8")
    nlp = newsents.load(model_path, gazetteer=file, frames=GOLF)
    file.unlink()
    return nlp


@pytest.fixture(scope="module")
def expected(own_nlp: Language) -> Report:
    report = newsents.extract(TEXT, published="2020-08-28", nlp=own_nlp)
    assert "my:zc" in {entity.kb_id for entity in report.entities}
    assert "meet.golf" in {encounter.rule for encounter in report.encounters}
    return report


def docs(nlp: Language) -> list[Doc]:
    return list(
        newsents.to_docs([ARTICLE, "Angela Merkel met Emmanuel Macron.", Article("", id="a3")] * 3, nlp)
    )


def spans(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans["newsents"]]


def reports(found: list[Doc]) -> list[Report]:
    return [doc._.newsents for doc in found]


# Saved and loaded


def test_a_saved_pipeline_works_where_newsents_was_never_imported(
    own_nlp: Language, expected: Report, tmp_path: Path
) -> None:
    own_nlp.to_disk(tmp_path / "saved")
    assert Report.model_validate_json(run_python(READ, tmp_path / "saved", TEXT)) == expected


def test_a_saved_pipeline_holds_no_path_of_this_machine(own_nlp: Language, tmp_path: Path) -> None:
    own_nlp.to_disk(tmp_path / "saved")
    config = (tmp_path / "saved" / "config.cfg").read_text(encoding="utf-8")
    assert "mine.jsonl" not in config
    rows = (tmp_path / "saved" / "newsents" / "gazetteer.jsonl").read_text(encoding="utf-8")
    assert json.loads(rows) == COUNCIL


def test_bytes_keep_what_the_user_added(own_nlp: Language, expected: Report, model_path: str) -> None:
    other = newsents.load(model_path).from_bytes(own_nlp.to_bytes())
    assert newsents.extract(TEXT, published="2020-08-28", nlp=other) == expected


def test_from_disk_replaces_what_was_there(own_nlp: Language, model_path: str, tmp_path: Path) -> None:
    plain = newsents.load(model_path)
    plain.to_disk(tmp_path / "plain")
    loaded = newsents.load(model_path, gazetteer=COUNCIL).from_disk(tmp_path / "plain")
    assert [e.kb_id for e in newsents.extract(TEXT, nlp=loaded).entities if e.kb_id == "my:zc"] == []
    assert newsents.load(tmp_path / "plain").pipe_names == plain.pipe_names


def test_settings_are_kept(model_path: str, tmp_path: Path) -> None:
    newsents.load(model_path, set_ents=True).to_disk(tmp_path)
    assert "Q1530" in {ent.kb_id_ for ent in spacy.load(tmp_path)(TEXT).ents}


def test_the_composite_can_be_had_by_its_name(fresh_nlp: Language) -> None:
    fresh_nlp.add_pipe("newsents", config={"gazetteer": [COUNCIL], "frames": [GOLF]})
    rules = {encounter.rule for encounter in fresh_nlp(TEXT)._.newsents.encounters}
    assert "meet.golf" in rules
    again = spacy.blank("en").add_pipe("newsents", name="who_met_whom")
    assert isinstance(again, Component)


def test_a_wrong_config_is_an_error_of_spacy(fresh_nlp: Language) -> None:
    with pytest.raises(ValueError, match="set_ents"):
        fresh_nlp.add_pipe("newsents", config={"set_ents": "perhaps"})
    with pytest.raises(ValueError, match="gazeteer"):
        fresh_nlp.add_pipe("newsents", config={"gazeteer": []})


# Packed


def test_docs_survive_docbin(nlp: Language, tmp_path: Path) -> None:
    found = list(nlp.pipe(docs(nlp)))
    DocBin(docs=found, store_user_data=True).to_disk(tmp_path / "docs.spacy")
    back = list(DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("en").vocab))
    assert reports(back) == reports(found)
    assert spans(back[0]) == spans(found[0])


def test_docs_are_read_where_nothing_but_newsents_was_imported(nlp: Language, tmp_path: Path) -> None:
    found = nlp(TEXT)
    DocBin(docs=[found], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    code = """
import sys, newsents, spacy
from spacy.tokens import DocBin
(doc,) = DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank("en").vocab)
print(doc._.newsents.model_dump_json())
"""
    assert Report.model_validate_json(run_python(code, tmp_path / "docs.spacy")) == found._.newsents


def test_docs_survive_bytes_and_json(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.newsents == doc._.newsents
    assert json.loads(json.dumps(notes_of(doc))) == notes_of(doc)


# Other processes


def test_pipe_in_two_processes_gives_the_same(own_nlp: Language) -> None:
    alone = reports(list(own_nlp.pipe(docs(own_nlp))))
    assert alone[0].id == "a1"
    assert reports(list(own_nlp.pipe(docs(own_nlp), n_process=2, batch_size=2))) == alone


def test_pipe_in_spawned_processes_gives_the_same(own_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr("spacy.language.mp", spawn)
    alone = reports([own_nlp(doc) for doc in docs(own_nlp)[:3]])
    assert reports(list(own_nlp.pipe(docs(own_nlp)[:3], n_process=2, batch_size=1))) == alone


def test_reports_do_not_depend_on_the_hash_seed(model_path: str) -> None:
    code = """
import sys, newsents
nlp = newsents.load(sys.argv[1])
print(newsents.extract(sys.argv[2], published="2020-08-28", nlp=nlp).model_dump_json())
"""
    texts = {run_python(code, model_path, TEXT, PYTHONHASHSEED=seed) for seed in ("0", "1", "4242")}
    assert len(texts) == 1


# In one piece or apart


def test_single_stages_find_what_the_composite_finds(model_path: str) -> None:
    apart = spacy.load(model_path)
    apart.add_pipe("newsents_tokens", first=True)
    apart.add_pipe("newsents_tokens", name="newsents_sentences")  # once more, with the parser's sentences
    for stage in list(STAGES)[1:]:
        apart.add_pipe(f"newsents_{stage}")
    whole = newsents.load(model_path)
    assert newsents.extract(ARTICLE, nlp=apart) == newsents.extract(ARTICLE, nlp=whole)
    assert spans(apart(TEXT)) == spans(whole(TEXT))


def test_a_doc_read_twice_is_the_same(nlp: Language) -> None:
    doc = nlp(TEXT)
    first = doc._.newsents
    assert nlp(doc)._.newsents == first


def test_blank_lines_end_sentences(nlp: Language) -> None:
    doc = nlp("Parly in Baghdad\n\nThe minister met President Barham Salih")
    starts = [doc[start].text for start, _ in notes_of(doc)["sentences"]]
    assert starts == ["Parly", "The"]


def test_import_costs_little_more_than_spacy() -> None:
    code = """
import time
import spacy; start = time.process_time(); import newsents
print(time.process_time() - start)
"""
    assert min(float(run_python(code)) for _ in range(3)) < 0.1
