"""Long fuzzing with atheris: `python -m benchmarks.fuzz extract -max_total_time=600 -timeout=10`.

Targets: extract, lines, gazetteer, html. Whatever is neither a record nor an error of ours ends the run with the
input in a file `crash-…`. Needs `pip install atheris`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsents"]):
    import newsents
    from newsents import Gazetteer, NewsentsError, pipeline
    from newsents.outputs.html import page_html
    from newsents.outputs.jsonl import read_articles

_NLP = pipeline.load("bundled")
_GAZETTEER = Gazetteer.load()
_FILE = Path(tempfile.mkdtemp()) / "mine.jsonl"
_WORDS = ("Angela Merkel", "President", "met", "with", "talks between", "Iraq", "Thursday", "\n\n", "U.S.-China",
          "his", "visited", ",", "(", "and")  # fmt: skip


def text_of(data: bytes) -> str:
    """Text of news words and of what the fuzzer made up, mixed."""
    provider = atheris.FuzzedDataProvider(data)
    pieces = []
    while provider.remaining_bytes() and len(pieces) < 60:
        made_up = provider.ConsumeBool()
        pieces.append(provider.ConsumeUnicode(8) if made_up else provider.PickValueInList(list(_WORDS)))
    return " ".join(pieces)


def fuzz_extract(data: bytes) -> None:
    """A text gives a report with that text."""
    text = text_of(data)
    assert newsents.extract(text, published="2020-08-28", nlp=_NLP).text == text


def fuzz_lines(data: bytes) -> None:
    """Lines give articles or errors."""
    list(read_articles(data.split(b"\n"), "x.jsonl"))


def fuzz_gazetteer(data: bytes) -> None:
    """An overlay is taken or refused."""
    _FILE.write_bytes(data)
    _GAZETTEER.overlay(_FILE)


def fuzz_html(data: bytes) -> None:
    """A report can be shown."""
    page_html([newsents.extract(text_of(data), nlp=_NLP)])


TARGETS: dict[str, Callable[[bytes], None]] = {
    "extract": fuzz_extract,
    "lines": fuzz_lines,
    "gazetteer": fuzz_gazetteer,
    "html": fuzz_html,
}


def run_target(data: bytes) -> None:
    """Run the target that was asked for; our own errors are answers too."""
    with suppress(NewsentsError):
        TARGETS[_name](data)


if __name__ == "__main__":
    _name = sys.argv.pop(1)
    atheris.Setup(sys.argv, run_target)
    atheris.Fuzz()
