"""A file of reports that grows while they are made, and can be gone on with after a run was killed.

Reports are written as JSON Lines into `NAME.part`, which becomes `NAME` when all are there: compressed if the name
ends in `.gz`, as Parquet if it ends in `.parquet`. So `NAME` is whole or not there, and a part that is found tells
what need not be read again.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from typing_extensions import Self

from newsents.outputs.jsonl import report_line
from newsents.records import Article, Report

_FLUSH_EVERY = 64
"""Reports: so many are lost at most when the process is killed, and made again."""


class ReportFile:
    """Reports on their way into a file; a context manager that finishes the file if all went well.

    `version`: model and gazetteer of this run; a part made with others is begun anew.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "out.jsonl"
    >>> with ReportFile(path, ("m 1", "g 1")) as file:
    ...     file.write(Report(id="a", text="She met him.", model="m 1", gazetteer="g 1"))
    >>> len(path.read_text().splitlines())
    1
    """

    def __init__(self, path: Path, version: tuple[str | None, str | None]) -> None:
        if path.suffix == ".parquet":
            _import_pyarrow()  # better now than when all is read
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.malformed_path = path.with_name(path.name + ".malformed")
        self.done = _ids_written(self.part, version)
        self.resumed = self.done.total()
        self.malformed = 0
        self._unflushed = 0

    def __enter__(self) -> Self:
        self.malformed_path.unlink(missing_ok=True)
        self._sink = self.part.open("a" if self.resumed else "w", encoding="utf-8", newline="\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sink.close()
        if error is None:
            _finish(self.part, self.path)

    def left(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles whose reports are not there yet; of several with one id as many as are missing."""
        for article in articles:
            if self.done[article.id] > 0:
                self.done[article.id] -= 1
            else:
                yield article

    def write(self, report: Report) -> None:
        """Add a report."""
        self._sink.write(report_line(report) + "\n")
        self._unflushed += 1
        if self._unflushed >= _FLUSH_EVERY:
            self._sink.flush()
            self._unflushed = 0

    def note_malformed(self, source: str, number: int, message: str, line: bytes) -> None:
        """Keep a line that holds no article in the file beside this one, with where it stood and what is wrong."""
        self.malformed += 1
        row = {"source": source, "line": number, "error": message, "text": line.decode("utf-8", "replace")}
        with self.malformed_path.open("a", encoding="utf-8", newline="\n") as sink:
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")


def _ids_written(part: Path, version: tuple[str | None, str | None]) -> Counter[str | None]:
    """How often each id stands in a part; a last line that was torn is cut off, a part of another version removed."""
    ids: Counter[str | None] = Counter()
    if not part.exists():
        return ids
    whole = 0
    with part.open("rb") as lines:
        for line in lines:
            row = _whole_row(line)
            if row is None:
                break
            if not row["error"] and (row["model"], row["gazetteer"]) != version:
                ids.clear()
                whole = 0
                break
            ids[row["id"]] += 1
            whole += len(line)
    os.truncate(part, whole)
    return ids


def _whole_row(line: bytes) -> dict[str, Any] | None:
    """The report of a line, or None if the line was not written to its end."""
    if not line.endswith(b"\n"):
        return None
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and {"id", "error", "model", "gazetteer"} <= set(row) else None


def _finish(part: Path, path: Path) -> None:
    """Turn the part into the file, in one step as others see it."""
    if path.suffix not in {".gz", ".parquet"}:
        part.replace(path)
        return
    ready = path.with_name(path.name + ".ready")
    if path.suffix == ".gz":
        with part.open("rb") as source, gzip.open(ready, "wb") as sink:
            shutil.copyfileobj(source, sink)
    else:
        write_parquet(part, ready)
    ready.replace(path)
    part.unlink()


def write_parquet(lines_path: Path, path: Path, rows_at_once: int = 1000) -> None:
    """Write reports that stand in JSON Lines as Parquet: id, published, encounters (a count), error, report (JSON).

    Needs pyarrow: the extra `parquet`.
    """
    pyarrow, parquet = _import_pyarrow()
    text, count = pyarrow.string(), pyarrow.int64()
    schema = pyarrow.schema(
        [("id", text), ("published", text), ("encounters", count), ("error", text), ("report", text)]
    )
    with lines_path.open(encoding="utf-8") as lines, parquet.ParquetWriter(path, schema) as writer:
        rows: list[dict[str, Any]] = []
        for line in lines:
            rows.append(_parquet_row(line))
            if len(rows) == rows_at_once:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                rows = []
        writer.write_table(pyarrow.Table.from_pylist(rows, schema))


def _parquet_row(line: str) -> dict[str, Any]:
    report = json.loads(line)
    return {
        "id": report["id"],
        "published": report["published"],
        "encounters": len(report["encounters"]),
        "error": report["error"]["message"] if report["error"] else None,
        "report": line.rstrip("\n"),
    }


def read_parquet_lines(path: Path) -> Iterator[bytes]:
    """Yield the rows of a Parquet file as lines of JSON. Needs pyarrow: the extra `parquet`."""
    _, parquet = _import_pyarrow()
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                kept = {name: value for name, value in row.items() if value is not None or name == "text"}
                yield json.dumps(kept, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _import_pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ImportError("Parquet needs pyarrow: pip install 'newsents[parquet]'") from None
    return pyarrow, parquet


def open_lines(file: str) -> Iterator[bytes]:
    """Yield the lines of a file, one at a time: plain, `.gz`, or the rows of a `.parquet` file.

    Raises `OSError` if it cannot be read or is cut off.
    """
    path = Path(file)
    if path.suffix == ".parquet":
        yield from read_parquet_lines(path)
        return
    with path.open("rb") as raw:
        try:
            yield from gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
        except EOFError as error:
            raise OSError(None, f"compressed data is cut off ({error})", file) from None
