"""Many machines: the same on Dask, and a plain generator for Spark, Ray and whatever else hands over rows.

    import dask.dataframe as dd
    from dask.distributed import Client
    from newsents.distributed import extract_frame

    client = Client()  # its dashboard_link shows the progress
    news = dd.read_parquet("news/*.parquet")
    read = extract_frame(news, text="body", published="date")
    read.to_parquet("read/")

Each partition is read by the worker that holds it, with a pipeline that is loaded once in each process; nothing is
gathered. A worker that dies has its partition done again by the engine. The columns that are added are `COLUMNS`;
`Report.model_validate_json` reads the last. Spark, then Ray:

    read = news.mapInPandas(partial(extract_pandas, text="body"), "id long, body string, encounters long, error string,
                            report string")
    read = news.map_batches(lambda frame: next(extract_pandas([frame], text="body")), batch_format="pandas")
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from newsents.errors import ArticleError
from newsents.outputs.extras import import_extra
from newsents.outputs.jsonl import report_line
from newsents.pipeline import extract_many, failed_report, load
from newsents.records import Article, Report

if TYPE_CHECKING:
    from spacy.language import Language

_loading = Lock()

COLUMNS: Mapping[str, str] = {"encounters": "int64", "error": "object", "report": "object"}
"""What is added to each row: how many encounters, what went wrong if anything did, the `Report` as JSON."""


def extract_rows(
    rows: Iterable[Mapping[str, Any]],
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,
    model: str | None = None,
    gazetteer: str | Path | None = None,
    nlp: Language | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield each row with `encounters`, `error` and `report` (JSON) added, in order; none is lost.

    `text`, `title`, `published`, `id`: the fields that hold them. `model` and `gazetteer` are as for `load`, and are
    opened once in a process; or `nlp`: a pipeline that is there already.

    >>> [row] = extract_rows([{"id": 7, "body": "Angela Merkel met Emmanuel Macron."}], text="body")
    >>> row["id"], row["encounters"], row["error"]
    (7, 1, None)
    """
    fields = {"text": text, "title": title, "published": published, "id": id}
    nlp = nlp or _pipeline(model, gazetteer)
    waiting: deque[Mapping[str, Any]] = deque()

    def articles() -> Iterator[Any]:
        for row in rows:
            waiting.append(row)
            yield _article_of(row, fields)

    for report in extract_many(articles(), nlp=nlp):
        yield _with_report(waiting.popleft(), report)


def _pipeline(model: str | None, gazetteer: str | Path | None) -> Language:
    """The pipeline of this process, whatever thread asks first."""
    with _loading:
        return _loaded(model, gazetteer)


@lru_cache(maxsize=4)
def _loaded(model: str | None, gazetteer: str | Path | None) -> Language:
    return load(model, gazetteer=gazetteer)


def _article_of(row: Mapping[str, Any], fields: Mapping[str, str | None]) -> Article | Report:
    """The article of a row, or the finished report of a row that holds none."""
    found = {name: row.get(column) for name, column in fields.items() if column}
    given = {name: value for name, value in found.items() if not _is_missing(value)}
    if "id" in given:
        given["id"] = str(given["id"])
    try:
        return Article(**{"text": None, **given})
    except ArticleError as error:
        return failed_report(None, error)


def _is_missing(value: Any) -> bool:
    """None, NaN or NaT: the ways of tables to say that there is nothing."""
    return value is None or value != value


def _with_report(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    return {
        **row,
        "encounters": len(report.encounters),
        "error": report.error.message if report.error else None,
        "report": report_line(report),
    }


def extract_pandas(frames: Iterable[Any], **settings: Any) -> Iterator[Any]:
    """Yield each pandas DataFrame with the columns of `extract_rows` added: what Spark's `mapInPandas` asks for."""
    for frame in frames:
        yield _extract_partition(frame, settings)


def _extract_partition(frame: Any, settings: Mapping[str, Any]) -> Any:
    """One pandas DataFrame with `COLUMNS` added, its index kept."""
    pandas = import_extra("pandas", "frames")
    rows = list(extract_rows(frame.to_dict("records"), **settings))
    added = {
        name: pandas.Series([row[name] for row in rows], index=frame.index, dtype=kind)
        for name, kind in COLUMNS.items()
    }
    return frame.assign(**added)


def extract_frame(frame: Any, **settings: Any) -> Any:
    """Return a Dask DataFrame with `encounters`, `error` and `report` added to each row; nothing is computed yet.

    `settings` are those of `extract_rows`: names of columns, and `model` and `gazetteer` by a name or path that
    every worker can open. Needs dask: the extra `dask`.
    """
    meta = frame._meta.assign(**dict.fromkeys(COLUMNS)).astype(dict(COLUMNS))
    return frame.map_partitions(_extract_partition, settings, meta=meta)


def extract_bag(bag: Any, **settings: Any) -> Any:
    """Return a Dask Bag of rows (mappings) with `encounters`, `error` and `report` added, as `extract_rows` does."""
    return bag.map_partitions(_rows_of, settings)


def _rows_of(rows: Iterable[Mapping[str, Any]], settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(extract_rows(rows, **settings))
