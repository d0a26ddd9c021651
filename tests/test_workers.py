"""Work in other processes: order, read-ahead, workers that die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from newsents.workers import WorkerDiedError, Workers
from processes import CHECKOUT


def squares(deadly: Sequence[int] = (), once: Path | None = None) -> Callable[[Sequence[int]], list[str]]:
    """A task that squares numbers; on a deadly one the worker ends, on 5 too while the file `once` is there."""

    def square(numbers: Sequence[int]) -> list[str]:
        for number in numbers:
            dies = number in deadly
            if number == 5 and once is not None and once.exists():
                once.unlink()
                dies = True
            if dies:
                os.kill(os.getpid(), signal.SIGKILL)
        return [str(number * number) for number in numbers]

    return square


def fail(number: int, error: Exception) -> str:
    assert isinstance(error, WorkerDiedError)
    return f"{number} failed"


def batches(count: int, size: int = 3, taken: list[int] | None = None) -> Iterator[list[int]]:
    for start in range(0, count, size):
        if taken is not None:
            taken.append(start)
        yield list(range(start, min(start + size, count)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_results_come_in_order(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    context = multiprocessing.get_context(method)
    monkeypatch.setattr(multiprocessing, "get_context", lambda: context)
    results = Workers(2, squares, ((),), fail).map(batches(20))
    assert [text for found in results for text in found] == [str(n * n) for n in range(20)]


def test_little_is_read_ahead() -> None:
    taken: list[int] = []
    results = Workers(2, squares, ((),), fail).map(batches(1000, taken=taken))
    next(results)
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_killed_worker_loses_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    once = tmp_path / "once"
    once.touch()
    results = Workers(2, squares, ((), once), fail).map(batches(20))
    assert [text for found in results for text in found] == [str(n * n) for n in range(20)]
    assert any("a worker process died" in record.getMessage() for record in caplog.records)


def test_an_item_that_kills_its_worker_is_given_up_alone() -> None:
    results = Workers(2, squares, ((5, 13),), fail).map(batches(20))
    expected = [f"{n} failed" if n in (5, 13) else str(n * n) for n in range(20)]
    assert [text for found in results for text in found] == expected


def test_an_interrupt_ends_all_at_once() -> None:
    code = """
import multiprocessing, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is begun with it ignored
from newsents.workers import Workers
def slow():
    return lambda items: (time.sleep(0.05), items)[1]
for found in Workers(2, slow, (), None).map([n] for n in range(100_000)):
    if found == [4]:
        print("running", *(child.pid for child in multiprocessing.active_children()), flush=True)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    workers = [int(pid) for pid in process.stdout.readline().split()[1:]]
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert complaint.rstrip().endswith("KeyboardInterrupt")
    assert len(workers) == 2
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
