"""Work in other processes: batches go out, results come back in order, and a worker that dies takes nothing along.

Knows nothing of articles. Rests on `concurrent.futures`, which tells when a worker is gone.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""Batches for each worker that are taken from the source before their turn."""
_TRIES_ALONE = 2
"""So often may one item end its worker before it is given up: the first time the machine may be at fault."""

_log = logging.getLogger("newsents")
_task: Callable[[Sequence[Any]], Sequence[Any]] | None = None


class WorkerDiedError(RuntimeError):
    """A worker process ended while it read an item alone, out of memory for instance."""


@dataclass
class _Batch(Generic[Item, Result]):
    items: Sequence[Item]
    future: Future[Sequence[Result]]


class Workers(Generic[Item, Result]):
    """Processes that each make their task once and then do it for one batch after the other.

    `make_task(*args)` is called in each worker and returns a function from a batch of items to as many results;
    with the start method "fork" nothing of it is copied, with "spawn" it and `args` are pickled. `fail` makes the
    result of an item of which a worker died.
    """

    def __init__(
        self,
        n_process: int,
        make_task: Callable[..., Callable[[Sequence[Item]], Sequence[Result]]],
        args: Sequence[Any],
        fail: Callable[[Item, Exception], Result],
    ) -> None:
        self.n_process, self.make_task, self.args, self.fail = n_process, make_task, args, fail
        self.pool = self._new_pool()
        self.pending: deque[_Batch[Item, Result]] = deque()

    def map(self, batches: Iterable[Sequence[Item]]) -> Iterator[Sequence[Result]]:
        """Yield the results of each batch, in order; a few batches are read ahead, never more."""
        source = iter(batches)
        try:
            while self._fill(source) or self.pending:
                yield self._next_results()
        finally:
            self._stop()

    def _fill(self, source: Iterator[Sequence[Item]]) -> bool:
        """Hand out batches until enough are under way; False at the end of the source."""
        while len(self.pending) < self.n_process * _AHEAD:
            items = next(source, None)
            if items is None:
                return False
            self.pending.append(_Batch(items, self._submit(items)))
        return True

    def _submit(self, items: Sequence[Item]) -> Future[Sequence[Result]]:
        try:
            return self.pool.submit(_do_task, items)
        except BrokenProcessPool as error:  # the batch is done again when its turn comes
            future: Future[Sequence[Result]] = Future()
            future.set_exception(error)
            return future

    def _next_results(self) -> Sequence[Result]:
        batch = self.pending[0]
        try:
            results = batch.future.result()
        except BrokenProcessPool:
            _log.warning("a worker process died; its %d items are read again one by one", len(batch.items))
            self._replace_pool()
            results = [self._alone(item) for item in batch.items]
            self._hand_out_again()
        self.pending.popleft()
        return results

    def _alone(self, item: Item) -> Result:
        """The result of one item with nothing else under way, so that it is plain who ends a worker."""
        for _ in range(_TRIES_ALONE):
            try:
                return self._submit([item]).result()[0]
            except BrokenProcessPool:
                self._replace_pool()
        _log.warning("one item ended its worker process %d times and is given up", _TRIES_ALONE)
        return self.fail(item, WorkerDiedError("the worker process died while it read this article"))

    def _hand_out_again(self) -> None:
        """Hand out once more what went down with the pool; what was finished before stays."""
        for batch in list(self.pending)[1:]:
            if batch.future.cancelled() or not batch.future.done() or batch.future.exception() is not None:
                batch.future = self._submit(batch.items)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.n_process,
            mp_context=multiprocessing.get_context(),
            initializer=_begin,
            initargs=(os.getpid(), self.make_task, self.args),
        )

    def _replace_pool(self) -> None:
        self._stop()
        self.pool = self._new_pool()

    def _stop(self) -> None:
        """End the workers at once; what they are reading is not waited for."""
        processes = dict(getattr(self.pool, "_processes", None) or {})
        manager: threading.Thread | None = getattr(self.pool, "_executor_manager_thread", None)
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes.values():
            process.kill()
        if manager is not None:  # it reaps the workers; where two threads reap at once, one misses the end
            manager.join(timeout=5)
        for process in processes.values():
            process.join(timeout=5)


def _begin(parent: int, make_task: Callable[..., Any], args: Sequence[Any]) -> None:
    """In a worker: leave Ctrl-C to the parent, go when it goes, make the task."""
    global _task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    _task = make_task(*args)


def _leave_with(parent: int) -> None:
    """End this process when its parent is gone: a parent that was killed cannot say so."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _do_task(items: Sequence[Any]) -> Sequence[Any]:
    assert _task is not None
    return _task(items)
