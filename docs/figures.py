"""Writes the figures of `newsents evaluate` into the pages that show them.

`python docs/figures.py` evaluates on the annotated articles in ../shared/eval and rewrites the tables between the marks
`<!-- figures:NAME -->` and `<!-- /figures -->` in README.md and docs/accuracy.md. Other articles, by name:

    python docs/figures.py dev=GOLD.jsonl,ARTICLES.jsonl

What `newsents evaluate` printed before can be given instead: `python docs/figures.py train=train.txt dev=dev.txt`.
With `--check` nothing is written; the status is 1 if a table would change.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "accuracy.md")
SETS = {
    name: f"../shared/eval/{name}/gold.jsonl,../shared/eval/{name}/articles.jsonl"
    for name in ("train", "dev")
}
ROWS = {
    "articles": "pairs who met whom, mean over articles",
    "pairs": "pairs who met whom, all articles together",
    "encounters": "encounters",
    "visits": "visits alone",
    "rare": "what was planned, denied or only possible",
    "roles": "roles",
    "of": "what a role is of",
    "kind": "kind",
    "status": "status",
    "date": "date",
    "place": "place",
    "sides": "sides",
    "evidence": "evidence",
}
COUNTED = ("articles", "pairs", "encounters", "visits", "rare", "roles")
"""Rows with precision, recall and F1; the others have a share that agrees."""
SHORT = ("articles", "roles")

Scores = Mapping[str, Mapping[str, str]]
_LINE = re.compile(r"(\w+) +(\w+ [\d.]+(?: +\w+ [\d.]+)*)$", re.MULTILINE)
_MARKED = re.compile(r"(?s)(<!-- figures:(\w+) -->\n).*?(<!-- /figures -->)")


def read_scores(printed: str) -> dict[str, dict[str, str]]:
    """Return what `newsents evaluate` printed, by row and column.

    >>> read_scores("roles      p 0.900  r 0.800  f 0.847  gold 12")
    {'roles': {'p': '0.900', 'r': '0.800', 'f': '0.847', 'gold': '12'}}
    """
    scores = {}
    for line in _LINE.finditer(printed):
        parts = line[2].split()
        scores[line[1]] = dict(zip(parts[::2], parts[1::2], strict=True))
    return scores


def counted_table(scores: Scores) -> str:
    """Return precision, recall and F1 as a Markdown table."""
    rows = ["| what | precision | recall | F1 | of |", "|---|---|---|---|---|"]
    for name in COUNTED:
        row = scores[name]
        unit = "articles" if name == "articles" else name if name in {"roles", "pairs"} else "records"
        rows.append(
            f"| {ROWS[name]} | {row['p']} | {row['r']} | {row['f']} | {row.get('gold', row.get('of'))} {unit} |"
        )
    return "\n".join(rows)


def agreed_table(scores: Scores) -> str:
    """Return the shares of found records that agree as a Markdown table."""
    rows = ["| of what was found | share that agrees | of |", "|---|---|---|"]
    for name in ROWS:
        if name not in COUNTED:
            unit = "roles" if name == "of" else "records"
            rows.append(f"| {ROWS[name]} | {scores[name]['accuracy']} | {scores[name]['of']} {unit} |")
    return "\n".join(rows)


def short_table(sets: Mapping[str, Scores]) -> str:
    """Return the main figures of all sets as a Markdown table."""
    rows = ["| what | articles | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name, scores in sets.items():
        for what in SHORT:
            row = scores[what]
            count = f"{name}, {scores['articles']['of']}"
            rows.append(f"| {ROWS[what]} | {count} | {row['p']} | {row['r']} | {row['f']} |")
    return "\n".join(rows)


def table(name: str, sets: Mapping[str, Scores]) -> str:
    """Return the tables that belong between the marks of this name: a set, or `short` for all of them."""
    if name == "short":
        return f"{short_table(sets)}\n"
    return f"{counted_table(sets[name])}\n\n{agreed_table(sets[name])}\n"


def rewritten(page: str, sets: Mapping[str, Scores]) -> str:
    """Return a page with its tables made anew; those of sets that were not evaluated stay."""
    known = {*sets, "short"}
    return _MARKED.sub(
        lambda found: f"{found[1]}{table(found[2], sets)}{found[3]}" if found[2] in known else found[0], page
    )


def printed_scores(source: str) -> str:
    """What `newsents evaluate` prints for `GOLD,ARTICLES`, or printed into the one file that is named."""
    gold, _, articles = source.partition(",")
    if not articles:
        return Path(gold).read_text(encoding="utf-8")
    command = [sys.executable, "-m", "newsents", "evaluate", gold, articles]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def main(args: list[str]) -> int:
    """Rewrite the pages, or only compare them."""
    check = "--check" in args
    sources = dict(arg.split("=", 1) for arg in args if "=" in arg) or SETS
    sets = {name: read_scores(printed_scores(source)) for name, source in sources.items()}
    changed = 0
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        if (new := rewritten(page, sets)) != page:
            changed += 1
            print(f"{path.relative_to(ROOT)}: {'differs' if check else 'written'}")
            if not check:
                path.write_text(new, encoding="utf-8")
    return int(check and changed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
