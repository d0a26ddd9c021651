"""Measures a synthetic gazetteer of many persons: `python benchmarks/scale.py [--persons 1000000]`.

In one run: building the compiled file, opening it, its memory, fuzzy look-ups beside brute-force rapidfuzz (time, and
recall on names with one or two edits), extraction with it beside the shipped gazetteer alone, and spaCy's
PhraseMatcher on as many of the names as `--phrases` says. The names are made of syllables with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy
from rapidfuzz import fuzz, process
from spacy.matcher import PhraseMatcher

import newsents
from newsents.gazetteer import Gazetteer
from newsents.gazetteer.gazetteer import build

SYLLABLES = """ba be bi bo bra da de di do dra fa fe ga ge gi go ha he hi ja je ka ke ki ko kra la le li lo ma me
mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se sha shi so sta su ta te ti to tra va ve vi vo wa we ya yo za
ze zi""".split()
ENDS = "n r s l m t k d v ch sh w th z ng".split() + [""] * 12
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TEXT = (
    "Foreign Minister Sergey Lavrov met French President Emmanuel Macron in Paris on Tuesday. "
    "The two spoke about trade, and Mr. Macron thanked the minister for coming. "
    "A delegation from Iraq will visit Ankara next week, officials said. "
)


def names_of(count: int, seed: int = 7) -> list[str]:
    """Return distinct names, first and last, common ones more often, as they are in the world."""
    chance = random.Random(seed)
    firsts = [word(chance, 2) for _ in range(20_000)]
    lasts = [word(chance, 3) for _ in range(200_000)]
    found: dict[str, None] = {}
    while len(found) < count:
        first = firsts[int(len(firsts) * chance.random() ** 2)]
        last = lasts[int(len(lasts) * chance.random() ** 2)]
        found[f"{first} {last}"] = None
    return list(found)


def word(chance: random.Random, most: int) -> str:
    """Return a capitalised word of two to `most` + 1 syllables."""
    syllables = [chance.choice(SYLLABLES) for _ in range(chance.randint(2, most + 1))]
    return ("".join(syllables) + chance.choice(ENDS)).capitalize()


def misspelt(name: str, edits: int, chance: random.Random) -> str:
    """Return the name with so many letters put in, left out or changed."""
    letters = list(name)
    for _ in range(edits):
        at = chance.choice([i for i, letter in enumerate(letters) if letter != " "])
        letters[at] = chance.choice(["", chance.choice(LETTERS), letters[at] + chance.choice(LETTERS)])
    return "".join(letters)


def resident() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a call took, and its result."""
    begun = time.perf_counter()
    result = do()
    return time.perf_counter() - begun, result


def measure_opening(path: Path) -> Gazetteer:
    """Print how long opening takes and what it adds to the memory, look-ups included."""
    shipped = Gazetteer.load()
    shipped.lookup("Iraq")
    before = resident()
    seconds, opened = timed(lambda: shipped.overlay(path))
    print(f"open          {seconds:.3f} s, adds {resident() - before:.0f} MB")
    return opened


def measure_lookups(opened: Gazetteer, names: list[str], count: int, brute_count: int) -> None:
    """Print time and recall of fuzzy look-ups, and of brute force on the first of the same queries."""
    chance = random.Random(11)
    queries = [(misspelt(name, chance.randint(1, 2), chance), name) for name in chance.sample(names, count)]
    ours, hits = [], []
    before = resident()
    for query, name in queries:
        seconds, found = timed(lambda q=query: opened.nearest(q, 1))
        ours.append(seconds)
        hits.append(bool(found) and found[0][0].name == name)
    print(
        f"memory        {resident() - before:.0f} MB more after {count} look-ups, pages of the file included"
    )
    median = statistics.median(ours)
    print(
        f"fuzzy         median {median * 1e3:.2f} ms, worst {max(ours) * 1e3:.1f} ms, recall {sum(hits) / count:.3f}"
    )
    for scorer, asked in ((fuzz.ratio, brute_count), (fuzz.WRatio, brute_count // 5)):
        brute, brute_hits = [], 0
        for query, name in queries[:asked]:
            seconds, best = timed(lambda q=query, by=scorer: process.extractOne(q, names, scorer=by))
            brute.append(seconds)
            brute_hits += best[0] == name
        slower = statistics.median(brute) / median
        print(
            f"brute force   {scorer.__name__}: median {statistics.median(brute) * 1e3:.0f} ms, {slower:.0f} times"
        )
        print(
            f"              on {asked} queries recall {brute_hits / asked:.3f}, ours {sum(hits[:asked]) / asked:.3f}"
        )


def measure_extraction(path: Path, articles: Path | None) -> None:
    """Print the speed with the file beside that without, three turns each, the best of each taken."""
    texts = list(texts_of(articles))
    plain, large = newsents.load(), newsents.load(gazetteer=path)
    best = {}
    for _ in range(3):
        for label, nlp in (("shipped", plain), ("with it", large)):
            seconds, _ = timed(lambda nlp=nlp: [newsents.extract(text, nlp=nlp) for text in texts])
            best[label] = min(seconds, best.get(label, seconds))
    words = sum(len(text.split()) for text in texts)
    print(
        f"extraction    {words / best['with it']:.0f} words/s, {best['shipped'] / best['with it']:.3f} of shipped"
    )


def texts_of(articles: Path | None) -> Iterator[str]:
    """Yield the texts of articles, or own sentences where no file is given."""
    if articles is None:
        yield from [TEXT * 20] * 10
        return
    for line in articles.read_text(encoding="utf-8").splitlines()[:40]:
        yield json.loads(line)["text"][:20_000]


def measure_phrases(names: list[str]) -> None:
    """Print what spaCy's PhraseMatcher takes for these names."""
    before = resident()
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab)
    seconds, _ = timed(lambda: matcher.add("PERSON", list(nlp.tokenizer.pipe(names))))
    print(f"PhraseMatcher {len(names):,} names: {seconds:.1f} s to build, {resident() - before:.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--brute", type=int, default=50, help="queries for brute force")
    parser.add_argument("--phrases", type=int, default=100_000)
    parser.add_argument("--articles", type=Path, help="JSONL with `text`, for the speed of extraction")
    parser.add_argument("--file", type=Path, help="keep the compiled file here, and take it if it is there")
    arguments = parser.parse_args()
    names = names_of(arguments.persons)
    path = arguments.file or Path(tempfile.mkdtemp()) / "persons.gaz"
    if not path.exists():
        rows = path.with_suffix(".jsonl")
        with rows.open("w", encoding="utf-8") as sink:
            for number, name in enumerate(names):
                row = {"id": f"my:{number}", "type": "PERSON", "name": name, "country": "XX"}
                sink.write(json.dumps(row) + "\n")
        seconds, (count, digest) = timed(lambda: build([rows], path))
        print(f"build         {count:,} rows {digest} in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    sys.stdout.flush()
    opened = measure_opening(path)
    measure_lookups(opened, names, arguments.queries, arguments.brute)
    measure_extraction(path, arguments.articles)
    measure_phrases(names[: arguments.phrases])


if __name__ == "__main__":
    main()
