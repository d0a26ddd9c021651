"""Many articles from the command line: files that grow, runs that are killed, lines that hold nothing."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newsents.__main__ import app
from newsents.outputs.jsonl import read_reports
from newsents.outputs.resumable import ReportFile
from newsents.records import Article, Report
from processes import CHECKOUT

VERSION = ("m 1", "g 1")


def told(count: int) -> str:
    """Lines of articles, every fifth of which is broken, every seventh without an id."""
    rows = []
    for i in range(count):
        row = {"id": f"a{i}", "text": f"Angela Merkel met Emmanuel Macron in {1900 + i}."}
        if i % 7 == 3:
            del row["id"]
        rows.append("{oops" if i % 5 == 4 else json.dumps(row))
    return "".join(row + "\n" for row in rows)


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.jsonl"
    path.write_text(told(30), encoding="utf-8")
    return path


@pytest.fixture
def extract(model_path: str):  # type: ignore[no-untyped-def]
    """Run `newsents extract` with the model under test."""

    def run(*args: str | Path) -> Result:
        return CliRunner().invoke(app, ["extract", *map(str, args), "--model", model_path])

    return run


def test_a_big_file_goes_into_a_file_of_reports(extract, big: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = extract(big, "-o", out, "--n-process", "2", "--batch-size", "4")
    assert result.exit_code == 1
    assert "24 articles read, 0 failed, 6 lines malformed, 24 encounters" in result.stderr
    assert [report.text[-5:-1] for report in read_reports(out)] == [
        str(1900 + i) for i in range(30) if i % 5 != 4
    ]
    malformed = [json.loads(line) for line in (tmp_path / "out.jsonl.malformed").read_text().splitlines()]
    assert [(row["line"], row["text"]) for row in malformed][:2] == [(5, "{oops\n"), (10, "{oops\n")]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "big.jsonl",
        "out.jsonl",
        "out.jsonl.malformed",
    ]


@pytest.mark.parametrize("kept", [0, 10, 23])
@pytest.mark.parametrize("torn", ["", '{"id": "a7", "te'])
def test_a_run_is_taken_up_where_it_was_killed(
    extract, big: Path, tmp_path: Path, kept: int, torn: str
) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    extract(big, "-o", whole)
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "out.jsonl.part").write_text("".join(lines[:kept]) + torn, encoding="utf-8")
    result = extract(big, "-o", out)
    assert f"{24 - kept} articles read" in result.stderr
    assert out.read_bytes() == whole.read_bytes()


def test_a_part_of_another_version_is_begun_anew(extract, big: Path, tmp_path: Path) -> None:
    other = Report(id="a0", text="x", model="other 1", gazetteer="other")
    (tmp_path / "out.jsonl.part").write_text(other.model_dump_json() + "\n", encoding="utf-8")
    assert "24 articles read, 0 failed" in extract(big, "-o", tmp_path / "out.jsonl").stderr


def test_a_killed_process_is_taken_up(big: Path, tmp_path: Path, model_path: str, extract) -> None:
    big.write_text(told(2000), encoding="utf-8")
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    command = [sys.executable, "-m", "newsents", "extract", str(big), "-o", str(out), "--model", model_path]
    process = subprocess.Popen([*command, "--n-process", "2"], cwd=CHECKOUT, stderr=subprocess.DEVNULL)
    while process.poll() is None and (not part.exists() or part.stat().st_size < 20_000):
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    big.write_text(told(60), encoding="utf-8")
    assert "were there" in extract(big, "-o", out).stderr
    texts = [report.text for report in read_reports(out)]
    assert len(texts) == len(set(texts)) >= 48


def test_gzip_in_and_out(extract, big: Path, tmp_path: Path) -> None:
    packed, out = tmp_path / "big.jsonl.gz", tmp_path / "out.jsonl.gz"
    packed.write_bytes(gzip.compress(big.read_bytes()))
    extract(big, "-o", tmp_path / "plain.jsonl")
    extract(packed, "-o", out)
    assert gzip.decompress(out.read_bytes()) == (tmp_path / "plain.jsonl").read_bytes()
    packed.write_bytes(packed.read_bytes()[:-20])
    result = extract(packed, "-o", out)
    assert (result.exit_code, "cut off" in result.stderr) == (2, True)


def test_parquet_in_and_out(extract, tmp_path: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = [{"id": "a", "text": "Angela Merkel met Emmanuel Macron."}, {"id": "b", "text": None}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    result = extract(tmp_path / "in.parquet", "-o", tmp_path / "out.parquet")
    assert "1 articles read, 0 failed, 1 lines malformed" in result.stderr
    [row] = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert (row["id"], row["encounters"], row["error"]) == ("a", 1, None)
    assert len(Report.model_validate_json(row["report"]).encounters) == 1


def test_an_interrupted_file_is_not_finished(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with suppress(KeyboardInterrupt), ReportFile(path, VERSION) as file:
        file.write(Report(id="a", text="x", model=VERSION[0], gazetteer=VERSION[1]))
        raise KeyboardInterrupt
    assert not path.exists()
    file = ReportFile(path, VERSION)
    articles = [Article("x", id="a"), Article("x", id="b"), Article("x", id="a")]
    assert [article.id for article in file.left(articles)] == ["b", "a"]
