"""JSON Lines in and out: articles to read, reports to keep."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from newsents.errors import ArticleError
from newsents.records import Article, Report

_ARTICLE_FIELDS = tuple(Article.model_fields)


class LineError(ArticleError):
    """A line that holds no article: where it stood, what is wrong, and the line itself."""

    def __init__(self, source: str, number: int, reason: str, line: bytes) -> None:
        super().__init__(f"{source}, line {number}: {reason}")
        self.source, self.number, self.reason, self.line = source, number, reason, line


def read_articles(
    lines: Iterable[bytes], source: str, fields: Mapping[str, str] | None = None
) -> Iterator[Article | LineError]:
    """Yield the article of each line; for a line that holds none, the `LineError` with file and line.

    `lines`: JSON objects in UTF-8 with the fields of `Article`; others are passed over, empty lines too.
    `source`: the file name for messages; `fields`: which field of the objects holds text, title, published, id, where
    it has another name.

    >>> found = list(read_articles([b'{"text": "She met him."}', b"{oops"], "news.jsonl"))
    >>> found[0].text, str(found[1])[:19]
    ('She met him.', 'news.jsonl, line 2:')
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield article_of(renamed(_object_of(line), fields or {}))
            except ArticleError as error:
                yield LineError(source, number, str(error), line)


def _object_of(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"not UTF-8 (byte {error.start + 1})") from None
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"not valid JSON ({error})") from None
    if not isinstance(row, dict):
        raise ArticleError(f"a {type(row).__name__}, not a JSON object")
    return row


def renamed(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Return a row under the names of `Article`: `fields` says which of its columns hold them.

    Raises `ArticleError` if the row lacks the column of the text.

    >>> renamed({"text": "summary", "body": "She met him."}, {"text": "body"})["text"]
    'She met him.'
    """
    if (text := fields.get("text", "text")) not in row:
        raise ArticleError(f"field {text!r} is missing")
    return {**row, **{name: row.get(column) for name, column in fields.items()}}


def article_of(row: dict[str, Any]) -> Article:
    """Return the article that a mapping describes. Raises `ArticleError` if a field is missing or malformed."""
    if "text" not in row:
        raise ArticleError("field 'text' is missing")
    fields = {name: row[name] for name in _ARTICLE_FIELDS if name in row}
    if isinstance(fields.get("id"), int):
        fields["id"] = str(fields["id"])
    return Article(**fields)


def article_to_measure(row: dict[str, Any]) -> Article:
    """Return an annotated article; a date that is known to the month only is left out, for it dates no weekday.

    Raises `ArticleError` as `article_of`.

    >>> article_to_measure({"text": "She met him.", "published": "2015-11"}).published is None
    True
    """
    known = len(row.get("published") or "") >= len("2020-08-28")
    return article_of({**row, "published": row["published"] if known else None})


def report_line(report: Report) -> str:
    """Return a report as one line of JSON, without line break."""
    return report.model_dump_json()


def read_reports(path: str | Path) -> Iterator[Report]:
    """Yield the reports that were written as JSON Lines.

    Raises `ValueError` with file and line for a line that is no report of a version that can be read.
    """
    with Path(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield Report.model_validate_json(line)
                except ValidationError as error:
                    fault = error.errors()[0]
                    raise ValueError(f"{path}, line {number}: {fault['msg']}") from None
