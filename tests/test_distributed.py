"""Rows in, rows out: by themselves, in pandas, on Dask with a worker that is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import newsents
from newsents import Article, Report
from newsents.distributed import extract_bag, extract_frame, extract_pandas, extract_rows

SENTENCE = "French Defense Minister Florence Parly met Iraqi President Barham Salih in Baghdad on Thursday."
ROWS = [
    {"number": 1, "body": SENTENCE, "day": "2020-08-28"},
    {"number": 2, "body": None, "day": None},
    {"number": 3, "body": "", "day": float("nan")},
    {"number": 4, "body": "Angela Merkel met Emmanuel Macron.", "day": "yesterday"},
]


def test_each_row_comes_back_with_its_report(nlp: Language) -> None:
    found = list(extract_rows(iter(ROWS), text="body", published="day", id="number", nlp=nlp))
    assert [row["number"] for row in found] == [1, 2, 3, 4]
    assert [row["encounters"] for row in found] == [1, 0, 0, 0]
    assert [row["error"] is None for row in found] == [True, False, True, False]
    assert "no date" in found[3]["error"]
    expected = newsents.extract(Article(SENTENCE, published="2020-08-28", id="1"), nlp=nlp)
    assert Report.model_validate_json(found[0]["report"]) == expected


def test_pandas_keeps_index_and_columns(model_path: str) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(ROWS, index=[10, 20, 30, 40])
    [found] = extract_pandas([frame], text="body", published="day", model=model_path)
    assert list(found.columns) == ["number", "body", "day", "encounters", "error", "report"]
    assert list(found.index) == [10, 20, 30, 40]
    assert found["encounters"].tolist() == [1, 0, 0, 0]
    assert [error is None for error in found["error"]] == [True, False, True, False]
    [empty] = extract_pandas([frame.iloc[:0]], text="body", model=model_path)
    assert list(empty.dtypes) == list(found.dtypes)


@pytest.mark.filterwarnings("default")
def test_a_bag_of_rows(model_path: str) -> None:
    bag = pytest.importorskip("dask.bag").from_sequence(ROWS, npartitions=2)
    found = extract_bag(bag, text="body", model=model_path).compute(scheduler="sync")
    assert [(row["number"], row["encounters"]) for row in found] == [(1, 1), (2, 0), (3, 0), (4, 1)]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark(model_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the README writes it: `mapInPandas`."""
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv(
        "PYSPARK_PYTHON", sys.executable
    )  # else the workers take the first python3 of the PATH
    spark = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    try:
        frame = spark.createDataFrame(
            [(row["number"], row["body"]) for row in ROWS], "number long, body string"
        )
        rows = "number long, body string, encounters long, error string, report string"
        read = frame.mapInPandas(partial(extract_pandas, text="body", model=model_path), rows).collect()
    finally:
        spark.stop()
    check_engine_rows([row.asDict() for row in read])


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_ray(model_path: str) -> None:
    """As the README writes it: `map_batches`."""
    ray = pytest.importorskip("ray")
    pandas = pytest.importorskip("pandas")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    try:
        frame = pandas.DataFrame([{"number": row["number"], "body": row["body"]} for row in ROWS])
        read = ray.data.from_pandas(frame).map_batches(
            lambda part: next(extract_pandas([part], text="body", model=model_path)), batch_format="pandas"
        )
        check_engine_rows(read.take_all())
    finally:
        ray.shutdown()


def check_engine_rows(rows: list[dict[str, Any]]) -> None:
    """That another engine gave every row back, with the report of newsents or what went wrong."""
    by_number = {row["number"]: row for row in rows}
    assert sorted(by_number) == [1, 2, 3, 4] and len(rows) == 4
    assert [by_number[n]["encounters"] for n in (1, 2, 3, 4)] == [1, 0, 0, 1]
    assert [by_number[n]["error"] is None for n in (1, 2, 3, 4)] == [True, False, True, True]
    assert Report.model_validate_json(by_number[4]["report"]).encounters[0].kind == "meeting"


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_every_row_comes_back_once_though_a_worker_is_killed(model_path: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    dataframe = pytest.importorskip("dask.dataframe")
    distributed = pytest.importorskip("distributed")
    told = [f"Angela Merkel met Emmanuel Macron in {1900 + i % 100}. " * 9 for i in range(400)]
    frame = dataframe.from_pandas(pandas.DataFrame({"n": range(400), "text": told}), npartitions=8)
    read = extract_frame(frame, model=model_path)
    assert list(read.columns) == ["n", "text", "encounters", "error", "report"]
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=tmp_path
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        running = client.compute(read)
        pids = client.run(os.getpid)
        while not any(client.has_what().values()):
            time.sleep(0.1)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        found = running.result(timeout=240)
    assert found["n"].tolist() == list(range(400))
    assert set(found["encounters"]) == {1}
