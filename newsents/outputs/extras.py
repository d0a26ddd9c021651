"""The libraries that only some outputs need: imported where they are used, and asked for by the name of the extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def import_extra(module: str, extra: str) -> Any:
    """Return a module that comes with an extra. Raises `ImportError` that says how to install it.

    >>> import_extra("no_such_library", "frames")
    Traceback (most recent call last):
    ImportError: no_such_library is not installed; get it with: pip install 'newsents[frames]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        raise ImportError(
            f"{module} is not installed; get it with: pip install 'newsents[{extra}]'"
        ) from None
