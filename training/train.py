#!/usr/bin/env python3
"""Train the bundled model from the corpora: python training/train.py CORPORA FACTS [--only STEP ...]

Steps, in order: vectors (floret on unlabelled news); teachers (tagger and parser, and names, trained apart, one core
each); silver (every training document gets tags, a tree and names); joint (all on one tok2vec); polish (the same
trained on, slowly, with more gold names); finish (trained on once more, with new silver from itself and with the dev
files); assemble (evaluate, write data/model). Intermediate
results stay in training/.work.
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
    complete,
    describe,
    join_parts,
    measure_size,
    save,
    strip_training,
)
from evaluate import measure_speed, print_scores, score_model
from silver import FINISH, JOINT, POLISH, write_corpora, write_dev

HERE = Path(__file__).resolve().parent
WORK = HERE / ".work"
OUTPUT = HERE.parent / "data" / "model"
NEWS = "news_unlabelled.jsonl.gz"
STEPS = ("vectors", "teachers", "silver", "joint", "polish", "finish", "assemble")
TEACHERS = ("parse", "ner")
FINISH_SEED = 2
FINISH_STEPS = 9000


def make_vectors(corpora: Path) -> None:
    """Train the word vectors."""
    WORK.mkdir(exist_ok=True)
    labelled = [corpora / "parse_train.spacy", corpora / "ner_train.spacy"]
    vectors.write_words(corpora / NEWS, labelled, WORK / "words.txt")
    vectors.train(WORK / "words.txt", WORK / "vectors.floret")
    vectors.save_vocabulary(WORK / "vectors.floret", WORK / "vectors")


def start_training(
    part: str, train: Path, dev: Path, config: str | None = None, **overrides: object
) -> subprocess.Popen[bytes]:
    """Start `spacy train` for one part on one core; its log lies beside its output.

    config: the part of whose config it is, by default its own; overrides: settings by dotted name, "paths.x"
    """
    command = [
        sys.executable,
        "-m",
        "spacy",
        "train",
        f"config_{config or part}.cfg",
        "--code",
        "registered.py",
    ]
    command += ["--output", str(WORK / part), "--paths.vectors", str(WORK / "vectors")]
    command += ["--paths.train", str(train), "--paths.dev", str(dev)]
    for name, value in overrides.items():
        command += [f"--{name}", str(value)]
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with (WORK / f"{part}.log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=HERE, stdout=log, stderr=subprocess.STDOUT, env=os.environ | one_core
        )


def wait_for(running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Wait for all trainings; fail if one of them failed."""
    failed = [part for part, process in running.items() if process.wait() != 0]
    if failed:
        sys.exit(f"training failed: {failed}; see {WORK}/*.log")


def train_teachers(corpora: Path, facts: Path) -> None:
    """Train the two teachers side by side, and put them together."""
    more: dict[str, dict[str, object]] = {"parse": {}, "ner": {"paths.facts": facts}}
    wait_for(
        {
            part: start_training(
                part, corpora / f"{part}_train.spacy", corpora / f"{part}_dev.spacy", **more[part]
            )
            for part in TEACHERS
        }
    )
    nlp = join_parts(WORK / "parse" / "model-best", WORK / "ner" / "model-best")
    strip_training(nlp)
    nlp.to_disk(WORK / "teacher")


def label(corpora: Path, facts: Path, teacher: Path) -> None:
    """Write the corpora of `joint` and `polish`, and the dev corpus of both."""
    write_corpora(teacher, {"joint": JOINT, "polish": POLISH}, corpora, facts, WORK, seed=1)
    write_dev(teacher, corpora, WORK)


def train_on_silver(part: str) -> None:
    """Train the joint model, or train it on."""
    more: dict[str, object] = {"paths.joint": WORK / "joint" / "model-best"} if part == "polish" else {}
    files = (WORK / f"{part}_train.spacy", WORK / "joint_dev.spacy")
    wait_for({part: start_training(part, *files, **more)})


def finish(corpora: Path, facts: Path) -> None:
    """Train on with the dev files too, and take the last state: nothing is left to choose by."""
    start = WORK / "polish" / "model-best"
    teacher = complete(start)
    strip_training(teacher)
    teacher.to_disk(WORK / "polished")
    write_corpora(WORK / "polished", {"finish": FINISH}, corpora, facts, WORK, seed=7)
    settings = {"paths.joint": start, "training.max_steps": FINISH_STEPS, "system.seed": FINISH_SEED}
    files = (WORK / "finish_train.spacy", WORK / "joint_dev.spacy")
    wait_for({"finish": start_training("finish", *files, config="polish", **settings)})


def assemble(corpora: Path, output: Path) -> None:
    """Complete the best model, measure it, write it, and check what was written."""
    nlp = complete(WORK / "finish" / "model-last")
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
    parser.add_argument(
        "--teacher",
        type=Path,
        default=WORK / "teacher",
        help="a pipeline that labels what the corpora lack, such as a former model; by default the teachers",
    )
    parser.add_argument("--only", nargs="+", choices=STEPS, default=list(STEPS))
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args()
    corpora, facts = args.corpora.resolve(), args.facts.resolve()
    if "vectors" in args.only:
        make_vectors(corpora)
    if "teachers" in args.only:
        train_teachers(corpora, facts)
    if "silver" in args.only:
        label(corpora, facts, args.teacher)
    for part in ("joint", "polish"):
        if part in args.only:
            train_on_silver(part)
    if "finish" in args.only:
        finish(corpora, facts)
    if "assemble" in args.only:
        assemble(corpora, args.output)


if __name__ == "__main__":
    main()
