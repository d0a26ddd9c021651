"""What people keep their news in: files, folders and patterns; and how far the reading has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import TypeVar

from newsents.errors import ArticleError

T = TypeVar("T")
SUFFIXES = {
    "text": (".txt", ".text"),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".parquet"),
    "csv": (".csv", ".tsv"),
}
"""What a file holds, by the end of its name; a file of any other name that is asked for is a text."""


def find_files(names: Iterable[str]) -> Iterator[str | ArticleError]:
    """Yield the files that are meant: a folder stands for all in it that can be read, a pattern for what fits it.

    Sorted by name within a folder or pattern; "-" and everything else stays as it is. An `ArticleError` is yielded in
    the place of a folder or pattern without files.

    >>> list(find_files(["-", "a.txt"]))
    ['-', 'a.txt']
    """
    for name in names:
        if name != "-" and Path(name).is_dir():
            yield from _files_in(Path(name)) or _none(name, "folder")
        elif has_magic(name) and not Path(name).exists():
            yield from _fitting(name) or _none(name, "pattern")
        else:
            yield name


def _none(name: str, kind: str) -> list[ArticleError]:
    return [ArticleError(f"{name}: no files to read in this {kind}")]


def _fitting(pattern: str) -> list[str]:
    found = glob(pattern, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute pattern)
    return sorted(file for file in found if Path(file).is_file())


def _files_in(folder: Path) -> list[str]:
    """The files of a folder and its folders whose names say that they hold text; hidden ones are passed over."""
    return sorted(
        str(file)
        for file in folder.rglob("*")
        if format_of(file.name, None) and file.is_file()
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def format_of(file: str, default: str | None = "text") -> str | None:
    """Return text, jsonl or csv by the end of a file's name, else the default.

    >>> format_of("news.NDJSON"), format_of("-"), format_of("a.pdf", None)
    ('jsonl', 'text', None)
    """
    return next((kind for kind, ends in SUFFIXES.items() if file.lower().endswith(ends)), default)


def with_progress(items: Iterable[T], files: Sequence[str]) -> Iterator[T]:
    """Yield the items; on a terminal, count them on stderr meanwhile. The count vanishes at the end."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal or list(files) == ["-"]:
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        yield from progress.track(items, total=None)
