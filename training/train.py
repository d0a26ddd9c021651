#!/usr/bin/env python3
"""Train the bundled model from the corpora: python training/train.py CORPORA FACTS [--only STEP ...]

Steps, in order: vectors (floret on unlabelled news), parse and ner (trained at the same time, one core
each), assemble (join, evaluate, write data/model). Intermediate results stay in training/.work.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
from pathlib import Path

import vectors
from assemble import (
    check_alike,
    describe,
    join_parts,
    measure_size,
    save,
    strip_training,
)
from evaluate import measure_speed, print_scores, score_model

HERE = Path(__file__).resolve().parent
WORK = HERE / ".work"
OUTPUT = HERE.parent / "data" / "model"
NEWS = "news_unlabelled.jsonl.gz"
STEPS = ("vectors", "parse", "ner", "assemble")


def make_vectors(corpora: Path) -> None:
    """Train the word vectors."""
    WORK.mkdir(exist_ok=True)
    labelled = [corpora / "parse_train.spacy", corpora / "ner_train.spacy"]
    vectors.write_words(corpora / NEWS, labelled, WORK / "words.txt")
    vectors.train(WORK / "words.txt", WORK / "vectors.floret")
    vectors.save_vocabulary(WORK / "vectors.floret", WORK / "vectors")


def start_training(part: str, corpora: Path, facts: Path) -> subprocess.Popen[bytes]:
    """Start `spacy train` for one part on one core; its log lies beside its output."""
    command = [sys.executable, "-m", "spacy", "train", f"config_{part}.cfg", "--code", "registered.py"]
    command += ["--output", str(WORK / part), "--paths.vectors", str(WORK / "vectors")]
    command += [
        "--paths.train",
        str(corpora / f"{part}_train.spacy"),
        "--paths.dev",
        str(corpora / f"{part}_dev.spacy"),
    ]
    if part == "ner":
        command += ["--paths.facts", str(facts)]
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with (WORK / f"{part}.log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=HERE, stdout=log, stderr=subprocess.STDOUT, env=os.environ | one_core
        )


def train_parts(parts: list[str], corpora: Path, facts: Path) -> None:
    """Train the parts side by side; fail if one of them failed."""
    running = {part: start_training(part, corpora, facts) for part in parts}
    failed = [part for part, process in running.items() if process.wait() != 0]
    if failed:
        sys.exit(f"training failed: {failed}; see {WORK}/*.log")


def assemble(corpora: Path, output: Path) -> None:
    """Join the best parts, measure the whole, write it, and check what was written."""
    nlp = join_parts(WORK / "parse" / "model-best", WORK / "ner" / "model-best")
    strip_training(nlp)
    scores = score_model(nlp, corpora)
    speed = measure_speed(nlp, corpora / NEWS)
    describe(nlp, {**scores, "speed": round(speed)})
    save(nlp, output)
    check_alike(nlp, output, list(itertools.islice(vectors.paragraphs(corpora / NEWS), 2000)))
    print_scores(scores)
    print(f"{speed:.0f} tokens/s, {measure_size(output) / 1e6:.1f} MB in {output}")


def main() -> None:
    """Run the steps that were asked for, by default all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path, help="folder of the .spacy corpora and the unlabelled news")
    parser.add_argument(
        "facts", type=Path, help="folder of the tables of persons, countries, places, organisations"
    )
    parser.add_argument("--only", nargs="+", choices=STEPS, default=list(STEPS))
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args()
    corpora, facts = args.corpora.resolve(), args.facts.resolve()
    if "vectors" in args.only:
        make_vectors(corpora)
    train_parts([part for part in ("parse", "ner") if part in args.only], corpora, facts)
    if "assemble" in args.only:
        assemble(corpora, args.output)


if __name__ == "__main__":
    main()
