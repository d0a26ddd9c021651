"""Freed memory given back to the system: glibc keeps it after a large batch, and a long run would seem to grow."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import count

_EVERY = 64
"""Articles: often enough to keep the resident memory flat, seldom enough to cost nothing (0.1 %)."""
_batches = count(1)


def _find_trim() -> Callable[[int], object] | None:
    """glibc's `malloc_trim`; None on systems whose C library has none."""
    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim


_trim = _find_trim()


def give_back_memory(batch_size: int) -> None:
    """After a batch of so many articles, or several small ones, give what is free back to the system.

    Changes no result.
    """
    if _trim is not None and next(_batches) % max(1, _EVERY // max(1, batch_size)) == 0:
        _trim(0)
