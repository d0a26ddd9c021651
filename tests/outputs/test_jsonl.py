from __future__ import annotations

from pathlib import Path

import pytest

from newsents import Article, Report
from newsents.outputs.jsonl import read_articles, read_reports, report_line


def test_articles_are_read_line_by_line() -> None:
    lines = [
        b'\xef\xbb\xbf{"text": "a", "id": 5, "licence": "x"}\r\n',
        b"  \n",
        b'{"text": "b", "published": "2020-08-28"}',
    ]
    assert list(read_articles(lines, "f")) == [Article("a", id="5"), Article("b", published="2020-08-28")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"null", "NoneType, not a JSON object"),
        (b"{}", "field 'text' is missing"),
        (b'{"text": null}', "text: expected str"),
        (b'{"text": "a", "title": 5}', "title: expected str"),
        (b'{"text": "a", "published": "2020-02-31"}', "published"),
        (b'"\xff"', "not UTF-8 (byte 2)"),
    ],
)
def test_a_fault_names_file_and_line(line: bytes, words: str) -> None:
    (found,) = read_articles([line], "news.jsonl")
    assert str(found).startswith("news.jsonl, line 1: ")
    assert words in str(found)


def test_reports_come_back(tmp_path: Path) -> None:
    reports = [Report(text="Zoë\u2028\n", id="1"), Report(text="", id="2")]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(report_line(report) + "\n" for report in reports), encoding="utf-8")
    assert list(read_reports(path)) == reports
    path.write_text('{"text": "a"}\n{"text": "a", "schema_version": "9.0"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"reports.jsonl, line 2: .*9\.0"):
        list(read_reports(path))
