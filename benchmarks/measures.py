"""What is measured. Each function returns rows of (what, figure); ratios are taken within one run."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import newsents
from newsents import Article, Report, pipeline
from newsents.paths import data_folder
from newsents.stages.report import build_report

Rows = list[tuple[str, str]]
ROUNDS = 3
"""Speeds are taken in turns, so often, and the best of each counts: other work on the machine only slows."""
Clock = Callable[[], float]


def read_articles(path: Path, count: int) -> list[Article]:
    """Return `count` articles, spread over the file, so that no one publisher fills the sample."""
    open_file: Any = gzip.open if path.suffix == ".gz" else open
    with open_file(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // count)
    fields = ("id", "text", "published")
    return [
        Article(**{name: row[name] for name in fields if _usable(name, row)}) for row in rows[::step][:count]
    ]


def _usable(name: str, row: dict[str, Any]) -> bool:
    value = row.get(name)
    return bool(value) and (name != "published" or len(value) >= len("2020-08-28"))


def take_turns(
    runs: dict[str, Callable[[], Any]], rounds: int = ROUNDS, clock: Clock = time.process_time
) -> dict[str, float]:
    """Return the shortest time of each run, in seconds of this process's own work unless another clock is given."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, run in runs.items():
            start = clock()
            run()
            best[name] = min(best.get(name, float("inf")), clock() - start)
    return best


def exhaust(items: Iterable[Any]) -> None:
    """Take all and keep nothing."""
    for _ in items:
        pass


# Speed


def measure_speed(articles: list[Article], model: str) -> Rows:
    """Words per second of `extract_many` against bare `nlp.pipe` of the same model, and of a default one."""
    bare, default = open_bare(model), make_default_pipeline()
    needed, whole = newsents.load(model), newsents.load(model, parse="all")
    texts = [article.full_text for article in articles]
    words = sum(len(bare.make_doc(text)) for text in texts)
    exhaust(newsents.extract_many(articles[:20], nlp=needed))
    best = take_turns(
        {
            "bare nlp.pipe, shipped model": lambda: exhaust(bare.pipe(texts)),
            "bare nlp.pipe, default HashEmbedCNN 96x4": lambda: exhaust(default.pipe(texts)),
            "extract_many": lambda: exhaust(newsents.extract_many(articles, nlp=needed)),
            "extract_many, parse='all'": lambda: exhaust(newsents.extract_many(articles, nlp=whole)),
        }
    )
    ours, names = best["extract_many"], list(best)
    return [
        *((f"{name}: tokens/s", f"{words / seconds:,.0f}") for name, seconds in best.items()),
        *(
            (f"extract_many : {name}", f"{seconds / ours:.2f}")
            for name, seconds in best.items()
            if seconds != ours
        ),
        (f"{names[0]} : {names[1]}", f"{best[names[1]] / best[names[0]]:.2f}"),
    ]


def open_bare(model: str) -> Language:
    """The model alone."""
    return spacy.load(data_folder("model") if model == pipeline.BUNDLED else model)


def make_default_pipeline() -> Language:
    """The same components on one shared default tok2vec, weights at random: as much work, no sense."""
    warnings.filterwarnings("ignore", message=r"\[W113\]")  # rules have no use for vectors
    nlp = spacy.blank("en")
    shipped = open_bare(pipeline.BUNDLED)
    cnn = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000,
           "window_size": 1, "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}  # fmt: skip
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    nlp.add_pipe("tok2vec", config={"model": cnn})
    tagger: Any = nlp.add_pipe("tagger", config={"model": {"tok2vec": listener}})
    parser: Any = nlp.add_pipe("parser", config={"model": {"tok2vec": listener}})
    nlp.add_pipe("attribute_ruler", source=shipped)
    nlp.add_pipe("lemmatizer", source=shipped)
    ner: Any = nlp.add_pipe("ner", config={"model": {"tok2vec": listener}})
    for pipe, name in ((tagger, "tagger"), (parser, "parser"), (ner, "ner")):
        for label in cast_labels(shipped.get_pipe(name)):
            pipe.add_label(label)
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser", "ner"]):
        nlp.initialize()
    return nlp


def cast_labels(pipe: Any) -> list[str]:
    """The labels of a trained component."""
    return list(pipe.labels)


def measure_stages(articles: list[Article], model: str) -> Rows:
    """Where the time goes, in microseconds a token, each component and stage by itself."""
    nlp = newsents.load(model)
    exhaust(newsents.extract_many(articles[:20], nlp=nlp))
    spent: dict[str, float] = defaultdict(float)
    words = 0
    for start in range(0, len(articles), 16):
        docs = list(_clocked(spent, "tokenizer", pipeline.to_docs(articles[start : start + 16], nlp)))
        words += sum(map(len, docs))
        for name, pipe in nlp.pipeline:
            if isinstance(pipe, pipeline.Component) and name == "newsents":
                _run_stages(spent, pipe, docs)
            elif hasattr(pipe, "pipe"):
                docs = list(_clocked(spent, name, pipe.pipe(docs)))
            else:
                docs = list(_clocked(spent, name, map(pipe, docs)))
        exhaust(_clocked(spent, "report", map(build_report, docs)))
    total = sum(spent.values())
    return [
        *((name, f"{1e6 * s / words:6.1f} us/token {s / total:6.1%}") for name, s in spent.items()),
        ("all", f"{1e6 * total / words:6.1f} us/token"),
    ]


def _clocked(spent: dict[str, float], name: str, items: Iterable[Doc]) -> Iterator[Any]:
    """The items, and the time that making each took added up under a name."""
    iterator = iter(items)
    while True:
        start = time.process_time()
        found = next(iterator, None)
        spent[name] += time.process_time() - start
        if found is None:
            return
        yield found


def _run_stages(spent: dict[str, float], component: pipeline.Component, docs: list[Doc]) -> None:
    for doc in docs:
        for stage in component.stages:
            start = time.process_time()
            pipeline.STAGES[stage](doc, component.resources)
            spent[f"stage {stage}"] += time.process_time() - start
        pipeline.write_spans(doc, False)


def measure_processes(articles: list[Article], model: str) -> Rows:
    """Two processes against one."""
    nlp = newsents.load(model)
    exhaust(newsents.extract_many(articles[:20], nlp=nlp))
    best = take_turns(
        {
            str(n): lambda n=n: exhaust(newsents.extract_many(articles, nlp=nlp, n_process=n))  # type: ignore[misc]
            for n in (1, 2)
        },
        rounds=2,
        clock=time.perf_counter,
    )
    return [("n_process=2 : n_process=1", f"{best['1'] / best['2']:.2f}")]


def measure_length(articles: list[Article], model: str) -> Rows:
    """Time for texts of 1 KB to 1 MB; ten times the text should take ten times as long."""
    nlp = newsents.load(model)
    seconds: dict[int, float] = {}
    for size in (1_000, 10_000, 100_000, 1_000_000):
        text = text_of_length(articles, size)
        newsents.extract(text[:1000], nlp=nlp)
        rounds = ROUNDS if size < 1_000_000 else 1
        seconds[size] = take_turns({"": lambda text=text: newsents.extract(text, nlp=nlp)}, rounds)[""]  # type: ignore[misc]
    return [
        *((f"{size:,} characters", f"{s:.2f} s") for size, s in seconds.items()),
        ("1 MB : 100 KB", f"{seconds[1_000_000] / seconds[100_000]:.1f}"),
    ]


def text_of_length(articles: list[Article], size: int) -> str:
    """Articles one after the other, cut at `size` characters."""
    pieces, length = [], 0
    for article in cycle(articles):
        pieces.append(article.text)
        length += len(article.text) + 2
        if length >= size:
            return "\n\n".join(pieces)[:size]
    raise ValueError("no articles")


def measure_start(articles: list[Article], model: str) -> Rows:
    """Time from nothing to the first report, in a process of its own."""
    steps = {
        "import spacy": "import spacy",
        "import newsents": "import newsents",
        "load": f"nlp = newsents.load({model!r})",
        "first extract": "newsents.extract('Angela Merkel met Emmanuel Macron.', nlp=nlp)",
        "second extract": "newsents.extract('Angela Merkel met Emmanuel Macron.', nlp=nlp)",
    }
    code = "import time\n" + "".join(
        f"t = time.perf_counter(); {step}; print(time.perf_counter() - t)\n" for step in steps.values()
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
            for _ in range(ROUNDS)]  # fmt: skip
    times = [min(map(float, found)) for found in zip(*(run.split() for run in runs), strict=True)]
    return [(name, f"{seconds:.3f} s") for name, seconds in zip(steps, times, strict=True)]


# Memory


def measure_memory(articles: list[Article], model: str) -> Rows:
    """Resident memory while one process reads the articles, and its growth after the first tenth."""
    nlp = newsents.load(model)
    marks = {len(articles) // 10, len(articles)}
    rows: Rows = []
    resident: list[int] = []
    own: list[int] = []
    for number, _ in enumerate(newsents.extract_many(iter(articles), nlp=nlp), 1):
        if number in marks:
            resident.append(resident_memory())
            own.append(anonymous_memory())
            told = f"{resident[-1] / 1e6:,.0f} MB, {own[-1] / 1e6:,.0f} MB without mapped files"
            rows.append((f"resident after {number:,} articles", told))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return [
        *rows,
        ("growth from a tenth on", f"{resident[-1] / resident[0] - 1:.1%}"),
        ("the same without mapped files", f"{own[-1] / own[0] - 1:.1%}"),
        ("peak (with the articles themselves)", f"{peak / 1e6:,.0f} MB"),
    ]


def resident_memory() -> int:
    """The resident memory of this process, in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def anonymous_memory() -> int:
    """Resident memory that is no page of a file such as the gazetteer's, in bytes (Linux)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Anonymous:"))


# Sameness


def measure_parse(articles: list[Article], model: str) -> Rows:
    """Encounters with trees where needed against encounters with all trees: pair F1 of one against the other."""
    needed, whole = newsents.load(model), newsents.load(model, parse="all")
    same = reports = 0
    shared = ours = theirs = 0
    for one, other in zip(
        newsents.extract_many(articles, nlp=needed), newsents.extract_many(articles, nlp=whole), strict=True
    ):
        a, b = pairs_of(one), pairs_of(other)
        shared, ours, theirs = shared + len(a & b), ours + len(a), theirs + len(b)
        same, reports = same + (one.encounters == other.encounters), reports + 1
    return [
        ("articles with the very same encounters", f"{same / reports:.2%} of {reports:,}"),
        ("pairs, where needed / all / in both", f"{ours} / {theirs} / {shared}"),
        ("pair F1", f"{2 * shared / max(1, ours + theirs):.4f}"),
    ]


def pairs_of(report: Report) -> set[tuple[Any, ...]]:
    """Who met whom in a report, with kind and status; visits with their place."""
    found: set[tuple[Any, ...]] = set()
    for encounter in report.encounters:
        what = (encounter.kind, encounter.status)
        names = {entity.id: entity.name for entity in report.entities}
        sides = [sorted(names[p.entity] for p in side) for side in encounter.sides]
        if len(sides) == 1:
            found.update((*what, name, str(encounter.place)) for name in sides[0])
        found.update(
            (*what, *sorted((a, b)))
            for i, side in enumerate(sides)
            for other in sides[i + 1 :]
            for a in side
            for b in other
        )
    return found


def measure_sameness(articles: list[Article], model: str) -> Rows:
    """Reports by processes and batch sizes: bytes that differ from those of one process and batches of 64."""
    nlp = newsents.load(model)
    lines = [report.model_dump_json() for report in newsents.extract_many(articles, nlp=nlp)]
    rows: Rows = []
    for settings in ({"n_process": 2}, {"batch_size": 1}, {"batch_size": 256}):
        other = (report.model_dump_json() for report in newsents.extract_many(articles, nlp=nlp, **settings))
        differing = sum(a != b for a, b in zip(lines, other, strict=True))
        rows.append((f"reports that differ with {settings}", f"{differing} of {len(lines):,}"))
    return rows


MEASURES: dict[str, Callable[[list[Article], str], Rows]] = {
    "speed": measure_speed,
    "stages": measure_stages,
    "processes": measure_processes,
    "length": measure_length,
    "start": measure_start,
    "memory": measure_memory,
    "parse": measure_parse,
    "sameness": measure_sameness,
}
