"""How well the whole pipeline finds names: `python benchmarks/mentions.py FILE.spacy …`.

Exact spans of PERSON, ORG, GPE and NORP among `Report.mentions`, descriptions left out, against gold names; a leading
"the" is dropped, and what touches tokens of unknown label is not counted. The model alone is shown beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsents
from newsents.stages.report import build_report

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})

Name = tuple[int, int, str]


def main() -> None:
    """Measure each file and print a line for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    nlp = newsents.load("bundled", parse="all")
    for file in parser.parse_args().files:
        golds = list(DocBin().from_disk(file).get_docs(nlp.vocab))
        for what, found in (("pipeline", _by_pipeline), ("model", _by_model)):
            print(file.stem, what, _scores(golds, [found(gold, nlp) for gold in golds]))


def _scores(golds: Iterable[Doc], answers: Iterable[list[Name]]) -> str:
    hits = said = wanted = 0
    for gold, answer in zip(golds, answers, strict=True):
        unknown = [(t.idx, t.idx + len(t)) for t in gold if t.ent_iob == 0]
        right = set(_by_annotation(gold))
        told = {n for n in answer if not any(a < n[1] and b > n[0] for a, b in unknown)}
        hits, said, wanted = hits + len(right & told), said + len(told), wanted + len(right)
    return (
        f"P {hits / max(1, said):.3f} R {hits / max(1, wanted):.3f} F {2 * hits / max(1, said + wanted):.3f}"
    )


def _by_annotation(doc: Doc) -> Iterator[Name]:
    for ent in doc.ents:
        if ent.label_ in LABELS:
            span = ent[1:] if len(ent) > 1 and ent[0].lower_ == "the" else ent
            yield span.start_char, span.end_char, span.label_


def _by_pipeline(gold: Doc, nlp: Language) -> list[Name]:
    doc = nlp(_bare(gold, nlp))
    mentions = build_report(doc).mentions
    return [(m.start, m.end, m.label) for m in mentions if m.label in LABELS and m.form != "description"]


def _by_model(gold: Doc, nlp: Language) -> list[Name]:
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("newsents")]):
        return list(_by_annotation(nlp(_bare(gold, nlp))))


def _bare(gold: Doc, nlp: Language) -> Doc:
    """The gold tokens without what is known of them."""
    return Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])


if __name__ == "__main__":
    main()
