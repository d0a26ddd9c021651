"""The command line: `python -m newsents`, or `newsents` where the package is installed."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from newsents.errors import ArticleError, NewsentsError

if TYPE_CHECKING:
    from spacy.language import Language

    from newsents.outputs.resumable import ReportFile
    from newsents.records import Article, Report

app = typer.Typer(
    name="newsents",
    help="Read English news and say who met whom. Begin with: newsents extract ARTICLE.txt --published 2020-08-28",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

SOME_FAILED = 1
"""Exit status: some articles could not be read, the others were."""
CANNOT_RUN = 2
"""Exit status: a file, an option or the model is at fault."""
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".parquet")


class OutputFormat(str, Enum):
    """How reports leave."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    gold = "gold"
    html = "html"


class InputFormat(str, Enum):
    """How articles come."""

    auto = "auto"
    text = "text"
    jsonl = "jsonl"
    csv = "csv"


class CsvTable(str, Enum):
    """Which table of the reports CSV holds."""

    pairs = "pairs"
    encounters = "encounters"
    roles = "roles"
    entities = "entities"
    mentions = "mentions"


ModelOption = Annotated[
    str | None,
    typer.Option(
        help="A spaCy model: package or folder; 'bundled' for our own.", show_default="en_core_web_sm or ours"
    ),
]
GazetteerOption = Annotated[
    list[Path] | None, typer.Option(help="Your own JSONL or CSV rows for the gazetteer; may be repeated.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file.", show_default="standard output")
]


gazetteer_app = typer.Typer(help="Look after a gazetteer.", no_args_is_help=True)
app.add_typer(gazetteer_app, name="gazetteer")


@app.command()
def extract(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Text files (one article each), .jsonl or .csv files, folders, patterns, - for stdin."
        ),
    ],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline of a text file.")] = None,
    format: Annotated[
        OutputFormat | None,
        typer.Option(help="How to write the reports.", show_default="table, or by the suffix of --output"),
    ] = None,
    input_format: Annotated[
        InputFormat,
        typer.Option(help="What the files hold; auto goes by the suffix: .jsonl, .jsonl.gz, .parquet, .csv."),
    ] = InputFormat.auto,
    model: ModelOption = None,
    gazetteer: GazetteerOption = None,
    output: OutputOption = None,
    roles: Annotated[bool, typer.Option("--roles", help="Show roles too, in the table.")] = False,
    table: Annotated[CsvTable, typer.Option(help="What --format csv holds.")] = CsvTable.pairs,
    text_field: Annotated[str | None, typer.Option(help="Column of the text, in JSONL and CSV.")] = None,
    title_field: Annotated[str | None, typer.Option(help="Column of the headline.")] = None,
    published_field: Annotated[str | None, typer.Option(help="Column of the day of publication.")] = None,
    id_field: Annotated[str | None, typer.Option(help="Column of the article's id.")] = None,
    n_process: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
    batch_size: Annotated[int, typer.Option(min=1, help="Articles handed on at a time.")] = 64,
) -> None:
    """Say who met whom in some articles.

    JSON Lines go into OUTPUT.part until all are there: the same command takes up a run that was killed. Lines that
    hold no article are kept in OUTPUT.malformed. OUTPUT may end in .gz or .parquet.

    Exit status: 0 all articles were read; 1 some could not be read, the others were; 2 a file, an option or the model
    is at fault. Complaints and progress go to stderr.
    """
    from newsents.outputs.delimited import write_csv
    from newsents.outputs.sources import with_progress
    from newsents.pipeline import extract_many

    format = format or _format_by_suffix(output)
    nlp = _load(model, gazetteer)
    named = {"text": text_field, "title": title_field, "published": published_field, "id": id_field}
    fields = {field: column for field, column in named.items() if column}
    reading = _Reading(files, published, title, input_format, fields)
    read = partial(extract_many, nlp=nlp, n_process=n_process, batch_size=batch_size)
    if output is not None and format is OutputFormat.jsonl:
        _write_resumable(reading, read, nlp, output)
        raise typer.Exit(reading.status)
    reports = reading.answered(read(reading.articles()))
    if output or not sys.stdout.isatty():
        reports = with_progress(reports, files)
    with _output(output) as sink:
        if format is OutputFormat.csv:
            write_csv(reports, sink, table.value)
        else:
            _write(reports, format, sink, roles)
    raise typer.Exit(reading.status)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="JSONL: what careful readers wrote down.")],
    articles: Annotated[Path, typer.Argument(help="JSONL: the articles, with id and text.")],
    errors: Annotated[
        bool,
        typer.Option(
            "--errors", help="List what is missed, false or wrongly told, by cause, and every pair."
        ),
    ] = False,
    predictions: Annotated[
        Path | None, typer.Option(help="Write the predictions here, in the gold schema.")
    ] = None,
    model: ModelOption = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Measure the reports against gold annotation."""
    from newsents.outputs.causes import find_causes, format_causes
    from newsents.outputs.evaluate import evaluate as score
    from newsents.outputs.evaluate import format_scores, pair_errors
    from newsents.outputs.gold import to_gold

    golds = list(_json_objects(gold))
    reports = {str(report.id): report for report in _read_to_measure(articles, _load(model, gazetteer))}
    predicted = {id: to_gold(report) for id, report in reports.items()}
    if predictions:
        with _output(predictions) as sink:
            sink.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted.values())
    if errors:
        typer.echo(format_causes(list(find_causes(golds, reports))) + "\n")
        for error in pair_errors(golds, predicted):
            typer.echo(str(error))
    typer.echo(format_scores(score(golds, predicted)))


@gazetteer_app.command()
def check(
    path: Annotated[
        Path | None,
        typer.Argument(
            help="Your JSONL, CSV or compiled file, or a whole gazetteer in a folder.", show_default="ours"
        ),
    ] = None,
) -> None:
    """Check rows for faults: exit status 1 if there is an error, told on stderr, 0 if there are warnings at most."""
    from newsents.gazetteer import check as checks

    try:
        faults = checks.check_file(path) if path is not None and not path.is_dir() else checks.check(path)
    except NewsentsError as error:
        _complain(str(error))
        raise typer.Exit(SOME_FAILED) from None
    for fault in faults:
        typer.echo(str(fault), err=fault.level == "error")
    raise typer.Exit(SOME_FAILED if any(fault.level == "error" for fault in faults) else 0)


@gazetteer_app.command()
def build(
    files: Annotated[list[Path], typer.Argument(help="Your JSONL or CSV files.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The compiled file, ending in .gaz.")],
) -> None:
    """Compile rows into one file that opens at once, however many they are; use it like the files themselves."""
    from newsents.gazetteer.gazetteer import build as build_file
    from newsents.gazetteer.packed import SUFFIX

    if output.suffix != SUFFIX:
        _stop(f"{output}: a compiled gazetteer ends in {SUFFIX}; name it {output.with_suffix(SUFFIX).name}")
    try:
        count, digest = build_file(files, output)
    except NewsentsError as error:
        _stop(str(error))
    typer.echo(f"{output}: {count:,} rows, digest {digest}")


@gazetteer_app.command()
def missing(
    reports: Annotated[
        Path, typer.Argument(help="JSONL: reports, as `newsents extract --format jsonl` writes them.")
    ],
    output: OutputOption = None,
) -> None:
    """List unlinked and doubtful names by frequency, as rows that you may edit and use as your gazetteer."""
    from newsents.outputs.jsonl import read_reports
    from newsents.outputs.missing import missing as find_missing

    try:
        rows = find_missing(read_reports(reports))
    except OSError as error:
        _stop(f"{reports}: cannot be read ({error.strerror})")
    except ValueError as error:
        _stop(str(error))
    with _output(output) as sink:
        sink.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _read_to_measure(articles: Path, nlp: Language) -> Iterator[Report]:
    from newsents.outputs.jsonl import article_to_measure
    from newsents.pipeline import extract_many

    for report in extract_many(map(article_to_measure, _json_objects(articles)), nlp=nlp):
        if report.error:
            _complain(f"{report.id}: {report.error.message}")
        yield report


def _json_objects(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_read(str(path)).split(b"\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                _stop(f"{path}, line {number}: not valid JSON ({error})")
            if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                _stop(f"{path}, line {number}: expected a JSON object with an 'id'")
            yield row


class _Reading:
    """The articles of the named files, and how it went: complaints go to stderr, the others are read."""

    def __init__(
        self,
        files: list[str],
        published: str | None,
        title: str | None,
        format: InputFormat,
        fields: dict[str, str],
    ) -> None:
        self.files, self.published, self.title, self.format = files, published, title, format
        self.fields = fields
        self.status = 0
        self.report_file: ReportFile | None = None
        if published is not None:
            _checked_date(published)

    def articles(self) -> Iterator[Article]:
        from newsents.outputs.sources import find_files, format_of

        of_format = {"text": self._of_text, "jsonl": self._of_jsonl, "csv": self._of_csv}
        for file in find_files(self.files):
            if isinstance(file, ArticleError):
                self._fail(str(file), CANNOT_RUN)
                continue
            auto = self.format is InputFormat.auto
            yield from of_format[str(format_of(file)) if auto else self.format.value](file)

    def _of_text(self, file: str) -> Iterator[Article]:
        from newsents.records import Article

        try:
            name = None if file == "-" else file
            yield Article(
                text=_decoded(_read(file), file), title=self.title, published=self.published, id=name
            )
        except ArticleError as error:
            self._fail(str(error), CANNOT_RUN)

    def _of_jsonl(self, file: str) -> Iterator[Article]:
        from newsents.outputs.jsonl import read_articles

        return self._dated(read_articles(_lines(file), _told(file), self.fields))

    def _of_csv(self, file: str) -> Iterator[Article]:
        from newsents.outputs.delimited import read_csv_articles

        return self._dated(read_csv_articles(_read(file), _told(file), self.fields))

    def _dated(self, articles: Iterable[Article | ArticleError]) -> Iterator[Article]:
        """The articles, those without a date with the one of the option; faults are told."""
        from newsents.outputs.jsonl import LineError

        for found in articles:
            if isinstance(found, ArticleError):
                self._fail(str(found), SOME_FAILED)
                if self.report_file and isinstance(found, LineError):
                    self.report_file.note_malformed(found.source, found.number, found.reason, found.line)
            elif self.published and found.published is None:
                yield found.model_copy(update={"published": _checked_date(self.published)})
            else:
                yield found

    def answered(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports, each failed one with a complaint."""
        for report in reports:
            if report.error:
                self._fail(f"{report.id or 'article'}: {report.error.message}", SOME_FAILED)
            yield report

    def _fail(self, message: str, status: int) -> None:
        _complain(message)
        self.status = max(self.status, status)


def _told(file: str) -> str:
    return "stdin" if file == "-" else file


def _checked_date(published: str) -> Any:
    from newsents.records import parse_published

    try:
        return parse_published(published)
    except ArticleError as error:
        _stop(str(error))


def _load(model: str | None, gazetteer: list[Path] | None) -> Language:
    from newsents.pipeline import load

    try:
        return load(model, gazetteer=gazetteer)
    except NewsentsError as error:
        _stop(str(error))


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        _stop(f"{file}: cannot be read ({error.strerror})")


def _lines(file: str) -> Iterator[bytes]:
    """The lines of a file or of standard input, one at a time."""
    from newsents.outputs.resumable import open_lines

    try:
        yield from sys.stdin.buffer if file == "-" else open_lines(file)
    except OSError as error:
        _stop(f"{file}: cannot be read ({error.strerror or error})")
    except ImportError as error:
        _stop(str(error))


def _format_by_suffix(output: Path | None) -> OutputFormat:
    name = output.name.lower() if output is not None else ""
    if name.endswith(_LINES_SUFFIXES):
        return OutputFormat.jsonl
    by_end = {".html": OutputFormat.html, ".csv": OutputFormat.csv}
    return by_end.get(Path(name).suffix, OutputFormat.table)


def _write_resumable(
    reading: _Reading, read: Callable[[Iterable[Article]], Iterable[Report]], nlp: Language, output: Path
) -> None:
    """Write the reports into a file that a later run can go on with, and say how it went."""
    from newsents.outputs.resumable import ReportFile
    from newsents.outputs.sources import with_progress
    from newsents.pipeline import versions_of

    reports = failed = encounters = 0
    start = time.monotonic()
    try:
        with ReportFile(output, versions_of(nlp)) as file:
            reading.report_file = file
            reports_left = reading.answered(read(file.left(reading.articles())))
            for report in with_progress(reports_left, reading.files):
                file.write(report)
                reports, failed = reports + 1, failed + (report.error is not None)
                encounters += len(report.encounters)
    except OSError as error:
        _stop(f"{output}: cannot be written ({error.strerror or error})")
    except ImportError as error:
        _stop(str(error))
    there = f" ({file.resumed:,} were there)" if file.resumed else ""
    _complain(
        f"{reports:,} articles read{there}, {failed:,} failed, {file.malformed:,} lines malformed, "
        f"{encounters:,} encounters, {time.monotonic() - start:,.0f} s"
    )


def _decoded(raw: bytes, file: str) -> str:
    """The text of a file: UTF-8, a byte order mark at its head left off, line ends as they are."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{file}: not UTF-8 text (byte {error.start + 1}); convert it first") from None
    if "\0" in text:
        raise ArticleError(f"{file}: binary data, not text")
    return text


def _write(reports: Iterable[Report], format: OutputFormat, sink: IO[str], roles: bool) -> None:
    if format is OutputFormat.table:
        from rich.console import Console

        from newsents.outputs.table import print_report

        console = Console(file=sink)
        for report in reports:
            print_report(report, console, roles=roles)
    elif format is OutputFormat.html:
        from newsents.outputs.html import page_html

        sink.write(page_html(reports))
    else:
        for report in reports:
            sink.write(_line(report, format) + "\n")


def _line(report: Report, format: OutputFormat) -> str:
    from newsents.outputs.gold import to_gold
    from newsents.outputs.jsonl import report_line

    return (
        report_line(report)
        if format is OutputFormat.jsonl
        else json.dumps(to_gold(report), ensure_ascii=False)
    )


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Standard output in UTF-8, or the file; both with plain line feeds."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        sink = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        _stop(f"{path}: cannot be written ({error.strerror})")
    with sink:
        yield sink


def _complain(message: str) -> None:
    print(f"newsents: {message}", file=sys.stderr)


def _stop(message: str) -> NoReturn:
    _complain(message)
    raise typer.Exit(CANNOT_RUN)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
