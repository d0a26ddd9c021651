"""Freed memory goes back to the system, where there is a way."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from newsents import memory


def test_memory_is_given_back_after_every_few_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(memory, "_trim", calls.append)
    for _ in range(3 * memory._EVERY):
        memory.give_back_memory()
    assert calls == [0, 0, 0]


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_a_system_without_a_way_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(name: Any) -> Any:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert memory._find_trim() is None
    monkeypatch.setattr(memory, "_trim", None)
    memory.give_back_memory()
