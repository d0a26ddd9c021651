"""The command line, mostly in this process; what concerns streams, in one of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner, Result

import newsents
from newsents import Report
from newsents.__main__ import app
from newsents.outputs.evaluate import evaluate, format_scores
from newsents.outputs.gold import to_gold
from newsents.outputs.jsonl import read_reports

TEXT = "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday.\n"


@pytest.fixture
def run(model_path: str):  # type: ignore[no-untyped-def]
    """Run the command line with the model under test."""

    def run(*args: str | Path, input: str | bytes | None = None, model: str = model_path) -> Result:
        return CliRunner().invoke(app, [*map(str, args), "--model", model], input=input)

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# extract


def test_a_text_file_gives_readable_lines(run, article: Path) -> None:
    result = run("extract", article, "--published", "2020-08-28", "--roles")
    assert result.exit_code == 0
    assert "2020-08-27  Florence Parly (Defense Minister, France) met Barham Salih" in result.stdout
    assert "Defense Minister" in result.stdout.partition("title")[2]


def test_jsonl_is_what_extract_returns(run, nlp: Language, article: Path, tmp_path: Path) -> None:
    result = run(
        "extract", article, "--published", "2020-08-28", "--format", "jsonl", "-o", tmp_path / "out.jsonl"
    )
    assert (result.exit_code, result.stdout) == (0, "")
    (report,) = read_reports(tmp_path / "out.jsonl")
    expected = newsents.extract(TEXT, published="2020-08-28", nlp=nlp)
    assert report == expected.model_copy(update={"id": str(article)})


def test_stdin_and_title(run, nlp: Language) -> None:
    result = run("extract", "-", "--title", "Parly in Baghdad", "--format", "jsonl", input=TEXT)
    assert Report.model_validate_json(result.stdout) == newsents.extract(
        TEXT, title="Parly in Baghdad", nlp=nlp
    )


def test_gold_and_html(run, nlp: Language, article: Path) -> None:
    gold = run("extract", article, "--published", "2020-08-28", "--format", "gold")
    expected = to_gold(newsents.extract(TEXT, published="2020-08-28", nlp=nlp))
    assert lines(gold) == [{**expected, "id": str(article)}]
    page = run("extract", article, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert page.count('<div class="newsents ') == 1


def test_line_ends_stay_and_a_byte_order_mark_goes(run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfAngela Merkel met Emmanuel Macron.\r\n\r\nBye.\r\n")
    report = Report.model_validate_json(run("extract", file, "--format", "jsonl").stdout)
    assert report.text == "Angela Merkel met Emmanuel Macron.\r\n\r\nBye.\r\n"


def test_several_files_and_a_date_for_those_without(run, article: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    rows = [{"text": TEXT, "id": "b", "published": "2021-01-01", "licence": "own"}, {"text": TEXT, "id": 7}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = lines(run("extract", article, file, "--published", "2020-08-28", "--format", "jsonl"))
    assert [row["id"] for row in found] == [str(article), "b", "7"]
    assert [row["published"] for row in found] == ["2020-08-28", "2021-01-01", "2020-08-28"]


def test_the_users_gazetteer(run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text('{"id": "my:zc", "type": "ORG", "name": "Zorblax Council"}', encoding="utf-8")
    told = "Florence Parly met the Zorblax Council in Baghdad."
    assert "my:zc" in run("extract", "-", "--format", "jsonl", "--gazetteer", mine, input=told).stdout
    mine.write_text("{oops", encoding="utf-8")
    result = run("extract", "-", "--gazetteer", mine, input=told)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "line 1" in result.stderr


def test_a_malformed_line_is_told_and_the_others_are_done(run, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    good = json.dumps({"text": TEXT, "id": "good"}).encode()
    bad = [b"{oops", b"[]", b'{"id": "x"}', b'{"text": 5}', b'\xff\xfe', b'{"text": "\\ud800"}',
           b'{"text": "x", "published": "yesterday"}',
           b'{"text": "' + b"a" * 1_000_001 + b'", "id": "long"}']  # fmt: skip
    file.write_bytes(b"\n".join([good, *bad, b"", good]))
    result = run("extract", file, "--format", "jsonl")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in told[:-1]] == [
        f"{file}, line {number}" for number in range(2, 9)
    ]
    assert told[-1].startswith("newsents: long: text: 1,000,001 characters")
    assert [row["id"] for row in lines(result)] == ["good", "long", "good"]


@pytest.mark.parametrize("raw", [b"\x7fELF\x02\xff\xfe", b"text\x00\x01binary", "Zo\u00eb".encode("latin-1")])
def test_binary_data_is_one_line_of_error(run, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(raw)
    result = run("extract", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"newsents: {file}: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["none.txt"], "none.txt: cannot be read (No such file or directory)"),
        (["no*such.txt"], "no*such.txt: no files to read in this pattern"),
        (["-", "--published", "yesterday"], "published: 'yesterday' is no date"),
        (["-", "-o", "no/such/folder/out"], "no/such/folder/out: cannot be written"),
    ],
)
def test_what_cannot_be_run_is_one_line_of_error(run, args: list[str], words: str) -> None:
    result = run("extract", *args, input=TEXT)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert words in result.stderr


def test_an_unknown_model_is_one_line_of_error(run) -> None:
    result = run("extract", "-", input=TEXT, model="no_such_model")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "python -m spacy download en_core_web_sm" in result.stderr


def test_an_empty_file_is_no_error(run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    result = run("extract", empty)
    assert result.exit_code == 0
    assert "no encounters" in result.stdout


# people's own files


def test_columns_of_other_names(run, tmp_path: Path) -> None:
    row = {"body": TEXT, "headline": "Parly in Baghdad", "day": "2020-08-28", "nr": 5, "text": "summary"}
    named = [f"--{field}-field={name}" for field, name in
             {"text": "body", "title": "headline", "published": "day", "id": "nr"}.items()]  # fmt: skip
    files = [tmp_path / "a.jsonl", tmp_path / "b.csv", tmp_path / "c.tsv"]
    files[0].write_text(json.dumps(row), encoding="utf-8")
    for file, mark in zip(files[1:], ";\t", strict=True):
        quoted = [f'"{value}"' for value in row.values()]
        file.write_text(mark.join(row) + "\n" + mark.join(quoted) + "\n", encoding="utf-8")
    for file in files:
        (report,) = lines(run("extract", file, "--format", "jsonl", *named))
        assert (report["id"], report["title"], report["published"]) == ("5", "Parly in Baghdad", "2020-08-28")
        assert str(report["text"]).endswith(TEXT)
    lost = run("extract", files[1], "--text-field", "story")
    assert lost.exit_code == 1
    assert "no column 'story'; there are body, headline" in lost.stderr


def test_folders_and_patterns(run, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.txt", "in/deep/a.txt", "in/notes.pdf", "in/.hidden.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "c.csv").write_text(f'text,id\n"{TEXT}",c1\n,c2\n', encoding="utf-8")
    found = lines(run("extract", tmp_path / "in", tmp_path / "i*" / "*.txt", "--format", "jsonl"))
    ids = [str(row["id"]).removeprefix(f"{tmp_path}/in/") for row in found]
    assert ids == ["b.txt", "c1", "c2", "deep/a.txt", "b.txt"]
    (tmp_path / "empty").mkdir()
    empty = run("extract", tmp_path / "empty")
    assert (empty.exit_code, empty.stderr.count("\n")) == (2, 1)
    assert "no files to read in this folder" in empty.stderr


def test_csv_holds_a_table(run, nlp: Language, article: Path) -> None:
    told = run("extract", article, "--published", "2020-08-28", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    expected = newsents.extract(TEXT, published="2020-08-28", nlp=nlp)
    assert [row["a_name"] for row in rows] == [a.name for e in expected.encounters for a, _ in e.pairs]
    assert rows[0]["date_start"] == "2020-08-27"
    roles = run("extract", article, "--format", "csv", "--table", "roles").stdout
    assert roles.splitlines()[0].startswith("report_id,person_id,person_key")
    assert len(roles.splitlines()) == 1 + len(expected.roles)


# evaluate


def test_evaluate_measures_its_own_predictions(run, nlp: Language, tmp_path: Path) -> None:
    texts = {"a": TEXT, "b": "Angela Merkel met Emmanuel Macron in Paris."}
    articles, gold, predictions = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": id, "text": text, "published": "2020-08"} for id, text in texts.items()]
    articles.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    read = {id: {**to_gold(newsents.extract(text, nlp=nlp)), "id": id} for id, text in texts.items()}
    wrong = {**read["b"], "encounters": []}
    gold.write_text("\n".join(map(json.dumps, [read["a"], wrong])), encoding="utf-8")
    result = run("evaluate", gold, articles, "--errors", "--predictions", predictions)
    assert result.exit_code == 0
    assert [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines()] == list(
        read.values()
    )
    told = "meeting happened: Angela Merkel | Emmanuel Macron"
    sentence = "Angela Merkel met Emmanuel Macron in Paris."
    assert result.stdout.splitlines() == [
        "not an encounter: 1",
        f"  b\tnot an encounter\t–\t{told}\tmeet.met\t{sentence}",
        "",
        f"b\tfalse\tAngela Merkel + Emmanuel Macron\t{sentence}",
        *format_scores(evaluate([read["a"], wrong], read)).splitlines(),
    ]


def test_evaluate_names_the_line_at_fault(run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a"}\n{oops', encoding="utf-8")
    result = run("evaluate", gold, gold)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"{gold}, line 2" in result.stderr


# gazetteer


def test_gazetteer_check_tells_of_faults(tmp_path: Path) -> None:
    def checked(*args: str | Path) -> Result:
        return CliRunner().invoke(app, ["gazetteer", "check", *map(str, args)])

    assert checked().exit_code == 0
    mine = tmp_path / "mine.jsonl"
    mine.write_text('{"id": "my:zc", "type": "ORG", "name": "Zorblax Council"}', encoding="utf-8")
    assert (checked(mine).exit_code, checked(mine).output) == (0, "")
    mine.write_text('{"id": "my:zc", "type": "TEAPOT", "name": "Zorblax Council"}', encoding="utf-8")
    assert checked(mine).exit_code == 1
    assert "line 1, field 'type'" in checked(mine).stderr
    assert checked(tmp_path / "none").exit_code == 1
    assert checked(tmp_path).exit_code == 1


# A process of its own


def command(*args: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "newsents", *args], capture_output=True, timeout=120, **more)  # type: ignore[call-overload, no-any-return]


def test_help_without_arguments() -> None:
    assert b"extract" in command("--help").stdout
    assert b"evaluate" in command().stdout


def test_output_is_utf8_in_any_locale(model_path: str) -> None:
    told = "Recep Tayyip Erdoğan met Angela Merkel in İzmir.".encode()
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    for format in ("table", "jsonl", "html", "gold"):
        done = command("extract", "-", "--format", format, "--model", model_path, input=told, env=env)
        assert done.returncode == 0, done.stderr
        assert "Erdoğan" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_traceback(model_path: str, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text((json.dumps({"text": TEXT}) + "\n") * 200, encoding="utf-8")
    shell = (
        f'"{sys.executable}" -m newsents extract "{file}" --format jsonl --model "{model_path}" | head -n 1'
    )
    done = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=120)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
