"""Freed memory goes back to the system, where there is a way."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from newsents import memory


@pytest.mark.parametrize(("batch_size", "times"), [(1, 1), (16, 16), (64, 64), (1_000, 64), (0, 1)])
def test_memory_is_given_back_after_large_batches_and_after_many_small_ones(
    monkeypatch: pytest.MonkeyPatch, batch_size: int, times: int
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(memory, "_trim", calls.append)
    for _ in range(64):
        memory.give_back_memory(batch_size)
    assert calls == [0] * times


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_a_system_without_a_way_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(name: Any) -> Any:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert memory._find_trim() is None
    monkeypatch.setattr(memory, "_trim", None)
    memory.give_back_memory(64)
