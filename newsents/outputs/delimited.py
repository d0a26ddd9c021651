"""CSV in and out: people's own tables of articles, and the tables of reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from newsents.errors import ArticleError
from newsents.outputs.frames import columns_of, table_rows
from newsents.outputs.jsonl import article_of, renamed
from newsents.records import Article, Report

_LONGEST = 100_000_000
"""Characters of one cell; the module's own 131,072 are too few for a long article."""


def read_csv_articles(
    raw: bytes, source: str, fields: Mapping[str, str] | None = None
) -> Iterator[Article | ArticleError]:
    """Yield the article of each row; for a row that holds none, the `ArticleError` with file and line.

    The first line names the columns; commas, semicolons and tabs are told apart by it. `fields`: which column holds
    text, title, published, id, where it has another name. Empty cells are none, but an empty text is an empty text.

    >>> [article.title for article in read_csv_articles(b"headline;text\\nA;She met him.", "f", {"title": "headline"})]
    ['A']
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield ArticleError(f"{source}: not UTF-8 text (byte {error.start + 1}); convert it first")
        return
    with _long_cells():
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=_delimiter(text.partition("\n")[0]), strict=True
        )
        try:
            yield from _articles(rows, source, fields or {})
        except csv.Error as error:  # such as a quotation mark that is never closed
            yield ArticleError(f"{source}, line {rows.line_num}: {error}; what follows was not read")


def _articles(
    rows: Iterator[list[str]], source: str, fields: Mapping[str, str]
) -> Iterator[Article | ArticleError]:
    names = next(rows, [])
    wanted = fields.get("text", "text")
    if names and wanted not in names:
        yield ArticleError(f"{source}: no column {wanted!r}; there are {', '.join(names)}")
        return
    for number, row in enumerate(rows, 1):
        if any(row):
            try:
                cells = {name: cell for name, cell in zip(names, row, strict=False) if cell or name == wanted}
                yield article_of(renamed(cells, fields))
            except ArticleError as error:
                yield ArticleError(f"{source}, row {number}: {error}")


def _delimiter(header: str) -> str:
    """The most frequent of comma, semicolon and tab in the line of names; the comma if there is none."""
    return max(",;\t", key=header.count)


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def write_csv(reports: Iterable[Report], sink: IO[str], table: str = "pairs") -> None:
    """Write one table of reports (see `to_frame`), the names of the columns first; needs no pandas.

    Missing values are empty. Raises `ValueError` for an unknown table.
    """
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(columns_of(table))
    writer.writerows(table_rows(reports, table))
