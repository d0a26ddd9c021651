"""What must not change or be lost: poisoned articles, killed runs, processes begun in every way, Dask.

Each function returns rows of (what, figure), as in `measures`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

import newsents
from benchmarks.measures import Rows, exhaust
from newsents import Article

KILLS = 20
POISONED = 10
"""One article in so many."""
_POISONS = ("half a character \ud800 met nobody", "a" * 1_000_001)
_READ = """
import multiprocessing, sys
import newsents
if __name__ == "__main__":
    path, model, start, n_process, batch_size = sys.argv[1:]
    multiprocessing.set_start_method(start)
    with open(path, encoding="utf-8") as lines:
        articles = [newsents.Article.model_validate_json(line) for line in lines]
    settings = {"n_process": int(n_process), "batch_size": int(batch_size)}
    for report in newsents.extract_many(articles, nlp=newsents.load(model), **settings):
        print(report.model_dump_json())
"""


def measure_poison(articles: list[Article], model: str) -> Rows:
    """One article in ten cannot be read: is each told, and are all others as in a clean run?"""
    nlp = newsents.load(model)
    clean = [report.model_dump_json() for report in newsents.extract_many(articles, nlp=nlp)]
    mixed: list[Article | str] = []
    for number, article in enumerate(articles):
        if number % (POISONED - 1) == 0:
            mixed.append(_POISONS[number // (POISONED - 1) % len(_POISONS)])
        mixed.append(article)
    failed, others = 0, []
    for item, report in zip(mixed, newsents.extract_many(mixed, nlp=nlp), strict=True):
        if isinstance(item, Article):
            others.append(report.model_dump_json())
        else:
            failed += report.error is not None
    same = sum(a == b for a, b in zip(clean, others, strict=True))
    return [
        ("poisoned articles told as errors", f"{failed:,} of {len(mixed) - len(articles):,}"),
        ("others equal to a clean run", f"{same:,} of {len(clean):,}"),
    ]


def measure_kills(articles: list[Article], model: str) -> Rows:
    """The command line ended by SIGKILL at random moments, run again until it is through: is its output whole?"""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        source, whole = _write_articles(Path(folder), articles), Path(folder) / "whole.jsonl"
        begun = time.monotonic()
        _command(source, whole, model).wait()
        took = time.monotonic() - begun
        equal = taken_up = 0
        for number in range(KILLS):
            output = Path(folder) / f"killed{number}.jsonl"
            process = _command(source, output, model)
            time.sleep(took * chance.uniform(0.3, 1.0))
            process.kill()
            process.wait()
            taken_up += 0 < _lines_in(output) < len(articles)
            _command(source, output, model).wait()
            equal += output.read_bytes() == whole.read_bytes()
    return [
        ("killed runs equal to an undisturbed one", f"{equal} of {KILLS}"),
        ("of these killed with part of the output written", str(taken_up)),
    ]


def _command(source: Path, output: Path, model: str) -> subprocess.Popen[bytes]:
    """The command line at work in a process of its own."""
    command = [sys.executable, "-m", "newsents", "extract", str(source), "-o", str(output)]
    return subprocess.Popen(
        [*command, "--model", model, "--batch-size", "4"],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def _lines_in(output: Path) -> int:
    """Lines written so far: until a run is through they stand in a file beside its output."""
    return sum(file.read_bytes().count(b"\n") for file in output.parent.glob(f"{output.name}*"))


def _write_articles(folder: Path, articles: list[Article]) -> Path:
    path = folder / "articles.jsonl"
    lines = (
        article.model_copy(update={"id": str(number)}).model_dump_json(exclude_none=True)
        for number, article in enumerate(articles)
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def measure_ways(articles: list[Article], model: str) -> Rows:
    """Records for two hash seeds, fork and spawn, one process and two, batches of 1 and 256: all the same bytes?"""
    rows: Rows = []
    with tempfile.TemporaryDirectory() as folder:
        source = _write_articles(Path(folder), articles)
        script = Path(folder) / "read.py"
        script.write_text(_READ, encoding="utf-8")
        expected: list[bytes] | None = None
        for seed, start, n_process, batch_size in product("01", ("fork", "spawn"), "12", ("1", "256")):
            command = [sys.executable, str(script), str(source), model, start, n_process, batch_size]
            run = subprocess.run(
                command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, check=True
            )
            found = run.stdout.splitlines()
            expected = expected or found
            name = f"hash seed {seed}, {start}, n_process={n_process}, batch_size={batch_size}"
            rows.append((name, _difference(expected, found)))
    return rows


def _difference(expected: list[bytes], found: list[bytes]) -> str:
    """How many reports differ, and in which fields."""
    pairs = [(a, b) for a, b in zip(expected, found, strict=True) if a != b]
    fields = {
        name
        for a, b in pairs
        for (name, one), other in zip(json.loads(a).items(), json.loads(b).values(), strict=True)
        if one != other
    }
    told = f" ({', '.join(sorted(fields))})" if fields else ""
    return f"{len(pairs)} of {len(expected):,} differ{told}"


def measure_dask(articles: list[Article], model: str) -> Rows:
    """A Dask cluster of two workers against `n_process=2`, both warm."""
    import pandas as pd
    from dask import dataframe
    from distributed import Client, LocalCluster

    from newsents.distributed import extract_frame

    nlp = newsents.load(model)
    frame = pd.DataFrame(
        {"id": [str(n) for n in range(len(articles))], "text": [article.full_text for article in articles]}
    )
    table = extract_frame(dataframe.from_pandas(frame, npartitions=8), id="id", model=model)
    texts = [Article(text=text, id=id) for id, text in zip(frame["id"], frame["text"], strict=True)]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        table.partitions[:2].compute()
        clocks: list[tuple[float, float]] = []
        for _ in range(2):
            begun = time.perf_counter()
            rows = table.compute()
            between = time.perf_counter()
            exhaust(newsents.extract_many(texts, nlp=nlp, n_process=2))
            clocks.append((between - begun, time.perf_counter() - between))
    dask, own = (min(times) for times in zip(*clocks, strict=True))
    return [
        ("rows back", f"{rows['id'].nunique():,} of {len(articles):,}"),
        ("Dask, 2 workers : n_process=2, seconds", f"{dask:.1f} : {own:.1f} = {dask / own:.2f}"),
    ]
